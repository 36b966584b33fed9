"""What a clerk's hands meet: where the cursor stands, what the keys do, which question comes next."""

from openpyxl import Workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from dczg_desktop.domain.comparison import Way
from tests.ui.intake.scene import a_sheet, drop, idle, words_in, write
from ui.pages.intake.editor import CellEditor
from ui.pages.intake.rows import WAY


def test_the_cursor_stands_on_the_first_row_of_a_file_that_was_read(active):
    grid = active.preview.rows.grid

    assert grid.hasFocus()
    assert grid.currentIndex().row() == 0
    assert active.preview.compare.ways


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
