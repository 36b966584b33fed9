"""What an empty ledger shows: the three ways to begin, each with its button."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.theme import colours
from ui.widgets.cards import Picture
from ui.widgets.words import button, ground, label, passage

STEPS = (
    (
        "整改台账",
        "导入表格",
        "已有问题清单、责任清单或信访件一览表（Excel、Word 均可），直接导入，不用重新录入。",
    ),
    ("文件", "新增问题", "手头只有几个问题，或上级刚刚交办，逐条登记：问题、来源、时限、责任单位。"),
    ("数据交换", "登记上级卡片", "上级也使用本程序：先登记上级单位的卡片，再接收上级发来的数据包。"),
)
"""Icon, name and advice of each way."""


class FirstSteps(QWidget):
    """`chosen` carries the name of the pressed way."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.buttons = {name: button(name, "primary") for _, name, _ in STEPS}
        row = QHBoxLayout()
        row.setSpacing(14)
        for picture, name, advice in STEPS:
            row.addWidget(self._card(picture, name, advice), 1)
            self.buttons[name].clicked.connect(lambda _=False, way=name: self.chosen.emit(way))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addStretch(1)
        middle = Qt.AlignmentFlag.AlignHCenter
        layout.addWidget(label("台账里还没有问题，从这里开始", "title"), 0, middle)
        layout.addSpacing(4)
        layout.addWidget(label("三种办法任选一种，以后随时可以再用另外两种。", "secondary"), 0, middle)
        layout.addSpacing(18)
        layout.addLayout(row)
        layout.addStretch(2)

    def hasHeightForWidth(self) -> bool:
        return False  # the page is given the height there is, and it is enough

    def _card(self, picture: str, name: str, advice: str) -> QFrame:
        card = ground("card")
        words = passage(advice, "secondary")
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(card)
        layout.setContentsMargins(20, 24, 20, 22)
        layout.setSpacing(12)
        middle = Qt.AlignmentFlag.AlignHCenter
        layout.addWidget(Picture(picture, 52, colours.ACCENT), 0, middle)
        layout.addWidget(label(name, "heading"), 0, middle)
        layout.addWidget(words, 1)
        layout.addWidget(self.buttons[name], 0, middle)
        return card
