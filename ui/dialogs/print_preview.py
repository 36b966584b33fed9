"""Shows a document that was just made: look at it, then print it or keep it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from dczg_desktop.base.progress import Tick
from dczg_desktop.base.scratch import scratch
from ui.context import Context
from ui.widgets.pdf_view import PdfView
from ui.widgets.words import button


class PrintPreview(QDialog):
    """The preview of one document in a window of its own."""

    def __init__(self, parent: QWidget | None, context: Context, content: bytes, name: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(name.removesuffix(".pdf"))
        self.view = PdfView(context)
        self.close_button = button("关闭")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 12)
        layout.addWidget(self.view, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        layout.addLayout(foot)
        self.close_button.clicked.connect(self.accept)
        self.resize(1000, 680)
        self.view.show_pdf(content, name)

    @classmethod
    def ask(cls, parent: QWidget | None, context: Context, content: bytes, name: str) -> None:
        """Show the document until the window is closed."""
        dialog = cls(parent, context, content, name)
        dialog.exec()
        dialog.view.clear()
        dialog.deleteLater()


def made(name: str, write: Callable[[Path, Tick], object], tick: Tick) -> bytes:
    """What `write(target, tick)` puts into the file `name`; the file itself is gone afterwards."""
    with scratch() as folder:
        target = folder / name
        write(target, tick)
        return target.read_bytes()
