"""Telephone numbers behind the names of units and persons (县水利局 0797-5301234): kept in a column of their own, and told.

A person between a unit and the number (县水利局（李明 13812345678）) stands in one too, unless the heading names persons.
"""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dczg_desktop.domain.headings import folded_header
from dczg_desktop.domain.telephones import without_telephones
from dczg_desktop.imports.merged import MergedDown
from dczg_desktop.imports.reading import Column, Grid, Oddity, column_number, letters
from dczg_desktop.imports.signs import Sign
from dczg_desktop.imports.tables.columns.unit_and_person import BOTH
from dczg_desktop.imports.tables.columns.unit_contacts import contacts_of
from dczg_desktop.imports.tables.values.unit_doubts import PERSON_FIELDS, UNIT_FIELDS

APART, WITH_PERSON = "telephone", "contact"
"""The oddities of a cell from which telephone numbers, and persons with theirs, were taken; the value is what stood there."""
_NAMED = UNIT_FIELDS | PERSON_FIELDS
_SAID = re.compile(r"电话|手机|号码|联系方式")
"""A heading that says so (责任人及电话): then nothing is asked."""


class _Parted(NamedTuple):
    """What is left of a cell, the numbers and the persons taken from it."""

    rest: str
    numbers: tuple[str, ...]
    persons: str = ""


def with_telephones_apart(
    grid: Grid, columns: tuple[Column, ...], rows: Sequence[int], merged: MergedDown
) -> tuple[Column, ...]:
    """The columns with one more beside every column of units or persons in which telephones stand: only the names are left there."""
    made: list[Column] = []
    for column in columns:
        place = column_number(column.letter)
        if column.field not in _NAMED or not grid.may_hold(Sign.PERSON, place):
            continue
        found = {row: parted for row in rows if (parted := _parted(column, grid.rows[row][place]))}
        if found:
            made += _apart(grid, column, found, merged)
    return (*columns, *made)


def _parted(column: Column, text: str) -> _Parted | None:
    """What stands in a cell, parted; None where there is no telephone."""
    rest, numbers = without_telephones(text)
    found = contacts_of(text) if column.field in UNIT_FIELDS and any(map(str.isdigit, text)) else None
    if found is None:
        return _Parted(rest, numbers) if numbers else None
    if BOTH.search(folded_header(column.header)):
        pairs = zip(found.units, found.persons, strict=False)
        is_paired = len(found.units) == len(found.persons)
        return _Parted("；".join(map(" ".join, pairs)) if is_paired else rest, found.numbers)
    return _Parted("、".join(found.units), found.numbers, "、".join(found.persons))


def _apart(grid: Grid, column: Column, found: Mapping[int, _Parted], merged: MergedDown) -> list[Column]:
    """The new columns; of persons and of several units in a cell that of numbers keeps the whole, which says whose number is which."""
    place, new = column_number(column.letter), len(grid.rows[0])
    has_persons = any(one.persons for one in found.values())
    for cells in grid.rows:
        cells.extend(["", ""] if has_persons else [""])
    for row, (rest, numbers, persons) in found.items():
        cells, said = grid.rows[row], grid.rows[row][place]
        is_plain = len(numbers) == 1 and column.field in UNIT_FIELDS
        cells[new], cells[place] = numbers[0] if is_plain else said, rest
        top = merged.top(row, place)
        grid.places[row, new] = grid.place(top, place)
        if persons:
            cells[new + 1], grid.places[row, new + 1] = persons, grid.place(top, place)
        if top == row and not _SAID.search(column.header):
            grid.odd[row, place] = Oddity(WITH_PERSON if persons else APART, said)
    made = [Column(letters(new), f"{column.header}（电话）", None, 0.0)]
    more = Column(letters(new + 1), f"{column.header}（联系人）", None, 0.0)
    return [*made, more] if has_persons else made
