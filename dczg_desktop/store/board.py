"""Keeps the board: one narrow computed line a problem. Nothing here is typed by anybody; it can be rebuilt any time."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any, cast

from sqlalchemy import ColumnElement, Table, and_, delete, insert, or_, select, union_all
from sqlalchemy.orm import Session

from dczg_desktop.base.progress import Tick, no_tick
from dczg_desktop.base.text import excerpt
from dczg_desktop.domain import entities as e
from dczg_desktop.domain.closure import closure_status, last_case
from dczg_desktop.domain.duties import gaps, gaps_mask
from dczg_desktop.domain.facts import DutyFacts, ProblemFacts
from dczg_desktop.domain.procedures import Procedure
from dczg_desktop.domain.schedule import percent_done, progress_status
from dczg_desktop.domain.words import ClosureStatus, DutyRole, ProgressStatus
from dczg_desktop.store.among import UIDS, Question, among, listed
from dczg_desktop.store.facts import CHUNK, chunks, load_facts
from dczg_desktop.store.procedures import procedures

BOARD = cast("Table", e.Board.__table__)
UNIT = (DutyRole.RESPONSIBLE_UNIT, DutyRole.LEAD_UNIT)
LEADER = (DutyRole.RESPONSIBLE_LEADER, DutyRole.LEAD_LEADER)
SUPERVISOR = (DutyRole.SUPERVISING_UNIT, DutyRole.ACCEPTING_UNIT)


_problem, _source, _number, _meta = (
    entity.__table__.c for entity in (e.Problem, e.Source, e.ProblemSource, e.Meta)
)
_HEADS = Question(
    select(
        _problem.uid, _problem.area, _problem.category, _problem.source_uid, _problem.disputed, _problem.id
    ).where(among(_problem.uid))
)
_SOURCES = Question(select(_source.uid, _source.name, _source.round).where(among(_source.uid)))
_NUMBERS = Question(
    select(_number.problem_uid, _number.number, _number.starred)
    .where(among(_number.problem_uid), _number.voided == "", ~_number.hidden)
    .order_by(_number.id.desc())
)
_DISPUTES = Question(
    union_all(
        *(
            select(child.c.problem_uid, child.c.disputed).where(
                among(child.c.problem_uid), child.c.disputed > 0, ~child.c.hidden
            )
            for child in (
                one.__table__ for one in (e.Duty, e.Measure, e.Milestone, e.ProblemSource, e.Objection)
            )
        )
    )
)
_OUR_OFFICE = select(_meta.value).where(_meta.key == "office_uid")
_DELETE = delete(BOARD).where(among(BOARD.c.uid))


def refresh(session: Session, uids: Collection[str], today: date, tick: Tick = no_tick) -> None:
    """Compute the lines of these problems anew; uids of other records are passed over."""
    known = procedures()
    for done, part in enumerate(chunks(sorted(uids))):
        tick(done * CHUNK, len(uids))
        facts = load_facts(session, part)
        rows = _rows(session, facts, today, known) if facts else []
        session.execute(_DELETE, {UIDS: listed(part)})
        if rows:
            session.execute(insert(BOARD), rows)


def refresh_day(session: Session, since: date | None, today: date) -> int:
    """Compute anew what a new day may change: open problems with a date passed since the last time, or paced by time."""
    query = select(e.Board.uid).where(e.Board.closure_status != ClosureStatus.CLOSED, ~e.Board.voided)
    if since is not None:
        crossed = [e.Board.due.between(since, today), _paced_by_time()]
        for child in (e.Measure, e.Milestone):
            dated = select(child.problem_uid).where(child.due.between(since, today))
            crossed.append(e.Board.uid.in_(dated))
        query = query.where(or_(*crossed))
    uids = list(session.scalars(query))
    refresh(session, uids, today)
    return len(uids)


def _paced_by_time() -> ColumnElement[bool]:
    """Work under way without a dated step: it falls behind as days go by (`domain.schedule.percent_expected`)."""
    moving = e.Board.progress_status.in_((ProgressStatus.ON_SCHEDULE, ProgressStatus.AHEAD))
    undated = [
        e.Board.uid.not_in(
            select(child.problem_uid).where(child.due.is_not(None), child.voided == "", ~child.hidden)
        )
        for child in (e.Measure, e.Milestone)
    ]
    return and_(moving, e.Board.due.is_not(None), *undated)


def _lookup(session: Session, question: Question, uids: Iterable[str]) -> dict[str, tuple[Any, ...]]:
    return {row[0]: tuple(row[1:]) for row in question.rows(session, listed(uids))}


def _rows(
    session: Session, facts: dict[str, ProblemFacts], today: date, known: dict[str, Procedure]
) -> list[dict[str, Any]]:
    heads = _lookup(session, _HEADS, facts)
    sources = _lookup(session, _SOURCES, {head[2] for head in heads.values()})
    numbers: dict[str, str] = {}
    for uid, number, starred in _NUMBERS.rows(session, listed(facts)):
        numbers[uid] = number + ("*" if starred else "")
    disputes = _child_disputes(session, facts)
    ours = session.scalar(_OUR_OFFICE) or ""
    rows = []
    for uid, problem in facts.items():
        area, category, source_uid, disputed, row = heads[uid]
        source, round_ = sources.get(source_uid, ("", ""))
        rows.append(
            _computed(problem, today, known, ours)
            | {"id": row, "number": numbers.get(uid, ""), "source_uid": source_uid, "source": source, "round": round_, "area": area,
               "category": category, "disputed": disputed + disputes.get(uid, 0)}
        )  # fmt: skip
    return rows


def _child_disputes(session: Session, uids: Iterable[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for uid, disputed in _DISPUTES.rows(session, listed(uids)):
        counts[uid] = counts.get(uid, 0) + disputed
    return counts


def _unit(problem: ProblemFacts, ours: str) -> DutyFacts | None:
    """The unit this office looks to: of a problem from above, the one it was passed on to; else the first named."""
    units = problem.named(*UNIT)
    passed_on = [duty for duty in units if duty.office_uid != ours]
    if problem.issuer_uid != ours and len(passed_on) < len(units) and passed_on:
        return passed_on[-1]
    return units[0] if units else None


def _computed(problem: ProblemFacts, today: date, known: dict[str, Procedure], ours: str) -> dict[str, Any]:
    deadline, first = problem.deadline(), problem.first_deadline()
    unit = _unit(problem, ours)
    case = last_case(problem)
    procedure = known.get(case[0].procedure if case else "", known["通用"])
    return {
        "uid": problem.uid,
        "code": problem.code,
        "unit_uid": unit.office_uid if unit else "",
        "unit": unit.name if unit else "",
        "leader": "、".join(duty.name for duty in problem.named(*LEADER)),
        "supervisor": "、".join(duty.name for duty in problem.named(*SUPERVISOR)),
        "due": deadline.due if deadline else None,
        "first_due": first.due if first else None,
        "long_term": bool(deadline and deadline.long_term),
        "deadline": deadline.raw if deadline else "",
        "progress_status": progress_status(problem, today),
        "closure_status": closure_status(case, procedure),
        "percent": percent_done(problem),
        "measures": len(problem.measures),
        "measures_done": sum(1 for measure in problem.measures if measure.done_on),
        "evidence": len(problem.evidence),
        "gaps": gaps_mask(gaps(problem)),
        "voided": bool(problem.voided),
        "summary": excerpt(problem.description, 160),
    }
