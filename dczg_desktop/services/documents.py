"""The printed lists: rows from the ledger into the layouts of `reports`, each with the code of the data state."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from dczg_desktop.base.errors import UserError
from dczg_desktop.base.progress import Tick, no_tick
from dczg_desktop.domain.duties import gaps
from dczg_desktop.domain.entities import Board
from dczg_desktop.domain.facts import ProblemFacts
from dczg_desktop.domain.words import DutyRole
from dczg_desktop.reports.tables import Align, Column, LedgerReport
from dczg_desktop.services.grid import GridQuery, problem_ids, problem_rows
from dczg_desktop.services.petitions import printing as petition_print
from dczg_desktop.services.printed import Printed, day_words, print_code, report_of, write_report
from dczg_desktop.store.facts import load_facts
from dczg_desktop.store.ledger import Ledger

__all__ = [
    "DOCUMENTS",
    "FORMS",
    "PETITIONS",
    "Printed",
    "day_words",
    "list_report",
    "print_code",
    "print_list",
]

CENTER, LEFT = Align.CENTER, Align.LEFT


@dataclass(frozen=True, slots=True)
class _Line:
    """One problem with its computed line, for making a row."""

    position: int
    facts: ProblemFacts
    board: Board


Cells = Callable[[_Line], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class ListForm:
    """A list that can be printed: title, columns, and how a problem becomes a row."""

    name: str
    columns: tuple[Column, ...]
    cells: Cells
    paper: str = "A3"


def _named(line: _Line, *roles: DutyRole) -> str:
    duties = line.facts.named(*roles)
    if len(roles) == 1:
        return "\n".join(f"{duty.name}{f'（{duty.post}）' if duty.post else ''}" for duty in duties)
    return "\n".join(
        duty.name if duty.role is roles[0] else f"{duty.name}（{duty.role[:2]}）" for duty in duties
    )


UNITS = (DutyRole.RESPONSIBLE_UNIT, DutyRole.LEAD_UNIT, DutyRole.SUPPORTING_UNIT)
SUPERVISORS = (DutyRole.SUPERVISING_UNIT, DutyRole.ACCEPTING_UNIT)
LEADERS = (DutyRole.RESPONSIBLE_LEADER, DutyRole.LEAD_LEADER)


def _number(line: _Line) -> str:
    return line.board.number or line.board.code


def _deadline(line: _Line) -> str:
    """The deadline in force; when it was changed, the first one stands beside it for good."""
    now, first = line.facts.deadline(), line.facts.first_deadline()
    if now is None or first is None:
        return ""
    return now.raw if now == first else f"{now.raw}\n（原定：{first.raw}）"


def _measures(line: _Line) -> str:
    if not line.facts.measures:
        return line.facts.plan
    return "\n".join(measure.text for measure in line.facts.measures)


def _progress(line: _Line) -> str:
    if not line.facts.progress:
        return ""
    last = line.facts.progress[-1]
    return f"〔{last.period}〕{last.text}" if last.period else last.text


def _problem_list(line: _Line) -> tuple[str, ...]:
    b = line.board
    return (str(line.position), _number(line), b.source, line.facts.description, b.area, b.category, _named(line, *UNITS),
            _deadline(line), b.progress_status.value, b.closure_status.value)  # fmt: skip


def _duty_list(line: _Line) -> tuple[str, ...]:
    return (str(line.position), _number(line), line.facts.description, _named(line, *UNITS), _named(line, *LEADERS),
            _named(line, DutyRole.RESPONSIBLE_PERSON), _named(line, *SUPERVISORS), _deadline(line),
            "、".join(gaps(line.facts)) or "齐全")  # fmt: skip


def _rectification_list(line: _Line) -> tuple[str, ...]:
    b = line.board
    return (str(line.position), _number(line), line.facts.description, line.facts.goal, _measures(line), _deadline(line),
            _named(line, *UNITS), _named(line, *LEADERS), _named(line, DutyRole.RESPONSIBLE_PERSON),
            _named(line, *SUPERVISORS), _progress(line), f"{b.progress_status.value}\n{b.closure_status.value}")  # fmt: skip


def _c(heading: str, weight: float, align: Align = LEFT) -> Column:
    return Column(heading, weight, align)


FORMS: dict[str, ListForm] = {
    form.name: form
    for form in (
        ListForm("问题清单", (_c("序号", 2, CENTER), _c("问题编号", 6, CENTER), _c("问题来源", 7), _c("问题描述", 22), _c("属地", 4, CENTER),
                 _c("类别", 3.5, CENTER), _c("责任单位", 7), _c("整改时限", 6), _c("进度", 6, CENTER), _c("销号", 4, CENTER)), _problem_list),
        ListForm("责任清单", (_c("序号", 2, CENTER), _c("问题编号", 6, CENTER), _c("问题描述", 20), _c("责任单位", 8), _c("责任领导", 5, CENTER),
                 _c("责任人员", 5, CENTER), _c("督导（验收）单位", 7), _c("整改时限", 6), _c("七要素缺项", 5, CENTER)), _duty_list),
        ListForm("整改清单", (_c("序号", 1.8, CENTER), _c("问题编号", 5, CENTER), _c("问题描述", 13), _c("整改目标", 8), _c("整改措施", 14),
                 _c("整改时限", 5), _c("责任单位", 5.5), _c("责任领导", 3.6, CENTER), _c("责任人员", 3.6, CENTER), _c("督导单位", 5),
                 _c("进展情况", 11), _c("状态", 6, CENTER)), _rectification_list),
    )
}  # fmt: skip
"""The three lists (三清单): three views of one ledger that always agree."""

PETITIONS = petition_print.ROUND_THREE

DOCUMENTS = (*FORMS, *petition_print.PRINTS)
"""Every list that can be printed by its name."""


def list_report(ledger: Ledger, name: str, query: GridQuery | None = None, paper: str = "") -> LedgerReport:
    """One of the lists of `DOCUMENTS` over the problems that match. Raises UserError for an unknown name."""
    if name in petition_print.PRINTS:
        return petition_print.petition_report(ledger, name, paper=paper)
    if name not in FORMS:
        raise UserError(f"没有名为“{name}”的清单。")
    form = FORMS[name]
    rows = problem_rows(ledger, problem_ids(ledger, query or GridQuery()))
    with ledger.reading() as session:
        facts = load_facts(session, [row.uid for row in rows])
        boards = {board.uid: board for board in session.scalars(select(Board)) if board.uid in facts}
        lines = [
            _Line(n, facts[row.uid], boards[row.uid]) for n, row in enumerate(rows, 1) if row.uid in facts
        ]
        texts = [form.cells(line) for line in lines]
        return report_of(ledger, session, form.name, form.columns, texts, paper or form.paper)


def print_list(
    ledger: Ledger,
    name: str,
    target: Path,
    query: GridQuery | None = None,
    paper: str = "",
    tick: Tick = no_tick,
) -> Printed:
    """Write a list as PDF or, when `target` ends in .xlsx, as a printable workbook.

    Raises UserError: unknown list, other suffix, the disk refuses or the file is open.
    """
    return write_report(list_report(ledger, name, query, paper), target, tick)
