"""七要素缺项: every open problem whose responsibility chain has a hole, and what fills it."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dczg_desktop.domain.words import DutyRole
from dczg_desktop.services.duties import GapRow, incomplete
from ui.context import Context
from ui.models.grid import GridModel
from ui.models.lines import Lines
from ui.reading import Reading
from ui.widgets.columns import GridColumn
from ui.widgets.filter_bar import FilterBar
from ui.widgets.grid import Grid
from ui.widgets.words import allow, button

COLUMNS = (
    GridColumn("code", "台账编号", 160),
    GridColumn("unit", "责任单位", 180),
    GridColumn("summary", "问题", 200, "long", sortable=False),
    GridColumn("missing", "缺少的要素", 300),
)

BY_DUTY = {
    "责任单位": DutyRole.RESPONSIBLE_UNIT,
    "责任领导": DutyRole.RESPONSIBLE_LEADER,
    "责任人员": DutyRole.RESPONSIBLE_PERSON,
    "督导单位": DutyRole.SUPERVISING_UNIT,
}
"""Elements that an assignment fills; the others are written in the problem itself."""

ELEMENTS = ("整改目标", "整改时限", *BY_DUTY, "整改措施")


@dataclass(frozen=True, slots=True)
class GapLine:
    """One problem with what it lacks, in words."""

    id: int
    uid: str
    code: str
    unit: str
    summary: str
    missing: str


class GapsPanel(QWidget):
    """`assign_asked` and `print_asked` go to the page; `opened` carries the uid of a problem."""

    opened = Signal(str)
    assign_asked = Signal()
    print_asked = Signal()
    counted = Signal(int)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._rows: list[GapRow] = []
        self._reading = Reading(self, context)
        self.filters = FilterBar()
        self.filters.add_choice("element", "缺任何一项", [(f"缺{name}", name) for name in ELEMENTS])
        self.filters.add_choice("unit", "全部单位", [])
        self.lines: Lines[GapLine] = Lines()
        self.model = GridModel(COLUMNS, self.lines.ids, self.lines.rows, self)
        self.grid = Grid("责任清单-缺项", context, "七要素都齐全，没有要补的")
        self.grid.show_model(self.model)
        self.assign_button = button("批量补责任(&B)", "primary")
        self.open_button = button("到台账里补充")
        self.print_button = button("打印缺项清单")
        self._lay_out()
        self.filters.changed.connect(self._show)
        self.model.counted.connect(self.filters.show_count)
        self.grid.opened.connect(self._open)
        self.grid.selectionModel().selectionChanged.connect(self._enable)
        self.open_button.clicked.connect(lambda: self._open(self.grid.current_id()))
        self.assign_button.clicked.connect(self.assign_asked)
        self.print_button.clicked.connect(self.print_asked)

    def _lay_out(self) -> None:
        acts = QHBoxLayout()
        acts.addStretch(1)
        for act in (self.print_button, self.open_button, self.assign_button):
            acts.addWidget(act)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self.filters)
        layout.addWidget(self.grid, 1)
        layout.addLayout(acts)

    def reload(self) -> None:
        """Read the list again, beside the window."""
        self._reading.ask(partial(incomplete, self._context.ledger), self._show_found)

    def _show_found(self, rows: list[GapRow]) -> None:
        self._rows = rows
        self.filters.set_options("unit", sorted({row.unit or "〔空〕" for row in self._rows}))
        self.counted.emit(len(self._rows))
        self._show(self.filters.values())

    def uids(self) -> list[str]:
        """The selected problems, all shown when none is selected."""
        rows = self.lines.rows(self.grid.selected_ids() or self.model.ids())
        return [row.uid for row in rows]

    def shown_uids(self) -> tuple[str, ...]:
        """All shown problems."""
        return tuple(row.uid for row in self.lines.rows(self.model.ids()))

    def fills(self) -> DutyRole:
        """The role that the chosen element asks for."""
        return BY_DUTY.get(self.filters.values()["element"], DutyRole.RESPONSIBLE_UNIT)

    def _show(self, chosen: dict[str, str]) -> None:
        self.lines.put(
            GapLine(
                self.lines.number(row.uid), row.uid, row.code, row.unit, row.summary, "、".join(row.missing)
            )
            for row in self._rows
            if (not chosen["element"] or chosen["element"] in row.missing)
            and (not chosen["unit"] or chosen["unit"] == (row.unit or "〔空〕"))
        )
        self.model.reload()
        self._enable()

    def _open(self, row_id: int | None) -> None:
        if line := self.lines.get(row_id):
            self.opened.emit(line.uid)

    def _enable(self) -> None:
        shown, picked = len(self.model.ids()), len(self.grid.selected_ids())
        which = f"选中的 {picked} 个" if picked else f"列出的 {shown} 个"
        none = "" if shown else "没有缺项的问题"
        allow(self.assign_button, none, f"给{which}问题确定责任单位或责任人")
        allow(self.print_button, none, f"打印列出的 {shown} 个问题的责任清单，供各单位补正")
        allow(self.open_button, "" if picked else "先选一个问题", "整改目标、时限、措施在整改台账里填写")
