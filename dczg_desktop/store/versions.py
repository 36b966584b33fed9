"""Between a row of the ledger and a `Record`: what the merge reads and what it leaves behind."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from operator import is_, itemgetter
from typing import Any

from sqlalchemy import JSON, Boolean

from dczg_desktop.domain.dictionary import KINDS, Kind, from_value, held_type, to_value
from dczg_desktop.domain.records import Record, Value
from dczg_desktop.domain.versions import conflicts
from dczg_desktop.store.db import json_text


def record_of(kind: Kind, row: Mapping[str, Any]) -> Record:
    """A row (column name → content) as a record, with fields this version does not know."""
    fields: dict[str, Value] = {name: to_value(row[name]) for name in kind.columns()}
    fields.update(row["beyond"] or {})
    if kind.mutable:
        return Record(
            kind.name, row["uid"], fields, row["origin"], row["living"] or {}, tuple(row["seen"] or ())
        )
    return Record(kind.name, row["uid"], fields, row["origin"])


def recorded(kind: Kind) -> tuple[str, Callable[[Sequence[Any]], Record]]:
    """The columns to select, as SQL, `hidden` first, and what makes a record of such a row as it comes from SQLite."""
    return _recorded(kind.name)


@cache
def _recorded(kind_name: str) -> tuple[str, Callable[[Sequence[Any]], Record]]:
    kind = KINDS[kind_name]
    table, names = kind.entity.__table__, kind.columns()
    texts = tuple(name for name in names if isinstance(table.c[name].type, JSON))
    flags = tuple(name for name in names if isinstance(table.c[name].type, Boolean))
    local = ("hidden", "uid", "origin", "beyond", *(("living", "seen") if kind.mutable else ()))

    def made(row: Sequence[Any]) -> Record:
        fields: dict[str, Value] = dict(zip(names, row[len(local) :], strict=True))
        for name in texts:
            fields[name] = _content(fields[name])
        for name in flags:
            fields[name] = None if fields[name] is None else bool(fields[name])
        if row[3] not in _EMPTY:
            fields.update(json.loads(row[3]))
        if kind.mutable:
            return Record(
                kind_name, row[1], fields, row[2], _content(row[4]) or {}, tuple(_content(row[5]) or ())
            )
        return Record(kind_name, row[1], fields, row[2])

    return ", ".join(f'"{name}"' for name in (*local, *names)), made


_EMPTY = (None, "{}", "null")


def _content(text: Any) -> Any:
    """What a JSON column holds; most hold nothing, and that needs no decoder."""
    if text is None:
        return None
    return {} if text == "{}" else [] if text == "[]" else json.loads(text)


def columns_of(kind: Kind, record: Record) -> dict[str, Any]:
    """The row for a record, every column of its table but `id`. Raises ValueError when a value does not fit."""
    shape, fields = _shape(kind.name), record.fields
    row = {name: fields[name] if name in fields else _blank(kind, name) for name in shape.names}
    if not all(map(is_, map(type, row.values()), shape.types)):
        for name, wanted in zip(shape.names, shape.types, strict=True):
            if type(row[name]) is not wanted and name in fields:
                row[name] = from_value(kind, name, fields[name])
    row |= {"uid": record.uid, "origin": record.origin, "hidden": False}
    more = len(fields) > len(shape.names) or not fields.keys() <= shape.known
    row["beyond"] = {name: fields[name] for name in fields.keys() - shape.known} if more else {}
    if kind.mutable:
        row |= {
            "living": {name: dict(values) for name, values in record.living.items()},
            "seen": list(record.seen),
            "disputed": 0 if kind.settles else len(conflicts(record)),
        }
    return row


@dataclass(frozen=True, slots=True)
class _Shape:
    """The exchanged columns of a kind, with the types whose values go in as they are (`type` where they must be looked at)."""

    names: tuple[str, ...]
    types: tuple[type, ...]
    known: frozenset[str]


@cache
def _shape(kind_name: str) -> _Shape:
    kind = KINDS[kind_name]
    names = kind.columns()
    held = (held_type(kind, name) for name in names)
    types = tuple(wanted if wanted in {str, bool, int, dict, list} else type for wanted in held)
    return _Shape(names, types, frozenset(names))


@dataclass(frozen=True, slots=True)
class Insertion:
    """How records of one kind are inserted: the SQL, and what turns a record into its values."""

    statement: str
    stored: Callable[[Record], tuple[Any, ...]]


def insertion(kind: Kind) -> Insertion:
    """How records of this kind are inserted. `stored` raises ValueError when a value does not fit, as `columns_of`."""
    return _insertion(kind.name)


@cache
def _insertion(kind_name: str) -> Insertion:
    kind = KINDS[kind_name]
    turning = {name: turn for name in kind.columns() if (turn := _turning(kind, name)) is not None}
    plain = tuple(name for name in kind.columns() if name not in turning)
    wanted = [held_type(kind, name) for name in plain]
    local = ("uid", "origin", "hidden", "beyond", *(("living", "seen", "disputed") if kind.mutable else ()))
    names, known = (*plain, *turning, *local), frozenset(kind.columns())
    plainly, turns = itemgetter(*plain), tuple(turning.items())

    def stored(record: Record) -> tuple[Any, ...]:
        fields = record.fields
        if fields.keys() == known:
            values = plainly(fields)
            if list(map(type, values)) == wanted:
                try:
                    turned = [turn(fields[name]) for name, turn in turns]
                except (KeyError, TypeError, ValueError):
                    return _looked_at(kind, record, names)
                return (*values, *turned, *_local(kind, record))
        return _looked_at(kind, record, names)

    listed = ", ".join(f'"{name}"' for name in names)
    marks = ", ".join("?" for _ in names)
    return Insertion(f'INSERT INTO "{kind_name}" ({listed}) VALUES ({marks})', stored)


def _turning(kind: Kind, name: str) -> Callable[[Any], Any] | None:
    """What makes a usual value of a column that which is stored, or raises; None for columns that store it as it is."""
    wanted, nullable = held_type(kind, name), bool(kind.entity.__table__.columns[name].nullable)
    if wanted in {dict, list}:
        return lambda value: json_text(value) if type(value) is wanted else _unusual(value)
    if wanted is date:
        return lambda value: value if value is None and nullable else date.fromisoformat(value).isoformat()
    if issubclass(wanted, StrEnum):
        words = {str(word): str(word) for word in wanted} | ({None: None} if nullable else {})
        return words.__getitem__
    if nullable:
        return lambda value: value if value is None or type(value) is wanted else _unusual(value)
    return None


def _unusual(value: Any) -> Any:
    raise ValueError(value)


def _local(kind: Kind, record: Record) -> tuple[Any, ...]:
    if not kind.mutable:
        return record.uid, record.origin, False, "{}"
    disputed = len(conflicts(record)) if record.living and not kind.settles else 0
    living = json_text({name: dict(values) for name, values in record.living.items()})
    return record.uid, record.origin, False, "{}", living, json_text(list(record.seen)), disputed


def _looked_at(kind: Kind, record: Record, names: Sequence[str]) -> tuple[Any, ...]:
    """The values of a record that has not exactly the usual columns with the usual contents."""
    row, table = columns_of(kind, record), kind.entity.__table__
    for name, content in row.items():
        if isinstance(table.c[name].type, JSON):
            row[name] = json_text(content)
        else:
            row[name] = to_value(content)
    return tuple(row[name] for name in names)


def _blank(kind: Kind, name: str) -> Any:
    """What an older office's record has in a column it does not know: the column's own default."""
    column = kind.entity.__table__.columns[name]
    if column.default is None:
        if column.nullable:
            return None
        return ""
    default = column.default.arg
    return default(None) if callable(default) else default
