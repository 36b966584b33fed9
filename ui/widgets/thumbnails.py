"""A strip of small pictures of evidence; opening one is told to the page."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QFrame, QListView, QListWidget, QListWidgetItem

from dczg_desktop.base.text import with_unseen_shown
from ui.widgets.pictures import read_picture, tile
from ui.widgets.words import tip_of

SIDE = QSize(100, 70)
KEY = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Thumbnail:
    """One file: `key` is told when it is opened, `name` is its own name, `title` stands below it."""

    key: str
    path: Path
    name: str
    title: str


class ThumbnailStrip(QListWidget):
    """Pictures are read one at a time between the user's acts, so that hundreds do not block."""

    opened = Signal(str)

    def __init__(self, name: str = "佐证材料") -> None:
        super().__init__()
        self._waiting: deque[tuple[QListWidgetItem, Thumbnail]] = deque()
        self.setAccessibleName(name)
        self.setProperty("frame", "none")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setIconSize(SIDE)
        self.setSpacing(2)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self._reading = QTimer(self)
        self._reading.setInterval(0)
        self._reading.timeout.connect(self._read_next)
        self.itemActivated.connect(self._open)
        self.itemClicked.connect(self._open)

    def show_files(self, files: Sequence[Thumbnail]) -> None:
        """Show these files in this order."""
        self.clear()
        self._waiting.clear()
        cell = QSize(SIDE.width() + 6, SIDE.height() + self.fontMetrics().height() + 14)
        for file in files:
            item = QListWidgetItem(QIcon(tile(file.name, SIDE)), with_unseen_shown(file.title))
            item.setData(KEY, file.key)
            item.setToolTip(tip_of(f"{file.title}\n{file.name}"))
            item.setSizeHint(cell)
            self.addItem(item)
            self._waiting.append((item, file))
        self._reading.start()

    @property
    def is_reading(self) -> bool:
        """Whether pictures are still to be read."""
        return bool(self._waiting)

    def selected_keys(self) -> list[str]:
        """Keys of the selected files."""
        return [str(item.data(KEY)) for item in self.selectedItems()]

    def _read_next(self) -> None:
        if not self._waiting:
            self._reading.stop()
            return
        item, file = self._waiting.popleft()
        if not file.path.is_file():
            item.setIcon(QIcon(tile(file.name, SIDE, "文件缺失")))
            return
        image = read_picture(file.path, SIDE * max(1.0, self.devicePixelRatioF()))
        if not image.isNull():
            image.setDevicePixelRatio(max(1.0, self.devicePixelRatioF()))
            item.setIcon(QIcon(QPixmap.fromImage(image)))

    def _open(self, item: QListWidgetItem) -> None:
        self.opened.emit(str(item.data(KEY)))
