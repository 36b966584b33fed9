"""Reads for the petition grid: ordered ids, the rows of a page, counts, choices for the filters; from the computed lines."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, select, text
from sqlalchemy.orm import Session

from dczg_desktop.base.text import clean
from dczg_desktop.domain.entities import Petition, PetitionLine, Source
from dczg_desktop.domain.petitions import (
    CLOSED,
    CLOSURES,
    COMPLETED,
    COMPLETIONS,
    IN_REVIEW,
    NO_BATCH,
    STAGED,
    TRUTHS,
    UNFINISHED,
    answering_units,
    batch_of,
    completion_word,
    truth_word,
)
from dczg_desktop.services.petitions.holders import moved_away
from dczg_desktop.services.petitions.places import Whereabouts, whereabouts_in
from dczg_desktop.store import search
from dczg_desktop.store.among import one_of
from dczg_desktop.store.ledger import Ledger, meta_value

__all__ = [
    "CLOSED", "CLOSURES", "COMPLETED", "COMPLETIONS", "IN_REVIEW", "PUBLICATIONS", "STAGED", "TRUTHS", "UNFINISHED",
    "completion_word", "truth_word",
]  # fmt: skip

EMPTY = "〔空〕"
NEVER, OUT, AGAIN = "未公开", "已公开", "待再次公开"
PUBLICATIONS = (NEVER, OUT, AGAIN)
"""Whether an item has gone out in a public list; 待再次公开 went out unfinished and is finished now."""
SORTABLE = (
    "number", "batch", "area", "types", "unit", "truth", "completion", "closure", "due", "published_on", "day", "repeats", "points",
)  # fmt: skip

SHOWN_AS = {"category": "types", "substantiated": "truth", "responsible_unit": "unit"}
"""Columns of the grid that have another name in the lines."""


@dataclass(frozen=True, slots=True)
class PetitionQuery:
    """What the petition grid shows; every part narrows. Status words are counted words, the rest as stored.

    `unit` is one that answers, perhaps with others; `units` are the texts of the lines that name it (`placed` looks them up).
    `category` is one type, `only_first` counts an item by its first type alone. `linked` is 已关联, 未关联 or ''; `source` is a uid.
    `place` is one of `PLACES`, looked up in packages and journal. `repeats` is the least size of a chain, `chain` one
    chain. `words` are separated by blanks and must all occur.
    `moved` are those past their day that moved away: the day is no longer ours (`placed` looks them up).
    `voided` asks for the voided ones instead, which have no line here (services/petitions/voiding.py): nothing counts them.
    """

    words: str = ""
    source: str = ""
    batch: str = ""
    area: str = ""
    category: str = ""
    unit: str = ""
    units: tuple[str, ...] = ()
    truth: str = ""
    completion: str = ""
    closure: str = ""
    place: str = ""
    published: str = ""
    linked: str = ""
    starred: bool = False
    overdue: bool = False
    only_first: bool = False
    repeats: int = 0
    chain: int = 0
    uids: tuple[str, ...] | None = None
    moved: tuple[str, ...] = ()
    voided: bool = False
    sort: str = ""
    descending: bool = False

    def narrowed(self, **changes: Any) -> "PetitionQuery":
        """The same with some parts changed."""
        return replace(self, **changes)


@dataclass(frozen=True, slots=True)
class PetitionRow:
    """One line of the grid; `number` ends in * for a starred petition (重点件). `marks` names what stands out."""

    id: int
    uid: str
    number: str
    batch: str
    area: str
    category: str
    substantiated: str
    completion: str
    closure: str
    responsible_unit: str
    due: date | None
    marks: str
    summary: str
    place: str = ""

    @property
    def told(self) -> str:
        """The summary after what stands out, as one cell."""
        return f"〔{self.marks}〕{self.summary}" if self.marks else self.summary


@dataclass(frozen=True, slots=True)
class PetitionChoices:
    """What can be chosen in the filters, the most frequent first, batches in their order."""

    batches: list[str] = field(default_factory=list)
    areas: list[str] = field(default_factory=list)
    categories: list[str] = field(default_factory=list)
    units: list[str] = field(default_factory=list)
    sources: list[tuple[str, str]] = field(default_factory=list)


def conditions(query: PetitionQuery, today: date) -> list[ColumnElement[bool]]:
    """SQL over the lines for everything in a query but its order."""
    p = PetitionLine
    found: list[ColumnElement[bool]] = []
    exact = [(p.area, query.area), (p.unit, "" if query.units else query.unit), (p.truth, query.truth), (p.completion, query.completion),
             (p.closure, query.closure), (p.source_uid, query.source)]  # fmt: skip
    found += [column == ("" if wanted == EMPTY else wanted) for column, wanted in exact if wanted]
    if query.units:
        found.append(one_of(p.unit, query.units))
    if query.batch:
        found.append(p.batch == ("" if query.batch in {EMPTY, NO_BATCH} else batch_of(query.batch)[0]))
    if query.category:
        found.append(p.types.contains(f"|{query.category}|", autoescape=True) if not query.only_first
                     else p.types.startswith(f"|{query.category}|", autoescape=True))  # fmt: skip
    if query.linked:
        found.append(p.linked.is_(query.linked == "已关联"))
    flags = ((query.starred, p.starred.is_(True)), (query.overdue, overdue(today, query.moved)),
             (query.repeats > 0, p.repeats >= query.repeats), (query.chain > 0, p.chain == query.chain))  # fmt: skip
    found += [clause for is_set, clause in flags if is_set]
    if query.published:
        found.append(_published(query.published))
    if query.uids is not None or query.voided:
        found.append(one_of(p.uid, () if query.voided else query.uids or ()))
    if words := clean(query.words).rstrip("*"):
        clause, bound = search.condition(words, "petition_line.id", search.PETITIONS)
        found.append(text(clause).bindparams(**bound))  # type: ignore[arg-type]
    return found


def overdue(today: date, moved: Sequence[str]) -> ColumnElement[bool]:
    """Unfinished past their day; without those that moved away."""
    p = PetitionLine
    late = (p.due < today) & (p.completion == UNFINISHED)
    return late & ~one_of(p.uid, moved) if moved else late


def moved_late(session: Session, today: date) -> tuple[str, ...]:
    """The petitions past their day that moved away."""
    ours, one = meta_value(session, "office_uid"), Petition
    given = select(one.uid, one.issuer_uid, one.office_uid).join(PetitionLine, PetitionLine.id == one.id)
    late = given.where(
        overdue(today, ()), one.issuer_uid.not_in(("", ours)), one.office_uid.not_in(("", ours))
    )
    return tuple(
        moved_away(session, ours, [(uid, issuer, office) for uid, issuer, office in session.execute(late)])
    )


def _published(wanted: str) -> ColumnElement[bool]:
    p = PetitionLine
    if wanted == AGAIN:
        return p.waiting.is_(True)
    return p.published == "" if wanted == NEVER else p.published != ""


def petition_ids(ledger: Ledger, query: PetitionQuery) -> list[int]:
    """Ids of all matching petitions in the wanted order, by default as they came in."""
    p = PetitionLine
    order: list[Any] = []
    query = query.narrowed(sort=SHOWN_AS.get(query.sort, query.sort))
    if query.sort in SORTABLE:
        column = p.batch_order if query.sort == "batch" else getattr(p, query.sort)
        dated = query.sort in {"due", "published_on", "day"}
        order = (
            [column.is_(None)]
            if dated
            else []
            if query.sort in {"batch", "repeats", "points"}
            else [column == ""]
        )
        order.append(column.desc() if query.descending else column.asc())
    with ledger.reading() as session:
        query = placed(session, query, ledger)
        statement = select(p.id).where(*conditions(query, ledger.today())).order_by(*order, p.id)
        return list(session.scalars(statement))


def placed(session: Session, query: PetitionQuery, ledger: Ledger) -> PetitionQuery:
    """The query with its `place`, what moved away and the texts that name its unit looked up: they are no matter of the lines."""
    today = ledger.today()
    query = with_units(session, query).narrowed(moved=moved_late(session, today))
    if not query.place:
        return query
    uids = session.scalars(select(PetitionLine.uid).where(*conditions(query.narrowed(place=""), today))).all()
    places = whereabouts_in(session, uids, ledger.identity.office_uid, today)
    there = tuple(uid for uid in uids if uid in places and places[uid].word == query.place)
    return query.narrowed(place="", uids=there)


def with_units(session: Session, query: PetitionQuery) -> PetitionQuery:
    """The query with the texts that name its unit: alone, or with others that answer with it."""
    if not query.unit or query.unit == EMPTY:
        return query
    texts = session.scalars(select(PetitionLine.unit).distinct())
    found = tuple(text for text in texts if query.unit == text or query.unit in answering_units(text))
    return query.narrowed(units=found or (query.unit,))


def petition_rows(ledger: Ledger, ids: Sequence[int]) -> list[PetitionRow]:
    """Rows for these ids, in their order; at most a few hundred at a time."""
    with ledger.reading() as session:
        lines = session.scalars(select(PetitionLine).where(PetitionLine.id.in_(ids))).all()
        uids = [line.uid for line in lines]
        places = whereabouts_in(session, uids, ledger.identity.office_uid, ledger.today())
        found = {line.id: _row(line, places.get(line.uid)) for line in lines}
    return [found[key] for key in ids if key in found]


def _row(row: PetitionLine, place: Whereabouts | None) -> PetitionRow:
    return PetitionRow(
        row.id, row.uid, row.number, row.batch, row.area, "、".join(row.types.strip("|").split("|")), row.truth, row.completion,
        row.closure, row.unit, row.due, "　".join(_marks(row)), row.summary, place.short if place else "",
    )  # fmt: skip


def _marks(row: PetitionLine) -> list[str]:
    repeated = f"重复{row.repeats}次" if row.repeats > 1 else ""
    often = "（5次以上）" if row.repeats >= 5 else "（3次以上）" if row.repeats >= 3 else ""
    points = f"{row.points} 个点位" if row.points else ""
    return list(filter(None, (repeated + often, AGAIN if row.waiting else "", points)))


def petition_choices(ledger: Ledger) -> PetitionChoices:
    """The values that occur, for the drop-downs; 〔空〕 stands for nothing written."""
    p = PetitionLine
    with ledger.reading() as session:
        batches = session.scalars(select(p.batch).group_by(p.batch).order_by(func.min(p.batch_order)))
        named = [name or EMPTY for name in batches]
        types: dict[str, int] = {}
        for joined, count in session.execute(select(p.types, func.count()).group_by(p.types)):
            for one in joined.strip("|").split("|"):
                types[one] = types.get(one, 0) + count
        ordered = sorted(types, key=lambda one: (-types[one], one))
        return PetitionChoices(named, _values(session, p.area), ordered, _units(session), _sources(session))


def _units(session: Session) -> list[str]:
    """The units that answer for petitions, one by one, those with most first."""
    counts: dict[str, int] = {}
    for named, count in session.execute(select(PetitionLine.unit, func.count()).group_by(PetitionLine.unit)):
        for name in answering_units(named):
            counts[name] = counts.get(name, 0) + count
    return [name or EMPTY for name in sorted(counts, key=lambda one: (-counts[one], one))]


def _sources(session: Session) -> list[tuple[str, str]]:
    """(name, uid) of every inspection that petitions come from."""
    query = select(Source.name, Source.uid).where(Source.uid.in_(select(PetitionLine.source_uid).distinct()))
    return [(name, uid) for name, uid in session.execute(query.order_by(Source.id))]


def _values(session: Session, column: Any) -> list[str]:
    query = select(column).group_by(column).order_by(func.count().desc(), column)
    return [value or EMPTY for value in session.scalars(query)]
