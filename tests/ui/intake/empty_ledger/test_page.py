"""What was understood of a table stands on one screen, with its doubts, and can be corrected."""

from datetime import date

from openpyxl import Workbook
from PySide6.QtCore import Qt
from sqlalchemy import select

from dczg_desktop.domain.entities import Petition
from dczg_desktop.services.importing import imports
from tests.services.importing.lists import a_list_of
from tests.ui.intake.scene import idle
from ui.pages.intake.draft import Draft
from ui.pages.intake.order import BatchOrder
from ui.pages.intake.rows import ImportRows
from ui.pages.intake.words import certainty, deadline_words, reason_not_taken


def test_what_was_understood_stands_on_one_screen(shown):
    view = shown.preview

    assert view.head.file.text() == "任务清单.xlsx"
    assert "Excel 工作簿，2 张表" in view.head.facts.text()
    assert "表头在第 2 行，数据从第 3 行起" in view.head.facts.text()
    assert view.head.chooser.itemText(0) == "清单（问题清单，3 行）"
    assert view.head.source.text() == "青石县督察整改任务清单"
    assert view.accept_button.text() == "导入 3 条(&I)"
    columns = [column.title for column in view.rows.grid.columns()]
    assert columns == [
        "",
        "比对",
        "处理",
        "行",
        "编号",
        "问题描述",
        "整改时限",
        "时限读作",
        "责任单位",
        "完成状态",
        "核算系数",
    ]
    assert [view.mapping.marks[letter].word for letter in "ABF"] == ["较可靠", "确定", "保留"]
    left = [(line.place, line.words) for line in view.left_out.lines.rows([1, 2])]
    assert left == [("6", "合计行"), ("7", "签名行")]


def test_the_list_of_the_day_is_read_from_the_day_it_was_handed_over(qtbot, page, tmp_path):
    head = ("受理编号", "交办问题基本情况", "办理时限", "是否办结", "办结日期")
    told = (
        ("自交办之日起15个工作日", "已办结", "6月12日"),
        ("10个工作日内", "已办结", "上旬"),
        ("", "阶段性办结", "2026年6月底"),
    )
    rows = [(f"D3GS20260608000{n}", f"反映第{n}处扬尘", *cells) for n, cells in enumerate(told, start=1)]
    path = a_list_of(tmp_path, head, *rows)

    page.read(path, BatchOrder(path, "第3批", "省督", date(2026, 6, 8)))
    idle(qtbot, page)

    lines = [page.preview.rows.rows.line(number) for number in (1, 2, 3)]
    assert [line.read_as for line in lines] == ["2026-06-30", "2026-06-23", ""]
    assert [line.finished_as for line in lines] == ["2026-06-12", "没有读懂", "2026-06-30（请核对）"]
    page.preview.accept_button.click()
    idle(qtbot, page)
    assert page.stack.currentIndex() == 2
    with page.context.ledger.reading() as session:
        assert list(session.scalars(select(Petition.due).order_by(Petition.number)))[:2] == [
            date(2026, 6, 30),
            date(2026, 6, 23),
        ]


def test_deadlines_are_shown_as_written_and_as_read(shown):
    lines = [shown.preview.rows.rows.line(number) for number in (1, 2, 3)]

    assert [line.C for line in lines] == ["2026年6月底前", "待定", "长期坚持"]
    assert [line.read_as[:10] for line in lines] == ["2026-06-30", "没有读懂：没有从“待", "长期坚持"]


def test_months_without_a_year_are_shown_in_the_year_of_the_table(page, context, tmp_path):
    book = Workbook()
    for row in (["青石县2025年整改清单"], ["序号", "问题", "整改时限"], [1, "河道有垃圾", "6月底前"]):
        book.active.append(row)
    book.save(tmp_path / "清单.xlsx")

    preview = imports.preview_import(context.ledger, tmp_path / "清单.xlsx")

    assert ImportRows(Draft(preview), 0, context.ledger.today()).line(1).read_as == "2025-06-30"


def test_faulty_cells_carry_what_is_wrong_and_a_click_in_the_list_goes_there(shown):
    view = shown.preview
    wrong = [line.place for line in view.faults.lines.rows(range(1, 9))]
    assert wrong == ["C4", "D4", "E5"]

    view.faults.grid.selectRow(2)
    view.faults.grid.clicked.emit(view.faults.grid.currentIndex())

    index = view.rows.grid.currentIndex()
    assert index.data(Qt.ItemDataRole.DisplayRole) == "快了"
    assert "不认识的状态" in index.data(Qt.ItemDataRole.ToolTipRole)
    assert view.rows.grid.current_id() == 3


def test_only_rows_with_doubts_can_be_shown(shown):
    shown.preview.verdicts.choose("有疑点")

    assert shown.preview.rows.grid.model().ids() == [2, 3]


def test_a_column_given_another_field_is_read_anew_and_remembered(qtbot, shown, table):
    choice = shown.preview.mapping.choices["F"]
    choice.setCurrentIndex(choice.findData("category"))
    idle(qtbot, shown)
    assert shown.preview.rows.rows.table.mapping["category"] == "核算系数"
    assert shown.preview.mapping.marks["F"].word == "手工指定"
    assert shown.preview.mapping.marks["A"].word == "较可靠"

    taken_away = shown.preview.mapping.choices["E"]
    taken_away.setCurrentIndex(0)
    idle(qtbot, shown)
    assert "status" not in shown.preview.rows.rows.table.mapping
    shown.read(table)
    idle(qtbot, shown)

    mapping = shown.preview.rows.rows.table.mapping
    assert (mapping["category"], "status" in mapping) == ("核算系数", False)


def test_a_table_of_totals_says_why_nothing_is_taken_from_it(shown):
    view = shown.preview
    assert "统计表" not in view.questions.words

    view.head.chooser.setCurrentIndex(1)

    assert "统计表" in view.questions.words
    assert view.rows.rows.planned(1).verdict == "跳过"


def test_a_file_that_is_no_table_is_refused_in_place(qtbot, page, tmp_path, shown_errors):
    (tmp_path / "通知.pdf").write_bytes(b"%PDF-1.7 ...")

    page.read(tmp_path / "通知.pdf")
    idle(qtbot, page)

    assert "不是表格，而是PDF 文件" in page.words.text()
    assert not page.refusal.isHidden()
    assert page.stack.currentIndex() == 0
    assert shown_errors == []


def test_another_page_opens_this_one_and_is_gone_back_to(page, context):
    asked: list[str] = []
    context.navigation_requested.connect(lambda name, _filter: asked.append(name))

    page.show_filter("信访件")
    page.back_button.click()

    assert asked == ["信访件"]


def test_words_of_certainty_and_of_refusal():
    assert [certainty(value) for value in (1.0, 0.8, 0.5)] == ["确定", "较可靠", "请核对"]
    assert reason_not_taken("problem") == ""
    assert "点位" in reason_not_taken("site")
    assert "认不出" in reason_not_taken("什么")
    assert deadline_words("", None) == ""
