"""Batches of petitions one after another under one header, each with a title of its own above a repeated header (…一览表（第21批）)."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import takewhile

from dczg_desktop.domain.petitions import batch_in
from dczg_desktop.imports.reading import Column, Grid, LeftOut, column_number, letters
from dczg_desktop.imports.tables.records.continued import GROUP
from dczg_desktop.imports.tables.records.rows import TITLE_OR_NOTE, shown

_TITLES = frozenset({TITLE_OR_NOTE, GROUP})
_OF_PETITIONS = frozenset({"findings", "substantiated", "completion", "handling"})
_UNSURE = 0.74
_HEADER = "批次（各批的标题）"
_TAKEN = "各批的标题，已读作“批次”"


def with_batches_between(
    grid: Grid,
    columns: tuple[Column, ...],
    rows: Sequence[int],
    left_out: list[LeftOut],
    above: Iterable[int],
) -> tuple[tuple[Column, ...], list[LeftOut]]:
    """The columns with one more for the batch that titles between the records name; those above the first are of the batch in the title.

    A person is asked about it. A list that has a column of batches is left as it is.
    """
    fields = {one.field for one in columns}
    if (column := next((one for one in columns if one.field == "batch"), None)) is not None:
        _fill_first(grid, column, rows, above, left_out)
    if "batch" in fields or not fields & _OF_PETITIONS or len(rows) < 2:
        return columns, left_out
    found = {
        one.row - 1: batch
        for one in left_out
        if one.why in _TITLES and rows[0] < one.row - 1 < rows[-1] and (batch := batch_in(one.text))
    }
    if not found:
        return columns, left_out
    titles = sorted(found)
    first = batch_in("\n".join(shown(grid.rows[row]) for row in above))
    place = len(grid.rows[0])
    for cells in grid.rows:
        cells.append("")
    for row in rows:
        over = bisect_right(titles, row) - 1
        grid.rows[row][place] = found[titles[over]] if over >= 0 else first
        grid.places[row, place] = grid.place(titles[over], 0) if over >= 0 else "表名"
    told = [replace(one, why=_TAKEN) if one.row - 1 in found else one for one in left_out]
    return (*columns, Column(letters(place), _HEADER, "batch", _UNSURE)), told


def _fill_first(
    grid: Grid, column: Column, rows: Sequence[int], above: Iterable[int], left_out: Sequence[LeftOut]
) -> None:
    """Write the batch in the title to the records above the first line between them, where titles of groups name the batches of the others."""
    place = column_number(column.letter)
    if GROUP not in column.header or grid.rows[rows[0]][place]:
        return
    first = batch_in("\n".join(shown(grid.rows[row]) for row in above))
    end = min((one.row - 1 for one in left_out if one.row - 1 > rows[0]), default=len(grid.rows))
    for row in takewhile(lambda one: one < end and not grid.rows[one][place], rows if first else ()):
        grid.rows[row][place] = first
        grid.places[row, place] = "表名"
