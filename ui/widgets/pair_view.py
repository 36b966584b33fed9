"""A photo before and a photo after, side by side, fitted to the room there is."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from ui.theme import colours
from ui.widgets.pictures import read_picture
from ui.widgets.words import label, passage


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo with its caption, such as `整改前　2025-09-03　东河乡张庄` ."""

    key: str
    path: Path
    caption: str


class PhotoPane(QWidget):
    """One photo, whole and upright; pressed, it tells its key."""

    opened = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._photo: Photo | None = None
        self._image = QImage()
        self.setAccessibleName(name)
        self.setMinimumSize(160, 120)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(120)
        self._later.timeout.connect(self._read)

    def show_photo(self, photo: Photo | None) -> None:
        """Show a photo, or say that there is none."""
        self._photo = photo
        self.setAccessibleDescription(photo.caption if photo else f"没有{self._name}照片")
        self.setCursor(Qt.CursorShape.PointingHandCursor if photo else Qt.CursorShape.ArrowCursor)
        self._read()

    @property
    def image(self) -> QImage:
        """What is drawn; null when there is no readable photo."""
        return self._image

    def sizeHint(self) -> QSize:
        return QSize(360, 270)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._later.start()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._photo and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(self._photo.key)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        box = QRectF(self.rect())
        painter.fillRect(box, QColor(colours.PAGE))
        if self._image.isNull():
            painter.setPen(QColor(colours.SECONDARY))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._missing())
        else:
            size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            left, top = (box.width() - size.width()) / 2, (box.height() - size.height()) / 2
            painter.drawImage(QRectF(left, top, size.width(), size.height()), self._image)
        painter.end()

    def _missing(self) -> str:
        if self._photo is None:
            return f"没有{self._name}照片"
        return "这个文件不是可显示的照片" if self._photo.path.is_file() else "文件缺失"

    def _read(self) -> None:
        room = self.size() * max(1.0, self.devicePixelRatioF())
        self._image = read_picture(self._photo.path, room) if self._photo else QImage()
        self.update()


class PairView(QWidget):
    """整改前 at the left, 整改后 at the right, captions below, and a warning line when one is given."""

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.before, self.after = PhotoPane("整改前"), PhotoPane("整改后")
        self.before_caption, self.after_caption = passage("", "secondary"), passage("", "secondary")
        self.warning = passage("", "fault")
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for column, (title, pane, caption) in enumerate(
            (("整改前", self.before, self.before_caption), ("整改后", self.after, self.after_caption))
        ):
            layout.addWidget(label(title, "strong"), 0, column)
            layout.addWidget(pane, 1, column)
            layout.addWidget(caption, 2, column)
            layout.setColumnStretch(column, 1)
            pane.opened.connect(self.opened)
        layout.setRowStretch(1, 1)
        layout.addWidget(self.warning, 3, 0, 1, 2)
        self.warning.hide()

    def show_pair(self, before: Photo | None, after: Photo | None, warning: str = "") -> None:
        """Show two photos of one place; either may be missing."""
        self.before.show_photo(before)
        self.after.show_photo(after)
        self.before_caption.setText(before.caption if before else "")
        self.after_caption.setText(after.caption if after else "")
        self.warning.setText(warning)
        self.warning.setVisible(bool(warning))
