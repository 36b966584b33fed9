"""Measures or plans told by quarters, months, years or one by one in columns of their own (一季度工作计划 | 二季度工作计划): every cell is a measure, due at the end of its period."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dczg_desktop.base.errors import Fault
from dczg_desktop.domain.deadlines import read_deadline
from dczg_desktop.domain.headings import header_field
from dczg_desktop.domain.measures import split_measures
from dczg_desktop.imports.reading import Column, Grid, Table, column_number, letters

HEADER, ONE_BY_ONE = "整改措施（按时段）", "整改措施（分栏）"
_STAGE = "阶段"
_OF_STAGE = re.compile(
    r"(第?[一二三四五六1-6]阶段)(?:任务|计划|措施|目标任务|工作)?(?:[(（]([^()（）]{2,20})[)）])?"
)
_COUNTED = re.compile(r"(.*?(?:措施|举措))[(（]?([一二三四五六七八九十]|\d{1,2})[)）]?")
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
    header, found = _by_period(columns)
    if not found:
        return columns
    place = len(grid.rows[0])
    for cells in grid.rows:
        cells.append("")
    for row in rows:
        cells = grid.rows[row]
        told = [(column, period) for column, period in found if cells[column].strip() not in _NOTHING]
        if told:
            lines = [_line(text, period) for column, period in told for text in _parts(cells[column])]
            cells[place] = "\n".join(f"{count}.{line}" for count, line in enumerate(lines, start=1))
            grid.places[row, place] = grid.place(row, told[0][0])
    bare = tuple(
        replace(one, field=None, confidence=0.0) if one.field == "measures" else one for one in columns
    )
    return (*bare, Column(letters(place), header, "measures", _UNSURE))


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


def _line(text: str, period: str) -> str:
    return f"{text}（完成时限：{period}）" if period else text


def _parts(text: str) -> list[str]:
    """What one cell says, measure by measure, without the numbers it gives them."""
    return [_LISTED.sub("", "".join(one.split("\n"))).strip() for one in split_measures(text)]


def _by_period(columns: Sequence[Column]) -> tuple[str, list[tuple[int, str]]]:
    """The heading for the columns that tell measures one by one, with their places and periods; none where others tell them."""
    by_rest: dict[str, list[tuple[Column, str, str]]] = {}
    for column in columns:
        if found := _parted(column.header):
            by_rest.setdefault(found[0], []).append((column, *found[1:]))
    for rest, found_all in by_rest.items():
        own = {column.letter for column, _which, _period in found_all}
        others = any(one.field == "measures" and one.letter not in own for one in columns)
        is_several = len({which for _column, which, _period in found_all}) == len(found_all) >= _FEWEST
        is_plan = rest == _STAGE or header_field(rest)[0] == "measures" or _PLAN.fullmatch(rest)
        if is_plan and is_several and not others and all(_is_free(column) for column, *_rest in found_all):
            steps = [(column_number(column.letter), period) for column, _which, period in found_all]
            return HEADER if all(period for _place, period in steps) else ONE_BY_ONE, steps
    return "", []


def _parted(header: str) -> tuple[str, str, str] | None:
    """What a heading shares with those beside it, what sets it apart, and the period it names: 一季度措施, 整改措施2, 第一阶段（2026年3月底前）."""
    plain = re.sub(r"[\s/]", "", unicodedata.normalize("NFKC", header))
    if stage := _OF_STAGE.fullmatch(plain):
        period = stage[2] or ""
        return _STAGE, stage[1], period if read_deadline(period).understood else ""
    if period_ := _PERIOD.search(plain):
        return plain[: period_.start()] + plain[period_.end() :], period_[0], period_[0]
    if counted := _COUNTED.fullmatch(plain):
        return counted[1], counted[2], ""
    return None


def _is_free(column: Column) -> bool:
    return column.field in {None, "measures"}
