"""A ledger read without the program: rows of the file as plain values, for judging what an act left there."""

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from functools import cache
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


def read_state(path: Path) -> State:
    """The state of the ledger file at `path`; nothing may be writing to it."""
    with closing(sqlite3.connect(path)) as raw:
        mutable: dict[str, Row] = {}
        made: dict[str, dict[str, Any]] = {}
        for kind, columns, is_json, keeps in _tables(raw):
            extra = ", origin, living, seen" if keeps else ", origin"
            query = f'SELECT uid{extra}, {", ".join(columns)} FROM "{kind}" WHERE NOT hidden ORDER BY id'
            for values in raw.execute(query):
                start = 4 if keeps else 2
                pairs = zip(columns, values[start:], strict=True)
                shown = {name: _column(value, is_json=name in is_json) for name, value in pairs}
                if keeps:
                    mutable[values[0]] = _row(kind, values[1], values[2], values[3], shown)
                else:
                    made[values[0]] = {"kind": kind, "origin": values[1], **shown}
        acts = raw.execute("SELECT ifnull(max(counter), 0) FROM change_set").fetchone()[0]
        return State(mutable, made, acts, raw.execute("SELECT count(*) FROM shipment").fetchone()[0])


def acts_after(path: Path, counter: int) -> list[tuple[str, str, str]]:
    """(uid, act, undoes) of the acts after number `counter`."""
    with closing(sqlite3.connect(path)) as raw:
        query = "SELECT uid, act, undoes FROM change_set WHERE counter > ? ORDER BY counter"
        return list(raw.execute(query, (counter,)))


def asked(path: Path, query: str, *values: Any) -> list[tuple[Any, ...]]:
    """The rows of one question to the file."""
    with closing(sqlite3.connect(path)) as raw:
        return list(raw.execute(query, values))


def _column(value: Any, *, is_json: bool) -> Any:
    return plain(json.loads(value)) if is_json and value is not None else value


def _row(kind: str, origin: str, living: str, seen: str, shown: dict[str, Any]) -> Row:
    stored = json.loads(living)
    alive = {
        name: {act: plain(value) for act, value in stored[name].items()}
        if name in stored
        else {origin: value}
        for name, value in shown.items()
    }
    return Row(kind, frozenset({origin, *json.loads(seen)}), alive, shown)


_SHAPES: dict[str, list[tuple[str, tuple[str, ...], frozenset[str], bool]]] = {}


def _tables(raw: sqlite3.Connection) -> list[tuple[str, tuple[str, ...], frozenset[str], bool]]:
    """(table, columns, those that hold JSON, whether it keeps living values) of everything that is exchanged."""
    if not _SHAPES:
        found = []
        names = raw.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY rootpage"
        ).fetchall()
        for (name,) in names:
            kinds = {row[1]: row[2] for row in raw.execute(f'PRAGMA table_info("{name}")')}
            if {"uid", "origin", "hidden"} <= kinds.keys():
                own = LOCAL | OWN.get(name, frozenset())
                columns = tuple(column for column in kinds if column not in own)
                is_json = frozenset(column for column, kind in kinds.items() if kind == "JSON")
                found.append((name, columns, is_json, "living" in kinds))
        _SHAPES["all"] = found
    return _SHAPES["all"]


@cache
def own_fields(kind: str) -> frozenset[str]:
    """Fields of a kind that never leave an office."""
    return OWN.get(kind, frozenset())
