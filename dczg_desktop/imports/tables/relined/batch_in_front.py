"""Lists one cell a line whose first column is the batch: 批次, 受理编号 … 第26批, D3NM….

Rows are told by the number they begin with, so the batch is put behind it.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from dczg_desktop.domain.headings import header_field
from dczg_desktop.domain.numbering import is_petition_number
from dczg_desktop.imports.tables.relined.relined import SERIAL

NAMED = re.compile(r"第?[一二三四五六七八九十百\d]{1,5}(?:[-—]\d{1,2})?批次?|\d{1,3}")
_WRITTEN = re.compile(r"第[一二三四五六七八九十百\d]{1,5}(?:[-—]\d{1,2})?批次?")
_FARTHEST = 40
_COUNTS = frozenset({"number", "sequence"})


def with_batch_behind(lines: Sequence[str]) -> list[str]:
    """The lines with every batch that stands in front of a number put behind it, its heading too; as they are where the first row begins otherwise.

    A batch written once for several rows, whose cells were merged down, stands behind the number of each of them.
    """
    found = list(lines)
    head = next((place for place in range(min(len(found) - 1, _FARTHEST)) if _is_head(found, place)), None)
    if head is None:
        return _with_batch_of_all(found)
    begins = (place for place in range(head + 2, len(found) - 1) if begins_row(found[place]))
    first = next(begins, head + 2)
    place = next((one for one in (first, first - 1, first + 1) if _is_pair(found, one)), len(found))
    is_written = place < len(found) and _WRITTEN.fullmatch(found[place]) is not None
    if place < len(found):
        found[head], found[head + 1] = found[head + 1], found[head]
    while place < len(found) - 1:
        is_pair = _is_pair(found, place) and not (is_written and found[place].isdigit())
        if is_pair:
            found[place], found[place + 1] = found[place + 1], found[place]
        place += 2 if is_pair else 1
    return _with_batch_of_all(found)


def _with_batch_of_all(lines: list[str]) -> list[str]:
    """The lines with the batch that stands behind one number put behind those below it that have none, under the headings 受理编号, 批次."""
    near = range(min(len(lines) - 1, _FARTHEST))
    head = next((place for place in near if _is_head([lines[place + 1], lines[place]], 0)), None)
    numbers = [place for place in range((head or 0) + 2, len(lines) - 1) if is_petition_number(lines[place])]
    with_batch = [place for place in numbers if _WRITTEN.fullmatch(lines[place + 1])]
    if head is None or not with_batch or with_batch[0] != numbers[0] or len(with_batch) == len(numbers):
        return lines
    found = lines[: numbers[0]]
    batch = ""
    for place, below in pairwise([*numbers, len(lines)]):
        has_batch = place in with_batch
        batch = lines[place + 1] if has_batch else batch
        found += [lines[place], batch, *lines[place + 1 + has_batch : below]]
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
