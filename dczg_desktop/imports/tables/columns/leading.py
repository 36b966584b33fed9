"""Numbers that stand at the beginning of the problem's text (`十三、截至2021年8月…`) where no column of a table has them."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from dczg_desktop.domain.headings import folded_header
from dczg_desktop.domain.numbering import numeral
from dczg_desktop.domain.ordinals import counts_rows
from dczg_desktop.imports.merged import MergedDown
from dczg_desktop.imports.reading import Column, Grid, RecordReading, column_number

_LEADING = re.compile(
    r"\s*(?:(?:问题|任务|事项)(?=[（(]?[〇零一二三四五六七八九十百\d]{1,5}[)）]?(?:[:：.．]|、(?![〇零一二三四五六七八九十百\d]))))?(?:第?[（(]?([〇零一二三四五六七八九十百]+|\d{1,3})(?:[)）]|、(?![〇零一二三四五六七八九十\d]{1,4}[号组级社队标期])|[.．](?!\d)|[项条](?=[、：: ])|[:：](?!\d)))"
)
"""A number and no list of them: 2、3号井 names two wells, 任务2、3 two tasks."""
_POINT = re.compile(rf"(?<=[\n。；;]){_LEADING.pattern}")
_MOSTLY = 0.8
_FEWEST = 2


def with_count_apart(
    grid: Grid, columns: tuple[Column, ...], rows: Sequence[int], merged: MergedDown
) -> tuple[Column, ...]:
    """The columns, 序号 being no number where it only counts the rows and every problem begins with a number of its own (十三、十五、).

    What a person said of the column stays.
    """
    count = next((one for one in columns if one.field == "number" and one.confidence < 1), None)
    if count is None or not _only_counts(grid, columns, rows, merged, count):
        return columns
    return tuple(replace(one, field="sequence") if one is count else one for one in columns)


def are_led(grid: Grid, columns: Sequence[Column], rows: Sequence[int], merged: MergedDown) -> bool:
    """Whether the numbers of the problems can only stand in their texts: no column has any but a 序号 that counts the rows."""
    by_field = {column.field: column for column in columns}
    if "description" not in by_field or "number" in by_field:
        return False
    count = by_field.get("sequence")
    return count is None or _only_counts(grid, columns, rows, merged, count)


def _only_counts(
    grid: Grid, columns: Sequence[Column], rows: Sequence[int], merged: MergedDown, count: Column
) -> bool:
    """Whether 序号 counts the rows while their texts begin with numbers that rise and are others.

    一、二、三 beside 1, 2, 3 say the same, and 1. in every text counts its points, as do numbers that go on inside a text (1.… 2.…).
    """
    problem = next((one for one in columns if one.field == "description"), None)
    if problem is None or folded_header(count.header) != "序号":
        return False
    place, told_at = column_number(count.letter), column_number(problem.letter)
    own = [row for row in rows if place not in merged.of_row(row)]
    if len(own) < _FEWEST or not _leading(grid.rows[own[0]][told_at]):
        return False
    counted = [grid.rows[row][place] for row in own]
    numbers = [numeral(_leading(grid.rows[row][told_at])) for row in own]
    if any(_goes_on(grid.rows[row][told_at]) for row in own):
        return False
    return counts_rows(counted) and _rise(numbers) and numbers != list(map(numeral, counted))


def _rise(numbers: Sequence[int | None]) -> bool:
    return all(a is not None and b is not None and a < b for a, b in pairwise(numbers))


def _goes_on(text: str) -> bool:
    """Whether a text counts on after its number (3.… 4.…): it holds several points."""
    first = numeral(_leading(text))
    return first is not None and any(numeral(one[1]) == first + 1 for one in _POINT.finditer(text))


def _leading(text: str) -> str:
    """The number a text begins with, '' for none."""
    match = _LEADING.match(text)
    return match[1] if match and numeral(match[1]) is not None else ""


def with_leading_numbers(records: list[RecordReading]) -> list[RecordReading]:
    """The records with the number their text begins with; unchanged unless nearly all begin with one and all differ.

    The text keeps its number, and the number names the cell of the text.
    """
    own = [one for one in records if one.merged_from is None and one.fields.get("description")]
    found = _numbers(own)
    if len(own) < _FEWEST or len(found) < len(own) * _MOSTLY or len(set(found.values())) < len(found):
        return records
    return [_numbered(one, found.get(one.row) or found.get(one.merged_from or 0, "")) for one in records]


def _numbers(records: Sequence[RecordReading]) -> dict[int, str]:
    found: dict[int, str] = {}
    for one in records:
        if number := _leading(one.fields["description"]):
            found[one.row] = number
    return found


def _numbered(record: RecordReading, number: str) -> RecordReading:
    fields, cells = dict(record.fields), dict(record.cells)
    return record._replace(fields={"number": number} | fields, cells={"number": cells["description"]} | cells)
