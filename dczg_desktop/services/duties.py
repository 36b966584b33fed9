"""Responsibility: assigning problems to units and people, and who answers for what."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import Session

from dczg_desktop.base.errors import UserError
from dczg_desktop.base.text import clean, folded
from dczg_desktop.domain.duties import ELEMENTS, gaps_of
from dczg_desktop.domain.entities import Board, ChangeSet, Duty, Office, Person
from dczg_desktop.domain.words import UNIT_ROLES, ClosureStatus, DutyRole, ProgressStatus
from dczg_desktop.services.problems import opened
from dczg_desktop.store.ledger import Ledger, require_user

SINGLE = frozenset({DutyRole.RESPONSIBLE_UNIT, DutyRole.SUPERVISING_UNIT, DutyRole.ACCEPTING_UNIT})


@dataclass(frozen=True, slots=True)
class Assigned:
    """What an assignment did: problems touched, and whether the unit is known as an office of the directory."""

    problems: int
    unit: str
    known: bool


_office = Office.__table__.c
_OFFICES = select(_office.uid, _office.name, _office.code).where(_office.voided == "", ~_office.hidden)


def office_named(session: Session, name: str) -> tuple[str, str]:
    """(uid, full name) of the office with this name or code, ('', name) when the directory has none."""
    wanted = folded(name)
    for uid, full, code in session.execute(_OFFICES):
        if wanted in {folded(full), folded(code)}:
            return str(uid), str(full)
    return "", clean(name)


def assign(
    ledger: Ledger, uids: Sequence[str], name: str, role: DutyRole = DutyRole.RESPONSIBLE_UNIT, post: str = ""
) -> Assigned:
    """Give `role` for all of these problems to a unit or person, in one act.

    A responsible, supervising or accepting unit replaces the one this office had named before, whose duty ends today
    and stays on record; what another office assigned stays beside it (each level's assignment is its own record).
    Other roles are added. Raises UserError: empty name, closed or void problem.
    """
    if not clean(name):
        raise UserError("请填写要交办的单位或人员名称。")
    with ledger.transaction("交办", f"{role}：{clean(name)}（{len(uids)} 个问题）") as (session, _act):
        require_user(session, ledger.user_uid)
        office_uid, full = office_named(session, name) if role in UNIT_ROLES else ("", clean(name))
        for uid in uids:
            opened(session, uid)
            _give(ledger, session, uid, role, full, office_uid, clean(post))
        return Assigned(len(uids), full, bool(office_uid))


def _give(
    ledger: Ledger, session: Session, uid: str, role: DutyRole, name: str, office_uid: str, post: str
) -> None:
    current = session.scalars(
        select(Duty).where(Duty.problem_uid == uid, Duty.role == role, Duty.voided == "", ~Duty.hidden)
    ).all()
    if any(duty.name == name for duty in current):
        return
    if role in SINGLE:
        for duty in _named_here(session, current):
            duty.until = ledger.today()
            duty.voided = f"改由{name}承担"
    session.add(
        Duty(problem_uid=uid, role=role, name=name, office_uid=office_uid, post=post, since=ledger.today())
    )


def _named_here(session: Session, duties: Sequence[Duty]) -> list[Duty]:
    """Those that an act of this office made."""
    ours = set(
        session.scalars(select(ChangeSet.uid).where(ChangeSet.uid.in_([duty.origin for duty in duties])))
    )
    return [duty for duty in duties if duty.origin in ours]


def end_duty(ledger: Ledger, duty_uid: str, reason: str) -> None:
    """End a duty with a reason; it stays on record. Raises UserError without a reason."""
    if not clean(reason):
        raise UserError("免除职责要写明理由（调离、调整分工等），没有改动。")
    with ledger.transaction("免除职责") as (session, act):
        require_user(session, ledger.user_uid)
        duty = session.scalar(select(Duty).where(Duty.uid == duty_uid))
        if duty is None:
            raise UserError("找不到这条职责，请刷新后重试。")
        opened(session, duty.problem_uid)
        duty.until, duty.voided = ledger.today(), clean(reason)
        act.title = f"{duty.role} {duty.name}：{clean(reason)}"


@dataclass(frozen=True, slots=True)
class ResponsibilityRow:
    """What one unit or person answers for: counts, and how often each of the seven elements is missing."""

    name: str
    total: int
    open: int
    overdue: int
    behind: int
    closed: int
    missing: tuple[tuple[str, int], ...]


def responsibility(ledger: Ledger, roles: Sequence[DutyRole]) -> list[ResponsibilityRow]:
    """Per name in any of `roles`, most overdue first. Problems nobody answers for stand under 〔未明确〕."""
    today = ledger.today()
    closed = Board.closure_status == ClosureStatus.CLOSED
    missing = [
        func.sum(case((Board.gaps.op("&")(1 << bit) != 0, 1), else_=0)) for bit in range(len(ELEMENTS))
    ]
    counts = (
        func.count(),
        func.sum(case((~closed, 1), else_=0)),
        func.sum(case((~closed & (Board.due < today), 1), else_=0)),
        func.sum(case((~closed & (Board.progress_status == ProgressStatus.BEHIND), 1), else_=0)),
        func.sum(case((closed, 1), else_=0)),
        *missing,
    )
    held = (
        select(Duty.problem_uid, Duty.name)
        .where(Duty.role.in_(roles), Duty.voided == "", ~Duty.hidden)
        .distinct()
        .subquery()
    )
    named = (
        select(held.c.name, *counts)
        .join(Board, Board.uid == held.c.problem_uid)
        .where(~Board.voided)
        .group_by(held.c.name)
    )
    nobody = select(*counts).where(~Board.voided, Board.uid.not_in(select(held.c.problem_uid)))
    with ledger.reading() as session:
        rows = [_row(*row) for row in session.execute(named)]
        rows.sort(key=lambda row: (-row.overdue, -row.open, row.name))
        alone = session.execute(nobody).one()
        if alone[0]:
            rows.insert(0, _row("〔未明确〕", *(value or 0 for value in alone)))
        return rows


def _row(
    name: str, total: int, open_: int, overdue: int, behind: int, closed: int, *missing: int
) -> ResponsibilityRow:
    lacking = tuple((element, count) for (element, _), count in zip(ELEMENTS, missing, strict=True) if count)
    return ResponsibilityRow(name, total, open_, overdue, behind, closed, lacking)


def problems_held_by(name: str, roles: Sequence[DutyRole]) -> Select[Any]:
    """Uids of the problems that `name` answers for in any of `roles`; 〔未明确〕 means nobody does."""
    held = select(Duty.problem_uid).where(Duty.role.in_(roles), Duty.voided == "", ~Duty.hidden)
    if name == "〔未明确〕":
        return select(Board.uid).where(Board.uid.not_in(held))
    return held.where(Duty.name == name)


@dataclass(frozen=True, slots=True)
class GapRow:
    """A problem that lacks some of the seven elements."""

    uid: str
    code: str
    unit: str
    summary: str
    missing: tuple[str, ...]


def incomplete(ledger: Ledger) -> list[GapRow]:
    """Every open problem whose responsibility chain has a hole."""
    query = (
        select(Board.uid, Board.code, Board.unit, Board.summary, Board.gaps)
        .where(Board.gaps != 0, ~Board.voided, Board.closure_status != ClosureStatus.CLOSED)
        .order_by(Board.unit, Board.code)
    )
    with ledger.reading() as session:
        return [
            GapRow(row.uid, row.code, row.unit, row.summary, tuple(gaps_of(row.gaps)))
            for row in session.execute(query)
        ]


def known_names(ledger: Ledger) -> tuple[list[str], list[str]]:
    """(unit names, person names) already used or in the directory, for drop-downs."""
    with ledger.reading() as session:
        units = set(session.scalars(select(Office.name).where(Office.voided == "", ~Office.hidden)))
        units |= set(session.scalars(select(Duty.name).where(Duty.role.in_(UNIT_ROLES)).distinct()))
        people = set(session.scalars(select(Person.name).where(Person.voided == "", ~Person.hidden)))
        people |= set(session.scalars(select(Duty.name).where(Duty.role.not_in(UNIT_ROLES)).distinct()))
        return sorted(units), sorted(people)
