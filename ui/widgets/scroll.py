"""Room for what does not fit: large type on a small screen scrolls instead of being squeezed."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractSlider, QApplication, QFrame, QLabel, QScrollArea, QWidget

ENDS = {
    Qt.Key.Key_Home: QAbstractSlider.SliderAction.SliderToMinimum,
    Qt.Key.Key_End: QAbstractSlider.SliderAction.SliderToMaximum,
}
SHARE = 6
"""The part of the screen's height that a text of any length takes in a dialog: three of them leave room for the fields."""


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


class Bounded(Scrolled):
    """As tall as the wrapped text it holds, but no more than a share of the screen or so many `lines`: the rest of the text scrolls.

    It is shown and hidden with what it holds. While there is more than is seen, Tab reaches it, for the arrows and page keys.
    """

    def __init__(self, widget: QWidget, lines: int = 0) -> None:
        super().__init__()
        self._lines = lines
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        hold(self, widget)
        if isinstance(widget, QLabel):
            widget.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        for one in (widget, self.viewport()):  # another text asks the viewport for another layout
            one.installEventFilter(self)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        widget, kind = self.widget(), event.type()
        if (
            widget is not None
            and watched is widget
            and kind in {QEvent.Type.ShowToParent, QEvent.Type.HideToParent}
        ):
            self.setHidden(widget.isHidden())
        if widget is not None and kind in {
            QEvent.Type.LayoutRequest,
            QEvent.Type.ShowToParent,
            QEvent.Type.FontChange,
        }:
            self._fit()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows and page keys are Qt's; the ends of the text are ours."""
        if (end := ENDS.get(Qt.Key(event.key()))) is not None:
            self.verticalScrollBar().triggerAction(end)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        widget, line = self.widget(), self.fontMetrics().lineSpacing()
        most = self._lines * line + 2 if self._lines else self.screen().availableGeometry().height() // SHARE
        needed = max(0, widget.heightForWidth(self.width()))  # nothing for no text
        fits = needed <= most
        bar = Qt.ScrollBarPolicy  # never a bar where all fits: it would make the text narrower, and so higher
        self.setVerticalScrollBarPolicy(bar.ScrollBarAlwaysOff if fits else bar.ScrollBarAsNeeded)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus if fits else Qt.FocusPolicy.TabFocus)
        self.setFixedHeight(needed if fits else most)


def scrolled(widget: QWidget) -> QScrollArea:
    """`widget` in a frameless area: as large as the area, but never smaller than it needs."""
    area = Scrolled()
    hold(area, widget)
    return area


def hold(area: QScrollArea, widget: QWidget) -> None:
    """Put `widget` into `area`, both without a ground of their own."""
    area.setWidget(widget)
    widget.setAutoFillBackground(False)
    area.viewport().setAutoFillBackground(False)
