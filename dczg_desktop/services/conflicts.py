"""The work-list of conflicts: both values, who wrote them, and the decision that ends it everywhere."""

from dataclasses import dataclass

from sqlalchemy import Boolean, Integer, String, select
from sqlalchemy.orm import Session

from dczg_desktop.base.errors import UserError
from dczg_desktop.base.text import folded
from dczg_desktop.domain.deadlines import read_deadline
from dczg_desktop.domain.dictionary import KINDS, Kind, Owner, from_value, label_of
from dczg_desktop.domain.entities import Board, Office, Problem
from dczg_desktop.domain.records import Record, Value
from dczg_desktop.domain.versions import conflicts, write
from dczg_desktop.services.detail import act_notes
from dczg_desktop.store.bulk import load_records, replace_records
from dczg_desktop.store.ledger import Ledger, require_user


@dataclass(frozen=True, slots=True)
class LivingValue:
    """One of the values that disagree; `shown` is the one on the screen meanwhile."""

    act_uid: str
    value: Value
    office: str
    who: str
    at: str
    shown: bool


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field on which offices disagree, until somebody entitled writes a value."""

    kind: str
    uid: str
    field: str
    label: str
    problem_uid: str
    code: str
    record: str
    owner: Owner
    values: tuple[LivingValue, ...]


def list_conflicts(ledger: Ledger, problem_uid: str = "") -> list[Conflict]:
    """Every conflict in the ledger, or those of one problem."""
    with ledger.reading() as session:
        offices = dict(session.execute(select(Office.uid, Office.name)).all())
        codes = dict(session.execute(select(Board.uid, Board.code)).all())
        found: list[Conflict] = []
        for kind in KINDS.values():
            if not kind.mutable:
                continue
            table = kind.entity.__table__
            uids = list(session.scalars(select(table.c.uid).where(table.c.disputed > 0, ~table.c.hidden)))
            for record in load_records(session, kind, uids).values():
                found.extend(_of_record(session, kind, record, offices, codes))
    return [one for one in found if not problem_uid or one.problem_uid == problem_uid]


def count_conflicts(ledger: Ledger) -> int:
    """How many fields wait for a decision: the badge on the window."""
    return len(list_conflicts(ledger))


def _refuse_foreign(session: Session, kind: Kind, record: Record, field: str, office_uid: str) -> None:
    """A field that belongs to the issuing office is decided there (docs/package-format.md)."""
    if kind.owner_of(field) is not Owner.ISSUER:
        return
    problem = str(record.fields.get("problem_uid") or record.uid)
    issuer = session.scalar(select(Problem.issuer_uid).where(Problem.uid == problem)) or ""
    if issuer not in {"", office_uid}:
        name = session.scalar(select(Office.name).where(Office.uid == issuer)) or "交办单位"
        raise UserError(
            f"“{label_of(kind.name, field)}”由{name}定夺，本单位不能处理。请等待对方处理后随下一包下发。"
        )


def _of_record(
    session: Session, kind: Kind, record: Record, offices: dict[str, str], codes: dict[str, str]
) -> list[Conflict]:
    problem = str(record.fields.get("problem_uid") or record.uid)
    name = next(
        (
            str(record.fields[key])
            for key in ("code", "text", "name", "number", "title")
            if record.fields.get(key)
        ),
        "",
    )
    found = []
    disputed = conflicts(record)
    for field, values in disputed.items():
        if field == "due" and "deadline" in disputed:
            continue  # decided together with the text it is read from
        notes = act_notes(session, list(values))
        living = []
        for act, value in values.items():
            note = notes.get(act)
            office = offices.get(note.office_uid, "") if note else ""
            living.append(
                LivingValue(
                    act,
                    value,
                    office,
                    note.who if note else "",
                    note.at if note else "",
                    value == record.fields.get(field),
                )
            )
        label = label_of(kind.name, field)
        found.append(
            Conflict(kind.name, record.uid, field, label, problem, codes.get(problem, ""), f"{kind.label} {name[:40]}",
                     kind.owner_of(field), tuple(living))
        )  # fmt: skip
    return found


def resolve_conflict(ledger: Ledger, kind: str, uid: str, field: str, value: Value, reason: str = "") -> None:
    """Write `value`; it replaces all living ones here and, with the next package, everywhere.

    Raises UserError when the conflict is gone, the field belongs to the issuing office, or the value does not fit.
    """
    with ledger.transaction("处理冲突") as (session, act):
        require_user(session, ledger.user_uid)
        record = load_records(session, KINDS[kind], [uid]).get(uid)
        if record is None or field not in conflicts(record):
            raise UserError("这处冲突已经不在了（可能已由他人处理），请刷新。")
        value = _typed(KINDS[kind], field, value)
        _refuse_unentitled(session, KINDS[kind], record, field, act.office_uid)
        _refuse_foreign(session, KINDS[kind], record, field, act.office_uid)
        try:
            from_value(KINDS[kind], field, value)
        except ValueError as error:
            raise UserError(
                f"“{value}”不能作为“{label_of(kind, field)}”的内容，没有处理。日期请写成 2026-10-31。"
            ) from error
        said = "（空）" if value is None else "是" if value is True else "否" if value is False else value
        act.title = f"{KINDS[kind].label} {label_of(kind, field)}：{said}{f'（{reason}）' if reason else ''}"
        values: dict[str, Value] = {field: value}
        if field == "deadline" and "due" in record.fields:
            due = read_deadline(str(value), ledger.today()).due if value else None
            values["due"] = due.isoformat() if due else None
        replace_records(session, act, [(record, write(record, values, act.uid))])


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


def _refuse_unentitled(session: Session, kind: Kind, record: Record, field: str, office_uid: str) -> None:
    if kind.owner_of(field) is not Owner.ISSUER:
        return
    problem_uid = str(record.fields.get("problem_uid") or record.uid)
    stated = record.fields.get("issuer_uid")
    issuer = stated or session.scalar(select(Problem.issuer_uid).where(Problem.uid == problem_uid)) or ""
    if issuer not in {"", office_uid}:
        raise UserError(
            f"“{label_of(kind.name, field)}”由交办单位掌握，这处冲突由交办单位定夺，没有改动。处理结果随回包下发。"
        )
