"""Between a row of the ledger and a `Record`: what the merge reads and what it leaves behind."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from dczg_desktop.domain.dictionary import KINDS, Kind, from_value, held_type, to_value
from dczg_desktop.domain.records import Record, Value
from dczg_desktop.domain.versions import conflicts


def record_of(kind: Kind, row: Mapping[str, Any]) -> Record:
    """A row (column name → content) as a record, with fields this version does not know."""
    fields: dict[str, Value] = {name: to_value(row[name]) for name in kind.columns()}
    fields.update(row["beyond"] or {})
    if kind.mutable:
        return Record(
            kind.name, row["uid"], fields, row["origin"], row["living"] or {}, tuple(row["seen"] or ())
        )
    return Record(kind.name, row["uid"], fields, row["origin"])


def columns_of(kind: Kind, record: Record) -> dict[str, Any]:
    """The row for a record, every column of its table but `id`. Raises ValueError when a value does not fit."""
    plain, fields = _plain_types(kind.name), record.fields
    row: dict[str, Any] = {}
    for name, wanted in plain.items():
        value = fields.get(name, _ABSENT)
        if type(value) is wanted:
            row[name] = value
        else:
            row[name] = _blank(kind, name) if value is _ABSENT else from_value(kind, name, fields[name])
    row |= {"uid": record.uid, "origin": record.origin, "hidden": False}
    row["beyond"] = {name: value for name, value in fields.items() if name not in plain}
    if kind.mutable:
        row |= {
            "living": {name: dict(values) for name, values in record.living.items()},
            "seen": list(record.seen),
            "disputed": 0 if kind.settles else len(conflicts(record)),
        }
    return row


_ABSENT = object()


@cache
def _plain_types(kind_name: str) -> dict[str, type]:
    """Of every exchanged column the type whose values go in as they are; `type` where they must be looked at."""
    kind = KINDS[kind_name]
    held = {name: held_type(kind, name) for name in kind.columns()}
    return {name: wanted if wanted in {str, bool, int, dict, list} else type for name, wanted in held.items()}


def _blank(kind: Kind, name: str) -> Any:
    """What an older office's record has in a column it does not know: the column's own default."""
    column = kind.entity.__table__.columns[name]
    if column.default is None:
        if column.nullable:
            return None
        return ""
    default = column.default.arg
    return default(None) if callable(default) else default
