"""Takes one file: dragged here from the desktop or a USB stick, or chosen in the file dialog."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QFrame, QWidget

from ui.theme import colours
from ui.widgets.cards import Picture
from ui.widgets.words import button, label

AskFile = Callable[[QWidget], Path | None]
AskFiles = Callable[[QWidget], list[Path]]


class DropArea(QFrame):
    """`given` carries the path. `tall` stands in the middle of an empty page, otherwise it is one line.

    With `ask_many` any number of files and folders is taken, and `given_many` carries them all.
    """

    given = Signal(object)
    given_many = Signal(object)

    def __init__(
        self,
        words: str,
        choose_words: str,
        ask: AskFile | None = None,
        *,
        ask_many: AskFiles | None = None,
        tall: bool = False,
    ) -> None:
        super().__init__()
        self.ask_file, self.ask_many = ask, ask_many
        self._is_over = False
        self.setAcceptDrops(True)
        self.words = label(words, "heading" if tall else "secondary")
        self.choose_button = button(choose_words, "primary" if tall else "")
        self.picture = Picture("文件", 56 if tall else 26)
        way = QBoxLayout.Direction.TopToBottom if tall else QBoxLayout.Direction.LeftToRight
        layout = QBoxLayout(way, self)
        layout.setContentsMargins(14, 28 if tall else 7, 14, 28 if tall else 7)
        layout.setSpacing(14 if tall else 10)
        side = Qt.AlignmentFlag.AlignHCenter if tall else Qt.AlignmentFlag.AlignVCenter
        layout.addStretch(1 if tall else 0)
        for widget in (self.picture, self.words):
            layout.addWidget(widget, 0, side)
        layout.addStretch(0 if tall else 1)
        layout.addWidget(self.choose_button, 0, side)
        layout.addStretch(1 if tall else 0)
        self.choose_button.clicked.connect(self.choose)

    def choose(self) -> None:
        """Ask for the file, or for several, in a dialog."""
        if self.ask_many is not None:
            if paths := self.ask_many(self):
                self.given_many.emit(paths)
        elif self.ask_file is not None and (path := self.ask_file(self)):
            self.given.emit(path)

    def _takes(self, data: QMimeData) -> bool:
        return bool(dropped_paths(data)) if self.ask_many is not None else dropped_file(data) is not None

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._takes(event.mimeData()):
            self._mark(over=True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self._mark(over=False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._mark(over=False)
        data = event.mimeData()
        if not self._takes(data):
            return
        event.acceptProposedAction()
        if self.ask_many is not None:
            self.given_many.emit(dropped_paths(data))
        else:
            self.given.emit(dropped_file(data))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = colours.ACCENT if self._is_over else colours.CONTROL_LINE
        painter.setPen(QPen(QColor(edge), 2 if self._is_over else 1.4, Qt.PenStyle.DashLine))
        painter.setBrush(QColor(colours.HOVER if self._is_over else colours.CARD))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.end()

    def _mark(self, *, over: bool) -> None:
        self._is_over = over
        self.update()


def dropped_file(data: QMimeData) -> Path | None:
    """The one local file that is dragged; None for several, folders and anything else."""
    local = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return local[0] if len(local) == 1 and local[0].is_file() else None


def dropped_paths(data: QMimeData) -> list[Path]:
    """All local files and folders that are dragged."""
    local = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [path for path in local if path.exists()]


def ask_packages(parent: QWidget) -> list[Path]:
    """Packages to put into the inbox."""
    kinds = "数据包和表格 (*.xlsx *.zip *.age);;所有文件 (*)"
    chosen, _ = QFileDialog.getOpenFileNames(parent, "选择收到的文件，可以一次选多个", "", kinds)
    return [Path(path) for path in chosen]


def ask_folder(parent: QWidget) -> Path | None:
    """A folder to watch."""
    chosen = QFileDialog.getExistingDirectory(parent, "选择要监视的文件夹（例如内网邮件的下载文件夹）")
    return Path(chosen) if chosen else None


def ask_card(parent: QWidget) -> Path | None:
    """The card of another office."""
    chosen, _ = QFileDialog.getOpenFileName(
        parent, "选择对方的单位卡片", "", "单位卡片 (*.dczgcard);;所有文件 (*)"
    )
    return Path(chosen) if chosen else None
