"""Columns whose header says two things at once (序号/受理编号, 调查核实情况及是否属实): what is written short in front gets a column of its own."""

import re
from collections.abc import Sequence
from dataclasses import replace

from dczg_desktop.base.text import without_blanks
from dczg_desktop.domain.headings import folded_header
from dczg_desktop.domain.vocabulary import substantiated_word
from dczg_desktop.imports.merged import MergedDown
from dczg_desktop.imports.reading import Column, Grid, column_number, letters
from dczg_desktop.imports.tables.values.rivals import ASKED

_COUNTED = re.compile(r"(\d{1,4})(?:\s*[/／、|｜]\s*|\s+)((?!\d{1,4}[\s、/])[^\s、|｜][^、|｜]{4,40})", re.S)
_FIGURE = re.compile(r"\d")
_VERDICT = re.compile(r"\s*((?:基本|部[分份]|不)?属实)[。；;\n]")
_CONTRARY = {
    "属实": re.compile(r"不属实|部[分份]属实|不符|不存在|不实"),
    "不属实": re.compile(r"(?<![不否])属实(?!的?(?:问题|情况|原因|依据))"),
}
_TRUTH = "是否属实"


def with_both_read(
    grid: Grid, columns: tuple[Column, ...], rows: Sequence[int], merged: MergedDown
) -> tuple[Column, ...]:
    """The columns with those of serial numbers and of truth that stand in front in cells of another column."""
    return _with_truth(grid, _with_serials(grid, columns, rows, merged), rows, merged)


def _with_serials(
    grid: Grid, columns: tuple[Column, ...], rows: Sequence[int], merged: MergedDown
) -> tuple[Column, ...]:
    """1 / D3HB202506110021 under 序号/受理编号: the number stays, what counts the rows moves beside it."""
    column = next((one for one in columns if one.field == "number"), None)
    if column is None or any(one.field == "sequence" for one in columns):
        return columns
    plain = folded_header(column.header)
    if "序号" not in plain or "编号" not in plain:
        return columns
    place = column_number(column.letter)
    found = {row: _COUNTED.fullmatch(grid.rows[row][place].strip()) for row in rows if grid.rows[row][place]}
    parted = {row: one for row, one in found.items() if one and _FIGURE.search(one[2])}
    if not parted or len(parted) < len(found):
        return columns
    new = _another(grid, rows, place, merged, {row: one[1] for row, one in parted.items()})
    for row, one in parted.items():
        grid.rows[row][place] = one[2]
    return (*columns, Column(letters(new), f"序号（{without_blanks(column.header)}）", "sequence", ASKED))


def _with_truth(
    grid: Grid, columns: tuple[Column, ...], rows: Sequence[int], merged: MergedDown
) -> tuple[Column, ...]:
    """部分属实。经现场核查，… under 调查核实情况及是否属实: the findings stay whole, the word in front is told beside them."""
    column = next((one for one in columns if one.field == "findings"), None)
    has_own = any(one.field == "substantiated" for one in columns)
    if column is None or has_own or _TRUTH not in folded_header(column.header):
        return columns
    place = column_number(column.letter)
    told = {row: word for row in rows if (word := _verdict(grid.rows[row][place]))}
    if not told:
        return columns
    new = _another(grid, rows, place, merged, told)
    column = replace(column, confidence=min(column.confidence, ASKED))
    told_beside = Column(letters(new), f"{_TRUTH}（{without_blanks(column.header)}）", "substantiated", ASKED)
    return (*(column if one.letter == column.letter else one for one in columns), told_beside)


def _verdict(text: str) -> str:
    """The word in front of findings, '' for none, and where they say otherwise of one of the points."""
    found = _VERDICT.match(text)
    word = substantiated_word(found[1]) if found else None
    if found is None or word is None:
        return ""
    contrary = _CONTRARY.get(word)
    return "" if contrary and contrary.search(text, found.end()) else word


def _another(grid: Grid, rows: Sequence[int], place: int, merged: MergedDown, texts: dict[int, str]) -> int:
    """One more column of the sheet with these texts, each at the cell it was taken from."""
    new = len(grid.rows[0])
    for cells in grid.rows:
        cells.append("")
    for row in rows:
        grid.rows[row][new] = texts.get(row, "")
        grid.places[row, new] = grid.place(merged.top(row, place), place)
    return new
