"""The page 责任清单: who answers for what, who lacks what, and the printed list."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QTabWidget, QWidget

from dczg_desktop.domain.words import UNIT_ROLES, DutyRole
from dczg_desktop.services.documents import print_list
from dczg_desktop.services.duties import Assigned, assign, known_names
from dczg_desktop.services.grid import GridQuery
from ui.context import Context
from ui.dialogs.assign import AssignDialog, Assignment
from ui.dialogs.print_preview import PrintPreview, made
from ui.pages.acting import attempt
from ui.pages.responsibility.gaps import GapsPanel
from ui.pages.responsibility.holders import VIEWS, HoldersPanel
from ui.pages.responsibility.staffing import StaffingPanel
from ui.task import Task
from ui.widgets.page import Page
from ui.widgets.progress_strip import ProgressStrip
from ui.widgets.words import button

LIST = "责任清单"
GAPS = "七要素缺项"
STAFF = "未到人"


@dataclass(frozen=True, slots=True)
class Holder:
    """A filter of this page: one unit or person under one of the tabs (按责任单位, 按领导 …)."""

    name: str
    tab: str = VIEWS[0].title


class ResponsibilityPage(Page):
    """Tabs for units, leaders, people and supervisors, and one for what is missing."""

    help_text = (
        "本页按责任单位、领导、责任人员、督导单位列出各自负责的问题：总数、未销号、逾期、滞后、已销号，以及缺少的要素。\n"
        "选中一行，旁边列出其负责的问题；双击问题在“整改台账”里打开。\n"
        "“七要素缺项”列出整改目标、整改时限、责任单位、责任领导、责任人员、督导单位、整改措施不全的问题。\n"
        "“未到人”列出责任链停在哪一级：没有责任单位、最下面的单位还没有明确责任人员、或者还没有收到。\n"
        "“批量补责任”给选中的问题（没有选中时给列出的全部问题）确定单位或人员，可以撤销。"
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.ask_assignment = AssignDialog.ask
        self.show_document = PrintPreview.ask
        self.strip = ProgressStrip(context)
        self.tabs = QTabWidget()
        self.holders = {view.title: HoldersPanel(context, view) for view in VIEWS}
        self.gaps = GapsPanel(context)
        self.staffing = StaffingPanel(context)
        for title, panel in (*self.holders.items(), (GAPS, self.gaps), (STAFF, self.staffing)):
            self.tabs.addTab(panel, title)
        self.tabs.setDocumentMode(True)
        self.print_button = button("打印责任清单(&P)", "", "打印全部问题的责任清单")
        self.body.addWidget(self.strip)
        self.body.addWidget(self.tabs, 1)
        panels: list[HoldersPanel | GapsPanel] = [*self.holders.values(), self.gaps]
        for panel in panels:
            panel.opened.connect(self._open)
            panel.assign_asked.connect(self._assign)
            panel.print_asked.connect(self._print_shown)
        self.staffing.opened.connect(self._open)
        self.staffing.assign_asked.connect(self._assign)
        self.staffing.counted.connect(self._show_staff)
        self.gaps.counted.connect(self._show_gaps)
        self.tabs.currentChanged.connect(self.reload)
        self.print_button.clicked.connect(lambda: self._print(GridQuery()))

    def header_widgets(self) -> Sequence[QWidget]:
        return (self.print_button,)

    def reload(self) -> None:
        self.panel.reload()
        if self.panel is not self.gaps:
            self.gaps.reload()

    def show_filter(self, page_filter: object) -> None:
        """A `Holder`, or a `GridQuery` with `gap` for the missing elements."""
        if isinstance(page_filter, Holder) and page_filter.tab in self.holders:
            panel = self.holders[page_filter.tab]
            self.tabs.setCurrentWidget(panel)
            panel.choose(page_filter.name)
        elif isinstance(page_filter, GridQuery) and page_filter.gap:
            self.tabs.setCurrentWidget(self.gaps)

    @property
    def panel(self) -> HoldersPanel | GapsPanel | StaffingPanel:
        """What the visible tab shows."""
        shown = self.tabs.currentWidget()
        if shown is self.staffing:
            return self.staffing
        return next((one for one in self.holders.values() if one is shown), self.gaps)

    def _show_gaps(self, count: int) -> None:
        self.tabs.setTabText(self.tabs.indexOf(self.gaps), f"{GAPS} {count}" if count else GAPS)

    def _show_staff(self, count: int) -> None:
        self.tabs.setTabText(self.tabs.indexOf(self.staffing), f"{STAFF} {count}" if count else STAFF)

    def _open(self, uid: str) -> None:
        self.context.navigate("整改台账", uid)

    def _assign(self) -> None:
        uids = self._picked()
        role = self.gaps.fills() if self.panel is self.gaps else self._view_role()
        ledger = self.context.ledger

        def save(answer: Assignment) -> str:
            act = partial(assign, ledger, uids, answer.name, answer.role, answer.post)
            return attempt(self.context, act, partial(_told, answer))

        self.ask_assignment(self, f"{len(uids)} 个问题", known_names(ledger), role, save)

    def _picked(self) -> list[str]:
        panel = self.panel
        return panel.problems.uids() if isinstance(panel, HoldersPanel) else panel.uids()

    def _view_role(self) -> DutyRole:
        panel = self.panel
        if panel is self.staffing:
            return DutyRole.RESPONSIBLE_PERSON
        return panel.view.fills if isinstance(panel, HoldersPanel) else DutyRole.RESPONSIBLE_UNIT

    def _print_shown(self) -> None:
        panel = self.panel
        if isinstance(panel, GapsPanel):
            self._print(GridQuery(uids=panel.shown_uids()))
        elif isinstance(panel, HoldersPanel):
            self._print(panel.problems.query)

    def _print(self, query: GridQuery) -> None:
        name = f"{LIST}.pdf"
        ledger = self.context.ledger
        work = partial(made, name, lambda target, tick: print_list(ledger, LIST, target, query, tick=tick))
        task = Task(self, work, f"正在生成{LIST}")
        task.succeeded.connect(lambda content: self.show_document(self, self.context, content, name))
        task.failed.connect(partial(self.context.show_error, self))
        self.strip.follow(task)
        task.start(self.context.pool)


def _told(answer: Assignment, done: Assigned) -> str:
    words = f"已给 {done.problems} 个问题确定{answer.role}：{done.unit}。"
    if answer.role in UNIT_ROLES and not done.known:
        words += "单位名录里还没有这个单位，发数据包前请先登记其卡片。"
    return words
