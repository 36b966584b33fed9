"""The help of a page, shown on F1."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from ui.widgets.words import label

KEYS = """常用按键
Alt+1 … Alt+9、Alt+0　依次打开左侧各页
Ctrl+F　查找　　　F5　重新读取本页
Ctrl+Z　撤销　　　Ctrl+Y　恢复
Tab、Shift+Tab　在各项之间移动　　　Enter　打开　　　Esc　关闭"""


class HelpDialog(QDialog):
    """The help text of one page and the keys that work everywhere."""

    def __init__(self, parent: QWidget, title: str, text: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"帮助：{title}")
        self.text = QPlainTextEdit("\n\n".join(part for part in (text.strip(), KEYS) if part))
        self.text.setReadOnly(True)
        buttons = QDialogButtonBox()
        buttons.addButton("关闭", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(label(title, "heading"))
        layout.addWidget(self.text, 1)
        layout.addWidget(buttons)
        self.resize(640, 460)


def show_help(parent: QWidget, title: str, text: str) -> None:
    """Show the help beside the work: the window stays usable."""
    dialog = HelpDialog(parent, title, text)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.show()
