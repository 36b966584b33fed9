"""The bulk writer: rows and their changes together, for big acts (import, receive) that must not go one by one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from dczg_desktop.base.progress import Tick, no_tick
from dczg_desktop.domain.dictionary import KINDS, Kind
from dczg_desktop.domain.records import Record, Value
from dczg_desktop.store.among import AMONG, UIDS, among, driver, listed
from dczg_desktop.store.journal import Act
from dczg_desktop.store.versions import columns_of, insertion, recorded

BATCH = 1000
NOTHING: Mapping[tuple[str, str], tuple[Any, ...]] = MappingProxyType({})


def load_records(session: Session, kind: Kind, uids: Iterable[str]) -> dict[str, Record]:
    """The records of one kind among `uids`, hidden ones included."""
    return {record.uid: record for record, _ in _loaded(session, kind, uids)}


def load_with_hidden(session: Session, kind: Kind, uids: Iterable[str]) -> tuple[dict[str, Record], set[str]]:
    """The records of one kind among `uids`, and the uids of those that are hidden here."""
    found, hidden = {}, set()
    for record, unseen in _loaded(session, kind, uids):
        found[record.uid] = record
        if unseen:
            hidden.add(record.uid)
    return found, hidden


def _loaded(session: Session, kind: Kind, uids: Iterable[str]) -> Iterator[tuple[Record, bool]]:
    columns, made = recorded(kind)
    query = f'SELECT {columns} FROM "{kind.name}" WHERE uid {AMONG}'
    for row in driver(session).execute(query, (listed(uids),)).fetchall():
        yield made(row), bool(row[0])


def load_children(
    session: Session, kind: Kind, parents: Iterable[str], column: str = "problem_uid"
) -> list[Record]:
    """The records of one kind that hang on these parents, in the order of their making; hidden ones left out."""
    columns, made = recorded(kind)
    query = f'SELECT {columns} FROM "{kind.name}" WHERE "{column}" {AMONG} AND NOT hidden ORDER BY id'
    return [made(row) for row in driver(session).execute(query, (listed(parents),)).fetchall()]


def add_records(
    session: Session,
    act: Act,
    records: Iterable[Record],
    tick: Tick = no_tick,
    total: int = 0,
    ready: Mapping[tuple[str, str], tuple[Any, ...]] = NOTHING,
) -> int:
    """Insert new records and journal each as one change that holds the record; return how many.

    `ready` has what `insertion` made of some of them already, by kind and uid. Raises ValueError naming the field when a
    value does not fit its column.
    """
    waiting: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    connection = session.connection()
    done = 0
    for record in records:
        into = insertion(KINDS[record.kind])
        statement = into.statement
        waiting[statement].append(ready.get((record.kind, record.uid)) or into.stored(record))
        act.note(record.kind, record.uid, "", None, dict(record.fields))
        act.touched.add(problem_of(record))
        done += 1
        if len(waiting[statement]) >= BATCH:
            connection.exec_driver_sql(statement, waiting.pop(statement))
            tick(done, max(total, done))
    for statement, rows in waiting.items():
        connection.exec_driver_sql(statement, rows)
    tick(done, max(total, done))
    return done


def problem_of(record: Record) -> str:
    """The problem whose line on the board a record belongs to."""
    return str(record.fields.get("problem_uid") or record.uid) if record.kind != "problem" else record.uid


def versions_of(record: Record) -> dict[str, Value]:
    """What an undone merge must bring back besides the shown values."""
    return {
        "origin": record.origin,
        "living": {k: dict(v) for k, v in record.living.items()},
        "seen": list(record.seen),
    }


def replace_records(session: Session, act: Act, pairs: Sequence[tuple[Record, Record]]) -> int:
    """Write merged records over their former state and journal each shown change and the former versions."""
    by_kind: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for before, after in pairs:
        for name in after.fields:
            if before.fields.get(name) != after.fields[name]:
                act.note(after.kind, after.uid, name, before.fields.get(name), after.fields[name])
        act.note(after.kind, after.uid, "@", versions_of(before), versions_of(after))
        act.touched.add(problem_of(after))
        row = columns_of(KINDS[after.kind], after)
        by_kind[after.kind].append({f"b_{name}": value for name, value in row.items()})
    for name, rows in by_kind.items():
        table = KINDS[name].entity.__table__
        values: dict[str, Any] = {
            column: bindparam(f"b_{column}") for column in _written(rows[0]) if column != "uid"
        }
        session.connection().execute(
            update(table).where(table.c.uid == bindparam("b_uid")).values(values), rows
        )
    return len(pairs)


def _written(row: Mapping[str, Any]) -> list[str]:
    return [name.removeprefix("b_") for name in row]


def set_hidden(session: Session, act: Act, kind: Kind, uids: Sequence[str], *, hidden: bool) -> None:
    """Hide or show records (undo of a receipt, and its redo), journalled."""
    table = kind.entity.__table__
    parent = table.c.get("problem_uid", table.c.uid)
    these = select(table.c.uid, parent).where(among(table.c.uid))
    for uid, problem in session.execute(these, {UIDS: listed(uids)}):
        act.note(kind.name, uid, "hidden", not hidden, hidden)
        act.touched.add(problem or uid)
    session.execute(update(table).where(among(table.c.uid)).values(hidden=hidden), {UIDS: listed(uids)})
