"""数据交换: offices, sending, receiving, conflicts and the register, one tab each."""

from PySide6.QtWidgets import QTabWidget

from dczg_desktop.services.conflicts import list_conflicts
from ui.context import Context
from ui.pages.conflicts import ConflictsPanel
from ui.pages.counterparts import CounterpartsPanel
from ui.pages.receiving import ReceivingPanel
from ui.pages.sending import SendingPanel
from ui.pages.shipments import ShipmentsPanel
from ui.widgets.page import Page
from ui.widgets.scroll import scrolled

NAME = "数据交换"
CONFLICTS = "冲突"


class ExchangePage(Page):
    """`show_filter` takes the name of a tab; only the visible tab is read again."""

    search_hint = "搜索单位、问题、文件、内容"
    help_text = (
        "各单位之间不联网，用数据包往来。\n\n"
        "往来单位：先交换单位卡片，打电话核对指纹，登记对方。\n"
        "发送：选接收单位，看清将要发出的内容，生成数据包，用 U 盘或内网邮件送去。\n"
        "接收：把收到的文件拖进来，逐格看过改动再接收；接收后可以整批撤销。\n"
        "冲突：两个单位改了同一项内容，在这里定下来。\n"
        "登记簿：每个数据包的收发记录和对方的回执。"
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.counterparts, self.sending = CounterpartsPanel(context), SendingPanel(context)
        self.receiving, self.conflicts = ReceivingPanel(context), ConflictsPanel(context)
        self.shipments = ShipmentsPanel(context)
        self.panels: dict[str, Page] = {
            "往来单位": self.counterparts,
            "发送": self.sending,
            "接收": self.receiving,
            CONFLICTS: self.conflicts,
            "登记簿": self.shipments,
        }
        self._stale = set(self.panels)
        self.tabs = QTabWidget()
        for name, panel in self.panels.items():
            self.tabs.addTab(scrolled(panel), name)
        self.body.addWidget(self.tabs, 1)
        self.tabs.currentChanged.connect(self._refresh)

    def reload(self) -> None:
        self._stale = set(self.panels)
        count = show_conflict_count(self.context)
        place = list(self.panels).index(CONFLICTS)
        self.tabs.setTabText(place, f"{CONFLICTS}（{count}）" if count else CONFLICTS)
        self._refresh()

    def search(self, text: str) -> None:
        for panel in self.panels.values():
            panel.search(text)

    def show_filter(self, page_filter: object) -> None:
        if isinstance(page_filter, str) and page_filter in self.panels:
            self.show_tab(page_filter)

    def show_tab(self, name: str) -> None:
        """Bring a tab into sight."""
        self.tabs.setCurrentIndex(list(self.panels).index(name))

    def _refresh(self, _index: int = 0) -> None:
        name = list(self.panels)[self.tabs.currentIndex()]
        if name in self._stale and self.context.has_ledger:
            self._stale.discard(name)
            self.panels[name].reload()


def show_conflict_count(context: Context) -> int:
    """Put the number of fields to be decided beside the entry of this page, and return it."""
    count = len(list_conflicts(context.ledger))
    context.set_badge(NAME, count)
    return count
