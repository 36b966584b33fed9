"""The bar that says what was just done, with the link that undoes it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from ui.widgets.words import button, passage, restyle


class MessageBar(QFrame):
    """Hidden until `say`; stays until the next message or until it is closed."""

    undo_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "notice")
        self.words = passage()
        self.undo_link = button("撤销", "link", "撤销刚才的操作（Ctrl+Z）")
        self.close_link = button("关闭", "link")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 5, 8, 5)
        layout.addWidget(self.words, 1)
        layout.addWidget(self.undo_link)
        layout.addWidget(self.close_link)
        self.undo_link.clicked.connect(self.undo_requested)
        self.close_link.clicked.connect(self.hide)
        self.hide()

    def say(self, words: str, undoable: bool = False, tone: str = "") -> None:  # noqa: FBT001, FBT002 - a signal calls it
        """Show `words`, '' nothing any more; tones: none, warning, trouble."""
        self.words.setText(words)
        self.words.setAccessibleName(words)
        self.undo_link.setVisible(undoable)
        self.setProperty("tone", tone)
        restyle(self)
        self.setVisible(bool(words))
