"""Room for what does not fit: large type on a small screen scrolls instead of being squeezed."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget


class Scrolled(QScrollArea):
    """A frameless area that brings what gets the focus into sight, whichever key or act gave it: Qt itself does it for Tab only."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("frame", "none")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def _follow(self, old: QWidget | None, now: QWidget | None) -> None:
        """Not under the mouse, whose click must hit what it was aimed at, nor when a whole window comes back."""
        inside = self.widget()
        if now is None or old is None or inside is None or not inside.isAncestorOf(now):
            return
        if QGuiApplication.mouseButtons() == Qt.MouseButton.NoButton:
            self.ensureWidgetVisible(now)


def scrolled(widget: QWidget) -> QScrollArea:
    """`widget` in a frameless area: as large as the area, but never smaller than it needs."""
    area = Scrolled()
    area.setWidget(widget)
    widget.setAutoFillBackground(False)
    area.viewport().setAutoFillBackground(False)
    return area
