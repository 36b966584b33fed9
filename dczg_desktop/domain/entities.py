"""The data dictionary: every table of the ledger. Columns only; rules read `domain.facts`, never these."""

import secrets
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Enum, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from dczg_desktop.domain.words import (
    AmendmentVerdict,
    AmendmentWay,
    ClosureStatus,
    DeadlineKind,
    Direction,
    DutyRole,
    EvidenceRole,
    Level,
    Medium,
    ProgressStatus,
    Relation,
    RevocationCause,
    Role,
    ShipmentKind,
    Verdict,
)


def new_uid() -> str:
    """128 random bits as 32 hex digits: identity of a record or an act, made once, never reused."""
    return secrets.token_hex(16)


def _parent(target: str) -> Any:
    """A uid of another record; checked at commit, so that records may come in any order."""
    return mapped_column(String(32), ForeignKey(target, deferrable=True, initially="DEFERRED"), index=True)


class Entity(DeclarativeBase):
    """Base of all tables. `uid` survives export and import; `id` never leaves this file."""

    type_annotation_map = {
        StrEnum: Enum(StrEnum, native_enum=False, length=16, values_callable=list, create_constraint=False),
        dict[str, Any]: JSON,
        list[str]: JSON,
        str: Text,
    }
    id: Mapped[int] = mapped_column(primary_key=True)


class Exchanged:
    """What every exchanged record has. `hidden` is local: an undone receipt hides what it brought."""

    uid: Mapped[str] = mapped_column(String(32), unique=True, default=new_uid)
    origin: Mapped[str] = mapped_column(String(32), default="")
    hidden: Mapped[bool] = mapped_column(default=False)


class Kept(Exchanged):
    """A mutable record; versions as in `domain.records.Record`. `voided` holds the reason, '' while it counts."""

    voided: Mapped[str] = mapped_column(default="")
    living: Mapped[dict[str, Any]] = mapped_column(default=dict)
    seen: Mapped[list[str]] = mapped_column(default=list)
    beyond: Mapped[dict[str, Any]] = mapped_column(default=dict)
    disputed: Mapped[int] = mapped_column(default=0)


class Made(Exchanged):
    """An append-only record: who made it, where, when; a correction is a new one that names what it `replaces`.

    `beyond` holds fields that a newer program wrote.
    """

    office_uid: Mapped[str] = mapped_column(String(32), default="")
    made_by: Mapped[str] = mapped_column(default="")
    made_at: Mapped[str] = mapped_column(String(19), default="")
    replaces: Mapped[str] = mapped_column(String(32), default="")
    beyond: Mapped[dict[str, Any]] = mapped_column(default=dict)


class Office(Kept, Entity):
    """A government, department or company office of the tree 省—市—县—乡镇."""

    __tablename__ = "office"

    name: Mapped[str]
    code: Mapped[str] = mapped_column(String(40), default="")
    level: Mapped[Level] = mapped_column(default=Level.DEPARTMENT)
    parent_uid: Mapped[str] = mapped_column(String(32), default="")


class Person(Kept, Entity):
    """Somebody who answers for something."""

    __tablename__ = "person"

    name: Mapped[str]
    post: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    office_uid: Mapped[str] = mapped_column(String(32), default="")


class Source(Kept, Entity):
    """Where problems come from: an inspection, its round and document."""

    __tablename__ = "source"

    name: Mapped[str]
    tier: Mapped[str] = mapped_column(String(16), default="")
    round: Mapped[str] = mapped_column(String(32), default="")
    document: Mapped[str] = mapped_column(default="")


class Site(Kept, Entity):
    """A place on the ground that problems and petitions share."""

    __tablename__ = "site"

    name: Mapped[str]
    address: Mapped[str] = mapped_column(default="")
    enterprise: Mapped[str] = mapped_column(default="")
    area: Mapped[str] = mapped_column(default="")


class Problem(Kept, Entity):
    """One finding of an inspection. Deadlines, duties, measures and proof hang on it by its uid."""

    __tablename__ = "problem"

    code: Mapped[str] = mapped_column(String(64), index=True, default="")
    issuer_uid: Mapped[str] = mapped_column(String(32), default="")
    source_uid: Mapped[str] = mapped_column(String(32), default="", index=True)
    site_uid: Mapped[str] = mapped_column(String(32), default="")
    sequence: Mapped[str] = mapped_column(String(32), default="")
    category: Mapped[str] = mapped_column(String(64), default="")
    area: Mapped[str] = mapped_column(String(64), default="")
    commonness: Mapped[str] = mapped_column(String(8), default="")
    assigned_on: Mapped[date | None]
    confidential: Mapped[bool] = mapped_column(default=False)
    stated_status: Mapped[str] = mapped_column(default="")
    description: Mapped[str] = mapped_column(default="")
    goal: Mapped[str] = mapped_column(default="")
    plan: Mapped[str] = mapped_column(default="")
    accountability: Mapped[str] = mapped_column(default="")
    remark: Mapped[str] = mapped_column(default="")
    internal_note: Mapped[str] = mapped_column(default="")
    extra: Mapped[dict[str, Any]] = mapped_column(default=dict)
    provenance: Mapped[dict[str, Any]] = mapped_column(default=dict)


class ProblemSource(Kept, Entity):
    """An outside number of a problem; a problem may carry several, from several inspections."""

    __tablename__ = "problem_source"

    problem_uid: Mapped[str] = _parent("problem.uid")
    source_uid: Mapped[str] = mapped_column(String(32), default="")
    number: Mapped[str] = mapped_column(String(80), index=True)
    batch: Mapped[str] = mapped_column(String(40), default="")
    starred: Mapped[bool] = mapped_column(default=False)


class Duty(Kept, Entity):
    """Who answers for a problem in which role; `name` as written, `office_uid` once the office is known."""

    __tablename__ = "duty"

    problem_uid: Mapped[str] = _parent("problem.uid")
    role: Mapped[DutyRole]
    name: Mapped[str]
    post: Mapped[str] = mapped_column(default="")
    office_uid: Mapped[str] = mapped_column(String(32), default="", index=True)
    person_uid: Mapped[str] = mapped_column(String(32), default="")
    since: Mapped[date | None]
    until: Mapped[date | None]


class Measure(Kept, Entity):
    """One promised piece of work; done when it carries the day it was finished."""

    __tablename__ = "measure"

    problem_uid: Mapped[str] = _parent("problem.uid")
    position: Mapped[int] = mapped_column(default=1)
    text: Mapped[str]
    unit: Mapped[str] = mapped_column(default="")
    deadline: Mapped[str] = mapped_column(default="")
    due: Mapped[date | None]
    done_on: Mapped[date | None]
    result: Mapped[str] = mapped_column(default="")


class Milestone(Kept, Entity):
    """A dated step of a problem's or a measure's plan."""

    __tablename__ = "milestone"

    problem_uid: Mapped[str] = _parent("problem.uid")
    measure_uid: Mapped[str] = mapped_column(String(32), default="")
    title: Mapped[str]
    due: Mapped[date | None]
    done_on: Mapped[date | None]


class Petition(Kept, Entity):
    """A petition handed over by the inspectors (信访件). No field for the petitioner exists."""

    __tablename__ = "petition"

    number: Mapped[str] = mapped_column(String(80), index=True, default="")
    sequence: Mapped[str] = mapped_column(String(32), default="")
    batch: Mapped[str] = mapped_column(String(40), default="")
    starred: Mapped[bool] = mapped_column(default=False)
    issuer_uid: Mapped[str] = mapped_column(String(32), default="")
    source_uid: Mapped[str] = mapped_column(String(32), default="")
    problem_uid: Mapped[str] = mapped_column(String(32), default="", index=True)
    office_uid: Mapped[str] = mapped_column(String(32), default="", index=True)
    channel: Mapped[str] = mapped_column(String(32), default="")
    area: Mapped[str] = mapped_column(default="")
    category: Mapped[str] = mapped_column(default="")
    responsible_unit: Mapped[str] = mapped_column(default="")
    substantiated: Mapped[str] = mapped_column(default="")
    completion: Mapped[str] = mapped_column(default="")
    completed_on: Mapped[date | None]
    handling: Mapped[str] = mapped_column(default="")
    deadline: Mapped[str] = mapped_column(default="")
    due: Mapped[date | None]
    description: Mapped[str] = mapped_column(default="")
    findings: Mapped[str] = mapped_column(default="")
    goal: Mapped[str] = mapped_column(default="")
    result: Mapped[str] = mapped_column(default="")
    accountability: Mapped[str] = mapped_column(default="")
    remark: Mapped[str] = mapped_column(default="")
    extra: Mapped[dict[str, Any]] = mapped_column(default=dict)
    provenance: Mapped[dict[str, Any]] = mapped_column(default=dict)


class PetitionPoint(Kept, Entity):
    """One of the places or complaints that a petition names, judged by itself (逐点)."""

    __tablename__ = "petition_point"

    petition_uid: Mapped[str] = _parent("petition.uid")
    position: Mapped[int] = mapped_column(default=1)
    text: Mapped[str]
    place: Mapped[str] = mapped_column(default="")
    unit: Mapped[str] = mapped_column(default="")
    substantiated: Mapped[str] = mapped_column(default="")
    findings: Mapped[str] = mapped_column(default="")
    result: Mapped[str] = mapped_column(default="")


class PetitionLink(Kept, Entity):
    """What a person said about two petitions: `relation` 重复 (this one repeats `target_uid`) or 无关 (it does not)."""

    __tablename__ = "petition_link"

    petition_uid: Mapped[str] = _parent("petition.uid")
    target_uid: Mapped[str] = mapped_column(String(32), index=True)
    relation: Mapped[str] = mapped_column(String(8), default="重复")
    number: Mapped[str] = mapped_column(String(80), default="")
    basis: Mapped[str] = mapped_column(default="")


class PetitionBatch(Kept, Entity):
    """What the covering letter of a batch says: when it came and how many petitions it has. Stays in this office.

    `earlier` are petitions of former batches that stand in this batch's table again: uid → their 序号 there (0: none).
    """

    __tablename__ = "petition_batch"

    source_uid: Mapped[str] = mapped_column(String(32), default="")
    name: Mapped[str] = mapped_column(String(40))
    handed_on: Mapped[date | None]
    expected: Mapped[int | None]
    earlier: Mapped[dict[str, Any]] = mapped_column(default=dict)
    remark: Mapped[str] = mapped_column(default="")


class PetitionStep(Made, Entity):
    """One step of a petition's own closure (销号): applied for, agreed, returned, started again."""

    __tablename__ = "petition_step"

    petition_uid: Mapped[str] = _parent("petition.uid")
    verdict: Mapped[Verdict]
    opinion: Mapped[str] = mapped_column(default="")
    document: Mapped[str] = mapped_column(default="")
    decided_on: Mapped[date | None]
    actor_uid: Mapped[str] = mapped_column(String(32), default="")


class PetitionAmendment(Made, Entity):
    """A request that another office change one field of a petition or of one of its points; as `Amendment` for problems.

    A kind of its own: a program that does not know it keeps it with the petition, an amendment without a problem it refuses.
    """

    __tablename__ = "petition_amendment"

    petition_uid: Mapped[str] = _parent("petition.uid")
    way: Mapped[AmendmentWay]
    batch: Mapped[str] = mapped_column(String(32), default="")
    target_kind: Mapped[str] = mapped_column(String(32))
    target_uid: Mapped[str] = mapped_column(String(32), default="")
    field: Mapped[str] = mapped_column(String(40))
    place: Mapped[str] = mapped_column(default="")
    said: Mapped[str] = mapped_column(default="")
    wanted: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    to_office_uid: Mapped[str] = mapped_column(String(32), default="", index=True)


class PetitionAmendmentAnswer(Made, Entity):
    """What the asked office said to a request about a petition, or that the asking one took it back."""

    __tablename__ = "petition_amendment_answer"

    petition_uid: Mapped[str] = _parent("petition.uid")
    amendment_uid: Mapped[str] = mapped_column(String(32), index=True)
    verdict: Mapped[AmendmentVerdict]
    text: Mapped[str] = mapped_column(default="")


class Publication(Made, Entity):
    """One petition in one public list: with which completion, on which day; `edition` is shared by the whole list."""

    __tablename__ = "publication"

    petition_uid: Mapped[str] = _parent("petition.uid")
    edition: Mapped[str] = mapped_column(String(32), index=True)
    form: Mapped[str] = mapped_column(String(40), default="")
    completion: Mapped[str] = mapped_column(String(16))
    published_on: Mapped[date]
    place: Mapped[str] = mapped_column(default="")
    masked: Mapped[int] = mapped_column(default=0)
    confirmed: Mapped[int] = mapped_column(default=0)


class Objection(Kept, Entity):
    """An objection raised against a closure; it stands until somebody answers it."""

    __tablename__ = "objection"

    problem_uid: Mapped[str] = _parent("problem.uid")
    text: Mapped[str]
    raised_on: Mapped[date | None]
    answer: Mapped[str] = mapped_column(default="")
    answered_on: Mapped[date | None]


class Deadline(Made, Entity):
    """A decision about a deadline. The first one stays for good; changes name who decided and why."""

    __tablename__ = "deadline"

    problem_uid: Mapped[str] = _parent("problem.uid")
    kind: Mapped[DeadlineKind] = mapped_column(default=DeadlineKind.ORIGINAL)
    raw: Mapped[str]
    due: Mapped[date | None]
    dates: Mapped[list[str]] = mapped_column(default=list)
    long_term: Mapped[bool] = mapped_column(default=False)
    recurrence: Mapped[str] = mapped_column(String(32), default="")
    on_receipt: Mapped[bool] = mapped_column(default=False)
    understood: Mapped[bool] = mapped_column(default=True)
    decided_by: Mapped[str] = mapped_column(default="")
    document: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")


class Progress(Made, Entity):
    """A report of one office for one period (`2026-10`)."""

    __tablename__ = "progress"

    problem_uid: Mapped[str] = _parent("problem.uid")
    period: Mapped[str] = mapped_column(String(10))
    text: Mapped[str]
    percent: Mapped[int | None]
    obstacle: Mapped[str] = mapped_column(default="")
    next_step: Mapped[str] = mapped_column(default="")


class Evidence(Made, Entity):
    """A file kept under its SHA-256 outside the database, with the dates it shows and was given."""

    __tablename__ = "evidence"

    problem_uid: Mapped[str] = _parent("problem.uid")
    measure_uid: Mapped[str] = mapped_column(String(32), default="")
    role: Mapped[EvidenceRole] = mapped_column(default=EvidenceRole.OTHER)
    name: Mapped[str]
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    size: Mapped[int]
    media: Mapped[str] = mapped_column(String(40), default="")
    taken_at: Mapped[str] = mapped_column(String(19), default="")
    file_time: Mapped[str] = mapped_column(String(19), default="")
    note: Mapped[str] = mapped_column(default="")


class Material(Made, Entity):
    """One line of the list of closure materials (销号材料目录), as an office filled it in: whether, where, how many pages."""

    __tablename__ = "material"

    problem_uid: Mapped[str] = _parent("problem.uid")
    role: Mapped[EvidenceRole]
    enclosed: Mapped[bool] = mapped_column(default=False)
    place: Mapped[str] = mapped_column(default="")
    pages: Mapped[int | None]
    note: Mapped[str] = mapped_column(default="")


class ClosureCase(Made, Entity):
    """One application for closure; a returned or reopened problem gets a new one, the old ones stay."""

    __tablename__ = "closure_case"

    problem_uid: Mapped[str] = _parent("problem.uid")
    procedure: Mapped[str] = mapped_column(String(40), default="")


class ClosureStep(Made, Entity):
    """What one person said at one step, bound by `digest` to the content it was said about."""

    __tablename__ = "closure_step"

    case_uid: Mapped[str] = _parent("closure_case.uid")
    problem_uid: Mapped[str] = _parent("problem.uid")
    step: Mapped[str] = mapped_column(String(32))
    verdict: Mapped[Verdict]
    opinion: Mapped[str] = mapped_column(default="")
    actor_uid: Mapped[str] = mapped_column(String(32), default="")
    digest: Mapped[str] = mapped_column(String(64), default="")


class PublicNotice(Made, Entity):
    """A public notice of a closure: from, to, where."""

    __tablename__ = "public_notice"

    problem_uid: Mapped[str] = _parent("problem.uid")
    starts: Mapped[date]
    ends: Mapped[date]
    place: Mapped[str] = mapped_column(default="")


class Withdrawal(Made, Entity):
    """Takes back an append-only record, with the reason; the record itself stays."""

    __tablename__ = "withdrawal"

    problem_uid: Mapped[str] = _parent("problem.uid")
    target_kind: Mapped[str] = mapped_column(String(32))
    target_uid: Mapped[str] = mapped_column(String(32), index=True)
    reason: Mapped[str]


class Amendment(Made, Entity):
    """A request that another office change one field, with the reason; those of one act share the `batch`.

    `said` is what the field said when asked, `wanted` what it should say ('' in a return), `period` names a report's.
    """

    __tablename__ = "amendment"

    problem_uid: Mapped[str] = _parent("problem.uid")
    way: Mapped[AmendmentWay]
    batch: Mapped[str] = mapped_column(String(32), default="")
    target_kind: Mapped[str] = mapped_column(String(32))
    target_uid: Mapped[str] = mapped_column(String(32), default="")
    field: Mapped[str] = mapped_column(String(40))
    period: Mapped[str] = mapped_column(String(10), default="")
    place: Mapped[str] = mapped_column(default="")
    said: Mapped[str] = mapped_column(default="")
    wanted: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    to_office_uid: Mapped[str] = mapped_column(String(32), default="", index=True)


class AmendmentAnswer(Made, Entity):
    """What the asked office said; `amendment_uid` may also be the act of a value that was not taken over."""

    __tablename__ = "amendment_answer"

    problem_uid: Mapped[str] = _parent("problem.uid")
    amendment_uid: Mapped[str] = mapped_column(String(32), index=True)
    verdict: Mapped[AmendmentVerdict]
    text: Mapped[str] = mapped_column(default="")


class User(Entity):
    """A named account on this installation; disabled, never deleted."""

    __tablename__ = "user"

    uid: Mapped[str] = mapped_column(String(32), unique=True, default=new_uid)
    name: Mapped[str] = mapped_column(unique=True)
    role: Mapped[Role] = mapped_column(default=Role.CLERK)
    secret: Mapped[str] = mapped_column(default="")
    disabled: Mapped[bool] = mapped_column(default=False)


class Counterpart(Entity):
    """An installation of another office that we exchange packages with, as its card said.

    `wanted` is the evidence (SHA-256) that its last package named as missing there. `reached` says for each office below
    it up to which moment (an ISO civil time of the sender's clock) that office has confirmed what it was sent.
    `serial` counts the keys that one office has had one after the other; `sealing_key` is '' until it told us one.
    """

    __tablename__ = "counterpart"

    office_uid: Mapped[str] = mapped_column(String(32), index=True)
    replica: Mapped[str] = mapped_column(String(32), unique=True)
    relation: Mapped[Relation]
    public_key: Mapped[str] = mapped_column(String(64))
    enrolled_at: Mapped[str] = mapped_column(String(19))
    head_count: Mapped[int] = mapped_column(default=0)
    head_hash: Mapped[str] = mapped_column(String(64), default="")
    wanted: Mapped[list[str]] = mapped_column(default=list)
    reached: Mapped[dict[str, Any]] = mapped_column(default=dict)

    sealing_key: Mapped[str] = mapped_column(String(80), default="")
    serial: Mapped[int] = mapped_column(default=1)


class Revocation(Entity):
    """A key that counts no longer from the act number `since` of its installation's journal on.

    `successor` is the installation that took its place, with its `serial`; both empty when none is known yet.
    """

    __tablename__ = "revocation"

    replica: Mapped[str] = mapped_column(String(32), unique=True)
    office_uid: Mapped[str] = mapped_column(String(32))
    public_key: Mapped[str] = mapped_column(String(64))
    cause: Mapped[RevocationCause]
    since: Mapped[int] = mapped_column(default=0)
    successor: Mapped[str] = mapped_column(String(32), default="")
    serial: Mapped[int] = mapped_column(default=0)
    declared_by: Mapped[str] = mapped_column(String(32), default="")
    reason: Mapped[str] = mapped_column(default="")
    at: Mapped[str] = mapped_column(String(19), default="")


class Shipment(Entity):
    """A package sent or received: what, when, with whom, on which medium, and whether the other side has confirmed it.

    Volumes of one sending share `series`. `handler` carried it or took it over, at `handed_at`; `jobs` are the sheets asked
    for, `size` is in bytes.
    `receipt` is what the receiver said about it; of a received one what we said.
    """

    __tablename__ = "shipment"

    uid: Mapped[str] = mapped_column(String(32), index=True)
    direction: Mapped[Direction]
    office_uid: Mapped[str] = mapped_column(String(32), index=True)
    replica: Mapped[str] = mapped_column(String(32), default="")
    sequence: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))
    file_name: Mapped[str]
    at: Mapped[str] = mapped_column(String(19))
    made_at: Mapped[str] = mapped_column(String(19), default="")
    who: Mapped[str] = mapped_column(default="")
    act_uid: Mapped[str] = mapped_column(String(32), default="")
    counts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    attachments: Mapped[list[str]] = mapped_column(default=list)
    acknowledged_at: Mapped[str] = mapped_column(String(19), default="")
    undone: Mapped[bool] = mapped_column(default=False)
    kind: Mapped[ShipmentKind] = mapped_column(default=ShipmentKind.PACKAGE)
    series: Mapped[str] = mapped_column(String(32), default="", index=True)
    volume: Mapped[int] = mapped_column(default=1)
    volumes: Mapped[int] = mapped_column(default=1)
    size: Mapped[int] = mapped_column(default=0)
    jobs: Mapped[list[str]] = mapped_column(default=list)
    medium: Mapped[Medium | None]
    medium_number: Mapped[str] = mapped_column(default="")
    handler: Mapped[str] = mapped_column(default="")
    handed_at: Mapped[str] = mapped_column(String(19), default="")
    acknowledged_by: Mapped[str] = mapped_column(String(16), default="")
    receipt: Mapped[dict[str, Any]] = mapped_column(default=dict)
    sealing: Mapped[str] = mapped_column(String(16), default="")


class ChangeSet(Entity):
    """One act, chained by hash to the one before it (docs/architecture.md, the journal)."""

    __tablename__ = "change_set"

    uid: Mapped[str] = mapped_column(String(32), unique=True)
    counter: Mapped[int] = mapped_column(unique=True)
    at: Mapped[str] = mapped_column(String(19))
    user_uid: Mapped[str] = mapped_column(String(32), default="")
    who: Mapped[str] = mapped_column(default="")
    office_uid: Mapped[str] = mapped_column(String(32), default="")
    replica: Mapped[str] = mapped_column(String(32), default="")
    act: Mapped[str] = mapped_column(String(32))
    title: Mapped[str] = mapped_column(default="")
    package_uid: Mapped[str] = mapped_column(String(32), default="")
    undoes: Mapped[str] = mapped_column(String(32), default="", index=True)
    changes_hash: Mapped[str] = mapped_column(String(64))
    previous: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


class Change(Entity):
    """One field of one record, old → new; field '' is the making of the record, '@' its versions before a merge."""

    __tablename__ = "change"
    __table_args__ = (Index("ix_change_record", "record_uid", "field"),)

    set_uid: Mapped[str] = mapped_column(String(32), index=True)
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(String(32))
    record_uid: Mapped[str] = mapped_column(String(32))
    field: Mapped[str] = mapped_column(String(40))
    old: Mapped[Any] = mapped_column(JSON)
    new: Mapped[Any] = mapped_column(JSON)


class ForeignAct(Entity):
    """Who did an act at another office, as its package told."""

    __tablename__ = "foreign_act"

    uid: Mapped[str] = mapped_column(String(32), unique=True)
    office_uid: Mapped[str] = mapped_column(String(32), default="")
    who: Mapped[str] = mapped_column(default="")
    at: Mapped[str] = mapped_column(String(19), default="")
    title: Mapped[str] = mapped_column(default="")


class ForeignRecord(Entity):
    """A record of a kind that this program does not know: kept as it came, sent on with its problem, taken in after an upgrade."""

    __tablename__ = "foreign_record"
    __table_args__ = (UniqueConstraint("kind", "uid"),)

    kind: Mapped[str] = mapped_column(String(32))
    uid: Mapped[str] = mapped_column(String(32))
    origin: Mapped[str] = mapped_column(String(32), default="")
    problem_uid: Mapped[str] = mapped_column(String(32), default="", index=True)
    from_uid: Mapped[str] = mapped_column(String(32), default="")
    hidden: Mapped[bool] = mapped_column(default=False)
    fields: Mapped[dict[str, Any]] = mapped_column(default=dict)
    living: Mapped[dict[str, Any]] = mapped_column(default=dict)
    seen: Mapped[list[str]] = mapped_column(default=list)


class Layout(Entity):
    """How a sending office's table was mapped, remembered for its next one; `columns` is {field: heading}.

    `sender` is '' when no office was named. Local: it never leaves the file.
    """

    __tablename__ = "layout"
    __table_args__ = (UniqueConstraint("fingerprint", "sender"),)

    fingerprint: Mapped[str] = mapped_column(String(64))
    sender: Mapped[str] = mapped_column(String(80), default="")
    columns: Mapped[dict[str, Any]]
    headings: Mapped[str] = mapped_column(default="")
    at: Mapped[str] = mapped_column(String(19), default="")


class Meta(Entity):
    """Facts about this ledger file: its office, installation, keys, day of the board."""

    __tablename__ = "meta"

    key: Mapped[str] = mapped_column(String(32), unique=True)
    value: Mapped[str]


BOARD_LEAN = ("voided", "category", "area", "progress_status", "closure_status", "unit", "leader", "due", "percent", "long_term",
              "gaps", "disputed", "evidence", "code", "supervisor", "round", "number", "source")  # fmt: skip
"""Everything that is filtered, sorted or counted, short and often asked columns first, without the long texts: any such
question reads this index alone."""


class Board(Entity):
    """One narrow line a problem, computed from facts after every act: what the grid filters, sorts and counts."""

    __tablename__ = "board"
    __table_args__ = (
        Index("ix_board_code", "voided", "code"),
        Index("ix_board_lean", *BOARD_LEAN),
    )

    uid: Mapped[str] = mapped_column(String(32), unique=True)
    code: Mapped[str] = mapped_column(String(64))
    number: Mapped[str] = mapped_column(default="")
    source_uid: Mapped[str] = mapped_column(String(32), default="")
    source: Mapped[str] = mapped_column(default="")
    round: Mapped[str] = mapped_column(default="")
    area: Mapped[str] = mapped_column(default="")
    category: Mapped[str] = mapped_column(default="")
    unit_uid: Mapped[str] = mapped_column(String(32), default="")
    unit: Mapped[str] = mapped_column(default="")
    leader: Mapped[str] = mapped_column(default="")
    supervisor: Mapped[str] = mapped_column(default="")
    due: Mapped[date | None]
    first_due: Mapped[date | None]
    long_term: Mapped[bool] = mapped_column(default=False)
    deadline: Mapped[str] = mapped_column(default="")
    progress_status: Mapped[ProgressStatus]
    closure_status: Mapped[ClosureStatus]
    percent: Mapped[int] = mapped_column(default=0)
    measures: Mapped[int] = mapped_column(default=0)
    measures_done: Mapped[int] = mapped_column(default=0)
    evidence: Mapped[int] = mapped_column(default=0)
    gaps: Mapped[int] = mapped_column(default=0)
    disputed: Mapped[int] = mapped_column(default=0)
    voided: Mapped[bool] = mapped_column(default=False)
    summary: Mapped[str] = mapped_column(default="")


PETITION_LEAN = ("batch_order", "source_uid", "completion", "closure", "truth", "unit", "area", "types", "batch", "due", "published", "waiting",
                 "starred", "linked", "repeats", "number", "points", "uid")  # fmt: skip
"""Everything of the petition register that is filtered, sorted or counted: such questions read this index alone."""


class PetitionLine(Entity):
    """One narrow line a petition, computed after every act; `id` is the petition's, the status words are counted words."""

    __tablename__ = "petition_line"
    __table_args__ = (Index("ix_petition_lean", *PETITION_LEAN),)

    uid: Mapped[str] = mapped_column(String(32), unique=True)
    key: Mapped[str] = mapped_column(String(80), index=True)
    number: Mapped[str] = mapped_column(String(80), default="")
    source_uid: Mapped[str] = mapped_column(String(32), default="")
    batch: Mapped[str] = mapped_column(default="")
    batch_order: Mapped[int] = mapped_column(default=0)
    sequence: Mapped[int] = mapped_column(default=0)
    area: Mapped[str] = mapped_column(default="")
    types: Mapped[str] = mapped_column(default="")
    unit: Mapped[str] = mapped_column(default="")
    truth: Mapped[str] = mapped_column(String(16))
    completion: Mapped[str] = mapped_column(String(16))
    closure: Mapped[str] = mapped_column(String(16))
    published: Mapped[str] = mapped_column(String(16), default="")
    published_on: Mapped[date | None]
    waiting: Mapped[bool] = mapped_column(default=False)
    starred: Mapped[bool] = mapped_column(default=False)
    linked: Mapped[bool] = mapped_column(default=False)
    due: Mapped[date | None]
    day: Mapped[date | None]
    points: Mapped[int] = mapped_column(default=0)
    chain: Mapped[int] = mapped_column(default=0)
    repeats: Mapped[int] = mapped_column(default=1)
    summary: Mapped[str] = mapped_column(default="")


class PetitionCite(Entity):
    """A number of another petition that stands in the texts of this one; computed after every act."""

    __tablename__ = "petition_cite"

    petition_uid: Mapped[str] = mapped_column(String(32), index=True)
    key: Mapped[str] = mapped_column(String(80), index=True)
    number: Mapped[str] = mapped_column(String(80))
    fault: Mapped[str] = mapped_column(default="")
