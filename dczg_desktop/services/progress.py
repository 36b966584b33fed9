"""Progress reports: one office's word for one period; a correction is a new report that replaces the old."""

import re
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from dczg_desktop.base.errors import UserError
from dczg_desktop.base.text import clean
from dczg_desktop.domain.entities import Measure, Progress
from dczg_desktop.services.problems import opened
from dczg_desktop.store.ledger import Ledger, require_user

_PERIOD = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True)
class Report:
    """A report as typed. `percent` 0–100 or None; `finished` are measures that this report declares done."""

    period: str
    text: str
    percent: int | None = None
    obstacle: str = ""
    next_step: str = ""
    finished: tuple[str, ...] = ()


def period_of(day: date) -> str:
    """The monthly period a day belongs to: `2026-10`."""
    return f"{day:%Y-%m}"


def refuse_bad(report: Report) -> None:
    """Raise UserError for a report that says nothing, an impossible period or percentage."""
    if not clean(report.text):
        raise UserError("进展内容不能为空，没有保存。请写明本期做了什么。")
    if not _PERIOD.fullmatch(report.period):
        raise UserError(f"调度期“{report.period}”不对，没有保存。请写成 2026-10 这样的年月。")
    if report.percent is not None and not 0 <= report.percent <= 100:
        raise UserError(f"完成比例 {report.percent}% 不在 0–100 之间，没有保存。")


def report_progress(ledger: Ledger, problem_uid: str, report: Report) -> str:
    """File a report; one of the same office and period is replaced by it and stays on record. Returns its uid.

    Measures named in `report.finished` get today as the day they were finished. Raises UserError as `refuse_bad`.
    """
    refuse_bad(report)
    with ledger.transaction("填报进展") as (session, act):
        require_user(session, ledger.user_uid)
        problem = opened(session, problem_uid)
        act.title = f"{problem.code}：{report.period}"
        before = session.scalar(
            select(Progress.uid)
            .where(
                Progress.problem_uid == problem_uid,
                Progress.period == report.period,
                Progress.office_uid == act.office_uid,
                ~Progress.hidden,
            )
            .order_by(Progress.id.desc())
            .limit(1)
        )
        made = Progress(
            problem_uid=problem_uid,
            period=report.period,
            text=clean(report.text),
            percent=report.percent,
            obstacle=clean(report.obstacle),
            next_step=clean(report.next_step),
            replaces=before or "",
        )
        session.add(made)
        declared = select(Measure).where(
            Measure.uid.in_(report.finished), Measure.problem_uid == problem_uid, Measure.voided == ""
        )
        for measure in session.scalars(declared):
            if measure.done_on is None:
                measure.done_on = ledger.today()
                measure.result = measure.result or f"据 {report.period} 进展报告"
        session.flush()
        return made.uid


def unfinished_measures(ledger: Ledger, problem_uid: str) -> list[tuple[str, str]]:
    """(uid, text) of the measures of a problem that carry no finishing day."""
    with ledger.reading() as session:
        query = select(Measure.uid, Measure.text).where(
            Measure.problem_uid == problem_uid,
            Measure.done_on.is_(None),
            Measure.voided == "",
            ~Measure.hidden,
        )
        return [(row.uid, row.text) for row in session.execute(query.order_by(Measure.position))]
