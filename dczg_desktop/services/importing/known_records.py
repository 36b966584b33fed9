"""Records of the ledger in full, as a comparison with a foreign table needs them: one query a table for many at once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Table, func, select
from sqlalchemy.orm import Session

from dczg_desktop.domain.differences import PETITION_COMPARED, PROBLEM_COMPARED
from dczg_desktop.domain.entities import (
    Board,
    ChangeSet,
    Deadline,
    Duty,
    Evidence,
    ForeignAct,
    Measure,
    Office,
    Petition,
    PetitionLine,
    Problem,
    ProblemSource,
    Progress,
    Withdrawal,
)
from dczg_desktop.domain.known import Known, KnownDuty
from dczg_desktop.domain.words import ClosureStatus, DeadlineKind
from dczg_desktop.services.petitions.holders import moved_away

Children = Mapping[str, Sequence[Any]]
"""Uid of the problem → rows of what hangs on it."""


@dataclass(slots=True)
class _Read:
    """What was read of some problems, by uid."""

    numbers: defaultdict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    boards: dict[str, Any] = field(default_factory=dict)
    released: frozenset[str] = frozenset()
    issuers: dict[str, str] = field(default_factory=dict)
    duties: Children = field(default_factory=dict)
    measures: Children = field(default_factory=dict)
    deadlines: Children = field(default_factory=dict)
    reports: Children = field(default_factory=dict)
    evidence: Children = field(default_factory=dict)


def read_petitions(session: Session, uids: Sequence[str], office_uid: str) -> Iterator[Known]:
    """The petitions among `uids`."""
    table: Table = Petition.__table__  # type: ignore[assignment]
    more = (
        table.c.uid,
        table.c.number,
        table.c.issuer_uid,
        table.c.office_uid,
        table.c.voided,
        table.c.extra,
    )
    query = select(*more, *(table.c[name] for name in PETITION_COMPARED if name not in {"number", "extra"}))
    line = select(PetitionLine.uid, PetitionLine.closure).where(PetitionLine.uid.in_(uids))
    closures = dict(session.execute(line).all())
    rows = session.execute(query.where(table.c.uid.in_(uids), ~table.c.hidden)).mappings().all()
    named = [(row["uid"], row["issuer_uid"], row["office_uid"]) for row in rows]
    moved = moved_away(session, office_uid, named)
    for row in rows:
        yield Known(
            "petition", row["uid"], row["number"] or row["sequence"], {name: row[name] for name in PETITION_COMPARED},
            row["responsible_unit"],
            _locked_petition(row["voided"], moved.get(row["uid"], "")),
            foreign=row["issuer_uid"] not in {"", office_uid}, extra=dict(row["extra"] or {}),
            closure=closures.get(row["uid"], ""),
        )  # fmt: skip


def _locked_petition(voided: str, moved: str) -> str:
    if voided:
        return f"信访件已作废（{voided}），不能再修改。"
    return f"信访件已改由{moved}承办，本单位只能查看。" if moved else ""


def read_problems(session: Session, uids: Sequence[str], office_uid: str) -> Iterator[Known]:
    """The problems among `uids` with what hangs on them and counts."""
    read = _read(session, uids, office_uid)
    table: Table = Problem.__table__  # type: ignore[assignment]
    more = (table.c.uid, table.c.code, table.c.issuer_uid, table.c.voided, table.c.extra)
    query = select(*more, *(table.c[name] for name in PROBLEM_COMPARED))
    for row in session.execute(query.where(table.c.uid.in_(uids), ~table.c.hidden)).mappings():
        uid, board = row["uid"], read.boards.get(row["uid"])
        foreign = row["issuer_uid"] not in {"", office_uid}
        yield Known(
            "problem", uid, row["code"], {name: row[name] for name in PROBLEM_COMPARED}, board.unit if board else "",
            _locked(
                row["voided"],
                closed=board is not None and board.closure_status is ClosureStatus.CLOSED,
                released=foreign and uid in read.released,
                issuer=read.issuers.get(row["issuer_uid"], ""),
            ),
            foreign,
            frozenset(read.numbers[uid]),
            tuple(one.raw for one in read.deadlines.get(uid, ())),
            tuple(KnownDuty(one.uid, one.role, one.name) for one in read.duties.get(uid, ())),
            tuple((one.uid, one.text) for one in read.measures.get(uid, ())),
            tuple(one.text for one in read.reports.get(uid, ())),
            tuple(one.period for one in read.reports.get(uid, ())),
            frozenset(one.sha256 for one in read.evidence.get(uid, ())),
            dict(row["extra"] or {}),
            batches=read.numbers[uid],
            own_of_measures={
                one.uid: {"unit": one.unit, "deadline": one.deadline}
                for one in read.measures.get(uid, ())
            },
        )  # fmt: skip


def _read(session: Session, uids: Sequence[str], office_uid: str) -> _Read:
    query = select(Withdrawal.target_uid).where(Withdrawal.problem_uid.in_(uids), ~Withdrawal.hidden)
    gone = set(session.scalars(query))
    d, m, x, p, v = Duty, Measure, Deadline, Progress, Evidence
    deadlines = _children(session, x, uids, gone, x.raw, x.kind, x.made_at)
    measures = _children(session, m, uids, gone, m.text, m.position, m.unit, m.deadline)
    reports = _children(session, p, uids, gone | _replaced(session, p, uids), p.text, p.period)
    read = _Read(
        boards=_boards(session, uids),
        released=frozenset(_released(session, uids, office_uid)),
        issuers=dict(session.execute(select(Office.uid, Office.name)).all()),
        duties=_children(session, d, uids, gone, d.role, d.name),
        measures={
            uid: sorted(rows, key=lambda one: (one.position, one.uid)) for uid, rows in measures.items()
        },
        deadlines={uid: sorted(rows, key=_first_decision_first) for uid, rows in deadlines.items()},
        reports={uid: sorted(rows, key=lambda one: one.period) for uid, rows in reports.items()},
        evidence=_children(session, v, uids, gone, v.sha256),
    )
    one = ProblemSource
    numbers = select(one.problem_uid, one.number, one.batch)
    numbers = numbers.where(one.problem_uid.in_(uids), ~one.hidden, one.voided == "").order_by(one.id)
    for uid, number, batch in session.execute(numbers):
        read.numbers[uid][number] = batch
    return read


def _first_decision_first(one: Any) -> tuple[bool, str, str]:
    """Whatever clocks said."""
    return one.kind is not DeadlineKind.ORIGINAL, one.made_at, one.uid


def _children(
    session: Session, entity: Any, uids: Sequence[str], gone: set[str], *columns: Any
) -> dict[str, list[Any]]:
    """What hangs on the problems and counts, in the order of its making: that of the acts, the same at every office."""
    query = select(entity.problem_uid, entity.uid, *columns).where(
        entity.problem_uid.in_(uids), ~entity.hidden
    )
    if hasattr(entity, "made_at"):
        query = query.order_by(entity.made_at, entity.id)
    else:
        query = query.outerjoin(ChangeSet, ChangeSet.uid == entity.origin)
        query = query.outerjoin(ForeignAct, ForeignAct.uid == entity.origin).where(entity.voided == "")
        query = query.order_by(func.coalesce(ChangeSet.at, ForeignAct.at, ""), entity.id)
    grouped: dict[str, list[Any]] = defaultdict(list)
    for row in session.execute(query):
        if row.uid not in gone:
            grouped[row.problem_uid].append(row)
    return grouped


def _replaced(session: Session, entity: Any, uids: Sequence[str]) -> set[str]:
    query = select(entity.replaces).where(entity.problem_uid.in_(uids), ~entity.hidden, entity.replaces != "")
    return set(session.scalars(query))


def _boards(session: Session, uids: Sequence[str]) -> dict[str, Any]:
    query = select(Board.uid, Board.unit, Board.closure_status).where(Board.uid.in_(uids))
    return {row.uid: row for row in session.execute(query)}


def _locked(voided: str, *, closed: bool, released: bool, issuer: str) -> str:
    if voided:
        return f"问题已作废（{voided}），不能再修改。"
    if closed:
        return "问题已销号并锁定；确需改动，请先在“验收销号”里重新启动。"
    return f"问题由{issuer}交办，已改由其他单位承担，本单位只能查看。" if released else ""


def _released(session: Session, uids: Sequence[str], office_uid: str) -> Iterable[str]:
    """Those whose duties of this office have all ended."""
    query = select(Duty.problem_uid, Duty.voided)
    query = query.where(Duty.problem_uid.in_(uids), Duty.office_uid == office_uid, ~Duty.hidden)
    standing: dict[str, bool] = {}
    for uid, voided in session.execute(query):
        standing[uid] = standing.get(uid, False) or not voided
    return (uid for uid, stands in standing.items() if not stands)
