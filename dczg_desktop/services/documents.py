"""The printed lists: rows from the ledger into the layouts of `reports`, each with the code of the data state."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from dczg_desktop.base.errors import UserError
from dczg_desktop.base.progress import Tick, no_tick
from dczg_desktop.domain.duties import gaps
from dczg_desktop.domain.entities import Board, Office, Petition
from dczg_desktop.domain.facts import ProblemFacts
from dczg_desktop.domain.words import DutyRole
from dczg_desktop.reports.ledger import write_ledger_pdf
from dczg_desktop.reports.tables import Align, Column, LedgerReport
from dczg_desktop.reports.workbooks import write_ledger_workbook
from dczg_desktop.services.grid import GridQuery, problem_ids, problem_rows
from dczg_desktop.store.facts import load_facts
from dczg_desktop.store.journal import journal_head
from dczg_desktop.store.ledger import Ledger

CENTER, LEFT = Align.CENTER, Align.LEFT


@dataclass(frozen=True, slots=True)
class Printed:
    """A file that was made: pages (0 for a workbook), fonts really used, the print code on it."""

    path: Path
    pages: int
    rows: int
    code: str
    fonts: str


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
                 _c("进展情况", 11), _c("状态", 5, CENTER)), _rectification_list),
    )
}  # fmt: skip
"""The three lists (三清单): three views of one ledger that always agree."""

PETITIONS = "信访件一览表"
PETITION_COLUMNS = (
    _c("序号", 2, CENTER), _c("受理编号", 6, CENTER), _c("交办问题基本情况", 14), _c("行政区域", 4, CENTER), _c("问题类型", 3.5, CENTER),
    _c("调查核实情况", 14), _c("是否属实", 3, CENTER), _c("办结目标", 7), _c("处理和整改情况", 13), _c("是否办结", 3.2, CENTER),
    _c("责任人被处理情况", 5),
)  # fmt: skip


def print_code(session: Session) -> str:
    """The code that stands on every print: the first 16 digits of the journal's head, in fours."""
    head = journal_head(session)[1][:16].upper()
    return " ".join(head[start : start + 4] for start in range(0, 16, 4))


def list_report(ledger: Ledger, name: str, query: GridQuery | None = None, paper: str = "") -> LedgerReport:
    """One of the lists of `FORMS`, or 信访件一览表, over the problems that match. Raises UserError for an unknown name."""
    if name == PETITIONS:
        return _petition_report(ledger, paper)
    if name not in FORMS:
        raise UserError(
            f"没有名为“{name}”的文书。可以打印的有：{'、'.join([*FORMS, PETITIONS, '销号审批表'])}。"
        )
    form = FORMS[name]
    rows = problem_rows(ledger, problem_ids(ledger, query or GridQuery()))
    with ledger.reading() as session:
        facts = load_facts(session, [row.uid for row in rows])
        boards = {board.uid: board for board in session.scalars(select(Board)) if board.uid in facts}
        lines = [
            _Line(n, facts[row.uid], boards[row.uid]) for n, row in enumerate(rows, 1) if row.uid in facts
        ]
        texts = [form.cells(line) for line in lines]
        return _report(ledger, session, form.name, form.columns, texts, paper or form.paper)


def _petition_report(ledger: Ledger, paper: str) -> LedgerReport:
    p = Petition
    with ledger.reading() as session:
        query = select(p.number, p.starred, p.description, p.area, p.category, p.findings, p.substantiated, p.goal, p.result, p.completion,
                       p.accountability).where(~p.hidden, p.voided == "").order_by(p.id)  # fmt: skip
        texts = [
            (str(n), f"{row[0]}{'*' if row[1] else ''}", *row[2:])
            for n, row in enumerate(session.execute(query), start=1)
        ]
        return _report(
            ledger,
            session,
            "群众信访举报转办和边督边改公开情况一览表",
            PETITION_COLUMNS,
            texts,
            paper or "A3",
        )


def _report(
    ledger: Ledger,
    session: Session,
    title: str,
    columns: tuple[Column, ...],
    rows: Sequence[tuple[str, ...]],
    paper: str,
) -> LedgerReport:
    office = session.scalar(select(Office.name).where(Office.uid == ledger.identity.office_uid)) or ""
    return LedgerReport(
        title=title, unit=office, as_of=ledger.today(), columns=columns, rows=rows, paper="A4" if paper == "A4" else "A3",
        code=print_code(session),
    )  # fmt: skip


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
    report = list_report(ledger, name, query, paper)
    if target.suffix.lower() == ".xlsx":
        write_ledger_workbook(report, target, tick)
        return Printed(target, 0, len(report.rows), report.code, "")
    if target.suffix.lower() != ".pdf":
        raise UserError(f"输出文件“{target.name}”的类型不对：请用 .pdf（打印）或 .xlsx（表格）。")
    result = write_ledger_pdf(report, target, tick)
    return Printed(target, result.pages, len(report.rows), report.code, result.fonts.summary())


def day_words(day: date | None) -> str:
    """`2026年11月22日`, or nothing."""
    return f"{day.year}年{day.month}月{day.day}日" if day else ""
