"""What must be looked at before records leave this office: personal data in them, and what stays behind and why."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dczg_desktop.domain.dictionary import CONFIDENTIAL, KINDS, Owner, label_of
from dczg_desktop.domain.entities import Board, Petition, PetitionBatch, Problem
from dczg_desktop.domain.personal import PersonalKind, masked, personal_data
from dczg_desktop.domain.records import ActNote, Record, Value
from dczg_desktop.domain.words import ClosureStatus
from dczg_desktop.services.outgoing.scope import Scope, Withheld
from dczg_desktop.services.traces import originals, source_of

SILENT = frozenset({"code", "number", "sequence", "batch", "sha256", "digest", "made_at", "made_by", "taken_at", "file_time", "media",
                    "period", "recurrence", "role", "kind", "verdict", "step", "origin", "replaces", "procedure"})  # fmt: skip
"""Fields that hold numbers, names of officials and fixed words, never free text."""
RETOLD = frozenset({"progress", "evidence"})
"""Append-only kinds that this office can tell again without the personal data."""


@dataclass(frozen=True, slots=True)
class PersonalFinding:
    """Personal data in one field of one record that would leave: where, what kind, how it would read when masked.

    `problem_uid` or `petition_uid` is the page to open; `mendable`: the program can write the masked text itself.
    """

    kind: PersonalKind
    record_kind: str
    record_uid: str
    field: str
    problem_uid: str
    petition_uid: str
    code: str
    place: str
    shown: str
    mendable: bool


def title_of(record: Record) -> str:
    """The kind of a record with what tells it from its brothers."""
    names = ("code", "number", "period", "name", "raw", "title", "text", "step", "starts")
    title = next((str(record.fields[name]) for name in names if record.fields.get(name)), "")
    label = KINDS[record.kind].label if record.kind in KINDS else "新版记录"
    return f"{label} {masked(title)[:24]}".strip()


def _place(record: Record) -> str:
    """The kind, with the title of what hangs on a problem; the number of a problem stands beside it."""
    return KINDS[record.kind].label if record.kind in {"problem", "petition"} else title_of(record)


def texts_of(record: Record) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """(field, text, acts that wrote it) of all free text that would leave, values of a conflict included."""
    for name, value in record.fields.items():
        if name in SILENT or name.endswith("_uid"):
            continue
        acts = tuple(record.living.get(name, {record.origin: value}))
        values: list[Value] = [value, *record.living.get(name, {}).values()]
        for text in dict.fromkeys(text for one in values for text in _strings(one)):
            yield name, text, acts


def _strings(value: Value) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one)


_problem, _petition, _batch = (entity.__table__.c for entity in (Problem, Petition, PetitionBatch))
_CLOSED = select(Board.__table__.c.uid).where(Board.__table__.c.closure_status == ClosureStatus.CLOSED)
_ISSUERS, _CODES = select(_problem.uid, _problem.issuer_uid), select(_problem.uid, _problem.code)
_PETITIONS = select(_petition.uid, _petition.number)
_NOTES = _CODES.where(_problem.internal_note != "", ~_problem.hidden)
_BATCHES = select(func.count()).where(~_batch.hidden, _batch.voided == "")
_EXTRA = select(_petition.uid, _petition.number, _petition.extra).where(~_petition.hidden)


def personal_findings(
    session: Session, records: Sequence[Record], acts: Mapping[str, ActNote], receiver_uid: str, our_uid: str
) -> list[PersonalFinding]:
    """Everything personal in these records that the receiver did not write itself."""
    found: list[PersonalFinding] = []
    codes = _codes(session)
    locked = set(session.scalars(_CLOSED))
    issuers = dict(session.execute(_ISSUERS).all())
    for record in records:
        for name, text, wrote in texts_of(record):
            if not (hits := personal_data(text)) or _is_theirs(record, wrote, acts, receiver_uid):
                continue
            problem = str(record.fields.get("problem_uid") or "") if record.kind != "problem" else record.uid
            is_petition = record.kind == "petition"
            petition = record.uid if is_petition else str(record.fields.get("petition_uid") or "")
            issuer = str(record.fields.get("issuer_uid") or "") if is_petition else issuers.get(problem, "")
            mendable = problem not in locked and _may_mend(record, name, issuer, our_uid)
            label = label_of(record.kind, name)
            found.extend(
                PersonalFinding(
                    hit.kind, record.kind, record.uid, name, problem, petition,
                    codes.get(petition or problem, ""), f"{_place(record)} · {label}",
                    _around(text, hit.start, hit.end), mendable,
                )
                for hit in hits
            )  # fmt: skip
    return found


def _codes(session: Session) -> dict[str, str]:
    return dict(session.execute(_CODES).all()) | dict(session.execute(_PETITIONS).all())


def _is_theirs(record: Record, wrote: Sequence[str], acts: Mapping[str, ActNote], receiver_uid: str) -> bool:
    """Whether the receiver wrote the text itself, so that nothing new leaves."""
    if _is_made(record) and record.fields.get("office_uid"):
        return record.fields["office_uid"] == receiver_uid
    offices = {acts[act].office_uid if act in acts else "" for act in wrote}
    return offices == {receiver_uid}


def _is_made(record: Record) -> bool:
    return record.kind in KINDS and not KINDS[record.kind].mutable


def _may_mend(record: Record, name: str, issuer: str, our_uid: str) -> bool:
    kind = KINDS.get(record.kind)
    if kind is None or not kind.mutable:
        return record.kind in RETOLD and record.fields.get("office_uid") == our_uid
    ours = kind.owner_of(name) is not Owner.ISSUER or issuer in {"", our_uid}
    return ours and isinstance(record.fields.get(name), str) and name not in record.living


def _around(text: str, start: int, end: int) -> str:
    """The find as it would read when masked, with a few words before and after it."""
    left, right = max(0, start - 12), min(len(text), end + 12)
    return f"{'…' if left else ''}{masked(text[left:right])}{'…' if right < len(text) else ''}".replace(
        "\n", " "
    )


def sifted(scope: Scope) -> Scope:
    """The scope without what was corrected, withdrawn or cleaned because it named somebody: the correction goes, the slip stays."""
    gone = {str(r.fields.get("target_uid")) for r in scope.records if r.kind == "withdrawal"}
    gone |= {str(r.fields["replaces"]) for r in scope.records if r.fields.get("replaces")}
    cleaned = originals(scope.records)
    spoiled = [
        record
        for record in scope.records
        if record.uid in gone
        and _is_made(record)
        and (source_of(record) in cleaned or any(personal_data(text) for _, text, _ in texts_of(record)))
    ]
    if not spoiled:
        return scope
    uids = {record.uid for record in spoiled}
    held = [
        Withheld(record.kind, record.uid, str(record.fields.get("problem_uid") or ""), title_of(record),
                 "已用清理副本代替，原件留存本单位，不发出" if source_of(record) in cleaned
                 else "已更正或撤回，原文含个人信息，不发出")
        for record in spoiled
    ]  # fmt: skip
    kept = tuple(record for record in scope.records if record.uid not in uids)
    return replace(scope, records=kept, withheld=(*scope.withheld, *held))


def internal_fields(session: Session, scope: Scope) -> list[Withheld]:
    """Record by record what stays here of records that leave: 内部备注, and unknown columns of petitions."""
    given = {record.uid for record in scope.records if record.kind in CONFIDENTIAL}
    held = [
        Withheld("problem", row.uid, row.uid, f"问题 {row.code}", "内部备注只在本单位，不发出")
        for row in session.execute(_NOTES)
        if row.uid in given
    ]
    batches = session.scalar(_BATCHES)
    if batches and any(record.kind == "petition" for record in scope.records):
        why = "各批的交办日期、应有件数和交办函登记只留在本单位，不发出"
        held.append(Withheld("petition_batch", "", "", f"信访件批次 {batches} 批", why))
    return held + [
        Withheld("petition", row.uid, "", f"信访件 {row.number}", f"表外栏目（{'、'.join(map(str, row.extra))}）可能含举报人信息，不发出")
        for row in session.execute(_EXTRA)
        if row.uid in given and row.extra
    ]  # fmt: skip


def out_of_scope(session: Session, scope: Scope) -> list[Withheld]:
    """The problems and petitions that are none of the receiver's business."""
    known = {record.uid for record in scope.records if record.kind in {"problem", "petition"}}
    known |= {one.uid for one in scope.withheld}
    problems = session.execute(
        select(Problem.uid, Problem.code).where(~Problem.hidden, Problem.voided == "").order_by(Problem.id)
    )
    petitions = session.execute(
        select(Petition.uid, Petition.number).where(~Petition.hidden).order_by(Petition.id)
    )
    why = "对方没有承担职责，也不是由它交办，不在发出范围"
    return [
        *(Withheld("problem", uid, uid, f"问题 {code}", why) for uid, code in problems if uid not in known),
        *(
            Withheld("petition", uid, "", f"信访件 {code}", why)
            for uid, code in petitions
            if uid not in known
        ),
    ]
