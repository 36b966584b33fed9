"""A real table from drop to undo: mended in place, questions answered, every row decided upon."""

import threading

from openpyxl import Workbook
from PySide6.QtCore import Qt

from dczg_desktop.domain.comparison import Verdict, Way
from dczg_desktop.services.detail import problem_detail
from dczg_desktop.services.grid import GridQuery, problem_ids
from dczg_desktop.services.problems import ProblemDraft, add_problem, find_problem
from tests.offices import visible
from tests.ui.import_scene import FIRST, SECOND, a_book
from tests.ui.intake.scene import choose, drop, go_to, idle, words_in, write
from ui.pages.intake import looking
from ui.pages.intake.editor import CellEditor
from ui.pages.intake.rows import TAKE, VERDICT, WAY
from ui.pages.intake.words import LEFT


def test_an_error_value_stands_beside_the_ledger_without_a_tick(qtbot, page, tmp_path):
    book = Workbook()
    for row in (("问题编号", "反馈问题", "占地面积", "户数"), (*FIRST[0][:2], "#N/A", "12")):
        book.active.append(row)
    book.save(tmp_path / "又一批.xlsx")
    page.read(tmp_path / "又一批.xlsx")
    idle(qtbot, page)

    go_to(page, 2)

    ticks = page.preview.compare.ticks
    assert {key: one.isChecked() for key, one in ticks.items()} == {
        "extra:占地面积": False,
        "extra:户数": True,
    }


def test_from_drop_to_accept_and_back(qtbot, shown, context):
    ledger = context.ledger
    before = visible(ledger)
    view = shown.preview
    assert [words_in(shown, row, VERDICT) for row in range(4, 11)] == [
        "有变动", "无变动", "待定", "待定", "新增", "新增", "新增",
    ]  # fmt: skip
    assert view.head.named() == ("青石县生态环境局", "浔江市生态环境保护督察反馈问题整改推进表")
    assert "隐藏" in view.accept_button.toolTip()

    view.questions.buttons["rows-leave"].click()
    view.questions.buttons["columns-take"].click()
    assert "2 行与台账里的记录相似" in view.accept_button.toolTip()

    write(qtbot, shown, 8, "E", "石坳村民委员会")  # a corrected cell, doubted before
    assert "E8" not in [line.place for line in view.faults.lines.rows(range(1, 9))]
    go_to(shown, 9)
    qtbot.keyClick(view.rows.grid, Qt.Key.Key_Space)  # a row left out
    choice = view.mapping.choices["F"]
    choice.setCurrentIndex(choice.findData(LEFT))  # a column left out
    idle(qtbot, shown)
    choice = view.mapping.choices["H"]
    choice.setCurrentIndex(choice.findData("category"))  # a column given another field
    idle(qtbot, shown)

    go_to(shown, 4)  # update with some ticks taken away and a deadline with its reason
    compare = view.compare
    assert compare.ways[Way.UPDATE].isChecked()
    key = next(key for key in compare.ticks if key.startswith("measure:+"))
    for name in (key, "category", "deadline"):
        compare.ticks[name].click()
    compare.reason.setText("汛期无法施工")
    compare.reason.editingFinished.emit()
    choose(shown, 5, Way.SKIP)  # known, and now with a category to offer
    choose(shown, 6, Way.SKIP)
    choose(shown, 7, Way.NUMBER)
    assert view.count.text() == "新增 1　更新 1（2 处）　另一编号 1　不导入 4"
    assert view.accept_button.isEnabled(), view.accept_button.toolTip()

    view.accept_button.click()
    idle(qtbot, shown)

    assert shown.result.words.text() == "已导入 1 个问题、2 条措施，更新 1 条（2 处），登记 1 个另一编号"
    old = problem_detail(ledger, find_problem(ledger, "YJ202600001"))
    assert [one.raw for one in old.facts.deadlines] == ["2026年12月底前", "2027年3月底前"]
    assert [one.text for one in old.facts.progress] == ["已完成招标。", "管网已修复 2.3 公里。"]
    assert len(old.facts.measures) == 2
    assert find_problem(ledger, "SD202600019") == old.uid
    new = problem_detail(ledger, find_problem(ledger, "YJ202600004"))
    assert (new.row.unit, new.fields["category"], new.facts.people()) == ("石坳村民委员会", "0.4", ())
    assert new.fields["provenance"]["read"] == {"responsible_unit": ""}
    assert len(problem_ids(ledger, GridQuery())) == 4

    shown.result.undo_button.click()
    idle(qtbot, shown)

    assert len(problem_ids(ledger, GridQuery())) == 3
    assert problem_detail(ledger, old.uid).facts.deadlines == old.facts.deadlines[:1]
    assert len(visible(ledger)["problem_source"]) == len(before["problem_source"])


def test_what_was_read_stands_in_the_tip_and_comes_back(qtbot, shown):
    write(qtbot, shown, 6, "D", "2027年9月底前")
    index = go_to(shown, 6, "D")
    assert "读入时为：待定" in index.data(Qt.ItemDataRole.ToolTipRole)

    menu = shown.preview.rows.menu()
    next(act for act in menu.actions() if "恢复" in act.text()).trigger()
    idle(qtbot, shown)

    assert words_in(shown, 6, "D") == "待定"
    assert "读入时为" not in go_to(shown, 6, "D").data(Qt.ItemDataRole.ToolTipRole)


def test_doubts_of_a_row_left_out_are_counted_no_more(qtbot, shown):
    view = shown.preview
    doubted = [line.place for line in view.faults.lines.rows(range(1, 99))]
    count = int(view.verdicts.buttons["有疑点"].text().split()[-1])
    assert "E8" in doubted

    go_to(shown, 8)
    qtbot.keyClick(view.rows.grid, Qt.Key.Key_Space)

    left = [line.place for line in view.faults.lines.rows(range(1, 99))]
    assert left == [place for place in doubted if place != "E8"]
    assert view.tabs.tabText(2) == f"疑点 {len(left)}"
    assert view.verdicts.buttons["有疑点"].text() == f"有疑点 {count - 1}"
    qtbot.keyClick(view.rows.grid, Qt.Key.Key_Space)
    assert [line.place for line in view.faults.lines.rows(range(1, 99))] == doubted


def test_escape_leaves_a_cell_as_it_was(qtbot, shown):
    grid = shown.preview.rows.grid
    grid.scrollTo(go_to(shown, 6, "D"))
    qtbot.keyClick(grid, Qt.Key.Key_F2)
    editor = grid.findChild(CellEditor)
    editor.insertPlainText("别的")
    qtbot.keyClick(editor, Qt.Key.Key_Escape)

    assert words_in(shown, 6, "D") == "待定"
    assert not shown.preview.draft.edits[0].cells


def test_what_is_typed_while_the_program_is_busy_is_not_lost(qtbot, shown):
    view = shown.preview
    view.rows.corrected.emit(8, "E", "石坳村民委员会")
    assert shown.is_busy
    view.rows.corrected.emit(6, "D", "2027年9月底前")

    qtbot.waitUntil(lambda: not shown.is_busy and not shown._is_behind, timeout=8000)

    assert (words_in(shown, 8, "E"), words_in(shown, 6, "D")) == ("石坳村民委员会", "2027年9月底前")


def test_a_similar_row_shows_its_candidate_and_waits(shown):
    view = shown.preview
    view.show_undecided()

    assert view.rows.current() == 3
    assert [way for way, one in view.compare.ways.items() if one.isChecked()] == []
    assert not view.compare.ways[Way.NUMBER].isEnabled()
    assert view.draft.planned((0, 6)).verdict is Verdict.UNCLEAR
    view.verdicts.choose("待选择")
    assert view.rows.grid.model().ids() == [3, 4]


def test_many_rows_are_decided_upon_at_once(qtbot, shown):
    view = shown.preview
    view.verdicts.choose("待选择")
    view.rows.grid.selectAll()
    entries = {act.text(): act for act in view.rows.menu().actions()}
    assert {"更新已有的，取建议的各项（1 行）", "只加为另一编号（1 行）", "不导入（2 行）"} <= entries.keys()

    entries["作为新增（2 行）"].trigger()

    assert view.draft.counts().undecided == 0
    assert view.draft.choice((0, 6)).way is Way.NEW
    assert view.verdicts.buttons["待选择"].text() == "待选择 0"


def test_nothing_is_advised_for_a_known_number_over_quite_another_text(qtbot, page, tmp_path):
    rows = ((FIRST[0][0], "石坳村矿山开采面生态修复滞后，扬尘严重。", "1.复绿。", *FIRST[0][3:]),)
    page.read(a_book(tmp_path / "三.xlsx", rows))
    idle(qtbot, page)
    go_to(page, 4)
    compare = page.preview.compare

    assert compare.ways[Way.UPDATE].isEnabled()
    assert not any("建议" in one.text() for one in compare.ways.values())
    assert page.preview.draft.is_undecided((0, 4))
    page.preview.rows.grid.selectAll()
    entries = {act.text(): act.isEnabled() for act in page.preview.rows.menu().actions()}
    assert not entries["更新已有的，取建议的各项（0 行）"]
    page.preview.rows.rows.toggle(1)
    assert page.preview.draft.is_undecided((0, 4))


def test_several_candidates_are_chosen_between(qtbot, page, context, tmp_path):
    other = "南坪镇污水处理厂长期闲置，生活污水直排云水河，群众反映十分强烈。"
    uid = add_problem(context.ledger, ProblemDraft(other))
    rows = (("SD202600019", "南坪镇污水处理厂长期闲置，生活污水直接排入云水河，群众反映强烈。", *[""] * 6),)
    page.read(a_book(tmp_path / "三.xlsx", rows))
    idle(qtbot, page)
    go_to(page, 4)
    compare = page.preview.compare
    assert len(compare.targets) == 2

    compare.targets[uid].click()
    page.preview.compare.ways[Way.NUMBER].click()

    assert page.preview.draft.choice((0, 4)).target == uid


def test_another_file_is_asked_about_before_corrections_are_given_up(qtbot, shown, tmp_path):
    shown.preview.rows.rows.toggle(5)
    asked = []
    shown.confirm_leave = lambda _parent, words: bool(asked.append(words))
    shown.read(a_book(tmp_path / "另一个.xlsx", FIRST))

    assert not shown.is_busy
    assert "整改推进表.xlsx" in asked[0]
    shown.show_filter("信访件")
    assert shown.stack.currentWidget() is shown.preview
    assert shown.unfinished()


def test_a_cancelled_reading_leaves_the_shown_file(qtbot, shown, tmp_path):
    shown.read(a_book(tmp_path / "另一个.xlsx", FIRST))
    shown.strip.cancel_button.click()
    idle(qtbot, shown)

    assert shown.preview.head.file.text() in {"整改推进表.xlsx", "另一个.xlsx"}
    assert shown.stack.currentWidget() is shown.preview


def test_the_tick_of_a_known_row_offers_what_it_could_bring(qtbot, shown):
    grid = shown.preview.rows.grid
    keys = [column.key for column in grid.columns()]
    go_to(shown, 4)
    spot = grid.visualRect(grid.model().index(0, keys.index(TAKE))).center()
    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert words_in(shown, 4, WAY) == "不导入"

    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=spot)

    assert words_in(shown, 4, WAY) == "更新 2 处"


def test_rows_merged_under_a_problem_are_not_counted_as_problems(qtbot, page, tmp_path):
    book = Workbook()
    for row in (
        ("问题编号", "反馈问题", "整改措施", "责任单位"),
        ("YJ202600011", "石坳村河道垃圾未清理。", "1.清理。", "石坳镇人民政府"),
        (None, None, "2.建立巡查制度。", None),
    ):
        book.active.append(row)
    for merged in ("A2:A3", "B2:B3", "D2:D3"):
        book.active.merge_cells(merged)
    book.save(tmp_path / "合并.xlsx")

    page.read(tmp_path / "合并.xlsx")

    idle(qtbot, page)
    assert page.preview.count.text() == "新增 1　合并在上一行的 1"
    assert page.preview.accept_button.text().startswith("导入 1 条")


def test_the_rows_are_there_at_once_and_like_texts_follow(qtbot, page, tmp_path, monkeypatch):
    """A long table: what numbers tell is shown first; the search can be stopped and goes on when asked."""
    gate, begun = threading.Event(), threading.Event()
    monkeypatch.setattr(looking, "AT_ONCE", 0)
    find = looking.completed

    def slow(ledger, preview, tick):
        begun.set()
        gate.wait(5)
        tick(0, 1)
        return find(ledger, preview, tick)

    monkeypatch.setattr(looking, "completed", slow)
    drop(page, a_book(tmp_path / "整改推进表.xlsx", SECOND))
    qtbot.waitUntil(begun.is_set, timeout=8000)
    view = page.preview

    assert [words_in(page, row, VERDICT) for row in (4, 5, 6, 7)] == ["有变动", "无变动", "比对中", "比对中"]
    assert words_in(page, 6, WAY) == ""
    assert view.compare.ways == {}  # nothing to choose before it is known
    assert not view.accept_button.isEnabled()
    page.strip.cancel_button.click()
    idle(qtbot, page)
    gate.set()
    assert view.on_button.isVisibleTo(view)
    assert "还有 5 行没有与台账比对完" in view.accept_button.toolTip()

    view.on_button.click()
    idle(qtbot, page)
    assert [words_in(page, row, VERDICT) for row in (4, 5, 6, 7, 8)] == [
        "有变动", "无变动", "待定", "待定", "新增",
    ]  # fmt: skip
    assert not view.on_button.isVisibleTo(view)
    assert "2 行与台账里的记录相似" in view.accept_button.toolTip()
