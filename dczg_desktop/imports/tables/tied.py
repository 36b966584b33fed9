"""Which record of a sheet a picture belongs to: that of its row, of the cell merged around it, of the form it stands in."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from dczg_desktop.imports.files.album import LOOSE
from dczg_desktop.imports.reading import Grid, Picture, Table, column_number


def tied(
    grid: Grid | None,
    tables: Sequence[Table],
    pictures: Sequence[Picture],
    untaken: dict[str, list[str]],
    before: int,
) -> list[Picture]:
    """The pictures of one sheet with the rows of their records; one that stands in none is noted in `untaken`.

    `before` says how many tables of the file stand before those of the sheet.
    """
    found = []
    for picture in pictures:
        holders = [
            (table, row) for table in _around(tables, picture) if (row := _record(table, grid, picture))
        ]
        if holders:
            table, row = holders[0]
            index = before + next(n for n, one in enumerate(tables) if one is table)
            found.append(replace(picture, row=row, heading=_heading(table, grid, picture), table=index))
        else:
            untaken.setdefault(LOOSE, []).append(picture.where)
    return found


def _around(tables: Sequence[Table], picture: Picture) -> list[Table]:
    """The tables a picture may belong to: of several side by side first the one whose columns it stands over."""
    over = [
        one for one in tables if not one.header_rows or any(c.letter == picture.column for c in one.columns)
    ]
    return over or list(tables)


def _record(table: Table, grid: Grid | None, picture: Picture) -> int:
    """The row of the record a picture belongs to, 0 when there is none."""
    rows = [record.row for record in table.records]
    if not rows or picture.row in rows:
        return picture.row if rows else 0
    if not table.header_rows:
        return _of_form(table, rows, picture.row, is_text=grid is None)
    for top, _left, bottom, _right in table.grid.merges:
        if top < picture.row <= bottom + 1:
            inside = [row for row in rows if top < row <= picture.row]
            if inside:
                return max(inside)
    return 0


def _of_form(table: Table, rows: list[int], row: int, *, is_text: bool) -> int:
    """A form goes on to the next; a problem of a running text ends before that where a line of no problem stands."""
    place = bisect_right(rows, row)
    if not place:
        return 0
    start = rows[place - 1]
    return 0 if is_text and any(start < one.row <= row for one in table.left_out) else start


def _heading(table: Table, grid: Grid | None, picture: Picture) -> str:
    """What is written over the column of a picture, or in a form left of it or in its own cell."""
    if table.header_rows:
        return next((one.header for one in table.columns if one.letter == picture.column), "")
    if grid is None or picture.row > len(grid.rows):
        return ""
    cells = grid.rows[picture.row - 1]
    place = min(column_number(picture.column), len(cells) - 1)
    return next((cells[column] for column in range(place, -1, -1) if cells[column]), "")
