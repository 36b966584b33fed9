"""Between a row of the ledger and a `Record`: what the merge reads and what it leaves behind."""

from collections.abc import Iterable, Mapping
from typing import Any

from dczg_desktop.domain.dictionary import CONFIDENTIAL, Kind, from_value, to_value
from dczg_desktop.domain.records import Record, Value


def record_of(kind: Kind, row: Mapping[str, Any]) -> Record:
    """A row (column name → content) as a record, with fields this version does not know."""
    fields: dict[str, Value] = {name: to_value(row[name]) for name in kind.columns()}
    if kind.mutable:
        fields.update(row["beyond"] or {})
        return Record(
            kind.name, row["uid"], fields, row["origin"], row["living"] or {}, tuple(row["seen"] or ())
        )
    return Record(kind.name, row["uid"], fields, row["origin"])


def without_confidential(record: Record) -> Record:
    """The record without the fields that never leave this office."""
    hidden = CONFIDENTIAL.get(record.kind, frozenset())
    if not hidden:
        return record
    return Record(
        record.kind,
        record.uid,
        {name: value for name, value in record.fields.items() if name not in hidden},
        record.origin,
        {name: values for name, values in record.living.items() if name not in hidden},
        record.seen,
    )


def disputed_fields(record: Record) -> list[str]:
    """Fields with more than one different living value."""
    return [name for name, values in record.living.items() if _differ(values.values())]


def _differ(values: Iterable[Value]) -> bool:
    iterator = iter(values)
    first = next(iterator, None)
    return any(other != first for other in iterator)


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
            "disputed": len(disputed_fields(record)),
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
