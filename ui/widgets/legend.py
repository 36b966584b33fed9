"""The words of a stacked chart with their shapes and colours, in one row."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.shapes import draw_marked_word, marked_word_width
from ui.theme.status import look_of
from ui.widgets.flow import FlowLayout

GAP = 10


class LegendWord(QWidget):
    """One status word with its shape."""

    def __init__(self, word: str) -> None:
        super().__init__()
        self._word = word
        self.setAccessibleName(word)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(marked_word_width(metrics, self._word) + GAP, metrics.height() + 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_marked_word(painter, QRectF(self.rect()), self._word, look_of(self._word))
        painter.end()


class Legend(QWidget):
    """Status words in the order of the parts; wraps where the width ends."""

    def __init__(self, words: Sequence[str]) -> None:
        super().__init__()
        layout = FlowLayout(6)
        for word in words:
            layout.addWidget(LegendWord(word))
        self.setLayout(layout)
