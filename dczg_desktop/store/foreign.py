"""Records of kinds that only a newer program knows: kept word for word, and taken in once this program knows them."""

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from dczg_desktop.domain.dictionary import KINDS
from dczg_desktop.domain.entities import ForeignRecord
from dczg_desktop.domain.records import Record, Value
from dczg_desktop.store.among import UIDS, among, listed
from dczg_desktop.store.bulk import add_records, replace_records, versions_of
from dczg_desktop.store.facts import chunks
from dczg_desktop.store.journal import Act
from dczg_desktop.store.versions import columns_of, record_of

PARENTS = ("problem_uid", "petition_uid")
"""Fields that name what such a record hangs on; with it the record travels."""


_OF_PARENTS = (
    select(ForeignRecord)
    .where(among(ForeignRecord.__table__.c.problem_uid), ~ForeignRecord.hidden)
    .order_by(ForeignRecord.id)
)
_HOMELESS = select(ForeignRecord.kind).where(ForeignRecord.problem_uid == "", ~ForeignRecord.hidden)


def load_foreign(session: Session, kind: str, uids: Sequence[str]) -> dict[str, Record]:
    """Kept records of an unknown kind among `uids`, hidden ones included."""
    found: dict[str, Record] = {}
    for part in chunks(list(uids)):
        query = select(ForeignRecord).where(ForeignRecord.kind == kind, ForeignRecord.uid.in_(part))
        found.update((row.uid, _record(row)) for row in session.scalars(query))
    return found


def foreign_of(session: Session, parents: Collection[str]) -> list[Record]:
    """Kept records that hang on these problems and petitions; hidden ones left out."""
    return [_record(row) for row in session.scalars(_OF_PARENTS, {UIDS: listed(parents)})]


def homeless(session: Session) -> list[str]:
    """Kinds of kept records that hang on no problem or petition: nobody can tell who may see them, so they stay here."""
    return sorted(set(session.scalars(_HOMELESS)))


def keep_foreign(session: Session, act: Act, records: Iterable[Record], from_uid: str) -> None:
    """Insert records as they came, journalled like any other."""
    rows = []
    for record in records:
        act.note(record.kind, record.uid, "", None, dict(record.fields))
        parent = next((str(record.fields[name]) for name in PARENTS if record.fields.get(name)), "")
        rows.append(
            {"kind": record.kind, "uid": record.uid, "problem_uid": parent, "from_uid": from_uid, "hidden": False}
            | _columns(record)
        )  # fmt: skip
    if rows:
        session.execute(insert(ForeignRecord), rows)


def replace_foreign(session: Session, act: Act, pairs: Iterable[tuple[Record, Record]]) -> None:
    """Write merged states over the former ones; the versions before are kept for undo."""
    for before, after in pairs:
        for name, value in after.fields.items():
            if before.fields.get(name) != value:
                act.note(after.kind, after.uid, name, before.fields.get(name), value)
        act.note(after.kind, after.uid, "@", versions_of(before), versions_of(after))
        session.execute(_where(after.kind, after.uid).values(**_columns(after)))


def hide_foreign(session: Session, act: Act, kind: str, uid: str, *, hidden: bool) -> None:
    """Hide or show a kept record (undo of its receipt, and its redo), journalled."""
    act.note(kind, uid, "hidden", not hidden, hidden)
    session.execute(_where(kind, uid).values(hidden=hidden))


def hidden_foreign(session: Session, kind: str) -> set[str]:
    """Uids of the kept records of this kind that an undo has hidden."""
    query = select(ForeignRecord.uid).where(ForeignRecord.kind == kind, ForeignRecord.hidden)
    return set(session.scalars(query))


def reverse_foreign(session: Session, act: Act, kind: str, uid: str, fields: Mapping[str, Any]) -> None:
    """Take back what one act did to a kept record; `fields` maps its changed fields to (old, new)."""
    if "" in fields or "hidden" in fields:
        hide_foreign(session, act, kind, uid, hidden="" in fields or bool(fields["hidden"][0]))
        return
    record = load_foreign(session, kind, [uid]).get(uid)
    if record is None or "@" not in fields:
        return
    old = fields["@"][0]
    shown = dict(record.fields) | {name: before for name, (before, _) in fields.items() if name != "@"}
    former = Record(kind, uid, shown, old["origin"], old["living"], tuple(old["seen"]))
    replace_foreign(session, act, [(record, former)])


def dictionary_mark() -> str:
    """A mark of all kinds and columns this program knows: another one means that kept things may have a place now."""
    known = "\n".join(f"{name} {' '.join(sorted(kind.columns()))}" for name, kind in sorted(KINDS.items()))
    return hashlib.sha256(known.encode("utf-8")).hexdigest()


def waiting(session: Session, *, has_new_columns: bool) -> bool:
    """Whether anything kept beside its columns could be taken in by this program; long tables are gone through only
    when it knows columns that it did not know before.
    """
    kinds = set(session.scalars(select(ForeignRecord.kind).distinct()))
    if kinds & set(KINDS):
        return True
    return has_new_columns and any(_grown(session, name) for name in KINDS)


def take_in(session: Session, act: Act) -> int:
    """Move kept records of kinds, and kept fields of columns, that this program knows now to their places; how many."""
    moved = 0
    for name in KINDS:
        pairs = [(record, record) for record in _grown(session, name)]
        moved += replace_records(session, act, pairs)
        query = select(ForeignRecord).where(ForeignRecord.kind == name, ~ForeignRecord.hidden)
        fitting = [record for record in map(_record, session.scalars(query)) if _fits(session, record)]
        moved += add_records(session, act, fitting)
        for record in fitting:
            session.execute(
                delete(ForeignRecord).where(ForeignRecord.kind == name, ForeignRecord.uid == record.uid)
            )
    return moved


def _grown(session: Session, name: str) -> list[Record]:
    """Records that hold a field beside their columns for which there is a column now, and whose value fits it."""
    kind = KINDS[name]
    table: Any = kind.entity.__table__
    columns = set(kind.columns())
    rows = session.execute(select(table).where(table.c.beyond != {})).mappings()
    found = [record_of(kind, dict(row)) for row in rows if columns & set(row["beyond"] or {})]
    return [record for record in found if _fits(session, record)]


def _fits(session: Session, record: Record) -> bool:
    kind = KINDS[record.kind]
    try:
        columns_of(kind, record)
    except (ValueError, KeyError):
        return False
    table = kind.entity.__table__
    for column in table.columns:
        for key in column.foreign_keys:
            target = key.column
            if not session.scalar(select(target).where(target == record.fields.get(column.name))):
                return False
    return True


def _where(kind: str, uid: str) -> Any:
    return update(ForeignRecord).where(ForeignRecord.kind == kind, ForeignRecord.uid == uid)


def _columns(record: Record) -> dict[str, Any]:
    living: dict[str, Value] = {name: dict(values) for name, values in record.living.items()}
    return {
        "origin": record.origin,
        "fields": dict(record.fields),
        "living": living,
        "seen": list(record.seen),
    }


def _record(row: ForeignRecord) -> Record:
    return Record(row.kind, row.uid, row.fields, row.origin, row.living, tuple(row.seen))
