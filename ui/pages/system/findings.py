"""疑点检查: what deserves a second look, where, and why; the problem is one double click away."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QHBoxLayout

from dczg_desktop.domain.findings import Finding, Severity
from dczg_desktop.domain.petition_checks import PETITION, UNIT
from dczg_desktop.services.checks import run_checks
from dczg_desktop.services.grid import GridQuery
from dczg_desktop.services.petitions.listing import PetitionQuery
from ui.context import Context
from ui.models.grid import GridModel
from ui.models.lines import Lines
from ui.pages.work_page import BUSY, WorkPage
from ui.widgets.columns import GridColumn
from ui.widgets.filter_bar import FilterBar
from ui.widgets.grid import Grid
from ui.widgets.words import allow, button, passage

COLUMNS = (
    GridColumn("severity", "轻重", 90, "chip"),
    GridColumn("code", "问题或信访件", 176),
    GridColumn("where", "何处", 170),
    GridColumn("why", "为什么值得再看", 300, "long", sortable=False),
    GridColumn("rule", "规则", 64, secondary=True),
)
SHOWN = {Severity.BLOCK: "严重", Severity.WARN: "注意", Severity.HINT: "提醒"}
"""How a severity is shown; the words have a look of their own."""


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One finding in words; `weight` orders by severity."""

    id: int
    uid: str
    severity: str
    weight: int
    code: str
    where: str
    why: str
    rule: str
    about: str


class FindingsPanel(WorkPage):
    """Runs the checks when asked; a finding is a hint to look, never a verdict."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._found: list[Finding] = []
        self.start_button = button("开始检查(&K)", "primary")
        self.filters = FilterBar()
        self.filters.add_choice("severity", "全部轻重", [(SHOWN[one], one.value) for one in Severity])
        self.filters.add_choice("rule", "全部规则", [])
        self.lines: Lines[FindingLine] = Lines({"severity": "weight"})
        self.model = GridModel(COLUMNS, self.lines.ids, self.lines.rows, self)
        self.grid = Grid(
            "系统-疑点",
            context,
            "还没有检查。点“开始检查”，逐个问题、逐件信访核对日期、材料、进度是否对得上。",
        )
        self.grid.show_model(self.model)
        head = QHBoxLayout()
        head.addWidget(
            passage("疑点只是提示再看一眼，不是结论。双击一行打开那个问题或信访件。", "secondary"), 1
        )
        head.addWidget(self.start_button)
        self.body.insertLayout(0, head)
        self.body.addWidget(self.filters)
        self.body.addWidget(self.grid, 1)
        self.start_button.clicked.connect(self._start)
        self.filters.changed.connect(self._show)
        self.model.counted.connect(self.filters.show_count)
        self.grid.opened.connect(self._open)

    def enable(self) -> None:
        allow(self.start_button, BUSY if self.is_busy else "", "检查全部问题和信访件")

    def show_findings(self, found: list[Finding]) -> None:
        """Show what was found."""
        self._found = found
        self.grid.set_empty("没有发现疑点")
        self.filters.set_options("rule", sorted({one.rule for one in found}))
        self._show(self.filters.values())

    def _start(self) -> None:
        self.run(partial(run_checks, self.context.ledger), "正在检查", self.show_findings)

    def _show(self, chosen: dict[str, str]) -> None:
        weights = list(Severity)
        self.lines.put(
            FindingLine(
                number, one.uid, SHOWN[one.severity], weights.index(one.severity), one.code, one.where, one.why, one.rule,
                one.about,
            )
            for number, one in enumerate(self._found, start=1)
            if chosen["severity"] in {"", one.severity.value} and chosen["rule"] in {"", one.rule}
        )  # fmt: skip
        self.model.reload()

    def _open(self, row_id: int) -> None:
        line = self.lines.get(row_id)
        if line is None:
            return
        if line.about == PETITION:
            self.context.navigate("信访件", PetitionQuery(uids=(line.uid,)))
        elif line.about == UNIT:
            self.context.navigate("信访件", PetitionQuery(unit=line.code))
        else:
            self.context.navigate("整改台账", GridQuery(uids=(line.uid,)))
