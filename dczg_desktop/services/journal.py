"""操作日志: every act of this ledger for reading, newest first, with what may still be taken back."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from dczg_desktop.domain.entities import ChangeSet
from dczg_desktop.services.undo import UNDOABLE
from dczg_desktop.store.ledger import Ledger

UNDO, REDO = "撤销", "重做"


@dataclass(frozen=True, slots=True)
class ActQuery:
    """Which acts: by person, by kind of act, by words of the title; '' restricts nothing."""

    who: str = ""
    act: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class ActRow:
    """One act. `at` is civil time as stored; `state` says whether it was taken back.

    `way` is 撤销 or 重做 when that may be tried now, '' when not.
    """

    id: int
    uid: str
    at: str
    who: str
    act: str
    title: str
    state: str
    way: str


def act_ids(ledger: Ledger, query: ActQuery, *, oldest_first: bool = False) -> list[int]:
    """Ids of the acts that fit, newest first unless asked otherwise."""
    statement = select(ChangeSet.id)
    for column, wanted in ((ChangeSet.who, query.who), (ChangeSet.act, query.act)):
        if wanted:
            statement = statement.where(column == wanted)
    for word in query.words.split():
        statement = statement.where(
            or_(func.instr(ChangeSet.title, word) > 0, func.instr(ChangeSet.act, word) > 0)
        )
    order = ChangeSet.counter.asc() if oldest_first else ChangeSet.counter.desc()
    with ledger.reading() as session:
        return list(session.scalars(statement.order_by(order)))


def act_rows(ledger: Ledger, ids: Sequence[int]) -> list[ActRow]:
    """The acts with these ids, in any order."""
    columns = (ChangeSet.id, ChangeSet.uid, ChangeSet.at, ChangeSet.who, ChangeSet.act, ChangeSet.title)
    with ledger.reading() as session:
        acts = session.execute(select(*columns).where(ChangeSet.id.in_(ids))).all()
        reversed_by = _reversals(session, [act.uid for act in acts])
        twice = _reversals(session, list(reversed_by.values()))
    found = []
    for act in acts:
        reversal = reversed_by.get(act.uid, "")
        state = _state(act.act, reversal, again=reversal in twice)
        found.append(ActRow(*act, state, "" if reversal else _way(act.act)))
    return found


def act_choices(ledger: Ledger) -> tuple[list[str], list[str]]:
    """(people, kinds of act) that occur, for the filters."""
    with ledger.reading() as session:
        people = session.scalars(select(ChangeSet.who).distinct().order_by(ChangeSet.who))
        acts = session.scalars(select(ChangeSet.act).distinct().order_by(ChangeSet.act))
        return [name for name in people if name], list(acts)


def _reversals(session: Session, uids: list[str]) -> dict[str, str]:
    """{act: the act that reversed it}."""
    found = session.execute(select(ChangeSet.undoes, ChangeSet.uid).where(ChangeSet.undoes.in_(uids)))
    return {row.undoes: row.uid for row in found}


def _state(act: str, reversal: str, *, again: bool) -> str:
    if not reversal:
        return ""
    if act == UNDO:
        return "已重做"
    return "撤销后又重做" if again else "已撤销"


def _way(act: str) -> str:
    if act == UNDO:
        return REDO
    return UNDO if act in UNDOABLE else ""
