"""A ring of status shares with its legend; every line of the legend and every piece opens its rows."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen

from ui.theme import colours
from ui.theme.shapes import draw_marked_word, marked_word_width
from ui.widgets.charts import Chart, Part

LEAST_RING = 110
"""Pixels below which the shares in the legend give way to the ring."""


class Donut(Chart):
    """Shares of a whole. `clicked` carries the key of the pressed part."""

    def __init__(self, name: str, unit: str = "项") -> None:
        super().__init__(name)
        self._unit = unit
        self._parts: tuple[Part, ...] = ()
        self._ring = QRectF()
        self._shares = True

    def show_parts(self, parts: Sequence[Part]) -> None:
        """Show these parts, the first at twelve o'clock and on clockwise; empty parts only in the legend."""
        self._parts = tuple(parts)
        told = "，".join(f"{part.word} {part.value:g} {self._unit}" for part in parts)
        self.setAccessibleDescription(told)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(420, max(190, len(self._parts) * self._line() + 24))

    def minimumSizeHint(self) -> QSize:
        return QSize(300, max(150, len(self._parts) * self._line() + 8))

    def key_at(self, place: QPointF) -> str | None:
        return super().key_at(place) or self._piece_at(place)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._spots = []
        if not self._parts:
            self._paint_nothing(painter)
            painter.end()
            return
        room = self.width() - self._legend_width(shares=True) - 44
        self._shares = room >= LEAST_RING
        if not self._shares:
            room = self.width() - self._legend_width(shares=False) - 44
        side = max(LEAST_RING / 2, min(self.height() - 20.0, room, 190.0))
        self._ring = QRectF(14, (self.height() - side) / 2, side, side)
        self._paint_ring(painter)
        self._paint_legend(painter, self._ring.right() + 22)
        self._paint_focus(painter)
        painter.end()

    def _line(self) -> int:
        return round(self.fontMetrics().height() * 1.3)

    def _total(self) -> float:
        return sum(part.value for part in self._parts)

    def _paint_ring(self, painter: QPainter) -> None:
        thick = self._ring.width() * 0.14
        inner = self._ring.adjusted(thick / 2, thick / 2, -thick / 2, -thick / 2)
        pen = QPen(QColor(colours.TRACK), thick)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawEllipse(inner)
        start, total = 90.0, self._total()
        for part in self._parts:
            sweep = 360 * part.value / total if total else 0
            pen.setColor(QColor(part.looks.colour))
            painter.setPen(pen)
            if sweep:
                painter.drawArc(inner, round(start * 16), -round(sweep * 16))
            start -= sweep
        font = painter.font()
        plain = painter.font()
        font.setBold(True)
        font.setPointSizeF(font.pointSizeF() * 1.45)
        painter.setFont(font)
        painter.setPen(QColor(colours.TEXT))
        painter.drawText(self._ring, Qt.AlignmentFlag.AlignCenter, f"{total:,g}")
        painter.setFont(plain)

    def _words(self, part: Part, *, shares: bool) -> str:
        total = self._total()
        share = f"（{part.value / total if total else 0:.0%}）" if shares else ""
        return f"{part.value:,g} {self._unit}{share}"

    def _word_width(self) -> float:
        return max(marked_word_width(self.fontMetrics(), part.word) for part in self._parts) + 14.0

    def _legend_width(self, *, shares: bool) -> float:
        metrics = self.fontMetrics()
        counts = [metrics.horizontalAdvance(self._words(part, shares=shares)) for part in self._parts]
        return self._word_width() + max(counts)

    def _paint_legend(self, painter: QPainter, left: float) -> None:
        line, word_width = self._line(), self._word_width()
        top = (self.height() - line * len(self._parts)) / 2
        for number, part in enumerate(self._parts):
            box = QRectF(left, top + number * line, max(0.0, self.width() - left), line)
            count = self._words(part, shares=self._shares)
            named = QRectF(box.x(), box.y(), min(word_width, box.width()), line)
            draw_marked_word(painter, named, part.word, part.looks)
            painter.drawText(box.adjusted(word_width, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, count)
            used = word_width + painter.fontMetrics().horizontalAdvance(count)
            self._spots.append((QRectF(box.x(), box.y(), min(used, box.width()), line), part.key))

    def _piece_at(self, place: QPointF) -> str | None:
        out = place - self._ring.center()
        away, total = math.hypot(out.x(), out.y()), self._total()
        if not total or not self._ring.width() * 0.34 <= away <= self._ring.width() / 2:
            return None
        share = (math.degrees(math.atan2(out.x(), -out.y())) % 360) / 360 * total
        for part in self._parts:
            if share < part.value:
                return part.key
            share -= part.value
        return None
