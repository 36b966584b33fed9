"""Lists one cell a line whose rows begin with a code of the office (XZ-09, W10201806120007), which is neither a serial number nor one of the inspections."""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from dczg_desktop.domain.headings import header_field, may_be_header
from dczg_desktop.imports.tables.relined.relined import KNOWN, Rows
from dczg_desktop.imports.tables.values.listed import FIRST_ITEM, LISTED

_CODE = re.compile(r"[A-Za-z]{1,6}(?:[-—－/]?\d{1,24}){1,4}[*＊]?号?")
_FARTHEST, _FEWEST, _LONGEST = 40, 5, 14
_LETTERS, _PUNCTUATION = re.compile(r"[^A-Za-z]"), re.compile(r"[。；，：:;]")
Even = Callable[[Sequence[str], int], list[str] | None]


def coded_rows(lines: Sequence[str], even: Even) -> Rows | None:
    """The rows of such a list, with the lines above it; None when it is none.

    `even` gives the cells of one row. Raises ValueError when a row has not as many cells as there are headings.
    """
    head = _head(lines)
    if head is None:
        return None
    start, end = head
    prefix = _prefix(lines[end])
    starts = [
        place
        for place in range(end, len(lines))
        if _is_code(lines[place]) and _prefix(lines[place]) == prefix
    ]
    rows = [even(lines[first:last], end - start) for first, last in pairwise([*starts, len(lines)])]
    whole = [row for row in rows if row is not None and not any(map(_goes_on, row[1:]))]
    if len(whole) < len(rows):
        raise ValueError("cells cannot be counted off")
    return [*([line] for line in lines[:start]), list(lines[start:end]), *whole]


def _goes_on(cell: str) -> bool:
    """Whether a cell begins with 2.…: a cell before it was lost, and a list counted as two."""
    return LISTED.match(cell) is not None and FIRST_ITEM.match(cell) is None


def _head(lines: Sequence[str]) -> tuple[int, int] | None:
    """Where headings one a line begin, the first of them that of a number, and where the first code stands below them."""
    for start, line in enumerate(lines[:_FARTHEST]):
        field, sure = header_field(line)
        if field != "number" or sure < KNOWN:
            continue
        end = next(
            (place for place in range(start + 1, len(lines)) if not _is_label(lines[place])), len(lines)
        )
        labels = lines[start:end]
        known = sum(header_field(label)[1] >= KNOWN for label in labels)
        is_whole = len(labels) >= _FEWEST and known * 2 > len(labels) and len(set(labels)) == len(labels)
        return (start, end) if is_whole and end < len(lines) and _is_code(lines[end]) else None
    return None


def _is_label(line: str) -> bool:
    return len(line) <= _LONGEST and may_be_header(line) and not (_is_code(line) or _PUNCTUATION.search(line))


def _is_code(line: str) -> bool:
    return _CODE.fullmatch(line) is not None


def _prefix(code: str) -> int:
    """How many letters a code begins with: X… and D… are of one list."""
    found = _LETTERS.search(code)
    return found.start() if found else len(code)
