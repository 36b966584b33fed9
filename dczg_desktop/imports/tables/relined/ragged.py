"""Rows of a copied table that lost the cells merged down over them: what is left begins in the first column, and belongs further right."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from dczg_desktop.domain.deadlines import read_deadline
from dczg_desktop.domain.headings import header_field
from dczg_desktop.domain.numbering import is_petition_number, numeral
from dczg_desktop.domain.units import is_office
from dczg_desktop.imports.header import score
from dczg_desktop.imports.reading import Grid, Sheets

_NOTE = "有 {} 行前面的格（{}）复制时丢了，已把剩下的格往右移，接着上一行读，请逐格核对。"
_COUNTS = frozenset({"number", "sequence"})
_BETWEEN = re.compile(r"[、，,;；\n]\s*")


def _are_offices(text: str) -> bool:
    return all(map(is_office, _BETWEEN.split(text)))


_TOLD: dict[str, Callable[[str], bool]] = {
    "responsible_unit": _are_offices,
    "lead_unit": _are_offices,
    "deadline": lambda text: read_deadline(text).understood,
}
"""Columns whose cells tell by what they hold that they stand there."""


def with_rows_aligned(sheets: Sheets) -> Sheets:
    """The sheets of a text with such rows moved right; unchanged where not every one of them fits there, and nowhere else."""
    if len(sheets.grids) != 1:
        return sheets
    grid = sheets.grids[0]
    top = next((number for number, row in enumerate(grid.rows) if score(row)), -1)
    header = grid.rows[top] if top >= 0 else []
    if not header or header_field(header[0])[0] not in _COUNTS:
        return sheets
    width = len(header) - header[::-1].index(next(filter(None, reversed(header))))
    short = _short_rows(grid, top, width)
    lost = {width - _length(grid.rows[row]) for row in short}
    told = {
        place: fits for place, label in enumerate(header) if (fits := _TOLD.get(header_field(label)[0] or ""))
    }
    if len(lost) != 1 or not all(_fits(grid.rows[row], min(lost), told) for row in short):
        return sheets
    (by,) = lost
    for row in short:
        cells = grid.rows[row]
        grid.rows[row] = [""] * by + cells[: len(cells) - by]
    note = _NOTE.format(len(short), "、".join(header[:by]))
    return replace(sheets, notes=[*sheets.notes, note])


def _short_rows(grid: Grid, top: int, width: int) -> list[int]:
    """The rows below a whole one that begin with no number and have fewer cells than the header."""
    found: list[int] = []
    is_below = False
    for row in range(top + 1, len(grid.rows)):
        cells = grid.rows[row]
        is_counted = numeral(cells[0]) is not None or is_petition_number(cells[0])
        is_below = is_below or is_counted
        if is_below and cells[0] and not is_counted and 1 < _length(cells) < width:
            found.append(row)
    return found


def _length(cells: Sequence[str]) -> int:
    """How many cells a row has up to its last filled one."""
    return next((place + 1 for place in range(len(cells) - 1, -1, -1) if cells[place]), 0)


def _fits(cells: Sequence[str], by: int, told: dict[int, Callable[[str], bool]]) -> bool:
    """Whether a row says units and times where they belong once it is moved, and says none of them there as it stands."""
    moved = [fits(cells[place - by]) for place, fits in told.items() if place >= by]
    stays = any(cells[place] and fits(cells[place]) for place, fits in told.items())
    return bool(moved) and all(moved) and not stays
