"""What later acts built on records that an undo would take away: such an undo is refused, by name."""

from collections.abc import Collection, Iterator, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from dczg_desktop.domain.closure import closure_status, last_case
from dczg_desktop.domain.dictionary import KINDS, Kind
from dczg_desktop.domain.entities import Board
from dczg_desktop.domain.words import ClosureStatus
from dczg_desktop.store.facts import chunks, load_facts
from dczg_desktop.store.procedures import procedures

REFERENCES = (
    ("problem", "problem_uid"), ("closure_case", "case_uid"), ("measure", "measure_uid"), ("evidence", "target_uid"),
    ("progress", "replaces"),
)  # fmt: skip
"""(kind, column): a record of another act that names one of this kind in this column depends on it."""

NAMES = ("code", "name", "text", "raw", "number", "title", "step", "place", "reason")


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
        query = select(table).where(table.c[column].in_(part), ~table.c.hidden)
        for row in session.execute(query).mappings():
            if row["uid"] not in made:
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
