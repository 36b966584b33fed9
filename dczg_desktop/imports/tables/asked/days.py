"""What is doubtful about days in a table: counts that begin when a petition was handed over, and the day it was finished."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from dczg_desktop.domain.finishing import FINISHED, STAGED_ON, contradiction, finished_text, read_finished
from dczg_desktop.domain.headings import folded_header
from dczg_desktop.imports.reading import RecordReading, Table, column_number
from dczg_desktop.imports.tables.around.stated import stated_day
from dczg_desktop.imports.tables.values.column_texts import DONE_OR_DUE, holds_days
from dczg_desktop.imports.tables.values.doubts import doubts_of_deadline
from dczg_desktop.imports.tables.values.oddities import ERROR

StartOf = Callable[[RecordReading], date | None]
"""When what stands in a row of one table was handed over; None when nobody said."""

Doubt = tuple[str, str, str]
"""Cell, what stands there, the sentence about it."""

_DUE_OR_DONE = "“{}”写的是一个个日子，可能是整改时限，也可能是做完的日子，没有作为时限，原样作为其他栏目留着。是时限的，请把这一栏改为整改时限。"
_HANDED_OVER = frozenset({"交办日期", "交办时间", "转办日期", "转办时间", "交办日", "转办日"})


def stated_above(table: Table) -> StartOf:
    """The day that stands above the table for each of its rows, for whoever knows of no other."""
    day = stated_day(table)
    return lambda _record: day


def own_day(record: RecordReading) -> str:
    """What a row itself says of the day it was handed over; '' when it has no such column."""
    return next(
        (text for name, text in record.extra.items() if text and folded_header(name) in _HANDED_OVER), ""
    )


def deadline_doubts(table: Table, records: Iterable[RecordReading], start_of: StartOf) -> Iterator[Doubt]:
    """The doubts about the deadlines of these records, whose counts of days begin when each was handed over."""
    for record in records if "deadline" in table.mapping else ():
        if raw := record.fields.get("deadline", ""):
            for why in doubts_of_deadline(raw, start_of(record), table.year):
                yield record.cells["deadline"], raw, why


def finished_doubts(
    table: Table, records: Iterable[RecordReading], start_of: StartOf, today: date | None = None
) -> Iterator[Doubt]:
    """The doubts about the day on which each petition was finished. Without `today` a day to come is not doubted."""
    if table.kind != "petition" or table.mapping.keys().isdisjoint({FINISHED, STAGED_ON}):
        return
    for record in records:
        field, raw = finished_text(record.fields)
        if not raw or ERROR.match(raw):
            continue
        found = read_finished(raw, start_of(record), today)
        for why in (found.doubt, contradiction(record.fields.get("completion", ""), found.day)):
            if why:
                yield record.cells[field], raw, why


def due_or_done(table: Table, records: Sequence[RecordReading]) -> Iterator[Doubt]:
    """A column of days that may be deadlines or the days on which problems were solved, told once where no column is a deadline.

    Of forms and plans it is told of every problem that has no deadline where others have one. It is taken for neither
    (docs/import-texts.md §时限).
    """
    has_others = "deadline" in table.mapping
    if table.kind != "problem" or (has_others and table.header_rows):
        return
    for column in table.columns:
        if column.field or folded_header(column.header) not in DONE_OR_DUE:
            continue
        filled = [one for one in records if one.extra.get(column.header) and not one.fields.get("deadline")]
        if holds_days([one.extra[column.header] for one in filled]):
            for one in filled if has_others else filled[:1]:
                place = table.grid.place(one.row - 1, column_number(column.letter))
                yield place, one.extra[column.header], _DUE_OR_DONE.format(column.header)
