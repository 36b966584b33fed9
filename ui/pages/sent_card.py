"""The package that was made: where it lies, and the words of the note that goes with it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout

from dczg_desktop.services.shipments import Sent
from ui.context import Context
from ui.theme.status import look_of
from ui.widgets.cards import SectionCard
from ui.widgets.chip import ChipLabel
from ui.widgets.words import button, passage

TOLD = ("问题", "信访件", "措施", "进展", "佐证")
"""Kinds of records that the reader of a note cares about."""
VERBS = {"上级": "报送", "下级": "下发", "部门": "送去"}


def note_words(sent: Sent, receiver: str, relation: str, office: str, day: date) -> str:
    """The accompanying note, ready for an official letter, an e-mail or a message."""
    verb = VERBS.get(relation, "发出")
    content = "、".join(f"{kind} {sent.counts[kind]} 条" for kind in TOLD if kind in sent.counts)
    files = f"，随包附件 {sent.attachments} 个" if sent.attachments else ""
    mark = sent.digest[:16].upper()
    digits = " ".join(mark[start : start + 4] for start in range(0, len(mark), 4))
    downward = (
        "。"
        if relation == "上级"
        else "，并按期回传。没有安装本程序的，请用 Excel 或 WPS 打开，只填写浅黄色的格子，保存后发回原文件。"
    )
    return (
        f"{receiver}：\n"
        f"　　现{verb}整改台账第 {sent.sequence} 号数据包，文件名“{sent.path.name}”，含{content}{files}。"
        f"请在“数据交换—接收”中选择该文件，核对后接收{downward}\n"
        f"　　文件校验值（SHA-256 前 16 位）：{digits}\n"
        f"　　　　　　　　{office}　{day.year}年{day.month}月{day.day}日"
    )


def open_folder(path: Path) -> None:
    """Show the folder of a file in the desktop's own window."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))


class SentCard(SectionCard):
    """Hidden until `show_sent`."""

    def __init__(self, context: Context) -> None:
        super().__init__("数据包已生成")
        self._context = context
        self._path = Path()
        self.open_folder: Callable[[Path], None] = open_folder
        self.path, self.note = passage("", "strong"), passage()
        self.open_button, self.copy_button = button("打开文件夹(&O)"), button("复制发文说明(&C)")
        self.add_action(ChipLabel("已登记入册", look_of("正常")))
        row = QHBoxLayout()
        row.addWidget(self.open_button)
        row.addWidget(self.copy_button)
        row.addStretch(1)
        self.body.addWidget(self.path)
        self.body.addLayout(row)
        self.body.addWidget(self.note)
        self.body.addStretch(1)
        self.open_button.clicked.connect(self._open)
        self.copy_button.clicked.connect(self._copy)
        self.hide()

    def show_sent(self, sent: Sent, note: str) -> None:
        """Show the file and its note."""
        self._path = sent.path
        self.path.setText(str(sent.path))
        self.note.setText(note)
        self.show()

    def _open(self) -> None:
        self.open_folder(self._path)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.note.text())
        self._context.say("发文说明已复制，可粘贴到公文、邮件或短信里。")
