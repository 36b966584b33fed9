"""The columns of the grid, and how a problem becomes a line of words."""

from dataclasses import dataclass

from dczg_desktop.base.text import excerpt
from dczg_desktop.domain.words import ClosureStatus
from dczg_desktop.services.grid import GridRow
from ui.widgets.columns import GridColumn

GAP = "　"
"""Between the deadline and its remark in one cell."""

COLUMNS = (
    GridColumn("code", "编号", 98),
    GridColumn("summary", "问题", 190, "long"),
    GridColumn("unit", "责任单位", 98),
    GridColumn("due", "期限", 130),
    GridColumn("progress_status", "进度", 150, "chip"),
    GridColumn("closure_status", "销号", 92, "chip", secondary=True),
    GridColumn("percent", "完成", 70, "percent", secondary=True),
    GridColumn("leader", "责任领导", 84, secondary=True),
    GridColumn("number", "外部编号", 132, secondary=True),
    GridColumn("evidence", "佐证", 58, "number", secondary=True),
    GridColumn("source", "来源", 140, secondary=True),
    GridColumn("area", "属地", 90, secondary=True),
)
"""In the order of importance: where the window is narrow the last ones disappear first."""


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One line of the grid, in words; `uid` names the problem."""

    id: int
    uid: str
    code: str
    summary: str
    unit: str
    due: str
    progress_status: str
    closure_status: str
    percent: int
    leader: str
    number: str
    evidence: int
    source: str
    area: str


def remark_on_due(row: GridRow, soon: int = 30) -> str:
    """`已逾期 3 天`, `即将到期 5 天`, `长期坚持`, `期限不明`, `无时限`; '' when there is nothing to remark."""
    if row.closure_status is ClosureStatus.CLOSED:
        return ""
    days = row.overdue_days
    if days is None:
        return "长期坚持" if row.long_term else "期限不明" if row.deadline else "无时限"
    if days > 0:
        return f"已逾期 {days} 天"
    return f"即将到期 {-days} 天" if -days <= soon else ""


def shown_remark(remark: str) -> str:
    """A remark as it is read: `即将到期 5 天` becomes `还有 5 天`."""
    if remark == "即将到期 0 天":
        return "今天到期"
    return remark.replace("即将到期", "还有")


def due_words(row: GridRow, soon: int = 30) -> str:
    """The deadline and its remark, as the cell of the grid shows them."""
    remark = remark_on_due(row, soon)
    day = row.due.isoformat() if row.due else excerpt(row.deadline, 20)
    if day == remark:
        return remark
    return GAP.join(part for part in (day, remark) if part)


def line_of(row: GridRow, soon: int = 30) -> LedgerLine:
    """A row of the ledger as the grid shows it."""
    return LedgerLine(
        id=row.id,
        uid=row.uid,
        code=row.code,
        summary=row.summary,
        unit=row.unit or "〔未明确〕",
        due=due_words(row, soon),
        progress_status=row.progress_status.value,
        closure_status="已作废" if row.voided else row.closure_status.value,
        percent=row.percent,
        leader=row.leader,
        number=row.number,
        evidence=row.evidence,
        source=row.source,
        area=row.area,
    )
