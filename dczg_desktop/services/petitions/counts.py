"""Counts of petitions by unit, place or batch against status and type (V34), and the elements of a bulletin."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dczg_desktop.base.progress import Tick, no_tick
from dczg_desktop.domain.bulletin import NAMES, UNITS, readings, total, words_of
from dczg_desktop.domain.entities import Petition, PetitionLine, PetitionPoint
from dczg_desktop.domain.petitions import (
    CLOSED,
    COMPLETED,
    COMPLETIONS,
    IN_REVIEW,
    NO_BATCH,
    NO_TYPE,
    STAGED,
    UNFINISHED,
    answering_units,
)
from dczg_desktop.domain.vocabulary import CATEGORIES
from dczg_desktop.services.petitions.cards import counts_of
from dczg_desktop.services.petitions.listing import EMPTY, PetitionQuery, conditions, petition_ids, with_units
from dczg_desktop.store.facts import chunks
from dczg_desktop.store.ledger import Ledger

BY: dict[str, tuple[str, Any]] = {
    "unit": ("责任单位", PetitionLine.unit),
    "area": ("行政区域", PetitionLine.area),
    "batch": ("批次", PetitionLine.batch),
}
"""What the rows of a table may be: heading and column."""

HANDED, CLOSURE, TYPE = "交办情况", "销号情况", "污染类型"
_OF_SEVERAL = "一件由几个单位负责的，在各单位中分别计入，合计按件数，不按单位相加。"
STATES: tuple[tuple[str, str, dict[str, str]], ...] = (
    (HANDED, "移交件数", {}),
    (HANDED, COMPLETED, {"completion": COMPLETED}),
    (HANDED, STAGED, {"completion": STAGED}),
    (HANDED, UNFINISHED, {"completion": UNFINISHED}),
    (CLOSURE, CLOSED, {"closure": CLOSED}),
    (CLOSURE, "已办结验收中", {"closure": IN_REVIEW, "completion": COMPLETED}),
)
"""Upper heading, heading, and what a petition must be to count; each of them counts an item once."""


@dataclass(frozen=True, slots=True)
class CountRow:
    """One row of numbers; `query` finds its petitions, narrowed by a column's own restriction."""

    name: str
    numbers: tuple[int, ...]
    query: PetitionQuery

    @property
    def words(self) -> tuple[str, ...]:
        """The row as it is shown and printed: a 0 is written, because an empty cell of a table means that nobody counted."""
        return (self.name, *map(str, self.numbers))


@dataclass(frozen=True, slots=True)
class CountTable:
    """A table of numbers. `columns` are (upper heading, heading, restriction); the last row is the total."""

    by: str
    heading: str
    once: bool
    columns: tuple[tuple[str, str, dict[str, Any]], ...]
    rows: tuple[CountRow, ...]
    note: str

    def cell(self, row: int, column: int) -> PetitionQuery:
        """The petitions that a number counts."""
        return self.rows[row].query.narrowed(**self.columns[column][2])


def count_table(
    ledger: Ledger, by: str = "unit", query: PetitionQuery | None = None, *, once: bool = False
) -> CountTable:
    """Petitions by `by` (unit, area, batch). An item of several types counts in each, or `once` only in its first; one that
    several units answer for counts under each.

    The total of items counts each item once, so that the types and units may add up to more; the note says so.
    """
    base = query or PetitionQuery()
    heading, column = BY[by]
    line = PetitionLine
    with ledger.reading() as session:
        counted = session.execute(
            select(column, line.types, line.completion, line.closure, func.count())
            .where(*conditions(with_units(session, base), ledger.today()))
            .group_by(column, line.types, line.completion, line.closure)
        ).all()
        orders = dict(
            session.execute(select(line.batch, func.min(line.batch_order)).group_by(line.batch)).all()
        )
    groups = _grouped(by, counted)
    if by == "batch":
        ordered = sorted(groups, key=lambda name: orders[name])
    else:
        sizes = {name: sum(row[-1] for row in rows) for name, rows in groups.items()}
        ordered = sorted(groups, key=lambda name: (name == "", -sizes[name], name))
    columns = (*STATES, *_type_columns([row[1] for row in counted], once=once))
    rows = [
        CountRow(name or (NO_BATCH if by == "batch" else "未写明"), _numbers(groups[name], columns),
                 base.narrowed(**{by: name or EMPTY}))
        for name in ordered
    ]  # fmt: skip
    rows.append(CountRow("合计", _numbers(counted, columns), base))
    note = _note(rows[-1], columns, once=once)
    if sum(map(len, groups.values())) > len(counted):
        note += _OF_SEVERAL
    return CountTable(by, heading, once, columns, tuple(rows), note)


def _grouped(by: str, counted: Sequence[Any]) -> dict[str, list[Any]]:
    """What was counted, by the rows of the table: what several units answer for in each of theirs."""
    groups: dict[str, list[Any]] = {}
    for row in counted:
        for name in answering_units(row[0]) if by == "unit" else row[:1]:
            groups.setdefault(name, []).append(row)
    return groups


def _type_columns(joined: Iterable[str], *, once: bool) -> list[tuple[str, str, dict[str, Any]]]:
    present = {one for types in joined for one in _types(types, once=once)}
    known = [word for word, _pattern in CATEGORIES]
    last = {"其他": 1, NO_TYPE: 2}
    ordered = sorted(
        present, key=lambda one: (last.get(one, 0), known.index(one) if one in known else 99, one)
    )
    return [(TYPE, one, {"category": one, "only_first": once}) for one in ordered]


def _types(joined: str, *, once: bool) -> list[str]:
    found = joined.strip("|").split("|")
    return found[:1] if once else found


def _numbers(counted: Iterable[Any], columns: Iterable[tuple[str, str, dict[str, Any]]]) -> tuple[int, ...]:
    rows = list(counted)
    return tuple(sum(row[-1] for row in rows if _fits(row, wanted)) for _upper, _name, wanted in columns)


def _fits(row: Any, wanted: dict[str, Any]) -> bool:
    _name, types, completion, closure, _count = row
    if wanted.get("completion", completion) != completion or wanted.get("closure", closure) != closure:
        return False
    return "category" not in wanted or wanted["category"] in _types(types, once=wanted["only_first"])


def _note(last: CountRow, columns: Iterable[tuple[str, str, Any]], *, once: bool) -> str:
    named = list(zip(columns, last.numbers, strict=True))
    items = last.numbers[0]
    types = sum(number for (upper, _name, _), number in named if upper == TYPE)
    if once:
        return f"每件只计入第一个污染类型，各类型之和等于移交件数 {items}。"
    if types == items:
        return f"各类型之和等于移交件数 {items}，没有一件多类型的。"
    return f"一件涉及几个污染类型的，在各类型中分别计入，在移交件数中只计一次，所以各类型之和 {types} 大于移交件数 {items}。"


@dataclass(frozen=True, slots=True)
class Mention:
    """A petition that speaks of an element: the number read, or why none was."""

    uid: str
    number: str
    amount: Decimal | None
    why: str = ""


@dataclass(slots=True)
class ElementCount:
    """One element of a bulletin: the sum of what is stated, the items it comes from, those where it must be read by a person."""

    name: str
    unit: str
    sum: Decimal = Decimal(0)
    stated: list[Mention] = field(default_factory=list)
    unread: list[Mention] = field(default_factory=list)

    @property
    def words(self) -> str:
        """The sum as shown."""
        return words_of(self.sum)


@dataclass(frozen=True, slots=True)
class Bulletin:
    """The elements over the petitions that match, and a draft sentence of them."""

    elements: tuple[ElementCount, ...]
    text: str


def bulletin(ledger: Ledger, query: PetitionQuery | None = None, tick: Tick = no_tick) -> Bulletin:
    """通报文字要素: what is stated is added up, what is mentioned without a number is listed, nothing is guessed."""
    base = query or PetitionQuery()
    ids = petition_ids(ledger, base)
    found = {name: ElementCount(name, UNITS[name]) for name in NAMES}
    with ledger.reading() as session:
        for done, (uid, number, texts) in enumerate(_told(session, ids), start=1):
            for one in readings(*texts):
                mention = Mention(uid, number, one.number, one.why)
                (found[one.name].unread if one.number is None else found[one.name].stated).append(mention)
            if done % 500 == 0:
                tick(done, len(ids))
        counts = counts_of(session, base, ledger.today())
    for element in found.values():
        element.sum = total(one.amount for one in element.stated if one.amount is not None)
    numbers = (counts.completed, counts.staged, counts.unfinished)
    done_words = "，".join(f"{word} {number} 件" for word, number in zip(COMPLETIONS, numbers, strict=True))
    told = "，".join(f"{one.name} {one.words} {one.unit}" for one in found.values() if one.stated)
    open_ = sum(len(one.unread) for one in found.values())
    left = f"（另有 {open_} 处写到而没有读出数目，未计入。）" if open_ else ""
    text = f"截至{_chinese(ledger)}，{base.batch or '各批'}共交办信访件 {counts.total} 件，{done_words}。{told + '。' if told else ''}{left}"
    return Bulletin(tuple(found.values()), text)


def _chinese(ledger: Ledger) -> str:
    day = ledger.today()
    return f"{day.year}年{day.month}月{day.day}日"


def _told(session: Session, ids: list[int]) -> Iterable[tuple[str, str, tuple[str, ...]]]:
    """(uid, number, columns that say what was done) of each: the results of its points when every point has one, else its own."""
    p = Petition
    for start in range(0, len(ids), 500):
        rows = session.execute(
            select(p.uid, p.number, p.handling, p.result, p.accountability).where(
                p.id.in_(ids[start : start + 500])
            )
        ).all()
        points = _results(session, [row.uid for row in rows])
        for row in rows:
            own = points.get(row.uid, [])
            result = "\n".join(own) if own and all(own) else row.result
            yield row.uid, row.number, (row.handling, result, row.accountability)


def _results(session: Session, uids: list[str]) -> dict[str, list[str]]:
    c = PetitionPoint
    found: dict[str, list[str]] = {}
    for part in chunks(uids):
        query = select(c.petition_uid, c.result).where(c.petition_uid.in_(part), ~c.hidden, c.voided == "")
        for uid, result in session.execute(query.order_by(c.position)):
            found.setdefault(uid, []).append(result)
    return found
