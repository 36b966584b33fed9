"""The search field of a page: waits until the typing pauses, then asks once."""

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy

TYPING_PAUSE = 300
"""Milliseconds without a key before the search starts."""


class SearchBox(QLineEdit):
    """Emits `searched` with the text 300 ms after the last key, at once on Enter; Esc empties it."""

    searched = Signal(str)

    def __init__(self, hint: str) -> None:
        super().__init__()
        self.setPlaceholderText(f"{hint}（Ctrl+F）")
        self.setAccessibleName(hint)
        self.setClearButtonEnabled(True)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(160)
        self._asked = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE)
        self._pause.timeout.connect(self._ask)
        self.textChanged.connect(self._wait)
        self.returnPressed.connect(self._ask)

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance("测") * 22, super().sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self._ask()
            return
        super().keyPressEvent(event)

    def show_text(self, text: str) -> None:
        """Put a text without asking for it, for a page that was opened with a filter."""
        self.setText(text)
        self._pause.stop()
        self._asked = text.strip()

    def _wait(self, _text: str) -> None:
        self._pause.start()

    def _ask(self) -> None:
        self._pause.stop()
        text = self.text().strip()
        if text != self._asked:
            self._asked = text
            self.searched.emit(text)
