"""Reads for the detail panel: one problem with everything on it, its conflicts and its history."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from dczg_desktop.base.errors import UserError
from dczg_desktop.domain.dictionary import KINDS, label_of
from dczg_desktop.domain.entities import (
    Board,
    Change,
    ChangeSet,
    Duty,
    ForeignAct,
    Office,
    Problem,
    ProblemSource,
    Source,
)
from dczg_desktop.domain.facts import ProblemFacts
from dczg_desktop.domain.records import ActNote, Value
from dczg_desktop.domain.words import ClosureStatus, DutyRole, ProgressStatus
from dczg_desktop.services.grid import GridRow, problem_rows
from dczg_desktop.services.origins import origins_of
from dczg_desktop.store.among import Question, among, listed
from dczg_desktop.store.facts import load_facts
from dczg_desktop.store.ledger import Ledger


@dataclass(frozen=True, slots=True)
class NumberRow:
    """One outside number."""

    number: str
    batch: str
    starred: bool
    source: str


@dataclass(frozen=True, slots=True)
class ProblemDetail:
    """Everything the detail panel shows. `fields` are the problem's own values; `foreign` ones belong to the issuer.

    `origins` says of values that came out of a file where they stand: by field, or by the uid of what hangs on the problem.
    """

    uid: str
    facts: ProblemFacts
    row: GridRow
    fields: Mapping[str, Value]
    numbers: tuple[NumberRow, ...]
    source: str
    issuer: str
    ours: bool
    progress_status: ProgressStatus
    closure_status: ClosureStatus
    locked: bool
    origins: Mapping[str, str] = field(default_factory=dict)
    released: str = ""


def problem_detail(ledger: Ledger, uid: str) -> ProblemDetail:
    """One problem. Raises UserError when it is gone."""
    office_uid = ledger.identity.office_uid
    with ledger.reading() as session:
        problem = session.scalar(select(Problem).where(Problem.uid == uid, ~Problem.hidden))
        line = session.execute(select(Board.id).where(Board.uid == uid)).first()
        facts = load_facts(session, [uid]).get(uid)
        if problem is None or line is None or facts is None:
            raise UserError("找不到这个问题，可能已被撤销导入。请刷新列表。")
        fields: dict[str, Value] = {
            name: _plain(getattr(problem, name)) for name in KINDS["problem"].columns()
        }
        source = session.scalar(select(Source.name).where(Source.uid == problem.source_uid)) or ""
        issuer = session.scalar(select(Office.name).where(Office.uid == problem.issuer_uid)) or ""
        ours = problem.issuer_uid in {"", office_uid}
        query = (
            select(ProblemSource.number, ProblemSource.batch, ProblemSource.starred, Source.name)
            .join(Source, Source.uid == ProblemSource.source_uid, isouter=True)
            .where(ProblemSource.problem_uid == uid, ProblemSource.voided == "", ~ProblemSource.hidden)
        )
        numbers = tuple(NumberRow(row[0], row[1], row[2], row[3] or "") for row in session.execute(query))
        origins = origins_of(session, problem)
        released = _released_to(session, facts, problem.issuer_uid, office_uid)
    row = problem_rows(ledger, [line.id])[0]
    locked = row.closure_status is ClosureStatus.CLOSED or row.voided or bool(released)
    return ProblemDetail(
        uid,
        facts,
        row,
        fields,
        numbers,
        source,
        issuer,
        ours,
        row.progress_status,
        row.closure_status,
        locked,
        origins,
        released,
    )


def _released_to(session: Session, facts: ProblemFacts, issuer_uid: str, our_uid: str) -> str:
    """Who answers for a problem that was taken from this office; '' while it is ours, or was never."""
    if issuer_uid in {"", our_uid}:
        return ""
    query = select(Duty.voided).where(Duty.problem_uid == facts.uid, Duty.office_uid == our_uid, ~Duty.hidden)
    reasons = list(session.scalars(query))
    if not reasons or not all(reasons):
        return ""
    units = facts.named(DutyRole.RESPONSIBLE_UNIT, DutyRole.LEAD_UNIT)
    return "、".join(dict.fromkeys(duty.name for duty in units)) or "其他单位"


def _plain(content: object) -> Value:
    return content.isoformat() if hasattr(content, "isoformat") else content  # type: ignore[return-value]


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One change of one field of a problem or of something on it, newest first."""

    at: str
    who: str
    office: str
    act: str
    kind: str
    field: str
    old: str
    new: str
    act_uid: str
    package_uid: str


def problem_history(ledger: Ledger, uid: str, field: str = "") -> list[HistoryRow]:
    """Who changed what and when, newest first; `field` limits to one field of the problem itself."""
    with ledger.reading() as session:
        records = [uid, *_children(session, uid)]
        rows: list[tuple[int, HistoryRow]] = []
        for start in range(0, len(records), 400):
            query = (
                select(Change, ChangeSet, Office.name)
                .join(ChangeSet, ChangeSet.uid == Change.set_uid)
                .join(Office, Office.uid == ChangeSet.office_uid, isouter=True)
                .where(Change.record_uid.in_(records[start : start + 400]), Change.field != "@")
            )
            if field:
                query = query.where(Change.field == field, Change.record_uid == uid)
            rows.extend(
                (head.counter, _history_row(change, head, office))
                for change, head, office in session.execute(query)
            )
    rows.sort(key=lambda row: -row[0])
    return [row for _, row in rows]


def _children(session: Session, uid: str) -> list[str]:
    found: list[str] = []
    for kind in KINDS.values():
        if "problem_uid" in kind.entity.__table__.columns:
            found.extend(session.scalars(select(kind.entity.uid).where(kind.entity.problem_uid == uid)))
    return found


def _history_row(change: Change, head: ChangeSet, office: str | None) -> HistoryRow:
    kind = KINDS.get(change.kind)
    return HistoryRow(
        head.at, head.who, office or "", head.act, kind.label if kind else change.kind,
        "撤销/恢复" if change.field == "hidden" else label_of(change.kind, change.field),
        _shown(change.old), _shown(change.new), head.uid, head.package_uid,
    )  # fmt: skip


def _shown(value: Value) -> str:
    if isinstance(value, dict):
        texts = (
            value.get(name) for name in ("description", "text", "name", "raw", "number", "title", "opinion")
        )
        return next((str(text) for text in texts if text), "")
    if isinstance(value, bool):
        return "是" if value else "否"
    return "" if value is None else str(value)


_NOTES = [
    Question(
        select(table.c.uid, table.c.office_uid, table.c.who, table.c.at, table.c.title).where(
            among(table.c.uid)
        )
    )
    for table in (ForeignAct.__table__, ChangeSet.__table__)
]


def act_notes(session: Session, uids: Collection[str]) -> dict[str, ActNote]:
    """Who did these acts, here or elsewhere; unknown ones are left out."""
    notes: dict[str, ActNote] = {}
    if uids:
        these = listed(uids)
        for question in _NOTES:
            for uid, office_uid, who, at, title in question.rows(session, these):
                notes[uid] = ActNote(office_uid, who, at, title)
    return notes


def evidence_path(ledger: Ledger, sha256: str) -> Path | None:
    """Where a stored file lies, None while it has not arrived; unchecked, for thumbnails."""
    return ledger.evidence.path_of(sha256) if ledger.evidence.has(sha256) else None
