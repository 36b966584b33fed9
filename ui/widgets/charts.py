"""What the charts share: their data, the keys, and how a pressed part is told."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import colours
from ui.theme.status import StatusLook, look_of


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a chart: `key` is told when it is pressed, `word` names it and gives its look."""

    key: str
    word: str
    value: float
    look: StatusLook | None = None

    @property
    def looks(self) -> StatusLook:
        return self.look or look_of(self.word)


class Chart(QWidget):
    """Base of the charts: parts that can be pressed with the mouse, or with arrow keys and Enter.

    A subclass fills `self._spots` with (area, key) pairs while it paints.
    """

    clicked = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._spots: list[tuple[QRectF, str]] = []
        self._current = -1
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def key_at(self, place: QPointF) -> str | None:
        """The key of the part at a place of the widget."""
        return next((key for area, key in self._spots if area.contains(place)), None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        key = self.key_at(event.position())
        if key is not None and event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit(key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self.key_at(event.position()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1}
        step = steps.get(Qt.Key(event.key()))
        if step is not None and self._spots:
            self._current = (self._current + step) % len(self._spots)
            self.update()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space} and self._has_current():
            self.clicked.emit(self._spots[self._current][1])
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._current = max(0, self._current)
        super().focusInEvent(event)

    def _has_current(self) -> bool:
        return 0 <= self._current < len(self._spots)

    def _paint_focus(self, painter: QPainter) -> None:
        if self.hasFocus() and self._has_current():
            painter.setPen(QPen(QColor(colours.ACCENT), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self._spots[self._current][0].adjusted(-1, -1, 1, 1), 4, 4)

    def _paint_nothing(self, painter: QPainter) -> None:
        painter.setPen(QColor(colours.SECONDARY))
        painter.drawText(QRectF(self.rect()), Qt.AlignmentFlag.AlignCenter, "暂无数据")
