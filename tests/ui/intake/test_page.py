import shutil
import threading
from datetime import date

import pytest
from openpyxl import Workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from sqlalchemy import select

from dczg_desktop.domain.entities import Petition
from dczg_desktop.domain.words import Level
from dczg_desktop.imports import xlsx
from dczg_desktop.services.grid import GridQuery, problem_ids
from dczg_desktop.services.importing import imports
from dczg_desktop.services.importing.known import LedgerView
from dczg_desktop.services.journal import ActQuery, act_ids
from dczg_desktop.services.ledgers import create_ledger
from dczg_desktop.services.undo import last_redoable, last_undoable, redo, undo
from tests.services.importing.lists import a_list_of
from ui.pages.intake import ImportPage
from ui.pages.intake.draft import Draft
from ui.pages.intake.order import BatchOrder
from ui.pages.intake.rows import TAKE, WAY, ImportRows
from ui.pages.intake.words import certainty, deadline_words, reason_not_taken

HEADINGS = ["序号", "反馈问题", "整改时限", "责任单位", "完成进度", "核算系数"]
ROWS = [
    [1, "乡镇污水处理设施闲置，污水直排", "2026年6月底前", "南坪镇", "达到序时进度", "0.1"],
    [2, "砂石加工点扬尘污染", "待定", "", "达到序时进度", "0.2"],
    [3, "垃圾填埋场渗滤液外溢", "长期坚持", "县住建局", "快了", "0.3"],
]


@pytest.fixture
def table(tmp_path):
    book = Workbook()
    sheet = book.active
    sheet.title = "清单"
    sheet.append(["青石县督察整改任务清单"])
    for row in (HEADINGS, *ROWS, ["合计", "3 项"], ["填表人：王芳"]):
        sheet.append(row)
    totals = book.create_sheet("统计")
    for row in (["乡镇", "问题件数", "完成件数"], ["南坪镇", 12, 6], ["北坡镇", 3, 1]):
        totals.append(row)
    book.save(tmp_path / "任务清单.xlsx")
    return tmp_path / "任务清单.xlsx"


@pytest.fixture
def page(qtbot, context, tmp_path):
    ledger = create_ledger(tmp_path / "青石县.dczg", "青石县", "450421", Level.COUNTY, "王芳")
    context.open_ledger(ledger, ledger.user_uid, "王芳", "青石县")
    made = ImportPage(context)
    made.resize(1180, 660)
    qtbot.addWidget(made)
    made.show()
    yield made
    ledger.close()


def idle(qtbot, page):
    qtbot.waitUntil(lambda: not page.is_busy, timeout=8000)


@pytest.fixture
def shown(qtbot, page, table):
    page.read(table)
    idle(qtbot, page)
    return page


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


def test_an_unticked_row_stays_out(qtbot, shown, context):
    grid = shown.preview.rows.grid
    keys = [column.key for column in grid.columns()]
    spot = grid.visualRect(grid.model().index(1, keys.index(TAKE))).center()

    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=spot)

    assert grid.model().index(1, keys.index(WAY)).data() == "不导入"
    assert shown.preview.accept_button.text() == "导入 2 条(&I)"
    shown.preview.accept_button.click()
    idle(qtbot, shown)
    assert shown.result.words.text().startswith("已导入 2 个问题")
    assert len(problem_ids(context.ledger, GridQuery())) == 2


def test_space_changes_all_selected_rows(qtbot, shown):
    grid = shown.preview.rows.grid
    grid.selectAll()

    qtbot.keyClick(grid, Qt.Key.Key_Space)

    assert shown.preview.draft.counts().acts == 0
    assert not shown.preview.accept_button.isEnabled()
    assert "没有勾选" in shown.preview.accept_button.toolTip()


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


def test_an_import_is_taken_back_as_a_whole(qtbot, shown, context):
    said: list[str] = []
    context.said.connect(lambda words, _undoable: said.append(words))
    asked: list[tuple[str, object]] = []
    context.navigation_requested.connect(lambda name, which: asked.append((name, which)))
    shown.preview.head.source.setText("中央督察反馈")
    shown.preview.head.source.editingFinished.emit()
    idle(qtbot, shown)
    shown.preview.accept_button.click()
    idle(qtbot, shown)
    shown.result.look_button.click()
    assert asked == [("整改台账", GridQuery(source="中央督察反馈"))]
    assert len(problem_ids(context.ledger, asked[0][1])) == 3

    shown.result.undo_button.click()
    idle(qtbot, shown)

    assert problem_ids(context.ledger, GridQuery()) == []
    assert said[-1].startswith("已撤销本次导入")
    assert shown.result.undo_button.isHidden()


def test_an_import_taken_back_elsewhere_is_not_shown_as_made_any_more(qtbot, shown, context):
    shown.preview.accept_button.click()
    idle(qtbot, shown)

    undo(context.ledger, last_undoable(context.ledger).uid)
    shown.reload()

    assert shown.result.words.text() == "已撤销本次导入"
    assert shown.result.undo_button.isHidden()

    redo(context.ledger, last_redoable(context.ledger).uid)
    shown.reload()

    assert shown.result.words.text().startswith("已导入 3 个问题")
    assert shown.result.undo_button.isHidden()


def test_the_same_file_again_brings_nothing_new(qtbot, shown, table):
    shown.preview.accept_button.click()
    idle(qtbot, shown)
    shown.read(table)
    idle(qtbot, shown)

    assert [one.verdict for one in shown.preview.preview.of_table(0)] == ["无变动"] * 3
    assert not shown.preview.accept_button.isEnabled()


def test_a_cancelled_import_leaves_nothing(qtbot, shown, context):
    before = act_ids(context.ledger, ActQuery())
    shown.preview.accept_button.click()
    shown.strip.cancel_button.click()
    idle(qtbot, shown)

    assert act_ids(context.ledger, ActQuery()) == before
    assert shown.stack.currentIndex() == 1
    assert shown.preview.accept_button.isEnabled()


def test_reading_again_keeps_the_ticks(qtbot, shown):
    shown.preview.rows.rows.toggle(2)

    shown.reload()
    idle(qtbot, shown)

    ways = [choice.way for (table, _row), choice in shown.preview.draft.choices().items() if table == 0]
    assert ways == ["新增", "不导入", "新增"]


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


def test_a_table_copied_elsewhere_is_pasted_and_its_copy_does_not_stay(qtbot, page, tmp_path, monkeypatch):
    monkeypatch.setenv("DCZG_DATA", str(tmp_path))
    QGuiApplication.clipboard().setText("")
    page.paste()
    assert page.stack.currentIndex() == 0

    QGuiApplication.clipboard().setText(
        "问题编号\t存在的问题\t责任单位\n第一项\t河道两侧堆放垃圾\t县水利局\n"
    )
    page.paste_button.click()
    qtbot.waitUntil(lambda: page.stack.currentIndex() == 1)

    assert page.preview.preview.count("新增") == 1
    page._begin()
    assert not (tmp_path / "剪贴板.txt").exists()


def test_pasted_text_stays_on_the_disk_only_while_it_is_shown(qtbot, page, context, tmp_path, monkeypatch):
    monkeypatch.setenv("DCZG_DATA", str(tmp_path))
    kept = tmp_path / "剪贴板.txt"
    table = "问题编号\t存在的问题\t责任单位\n第一项\t河道两侧堆放垃圾\t县水利局\n"
    other = tmp_path / "另一份.csv"
    other.write_text(table.replace("\t", ","), "utf-8")

    for leave in (
        lambda: page.read(other),
        lambda: page.read(tmp_path / "没有这个文件.xlsx"),
        lambda: qtbot.addWidget(ImportPage(context)),  # as after the program was closed with it
    ):
        QGuiApplication.clipboard().setText(table)
        page.paste()
        idle(qtbot, page)
        assert kept.exists()

        leave()
        idle(qtbot, page)
        assert not kept.exists()


@pytest.fixture
def stuck(monkeypatch):
    """The reader of workbooks hangs in its native call, as it does on large and harmful files, until the gate opens."""
    begun, gate, threads = threading.Event(), threading.Event(), []
    open_workbook = xlsx.open_workbook

    def hanging(path, stream):
        if not path.name.startswith("坏"):
            return open_workbook(path, stream)
        threads.append(threading.current_thread())
        begun.set()
        gate.wait(20)
        return open_workbook(path, stream)

    monkeypatch.setattr(xlsx, "open_workbook", hanging)
    yield begun, gate, threads
    gate.set()


def test_cancel_gives_the_page_back_while_the_reader_is_stuck(
    qtbot, page, table, context, stuck, monkeypatch
):
    begun, gate, threads = stuck
    looked_up: list[str] = []
    monkeypatch.setattr(imports, "LedgerView", lambda ledger: looked_up.append("") or LedgerView(ledger))
    bad = table.with_name("坏.xlsx")
    shutil.copy(table, bad)
    said: list[str] = []
    context.said.connect(lambda words, _undoable: said.append(words))
    page.read(bad)
    assert begun.wait(5)

    page.strip.cancel_button.click()

    assert not page.is_busy  # in the same turn of the window's thread: nothing was waited for
    assert page.strip.isHidden()
    assert page.stack.currentIndex() == 0
    assert page.drop.choose_button.isEnabled()
    assert said == ["已停止，没有留下任何改动。"]
    page.read(table)
    idle(qtbot, page)
    assert threads[0].is_alive()
    assert page.preview.head.file.text() == "任务清单.xlsx"
    looked_up.clear()
    gate.set()
    threads[0].join(5)
    qtbot.wait(60)  # two looks of a task, were one still looking
    assert not threads[0].is_alive()
    assert looked_up == []
    assert page.preview.head.file.text() == "任务清单.xlsx"
    assert len(act_ids(context.ledger, ActQuery())) == 1


def test_the_program_closes_while_the_reader_is_stuck(qtbot, page, table, context, stuck):
    begun, _gate, threads = stuck
    bad = table.with_name("坏.xlsx")
    shutil.copy(table, bad)
    page.read(bad)
    assert begun.wait(5)
    page.strip.cancel_button.click()

    context.close()

    assert threads[0].is_alive()
    assert threads[0].daemon
