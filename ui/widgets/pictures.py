"""Reading photos for the screen: turned upright, shrunk while decoding, told apart by content."""

from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QImageReader, QPainter, QPixmap

from ui.theme import colours
from ui.theme.icons import draw_icon

LARGEST = 256
"""Megabytes one decoded photo may take; larger ones are shown as a document tile."""


def read_picture(path: Path, room: QSize) -> QImage:
    """The photo at `path`, no larger than `room` and never enlarged; a null image when it is none."""
    reader = QImageReader(str(path))
    reader.setDecideFormatFromContent(True)  # evidence is kept under names without an ending
    reader.setAutoTransform(True)
    reader.setAllocationLimit(LARGEST)
    size = reader.size()
    if not size.isValid():
        return QImage()
    turned = reader.transformation().value & 4  # TransformationRotate90: sides are swapped
    limit = room.transposed() if turned else room
    if size.width() > limit.width() or size.height() > limit.height():
        reader.setScaledSize(size.scaled(limit, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()


def tile(name: str, side: QSize, note: str = "") -> QPixmap:
    """A picture for what has none: an icon, the ending of the file's name and a note."""
    pixmap = QPixmap(side)
    pixmap.fill(QColor(colours.PAGE))
    painter = QPainter(pixmap)
    middle = QRectF((side.width() - 34) / 2, side.height() * 0.14, 34, 34)
    draw_icon(painter, "文件", middle, colours.SECONDARY)
    painter.setPen(QColor(colours.SECONDARY))
    ending = Path(name).suffix.lstrip(".").upper()[:6]
    words = QRectF(0, side.height() * 0.62, side.width(), side.height() * 0.36)
    painter.drawText(words, Qt.AlignmentFlag.AlignCenter, note or ending or "文件")
    painter.end()
    return pixmap
