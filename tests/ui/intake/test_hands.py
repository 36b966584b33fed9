"""What a clerk's hands meet: where the cursor stands, what the keys do, what a wrong file or a second one leaves."""

import pytest
from openpyxl import Workbook
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication

from dczg_desktop.domain.comparison import Way
from tests.ui.import_scene import FIRST, a_book
from tests.ui.intake.scene import choose, drop, go_to, idle, words_in, write
from ui.dialogs.batch import BatchAnswer
from ui.pages.intake.editor import CellEditor
from ui.pages.intake.rows import WAY
from ui.widgets.message_bar import MessageBar


@pytest.fixture
def active(qtbot, shown):
    """The page in a window that has the keys."""
    shown.activateWindow()
    qtbot.waitUntil(shown.isActiveWindow)
    return shown


def drop_over(page, *paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    page.dropEvent(QDropEvent(QPointF(300, 300), Qt.DropAction.CopyAction, data, left, none))


def test_a_wrong_file_leaves_what_was_being_worked_on(qtbot, shown, tmp_path):
    shown.confirm_leave = lambda _parent, _words: True
    choose(shown, 5, "不导入")
    (tmp_path / "坏.xlsx").write_bytes(b"")

    shown.read(tmp_path / "坏.xlsx")
    idle(qtbot, shown)

    assert "坏.xlsx" in shown.words.text()
    assert "“整改推进表.xlsx”还在下面" in shown.words.text()
    assert shown.stack.currentWidget() is shown.preview
    assert words_in(shown, 5, WAY) == "不导入"


def test_the_cursor_stands_on_the_first_row_of_a_file_that_was_read(active):
    grid = active.preview.rows.grid

    assert grid.hasFocus()
    assert grid.currentIndex().row() == 0
    assert active.preview.compare.ways


def test_another_file_begins_at_its_first_row(qtbot, shown, tmp_path):
    grid = shown.preview.rows.grid
    go_to(shown, 10, "H")
    grid.scrollTo(grid.currentIndex())
    assert grid.horizontalScrollBar().value() > 0

    drop(shown, a_book(tmp_path / "又一份.xlsx", FIRST))
    idle(qtbot, shown)

    grid = shown.preview.rows.grid
    assert (grid.horizontalScrollBar().value(), grid.currentIndex().row()) == (0, 0)


def test_the_focus_goes_from_one_question_to_the_next_and_then_to_the_rows(qtbot, active):
    questions = active.preview.questions
    questions.buttons["rows-take"].setFocus()
    qtbot.keyClick(questions.buttons["rows-take"], Qt.Key.Key_Space)
    assert questions.buttons["columns-take"].hasFocus()

    while questions.buttons:
        last = list(questions.buttons.values())[-1]
        last.setFocus()
        qtbot.keyClick(last, Qt.Key.Key_Space)
        idle(qtbot, active)

    assert active.preview.rows.grid.hasFocus()


def test_enter_on_a_doubt_opens_the_editor_of_its_cell(qtbot, active):
    faults = active.preview.faults
    active.preview.tabs.setCurrentWidget(faults)
    line = next(one for one in faults.lines.rows(range(1, 9)) if one.place == "D6")
    faults.grid.choose(line.id)
    faults.grid.setFocus()

    qtbot.keyClick(faults.grid, Qt.Key.Key_Return)

    editor = active.preview.rows.grid.findChild(CellEditor)
    assert editor.toPlainText() == "待定"


def test_the_cursor_stays_on_the_cell_that_was_corrected(qtbot, active):
    grid = active.preview.rows.grid

    write(qtbot, active, 6, "D", "2026年12月底前")

    assert grid.cell() == (active.preview.rows.rows.row_of("D6")[0], "D")
    assert grid.selected_ids() == [grid.current_id()]
    qtbot.keyClick(grid, Qt.Key.Key_Down)
    assert grid.model().source.key(grid.current_id())[1] == 7


def test_the_keys_in_the_list_of_doubts_point_at_the_cells(qtbot, active):
    faults = active.preview.faults
    active.preview.tabs.setCurrentWidget(faults)
    faults.grid.setFocus()
    faults.grid.selectRow(0)

    qtbot.keyClick(faults.grid, Qt.Key.Key_Down)

    place = faults.lines.get(faults.grid.current_id()).place
    rows = active.preview.rows.rows
    assert active.preview.rows.current() == rows.row_of(place)[0]


def test_a_file_dropped_over_another_is_read(qtbot, shown, tmp_path):
    drop_over(shown, a_book(tmp_path / "又一份.xlsx", FIRST))
    idle(qtbot, shown)

    assert shown.preview.head.file.text() == "又一份.xlsx"


def test_several_files_at_once_are_told_and_none_is_read(shown, tmp_path, context):
    said = []
    context.said.connect(lambda words, _undoable: said.append(words))

    drop_over(shown, a_book(tmp_path / "甲.xlsx", FIRST), a_book(tmp_path / "乙.xlsx", FIRST))

    assert said == ["一次导入一个文件。拖来了 2 个，请先拖其中一个。"]
    assert shown.preview.head.file.text() == "整改推进表.xlsx"


def test_ctrl_v_reads_what_was_copied(qtbot, active):
    QGuiApplication.clipboard().setText(
        "问题编号\t存在的问题\t责任单位\n第一项\t河道两侧堆放垃圾\t县水利局\n"
    )

    qtbot.keyClick(active.preview.rows.grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    idle(qtbot, active)

    assert active.preview.head.file.text() == "剪贴板.txt"


def a_sheet(path, *rows, merged=""):
    book = Workbook()
    for row in rows:
        book.active.append(list(row))
    if merged:
        for cells in merged.split():
            book.active.merge_cells(cells)
    book.save(path)
    return path


def test_a_row_merged_under_another_says_which_one_it_goes_with(qtbot, page, tmp_path):
    heads = ("问题编号", "反馈问题", "整改措施")
    rows = (heads, ("YJ202600090", "某采石场超范围开采，边坡未复绿", "停止开采"), (None, None, "编制方案"))
    drop(page, a_sheet(tmp_path / "合并.xlsx", *rows, merged="A2:A3 B2:B3"))
    idle(qtbot, page)

    assert [words_in(page, row, WAY) for row in (2, 3)] == ["新增", "随第 2 行"]


def test_the_count_says_that_it_is_of_the_whole_file_where_there_are_several_tables(qtbot, page, tmp_path):
    book = Workbook()
    for name, sheet in (("甲", book.active), ("乙", book.create_sheet("乙"))):
        sheet.append(["问题编号", "反馈问题", "责任单位"])
        sheet.append([f"YJ20260009{name}", f"{name}处砂石加工点扬尘污染严重，未采取措施", "县水利局"])
    book.save(tmp_path / "两张.xlsx")
    drop(page, tmp_path / "两张.xlsx")
    idle(qtbot, page)

    assert page.preview.count.text() == "整个文件：新增 2"


def test_many_notes_leave_the_rows_their_room_and_are_read_with_the_keys(qtbot, shown):
    head = shown.preview.head
    head.notes.setText("\n".join(f"第 {number} 处要说明的" for number in range(20)))
    area = head._told_notes
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 0)

    assert area.height() <= 3 * head.fontMetrics().lineSpacing() + 2
    area.setFocus()
    qtbot.keyClick(area, Qt.Key.Key_End)
    assert area.verticalScrollBar().value() == area.verticalScrollBar().maximum()


@pytest.fixture
def without_batch(qtbot, page, tmp_path):
    """A list of petitions whose title alone names its batch, read as any table is; one row is left out."""
    title = ("青石县信访件一览表（第十七批 2026年6月9日）",)
    heads = ("序号", "受理编号", "交办问题基本情况", "是否属实")
    rows = (("1", "D3GS202606090021", "反映油烟扰民", "属实"), ("2", "D3GS202606090022", "反映河道垃圾", ""))
    drop(page, a_sheet(tmp_path / "今日.xlsx", title, heads, *rows, merged="A1:D1"))
    idle(qtbot, page)
    choose(page, 4, "不导入")
    return page


def test_petitions_without_a_batch_are_asked_about(without_batch):
    assert without_batch.preview.questions.words == (
        "这张表的信访件没有写批次，照这样导入批次是空的。标题里写的是第17批。"
    )


def test_the_batch_that_is_named_is_taken_and_what_was_chosen_stays(qtbot, without_batch, context):
    page, asked = without_batch, []
    page.beside.ask_take = lambda _parent, _path, found, _source: (
        asked.append(found.name) or BatchAnswer("第17批", found.handed_on, 2, "", "第三轮督察")
    )

    page.preview.questions.buttons["batch-name"].click()
    idle(qtbot, page)
    qtbot.waitUntil(lambda: page.preview.preview.handing.batch is not None, timeout=8000)
    idle(qtbot, page)

    assert asked == ["第17批"]
    assert page.preview.preview.handing.batch.expected == 2
    assert page.preview.head.named()[1] == "第三轮督察"
    assert words_in(page, 4, WAY) == "不导入"
    assert "batch-name" not in page.preview.questions.buttons
    assert page.preview.rows.grid.hasFocus() or page.window().focusWidget() is page.preview.rows.grid


@pytest.mark.parametrize(("expected", "more"), [(2, ""), (3, "件数不同"), (None, "")])
def test_the_batch_that_was_named_stands_above_the_rows_with_how_many_it_should_have(
    qtbot, without_batch, expected, more
):
    page = without_batch
    page.beside.ask_take = lambda _parent, _path, found, _source: BatchAnswer(
        "第17批", found.handed_on, expected, "", "第三轮督察"
    )
    page.preview.questions.buttons["batch-name"].click()
    idle(qtbot, page)
    qtbot.waitUntil(lambda: page.preview.preview.handing.batch is not None, timeout=8000)
    idle(qtbot, page)

    words = page.preview.questions.words
    assert words.startswith("登记为第17批，2026-06-09 交办")
    assert "表里 2 件" in words
    assert (more in words, "应有" in words) == (True, expected is not None)
    page.preview.questions.buttons["batch-again"].click()
    idle(qtbot, page)
    assert page.preview.questions.words == words


def test_tab_goes_through_the_page_as_it_is_read(qtbot, active):
    view, grid = active.preview, active.preview.rows.grid
    view.compare.ways[Way.NEW].setFocus()  # everything below was made anew for the first row
    grid.setFocus()
    seen = []
    for _ in range(40):
        seen.append(QApplication.focusWidget())
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        if QApplication.focusWidget() is grid:
            break

    inside = [one for one in seen if view.isAncestorOf(one)]
    begin = inside.index(view.head.another_button)
    head = [view.head.another_button, view.head.office, view.head.source, *view.questions.buttons.values()]
    assert inside[begin : begin + len(head)] == head
    assert inside[begin + len(head) :] == [view.verdicts.buttons[""]]
    assert inside[:2] == [grid, view.tabs.tabBar()]
    assert inside[2] in view.compare.ways.values()
    assert inside[begin - 1] is active.beside.return_button  # 导入 rests while there is a question


def test_why_nothing_can_be_taken_in_yet_stands_beside_the_button(qtbot, active):
    view = active.preview
    assert not view.accept_button.isEnabled()
    assert "先回答上面的问题" in view.why_not.text()

    for key in ("rows-take", "columns-take"):
        view.questions.buttons[key].click()
        idle(qtbot, active)

    assert "待选择" in view.why_not.text() or "先选怎样处理" in view.why_not.text()


def test_the_columns_to_be_checked_are_gone_to(qtbot, page, tmp_path):
    book = Workbook()
    book.active.append(["问题编号", "反馈问题", "责任单位", "内部打分", "完成情况", "情况"])
    book.active.append(["YJ20260009", "砂石加工点扬尘污染严重，未采取措施", "县水利局", "85", "是", "已清"])
    book.save(tmp_path / "表.xlsx")
    drop(page, tmp_path / "表.xlsx")
    idle(qtbot, page)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    view = page.preview

    view.questions.mapping_asked.emit()

    wanted = [letter for letter, mark in view.mapping.marks.items() if mark.word == "请核对"]
    wanted += [letter for letter, mark in view.mapping.marks.items() if mark.word == "保留"]
    assert view.tabs.currentWidget() is view.mapping
    assert view.mapping.choices[wanted[0]].hasFocus()


def test_the_next_row_that_waits_has_the_keys_at_what_is_proposed(qtbot, active):
    view = active.preview

    view.next_button.click()

    planned = view.draft.planned(view.rows.rows.key(view.rows.current()))
    assert view.compare.ways[planned.proposal.way].hasFocus()
    assert view.draft.is_undecided(view.rows.rows.key(view.rows.current()))


def test_what_is_said_about_a_doubt_stands_whole_below_the_list(qtbot, active):
    view = active.preview
    view.tabs.setCurrentWidget(view.faults)
    view.faults.grid.setFocus()
    view.faults.grid.selectRow(0)
    line = view.faults.lines.get(view.faults.grid.current_id())

    assert view.faults.whole.isVisible()
    assert all(part in view.faults.whole.text() for part in (line.place, line.words, line.advice))


def test_what_was_told_before_is_gone_when_another_file_is_read(qtbot, shown, tmp_path, context):
    bar = MessageBar()
    qtbot.addWidget(bar)
    context.said.connect(bar.say)
    context.say("已导入 3 个问题", undoable=True)
    assert not bar.isHidden()

    drop(shown, a_book(tmp_path / "另一份.xlsx", FIRST))
    idle(qtbot, shown)

    assert bar.isHidden()
