"""What later acts built on records that an undo would take away: such an undo is refused, by name."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dczg_desktop.domain.closure import closure_status, last_case
from dczg_desktop.domain.dictionary import KINDS, Kind
from dczg_desktop.domain.entities import Board, Change, ChangeSet
from dczg_desktop.domain.words import ClosureStatus
from dczg_desktop.store.among import one_of
from dczg_desktop.store.facts import chunks, load_facts
from dczg_desktop.store.procedures import procedures

REFERENCES = (
    ("problem", "problem_uid"), ("closure_case", "case_uid"), ("measure", "measure_uid"), ("evidence", "target_uid"),
    ("progress", "replaces"), ("amendment", "amendment_uid"), ("petition", "petition_uid"),
    ("petition_amendment", "amendment_uid"),
)  # fmt: skip
"""(kind, column): a record of another act that names one of this kind in this column depends on it."""

NAMES = ("code", "name", "text", "raw", "number", "title", "step", "place", "reason")


def written_since(session: Session, head: ChangeSet, uids: Sequence[str]) -> dict[str, set[str]]:
    """Fields of these records that acts after `head` wrote, record by record; acts taken back meanwhile do not count.

    '' stands for the making of a record, '@' for a merge of it.
    """
    standing = _standing_after(session, head.counter)
    found: dict[str, set[str]] = defaultdict(set)
    columns = (Change.record_uid, Change.set_uid, Change.field, Change.old, Change.new)
    for part in chunks(list(uids)):
        query = select(*columns).join(ChangeSet, ChangeSet.uid == Change.set_uid)
        for row in session.execute(
            query.where(Change.record_uid.in_(part), ChangeSet.counter > head.counter)
        ):
            if row.set_uid in standing:
                found[row.record_uid] |= {row.field, *_living_changed(row.field, row.old, row.new)}
    return found


def _living_changed(field: str, old: Any, new: Any) -> set[str]:
    """Fields whose living values a merge changed, shown or not."""
    if field != "@":
        return set()
    before, after = old["living"], new["living"]
    return {name for name in {*before, *after} if before.get(name) != after.get(name)}


def _standing_after(session: Session, counter: int) -> set[str]:
    """Acts after number `counter` that count: not taken back, and not merely taking back another one after it."""
    rows = session.execute(select(ChangeSet.uid, ChangeSet.undoes, ChangeSet.counter)).all()
    counters = {row.uid: row.counter for row in rows}
    reversed_by = {row.undoes: row.uid for row in rows if row.undoes}

    def stands(uid: str) -> bool:
        takers = 0
        while uid in reversed_by:
            uid, takers = reversed_by[uid], takers + 1
        return takers % 2 == 0

    later = (row for row in rows if row.counter > counter and counters.get(row.undoes, 0) <= counter)
    return {row.uid for row in later if stands(row.uid)}


def made_since(session: Session, made: Mapping[str, str]) -> list[str]:
    """One sentence for each visible record that hangs on those in `made` ({uid: kind}) and is not among them."""
    return [sentence for parent, column in REFERENCES for sentence in _hanging(session, made, parent, column)]


def _hanging(session: Session, made: Mapping[str, str], parent: str, column: str) -> Iterator[str]:
    uids = [uid for uid, kind in made.items() if kind == parent]
    for kind in KINDS.values():
        if uids and column in kind.entity.__table__.columns:
            yield from _children(session, kind, column, uids, made)


def _children(
    session: Session, kind: Kind, column: str, uids: list[str], made: Mapping[str, str]
) -> Iterator[str]:
    table = kind.entity.__table__
    for part in chunks(uids):
        hanging = select(table.c.uid).where(table.c[column].in_(part), ~table.c.hidden)
        others = [uid for uid in session.scalars(hanging.order_by(table.c.id)) if uid not in made]
        query = select(table).where(one_of(table.c.uid, others)).order_by(table.c.id)
        for row in session.execute(query).mappings() if others else ():
            name = next((str(row[key]) for key in NAMES if row.get(key)), row["uid"][:8])
            yield f"后来又增加了{kind.label}“{name[:30]}”，请先撤销它"


def locked_by_closure(session: Session, uids: Collection[str]) -> list[str]:
    """One sentence for each of these problems that was closed before the undo and would be closed after it."""
    codes: dict[str, str] = {}
    for part in chunks(sorted(uids)):
        query = select(Board.uid, Board.code).where(
            Board.uid.in_(part), Board.closure_status == ClosureStatus.CLOSED
        )
        codes.update(session.execute(query).all())
    known = procedures()
    sentences = []
    for uid, problem in load_facts(session, list(codes)).items():
        case = last_case(problem)
        procedure = known.get(case[0].procedure if case else "", known["通用"])
        if closure_status(case, procedure) is ClosureStatus.CLOSED:
            sentences.append(f"问题 {codes[uid]} 已销号并锁定，确需改动请先重新启动")
    return sentences
