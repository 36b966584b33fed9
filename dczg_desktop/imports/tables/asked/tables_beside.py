"""Columns behind an empty one that end before the list does (乡镇 | 联络员 beside a list of problems): perhaps another table, asked about once."""

from collections.abc import Iterator
from itertools import pairwise, takewhile

from dczg_desktop.base.errors import Fault
from dczg_desktop.imports.reading import RecordReading, Table, column_number

_FEWEST_COLUMNS, _FEWEST_ROWS = 2, 3
_MESSAGE = (
    "“{}”几栏在一个空列的右边，只写到第 {} 行，像是另一张表；现在读作各行自己的内容，请核对。"
    "是另一张表的，请在“列对应”里把这几栏改为不导入，或在原件里移开。"
)


def perhaps_beside(table: Table, records: list[RecordReading]) -> Iterator[Fault]:
    """The question about such columns: filled in every one of the first rows, in none of the others."""
    places = [column_number(one.letter) for one in table.columns]
    gap = next((after for before, after in pairwise(places) if after > before + 1), 0)
    beside = [one for one in table.columns if gap and column_number(one.letter) >= gap]
    if len(beside) < _FEWEST_COLUMNS or len(records) < _FEWEST_ROWS or _is_used(table, gap - 1):
        return
    rows = [[table.grid.rows[one.row - 1][column_number(each.letter)] for each in beside] for one in records]
    first = list(takewhile(any, rows))
    if not first or len(first) == len(rows) or any(map(any, rows[len(first) :])) or not all(map(all, first)):
        return
    last = records[len(first) - 1]
    names = "、".join(one.header for one in beside)
    yield Fault(f"{table.sheet}!{beside[0].letter}{records[0].row}", "", _MESSAGE.format(names, last.row))


def _is_used(table: Table, column: int) -> bool:
    """Whether anything stands in a column, or a cell below the title is merged over it."""
    top = table.header_rows[0] - 1 if table.header_rows else 0
    is_filled = any(row[column] for row in table.grid.rows)
    spans = ((left, right) for _top, left, bottom, right in table.grid.merges if bottom >= top)
    return is_filled or any(left <= column <= right for left, right in spans)
