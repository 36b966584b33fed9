"""Another small table under a list, after an empty row and without a header anybody knows: its rows are no records of the list."""

import re
from collections.abc import Sequence

from dczg_desktop.imports.reading import Column, Grid, LeftOut, column_number
from dczg_desktop.imports.tables.records.rows import shown

OTHER = "表下另一块内容，没有读入"
_SERIAL = re.compile(r"[（(]?\d{1,4}[)）]?[.、]?")
_FEWEST = 2


def without_what_follows(
    grid: Grid, columns: Sequence[Column], rows: list[int], left_out: list[LeftOut]
) -> tuple[list[int], list[LeftOut]]:
    """The records without the last ones, when a gap parts them from a list that is counted 1, 2, 3 and they are not.

    They fill at most two thirds of the columns the list fills.
    """
    place = next((column_number(one.letter) for one in columns if one.field in {"number", "sequence"}), None)
    if place is None or not rows:
        return rows, left_out
    last = len(rows)
    while (
        last and grid.rows[rows[last - 1]][place] and not _SERIAL.fullmatch(grid.rows[rows[last - 1]][place])
    ):
        last -= 1
    above, below = rows[:last], rows[last:]
    if len(below) < _FEWEST or not above or below[0] == above[-1] + 1:
        return rows, left_out
    counted = all(_SERIAL.fullmatch(grid.rows[row][place]) for row in above if grid.rows[row][place])
    widest = max(sum(map(bool, grid.rows[row])) for row in above)
    if not counted or any(sum(map(bool, grid.rows[row])) * 3 > widest * 2 for row in below):
        return rows, left_out
    others = [LeftOut(row + 1, shown(grid.rows[row]), OTHER) for row in below]
    return above, sorted([*left_out, *others], key=lambda one: one.row)
