"""The work-list of conflicts: both values, who wrote them, and the decision that ends it everywhere."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Boolean, Integer, String, literal, select, union_all
from sqlalchemy.orm import Session

from dczg_desktop.base.errors import UserError
from dczg_desktop.base.text import clean, excerpt, folded
from dczg_desktop.domain.deadlines import read_deadline
from dczg_desktop.domain.dictionary import KINDS, Kind, Owner, from_value, label_of
from dczg_desktop.domain.entities import (
    AmendmentAnswer,
    Change,
    ChangeSet,
    Duty,
    Office,
    Petition,
    PetitionAmendmentAnswer,
    Problem,
)
from dczg_desktop.domain.finishing import FINISHED, loses_day
from dczg_desktop.domain.records import Record, Value
from dczg_desktop.domain.versions import conflicts, living, write
from dczg_desktop.domain.words import AmendmentVerdict, DutyRole
from dczg_desktop.services.detail import act_notes
from dczg_desktop.services.duties import office_named
from dczg_desktop.services.petitions.batches import handed_over
from dczg_desktop.store.bulk import load_records, replace_records
from dczg_desktop.store.journal import Act
from dczg_desktop.store.ledger import Ledger, require_user


@dataclass(frozen=True, slots=True)
class LivingValue:
    """One of the values that disagree, with all who wrote it; `shown` is the one on the screen meanwhile."""

    act_uid: str
    value: Value
    office: str
    who: str
    at: str
    shown: bool


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field on which offices disagree, until somebody entitled writes a value.

    `base` is what it said before they did, as far as this office knows. `decider` names who decides, `may_decide` says
    whether that is us; `note_required`: we may, but the field is another's, so say why.
    """

    kind: str
    uid: str
    field: str
    label: str
    problem_uid: str
    code: str
    record: str
    owner: Owner
    values: tuple[LivingValue, ...]
    base: Value = None
    decider: str = ""
    may_decide: bool = True
    note_required: bool = False


_DISPUTED = union_all(
    *(
        select(literal(kind.name), table.c.uid).where(table.c.disputed > 0, ~table.c.hidden)
        for kind, table in ((kind, kind.entity.__table__) for kind in KINDS.values() if kind.mutable)
    )
)


def list_conflicts(ledger: Ledger, problem_uid: str = "") -> list[Conflict]:
    """Every conflict in the ledger, or those of one problem; what this office decides comes first."""
    our_uid = ledger.identity.office_uid
    found: list[Conflict] = []
    with ledger.reading() as session:
        disputed: dict[str, list[str]] = {}
        for name, uid in session.execute(_DISPUTED):
            disputed.setdefault(name, []).append(uid)
        if not disputed:
            return found
        offices = dict(session.execute(select(Office.uid, Office.name)).all())
        for name, uids in disputed.items():
            kind = KINDS[name]
            for record in load_records(session, kind, uids).values():
                if problem_uid in {"", str(record.fields.get("problem_uid") or record.uid)}:
                    found.extend(_of_record(session, kind, record, offices, our_uid))
    return sorted(found, key=lambda one: not one.may_decide)


@dataclass(frozen=True, slots=True)
class Entitlement:
    """Who decides about a field, whether we may, and whether we must say why."""

    decider: str
    may: bool
    note: bool = False


def entitlement(session: Session, kind: Kind, record: Record, field: str, our_uid: str) -> Entitlement:
    """The issuing office decides about its fields; what the responsible office wrote others decide only with a reason."""
    problem = str(record.fields.get("problem_uid") or record.uid)
    stated = record.fields.get("issuer_uid")
    issuer = stated or session.scalar(select(Problem.issuer_uid).where(Problem.uid == problem)) or ""
    name = session.scalar(select(Office.name).where(Office.uid == issuer)) or "交办单位"
    owner = kind.owner_of(field)
    if owner is Owner.ISSUER:
        return Entitlement(name, may=issuer in {"", our_uid})
    if owner is Owner.BOTH:
        return Entitlement("任何一方", may=True)
    units = select(Duty.office_uid, Duty.name).where(
        Duty.problem_uid == problem, Duty.role.in_(ANSWERING), Duty.voided == "", ~Duty.hidden
    )
    if petition := petition_of(record):
        units = select(Petition.office_uid, Petition.responsible_unit).where(
            Petition.uid == petition, Petition.office_uid != ""
        )
    held = dict(session.execute(units).all())
    return Entitlement(
        "、".join(held.values()) or "责任单位", may=True, note=bool(held) and our_uid not in held
    )


def petition_of(record: Record) -> str:
    """The petition that a record is or hangs on, '' for everything else."""
    return record.uid if record.kind == "petition" else str(record.fields.get("petition_uid") or "")


ALONG = {"deadline": "due", "responsible_unit": "office_uid"}
"""What is read from a text and decided with it: its day, its office."""
ANSWERING = (DutyRole.RESPONSIBLE_UNIT, DutyRole.LEAD_UNIT, DutyRole.SUPPORTING_UNIT)


def _of_record(
    session: Session,
    kind: Kind,
    record: Record,
    offices: dict[str, str],
    our_uid: str,
) -> list[Conflict]:
    problem = str(record.fields.get("problem_uid") or record.uid)
    keys = ("code", "text", "name", "number", "title")
    name = next((str(record.fields[key]) for key in keys if record.fields.get(key)), "")
    disputed, code = conflicts(record), _code(session, record)
    found: list[Conflict] = []
    for field, values in disputed.items():
        if any(one in disputed and field == other for one, other in ALONG.items()):
            continue  # decided together with the text it is read from
        entitled = entitlement(session, kind, record, field, our_uid)
        found.append(
            Conflict(
                kind.name, record.uid, field, label_of(kind.name, field), problem, code,
                f"{kind.label} {name[:40]}", kind.owner_of(field), _values(session, record, field, values, offices),
                _base(session, record, field), entitled.decider, entitled.may, entitled.note,
            )
        )  # fmt: skip
    return found


def _values(
    session: Session, record: Record, field: str, distinct: dict[str, Value], offices: dict[str, str]
) -> tuple[LivingValue, ...]:
    """Equal values are one; everybody who wrote it is named."""
    alive = living(record, field)
    notes = act_notes(session, list(alive))
    found = []
    for act, value in distinct.items():
        writers = [notes[one] for one, other in alive.items() if other == value and one in notes]
        named = "、".join(dict.fromkeys(offices.get(note.office_uid, "") for note in writers))
        who = "、".join(dict.fromkeys(note.who for note in writers))
        at = max((note.at for note in writers), default="")
        found.append(LivingValue(act, value, named, who, at, value == record.fields.get(field)))
    return tuple(found)


def _base(session: Session, record: Record, field: str) -> Value:
    """What the field said before the first of the values that disagree was written or taken in here."""
    query = (
        select(Change.old)
        .join(ChangeSet, ChangeSet.uid == Change.set_uid)
        .where(Change.record_uid == record.uid, Change.field == field)
    )
    acts = list(living(record, field))
    written = query.where(Change.set_uid.in_(acts)).order_by(ChangeSet.counter).limit(1)
    found: Value = session.execute(written).scalar()
    if found is None:
        arrived = query.where(ChangeSet.package_uid != "").order_by(ChangeSet.counter.desc()).limit(1)
        found = session.execute(arrived).scalar()
    return found


def resolve_conflict(ledger: Ledger, kind: str, uid: str, field: str, value: Value, reason: str = "") -> None:
    """Write `value`; it replaces all living ones here and, with the next package, everywhere.

    The reason goes to the offices whose value was not taken. Raises UserError when the conflict is gone, the field
    belongs to the issuing office, it is another's and no reason is given, or the value does not fit.
    """
    with ledger.transaction("处理冲突") as (session, act):
        require_user(session, ledger.user_uid)
        record = load_records(session, KINDS[kind], [uid]).get(uid)
        if record is None or field not in conflicts(record):
            raise UserError("这处冲突已经不在了（可能已由他人处理），请刷新。")
        value = _typed(KINDS[kind], field, value)
        _refuse_unentitled(session, KINDS[kind], record, field, (act.office_uid, clean(reason)))
        try:
            from_value(KINDS[kind], field, value)
        except ValueError as error:
            raise UserError(
                f"“{value}”不能作为“{label_of(kind, field)}”的内容，没有处理。日期请写成 2026-10-31。"
            ) from error
        said = "（空）" if value is None else "是" if value is True else "否" if value is False else value
        place = (_code(session, record), f"{KINDS[kind].label} {label_of(kind, field)}")
        act.title = f"{'：'.join(filter(None, place))}：{said}{f'（{reason}）' if reason else ''}"
        values: dict[str, Value] = {field: value}
        if (other := ALONG.get(field)) in record.fields:
            values[str(other)] = _along(session, record, field, value, ledger.today())
        if field == "completion" and loses_day(str(value or "")) and any(living(record, FINISHED).values()):
            values[FINISHED] = None
        _answer(session, act, record, field, (value, clean(reason)))
        replace_records(session, act, [(record, write(record, values, act.uid))])


def _along(session: Session, record: Record, field: str, value: Value, today: date) -> Value:
    """What goes with a text that is decided: as it was written with it, else read anew, a deadline of a petition from its handing over."""
    beside = living(record, ALONG[field])
    written = [beside[act] for act, said in living(record, field).items() if said == value and act in beside]
    if written:
        return written[0]
    if field == "responsible_unit":
        return office_named(session, str(value))[0] if value else ""
    petition = session.scalar(select(Petition).where(Petition.uid == petition_of(record)))
    start = handed_over(session, petition) if petition else None
    due = read_deadline(str(value or ""), today, start=start, asks_start=petition is not None).due
    return due.isoformat() if due else None


def _code(session: Session, record: Record) -> str:
    """Of the problem or petition that a record is or hangs on; '' for an office."""
    query = select(Problem.code).where(Problem.uid == str(record.fields.get("problem_uid") or record.uid))
    if petition := petition_of(record):
        query = select(Petition.number).where(Petition.uid == petition)
    return session.scalar(query) or ""


def _answer(session: Session, act: Act, record: Record, field: str, decision: tuple[Value, str]) -> None:
    """Tell the offices whose value was not taken why; without a reason there is nothing to tell."""
    value, reason = decision
    petition = petition_of(record)
    problem = str(record.fields.get("problem_uid") or record.uid)
    known = petition or session.scalar(select(Problem.id).where(Problem.uid == problem)) is not None
    if not reason or not known:
        return
    alive = living(record, field)
    notes = act_notes(session, list(alive))
    for other, said in alive.items():
        if other in notes and notes[other].office_uid != act.office_uid:
            taken = said == value
            verdict = AmendmentVerdict.ACCEPTED if taken else AmendmentVerdict.DECLINED
            text = f"“{label_of(record.kind, field)}”{'采用' if taken else '没有采用'}“{excerpt(str(said), 60)}”：{reason}"
            told = {"amendment_uid": other, "verdict": verdict, "text": text}
            session.add(
                PetitionAmendmentAnswer(petition_uid=petition, **told)
                if petition
                else AmendmentAnswer(problem_uid=problem, **told)
            )
    session.flush()


def _typed(kind: Kind, field: str, value: Value) -> Value:
    """A typed word as the field holds it: 是 and 否, whole numbers, '' for no day. Everything else as it is."""
    column = kind.entity.__table__.columns[field] if field in kind.columns() else None
    if column is None or not isinstance(value, str) or isinstance(column.type, String):
        return value
    said = folded(value)
    if isinstance(column.type, Boolean):
        return {"是": True, "true": True, "1": True, "否": False, "false": False, "0": False}.get(said, value)
    if column.nullable and said in {"", "none", "null"}:
        return None
    return int(said) if isinstance(column.type, Integer) and said.isascii() and said.isdigit() else value


def _refuse_unentitled(
    session: Session, kind: Kind, record: Record, field: str, decider: tuple[str, str]
) -> None:
    our_uid, reason = decider
    entitled = entitlement(session, kind, record, field, our_uid)
    label = label_of(kind.name, field)
    if not entitled.may:
        raise UserError(
            f"“{label}”由{entitled.decider}掌握，这处冲突由交办单位定夺，本单位不能处理。处理结果随回包下发。"
        )
    if entitled.note and not reason:
        raise UserError(f"“{label}”由{entitled.decider}掌握，由本单位定夺要写明理由，对方会看到。没有处理。")
