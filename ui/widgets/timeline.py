"""What happened, newest first, as a list of points on a line."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from dczg_desktop.base.text import with_unseen_shown
from ui.theme import colours
from ui.theme.status import look_of

EVENT = Qt.ItemDataRole.UserRole + 1
LEFT = 32
GAP = 18


@dataclass(frozen=True, slots=True)
class Happening:
    """One point: `moment` and `who` in one line, what happened below; `status` colours the point.

    `key` is told when it is opened.
    """

    moment: str
    who: str
    words: str
    status: str = ""
    key: str = ""


class HappeningPainter(QStyledItemDelegate):
    """Draws the line, the point and both texts of a happening."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        metrics = option.fontMetrics  # type: ignore[attr-defined]
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QListWidget) else 300
        event: Happening = index.data(EVENT)
        room = QRect(0, 0, max(80, width - LEFT - 12), 10_000)
        words = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, event.words)
        return QSize(80, metrics.height() + words.height() + GAP)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        box = QRectF(option.rect)  # type: ignore[attr-defined]
        event: Happening = index.data(EVENT)
        look = look_of(event.status)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:  # type: ignore[attr-defined]
            painter.fillRect(box, QColor(colours.CHOSEN))
        height = painter.fontMetrics().height()
        point = QPointF(box.x() + 14, box.y() + 3 + height / 2)
        painter.setPen(QPen(QColor(colours.LINE), 2))
        if index.row():
            painter.drawLine(QPointF(point.x(), box.y()), point)
        if index.row() < index.model().rowCount() - 1:
            painter.drawLine(point, QPointF(point.x(), box.bottom() + 1))
        painter.setPen(QPen(QColor(look.colour), 2))
        painter.setBrush(QColor(look.tint))
        painter.drawEllipse(point, 6, 6)
        words = box.adjusted(LEFT, 3, -8, 0)
        painter.setPen(QColor(colours.SECONDARY))
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft, f"{event.moment}　{event.who}")
        painter.setPen(QColor(colours.TEXT))
        painter.drawText(words.adjusted(0, height, 0, 0), Qt.TextFlag.TextWordWrap, event.words)
        painter.restore()


class Timeline(QListWidget):
    """Happenings in the given order; Enter or double click on one with a key emits `opened`."""

    opened = Signal(str)

    def __init__(self, name: str = "办理过程") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setProperty("frame", "none")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(HappeningPainter(self))
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemActivated.connect(self._open)

    def show_happenings(self, happenings: Sequence[Happening]) -> None:
        """Show these points, the first on top."""
        self.clear()
        for one in happenings:
            event = replace(one, who=with_unseen_shown(one.who), words=with_unseen_shown(one.words))
            item = QListWidgetItem()
            item.setData(EVENT, event)
            text = f"{event.moment} {event.who} {event.words}"
            item.setData(Qt.ItemDataRole.AccessibleTextRole, text)
            self.addItem(item)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _open(self, item: QListWidgetItem) -> None:
        event: Happening = item.data(EVENT)
        if event.key:
            self.opened.emit(event.key)
