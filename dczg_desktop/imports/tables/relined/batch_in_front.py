"""Lists one cell a line whose first column is the batch: 批次, 受理编号 … 第26批, D3NM….

Rows are told by the number they begin with, so the batch is put behind it.
"""

import re
from collections.abc import Sequence

from dczg_desktop.domain.headings import header_field
from dczg_desktop.domain.numbering import is_petition_number
from dczg_desktop.imports.tables.relined.relined import SERIAL

NAMED = re.compile(r"第?[一二三四五六七八九十百\d]{1,5}(?:[-—]\d{1,2})?批次?|\d{1,3}")
_FARTHEST = 40
_COUNTS = frozenset({"number", "sequence"})


def with_batch_behind(lines: Sequence[str]) -> list[str]:
    """The lines with every batch that stands in front of a number put behind it, its heading too; as they are where the first row begins otherwise."""
    found = list(lines)
    head = next((place for place in range(min(len(found) - 1, _FARTHEST)) if _is_head(found, place)), None)
    if head is None:
        return found
    begins = (place for place in range(head + 2, len(found) - 1) if begins_row(found[place]))
    first = next(begins, head + 2)
    place = next((one for one in (first, first - 1) if _is_pair(found, one)), len(found))
    if place < len(found):
        found[head], found[head + 1] = found[head + 1], found[head]
    while place < len(found) - 1:
        is_pair = _is_pair(found, place)
        if is_pair:
            found[place], found[place + 1] = found[place + 1], found[place]
        place += 2 if is_pair else 1
    return found


def begins_row(line: str) -> bool:
    """Whether a line is the serial number of a row, or the number of a petition."""
    return SERIAL.match(line) is not None or is_petition_number(line)


def _is_head(lines: Sequence[str], place: int) -> bool:
    field, below = header_field(lines[place])[0], header_field(lines[place + 1])[0]
    return field == "batch" and lines[place].endswith(("批次", "批")) and below in _COUNTS


def _is_pair(lines: Sequence[str], place: int) -> bool:
    """Whether a batch stands above a number; a bare 26 only above that of a petition."""
    line, below = [*lines[place : place + 2], "", ""][:2]
    if NAMED.fullmatch(line) is None:
        return False
    return is_petition_number(below) if line.isdigit() else begins_row(below)
