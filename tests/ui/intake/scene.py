"""What a clerk does again and again with the preview of a table."""

from openpyxl import Workbook
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from ui.pages.intake.editor import CellEditor
from ui.pages.intake.rows import WAY


def idle(qtbot, page):
    qtbot.waitUntil(lambda: not page.is_busy, timeout=8000)


def drop(page, path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    page.drop.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, left, none))


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


def a_sheet(path, *rows, merged=""):
    book = Workbook()
    for row in rows:
        book.active.append(list(row))
    if merged:
        for cells in merged.split():
            book.active.merge_cells(cells)
    book.save(path)
    return path
