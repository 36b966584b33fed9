"""The columns of the preview that stay in sight when the table is scrolled."""

import pytest
from PySide6.QtCore import Qt

from tests.ui.intake.scene import idle
from ui.pages.intake.editor import CellEditor
from ui.pages.intake.rows import TAKE, WAY


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
