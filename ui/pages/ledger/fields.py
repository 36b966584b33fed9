"""Fields of a problem edited where they stand; those of another office carry a padlock instead."""

from math import ceil

from PySide6.QtCore import QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from dczg_desktop.domain.records import Value
from ui.theme import colours
from ui.widgets.date_field import DateField, read_date
from ui.widgets.words import UnseenNote

FRAME = 8
"""Border and padding of a text field, above and below together."""


class GrowingText(QPlainTextEdit):
    """As high as its text, between `least` and `most` lines; Tab leaves it."""

    def __init__(self, least: int = 1, most: int = 10) -> None:
        super().__init__()
        self._least, self._most = least, most
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        text, needed = self.document(), 0.0
        block = text.begin()
        while block.isValid():
            needed += self.blockBoundingRect(block).height()
            block = block.next()
        line = self.fontMetrics().lineSpacing()
        shown = max(float(self._least * line), min(needed, float(self._most * line)))
        wanted = ceil(shown + 2 * text.documentMargin()) + FRAME
        if wanted != self.height():
            self.setFixedHeight(wanted)


class Padlock(QWidget):
    """A small padlock; its tip says who may change the field."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(18, 22)
        self.hide()

    def sizeHint(self) -> QSize:
        return QSize(18, 22)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colours.SECONDARY), 1.6))
        painter.drawArc(QRectF(5, 3, 8, 10), 0, 180 * 16)
        painter.setBrush(QColor(colours.SECONDARY))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(QRectF(3, 9, 12, 9), 2, 2)
        painter.end()


class EditField(QWidget):
    """One field of a record with its padlock; kinds: line, text, day, tick."""

    changed = Signal()

    def __init__(self, kind: str, name: str, words: str = "") -> None:
        super().__init__()
        self.padlock = Padlock()
        self.field = self._make(kind, words)
        self.field.setAccessibleName(name)
        self.unseen = UnseenNote()
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.field, 1)
        row.addWidget(self.padlock, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(row)
        layout.addWidget(self.unseen)
        self.setFocusProxy(self.field)

    def value(self) -> Value:
        """What stands in the field: text, ISO date or yes and no."""
        if isinstance(self.field, GrowingText):
            return self.field.toPlainText().strip()
        if isinstance(self.field, QCheckBox):
            return self.field.isChecked()
        if isinstance(self.field, DateField):
            return self.field.line.text().strip()
        return self.field.text().strip()

    def show_value(self, value: Value) -> None:
        """Show a stored value without telling that it changed."""
        with QSignalBlocker(self):
            if isinstance(self.field, GrowingText):
                self.field.setPlainText(str(value or ""))
            elif isinstance(self.field, QCheckBox):
                self.field.setChecked(bool(value))
            elif isinstance(self.field, DateField):
                self.field.set_value(read_date(str(value or "")))
            else:
                self.field.setText(str(value or ""))
                self.field.setCursorPosition(0)

    def is_open(self) -> bool:
        """Whether it may be changed."""
        return self.padlock.isHidden()

    def lock(self, why: str) -> None:
        """Make the field read-only and show the padlock with the reason; '' opens it."""
        if isinstance(self.field, GrowingText | QLineEdit):
            self.field.setReadOnly(bool(why))
        elif isinstance(self.field, DateField):
            self.field.line.setReadOnly(bool(why))
            self.field.pick.setEnabled(not why)
        else:
            self.field.setEnabled(not why)
        self.field.setToolTip(why)
        self.padlock.setVisible(bool(why))
        self.padlock.setToolTip(why)
        self.padlock.setAccessibleName(why)

    def tell(self, words: str) -> None:
        """Say more about the value in the tip of the field, below why it is locked."""
        self.field.setToolTip(
            "\n".join(filter(None, (self.padlock.toolTip() if not self.is_open() else "", words)))
        )

    def _make(self, kind: str, words: str) -> QLineEdit | GrowingText | DateField | QCheckBox:
        if kind == "text":
            text = GrowingText()
            text.textChanged.connect(self.changed)
            text.textChanged.connect(self._show_unseen)
            return text
        if kind == "day":
            day = DateField()
            day.changed.connect(self.changed)
            return day
        if kind == "tick":
            tick = QCheckBox(words)
            tick.toggled.connect(self.changed)
            return tick
        line = QLineEdit()
        line.textChanged.connect(self.changed)
        line.textChanged.connect(self._show_unseen)
        return line

    def _show_unseen(self) -> None:
        self.unseen.look_at(str(self.value()))
