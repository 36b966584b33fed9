"""A real table from drop to undo: mended in place, parts left out, questions answered, every row decided upon."""

import threading

import pytest
from openpyxl import Workbook
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from dczg_desktop.domain.comparison import Verdict, Way
from dczg_desktop.services.detail import problem_detail
from dczg_desktop.services.grid import GridQuery, problem_ids
from dczg_desktop.services.problems import ProblemDraft, add_problem, find_problem
from tests.offices import visible
from tests.ui.import_scene import FIRST, SECOND, a_book, a_ledger
from ui.pages.intake import ImportPage, looking
from ui.pages.intake.editor import CellEditor
from ui.pages.intake.rows import TAKE, VERDICT, WAY
from ui.pages.intake.words import LEFT


@pytest.fixture
def page(qtbot, context, tmp_path):
    ledger = a_ledger(tmp_path)
    context.open_ledger(ledger, ledger.user_uid, "王芳", "青石县")
    made = ImportPage(context)
    made.resize(1180, 660)
    qtbot.addWidget(made)
    made.show()
    yield made
    ledger.close()


def idle(qtbot, page):
    qtbot.waitUntil(lambda: not page.is_busy, timeout=8000)


def drop(page, path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    page.drop.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, left, none))


@pytest.fixture
def shown(qtbot, page, tmp_path):
    drop(page, a_book(tmp_path / "整改推进表.xlsx", SECOND, hidden=True))
    idle(qtbot, page)
    return page


def go_to(page, row, key=WAY):
    """Put the cursor on a row of the file."""
    rows = page.preview.rows
    number = next(n for n, record in enumerate(rows.rows.table.records, start=1) if record.row == row)
    rows.grid.choose(number)
    keys = [column.key for column in rows.grid.columns()]
    index = rows.grid.model().index(rows.grid.model().ids().index(number), keys.index(key))
    rows.grid.setCurrentIndex(index)
    return index


def write(qtbot, page, row, letter, text):
    """Type into a cell as a person does."""
    grid = page.preview.rows.grid
    index = go_to(page, row, letter)
    grid.scrollTo(index)
    qtbot.keyClick(grid, Qt.Key.Key_F2)
    editor = grid.findChild(CellEditor)
    editor.selectAll()
    editor.insertPlainText(text)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    idle(qtbot, page)


def choose(page, row, way):
    go_to(page, row)
    page.preview.compare.ways[way].click()


def words_in(page, row, key):
    return go_to(page, row, key).data(Qt.ItemDataRole.DisplayRole)


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


def test_a_column_is_left_out_and_taken_again_from_the_menu_of_a_cell(qtbot, shown):
    go_to(shown, 4, "F")
    menu = shown.preview.rows.menu()
    next(act for act in menu.actions() if act.text() == "不导入这一列").trigger()
    idle(qtbot, shown)
    assert "F" not in [column.letter for column in shown.preview.preview.reading.tables[0].columns]
    titles = [column.title for column in shown.preview.rows.grid.columns()]
    assert "责任人员（不导入）" in titles
    assert shown.preview.mapping.marks["F"].word == "不导入"

    go_to(shown, 4, "F")
    menu = shown.preview.rows.menu()
    next(act for act in menu.actions() if act.text() == "重新导入这一列").trigger()
    idle(qtbot, shown)

    assert "责任人员" in [column.title for column in shown.preview.rows.grid.columns()]


def test_hidden_things_left_out_stay_in_sight(qtbot, shown):
    assert "10 隐藏" in words_in(shown, 10, "row")
    shown.preview.questions.buttons["rows-leave"].click()
    shown.preview.questions.buttons["columns-leave"].click()
    idle(qtbot, shown)

    assert words_in(shown, 10, WAY) == "不导入"
    assert "核算系数（隐藏）（不导入）" in [column.title for column in shown.preview.rows.grid.columns()]
    assert shown.preview.draft.unanswered() == []


def test_kept_columns_are_named_and_a_remembered_assignment_can_be_forgotten(qtbot, shown, tmp_path):
    view = shown.preview
    view.questions.buttons["rows-take"].click()
    view.questions.buttons["columns-take"].click()
    assert "核算系数" in view.questions.words
    view.questions.buttons["kept"].click()
    assert view.questions.isHidden()
    choice = view.mapping.choices["H"]
    choice.setCurrentIndex(choice.findData("category"))
    idle(qtbot, shown)
    shown.confirm_leave = lambda _parent, _words: True

    shown.read(a_book(tmp_path / "下月.xlsx", SECOND))
    idle(qtbot, shown)
    assert "为“青石县生态环境局”记住的" in view.questions.words
    view.questions.buttons["forget"].click()
    idle(qtbot, shown)

    assert "category" not in view.preview.reading.tables[0].mapping


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


def test_a_column_nobody_can_be_sure_of_is_asked_about(qtbot, page, tmp_path):
    book = Workbook()
    for row in (
        ("序号", "检查发现问题", "负责人", "单位名称"),
        ("1", "污水直排", "周明", "南坪镇"),
        ("2", "扬尘", "李强", "北坡镇"),
    ):
        book.active.append(row)
    book.save(tmp_path / "检查.xlsx")
    page.read(tmp_path / "检查.xlsx")
    idle(qtbot, page)
    view = page.preview
    assert "不能肯定是什么" in view.questions.words

    view.questions.buttons["mapping"].click()

    assert view.tabs.currentWidget() is view.mapping
    view.questions.buttons["doubted"].click()
    assert "不能肯定是什么" not in view.questions.words


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


@pytest.fixture
def narrow(shown):
    """The table too wide for its place, scrolled to its end."""
    shown.resize(900, 660)
    grid = shown.preview.rows.grid
    grid.horizontalScrollBar().setValue(grid.horizontalScrollBar().maximum())
    return shown


def frozen_spot(grid, row, key):
    keys = [column.key for column in grid.columns()]
    return grid.frozen.visualRect(grid.model().index(row, keys.index(key))).center()


def test_the_tick_the_verdict_the_way_and_the_number_stay_when_the_table_is_scrolled(narrow):
    grid = narrow.preview.rows.grid
    shown_columns = [
        column.title for number, column in enumerate(grid.columns()) if not grid.frozen.isColumnHidden(number)
    ]

    assert shown_columns == ["", "比对", "处理", "编号"]
    assert grid.frozen.isVisible()
    assert grid.frozen.x() == grid.frameWidth()
    for row in range(3):
        index = grid.model().index(row, 0)
        assert grid.frozen.visualRect(index).height() == grid.visualRect(index).height()
        assert grid.frozen.rowViewportPosition(row) == grid.rowViewportPosition(row)
    assert grid.frozen.horizontalHeader().height() == grid.horizontalHeader().height()
    grid.horizontalScrollBar().setValue(0)
    assert not grid.frozen.isVisible()


def test_what_stays_is_ticked_and_asked_about_where_it_stands(qtbot, narrow):
    grid = narrow.preview.rows.grid
    rows = narrow.preview.rows.rows
    left = Qt.MouseButton.LeftButton
    number = grid.model().ids_at(0)
    before = rows.is_taken(number)
    asked = []
    grid.way_asked.connect(lambda: asked.append(True))

    qtbot.mouseClick(grid.frozen.viewport(), left, pos=frozen_spot(grid, 0, TAKE))
    qtbot.mouseClick(grid.frozen.viewport(), left, pos=frozen_spot(grid, 0, WAY))

    assert rows.is_taken(number) is not before
    assert asked == [True]
    assert grid.current_id() == number
    assert grid.horizontalScrollBar().value() > 0


def test_the_keys_never_go_behind_the_columns_that_stay(qtbot, narrow):
    grid = narrow.preview.rows.grid
    grid.setFocus()
    last = len(grid.columns()) - 1
    grid.setCurrentIndex(grid.model().index(0, last))

    while grid.currentIndex().column() > 5:
        qtbot.keyClick(grid, Qt.Key.Key_Left)
        assert grid.visualRect(grid.currentIndex()).left() >= grid.frozen.breadth


def test_a_doubt_is_jumped_to_in_front_of_the_columns_that_stay(narrow):
    rows = narrow.preview.rows
    rows.grid.horizontalScrollBar().setValue(40)

    assert rows.jump("C6")

    assert rows.grid.visualRect(rows.grid.currentIndex()).left() >= rows.grid.frozen.breadth


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


def test_a_cell_that_stays_is_corrected_where_it_is_seen(qtbot, narrow):
    grid = narrow.preview.rows.grid
    keys = [column.key for column in grid.columns()]
    index = grid.model().index(0, keys.index("A"))
    grid.setFocus()
    grid.setCurrentIndex(index)

    qtbot.keyClick(grid, Qt.Key.Key_F2)
    editor = grid.findChild(CellEditor)
    assert grid.frozen.isAncestorOf(editor)
    assert grid.frozen.visualRect(index).intersects(editor.geometry())
    editor.selectAll()
    editor.insertPlainText("YJ202600099")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    idle(qtbot, narrow)

    assert narrow.preview.rows.rows.line(1).A == "YJ202600099"
    assert narrow.preview.rows.grid.horizontalScrollBar().value() > 0


def test_a_click_on_a_heading_that_stays_orders_the_rows(qtbot, narrow):
    grid = narrow.preview.rows.grid
    keys = [column.key for column in grid.columns()]
    before = list(grid.model().ids())

    grid.frozen.horizontalHeader().sectionClicked.emit(keys.index("A"))

    assert grid.horizontalHeader().sortIndicatorSection() == keys.index("A")
    assert grid.model().ids() != before
    assert sorted(grid.model().ids()) == sorted(before)
