"""Tables copied with a vertical line behind every cell, whose rows go on over several lines (`序号 |`, `1 | X3… |`)."""

import re
from collections.abc import Sequence
from itertools import pairwise

from dczg_desktop.domain.headings import header_field
from dczg_desktop.imports.header import confidence
from dczg_desktop.imports.tables.relined.relined import Rows
from dczg_desktop.imports.tables.relined.short_rows import aligned, is_below, is_short

_SERIAL = re.compile(r"\d{1,4}$")
_BELOW = re.compile(r"(?:合计|总计|小计|备?注|说明)")
_NAMELESS = re.compile(
    r"(?:[^|]*\n)?\s*\|[^\S\n]*\n[^|\n]+\|"
)  # the first sign alone on its line: a heading left empty
_IN_BRACKETS = re.compile(r"[（(].*[)）]")
_FEWEST = 3
_COUNTS = frozenset({"number", "sequence"})
_KNOWN, _SURE = 0.7, 0.95
_LOOKED_AT, _WIDEST, _BROKEN = 40, 12, 3


def piped(text: str) -> Rows | None:
    """The rows counted off by the lines behind the cells; None for a text without such a table, or with one row a line.

    Empty cells are there too, so every row has as many cells as the heading and begins with the next number. Raises
    ValueError when they do not come out even.
    """
    if "|" not in text or _is_even(text):
        return None
    cells = [cell.strip() for cell in text.split("|")]
    if is_nameless := _NAMELESS.match(text) is not None:
        cells.insert(1, "")
    start, end, first = _heading(cells)
    start -= is_nameless and start == 2
    if not end:
        return _without_numbers(text)
    above = [[line.strip()] for cell in cells[:start] for line in cell.split("\n") if line.strip()]
    lines = cells[start].split("\n")
    cut = len(lines) - max(_label_lines(cells[start]), 1)
    title, head = lines[:cut], "".join(line.strip() for line in lines[cut:])
    headings = [head, *cells[start + 1 : end]]
    rows, rest = _rows(cells[first:], headings, first - end)
    return [
        *above,
        *([line.strip()] for line in title if line.strip()),
        headings,
        *rows,
        *([line] for line in rest),
    ]


def _without_numbers(text: str) -> Rows | None:
    """The rows of a table with one cell a line and no serial numbers (`具体问题 |`), or with headings of which few are known.

    The headings end above the first serial number, or with the last known one. None for a text without such lines; raises ValueError where the cells do not come out even.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    places = [place for place, line in enumerate(lines) if line.count("|") == 1 and line.endswith("|")]
    if len(places) < 2 * _FEWEST or places != list(range(places[0], places[-1] + 1)):
        return None
    cells = [lines[place].rstrip("|").strip() for place in places]
    known = [place for place, cell in enumerate(cells) if confidence(cell) >= _SURE]
    is_counted = header_field(cells[0])[0] in _COUNTS
    if len(known) < 2 or (known[-1] >= _WIDEST and not is_counted):
        return None
    width = _counted_width(cells) if is_counted else known[-1] + 1
    if not _FEWEST <= width < len(cells) or len(cells) % width or not all(cells[:width]):
        raise ValueError("cells cannot be counted off")
    rows = [cells[start : start + width] for start in range(0, len(cells), width)]
    around = [[line] for line in lines[: places[0]]], [[line] for line in lines[places[-1] + 1 :]]
    return [*around[0], *rows, *around[1]]


def _counted_width(cells: Sequence[str]) -> int:
    """How many headings stand above the first serial number, whose rows all begin with the next one; 0 where they do not come out even."""
    width = next((place for place, cell in enumerate(cells) if _SERIAL.match(cell)), 0)
    firsts = cells[width::width] if width else []
    return width if firsts and all(_follows(before, one) for before, one in pairwise(["0", *firsts])) else 0


def piped_form(text: str) -> Rows | None:
    """The rows of a form of labels and contents parted by such lines (`承办单位： | 县水利局 |`); None for any other text.

    A content on the line below its label belongs to it; a sign in one line alone (来源：… | 说明：…) makes no form of labels above their contents.
    """
    rows: Rows = []
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    for line in lines:
        cells = [cell.strip() for cell in line.split("|")]
        before = rows[-1] if rows else []
        if len(list(filter(None, before))) == 1 and before[0].endswith((":", "：")) and cells[0]:
            before.append(cells[0])
        else:
            rows.append(cells)
    widest = max(map(len, rows), default=0)
    labels = sum(row[0].endswith((":", "：")) and any(row[1:]) for row in rows)
    parted = sum(line.partition("|")[0].rstrip().endswith((":", "：")) for line in lines if "|" in line)
    is_form = labels >= _FEWEST and labels * 2 > len(rows) and parted > 1
    return [row + [""] * (widest - len(row)) for row in rows] if is_form else None


def is_mostly_piped(text: str) -> bool:
    """Whether most lines of a text have such signs in them: it is a table, whatever its labels look like."""
    lines = [line for line in text.splitlines() if line.strip()]
    return len(lines) > 1 and sum("|" in line for line in lines) * 2 > len(lines)


def _is_even(text: str) -> bool:
    """Whether the lines that have such signs all have the same number of them: one row a line."""
    counts = {line.count("|") for line in text.splitlines() if "|" in line}
    return len(counts) == 1 and counts != {1}


def _heading(cells: Sequence[str]) -> tuple[int, int, int]:
    """Where the headings begin and end, and where the first serial number stands; zeros without any."""
    for start, cell in enumerate(cells[:_LOOKED_AT]):
        if not _label_lines(cell):
            continue
        first = next((place for place in range(start + 1, len(cells)) if _SERIAL.match(cells[place])), 0)
        end = first
        while end > start and not cells[end - 1]:
            end -= 1
        known = sum(confidence(one) >= _KNOWN for one in cells[start + 1 : end])
        is_heading = end - start > _FEWEST and 2 * known >= end - start and all(cells[start:end])
        return (start, end, first) if is_heading else (0, 0, 0)
    return 0, 0, 0


def _label_lines(cell: str) -> int:
    """How many of the last lines of a cell are a heading, one that was broken over lines (…一览表 / 序 / 号) too; 0 for none.

    A line in brackets above it (（第12批 2026年4月29日）) is of the title.
    """
    lines = [line.strip() for line in cell.split("\n")]
    titled = next(
        (size for size, line in enumerate(reversed(lines)) if _IN_BRACKETS.fullmatch(line)), len(lines)
    )
    sizes = range(min(_BROKEN, titled), 0, -1)
    return next(
        (size for size in sizes if confidence("".join(lines[-size:])) >= (_SURE if size > 1 else _KNOWN)), 0
    )


def _rows(cells: Sequence[str], headings: Sequence[str], gap: int) -> tuple[Rows, list[str]]:
    """The rows, and the lines that stand below the last one."""
    *cells, after = cells  # every cell has a sign behind it: what follows the last sign is no cell
    rows: Rows = []
    place, width = 0, len(headings)
    while place < len(cells) and (not rows or _follows(rows[-1][0], cells[place])):
        rows.append(list(cells[place : place + width]))
        place += width + gap
    if any(cells[place:]) and not _BELOW.match(cells[place]):
        raise ValueError("rows do not come out even")
    rest = [*cells[place:], after]
    last = rows[-1]
    if len(last) < width - 1 and not is_below(after):  # the copy ends inside this row
        last += rest
        rest = []
    rows = [(aligned(headings, row) or row) if is_short(headings, row) else row for row in rows]
    rows[-1] += [""] * (width - len(rows[-1]))
    return rows, [line.strip() for cell in rest for line in cell.split("\n") if line.strip()]


def _follows(before: str, number: str) -> bool:
    """Whether a cell is the number of a later row; rows may be missing from an extract (8, 9, 11)."""
    return bool(_SERIAL.match(number)) and int(number) > int(before)
