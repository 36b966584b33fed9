"""The pages of a PDF under each other; only those in sight are drawn."""

from collections import OrderedDict

from PySide6.QtCore import QRect, QSize, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.theme import colours
from ui.widgets.pdf_pages import PdfPages

GAP = 14
KEPT = 8
"""Drawn pages that are kept; an A3 page at 150 % takes about 12 MB."""


class PdfCanvas(QWidget):
    """Draws pages at `scale` pixels a point, each as soon as scrolling to it has paused."""

    drawn = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.pages: PdfPages | None = None
        self.scale = 1.0
        self._images: OrderedDict[int, QImage] = OrderedDict()
        self._wanted: list[int] = []
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(30)
        self._later.timeout.connect(self._draw_next)

    def show_pages(self, pages: PdfPages | None, scale: float) -> None:
        """Show another document, or the same one in another size."""
        self.pages, self.scale = pages, scale
        self._images.clear()
        self._wanted.clear()
        self.setFixedSize(self._whole())
        self.update()

    def place(self, number: int) -> QRect:
        """Where page `number` (from 0) lies."""
        if self.pages is None:
            return QRect()
        top = GAP + sum(self._height(i) + GAP for i in range(number))
        width = round(self.pages.sizes[number].width() * self.scale)
        return QRect((self.width() - width) // 2, top, width, self._height(number))

    def page_at(self, y: int) -> int:
        """The page at a height of the canvas."""
        count = len(self.pages) if self.pages else 0
        return next((i for i in range(count) if self.place(i).bottom() + GAP >= y), max(0, count - 1))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._wanted.clear()
        for number in range(len(self.pages) if self.pages else 0):
            place = self.place(number)
            if not place.intersects(event.rect()):
                continue
            painter.fillRect(place, QColor(colours.CARD))
            if image := self._images.get(number):
                painter.drawImage(
                    place.topLeft(), image
                )  # fitted into the place, it would lose a line of dots
            else:
                self._wanted.append(number)
            painter.setPen(QColor(colours.CONTROL_LINE))
            painter.drawRect(place)
        painter.end()
        if self._wanted:
            self._later.start()

    def _height(self, number: int) -> int:
        return round(self.pages.sizes[number].height() * self.scale) if self.pages else 0

    def _whole(self) -> QSize:
        sizes = self.pages.sizes if self.pages else []
        width = max((round(size.width() * self.scale) for size in sizes), default=0)
        height = sum(self._height(i) + GAP for i in range(len(sizes))) + GAP
        return QSize(width + 2 * GAP, height)

    def _draw_next(self) -> None:
        if not self._wanted or self.pages is None:
            return
        number = self._wanted.pop(0)
        ratio = self.devicePixelRatioF()
        image = self.pages.image(number, self.scale * ratio)
        image.setDevicePixelRatio(ratio)
        self._images[number] = image
        while len(self._images) > KEPT:
            self._images.popitem(last=False)
        self.update(self.place(number))
        self.drawn.emit(number)

    def sizeHint(self) -> QSize:
        return self._whole()
