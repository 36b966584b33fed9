"""Measures or plans told by quarters, months or years in columns of their own (一季度工作计划 | 二季度工作计划): every cell is a measure due at the end of its period."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dczg_desktop.base.errors import Fault
from dczg_desktop.domain.headings import header_field
from dczg_desktop.domain.measures import split_measures
from dczg_desktop.imports.reading import Column, Grid, Table, column_number, letters

HEADER = "整改措施（按时段）"
_PERIOD = re.compile(
    r"(?:20\d\d年?度?)?(?:第?[一二三四1-4]季度|[上下]半年|(?:1[0-2]|[1-9])月份?|十?[一二三四五六七八九十]月份?)|20\d\d年度?"
)
_YEAR = re.compile(r"20\d\d")
_PLAN = re.compile(r"(?:工作|推进|整改|任务|进度|具体|阶段性?|重点)*(?:计划|安排|举措|任务|工作|内容)")
_LISTED = re.compile(r"^\s*(?:\d{1,2}\s*[.．、]|[（(]\d{1,2}[)）]|[①-⑳])\s*")
_NOTHING = frozenset({"", "/", "-", "—", "——", "无", "\\"})
_UNSURE, _FEWEST = 0.74, 2


def with_periods_read(grid: Grid, columns: tuple[Column, ...], rows: Sequence[int]) -> tuple[Column, ...]:
    """The columns with one more for the measures of all periods; those of the periods stay as they are, under their own headings.

    Unchanged where other columns tell the measures.
    """
    found = _by_period(columns)
    if not found:
        return columns
    place = len(grid.rows[0])
    for cells in grid.rows:
        cells.append("")
    for row in rows:
        cells = grid.rows[row]
        told = [(column, period) for column, period in found if cells[column].strip() not in _NOTHING]
        if told:
            lines = [
                f"{text}（完成时限：{period}）" for column, period in told for text in _parts(cells[column])
            ]
            cells[place] = "\n".join(f"{count}.{line}" for count, line in enumerate(lines, start=1))
            grid.places[row, place] = grid.place(row, told[0][0])
    bare = tuple(
        replace(one, field=None, confidence=0.0) if one.field == "measures" else one for one in columns
    )
    return (*bare, Column(letters(place), HEADER, "measures", _UNSURE))


def period_faults(table: Table) -> Iterator[Fault]:
    """That nobody says of which year the periods are; once for the table."""
    place = next((column_number(one.letter) for one in table.columns if one.header == HEADER), None)
    if place is None or table.year is not None:
        return
    for record in table.records:
        text = table.grid.rows[record.row - 1][place]
        if text and not _YEAR.search(text):
            where = f"{table.sheet}!{record.cells['measures']}"
            words = "按季度、月份列的措施没有写年份。请在表名或列名里写明是哪一年（如“2026年一季度”），不写明的按导入时的年份读。"
            yield Fault(where, text.split("\n")[0], words)
            return


def _parts(text: str) -> list[str]:
    """What one cell says, measure by measure, without the numbers it gives them."""
    return [_LISTED.sub("", "".join(one.split("\n"))).strip() for one in split_measures(text)]


def _by_period(columns: Sequence[Column]) -> list[tuple[int, str]]:
    """Column and period of the columns that tell measures period by period, all under one heading; none where others tell them."""
    by_rest: dict[str, list[tuple[Column, str]]] = {}
    for column in columns:
        plain = re.sub(r"[\s/]", "", unicodedata.normalize("NFKC", column.header))
        if period := _PERIOD.search(plain):
            rest = plain[: period.start()] + plain[period.end() :]
            by_rest.setdefault(rest, []).append((column, period[0]))
    for rest, found in by_rest.items():
        is_plan = header_field(rest)[0] == "measures" or _PLAN.fullmatch(rest)
        own = {column.letter for column, _period in found}
        others = any(one.field == "measures" and one.letter not in own for one in columns)
        is_several = len({period for _column, period in found}) == len(found) >= _FEWEST
        if is_plan and is_several and not others and all(_is_free(column) for column, _period in found):
            return [(column_number(column.letter), period) for column, period in found]
    return []


def _is_free(column: Column) -> bool:
    return column.field in {None, "measures"}
