"""今日待办: one line a task with its mark, words, reason and number; pressing it opens the rows."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from dczg_desktop.services.overview import Task
from ui.theme import colours
from ui.theme.shapes import draw_shape, shape_side
from ui.theme.status import LOOKS
from ui.widgets.words import passage

URGENT, USUAL = LOOKS["已逾期"], LOOKS["即将到期"]
LEFT = 34


class TaskLine(QAbstractButton):
    """One task: title and reason at the left, the number at the right."""

    def __init__(self, task: Task) -> None:
        super().__init__()
        self.task = task
        self.setAccessibleName(f"{task.title} {task.count}，{task.reason}")
        self.setToolTip(f"打开“{task.title}”的 {task.count} 条")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        width = LEFT + metrics.horizontalAdvance(self.task.reason) + metrics.horizontalAdvance("00000") + 20
        return QSize(width, 2 * metrics.height() + 10)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look, box = URGENT if self.task.urgent else USUAL, QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.underMouse() or self.isDown() or self.hasFocus():
            painter.setPen(QPen(QColor(colours.ACCENT), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.HOVER))
            painter.drawRoundedRect(box, 5, 5)
        metrics = painter.fontMetrics()
        side, height = shape_side(metrics), metrics.height()
        top = box.center().y() - height
        draw_shape(painter, look.shape, QRectF(12, top + (height - side) / 2, side, side), look.colour)
        room = self._paint_number(painter, box, look.colour)
        painter.setPen(QColor(colours.SECONDARY))
        reason = metrics.elidedText(self.task.reason, Qt.TextElideMode.ElideRight, int(room - LEFT))
        painter.drawText(QRectF(LEFT, top + height, room - LEFT, height), 0, reason)
        painter.setPen(QColor(colours.TEXT))
        font = painter.font()
        font.setBold(True)
        painter.setFont(font)
        painter.drawText(QRectF(LEFT, top, room - LEFT, height), 0, self.task.title)
        painter.end()

    def _paint_number(self, painter: QPainter, box: QRectF, colour: str) -> float:
        """Paint the number and return where the room at its left ends."""
        plain = painter.font()
        font = painter.font()
        font.setBold(True)
        font.setPointSizeF(font.pointSizeF() * 1.45)
        painter.setFont(font)
        painter.setPen(QColor(colour))
        words = f"{self.task.count:,}"
        side = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(box.adjusted(0, 0, -12, 0), side, words)
        room = box.right() - 24 - painter.fontMetrics().horizontalAdvance(words)
        painter.setFont(plain)
        return room


class TodayList(QWidget):
    """The tasks in their order; `chosen` carries the pressed one."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[TaskLine] = []
        self.nothing = passage("今天没有待办事项。逾期、到期、待审核的事项出现后会列在这里。", "secondary")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.addWidget(self.nothing)
        self._layout.addStretch(1)

    def show_tasks(self, tasks: Sequence[Task]) -> None:
        """Show these tasks."""
        for line in self.lines:
            self._layout.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.lines = [TaskLine(task) for task in tasks]
        self.nothing.setVisible(not tasks)
        for number, line in enumerate(self.lines):
            line.clicked.connect(lambda _=False, task=line.task: self.chosen.emit(task))
            self._layout.insertWidget(number, line)
