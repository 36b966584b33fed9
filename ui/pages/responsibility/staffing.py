"""未到人: open problems by how far down they are really staffed."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from dczg_desktop.services.staffing import NOBODY, NOT_RECEIVED, NOT_STAFFED, STAFFED, StaffRow, staffing
from ui.context import Context
from ui.models.grid import GridModel
from ui.models.lines import Lines
from ui.pages.work_page import BUSY, WorkPage
from ui.widgets.columns import GridColumn
from ui.widgets.filter_bar import FilterBar
from ui.widgets.grid import Grid
from ui.widgets.words import allow, button

COLUMNS = (
    GridColumn("standing", "落实", 110, "chip", sortable=False),
    GridColumn("code", "台账编号", 160, sortable=False),
    GridColumn("summary", "问题", 200, "long", sortable=False),
    GridColumn("level", "到哪一级", 76, sortable=False),
    GridColumn("unit", "单位", 150, sortable=False),
    GridColumn("people", "责任人员", 110, sortable=False),
    GridColumn("receipt", "是否收到", 120, sortable=False),
)


@dataclass(frozen=True, slots=True)
class StaffLine:
    """One problem in words."""

    id: int
    uid: str
    standing: str
    code: str
    summary: str
    level: str
    unit: str
    people: str
    receipt: str


class StaffingPanel(WorkPage):
    """`opened` carries the uid of a problem, `assign_asked` goes to the page; `counted` tells how many are not staffed."""

    opened = Signal(str)
    assign_asked = Signal()
    counted = Signal(int)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._rows: list[StaffRow] = []
        self.filters = FilterBar()
        self.filters.add_choice("standing", "全部", (NOBODY, NOT_STAFFED, NOT_RECEIVED, STAFFED))
        self.filters.add_choice("unit", "全部单位", [])
        self.filters.set_values({"standing": NOT_STAFFED})
        self.lines: Lines[StaffLine] = Lines()
        self.model = GridModel(COLUMNS, self.lines.ids, self.lines.rows, self)
        self.grid = Grid("责任清单-未到人", context, "没有这样的问题")
        self.grid.show_model(self.model)
        self.assign_button = button("批量补责任(&B)", "primary")
        self.open_button = button("到台账里看责任链")
        self.body.setContentsMargins(0, 0, 0, 0)
        acts = QHBoxLayout()
        acts.addStretch(1)
        acts.addWidget(self.open_button)
        acts.addWidget(self.assign_button)
        self.body.addWidget(self.filters)
        self.body.addWidget(self.grid, 1)
        self.body.addLayout(acts)
        self.filters.changed.connect(self._show)
        self.model.counted.connect(self.filters.show_count)
        self.grid.opened.connect(self._open)
        self.grid.selectionModel().selectionChanged.connect(lambda *_: self.enable())
        self.open_button.clicked.connect(lambda: self._open(self.grid.current_id()))
        self.assign_button.clicked.connect(self.assign_asked)
        self.enable()

    def reload(self) -> None:
        """Read the chains again, on the worker: a big ledger takes a moment."""
        if not self.is_busy:
            self.run(partial(staffing, self.context.ledger), "正在核对责任链", self._read)

    def uids(self) -> list[str]:
        """The selected problems, all shown when none is selected."""
        return [row.uid for row in self.lines.rows(self.grid.selected_ids() or self.model.ids())]

    def enable(self) -> None:
        none = BUSY if self.is_busy else "" if self.model.ids() else "没有列出的问题"
        allow(self.assign_button, none, "给选中的（没有选中时给列出的全部）问题确定责任人员")
        allow(self.open_button, none or ("" if self.grid.selected_ids() else "先选一个问题"))

    def _read(self, rows: Sequence[StaffRow]) -> None:
        self._rows = list(rows)
        self.filters.set_options("unit", sorted({row.unit for row in rows if row.unit}))
        self.counted.emit(sum(1 for row in rows if row.standing in {NOBODY, NOT_STAFFED}))
        self._show({})

    def _show(self, _values: object) -> None:
        chosen = self.filters.values()
        self.lines.put(
            StaffLine(
                self.lines.number(row.uid), row.uid, row.standing, row.code, row.summary, row.level, row.unit, row.people,
                row.receipt,
            )
            for row in self._rows
            if chosen["standing"] in {"", row.standing} and chosen["unit"] in {"", row.unit}
        )  # fmt: skip
        self.model.reload()
        self.enable()

    def _open(self, row_id: int | None) -> None:
        if line := self.lines.get(row_id):
            self.opened.emit(line.uid)
