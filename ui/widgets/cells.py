"""Paints the cells of a grid: chips, bars of percent and texts wrapped to the fixed row height."""

from functools import lru_cache

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.theme import colours
from ui.theme.shapes import draw_chip
from ui.theme.status import look_of
from ui.widgets.columns import GridColumn, Role

SIDE = 8
Index = QModelIndex | QPersistentModelIndex


@lru_cache(maxsize=4096)
def wrapped(text: str, font: str, width: int, lines: int) -> tuple[str, ...]:
    """`text` broken into at most `lines` lines of `width` pixels, the last one cut with … if needed.

    `font` is `QFont.toString()`, so that the result can be kept.
    """
    face = QFont()
    face.fromString(font)
    layout = QTextLayout(text, face)
    layout.setTextOption(_wrapping())
    layout.beginLayout()
    made: list[str] = []
    while len(made) < lines:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        start = line.textStart()
        rest = text[start:] if len(made) == lines - 1 else text[start : start + line.textLength()]
        made.append(rest.rstrip())
    layout.endLayout()
    if made:
        made[-1] = QFontMetricsF(face).elidedText(made[-1], Qt.TextElideMode.ElideRight, width + 1)
    return tuple(made)


def _wrapping() -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option


def _column(index: Index) -> GridColumn:
    found = index.model().headerData(index.column(), Qt.Orientation.Horizontal, Role.COLUMN)
    return found if isinstance(found, GridColumn) else GridColumn("", "")


class CellPainter(QStyledItemDelegate):
    """One delegate for all columns; it asks the header which kind a column is."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        column = _column(index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(option.font)  # type: ignore[attr-defined]
        box = QRectF(option.rect)  # type: ignore[attr-defined]
        painter.setClipRect(box)
        self._paint_ground(painter, box, option, index)
        inner = box.adjusted(SIDE, 0, -SIDE, 0)
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        if column.kind == "chip" and text:
            draw_chip(painter, inner.adjusted(-3, 0, 3, 0), text, look_of(text))
        elif column.kind == "percent":
            self._paint_percent(painter, inner, text, index.data(Role.NUMBER))
        else:
            self._paint_text(painter, inner, text, column)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(_column(index).width, option.fontMetrics.height())  # type: ignore[attr-defined]

    def _paint_ground(
        self, painter: QPainter, box: QRectF, option: QStyleOptionViewItem, index: Index
    ) -> None:
        if option.state & QStyle.StateFlag.State_Selected:  # type: ignore[attr-defined]
            painter.fillRect(box, QColor(colours.CHOSEN))
        elif index.row() % 2:
            painter.fillRect(box, QColor(colours.STRIPE))

    def _paint_text(self, painter: QPainter, box: QRectF, text: str, column: GridColumn) -> None:
        metrics = painter.fontMetrics()
        lines = max(1, int(box.height() - 4) // metrics.lineSpacing())
        shown = wrapped(text, painter.font().toString(), int(box.width()), lines)
        painter.setPen(QColor(colours.TEXT))
        top = box.center().y() - len(shown) * metrics.lineSpacing() / 2
        side = column.alignment & Qt.AlignmentFlag.AlignHorizontal_Mask
        for number, line in enumerate(shown):
            place = QRectF(
                box.x(), top + number * metrics.lineSpacing(), box.width() + 1, metrics.lineSpacing()
            )
            painter.drawText(place, side | Qt.AlignmentFlag.AlignVCenter, line)

    def _paint_percent(self, painter: QPainter, box: QRectF, text: str, number: object) -> None:
        if not isinstance(number, int | float):
            return
        metrics, middle = painter.fontMetrics(), box.center().y()
        painter.setPen(QColor(colours.TEXT))
        words = QRectF(box.x(), middle - metrics.height(), box.width(), metrics.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, text)
        painter.setPen(Qt.PenStyle.NoPen)
        track = QRectF(QPointF(box.x(), middle + 4), QPointF(box.right(), middle + 10))
        painter.setBrush(QColor(colours.TRACK))
        painter.drawRoundedRect(track, 3, 3)
        track.setWidth(track.width() * min(1.0, max(0.0, number / 100)))
        painter.setBrush(QColor(colours.ACCENT))
        painter.drawRoundedRect(track, 3, 3)
