"""The details of one problem: a head that says how it stands, and a tab for everything that hangs on it."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedLayout,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from dczg_desktop.base.errors import UserError
from dczg_desktop.services.detail import ProblemDetail, problem_detail
from dczg_desktop.services.requests import list_amendments
from ui.context import Context
from ui.dialogs.problem import ask_unsaved
from ui.pages.ledger.basics import BasicsPanel
from ui.pages.ledger.closure import ClosurePanel
from ui.pages.ledger.duties import DutiesPanel
from ui.pages.ledger.evidence import EvidencePanel
from ui.pages.ledger.head import DetailHead
from ui.pages.ledger.history import HistoryPanel
from ui.pages.ledger.measures import MeasuresPanel
from ui.pages.ledger.panel import ProblemPanel
from ui.pages.ledger.progress import ProgressPanel
from ui.widgets.scroll import scrolled
from ui.widgets.words import label

READ_AFTER = 40
"""Milliseconds the choice must rest before the details are read: held arrow keys pass over."""


class FittedTabs(QTabWidget):
    """Tabs whose titles shorten where the panel is too narrow for all of them."""

    def __init__(self) -> None:
        super().__init__()
        self._titles: list[tuple[str, str]] = []
        self._marks: dict[int, str] = {}
        self.setDocumentMode(True)
        self.tabBar().setExpanding(False)

    def add(self, widget: QWidget, title: str, short: str) -> None:
        """Append a tab with its full and its short title."""
        self._titles.append((title, short))
        self.setTabToolTip(self.addTab(widget, title), title)

    def minimumSizeHint(self) -> QSize:
        """At least twelve lines of the present type: less of a tab is of no use."""
        return QSize(super().minimumSizeHint().width(), self.fontMetrics().height() * 12)

    def mark(self, counts: Sequence[int]) -> None:
        """Behind the titles how many requests wait on each tab."""
        self._marks = {number: f"（{count}）" for number, count in enumerate(counts) if count}
        self.fit()

    def fit(self) -> None:
        """Use the full titles if they have room."""
        self._set(full=True)
        if self.tabBar().sizeHint().width() > self.width():
            self._set(full=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def _set(self, *, full: bool) -> None:
        for number, (title, short) in enumerate(self._titles):
            self.setTabText(number, (title if full else short) + self._marks.get(number, ""))


class DetailPanel(QFrame):
    """`show_uid` chooses the problem, `reload` reads it again; only the tab in sight is filled.

    `held` carries the uid of the problem whose unsaved changes could not be saved: it stays shown.
    """

    held = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setProperty("ground", "card")
        self._context = context
        self._detail: ProblemDetail | None = None
        self._wanted = ""
        self._stale: set[ProblemPanel] = set()
        self.ask_unsaved = ask_unsaved
        self.head, self.tabs = DetailHead(), FittedTabs()
        self.basics, self.duties = BasicsPanel(context), DutiesPanel(context)
        self.measures, self.progress = MeasuresPanel(context), ProgressPanel(context)
        self.evidence, self.closure = EvidencePanel(context), ClosurePanel(context)
        self.history = HistoryPanel(context)
        self.nothing = label("在列表中选择一个问题，这里显示它的全部情况。", "secondary")
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(READ_AFTER)
        self._lay_out()
        self._later.timeout.connect(self._read_wanted)
        self.tabs.currentChanged.connect(self._fill)

    def _lay_out(self) -> None:
        panels = (
            (self.basics, "基本情况", "基本"),
            (self.duties, "责任", "责任"),
            (self.measures, "措施与节点", "措施"),
            (self.progress, "进展", "进展"),
            (self.evidence, "佐证", "佐证"),
            (self.closure, "销号", "销号"),
            (self.history, "历史", "历史"),
        )
        for panel, title, short in panels:
            self.tabs.add(_scrolled(panel), title, short)
        whole = QWidget()
        layout = QVBoxLayout(whole)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(6)
        layout.addWidget(self.head)
        layout.addWidget(self.tabs, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.basics.bar)
        layout.addLayout(foot)
        self.nothing.setWordWrap(True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.nothing)
        self._stack.addWidget(whole)

    def sizeHint(self) -> QSize:
        """Asks for little height: the tabs scroll, the page need not."""
        return QSize(super().sizeHint().width(), self.minimumSizeHint().height())

    @property
    def uid(self) -> str:
        """The problem that is shown; '' for none."""
        return self._detail.uid if self._detail else ""

    def show_uid(self, uid: str) -> None:
        """Show this problem as soon as the choice rests; '' shows none."""
        self._wanted = uid
        self._later.start()

    def show_now(self, uid: str, panel: ProblemPanel | None = None) -> None:
        """Show this problem at once, on the tab of `panel` if one is given."""
        self._wanted = uid
        self._later.stop()
        self._read_wanted()
        if panel is not None:
            self.show_panel(panel)

    def show_panel(self, panel: ProblemPanel) -> None:
        """Bring a tab into sight."""
        for number in range(self.tabs.count()):
            area = self.tabs.widget(number)
            if isinstance(area, QScrollArea) and area.widget() is panel:
                self.tabs.setCurrentIndex(number)

    def start_report(self) -> None:
        """Ask for a progress report of the shown problem."""
        self.show_panel(self.progress)
        self.progress.report()

    def start_attaching(self) -> None:
        """Ask for evidence of the shown problem."""
        self.show_panel(self.evidence)
        self.evidence.attach()

    def reload(self) -> None:
        """Read the shown problem again."""
        if self._detail is not None:
            self._read(self._detail.uid)

    def _read_wanted(self) -> None:
        shown = self._detail
        if shown is not None and self._wanted != shown.uid and self.basics.changes():
            if not self.ask_unsaved(self, shown.row.code):
                self.basics.drop()
            elif not self.basics.save():
                self.held.emit(shown.uid)
                return
        self._read(self._wanted)

    def _read(self, uid: str) -> None:
        try:
            self._detail = problem_detail(self._context.ledger, uid) if uid else None
        except UserError:
            self._detail = None  # undone or taken back meanwhile: the list no longer has it either
        self._stack.setCurrentIndex(0 if self._detail is None else 1)
        if self._detail is not None:
            self.head.show_problem(self._detail, self._context.settings.due_soon_days)
            asked = list_amendments(self._context.ledger, uid) if self._detail.facts.amendments else []
            self.tabs.mark([panel.waiting(asked) for panel in self._panels()])
            self._stale = set(self._panels())
            self._stale.discard(self.basics)
            self.basics.show_problem(self._detail)
            self._fill()

    def _panels(self) -> list[ProblemPanel]:
        areas = [self.tabs.widget(number) for number in range(self.tabs.count())]
        inner = [area.widget() for area in areas if isinstance(area, QScrollArea)]
        return [panel for panel in inner if isinstance(panel, ProblemPanel)]

    def _fill(self) -> None:
        panel = self._panels()[self.tabs.currentIndex()]
        if self._detail is not None and panel in self._stale:
            self._stale.discard(panel)
            panel.show_problem(self._detail)


def _scrolled(panel: ProblemPanel) -> QScrollArea:
    area = scrolled(panel)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area
