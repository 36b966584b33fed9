"""Who answers for what: units or people with their counts, beside the problems of the chosen one."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dczg_desktop.domain.words import DutyRole
from dczg_desktop.services.duties import ResponsibilityRow, responsibility
from dczg_desktop.services.grid import GridQuery
from ui.context import Context
from ui.models.grid import GridModel
from ui.models.lines import Lines
from ui.pages.problem_list import ProblemList
from ui.reading import Reading
from ui.widgets.columns import GridColumn
from ui.widgets.grid import Grid
from ui.widgets.list_detail import ListDetail
from ui.widgets.words import allow, button, passage


@dataclass(frozen=True, slots=True)
class View:
    """One way of looking: its title, what the names are, whose roles count, and what a missing one is given."""

    title: str
    noun: str
    roles: tuple[DutyRole, ...]
    fills: DutyRole


VIEWS = (
    View("按责任单位", "责任单位", (DutyRole.RESPONSIBLE_UNIT, DutyRole.LEAD_UNIT), DutyRole.RESPONSIBLE_UNIT),
    View("按领导", "责任领导", (DutyRole.RESPONSIBLE_LEADER, DutyRole.LEAD_LEADER), DutyRole.RESPONSIBLE_LEADER),
    View("按责任人员", "责任人员", (DutyRole.RESPONSIBLE_PERSON,), DutyRole.RESPONSIBLE_PERSON),
    View("按督导单位", "督导单位", (DutyRole.SUPERVISING_UNIT, DutyRole.ACCEPTING_UNIT), DutyRole.SUPERVISING_UNIT),
)  # fmt: skip


COMPLETE = "齐全"


@dataclass(frozen=True, slots=True)
class HolderLine:
    """One line of the list; `late` and `missing` are the counts in words."""

    id: int
    name: str
    total: int
    open: int
    overdue: int
    behind: int
    closed: int
    late: str
    missing: str


def columns(view: View) -> tuple[GridColumn, ...]:
    """The columns, headed by what the names are."""
    return (
        GridColumn("name", view.noun, 122, "long"),
        GridColumn("total", "问题", 54, "number"),
        GridColumn("open", "未销号", 68, "number"),
        GridColumn("late", "逾期", 104, "chip"),
        GridColumn("behind", "滞后", 54, "number"),
        GridColumn("closed", "已销号", 68, "number"),
        GridColumn("missing", "缺项", 118, sortable=False, secondary=True),
    )


class HoldersPanel(QWidget):
    """`assign_asked` and `print_asked` go to the page; `opened` carries the uid of a problem."""

    opened = Signal(str)
    assign_asked = Signal()
    print_asked = Signal()

    def __init__(self, context: Context, view: View) -> None:
        super().__init__()
        self._context, self.view = context, view
        self._reading, self._wanted = Reading(self, context), ""
        self.lines: Lines[HolderLine] = Lines({"late": "overdue"})
        self.model = GridModel(columns(view), self.lines.ids, self.lines.rows, self)
        self.grid = Grid(f"责任清单-{view.title}", context, f"台账里还没有问题，也就没有{view.noun}")
        self.grid.show_model(self.model)
        self.problems = ProblemList(
            context, "责任清单-问题", f"在左边选一个{view.noun}，这里列出其负责的问题", staffed=True
        )
        self.missing = passage("", "secondary")
        self.problems.body.insertWidget(0, self.missing)
        self.assign_button = button("批量补责任(&B)")
        self.print_button = button("打印这些问题的清单")
        self._lay_out()
        self.grid.chosen.connect(self._show_problems)
        self.problems.opened.connect(self.opened)
        self.problems.chosen.connect(self._enable)
        self.assign_button.clicked.connect(self.assign_asked)
        self.print_button.clicked.connect(self.print_asked)
        self._enable()

    def _lay_out(self) -> None:
        acts = QHBoxLayout()
        acts.addStretch(1)
        acts.addWidget(self.print_button)
        acts.addWidget(self.assign_button)
        self.problems.body.addLayout(acts)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(ListDetail(self._context, self.grid, self.problems, (53, 47)))

    def reload(self) -> None:
        """Read the list again, beside the window, and keep the chosen one; the first is chosen when none was."""
        work = partial(responsibility, self._context.ledger, self.view.roles)
        self._reading.ask(work, self._show_found)

    def _show_found(self, rows: Sequence[ResponsibilityRow]) -> None:
        self.lines.put(self._line(row) for row in rows)
        self.model.reload()
        if self._wanted:
            self.grid.choose(self.lines.number(self._wanted))
            self._wanted = ""
        if self.grid.current_id() is None and (ids := self.model.ids()):
            self.grid.choose(ids[0])
        self._show_problems(self.grid.current_id())

    def choose(self, name: str) -> None:
        """Read the list again and select the line of this name."""
        self._wanted = name
        self.reload()

    def subject(self) -> str:
        """Whose problems are shown."""
        line = self.lines.get(self.grid.current_id())
        return line.name if line else ""

    def _line(self, row: ResponsibilityRow) -> HolderLine:
        missing = "、".join(f"{element} {count}" for element, count in row.missing) or COMPLETE
        late = f"已逾期 {row.overdue}" if row.overdue else ""
        return HolderLine(
            self.lines.number(row.name), row.name, row.total, row.open, row.overdue, row.behind, row.closed, late, missing
        )  # fmt: skip

    def _show_problems(self, row_id: int | None) -> None:
        line = self.lines.get(row_id)
        if line is None:
            self.problems.set_heading(f"{self.view.noun}负责的问题")
            self.missing.hide()
            self.problems.show_query(GridQuery(uids=()))
        else:
            nobody = line.name.startswith("〔")
            words = f"还没有{self.view.noun}的问题" if nobody else f"{line.name}　负责的问题"
            self.problems.set_heading(f"{words}（{line.total}）")
            lacking = "七要素齐全" if line.missing == COMPLETE else f"缺少的要素（问题数）：{line.missing}"
            self.missing.setText(lacking)
            self.missing.show()
            self.problems.show_query(GridQuery(held_by=(line.name, self.view.roles)))
        self._enable()

    def _enable(self) -> None:
        shown = len(self.problems.model.ids())
        picked = len(self.problems.grid.selected_ids())
        which = f"选中的 {picked} 个" if picked else f"列出的 {shown} 个"
        allow(
            self.print_button, "" if shown else "没有可以打印的问题", f"打印列出的 {shown} 个问题的责任清单"
        )
        allow(
            self.assign_button, "" if shown else "没有可以补责任的问题", f"给{which}问题确定责任单位或责任人"
        )
