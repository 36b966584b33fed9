"""Reads for the ledger grid: ordered ids, the rows of a page, choices for the filters."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, false, func, or_, select, text
from sqlalchemy.orm import Session

from dczg_desktop.domain.entities import Board, Duty, Meta, Problem
from dczg_desktop.domain.words import ClosureStatus, DutyRole, ProgressStatus
from dczg_desktop.services.duties import problems_held_by
from dczg_desktop.store import search
from dczg_desktop.store.ledger import Ledger

SORTABLE = ("code", "number", "source", "area", "category", "unit", "leader", "supervisor", "due", "progress_status",
            "closure_status", "percent", "evidence", "summary")  # fmt: skip


@dataclass(frozen=True, slots=True)
class GridQuery:
    """What the grid shows; every part narrows. `due` is one of 已逾期, 即将到期, 长期坚持, 无时限 or ''.

    `held_by` is (name, roles): problems that this unit or person answers for. `uids` limits to these, None for all;
    `released` to problems that another office issued and has taken from this one (已移交).
    """

    words: str = ""
    source: str = ""
    round: str = ""
    area: str = ""
    unit: str = ""
    category: str = ""
    progress: str = ""
    closure: str = ""
    due: str = ""
    gap: bool = False
    disputed: bool = False
    voided: bool = False
    released: bool = False
    held_by: tuple[str, tuple[DutyRole, ...]] | None = None
    uids: tuple[str, ...] | None = None
    sort: str = "code"
    descending: bool = False
    due_soon_days: int = 30

    def narrowed(self, **changes: Any) -> "GridQuery":
        """The same with some parts changed."""
        return replace(self, **changes)


@dataclass(frozen=True, slots=True)
class GridRow:
    """One line of the grid. `overdue_days` is positive when late, negative while days remain, None without a date."""

    id: int
    uid: str
    code: str
    number: str
    source: str
    area: str
    category: str
    summary: str
    unit: str
    leader: str
    supervisor: str
    due: date | None
    deadline: str
    long_term: bool
    progress_status: ProgressStatus
    closure_status: ClosureStatus
    percent: int
    measures: int
    measures_done: int
    evidence: int
    gaps: int
    disputed: int
    voided: bool
    overdue_days: int | None


def conditions(query: GridQuery, today: date) -> list[ColumnElement[bool]]:
    """The query as SQL conditions on the board (words apart)."""
    b = Board
    found: list[ColumnElement[bool]] = [b.voided.is_(query.voided)]
    chosen = [
        (getattr(b, name), getattr(query, name)) for name in ("source", "round", "area", "unit", "category")
    ]
    found += [column == ("" if wanted == "〔空〕" else wanted) for column, wanted in chosen if wanted]
    if query.progress:
        found.append(b.progress_status == ProgressStatus(query.progress))
    if query.closure:
        found.append(b.closure_status == ClosureStatus(query.closure))
    return [*found, *_due_condition(query, today), *_special(query)]


def _due_condition(query: GridQuery, today: date) -> list[ColumnElement[bool]]:
    b = Board
    open_ = b.closure_status != ClosureStatus.CLOSED
    known: dict[str, ColumnElement[bool]] = {
        "已逾期": and_(b.due < today, open_),
        "即将到期": and_(b.due.between(today, today + timedelta(days=query.due_soon_days)), open_),
        "长期坚持": b.long_term.is_(True),
        "无时限": b.due.is_(None) & ~b.long_term,
    }
    return [known.get(query.due, false())] if query.due else []


def _special(query: GridQuery) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if query.gap:
        found.append(and_(Board.gaps != 0, Board.closure_status != ClosureStatus.CLOSED))
    if query.disputed:
        found.append(Board.disputed > 0)
    if query.released:
        found.append(Board.uid.in_(_released()))
    if query.held_by is not None:
        found.append(Board.uid.in_(problems_held_by(*query.held_by)))
    if query.uids is not None:
        found.append(Board.uid.in_(query.uids))
    return found


def _released() -> Select[str]:
    """Problems issued elsewhere whose duties here have all ended, as `problems.opened` refuses to change them."""
    ours = select(Meta.value).where(Meta.key == "office_uid").scalar_subquery()
    held = select(Duty.problem_uid).where(Duty.office_uid == ours, ~Duty.hidden)
    standing = held.where(Duty.voided == "")
    taken = select(Problem.uid).where(
        Problem.issuer_uid != "", Problem.issuer_uid != ours, Problem.uid.in_(held)
    )
    return taken.where(Problem.uid.not_in(standing))


def _matching(query: GridQuery, today: date, *columns: Any) -> tuple[Select[Any], dict[str, str]]:
    statement = select(*columns).where(*conditions(query, today))
    if not query.words.strip():
        return statement, {}
    clause, bound = search.condition(query.words, "board.id")
    return statement.where(text(clause)), bound


def problem_ids(ledger: Ledger, query: GridQuery) -> list[int]:
    """Board ids of all matching problems in the wanted order; the grid keeps these and asks for pages of rows."""
    column = getattr(Board, query.sort if query.sort in SORTABLE else "code")
    order = column.desc() if query.descending else column.asc()
    nulls = column.is_(None) if query.sort == "due" else None
    statement, bound = _matching(query, ledger.today(), Board.id)
    statement = statement.order_by(*([nulls] if nulls is not None else []), order, Board.id)
    with ledger.reading() as session, session.connection().execute(statement, bound) as found:
        rows = found.cursor.fetchall() if found.cursor else []  # plain numbers: no need for row objects
    return [row[0] for row in rows]


_TABLE = Board.__table__
_PAGE = select(*(_TABLE.c[name] for name in GridRow.__slots__ if name != "overdue_days")).where(
    _TABLE.c.id.in_(bindparam("ids", expanding=True))
)
"""The columns of `GridRow` in its order, all but the computed last one."""


def problem_rows(ledger: Ledger, ids: Sequence[int]) -> list[GridRow]:
    """Rows for these board ids, in their order; at most a few hundred at a time."""
    today = ledger.today()
    with ledger.reading() as session:
        rows = session.connection().execute(_PAGE, {"ids": list(ids)}).all()
    found = {row[0]: GridRow(*(*row, _late(row, today))) for row in rows}
    return [found[key] for key in ids if key in found]


def _late(row: Any, today: date) -> int | None:
    if row.due is None or row.closure_status is ClosureStatus.CLOSED:
        return None
    return (today - row.due).days  # type: ignore[no-any-return]


def uids_of(ledger: Ledger, ids: Sequence[int]) -> list[str]:
    """Problem uids of board ids, in their order."""
    with ledger.reading() as session:
        found = {
            row.id: row.uid for row in session.execute(select(Board.id, Board.uid).where(Board.id.in_(ids)))
        }
    return [found[key] for key in ids if key in found]


def id_of(ledger: Ledger, uid: str) -> int | None:
    """The board id of a problem, None when it has no line."""
    with ledger.reading() as session:
        return session.scalar(select(Board.id).where(Board.uid == uid))


@dataclass(frozen=True, slots=True)
class FilterChoices:
    """What can be chosen in the filters, each in reading order; 〔空〕 stands for nothing written."""

    sources: list[str] = field(default_factory=list)
    rounds: list[str] = field(default_factory=list)
    areas: list[str] = field(default_factory=list)
    units: list[str] = field(default_factory=list)
    categories: list[str] = field(default_factory=list)


def filter_choices(ledger: Ledger) -> FilterChoices:
    """The values that occur, for the drop-downs."""
    with ledger.reading() as session:
        return FilterChoices(
            *(
                _values(session, column)
                for column in (Board.source, Board.round, Board.area, Board.unit, Board.category)
            )
        )


def _values(session: Session, column: Any) -> list[str]:
    query = select(column).where(~Board.voided).group_by(column).order_by(func.count().desc(), column)
    return [value or "〔空〕" for value in session.scalars(query)]


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts of the problems that match a query, for the cards above the grid and the overview."""

    total: int
    closed: int
    in_review: int
    overdue: int
    due_soon: int
    behind: int
    not_started: int
    completed: int
    gaps: int
    disputed: int


def summarise(ledger: Ledger, query: GridQuery) -> Summary:
    """Counts under a query."""
    today, b = ledger.today(), Board
    open_ = b.closure_status != ClosureStatus.CLOSED
    soon = today + timedelta(days=query.due_soon_days)
    parts = (
        or_(b.id > 0),
        b.closure_status == ClosureStatus.CLOSED,
        b.closure_status == ClosureStatus.IN_REVIEW,
        and_(b.due < today, open_),
        and_(b.due.between(today, soon), open_),
        and_(b.progress_status == ProgressStatus.BEHIND, open_),
        and_(b.progress_status == ProgressStatus.NOT_STARTED, open_),
        and_(b.progress_status == ProgressStatus.COMPLETED, open_),
        and_(b.gaps != 0, open_),
        b.disputed > 0,
    )
    statement, bound = _matching(query, today, *(func.count().filter(part) for part in parts))
    with ledger.reading() as session:
        return Summary(*session.execute(statement, bound).one())
