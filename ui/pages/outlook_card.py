"""将要发出的内容: what a package would hold, what stays behind and why."""

from PySide6.QtWidgets import QGridLayout, QWidget

from dczg_desktop.services.shipments import Outlook
from ui.pages.notice import Notice, listed
from ui.theme.status import look_of
from ui.widgets.cards import SectionCard
from ui.widgets.chip import ChipLabel
from ui.widgets.stat_card import StatCard, StatRow
from ui.widgets.words import label

ACROSS = 4


def size_words(count: int) -> str:
    """Bytes as `3.2 MB`, at least `0.1 MB` for anything at all."""
    return f"{max(0.1, count / 1_048_576):.1f} MB" if count else "0 MB"


class OutlookCard(SectionCard):
    """Numbers first, then the kinds, then everything that deserves attention."""

    def __init__(self) -> None:
        super().__init__("将要发出的内容")
        self.trust = ChipLabel()
        self.add_action(self.trust)
        self.problems, self.files = StatCard("问题"), StatCard("附件")
        self.released, self.withheld = StatCard("移交告知"), StatCard("不发出")
        tips = {
            self.problems: "对方负责、督导或验收的问题",
            self.files: "对方还没有的佐证文件；已确认收到的不再重发",
            self.released: "已改由别的单位负责的问题，只告知原单位，由它转为只读",
            self.withheld: "标为内部掌握，留在本单位",
        }
        self.stranger, self.missing, self.kept = Notice("warning"), Notice("warning"), Notice()
        self._kinds = QWidget()
        self._table = QGridLayout(self._kinds)
        self._table.setContentsMargins(2, 4, 2, 4)
        self._table.setHorizontalSpacing(10)
        self._table.setVerticalSpacing(7)
        self.body.addWidget(StatRow(self.problems, self.files, self.released, self.withheld))
        for card, tip in tips.items():
            card.setToolTip(tip)
        for widget in (self.stranger, self.missing, self._kinds, self.kept):
            self.body.addWidget(widget)
        self.body.addStretch(1)

    def show_outlook(self, outlook: Outlook) -> None:
        """Show what would leave."""
        self.set_heading(f"将要发给 {outlook.office}　第 {outlook.sequence} 号")
        word, look = ("已登记", "可信") if outlook.enrolled else ("未登记", "未验证")
        self.trust.set_word(word, look_of(look))
        self.problems.show_number(outlook.problems)
        self.files.show_number(outlook.files, size_words(outlook.file_bytes))
        self.released.show_number(outlook.released)
        self.withheld.show_number(len(outlook.withheld))
        self.stranger.say(
            ""
            if outlook.enrolled
            else "对方还没有登记：它能打开表格手工填写，但用本程序接收前，须先登记本单位卡片并核对指纹。",
            "warning",
        )
        self.missing.say(listed("以下佐证文件在本机找不到，不会随包发出：", outlook.missing), "warning")
        self.kept.say(listed("留在本单位，不发出：", [str(one) for one in outlook.withheld]))
        self._show_kinds(outlook)

    def _show_kinds(self, outlook: Outlook) -> None:
        while self._table.count():
            if (item := self._table.takeAt(0)) and (old := item.widget()):
                old.deleteLater()
        for number, (kind, count) in enumerate(outlook.counts.items()):
            row, column = divmod(number, ACROSS)
            self._table.addWidget(label(kind, "secondary"), row, column * 2)
            self._table.addWidget(label(f"{count:,} 条", "strong"), row, column * 2 + 1)
        for column in range(ACROSS):
            self._table.setColumnStretch(column * 2 + 1, 1)
