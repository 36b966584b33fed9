"""The package that was made: where it lies, and the words of the note that goes with it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout

from dczg_desktop.domain.words import Sealing
from dczg_desktop.services.outgoing.shipments import Sent
from ui.context import Context
from ui.pages.notice import Notice
from ui.theme.status import look_of
from ui.widgets.cards import SectionCard
from ui.widgets.chip import ChipLabel
from ui.widgets.words import button, passage

TOLD = {
    Sealing.PHRASE: "口令密封。请电话告知对方下面八个词，只显示这一次，不要写在文件旁边：",
    Sealing.PASSWORD: "设了打开密码。请电话告知对方下面的数字（输入时不要空格），不要写在文件旁边；填好交回的表用同一个密码，本机记着，接收时自动打开：",
}


def open_folder(path: Path) -> None:
    """Show the folder of a file in the desktop's own window."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))


class SentCard(SectionCard):
    """Hidden until `show_sent`; `print_asked` carries the uid of the sending."""

    print_asked = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__("数据包已生成")
        self._context = context
        self._path, self._uid = Path(), ""
        self.open_folder: Callable[[Path], None] = open_folder
        self.path, self.note, self.remarks = passage("", "strong"), passage(), Notice()
        self.phrase = Notice("warning")
        self.open_button, self.copy_button = button("打开文件夹(&O)"), button("复制发文说明(&C)")
        self.print_button = button("打印发文说明…(&T)", "", "按信函格式打印，随介质一起送去")
        self.back_button = button("再看将要发出的内容(&B)", "link")
        self.add_action(ChipLabel("已登记入册", look_of("正常")))
        row = QHBoxLayout()
        for made in (self.open_button, self.copy_button, self.print_button):
            row.addWidget(made)
        row.addStretch(1)
        row.addWidget(self.back_button)
        self.body.addWidget(self.path)
        self.body.addWidget(self.phrase)
        self.body.addWidget(self.remarks)
        self.body.addLayout(row)
        self.body.addWidget(self.note)
        self.body.addStretch(1)
        self.open_button.clicked.connect(self._open)
        self.copy_button.clicked.connect(self._copy)
        self.print_button.clicked.connect(lambda: self.print_asked.emit(self._uid))
        self.hide()

    def show_sent(self, sent: Sent, note: str) -> None:
        """Show the files and their note."""
        self._path, self._uid = sent.path, sent.package_uid
        self.set_heading(f"{sent.kind}已生成")
        self.path.setText("\n".join(map(str, sent.paths or (sent.path,))))
        said = []
        if len(sent.paths) > 1:
            said.append(f"共 {len(sent.paths)} 卷，每卷都能单独接收，先后不限。")
        if sent.oversize:
            said.append(f"比每卷还大、独自成卷：{'、'.join(sent.oversize)}。")
        if sent.supersedes:
            said.append(f"{'、'.join(sent.supersedes)}还没有回执，已由这次代替，不必再送。")
        self.remarks.say("\n".join(said))
        told = f"{TOLD[sent.sealing]}\n{sent.phrase}" if sent.phrase else ""
        self.phrase.say(told, "warning")
        self.note.setText(note)
        self.show()

    def _open(self) -> None:
        self.open_folder(self._path)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.note.text())
        self._context.say("发文说明已复制，可粘贴到公文、邮件或短信里。")
