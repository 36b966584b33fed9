"""A ledger read without the program: rows of the file as plain values, for judging what an act left there."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

LOCAL = frozenset({"id", "uid", "origin", "hidden", "living", "seen", "beyond", "disputed"})
OWN = {"problem": frozenset({"internal_note"}), "petition": frozenset({"extra"})}
"""Fields that every office keeps for itself."""


def plain(value: Any) -> Any:
    """One form for one value, whether it comes from a column or from JSON."""
    if isinstance(value, bool):
        return int(value)
    return json.dumps(value, ensure_ascii=False, sort_keys=True) if isinstance(value, dict | list) else value


@dataclass(frozen=True)
class Row:
    """A mutable record: all acts this copy has taken in, living values by field, the values shown."""

    kind: str
    acts: frozenset[str]
    living: dict[str, dict[str, Any]]
    shown: dict[str, Any]


@dataclass(frozen=True)
class State:
    """Everything visible of the exchanged records, and how many acts and shipments there are."""

    mutable: dict[str, Row]
    made: dict[str, dict[str, Any]]
    acts: int
    shipments: int

    def visible(self) -> tuple[dict[str, Row], dict[str, dict[str, Any]]]:
        return self.mutable, self.made

    def uids(self, kind: str) -> list[str]:
        """Mutable records of one kind, sorted, so that the same seed draws the same record."""
        return [uid for uid, row in self.mutable.items() if row.kind == kind]


_OPEN: dict[Path, sqlite3.Connection] = {}
"""Ledger files that are being looked at: opening one costs more than a question."""


def look_at(path: Path) -> sqlite3.Connection:
    """The ledger file at `path` for reading; it stays open until `look_away`."""
    if path not in _OPEN:
        _OPEN[path] = sqlite3.connect(path, isolation_level=None)
        _OPEN[path].execute("PRAGMA query_only = ON")
    return _OPEN[path]


def look_away(path: Path) -> None:
    """Let go of the file, before another one is laid in its place."""
    if path in _OPEN:
        _OPEN.pop(path).close()


def read_state(path: Path) -> State:
    """The state of the ledger file at `path`; nothing may be writing to it."""
    raw = look_at(path)
    mutable: dict[str, Row] = {}
    made: dict[str, dict[str, Any]] = {}
    for table in _tables(raw):
        for values in raw.execute(table.query):
            if table.keeps:
                mutable[values[0]] = _row(table, values)
            else:
                made[values[0]] = {"kind": table.name, "origin": values[1], **table.shown(values[2:])}
    acts = raw.execute("SELECT ifnull(max(counter), 0) FROM change_set").fetchone()[0]
    return State(mutable, made, acts, raw.execute("SELECT count(*) FROM shipment").fetchone()[0])


def acts_after(path: Path, counter: int) -> list[tuple[str, str, str]]:
    """(uid, act, undoes) of the acts after number `counter`."""
    query = "SELECT uid, act, undoes FROM change_set WHERE counter > ? ORDER BY counter"
    return asked(path, query, counter)


def asked(path: Path, query: str, *values: Any) -> list[Any]:
    """The rows of one question to the file."""
    return look_at(path).execute(query, values).fetchall()


@dataclass(frozen=True)
class _Table:
    """A table of exchanged records: its columns in their order, those that hold JSON, whether it keeps living values."""

    name: str
    columns: tuple[str, ...]
    is_json: frozenset[str]
    keeps: bool

    @cached_property
    def query(self) -> str:
        extra = ", origin, living, seen" if self.keeps else ", origin"
        return f'SELECT uid{extra}, {", ".join(self.columns)} FROM "{self.name}" WHERE NOT hidden ORDER BY id'

    def shown(self, values: tuple[Any, ...]) -> dict[str, Any]:
        found = dict(zip(self.columns, values, strict=True))
        for name in self.is_json:
            if found[name] is not None:
                found[name] = plain(json.loads(found[name]))
        return found


_ROWS: dict[tuple[Any, ...], Row] = {}
_MOST_ROWS = 20_000
"""Rows understood already: most are as they were at the last look."""


def _row(table: _Table, values: tuple[Any, ...]) -> Row:
    key = (table.name, *values)
    if key not in _ROWS:
        if len(_ROWS) > _MOST_ROWS:
            _ROWS.clear()
        _ROWS[key] = _understood(table, values)
    return _ROWS[key]


def _understood(table: _Table, values: tuple[Any, ...]) -> Row:
    _uid, origin, living, seen, *rest = values
    shown, stored = table.shown(tuple(rest)), json.loads(living)
    alive = {
        name: {act: plain(value) for act, value in stored[name].items()}
        if name in stored
        else {origin: value}
        for name, value in shown.items()
    }
    return Row(table.name, acts_of(origin, json.loads(seen), alive), alive, shown)


def acts_of(origin: str, seen: Iterable[str], alive: Mapping[str, Iterable[str]]) -> frozenset[str]:
    """What a copy of a record knows: whole acts; and of an act that it was told of in one field alone, that field."""
    whole = {origin, *seen}
    return frozenset(whole) | {
        of_field(act, name) for name, values in alive.items() for act in values if act not in whole
    }


def of_field(act: str, name: str) -> str:
    """An act as far as it wrote one field."""
    return f"{act}@{name}"


_SHAPES: list[_Table] = []


def _tables(raw: sqlite3.Connection) -> list[_Table]:
    """Everything that is exchanged."""
    if not _SHAPES:
        names = raw.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY rootpage"
        ).fetchall()
        for (name,) in names:
            kinds = {row[1]: row[2] for row in raw.execute(f'PRAGMA table_info("{name}")')}
            if {"uid", "origin", "hidden"} <= kinds.keys():
                own = LOCAL | OWN.get(name, frozenset())
                columns = tuple(column for column in kinds if column not in own)
                is_json = frozenset(column for column, kind in kinds.items() if kind == "JSON")
                _SHAPES.append(_Table(name, columns, is_json & set(columns), "living" in kinds))
    return _SHAPES


@cache
def own_fields(kind: str) -> frozenset[str]:
    """Fields of a kind that never leave an office."""
    return OWN.get(kind, frozenset())
