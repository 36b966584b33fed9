"""A status word as a chip: colour, shape and word together."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.shapes import chip_height, chip_width, draw_chip
from ui.theme.status import StatusLook, look_of


class ChipLabel(QWidget):
    """Shows a status word; `已逾期 3 天` takes the look of `已逾期`. Empty text shows nothing."""

    def __init__(self, word: str = "", look: StatusLook | None = None) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.word = ""
        self.look = look_of("")
        self.set_word(word, look)

    def set_word(self, word: str, look: StatusLook | None = None) -> None:
        """Show another word, with the look of `look` if given."""
        self.word, self.look = word, look or look_of(word)
        self.setAccessibleName(word)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        if not self.word:
            return QSize(0, chip_height(self.fontMetrics()))
        return QSize(chip_width(self.fontMetrics(), self.word) + 1, chip_height(self.fontMetrics()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self.word:
            return
        painter = QPainter(self)
        draw_chip(painter, QRectF(self.rect()), self.word, self.look)
        painter.end()
