"""A day written once for a group of rows without a merge: it is read for the rows below that belong to the group, and asked about.

Where no group is recognised, that rows have no day while others have one is asked about once for the table.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from dczg_desktop.base.errors import Fault
from dczg_desktop.base.text import excerpt
from dczg_desktop.domain.vocabulary import ENDS, status_of
from dczg_desktop.imports.merged import MergedDown
from dczg_desktop.imports.reading import Column, Grid, Oddity, RecordReading, Table, column_number
from dczg_desktop.imports.tables.continued import GROUP

OF_GROUP = "group"
"""The oddity of an empty cell that was read as what stands in the first row of its group."""
_GROUPING = ("responsible_unit", "lead_unit", "area", "category", "batch")
_BESIDE = frozenset({*_GROUPING, "supervising_unit", "responsible_leader", "responsible_person"})
_PARTED = re.compile(r"(.*?\d)\s*[-—－.．]\s*\d{1,3}|(.*?\D)[(（]\d{1,3}[)）]")
_FEWEST_BLANK, _FEWEST_GROUPS = 2, 2
_TIMED = re.compile(r"时限|完成时间|[底日月年]前")
_MOST_NAMED = 6
_WORDS = "有 {} 行没有写整改时限（第 {} 行），别的行写着（如“{}”）。几行只写一次的，请逐行补填；确实没有时限的，可以照样导入。"


def with_days_of_groups(
    grid: Grid, columns: Sequence[Column], rows: Sequence[int], merged: MergedDown
) -> None:
    """Write the day of a group into its rows that have none; what else of the group is left empty just there comes with it."""
    places = {column.field: column_number(column.letter) for column in columns if column.field}
    due, problem = places.get("deadline"), places.get("description")
    if due is None or problem is None:
        return
    own = [row for row in rows if grid.rows[row][problem] and problem not in merged.of_row(row)]
    blank = {row for row in own if not grid.rows[row][due]}
    if len(blank) < _FEWEST_BLANK or len(blank) == len(own) or own[0] in blank:
        return
    beside = [
        place for name, place in places.items() if name in _BESIDE and _are_blank(grid, place, own, blank)
    ]
    if any(places.get(name) in beside for name in _GROUPING):
        _fill(grid, own, blank, [due, *beside])
        return
    for same in _ways(grid, columns, places):
        if found := _of_groups([list(group) for _key, group in groupby(own, same)], blank):
            _fill(grid, own, found, [due])
            return


def _are_blank(grid: Grid, place: int, own: Sequence[int], blank: set[int]) -> bool:
    """Whether a column is empty in just these rows."""
    return all(bool(grid.rows[row][place]) != (row in blank) for row in own)


def _ways(grid: Grid, columns: Sequence[Column], places: dict[str, int]) -> Iterator[Callable[[int], str]]:
    """What the rows of one group may have in common: a unit, a place, a title above them, the first part of their numbers."""
    named = [places[name] for name in _GROUPING if name in places]
    named += [column_number(one.letter) for one in columns if one.header == GROUP]
    for place in named:
        yield lambda row, place=place: grid.rows[row][place]  # type: ignore[misc]
    if (number := places.get("number", places.get("sequence"))) is not None:
        yield lambda row: _first_part(grid.rows[row][number])


def _first_part(number: str) -> str:
    """1 of 1-2, 一 of 一（2）; the number itself where it has no parts."""
    found = _PARTED.fullmatch(number.strip())
    return (found[1] or found[2]) if found else number


def _of_groups(groups: Sequence[list[int]], blank: set[int]) -> set[int]:
    """The empty rows of groups that write the day in their first row alone; none unless every other group writes it there too."""
    found: set[int] = set()
    for group in groups:
        empty = [row for row in group if row in blank]
        if not empty or len(empty) == len(group):
            continue
        if empty != group[1:]:
            return set()
        found.update(empty)
    return found if len(groups) >= _FEWEST_GROUPS and len(found) >= _FEWEST_BLANK else set()


def _fill(grid: Grid, own: Sequence[int], blank: set[int], places: Sequence[int]) -> None:
    for place in places:
        above = ""
        for row in own:
            if row in blank:
                grid.odd[row, place] = Oddity(OF_GROUP, "")
                grid.rows[row][place] = above
            else:
                above = grid.rows[row][place]


def without_days(table: Table, records: Sequence[RecordReading]) -> Iterator[Fault]:
    """That some rows below others have no day: told once, as nobody knows whether one above holds for them."""
    if table.kind != "problem" or "deadline" not in table.mapping or not table.header_rows:
        return
    own = [one for one in records if one.merged_from is None and one.fields.get("description")]
    first = next((place for place, one in enumerate(own) if one.fields["deadline"]), len(own))
    open_ones = [one for one in own[first:] if not one.fields["deadline"] and not _needs_none(one)]
    if open_ones:
        rows = "、".join(str(one.row) for one in open_ones[:_MOST_NAMED]) + (
            "……" if len(open_ones) > _MOST_NAMED else ""
        )
        said = excerpt(own[first].fields["deadline"], 20)
        place = f"{table.sheet}!{open_ones[0].cells['deadline']}"
        yield Fault(place, "", _WORDS.format(len(open_ones), rows, said))


def _needs_none(record: RecordReading) -> bool:
    """Whether a problem is done with, or its measures say until when."""
    return status_of(record.fields.get("status", "")) in ENDS or bool(
        _TIMED.search(record.fields.get("measures", ""))
    )
