"""The page 信访件: register, batches, counts, bulletin and publications, one tab each."""

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QTabWidget, QWidget

from dczg_desktop.services.petitions.listing import PetitionQuery
from ui.context import Context
from ui.pages.petitions.batches import BatchesPanel
from ui.pages.petitions.bulletin import BulletinPanel
from ui.pages.petitions.counts import CountsPanel
from ui.pages.petitions.publishing import PublishingPanel
from ui.pages.petitions.register import RegisterPanel
from ui.widgets.page import Page

REGISTER, BATCHES, COUNTS, BULLETIN, PUBLIC = "信访件", "批次", "统计", "通报要素", "公开记录"


class PetitionsPage(Page):
    """`show_filter` takes a `PetitionQuery`, the choices in the filter bar, or the name of a tab."""

    search_hint = "搜索编号、地点、内容"
    help_text = (
        "本页登记和办理信访件。办结（已办结、阶段性办结、未办结）和销号（已验收销号、验收中、验收退回、未申请验收）是两件事，分开统计；"
        "销号由关联的问题或本件自己的验收意见算出，不能直接填。\n"
        "选批次看该批的件数、缺号，用 ◀ ▶ 逐批翻看；“导入本日批次”读入当天的一览表。\n"
        "选中一件看全文；“逐点核查”把一件里的十几个点位分开判定；“重复件”看它引用的前件和同链各件；“验收销号”申请或审核。\n"
        "“导出一览表”有三种常用栏目，内部版、公开版都可以；公开版先逐处处理个人信息，写出后登记公开日期，"
        "阶段性办结公开过、后来办结的件自动列为待再次公开。\n"
        "统计表里的每个数字都可以双击，打开对应的信访件。"
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.register = RegisterPanel(context)
        self.batches, self.counts = BatchesPanel(context), CountsPanel(context)
        self.bulletin, self.publishing = BulletinPanel(context), PublishingPanel(context)
        self.panels: dict[str, Page] = {
            REGISTER: self.register,
            BATCHES: self.batches,
            COUNTS: self.counts,
            BULLETIN: self.bulletin,
            PUBLIC: self.publishing,
        }
        self._stale = set(self.panels)
        self.tabs = QTabWidget()
        for name, panel in self.panels.items():
            self.tabs.addTab(panel, name)
        self.body.addWidget(self.tabs, 1)
        self.tabs.currentChanged.connect(self._refresh)
        for panel in (self.batches, self.counts, self.bulletin, self.publishing):
            panel.rows_asked.connect(self._show_rows)
        self.publishing.publish_asked.connect(self.register.files.export)

    def header_widgets(self) -> Sequence[QWidget]:
        return self.register.header_widgets()

    def reload(self) -> None:
        self._stale = set(self.panels)
        self._refresh()

    def search(self, text: str) -> None:
        self.tabs.setCurrentIndex(0)
        self.register.search(text)

    def show_filter(self, page_filter: object) -> None:
        if isinstance(page_filter, str) and page_filter in self.panels:
            self.tabs.setCurrentIndex(list(self.panels).index(page_filter))
        elif isinstance(page_filter, PetitionQuery | Mapping):
            self.register.show_filter(page_filter)
            self._stale.add(REGISTER)
            self.tabs.setCurrentIndex(0)

    def _show_rows(self, query: object) -> None:
        self.show_filter(query)
        self._refresh()

    def _refresh(self, _index: int = 0) -> None:
        name = list(self.panels)[self.tabs.currentIndex()]
        if name in self._stale and self.context.has_ledger:
            self._stale.discard(name)
            self.panels[name].reload()
