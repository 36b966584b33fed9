"""A short grid of problems under a heading, as other pages show the ones behind a number."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal

from dczg_desktop.services.grid import GridQuery, GridRow, problem_ids, problem_rows, uids_of
from dczg_desktop.services.staffing import staffed_rows
from ui.context import Context
from ui.models.grid import GridModel, Order
from ui.widgets.cards import SectionCard
from ui.widgets.columns import GridColumn
from ui.widgets.grid import Grid

COLUMNS = (
    GridColumn("code", "台账编号", 146),
    GridColumn("summary", "问题", 110, "long", sortable=False),
    GridColumn("progress_status", "进度", 160, "chip"),
    GridColumn("due", "时限", 104, "date", secondary=True),
    GridColumn("closure_status", "销号", 100, "chip", secondary=True),
)
STAFFED = (*COLUMNS[:2], GridColumn("standing", "落实", 96, "chip", sortable=False), *COLUMNS[2:])
"""The same with how far down each problem is staffed."""


class ProblemList(SectionCard):
    """Shows the problems of a query, when `staffed` each with how far down it is staffed.

    `opened` carries the uid of a problem on Enter or double click, `current` that of the current
    row; `chosen` tells that the selection changed.
    """

    opened = Signal(str)
    current = Signal(str)
    chosen = Signal()

    def __init__(
        self, context: Context, name: str, empty: str, *, framed: bool = True, staffed: bool = False
    ) -> None:
        super().__init__()
        self._context = context
        self.query = GridQuery(uids=())
        columns, rows = (STAFFED, staffed_rows) if staffed else (COLUMNS, problem_rows)
        self.model = GridModel(columns, self._ids, partial(rows, context.ledger), self)
        self.grid = Grid(name, context, empty)
        self.grid.show_model(self.model)
        self.body.addWidget(self.grid, 1)
        layout = self.layout()
        if not framed and layout is not None:
            self.setProperty("ground", None)
            layout.setContentsMargins(0, 0, 0, 0)
        self.model.failed.connect(partial(context.show_error, self))
        self.grid.opened.connect(lambda: self.opened.emit(self.current_uid()))
        self.grid.chosen.connect(lambda: self.current.emit(self.current_uid()))
        self.grid.selectionModel().selectionChanged.connect(self._chosen)

    def show_query(self, query: GridQuery) -> None:
        """Show the problems that match."""
        self.query = query
        self.model.show(query)

    def put(self, query: GridQuery, ids: Sequence[int]) -> None:
        """Show the problems of a query that was answered elsewhere; in another order than the usual one it is asked anew."""
        self.query = query
        if self.model.order is None:
            self.model.put(query, ids, {})
        else:
            self.model.show(query)

    def uids(self) -> list[str]:
        """Problems that are selected, all shown when none is."""
        return uids_of(self._context.ledger, self.grid.selected_ids() or self.model.ids())

    def current_uid(self) -> str:
        """The problem of the current row, '' when there is none."""
        index = self.grid.currentIndex()
        row = self.model.row_at(index.row()) if index.isValid() else None
        return row.uid if isinstance(row, GridRow) else ""

    def _ids(self, query: GridQuery, order: Order | None) -> Sequence[int]:
        if order is not None:
            query = query.narrowed(sort=order.key, descending=order.descending)
        return problem_ids(self._context.ledger, query)

    def _chosen(self) -> None:
        self.chosen.emit()
