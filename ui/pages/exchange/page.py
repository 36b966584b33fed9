"""数据交换: offices, sending, receiving, conflicts and the register, one tab each."""

from PySide6.QtWidgets import QTabWidget

from ui.context import Context
from ui.pages.exchange.amendments import AmendmentsPanel
from ui.pages.exchange.conflicts import ConflictsPanel
from ui.pages.exchange.correspondence import CorrespondencePanel
from ui.pages.exchange.counterparts import CounterpartsPanel
from ui.pages.exchange.counts import AMENDMENTS, CONFLICTS, INBOX, PARTNERS, Counts
from ui.pages.exchange.receiving import ReceivingPanel
from ui.pages.exchange.sending import SendingPanel
from ui.pages.exchange.shipments import ShipmentsPanel
from ui.widgets.page import Page
from ui.widgets.scroll import scrolled


class ExchangePage(Page):
    """`show_filter` takes the name of a tab; only the visible tab is read again."""

    search_hint = "搜索单位、问题、文件、内容"
    help_text = (
        "各单位之间不联网，用数据包往来。\n\n"
        "往来单位：先交换单位卡片，打电话核对指纹，登记对方。\n"
        "发送：选接收单位，看清将要发出的内容，生成数据包，用 U 盘或内网邮件送去。\n"
        "接收：收到的文件先进收件箱，逐处看过改动再接收；没有争议的全部接收，其余逐处勾选；接收后可以整批撤销。\n"
        "冲突：两个单位改了同一项内容，在这里定下来，直到清零。\n"
        "退回与建议：上级退回修改的、下级建议修改的，改正、采纳或答复以后办结。\n"
        "往来台账：每个单位末次发出、收到、确认，缺哪几号，按调度日看谁没有报送、沉默了多少天。\n"
        "登记簿：每个数据包的收发记录和对方的回执。"
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.counterparts, self.sending = CounterpartsPanel(context), SendingPanel(context)
        self.receiving, self.conflicts = ReceivingPanel(context), ConflictsPanel(context)
        self.correspondence = CorrespondencePanel(context)
        self.amendments, self.shipments = AmendmentsPanel(context), ShipmentsPanel(context)
        self.panels: dict[str, Page] = {
            PARTNERS: self.counterparts,
            "发送": self.sending,
            INBOX: self.receiving,
            CONFLICTS: self.conflicts,
            AMENDMENTS: self.amendments,
            "往来台账": self.correspondence,
            "登记簿": self.shipments,
        }
        self._stale = set(self.panels)
        self.tabs = QTabWidget()
        for name, panel in self.panels.items():
            self.tabs.addTab(scrolled(panel), name)
        self.body.addWidget(self.tabs, 1)
        self.tabs.currentChanged.connect(self._refresh)
        self.counts = Counts.of(context)
        self.counts.counted.connect(self._show_counts)

    def reload(self) -> None:
        self._stale = set(self.panels)
        self.counts.read()
        self._refresh()

    def search(self, text: str) -> None:
        for panel in self.panels.values():
            panel.search(text)

    def show_filter(self, page_filter: object) -> None:
        if isinstance(page_filter, str) and page_filter in self.panels:
            self.show_tab(page_filter)
        elif isinstance(page_filter, list):  # files sighted on a stick
            self.show_tab(INBOX)
            self.receiving.inbox.take_in(page_filter)

    def show_tab(self, name: str) -> None:
        """Bring a tab into sight."""
        self.tabs.setCurrentIndex(list(self.panels).index(name))

    def _show_counts(self, counts: dict[str, int]) -> None:
        for name, count in counts.items():
            self.tabs.setTabText(list(self.panels).index(name), f"{name}（{count}）" if count else name)

    def _refresh(self, _index: int = 0) -> None:
        name = list(self.panels)[self.tabs.currentIndex()]
        if name in self._stale and self.context.has_ledger:
            self._stale.discard(name)
            self.panels[name].reload()
