"""Telephone numbers behind the names of units and persons (县水利局 0797-5301234): kept in a column of their own, and told."""

import re
from collections.abc import Sequence

from dczg_desktop.domain.telephones import without_telephones
from dczg_desktop.imports.merged import MergedDown
from dczg_desktop.imports.reading import Column, Grid, Oddity, column_number, letters
from dczg_desktop.imports.signs import Sign
from dczg_desktop.imports.tables.unit_doubts import PERSON_FIELDS, UNIT_FIELDS

APART = "telephone"
"""The oddity of a cell from which telephone numbers were taken; its value is what stood there."""
_NAMED = UNIT_FIELDS | PERSON_FIELDS
_SAID = re.compile(r"电话|手机|号码|联系方式")
"""A heading that says so (责任人及电话): then nothing is asked."""


def with_telephones_apart(
    grid: Grid, columns: tuple[Column, ...], rows: Sequence[int], merged: MergedDown
) -> tuple[Column, ...]:
    """The columns with one more beside every column of units or persons in which telephones stand: only the names are left there."""
    made = []
    for column in columns:
        place = column_number(column.letter)
        if column.field not in _NAMED or not grid.may_hold(Sign.PERSON, place):
            continue
        found = {row: parted for row in rows if (parted := without_telephones(grid.rows[row][place]))[1]}
        if found:
            made.append(_apart(grid, column, found, merged))
    return (*columns, *made)


def _apart(
    grid: Grid, column: Column, found: dict[int, tuple[str, tuple[str, ...]]], merged: MergedDown
) -> Column:
    """The new column; of persons and of several units in a cell it keeps the whole, which says whose number is which."""
    place, new = column_number(column.letter), len(grid.rows[0])
    for cells in grid.rows:
        cells.append("")
    for row, (rest, numbers) in found.items():
        cells, said = grid.rows[row], grid.rows[row][place]
        is_plain = len(numbers) == 1 and column.field in UNIT_FIELDS
        cells[new], cells[place] = numbers[0] if is_plain else said, rest
        top = merged.top(row, place)
        grid.places[row, new] = grid.place(top, place)
        if top == row and not _SAID.search(column.header):
            grid.odd[row, place] = Oddity(APART, said)
    return Column(letters(new), f"{column.header}（电话）", None, 0.0)
