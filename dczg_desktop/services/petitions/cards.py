"""The numbers over the petition grid: how many are done, late, closed; of a choice, and of every batch."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from dczg_desktop.domain.entities import PetitionLine
from dczg_desktop.domain.petitions import CLOSED, CLOSURES, COMPLETED, IN_REVIEW, STAGED, UNFINISHED
from dczg_desktop.services.petitions.listing import PetitionQuery, conditions, moved_late, overdue, placed
from dczg_desktop.store.ledger import Ledger


@dataclass(frozen=True, slots=True)
class PetitionCounts:
    """Numbers of the cards: the completions add up to `total`, and so do the closures; `overdue` are unfinished past their day, and ours."""

    total: int = 0
    completed: int = 0
    staged: int = 0
    unfinished: int = 0
    overdue: int = 0
    starred: int = 0
    closed: int = 0
    in_review: int = 0
    finished_in_review: int = 0
    returned: int = 0
    not_applied: int = 0
    repeated: int = 0
    waiting: int = 0


def petition_counts(ledger: Ledger, query: PetitionQuery | None = None) -> PetitionCounts:
    """Counts over the petitions that match (all by default); void ones never count."""
    with ledger.reading() as session:
        return counts_of(session, placed(session, query or PetitionQuery(), ledger), ledger.today())


def counts_of(session: Session, query: PetitionQuery, today: date) -> PetitionCounts:
    """The same inside a reading that is under way."""
    columns = _counted(today, query.moved)
    query_ = select(*columns.values()).select_from(PetitionLine).where(*conditions(query, today))
    return PetitionCounts(**dict(zip(columns, session.execute(query_).one(), strict=True)))


def counts_by_batch(session: Session, today: date) -> dict[tuple[str, str], PetitionCounts]:
    """The counts of every batch of every inspection, in one walk."""
    p, columns = PetitionLine, _counted(today, moved_late(session, today))
    query = select(p.source_uid, p.batch, *columns.values()).group_by(p.source_uid, p.batch)
    return {
        (row[0], row[1]): PetitionCounts(**dict(zip(columns, row[2:], strict=True)))
        for row in session.execute(query)
    }


def _counted(today: date, moved: Sequence[str]) -> dict[str, ColumnElement[int]]:
    """What each number of `PetitionCounts` counts."""
    p = PetitionLine
    wanted = {
        "total": None, "completed": p.completion == COMPLETED, "staged": p.completion == STAGED,
        "unfinished": p.completion == UNFINISHED, "overdue": overdue(today, moved),
        "starred": p.starred.is_(True), "closed": p.closure == CLOSED, "in_review": p.closure == IN_REVIEW,
        "finished_in_review": (p.closure == IN_REVIEW) & (p.completion == COMPLETED), "returned": p.closure == CLOSURES[2],
        "not_applied": p.closure == CLOSURES[3], "repeated": p.repeats > 1, "waiting": p.waiting.is_(True),
    }  # fmt: skip
    return {
        name: func.count() if clause is None else func.count().filter(clause)
        for name, clause in wanted.items()
    }
