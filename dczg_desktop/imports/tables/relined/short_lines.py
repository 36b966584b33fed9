"""Rows of a text parted by tabs that lost the tabs at their end, among others whose cells go on over several lines."""

import re
from collections.abc import Callable, Collection, Sequence

from dczg_desktop.imports.tables.values.listed import LISTED

OPEN = re.compile(r"[、，,；;：:和及]$")
"""A line that ends so goes on below."""
_POINT = re.compile(r"[一二三四五六七八九十]是")
Starts = Callable[[str], int]
"""The number of the list that a line begins with, 0 for none."""


def padded_rows(
    lines: Sequence[str], width: int, titles: Collection[int], serial: Starts
) -> tuple[list[str], list[str]] | None:
    """The lines of each row together, with the tabs it lacks at its end, and what stands below the last one; None where they are no such rows.

    Every row begins with a number of the list, the same or a later one (a problem whose measures stand in rows of their own), none has more tabs than `width`.
    """
    rows: list[list[str]] = []
    counted: list[int] = []
    before = 0
    for place, line in enumerate(lines):
        number = serial(line) if "\t" in line else 0
        if number and number >= before:
            counted.append(len(rows))
            rows.append([line])
            before = number
        elif place in titles:
            rows.append([line])
        elif not counted or counted[-1] + 1 < len(rows):
            return None
        else:
            rows[-1].append(line)
    tail: list[str] = []
    while rows and len(rows[-1]) > 1 and _is_below(rows[-1]) and _tabs(rows[-1]) == width:
        tail.insert(0, rows[-1].pop())
    tabs = [_tabs(rows[one]) for one in counted]
    if not tabs or max(tabs) > width or _is_cut(rows[-1], width):
        return None
    return ["\n".join(row) + "\t" * _lacking(row, width) for row in rows], tail


def _is_below(row: Sequence[str]) -> bool:
    """Whether the last line of a row may stand below it, and is no more of its last cell."""
    above, line = ["", *row][-2:]
    return "\t" not in line and not LISTED.match(line) and not _POINT.match(line) and not OPEN.search(above)


def _is_cut(row: Sequence[str], width: int) -> bool:
    """Whether a last row that lacks tabs ends in a line without one: it may be its own cell or what stands below."""
    return _tabs(row) < width and _is_below(row)


def _tabs(row: Sequence[str]) -> int:
    return sum(line.count("\t") for line in row)


def _lacking(row: Sequence[str], width: int) -> int:
    """How many tabs a row lacks; a title between the rows has none."""
    tabs = _tabs(row)
    return width - tabs if tabs else 0
