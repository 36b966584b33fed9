"""Rows of a text parted by tabs that lost the tabs at their end, among others whose cells go on over several lines."""

from collections.abc import Callable, Collection, Sequence

from dczg_desktop.imports.tables.values.listed import LISTED

Starts = Callable[[str], int]
"""The number of the list that a line begins with, 0 for none."""


def padded_rows(
    lines: Sequence[str], width: int, titles: Collection[int], serial: Starts
) -> tuple[list[str], list[str]] | None:
    """The lines of each row together, with the tabs it lacks at its end, and what stands below the last one; None where they are no such rows.

    Every row begins with a later number of the list, none has more tabs than `width`, most have all of them.
    """
    rows: list[list[str]] = []
    counted: list[int] = []
    before = 0
    for place, line in enumerate(lines):
        number = serial(line) if "\t" in line else 0
        if number > before:
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
    while rows and len(rows[-1]) > 1 and _is_below(rows[-1][-1]) and _tabs(rows[-1]) == width:
        tail.insert(0, rows[-1].pop())
    tabs = [_tabs(rows[one]) for one in counted]
    if not tabs or max(tabs) != width or 2 * tabs.count(width) < len(tabs) or _is_cut(rows[-1], width):
        return None
    return ["\n".join(row) + "\t" * _lacking(row, width) for row in rows], tail


def _is_below(line: str) -> bool:
    return "\t" not in line and not LISTED.match(line)


def _is_cut(row: Sequence[str], width: int) -> bool:
    """Whether a last row that lacks tabs ends in a line without one: it may be its own cell or what stands below."""
    return _tabs(row) < width and "\t" not in row[-1]


def _tabs(row: Sequence[str]) -> int:
    return sum(line.count("\t") for line in row)


def _lacking(row: Sequence[str], width: int) -> int:
    """How many tabs a row lacks; a title between the rows has none."""
    tabs = _tabs(row)
    return width - tabs if tabs else 0
