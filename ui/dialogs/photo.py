"""Shows one photo as large as the screen allows."""

from pathlib import Path

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.pair_view import Photo, PhotoPane
from ui.widgets.words import button, passage


class PhotoDialog(QDialog):
    """The whole photo with its caption below."""

    def __init__(self, parent: QWidget | None, title: str, path: Path, caption: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.pane = PhotoPane(title)
        self.close_button = button("关闭")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 12)
        layout.addWidget(self.pane, 1)
        foot = QHBoxLayout()
        foot.addWidget(passage(caption, "secondary"), 1)
        foot.addWidget(self.close_button)
        layout.addLayout(foot)
        self.close_button.clicked.connect(self.accept)
        self.pane.opened.connect(self.accept)
        self.resize(1000, 680)
        self.pane.show_photo(Photo("", path, caption))

    @classmethod
    def ask(cls, parent: QWidget | None, title: str, path: Path, caption: str) -> None:
        """Show the photo until the window is closed."""
        dialog = cls(parent, title, path, caption)
        dialog.exec()
        dialog.deleteLater()
