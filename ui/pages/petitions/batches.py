"""Tab 批次: every batch with what it should have, has and misses, and how far it is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from dczg_desktop.services.petitions.batches import BatchRow, announce_batch, batches
from dczg_desktop.services.petitions.listing import (
    CLOSED,
    COMPLETED,
    EMPTY,
    IN_REVIEW,
    STAGED,
    UNFINISHED,
    PetitionQuery,
)
from dczg_desktop.services.petitions.printing import BATCHES
from ui.context import Context
from ui.dialogs.batch import BatchAnswer, BatchDialog
from ui.models.grid import GridModel
from ui.models.lines import Lines
from ui.pages.acting import attempt
from ui.reading import Reading
from ui.widgets.columns import GridColumn
from ui.widgets.grid import Grid
from ui.widgets.page import Page
from ui.widgets.words import allow, button, passage

COLUMNS = (
    GridColumn("name", "批次", 84),
    GridColumn("source", "来源", 150, "long", secondary=True),
    GridColumn("handed_on", "交办日期", 104, "date"),
    GridColumn("expected", "应有", 60, "number"),
    GridColumn("total", "已有", 60, "number"),
    GridColumn("gap", "缺号和出入", 170),
    GridColumn("completed", "已办结", 72, "number"),
    GridColumn("staged", "阶段性办结", 96, "number"),
    GridColumn("unfinished", "未办结", 72, "number"),
    GridColumn("closed", "已验收销号", 96, "number"),
    GridColumn("in_review", "验收中", 72, "number"),
)

COUNTED: dict[str, dict[str, str]] = {
    "completed": {"completion": COMPLETED},
    "staged": {"completion": STAGED},
    "unfinished": {"completion": UNFINISHED},
    "closed": {"closure": CLOSED},
    "in_review": {"closure": IN_REVIEW},
}
"""What a number of the table counts."""


@dataclass(frozen=True, slots=True)
class BatchLine:
    """One batch for the grid; `row` is the whole."""

    id: int
    name: str
    order: int
    source: str
    handed_on: object
    expected: int | None
    total: int
    gap: str
    completed: int
    staged: int
    unfinished: int
    closed: int
    in_review: int
    row: BatchRow


class BatchesPanel(Page):
    """`rows_asked` carries the query of a batch whose petitions are wanted."""

    rows_asked = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.ask_batch = BatchDialog.ask
        self._reading = Reading(self, context)
        self.announce_button, self.print_button = button("登记批次(&N)"), button("打印批次表(&T)")
        self.lines: Lines[BatchLine] = Lines({"name": "order"})
        self.model = GridModel(COLUMNS, self.lines.ids, self.lines.rows, self)
        self.grid = Grid("信访件-批次", context, "还没有批次。导入带批次的一览表，或点“登记批次”。")
        self.grid.show_model(self.model)
        head = QHBoxLayout()
        head.addWidget(
            passage(
                "双击一行打开该批的信访件，双击数字只打开它数到的。“登记批次”写明交办日期和应有件数，缺号按表内序号算。",
                "secondary",
            ),
            1,
        )
        head.addWidget(self.print_button)
        head.addWidget(self.announce_button)
        self.body.setContentsMargins(10, 10, 10, 10)
        self.body.addLayout(head)
        self.body.addWidget(self.grid, 1)
        self.grid.opened.connect(self._open)
        self.announce_button.clicked.connect(self._announce)
        self.print_button.clicked.connect(lambda: self.context.navigate("打印中心", BATCHES))

    def reload(self) -> None:
        self._reading.ask(partial(batches, self.context.ledger), self._show_found)

    def _show_found(self, found: Sequence[BatchRow]) -> None:
        self.lines.put(_line(row) for row in found)
        self.model.reload()
        allow(self.print_button, "" if found else "还没有批次")

    def _open(self, row_id: int) -> None:
        """The petitions of the batch; from a number only those it counts."""
        if line := self.lines.get(row_id):
            column = self.model.columns[max(0, self.grid.currentIndex().column())].key
            query = PetitionQuery(source=line.row.source_uid or EMPTY, batch=line.row.name or EMPTY)
            self.rows_asked.emit(query.narrowed(**COUNTED.get(column, {})))

    def _announce(self) -> None:
        line = self.lines.get(self.grid.current_id())
        row = line.row if line else None
        save = announcing(self.context, row.source_uid if row else "")
        self.ask_batch(self, row.name if row else "", row, save)


def announcing(context: Context, source_uid: str) -> Callable[[BatchAnswer], str]:
    """What a covering letter says, written down for a batch of this source."""

    def save(one: BatchAnswer) -> str:
        act = partial(
            announce_batch, context.ledger, one.name, source_uid, one.handed_on, one.expected, one.remark
        )
        return attempt(context, act, lambda name: f"已登记{name}。")

    return save


def _line(row: BatchRow) -> BatchLine:
    counts = row.counts
    gap = (
        row.gap_words.partition("件，")[2].partition("，")[2]
        if row.expected is not None
        else row.gap_words.partition("，")[2].partition("，")[2]
    )
    return BatchLine(
        row.id, row.name or EMPTY, row.id, row.source, row.handed_on, row.expected, counts.total, gap, counts.completed,
        counts.staged, counts.unfinished, counts.closed, counts.in_review, row,
    )  # fmt: skip
