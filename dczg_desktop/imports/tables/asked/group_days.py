"""A day written once for a group of rows without a merge: it is read for the rows below that belong to the group, and asked about.

Where no group is recognised, that rows have no day while others have one is asked about once for the table.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby, pairwise

from dczg_desktop.base.errors import Fault
from dczg_desktop.base.text import excerpt, without_blanks
from dczg_desktop.domain.headings import folded_header
from dczg_desktop.domain.vocabulary import ENDS, status_of
from dczg_desktop.imports.merged import MergedDown
from dczg_desktop.imports.reading import Column, Grid, Oddity, RecordReading, Table, column_number
from dczg_desktop.imports.tables.records.continued import GROUP

OF_GROUP = "group"
"""The oddity of an empty cell that was read as what stands in the first row of its group."""
_GROUPING = ("responsible_unit", "lead_unit", "area", "category", "batch")
_BESIDE = frozenset({*_GROUPING, "supervising_unit", "responsible_leader", "responsible_person"})
_PARTED = re.compile(r"(.*?\d)\s*[-—－.．]\s*\d{1,3}|(.*?\D)[(（]\d{1,3}[)）]")
_FEWEST_BLANK, _FEWEST_GROUPS = 2, 2
_TIMED = re.compile(r"时限|完成时间|[底日月年]前")
_MOST_NAMED = 6
_WORDS = "有 {} 行没有写{}（第 {} 行），别的行写着（如“{}”）。几行只写一次的，请逐行补填；确实没有的，可以照样导入。"
_WHEN = re.compile(
    r"(?:巡[查护河]|检查|排查|抽查|督[查察]|暗访|踏勘|发现|交办|转办|移交|下发|下达|通报|受理|来[件信电])(?:日期|时间|日)|日期"
)
"""Headings of the day on which problems were found or handed over; an empty cell under 完成时间, 复查时间 says that nothing is done yet."""
_WHO_OR_WHERE = re.compile(
    r"(?:检查|巡查|排查|督查|暗访|带队|陪同)(?:人员?|组|组长)|(?:人员|小组|单位|企业|公司|厂名|乡镇|街道|村|社区|河流|河段|点位|地点|位置|线路|片区|场所)(?:名称)?"
)
"""Headings of what the rows of one round have in common."""


def with_days_of_groups(
    grid: Grid, columns: Sequence[Column], rows: Sequence[int], merged: MergedDown, *, petition: bool = False
) -> None:
    """Write the day of a group into its rows that have none; what else of the group is left empty just there comes with it.

    Of `petition`s only the days of finding and handing over are days of a group.
    """
    places = {column.field: column_number(column.letter) for column in columns if column.field}
    problem = places.get("description")
    days = [column_number(one.letter) for one in columns if is_when(one)]
    if not petition and "deadline" in places:
        days.append(places["deadline"])
    days = [place for place in days if not all(grid.rows[row][place] for row in rows)]
    if problem is None or not days:
        return
    own = [row for row in rows if grid.rows[row][problem]]
    own = [row for row in own if problem not in merged.of_row(row)] if merged else own
    shared = [
        column_number(one.letter)
        for one in columns
        if one.field in _BESIDE or (one.field is None and _WHO_OR_WHERE.fullmatch(folded_header(one.header)))
    ]
    found = [(place, *_found(grid, columns, own, place, shared)) for place in days]
    for place, blank, beside in found:
        _fill(grid, own, blank, [place, *(one for one in beside if one not in days)])


def is_when(column: Column) -> bool:
    """Whether a column that is no field of ours says when a problem was found or handed over."""
    return column.field is None and _WHEN.fullmatch(folded_header(column.header)) is not None


def _found(
    grid: Grid, columns: Sequence[Column], own: Sequence[int], due: int, shared: Sequence[int]
) -> tuple[set[int], list[int]]:
    """The rows whose day is that of their group, and the columns that are left empty in just these."""
    blank = {row for row in own if not grid.rows[row][due] and (row, due) not in grid.odd}
    if len(blank) < _FEWEST_BLANK or len(blank) == len(own) or own[0] in blank:
        return set(), []
    places = {column.field: column_number(column.letter) for column in columns if column.field}
    beside = [place for place in shared if place != due and _are_blank(grid, place, own, blank)]
    others = set(shared) - {places.get(name) for name in _BESIDE}
    runs = sum(row in blank and before not in blank for before, row in pairwise(own))
    if any(places.get(name) in beside for name in _GROUPING) or (others & {*beside} and runs > 1):
        return blank, beside
    for same in _ways(grid, columns, places, others if due != places.get("deadline") else ()):
        if found := _of_groups([list(group) for _key, group in groupby(own, same)], blank):
            return found, []
    return set(), []


def _are_blank(grid: Grid, place: int, own: Sequence[int], blank: set[int]) -> bool:
    """Whether a column is empty in just these rows."""
    return all(bool(grid.rows[row][place]) != (row in blank) for row in own)


def _ways(
    grid: Grid, columns: Sequence[Column], places: dict[str, int], others: Iterable[int]
) -> Iterator[Callable[[int], str]]:
    """What the rows of one group may have in common: a unit, a place, a title above them, the first part of their numbers; who
    went there (`others`).
    """
    named = [*(places[name] for name in _GROUPING if name in places), *sorted(others)]
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


def without_days(
    table: Table, records: Sequence[RecordReading], columns: Mapping[str, Sequence[str]]
) -> Iterator[Fault]:
    """That some rows below others have no day, or petitions no place: told once a column, as nobody knows whether one above holds for them."""
    if table.kind not in {"problem", "petition"} or not table.header_rows:
        return
    asked_about = "deadline" if table.kind == "problem" else "area"
    names = {asked_about} if "" in columns.get(asked_about, ()) else set[str]()
    asked = [one for one in table.columns if is_when(one) or one.field in names]
    texts = columns.get("description", ()) if asked else ()
    own = [place for place, text in enumerate(texts) if text and records[place].merged_from is None]
    whole = [records[place] for place in own]
    for column in asked:
        if not column.field:
            yield from _asked(table, column, whole, [one.extra[column.header] for one in whole])
        elif column.field == "area":
            yield from _asked(table, column, whole, [columns["area"][place] for place in own])
        else:
            due, needs_none = columns["deadline"], partial(_needs_none, columns)
            needed = [due[place] or ("-" if needs_none(place) else "") for place in own]
            yield from _asked(table, column, whole, needed)


def _asked(
    table: Table, column: Column, own: Sequence[RecordReading], texts: Sequence[str]
) -> Iterator[Fault]:
    """The question about rows whose texts in a column are empty below the first that has one."""
    first = next((place for place, text in enumerate(texts) if text not in {"", "-"}), len(own))
    lacking = [one for one, text in zip(own[first:], texts[first:], strict=True) if not text]
    if lacking:
        rows = "、".join(str(one.row) for one in lacking[:_MOST_NAMED])
        rows += "……" if len(lacking) > _MOST_NAMED else ""
        name = "整改时限" if column.field == "deadline" else without_blanks(column.header)
        place = f"{table.sheet}!{table.grid.cell_of(lacking[0], column)}"
        yield Fault(place, "", _WORDS.format(len(lacking), name, rows, excerpt(texts[first], 20)))


def _needs_none(columns: Mapping[str, Sequence[str]], place: int) -> bool:
    """Whether a problem is done with, or its measures say until when."""
    states, measures = columns.get("status"), columns.get("measures")
    if measures and _TIMED.search(measures[place]):
        return True
    return bool(states and status_of(states[place]) in ENDS)
