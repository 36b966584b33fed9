"""Line icons drawn on a grid of 24 units, one per navigation entry, crisp at any scale."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap, QPolygonF

GRID = 24.0


def _line(painter: QPainter, *points: tuple[float, float]) -> None:
    painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in points]))


def _shape(painter: QPainter, *points: tuple[float, float]) -> None:
    painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in points]))


def _house(p: QPainter) -> None:
    _line(p, (3, 12), (12, 4), (21, 12))
    _line(p, (5.5, 10.5), (5.5, 20), (18.5, 20), (18.5, 10.5))
    _line(p, (10, 20), (10, 14.5), (14, 14.5), (14, 20))


def _table(p: QPainter) -> None:
    p.drawRoundedRect(QRectF(3.5, 5, 17, 14), 1.5, 1.5)
    _line(p, (3.5, 9.7), (20.5, 9.7))
    _line(p, (3.5, 14.3), (20.5, 14.3))
    _line(p, (9, 5), (9, 19))


def _people(p: QPainter) -> None:
    p.drawEllipse(QPointF(9, 8.5), 3.4, 3.4)
    p.drawArc(QRectF(3, 14, 12, 12), 0, 180 * 16)
    p.drawArc(QRectF(13.5, 5.3, 6, 6.4), -100 * 16, 210 * 16)
    p.drawArc(QRectF(11, 14.4, 10, 11), 0, 75 * 16)


def _letter(p: QPainter) -> None:
    p.drawRoundedRect(QRectF(3.5, 5.5, 17, 13), 1.5, 1.5)
    _line(p, (4, 7), (12, 13.2), (20, 7))


def _stamp(p: QPainter) -> None:
    p.drawEllipse(QPointF(12, 12), 8.4, 8.4)
    _line(p, (8, 12.3), (11, 15.2), (16.2, 9))


def _exchange(p: QPainter) -> None:
    _line(p, (4, 9), (19.5, 9), (15.5, 5))
    _line(p, (20, 15), (4.5, 15), (8.5, 19))


def _printer(p: QPainter) -> None:
    _line(p, (7, 9), (7, 3.8), (17, 3.8), (17, 9))
    p.drawRoundedRect(QRectF(3.5, 9, 17, 7.6), 1.4, 1.4)
    p.drawRect(QRectF(7, 13.6, 10, 6.6))


def _gear(p: QPainter) -> None:
    p.drawEllipse(QPointF(12, 12), 3.3, 3.3)
    for turn in range(8):
        p.save()
        p.translate(12, 12)
        p.rotate(turn * 45)
        p.drawLine(QPointF(0, -6.2), QPointF(0, -9))
        p.restore()
    p.drawEllipse(QPointF(12, 12), 6.2, 6.2)


def _document(p: QPainter) -> None:
    _line(p, (14, 3.5), (6, 3.5), (6, 20.5), (18, 20.5), (18, 7.5), (14, 3.5), (14, 7.5), (18, 7.5))
    _line(p, (9, 12), (15, 12))
    _line(p, (9, 16), (15, 16))


def _search(p: QPainter) -> None:
    p.drawEllipse(QPointF(10.5, 10.5), 6, 6)
    _line(p, (15, 15), (20, 20))


def _empty(p: QPainter) -> None:
    _shape(p, (3.5, 13), (7, 5), (17, 5), (20.5, 13), (20.5, 19), (3.5, 19))
    _line(p, (3.5, 13), (8.5, 13), (10, 15.6), (14, 15.6), (15.5, 13), (20.5, 13))


_DRAWN: dict[str, Callable[[QPainter], None]] = {
    "工作总览": _house,
    "整改台账": _table,
    "责任清单": _people,
    "信访件": _letter,
    "验收销号": _stamp,
    "数据交换": _exchange,
    "打印中心": _printer,
    "系统": _gear,
    "文件": _document,
    "搜索": _search,
    "空": _empty,
}

NAMES = tuple(_DRAWN)


def draw_icon(painter: QPainter, name: str, box: QRectF, colour: str) -> None:
    """Draw the icon `name` (one of `NAMES`) into `box`, a square, with lines of `colour`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(box.topLeft())
    painter.scale(box.width() / GRID, box.height() / GRID)
    pen = QPen(QColor(colour), 1.7)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    _DRAWN[name](painter)
    painter.restore()


def icon(name: str, colour: str, side: int = 20) -> QIcon:
    """The icon `name` for buttons and lists, `side` logical pixels wide, sharp from 100 % to 300 %."""
    made = QIcon()
    for scale in (1.0, 1.25, 1.5, 2.0, 3.0):
        pixmap = QPixmap(round(side * scale), round(side * scale))
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        draw_icon(painter, name, QRectF(0, 0, pixmap.width(), pixmap.height()), colour)
        painter.end()
        pixmap.setDevicePixelRatio(scale)
        made.addPixmap(pixmap)
    return made
