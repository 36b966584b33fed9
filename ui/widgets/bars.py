"""Horizontal bars with their names at the left: plain, stacked by status, or against a whole."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent

from ui.theme import colours
from ui.widgets.charts import Chart, Part


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar. Pressing its name or number tells `key`, pressing a part tells `key/part key`.

    `parts` of one piece without a look are drawn in the accent. `words` stands at the right instead
    of the sum. `whole` draws an empty track up to it (percentages: 100).
    """

    key: str
    name: str
    parts: tuple[Part, ...]
    words: str = ""
    whole: float = 0

    @property
    def total(self) -> float:
        return sum(part.value for part in self.parts)


def plain_bar(key: str, name: str, value: float, words: str = "", whole: float = 0) -> Bar:
    """A bar of one piece in the accent colour."""
    return Bar(key, name, (Part("", "", value),), words, whole)


class BarChart(Chart):
    """Bars from top to bottom. Put it into a scroll area when there may be more than fit."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._bars: tuple[Bar, ...] = ()

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Show these bars on one scale."""
        self._bars = tuple(bars)
        told = "；".join(f"{bar.name} {bar.words or format(bar.total, 'g')}{self._told(bar)}" for bar in bars)
        self.setAccessibleDescription(told)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(420, max(120, round(len(self._bars) * self._line() * 1.2)))

    def minimumSizeHint(self) -> QSize:
        return QSize(260, max(60, round(len(self._bars) * self._line())))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._spots = []
        if not self._bars:
            self._paint_nothing(painter)
            painter.end()
            return
        metrics = painter.fontMetrics()
        names = min(max(metrics.horizontalAdvance(bar.name) for bar in self._bars) + 14.0, self.width() * 0.4)
        numbers = max(metrics.horizontalAdvance(self._words(bar)) for bar in self._bars) + 16.0
        scale = max(max(bar.total, bar.whole) for bar in self._bars) or 1
        row = min(self.height() / len(self._bars), self._line() * 2.6)
        for number, bar in enumerate(self._bars):
            box = QRectF(0, number * row, self.width(), row)
            self._paint_bar(painter, bar, box.adjusted(names, 0, -numbers, 0), scale)
            self._paint_name(painter, bar, QRectF(0, box.y(), names - 10, row))
        self._paint_focus(painter)
        painter.end()

    def _told(self, bar: Bar) -> str:
        named = [f"{part.word} {part.value:g}" for part in bar.parts if part.word]
        return f"（{'，'.join(named)}）" if named else ""

    def _line(self) -> float:
        return self.fontMetrics().height() * 1.5

    def _words(self, bar: Bar) -> str:
        return bar.words or f"{bar.total:,g}"

    def _paint_name(self, painter: QPainter, bar: Bar, box: QRectF) -> None:
        painter.setPen(QColor(colours.TEXT))
        name = painter.fontMetrics().elidedText(bar.name, Qt.TextElideMode.ElideRight, int(box.width()) + 1)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, name)

    def _paint_bar(self, painter: QPainter, bar: Bar, box: QRectF, scale: float) -> None:
        thick = min(14.0, box.height() * 0.5)
        x, top = box.x(), box.center().y() - thick / 2
        room = max(1.0, box.width())
        painter.setPen(Qt.PenStyle.NoPen)
        self._spots.append((QRectF(0, box.y() + 2, self.width(), box.height() - 4), bar.key))
        if bar.whole:
            painter.setBrush(QColor(colours.TRACK))
            painter.drawRoundedRect(QRectF(x, top, room * bar.whole / scale, thick), 3, 3)
        for part in bar.parts:
            if part.value <= 0:
                continue
            piece = QRectF(x, top, room * part.value / scale, thick)
            painter.setBrush(QColor(part.looks.colour if part.word or part.look else colours.ACCENT))
            painter.drawRoundedRect(piece.adjusted(0, 0, -1 if len(bar.parts) > 1 else 0, 0), 3, 3)
            if part.key:
                spot = piece.adjusted(0, -6, 0, 6)
                self._spots.insert(len(self._spots) - 1, (spot, f"{bar.key}/{part.key}"))
            x = piece.right()
        end = max(x, box.x() + room * bar.whole / scale)
        painter.setPen(QColor(colours.TEXT))
        words = QRectF(end + 8, box.y(), self.width() - end - 8, box.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self._words(bar))
