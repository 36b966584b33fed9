"""Between a row of the ledger and a `Record`: what the merge reads and what it leaves behind."""

from collections.abc import Mapping
from typing import Any

from dczg_desktop.domain.dictionary import Kind, from_value, to_value
from dczg_desktop.domain.records import Record, Value
from dczg_desktop.domain.versions import conflicts


def record_of(kind: Kind, row: Mapping[str, Any]) -> Record:
    """A row (column name → content) as a record, with fields this version does not know."""
    fields: dict[str, Value] = {name: to_value(row[name]) for name in kind.columns()}
    if kind.mutable:
        fields.update(row["beyond"] or {})
        return Record(
            kind.name, row["uid"], fields, row["origin"], row["living"] or {}, tuple(row["seen"] or ())
        )
    return Record(kind.name, row["uid"], fields, row["origin"])


def columns_of(kind: Kind, record: Record) -> dict[str, Any]:
    """The row for a record, every column of its table but `id`. Raises ValueError when a value does not fit."""
    names = kind.columns()
    row: dict[str, Any] = {
        name: from_value(kind, name, record.fields[name]) if name in record.fields else _blank(kind, name)
        for name in names
    }
    row |= {"uid": record.uid, "origin": record.origin, "hidden": False}
    if kind.mutable:
        known = set(names)
        row |= {
            "living": {name: dict(values) for name, values in record.living.items()},
            "seen": list(record.seen),
            "beyond": {name: value for name, value in record.fields.items() if name not in known},
            "disputed": 0 if kind.settles else len(conflicts(record)),
        }
    return row


def _blank(kind: Kind, name: str) -> Any:
    """What an older office's record has in a column it does not know: the column's own default."""
    column = kind.entity.__table__.columns[name]
    if column.default is None:
        if column.nullable:
            return None
        return ""
    default = column.default.arg
    return default(None) if callable(default) else default
