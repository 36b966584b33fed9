"""Cells that only repeat the one above (同上, 〃): read as what stands there, and said so."""

from collections.abc import Sequence

from dczg_desktop.imports.merged import MergedDown
from dczg_desktop.imports.reading import Column, Grid, Oddity, column_number
from dczg_desktop.imports.signs import DITTOS, Sign

REPEATED = "ditto"
"""The oddity of a cell that was read as the one above."""
_NEVER = frozenset({"number", "sequence", "description"})


def with_dittos_read(grid: Grid, columns: Sequence[Column], rows: Sequence[int], merged: MergedDown) -> None:
    """Write the text above into such cells of columns that are fields; what they said stays as an oddity to be told.

    A cell left empty in a row merged under a record says nothing, so what stands above it is repeated; where nothing does, the
    cell is told all the same.
    """
    for column in columns:
        place = column_number(column.letter)
        if column.field is None or column.field in _NEVER or not grid.may_hold(Sign.DITTO, place):
            continue
        above = ""
        for row in rows:
            cells = grid.rows[row]
            if cells[place] in DITTOS:
                grid.odd[row, place] = Oddity(REPEATED if above else "alone", cells[place])
                cells[place] = above or cells[place]
            elif cells[place] or not merged.of_row(row):
                above = cells[place]
