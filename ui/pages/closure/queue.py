"""The queues of closure: waiting for review, ready to be applied for, returned, closed; read beside the window."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from dczg_desktop.base.text import folded
from dczg_desktop.domain.words import ClosureStatus
from dczg_desktop.services.closure import ClosureRow, closure_queue, ready_to_apply
from dczg_desktop.services.grid import GridQuery, problem_ids
from ui.context import Context
from ui.models.grid import GridModel
from ui.models.lines import Lines
from ui.pages.problem_list import ProblemList
from ui.reading import Reading, reading
from ui.widgets.columns import GridColumn
from ui.widgets.grid import Grid

CODE, TEXT = GridColumn("code", "台账编号", 150), GridColumn("summary", "问题", 160, "long", sortable=False)
UNIT = GridColumn("unit", "责任单位", 130, secondary=True)
APPLIED = (GridColumn("applicant", "申请人", 80), GridColumn("applied_at", "申请日期", 104, "date"))


@dataclass(frozen=True, slots=True)
class Tab:
    """One queue: its title, its columns, and what stands there when it is empty."""

    title: str
    columns: tuple[GridColumn, ...]
    empty: str


REVIEW = Tab(
    "待审核",
    (CODE, TEXT, UNIT, GridColumn("step", "待办环节", 100), *APPLIED),
    "没有待审核的销号申请。整改完成的问题，在“可申请”里提出申请。",
)
READY = Tab(
    "可申请",
    (CODE, TEXT, UNIT),
    "没有可以申请销号的问题。措施全部完成、佐证和责任要素齐全的问题会自动列在这里。",
)
RETURNED = Tab(
    "已退回",
    (CODE, TEXT, UNIT, GridColumn("opinion", "退回意见", 180, sortable=False), APPLIED[1]),
    "没有被退回的申请",
)
CLOSED = "已销号"
EMPTY = (REVIEW.empty, READY.empty, RETURNED.empty, "还没有销号的问题")
READING = "正在读取……"


@dataclass(frozen=True, slots=True)
class QueueLine:
    """One problem in a queue."""

    id: int
    uid: str
    code: str
    unit: str
    summary: str
    step: str
    applicant: str
    applied_at: str
    opinion: str


class QueueList(Grid):
    """The grid of one queue."""

    current = Signal(str)
    uid_opened = Signal(str)

    def __init__(self, context: Context, tab: Tab) -> None:
        super().__init__(f"验收销号-{tab.title}", context, tab.empty)
        self._rows: list[ClosureRow] = []
        self.lines: Lines[QueueLine] = Lines()
        self.rows_model = GridModel(tab.columns, self.lines.ids, self.lines.rows, self)
        self.show_model(self.rows_model)
        self.chosen.connect(lambda: self.current.emit(self.current_uid()))
        self.opened.connect(lambda: self.uid_opened.emit(self.current_uid()))

    def show_rows(self, rows: Sequence[ClosureRow], words: str) -> None:
        """Show those of `rows` in which all of `words` occur."""
        wanted = [folded(word) for word in words.split()]
        self.lines.put(
            self._line(row)
            for row in rows
            if all(word in folded(f"{row.code} {row.unit} {row.summary} {row.applicant}") for word in wanted)
        )
        self.rows_model.reload()

    def current_uid(self) -> str:
        """The problem of the current row, '' when there is none."""
        line = self.lines.get(self.current_id())
        return line.uid if line else ""

    def choose_uid(self, uid: str) -> bool:
        """Select a problem; False when it is not in this queue."""
        return self.choose(self.lines.number(uid))

    def _line(self, row: ClosureRow) -> QueueLine:
        return QueueLine(
            self.lines.number(row.uid), row.uid, row.code, row.unit, row.summary, row.step, row.applicant,
            row.applied_at[:10], row.opinion,
        )  # fmt: skip


class CaseQueue(QWidget):
    """`current` carries the uid of the problem that is chosen, '' when the list in sight has none; `turned` the same
    when a person turned to another list.
    """

    current, turned = Signal(str), Signal(str)
    opened = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._words = ""
        self._rows: tuple[Sequence[ClosureRow], ...] = ((), (), ())
        self._is_putting = False
        self._reading, self._closed_reading = Reading(self, context), Reading(self, context)
        self.review, self.ready, self.returned = (
            QueueList(context, tab) for tab in (REVIEW, READY, RETURNED)
        )
        self.closed = ProblemList(context, "验收销号-已销号", READING, framed=False)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self._titles = (REVIEW.title, READY.title, RETURNED.title, CLOSED)
        for widget, title in zip(self._lists(), self._titles, strict=True):
            self.tabs.addTab(widget, title)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.tabs)
        for queue in (self.review, self.ready, self.returned):
            queue.current.connect(self._tell)
            queue.set_empty(READING)
            queue.uid_opened.connect(self.opened)
        self.closed.current.connect(self._tell)
        self.closed.opened.connect(self.opened)
        self.tabs.currentChanged.connect(self._tab_changed)

    def _lists(self) -> tuple[QueueList | ProblemList, ...]:
        return (self.review, self.ready, self.returned, self.closed)

    def reload(self, done: Callable[[], None]) -> None:
        """Read all queues again, beside the window; `done` when they are shown."""
        ledger = self._context.ledger
        work = reading(
            partial(closure_queue, ledger, ClosureStatus.IN_REVIEW),
            partial(ready_to_apply, ledger),
            partial(closure_queue, ledger, ClosureStatus.RETURNED),
            partial(problem_ids, ledger, self._closed_query()),
        )
        self._closed_reading.forget()
        self._reading.ask(work, partial(self._show_all, done, self._closed_query()))

    def search(self, words: str, done: Callable[[], None]) -> None:
        """Show only what contains these words, of what was read already at once; `done` when all is shown."""
        self._words = words
        self._show_rows()
        if not self._reading.is_running:  # else the rows that come are narrowed by these words
            self._ask_closed(done)

    def _closed_query(self) -> GridQuery:
        return GridQuery(closure=ClosureStatus.CLOSED.value, words=self._words)

    def _ask_closed(self, done: Callable[[], None]) -> None:
        query = self._closed_query()
        work = partial(problem_ids, self._context.ledger, query)
        self._closed_reading.ask(work, partial(self._show_closed, done, query))

    def _show_all(self, done: Callable[[], None], query: GridQuery, found: tuple[Any, ...]) -> None:
        *rows, closed = found
        self._rows = tuple(rows)
        for widget, empty in zip(self._lists(), EMPTY, strict=True):
            (widget.grid if isinstance(widget, ProblemList) else widget).set_empty(empty)
        self._show_rows()
        if query == self._closed_query():
            self._show_closed(done, query, closed)
        else:
            self._ask_closed(done)  # other words were typed meanwhile

    def _show_rows(self) -> None:
        self._is_putting = True
        for queue, rows in zip((self.review, self.ready, self.returned), self._rows, strict=True):
            queue.show_rows(rows, self._words)
        self._is_putting = False
        self._count()

    def _show_closed(self, done: Callable[[], None], query: GridQuery, ids: Sequence[int]) -> None:
        self._is_putting = True
        self.closed.put(query, ids)
        self._is_putting = False
        self._count()
        done()

    def _count(self) -> None:
        models = (self.review.rows_model, self.ready.rows_model, self.returned.rows_model, self.closed.model)
        for number, (title, model) in enumerate(zip(self._titles, models, strict=True)):
            self.tabs.setTabText(number, f"{title} {len(model.ids())}")

    def _tell(self, uid: str) -> None:
        """A person chose a row; rows that are put in choose nothing."""
        if not self._is_putting:
            self.current.emit(uid)

    def show_tab(self, title: str) -> None:
        """Bring a queue into sight."""
        if title in self._titles:
            self.tabs.setCurrentIndex(self._titles.index(title))

    def seek(self, uid: str) -> bool:
        """Bring the queue of a problem into sight and select it there; False when it is in none of the first three."""
        for queue in (self.review, self.ready, self.returned):
            if queue.choose_uid(uid):
                self.tabs.setCurrentWidget(queue)
                return True
        return False

    def current_uid(self) -> str:
        """The chosen problem of the queue in sight, the first one when none was chosen yet."""
        shown = self.tabs.currentWidget()
        grid = self.closed.grid if shown is self.closed else shown
        if isinstance(grid, Grid) and grid.current_id() is None and grid.model().rowCount():
            grid.selectRow(0)
        return self.closed.current_uid() if shown is self.closed else _uid_of(shown)

    def _tab_changed(self, _index: int) -> None:
        self.turned.emit(self.current_uid())


def _uid_of(queue: QWidget | None) -> str:
    return queue.current_uid() if isinstance(queue, QueueList) else ""
