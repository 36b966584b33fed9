"""Reads for the petition grid: ordered ids, the rows of a page, counts, choices for the filters."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from dczg_desktop.base.text import clean, excerpt
from dczg_desktop.domain.entities import Petition
from dczg_desktop.domain.vocabulary import status_of, substantiated_word
from dczg_desktop.store.ledger import Ledger

COMPLETED, STAGED, UNFINISHED = "已办结", "阶段性办结", "未办结"
COMPLETIONS = (COMPLETED, STAGED, UNFINISHED)
"""What a petition counts as; the words of the published lists (docs/glossary.md, 办结)."""

TRUTHS = ("属实", "基本属实", "部分属实", "不属实", "未写明")
"""What the finding counts as."""

EMPTY = "〔空〕"
SORTABLE = ("number", "batch", "area", "category", "responsible_unit", "substantiated", "completion", "due")
_SEARCHED = (
    "number",
    "area",
    "category",
    "responsible_unit",
    "description",
    "findings",
    "goal",
    "result",
    "remark",
)


def completion_word(text: str) -> str:
    """What `text` under 是否办结 counts as; nothing written, or nothing understood, counts as 未办结."""
    word = status_of(text)
    if word == STAGED:
        return STAGED
    return COMPLETED if word in {COMPLETED, "完成整改", "已销号"} else UNFINISHED


def truth_word(text: str) -> str:
    """What `text` under 是否属实 counts as, one of `TRUTHS`."""
    return substantiated_word(text) or TRUTHS[-1]


@dataclass(frozen=True, slots=True)
class PetitionQuery:
    """What the petition grid shows; every part narrows. `completion` and `truth` are counted words, the rest as stored.

    `linked` is 已关联, 未关联 or ''. `words` are separated by blanks and must all occur.
    """

    words: str = ""
    batch: str = ""
    area: str = ""
    category: str = ""
    unit: str = ""
    truth: str = ""
    completion: str = ""
    linked: str = ""
    starred: bool = False
    overdue: bool = False
    sort: str = ""
    descending: bool = False

    def narrowed(self, **changes: Any) -> "PetitionQuery":
        """The same with some parts changed."""
        return replace(self, **changes)


@dataclass(frozen=True, slots=True)
class PetitionRow:
    """One line of the grid; `number` ends in * for a starred petition (重点件)."""

    id: int
    uid: str
    number: str
    batch: str
    area: str
    category: str
    substantiated: str
    completion: str
    responsible_unit: str
    due: date | None
    summary: str


@dataclass(frozen=True, slots=True)
class PetitionCounts:
    """Numbers of the cards: the three completions add up to `total`; `overdue` are unfinished past their day."""

    total: int
    completed: int
    staged: int
    unfinished: int
    overdue: int
    starred: int


@dataclass(frozen=True, slots=True)
class PetitionChoices:
    """What can be chosen in the filters, the most frequent first."""

    batches: list[str] = field(default_factory=list)
    areas: list[str] = field(default_factory=list)
    categories: list[str] = field(default_factory=list)
    units: list[str] = field(default_factory=list)


def _live() -> ColumnElement[bool]:
    return and_(~Petition.hidden, Petition.voided == "")


def _spellings(session: Session, column: Any, word: Callable[[str], str], wanted: str) -> ColumnElement[bool]:
    """The rows whose text counts as `wanted`: the few spellings that occur are read and judged one by one."""
    written = session.scalars(select(column).where(_live()).distinct())
    return column.in_([text for text in written if word(text) == wanted])  # type: ignore[no-any-return]


def _conditions(session: Session, query: PetitionQuery, today: date) -> list[ColumnElement[bool]]:
    p = Petition
    found: list[ColumnElement[bool]] = [_live()]
    exact = [(p.batch, query.batch), (p.area, query.area), (p.category, query.category), (p.responsible_unit, query.unit)]  # fmt: skip
    found += [column == ("" if wanted == EMPTY else wanted) for column, wanted in exact if wanted]
    if query.truth:
        found.append(_spellings(session, p.substantiated, truth_word, query.truth))
    if query.completion:
        found.append(_spellings(session, p.completion, completion_word, query.completion))
    if query.linked:
        found.append((p.problem_uid != "") if query.linked == "已关联" else (p.problem_uid == ""))
    if query.starred:
        found.append(p.starred.is_(True))
    if query.overdue:
        found += [p.due < today, _spellings(session, p.completion, completion_word, UNFINISHED)]
    for term in clean(query.words).rstrip("*").split():
        found.append(or_(*(getattr(p, name).contains(term, autoescape=True) for name in _SEARCHED)))
    return found


def petition_ids(ledger: Ledger, query: PetitionQuery) -> list[int]:
    """Ids of all matching petitions in the wanted order, by default as they came in."""
    order: list[Any] = []
    if query.sort in SORTABLE:
        column = getattr(Petition, query.sort)
        order = [column.is_(None)] if query.sort == "due" else [column == ""]
        order.append(column.desc() if query.descending else column.asc())
    with ledger.reading() as session:
        statement = select(Petition.id).where(*_conditions(session, query, ledger.today()))
        return list(session.scalars(statement.order_by(*order, Petition.id)))


def petition_rows(ledger: Ledger, ids: Sequence[int]) -> list[PetitionRow]:
    """Rows for these ids, in their order; at most a few hundred at a time."""
    p = Petition
    columns = (p.id, p.uid, p.number, p.starred, p.batch, p.area, p.category, p.substantiated, p.completion, p.responsible_unit,
               p.due, func.substr(p.description, 1, 400).label("description"))  # fmt: skip
    with ledger.reading() as session:
        found = {row.id: row for row in session.execute(select(*columns).where(p.id.in_(ids)))}
    return [_row(found[key]) for key in ids if key in found]


def _row(row: Any) -> PetitionRow:
    return PetitionRow(
        row.id, row.uid, f"{row.number}{'*' if row.starred else ''}", row.batch, row.area, row.category,
        truth_word(row.substantiated), completion_word(row.completion), row.responsible_unit, row.due,
        excerpt(row.description, 160),
    )  # fmt: skip


def petition_counts(ledger: Ledger) -> PetitionCounts:
    """Counts over all petitions that are not void."""
    p = Petition
    late = func.count().filter(p.due < ledger.today())
    query = select(p.completion, func.count(), late).where(_live()).group_by(p.completion)
    with ledger.reading() as session:
        numbers = dict.fromkeys(COMPLETIONS, 0)
        overdue = 0
        for text, count, passed in session.execute(query):
            numbers[completion_word(text)] += count
            overdue += passed if completion_word(text) == UNFINISHED else 0
        starred = session.scalar(select(func.count()).where(_live(), p.starred.is_(True))) or 0
    done, staged, unfinished = (numbers[word] for word in COMPLETIONS)
    return PetitionCounts(done + staged + unfinished, done, staged, unfinished, overdue, starred)


def petition_choices(ledger: Ledger) -> PetitionChoices:
    """The values that occur, for the drop-downs; 〔空〕 stands for nothing written."""
    columns = (Petition.batch, Petition.area, Petition.category, Petition.responsible_unit)
    with ledger.reading() as session:
        return PetitionChoices(*(_values(session, column) for column in columns))


def _values(session: Session, column: Any) -> list[str]:
    query = select(column).where(_live()).group_by(column).order_by(func.count().desc(), column)
    return [value or EMPTY for value in session.scalars(query)]
