"""Status shapes and chips drawn with lines and areas, never with a font, whose sizes differ."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QPainter, QPen, QPolygonF

from ui.theme.status import Shape, StatusLook

CHIP_PADDING = 9
SHAPE_GAP = 4


def _points(box: QRectF, *places: tuple[float, float]) -> QPolygonF:
    return QPolygonF([QPointF(box.x() + x * box.width(), box.y() + y * box.height()) for x, y in places])


def _ring(painter: QPainter, box: QRectF) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(box)


def _half(painter: QPainter, box: QRectF) -> None:
    painter.drawPie(box, 90 * 16, 180 * 16)
    _ring(painter, box)


def _diamond(painter: QPainter, box: QRectF) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolygon(_points(box, (0.5, -0.06), (1.06, 0.5), (0.5, 1.06), (-0.06, 0.5)))


def _tick(painter: QPainter, box: QRectF) -> None:
    painter.drawPolyline(_points(box, (0.02, 0.55), (0.36, 0.92), (1.0, 0.06)))


def _seal(painter: QPainter, box: QRectF) -> None:
    painter.drawEllipse(box)
    pen = QPen(Qt.GlobalColor.white, painter.pen().widthF())
    painter.setPen(pen)
    painter.drawPolyline(_points(box, (0.24, 0.52), (0.44, 0.72), (0.76, 0.3)))


def _triangle(painter: QPainter, box: QRectF) -> None:
    painter.drawPolygon(_points(box, (0.5, 0.02), (1.02, 0.96), (-0.02, 0.96)))


def _down(painter: QPainter, box: QRectF) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolygon(_points(box, (0.0, 0.1), (1.0, 0.1), (0.5, 0.95)))


def _up(painter: QPainter, box: QRectF) -> None:
    painter.drawPolyline(_points(box, (0.06, 0.5), (0.5, 0.06), (0.94, 0.5)))
    painter.drawPolyline(_points(box, (0.06, 0.98), (0.5, 0.54), (0.94, 0.98)))


def _cross(painter: QPainter, box: QRectF) -> None:
    painter.drawPolyline(_points(box, (0.08, 0.08), (0.92, 0.92)))
    painter.drawPolyline(_points(box, (0.92, 0.08), (0.08, 0.92)))


def _loop(painter: QPainter, box: QRectF) -> None:
    painter.drawArc(box, 60 * 16, 290 * 16)
    painter.drawPolygon(_points(box, (0.62, -0.1), (1.0, 0.16), (0.62, 0.4)))


def _square(painter: QPainter, box: QRectF) -> None:
    painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))


def _dot(painter: QPainter, box: QRectF) -> None:
    painter.drawEllipse(box.center(), box.width() * 0.32, box.height() * 0.32)


_DRAWN: dict[Shape, Callable[[QPainter, QRectF], None]] = {
    Shape.RING: _ring,
    Shape.HALF: _half,
    Shape.DIAMOND: _diamond,
    Shape.TICK: _tick,
    Shape.SEAL: _seal,
    Shape.TRIANGLE: _triangle,
    Shape.DOWN: _down,
    Shape.UP: _up,
    Shape.CROSS: _cross,
    Shape.LOOP: _loop,
    Shape.SQUARE: _square,
    Shape.DOT: _dot,
}


def draw_shape(painter: QPainter, shape: Shape, box: QRectF, colour: str) -> None:
    """Draw `shape` into `box` (a square) in `colour`; the painter is left as it was."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(QColor(colour), max(1.4, box.width() / 8))
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setBrush(QBrush(QColor(colour)))
    _DRAWN[shape](painter, box)
    painter.restore()


def shape_side(metrics: QFontMetrics) -> float:
    """Side in pixels of a shape that stands in a line of text."""
    return round(metrics.ascent() * 0.66)


def draw_marked_word(painter: QPainter, box: QRectF, word: str, look: StatusLook) -> None:
    """Shape and word, left-aligned and vertically centred in `box`, cut with … where it is too narrow."""
    metrics = painter.fontMetrics()
    side = shape_side(metrics)
    draw_shape(painter, look.shape, QRectF(box.x() + 1, box.center().y() - side / 2, side, side), look.colour)
    words = box.adjusted(side + SHAPE_GAP + 2, 0, 0, 0)
    painter.setPen(QColor(look.colour))
    text = metrics.elidedText(word, Qt.TextElideMode.ElideRight, max(0, int(words.width()) + 1))
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)


def marked_word_width(metrics: QFontMetrics, word: str) -> int:
    """Pixels `draw_marked_word` needs."""
    return int(shape_side(metrics) + SHAPE_GAP + 3 + metrics.horizontalAdvance(word))


def chip_width(metrics: QFontMetrics, word: str) -> int:
    """Pixels a whole chip needs."""
    return marked_word_width(metrics, word) + 2 * CHIP_PADDING


def chip_height(metrics: QFontMetrics) -> int:
    """Pixels a chip is high."""
    return metrics.height() + 6


def draw_chip(painter: QPainter, box: QRectF, word: str, look: StatusLook) -> None:
    """A chip as wide as its word, vertically centred at the left of `box` and never wider than it."""
    metrics = painter.fontMetrics()
    width, height = min(float(chip_width(metrics, word)), box.width()), float(chip_height(metrics))
    chip = QRectF(box.x(), box.center().y() - height / 2, width, height)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(look.tint))
    painter.drawRoundedRect(chip, 11, 11)
    draw_marked_word(painter, chip.adjusted(CHIP_PADDING, 0, -CHIP_PADDING, 0), word, look)
    painter.restore()
