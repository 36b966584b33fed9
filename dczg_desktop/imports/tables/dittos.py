"""Cells that only repeat the one above (同上, 〃): read as what stands there, and said so."""

from collections.abc import Sequence

from dczg_desktop.imports.reading import Column, Grid, Oddity, column_number
from dczg_desktop.imports.signs import DITTOS, Sign

_NEVER = frozenset({"number", "sequence", "description"})


def with_dittos_read(grid: Grid, columns: Sequence[Column], rows: Sequence[int]) -> None:
    """Write the text above into such cells of columns that are fields; what they said stays as an oddity to be told."""
    for column in columns:
        place = column_number(column.letter)
        if column.field is None or column.field in _NEVER or not grid.may_hold(Sign.DITTO, place):
            continue
        above = ""
        for row in rows:
            cells = grid.rows[row]
            if cells[place] in DITTOS and above:
                grid.odd[row, place] = Oddity("ditto", cells[place])
                cells[place] = above
            above = cells[place]
