"""Lists of petitions with no column for whether they are true, where what was found or done tells it (办理情况：经查属实。…)."""

from collections.abc import Iterator, Sequence

from dczg_desktop.base.errors import Fault
from dczg_desktop.imports.reading import Column, Grid, RecordReading, Table, column_number, letters
from dczg_desktop.imports.tables.values.truths import SUBSTANCE, truth_in

_UNSURE = 0.74
_FIELD = "substantiated"
_TELLING = ("findings", "result")
"""What tells it: what was found, or where no column holds that, what was done."""
_UNCLEAR = "“{}”里说了几种，或者还有没有发现的，看不出整件是否属实，请补填。"


def with_truth_inside(grid: Grid, columns: tuple[Column, ...], rows: Sequence[int]) -> tuple[Column, ...]:
    """The columns with one more for what they say so, where most of the petitions do; a person is asked about it."""
    of = _telling(columns)
    if of is None:
        return columns
    told = column_number(of.letter)
    truths = {row: truth_in(grid.rows[row][told]) for row in rows}
    if sum(map(bool, truths.values())) * 2 <= len(rows):
        return columns
    place = len(grid.rows[0])
    for row, cells in enumerate(grid.rows):
        cells.append(truths.get(row, ""))
    for row in rows:
        grid.places[row, place] = grid.place(row, told)
    return (*columns, Column(letters(place), f"是否属实（{of.header}）", _FIELD, _UNSURE))


def truth_unclear(table: Table, records: list[RecordReading]) -> Iterator[Fault]:
    """The questions about petitions whose truth stays open, beside others that were told so."""
    of = _telling(tuple(one for one in table.columns if one.field != _FIELD))
    made = next((one for one in table.columns if one.field == _FIELD), None)
    if of is None or made is None or made.header != f"是否属实（{of.header}）":
        return
    for record in records:
        text = record.fields.get(of.field or "", "")
        if not record.fields.get(_FIELD) and SUBSTANCE.search(text):
            place = f"{table.sheet}!{record.cells.get(of.field or '', '')}"
            yield Fault(place, "", _UNCLEAR.format(of.header))


def _telling(columns: tuple[Column, ...]) -> Column | None:
    """The column that may tell it; None where one says it itself, or this is no list of petitions."""
    by_field = {one.field: one for one in columns}
    if _FIELD in by_field or "description" not in by_field:
        return None
    return next((by_field[field] for field in _TELLING if field in by_field), None)
