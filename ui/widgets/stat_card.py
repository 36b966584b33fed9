"""A number of the overview on a card; pressing it opens the rows that were counted."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QWidget

from ui.theme import colours
from ui.theme.shapes import draw_marked_word, marked_word_width
from ui.theme.status import StatusLook

PADDING, SPACE = 10, 10


class StatCard(QAbstractButton):
    """Title (with the shape of `look`), a large number, a remark; `clicked` opens the rows."""

    def __init__(self, title: str, look: StatusLook | None = None) -> None:
        super().__init__()
        self._title, self._look = title, look
        self._number, self._note = "–", ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._name()

    def show_number(self, number: int | str, note: str = "") -> None:
        """Put the number and the remark at its right."""
        self._number, self._note = str(number), note
        self._name()
        self.updateGeometry()
        self.update()

    def _name(self) -> None:
        self.setAccessibleName(f"{self._title} {self._number} {self._note}".strip())
        self.setToolTip(f"查看“{self._title}”的明细")

    def _number_font(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(self.font().pointSizeF() * 2)
        font.setBold(True)
        return font

    def title_width(self) -> int:
        """Pixels the card needs to show its title whole."""
        metrics = self.fontMetrics()
        words = (
            marked_word_width(metrics, self._title) if self._look else metrics.horizontalAdvance(self._title)
        )
        return words + 2 * PADDING

    def sizeHint(self) -> QSize:
        metrics, number = self.fontMetrics(), QFontMetrics(self._number_font())
        lower = number.horizontalAdvance(self._number) + 12 + metrics.horizontalAdvance(self._note)
        upper = metrics.horizontalAdvance(self._title) + metrics.height()
        return QSize(max(lower, upper) + 2 * PADDING, metrics.height() + number.height() + 12)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(90, self.sizeHint().width()), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        inner = QRectF(self.rect()).adjusted(PADDING, 7, -PADDING, -6)
        height = painter.fontMetrics().height()
        self._paint_title(painter, QRectF(inner.x(), inner.y(), inner.width(), height))
        self._paint_number(painter, inner.adjusted(0, height, 0, 0))
        painter.end()

    def _paint_ground(self, painter: QPainter) -> None:
        ring = self.hasFocus()
        edge = colours.ACCENT if ring or self.underMouse() else colours.LINE
        painter.setPen(QPen(QColor(edge), 2 if ring else 1))
        painter.setBrush(QColor(colours.HOVER if self.isDown() else colours.CARD))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def _paint_title(self, painter: QPainter, box: QRectF) -> None:
        if self._look:
            draw_marked_word(painter, box, self._title, self._look)
            return
        painter.setPen(QColor(colours.TEXT))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, self._title)

    def _paint_number(self, painter: QPainter, box: QRectF) -> None:
        plain = painter.font()
        painter.setFont(self._number_font())
        painter.setPen(QColor(self._look.colour if self._look else colours.TEXT))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._number)
        used = painter.fontMetrics().horizontalAdvance(self._number) + 8
        painter.setFont(plain)
        painter.setPen(QColor(colours.SECONDARY))
        words = painter.fontMetrics().elidedText(
            self._note, Qt.TextElideMode.ElideRight, max(0, int(box.width() - used))
        )
        side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom
        painter.drawText(box.adjusted(used, 0, 0, -2), side, words)


class StatRow(QWidget):
    """Stat cards side by side, equally wide; in two or three rows where their titles would be cut in one."""

    def __init__(self, *cards: StatCard) -> None:
        super().__init__()
        self._cards, self._across = cards, 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(SPACE)
        self._place(len(cards))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place(self._fitting())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._place(self._fitting())

    def _fitting(self) -> int:
        """How many cards stand side by side without cutting a title."""
        count = len(self._cards)
        least = max((card.title_width() for card in self._cards), default=0)
        for rows in (1, 2, 3):
            across = -(-count // rows)
            if (self.width() - SPACE * (across - 1)) // max(across, 1) >= least:
                return across
        return max(2, -(-count // 4))

    def _place(self, across: int) -> None:
        if across == self._across:
            return
        self._across = across
        for number, card in enumerate(self._cards):
            self._grid.addWidget(card, number // across, number % across)
        for column in range(len(self._cards)):
            self._grid.setColumnStretch(column, int(column < across))
