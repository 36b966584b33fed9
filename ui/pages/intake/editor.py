"""The editor of one cell: as many lines as the text needs, Enter keeps it, Esc leaves it as it was."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

WIDEST, LEAST_WIDE = 520, 200
MOST_LINES = 9


class CellEditor(QPlainTextEdit):
    """Shift+Enter begins a new line inside the cell. `kept` after Enter, Tab or a click elsewhere, `dropped` after Esc."""

    kept, dropped = Signal(), Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setAccessibleName("单元格内容")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and plain:
            self.kept.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.dropped.emit()
        else:
            super().keyPressEvent(event)

    def put_over(self, cell: QRect, room: QRect) -> None:
        """Cover the cell, wider and higher where the text needs it, inside `room`."""
        line = self.fontMetrics().lineSpacing()
        width = min(max(cell.width(), LEAST_WIDE), WIDEST, room.width())
        letters = max(1, (width - 24) // max(1, self.fontMetrics().horizontalAdvance("国")))
        lines = sum(1 + len(part) // letters for part in self.toPlainText().split("\n"))
        height = max(cell.height(), min(lines, MOST_LINES) * line + 18)
        left = min(cell.left(), room.right() - width)
        top = min(cell.top(), room.bottom() - height)
        self.setGeometry(max(room.left(), left), max(room.top(), top), width, min(height, room.height()))
