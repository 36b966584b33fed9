"""Columns that hold what is to be done and until when (整改要求及时限) where no column is of deadlines: the one time of a cell is its deadline, and asked about."""

import re
from collections.abc import Sequence

from dczg_desktop.base.text import without_blanks
from dczg_desktop.domain.deadlines import read_deadline
from dczg_desktop.domain.headings import folded_header
from dczg_desktop.domain.milestones import steps_of
from dczg_desktop.imports.merged import MergedDown
from dczg_desktop.imports.reading import Column, Grid, column_number, letters
from dczg_desktop.imports.tables.values.rivals import ASKED

_BOTH = re.compile(r"时限|期限|限期|完成时间|办结时间")
_HOLDING = frozenset({"goal", "measures"})
_UNTIL = re.compile(r"前|底|末|内")
_LONGEST = 12


def with_times_apart(
    grid: Grid, columns: tuple[Column, ...], rows: Sequence[int], merged: MergedDown
) -> tuple[Column, ...]:
    """The columns with one more for the deadlines that such a column tells; its cells stay as they are."""
    if any(one.field == "deadline" for one in columns):
        return columns
    source = next(
        (one for one in columns if one.field in _HOLDING and _BOTH.search(folded_header(one.header))), None
    )
    if source is None:
        return columns
    place, new = column_number(source.letter), len(grid.rows[0])
    found = {row: text for row in rows if (text := _time(grid.rows[row][place]))}
    if not found:
        return columns
    for cells in grid.rows:
        cells.append("")
    for row in rows:
        grid.rows[row][new] = found.get(row, "")
        grid.places[row, new] = grid.place(merged.top(row, place), place)
    return (
        *columns,
        Column(letters(new), f"整改时限（{without_blanks(source.header)}）", "deadline", ASKED),
    )


def _time(text: str) -> str:
    """The one time that a text names as an end, or the text itself where it is nothing but a time; '' for none and for several."""
    steps = [one for one in steps_of(text) if not one.recurring] if text else []
    if len(steps) == 1 and _UNTIL.search(steps[0].phrase):
        return steps[0].phrase
    is_time = not steps and 0 < len(text) <= _LONGEST and read_deadline(text).understood
    return text if is_time else ""
