"""The journal: one hash-chained change set an act, one change a field; nothing bypasses it."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, cast

from sqlalchemy import Connection, Table, event, func, insert, inspect, select
from sqlalchemy.orm import Session, UOWTransaction

from dczg_desktop.base.json_text import encoder
from dczg_desktop.base.progress import Tick, no_tick
from dczg_desktop.domain.dictionary import KIND_OF, LOCAL_COLUMNS, to_value
from dczg_desktop.domain.entities import Change, ChangeSet, Kept, Made, new_uid
from dczg_desktop.domain.records import Value

CHANGE_SETS, CHANGES = cast("Table", ChangeSet.__table__), cast("Table", Change.__table__)
ZERO = "0" * 64
PURPOSE = "DCZG-JOURNAL-1\0"


@dataclass(slots=True)
class Act:
    """One act under way: who does what, and the changes it has made so far in the order of first touch."""

    act: str
    title: str = ""
    user_uid: str = ""
    who: str = ""
    office_uid: str = ""
    replica: str = ""
    at: str = ""
    package_uid: str = ""
    undoes: str = ""
    uid: str = field(default_factory=new_uid)
    changes: dict[tuple[str, str, str], tuple[Value, Value]] = field(default_factory=dict)
    touched: set[str] = field(default_factory=set)

    def note(self, kind: str, record_uid: str, name: str, old: Value, new: Value) -> None:
        """Keep one change; a later one of the same field keeps the first old value."""
        key = (kind, record_uid, name)
        first = self.changes[key][0] if key in self.changes else old
        self.changes[key] = (first, new)


_CANONICAL = encoder(sort_keys=True)


def canonical(content: Any) -> bytes:
    """One text for one content: sorted keys, no blanks, UTF-8."""
    return _CANONICAL(content).encode("utf-8")


def changes_hash(changes: Iterable[tuple[str, str, str, Value, Value]]) -> str:
    """SHA-256 over the changes of one act in order."""
    return _hashed((*change[:3], _text(change[3]), _text(change[4])) for change in changes)


def _text(value: Value) -> str:
    return "null" if value is None else _CANONICAL(value)


def _hashed(changes: Iterable[tuple[str, str, str, str, str]]) -> str:
    """As `changes_hash`, of values that are canonical texts already: the list of five is put together from them."""
    digest = hashlib.sha256()
    quoted = json.encoder.encode_basestring
    for kind, uid, name, old, new in changes:
        digest.update(f"[{quoted(kind)},{quoted(uid)},{quoted(name)},{old},{new}]\n".encode())
    return digest.hexdigest()


CHAINED = ("uid", "counter", "at", "user_uid", "who", "office_uid", "replica", "act", "title", "package_uid", "undoes",
           "changes_hash")  # fmt: skip


def link(previous: str, head: dict[str, Any]) -> str:
    """The hash of a change set: purpose, the hash before it, its own head."""
    content = canonical({name: head[name] for name in CHAINED})
    return hashlib.sha256(PURPOSE.encode() + previous.encode() + content).hexdigest()


_HEAD = select(CHANGE_SETS.c.counter, CHANGE_SETS.c.hash).order_by(CHANGE_SETS.c.counter.desc()).limit(1)


def journal_head(connection: Connection | Session) -> tuple[int, str]:
    """(number of acts, hash of the last one); (0, zeros) for an empty journal."""
    row = connection.execute(_HEAD).first()
    return (row[0], row[1]) if row else (0, ZERO)


_AT_ONCE = 5000
"""Changes that are written between two looks whether to stop."""
_WRITE_CHANGE = f"INSERT INTO {CHANGES.name} (set_uid, position, kind, record_uid, field, old, new) VALUES (?, ?, ?, ?, ?, ?, ?)"


def write_act(connection: Connection | Session, act: Act, tick: Tick = no_tick) -> None:
    """Append the act to the chain, with all its changes. An act without changes is written too."""
    counter, previous = journal_head(connection)
    changes = []
    for done, (key, (old, new)) in enumerate(act.changes.items()):
        if old != new or key[2] == "":
            changes.append((*key, _text(old), _text(new)))
        if done % _AT_ONCE == 0:
            tick(done, 2 * len(act.changes))
    head: dict[str, Any] = {
        "uid": act.uid, "counter": counter + 1, "at": act.at, "user_uid": act.user_uid, "who": act.who,
        "office_uid": act.office_uid, "replica": act.replica, "act": act.act, "title": act.title,
        "package_uid": act.package_uid, "undoes": act.undoes, "changes_hash": _hashed(changes),
    }  # fmt: skip
    connection.execute(insert(CHANGE_SETS), [head | {"previous": previous, "hash": link(previous, head)}])
    opened = connection.connection() if isinstance(connection, Session) else connection
    for start in range(0, len(changes), _AT_ONCE):
        part = enumerate(changes[start : start + _AT_ONCE], start=start)
        opened.exec_driver_sql(_WRITE_CHANGE, [(act.uid, position, *change) for position, change in part])
        tick(len(changes) + start, 2 * len(changes))


class JournalledSession(Session):
    """A session of one act: everything it writes is journalled, and the versions of mutable records are kept."""

    def __init__(self, connection: Connection, act: Act) -> None:
        super().__init__(connection, autoflush=False, expire_on_commit=False)
        self.act = act


@event.listens_for(JournalledSession, "before_flush")
def _before(session: JournalledSession, _context: UOWTransaction, _instances: Any) -> None:
    if any(type(gone) in KIND_OF for gone in session.deleted):
        raise AssertionError("deletion does not exist: void the record with a reason")
    for made in session.new:
        _stamp(made, session.act)
    for changed in session.dirty:
        _note_changes(changed, session.act)


@event.listens_for(JournalledSession, "after_flush")
def _after(session: JournalledSession, _context: UOWTransaction) -> None:
    for made in session.new:
        kind = KIND_OF.get(type(made))
        if kind is not None:
            whole: dict[str, Value] = {name: to_value(getattr(made, name)) for name in kind.columns()}
            session.act.note(kind.name, made.uid, "", None, whole)
            session.act.touched.add(made.problem_uid if hasattr(made, "problem_uid") else made.uid)


def _stamp(made: Any, act: Act) -> None:
    if type(made) not in KIND_OF:
        return
    made.uid = made.uid or new_uid()
    made.origin = made.origin or act.uid
    if isinstance(made, Made):
        made.office_uid = made.office_uid or act.office_uid
        made.made_by = made.made_by or act.who
        made.made_at = made.made_at or act.at


def _changed_fields(entity: Any) -> Iterator[tuple[str, Value, Value]]:
    state = inspect(entity)
    for attribute in state.attrs:
        history = attribute.history
        if history.has_changes():
            old = history.deleted[0] if history.deleted else None
            yield attribute.key, to_value(old), to_value(attribute.value)


def _note_changes(entity: Any, act: Act) -> None:
    kind = KIND_OF.get(type(entity))
    if kind is None:
        return
    before = _versions(entity) if _was_disputed(entity, kind.name, act) else None
    for name, old, new in list(_changed_fields(entity)):
        if name == "hidden":
            act.note(kind.name, entity.uid, name, old, new)
        elif name not in LOCAL_COLUMNS:
            if not isinstance(entity, Kept):
                raise AssertionError(f"{kind.name} is append-only: make a new record")
            act.note(kind.name, entity.uid, name, old, new)
            _write_version(entity, name, new, act.uid)
    if before is not None:
        act.note(kind.name, entity.uid, "@", before, _versions(entity))
    act.touched.add(entity.problem_uid if hasattr(entity, "problem_uid") else entity.uid)


def _was_disputed(entity: Any, kind: str, act: Act) -> bool:
    """Whether this act writes to a record with a conflict: its versions are kept, so that undo brings the conflict back."""
    return isinstance(entity, Kept) and (entity.disputed > 0 or (kind, entity.uid, "@") in act.changes)


def _versions(entity: Kept) -> dict[str, Value]:
    living: dict[str, Value] = {name: dict(values) for name, values in (entity.living or {}).items()}
    return {"origin": entity.origin, "living": living, "seen": list(entity.seen or [])}


def _write_version(entity: Kept, name: str, value: Value, act_uid: str) -> None:
    """The new value replaces all living values of the field; the act joins `seen` (docs/package-format.md)."""
    living = dict(entity.living or {})
    if act_uid == entity.origin:
        living.pop(name, None)
    else:
        living[name] = {act_uid: value}
        if act_uid not in (entity.seen or []):
            entity.seen = [*(entity.seen or []), act_uid]
    entity.living = living
    distinct = (len({canonical(one) for one in values.values()}) for values in living.values())
    entity.disputed = 0 if KIND_OF[type(entity)].settles else sum(1 for count in distinct if count > 1)


@dataclass(frozen=True, slots=True)
class ChainReport:
    """What a walk along the journal found; `broken_at` is the counter of the first bad act, None when all is well."""

    acts: int
    changes: int
    head: str
    broken_at: int | None
    reason: str = ""


def verify_chain(connection: Connection | Session) -> ChainReport:
    """Recompute every hash of the journal from its beginning; stops at the first that does not hold."""
    previous, expected, total = ZERO, 0, 0
    heads = connection.execute(select(ChangeSet.__table__).order_by(ChangeSet.counter)).mappings().all()
    rows = connection.execute(
        select(Change.set_uid, Change.kind, Change.record_uid, Change.field, Change.old, Change.new)
        .join(ChangeSet, ChangeSet.uid == Change.set_uid)
        .order_by(ChangeSet.counter, Change.position)
    )
    by_act = _grouped(rows)
    pending = next(by_act, None)
    for head in heads:
        expected += 1
        changes: list[tuple[str, str, str, Value, Value]] = []
        if pending is not None and pending[0] == head["uid"]:
            changes = pending[1]
            pending = next(by_act, None)
        total += len(changes)
        reason = _flaw(dict(head), expected, previous, changes)
        if reason:
            return ChainReport(expected, total, previous, expected, reason)
        previous = head["hash"]
    lost = connection.execute(select(func.count()).select_from(Change)).scalar_one() - total
    if lost:
        return ChainReport(expected, total, previous, expected, f"有 {lost} 条变更不属于任何一次操作")
    return ChainReport(expected, total, previous, None)


def _grouped(rows: Iterable[Any]) -> Iterator[tuple[str, list[tuple[str, str, str, Value, Value]]]]:
    current = ""
    changes: list[tuple[str, str, str, Value, Value]] = []
    for set_uid, *change in rows:
        if set_uid != current and current:
            yield current, changes
            changes = []
        current = set_uid
        changes.append(tuple(change))
    if current:
        yield current, changes


def _flaw(head: dict[str, Any], expected: int, previous: str, changes: list[Any]) -> str:
    if head["counter"] != expected:
        return f"第 {expected} 次操作缺失"
    if head["previous"] != previous:
        return f"第 {expected} 次操作没有接在前一次之后"
    if changes_hash(changes) != head["changes_hash"]:
        return f"第 {expected} 次操作（{head['act']}，{head['at']}，{head['who']}）的变更内容被改动"
    if link(previous, head) != head["hash"]:
        return f"第 {expected} 次操作（{head['act']}，{head['at']}）的登记被改动"
    return ""
