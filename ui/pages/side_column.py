"""A column beside the main thing: never narrower than its content, scrolled where the window is too low."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QWidget

from ui.widgets.scroll import Scrolled


class SideColumn(Scrolled):
    """Scrolls downwards only; its least width follows the type size."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(content)
        content.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(self.widget().minimumSizeHint().width() + bar, 160)
