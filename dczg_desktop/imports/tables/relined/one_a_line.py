"""Tables of which a text has kept one cell a line: first the headings, then row after row."""

import re
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise, takewhile

from dczg_desktop.domain.numbering import is_petition_number
from dczg_desktop.imports.header import confidence
from dczg_desktop.imports.tables.relined.batch_in_front import begins_row, with_batch_behind
from dczg_desktop.imports.tables.relined.coded_rows import coded_rows
from dczg_desktop.imports.tables.relined.petitions_one_a_line import (
    FITS,
    is_headed,
    is_out_of_place,
    petitions_one_a_line,
)
from dczg_desktop.imports.tables.relined.relined import KNOWN, SERIAL, Rows
from dczg_desktop.imports.tables.values.drawn import PAGE
from dczg_desktop.imports.tables.values.listed import FIRST_ITEM, LISTED

_FEWEST, _SURE = 3, 0.95
_FEWEST_BESIDE = 5
_PIECE, _LONGEST_BROKEN = 3, 6
_FARTHEST, _NARROWEST, _FEWEST_KNOWN = 40, 4, 3
_MARKS = frozenset(["序号", "编号", "受理编号", "问题编号", "信访编号", "点位编号"])
_LABELLED = re.compile(r"(?:\d+[.．、]|[（(]?[一二三四五六七八九十]+[)）、])?\s*([\u4e00-\u9fff]{2,12})[:：]")
_LONGEST, _NO_LABEL = 14, re.compile(r"[\d\s。；，：:;,]")
_VALUES = (FITS["substantiated"], FITS["completion"])
_BRACKETS = re.compile(r"^[（(][^（）()]{1,40}[)）]$")


def one_a_line(text: str) -> Rows | None:
    """A table whose cells stand one below the other: first the headings, then row after row; None when it is none.

    Raises ValueError when the headings stand so and the cells cannot be counted off.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip() and not PAGE.match(line)]
    if any("\t" in line for line in lines):
        return None
    lines = with_batch_behind(lines)
    start, end, headings = _headings(lines)
    lines = _without_repeats(lines, *((start, end) if headings else _first_head(lines)))
    rows = list(_counted(lines[end:], len(headings))) if headings else []
    if rows and not any(is_out_of_place(headings, row) for row in rows):
        return [*([line] for line in lines[:start]), headings, *rows]
    if (told := petitions_one_a_line(lines)) is not None:
        return told
    if (shaped := _shaped(_with_brackets(lines))) is not None:
        return shaped
    if not headings and (coded := coded_rows(lines, _even)) is not None:
        return coded
    if headings or is_headed(lines) or _has_bare_headings(lines):
        raise ValueError("cells cannot be counted off")
    return None


def _has_bare_headings(lines: Sequence[str]) -> bool:
    """Whether known headings stand one right below the other, more of them where labels have their contents behind a colon: no labels over contents."""
    labels = {
        found[1] for line in lines if (found := _LABELLED.match(line)) and confidence(found[1]) >= KNOWN
    }
    size = _FEWEST if len(labels) < _FEWEST else _FEWEST_BESIDE
    sure = [_sure(line) for line in lines[:_FARTHEST]]
    runs = (sure[place : place + size] for place in range(len(sure) - size + 1))
    return any(min(run) >= KNOWN and sum(one >= _SURE for one in run) >= _FEWEST - 1 for run in runs)


def _sure(line: str) -> float:
    """How surely a line is a heading, and no content that is known as one too (属实, 办结)."""
    sure = confidence(line)
    is_content = len(line) > _LONGEST or _NO_LABEL.search(line) or any(fits(line) for fits in _VALUES)
    return 0.0 if sure < _SURE and is_content else sure


def _first_head(lines: Sequence[str]) -> tuple[int, int]:
    """Where the lines from the first mark of a heading to the first number stand; zeros for none."""
    start = next((place for place, line in enumerate(lines[:_FARTHEST]) if line in _MARKS), -1)
    end = next((place for place in range(start + 1, len(lines)) if begins_row(lines[place])), 0)
    return (start, end) if start >= 0 and end else (0, 0)


def _without_repeats(lines: Sequence[str], start: int, end: int) -> list[str]:
    """The lines without headings that stand once more at the top of every page."""
    head, size = lines[start:end], end - start
    kept = list(lines[:end])
    place = end
    while place < len(lines):
        is_repeat = size > 1 and lines[place : place + size] == head
        kept += [] if is_repeat else [lines[place]]
        place += size if is_repeat else 1
    return kept


def _with_brackets(lines: Sequence[str]) -> list[str]:
    """The lines with one that is nothing but brackets put to the one above it: 水体名称 / （起始边界） are one cell."""
    found: list[str] = []
    for line in lines:
        if found and _BRACKETS.match(line):
            found[-1] += f"\n{line}"
        else:
            found.append(line)
    return found


def _shaped(lines: Sequence[str]) -> Rows | None:
    """A table whose headings are mostly unknown, told by its shape: every row is as many lines as the headings, and their numbers rise."""
    for start, line in enumerate(lines[:_FARTHEST]):
        if any(map(is_petition_number, lines[:start])):
            return None  # the headings stand above the first of them
        if line not in _MARKS or (
            start and lines[start - 1] in _MARKS
        ):  # 序号 above 受理编号 is a heading left out
            continue
        begins = (place for place in range(start + 1, len(lines)) if begins_row(lines[place]))
        end = next(begins, start)
        width, labels = end - start, lines[start:end]
        starts = list(takewhile(partial(_is_counted, lines, end, width), range(len(lines)))) if width else []
        last = end + len(starts) * width
        is_whole = len(starts) > 1 and last <= len(lines) and not any(map(begins_row, lines[last:]))
        known = sum(confidence(label) >= KNOWN for label in labels)
        if is_whole and width >= _NARROWEST and known >= _FEWEST_KNOWN and len(set(labels)) == width:
            rows = [list(lines[end + one * width : end + (one + 1) * width]) for one in starts]
            if any(is_out_of_place(labels, row) for row in rows) or _is_shifted(rows[-1], lines[last:]):
                continue
            return [*([one] for one in lines[:start]), list(labels), *rows, *([one] for one in lines[last:])]
    return None


def _is_shifted(row: Sequence[str], below: Sequence[str]) -> bool:
    """Whether the last row holds the number of the next one, whose cells stand below: a cell was lost on the way."""
    own = SERIAL.match(row[0])
    following = int(own[1]) + 1 if own and len(below) > 1 else 0
    inside = (int(found[1]) for cell in row[1:] if (found := SERIAL.match(cell)))
    return bool(following) and following in inside


def _is_counted(lines: Sequence[str], end: int, width: int, number: int) -> bool:
    """Whether the serial number of a row, counted from 0, or that of its petition stands where it must; rows may be missing from an extract (1, 2, 5)."""
    place = end + number * width
    if is_petition_number(lines[end]):
        return place < len(lines) and is_petition_number(lines[place])
    found = SERIAL.match(lines[place]) if place < len(lines) else None
    before = SERIAL.match(lines[place - width]) if number else None
    return found is not None and int(found[1]) > (int(before[1]) if before else 0)


def _headings(lines: Sequence[str]) -> tuple[int, int, list[str]]:
    """Where a run of headings one a line begins and ends, and what they are; none without one that ends at a first number."""
    for start, line in enumerate(lines[:12]):
        if confidence(line) < KNOWN:
            continue
        end = next((place for place in range(start + 1, len(lines)) if SERIAL.match(lines[place])), start)
        found = _whole(lines[start:end])
        known = sum(confidence(one) >= KNOWN for one in found)
        if (
            len(found) > _FEWEST
            and known >= len(found) - 2
            and len(set(found)) == len(found)
            and SERIAL.match(lines[end])
        ):
            return start, end, found
        return 0, 0, []
    return 0, 0, []


def _whole(headings: Sequence[str]) -> list[str]:
    """The headings with those joined that a narrow column broke (责任 / 单位)."""
    found: list[str] = []
    broken = ""
    for one in headings:
        joined = broken + one
        are_two = confidence(broken) >= KNOWN and confidence(one) >= KNOWN  # 序号 / 受理编号
        if broken and not are_two and len(joined) <= _LONGEST_BROKEN and confidence(joined) >= _SURE:
            found[-1], broken = joined, ""
        else:
            found.append(one)
            broken = one if len(one) <= _PIECE else ""
    return found


def _counted(lines: Sequence[str], width: int) -> Iterator[list[str]]:
    """The rows, each from one serial number to the next, or to a later one where that does not come out even: rows may be missing from
    an extract; nothing when those do not either.
    """
    for is_extract in (False, True):
        starts = _starts(lines, width, is_extract=is_extract)
        rows = [_even(lines[start:end], width) for start, end in pairwise([*starts, len(lines)])]
        if starts[:1] == [0] and all(row is not None for row in rows):
            yield from (row for row in rows if row is not None)
            return


def _starts(lines: Sequence[str], width: int, *, is_extract: bool) -> list[int]:
    """Where the serial numbers stand: far enough from the one before, and the next of it, in an extract any later one."""
    starts: list[int] = []
    last = -1
    for place, line in enumerate(lines):
        found = SERIAL.match(line)
        number = int(found[1]) if found else last
        is_next = number > last if is_extract or not starts else number == last + 1
        if is_next and (not starts or place - starts[-1] >= width):
            starts.append(place)
            last = number
    return starts


def _even(lines: Sequence[str], width: int) -> list[str] | None:
    """One row: lines that go on with a list (2. …) belong to the cell above, 1. … too where the cells come out even so.

    None when the cells are not as many as the headings.
    """
    for with_first in (False, True) if len(lines) > width else (False,):
        cells: list[list[str]] = []
        for line in lines:
            is_item = LISTED.match(line) and (with_first or not FIRST_ITEM.match(line))
            if cells and is_item and len(lines) > width and not is_petition_number(line):
                cells[-1].append(line)
            else:
                cells.append([line])
        if len(cells) == width and not any(map(_holds_two_lists, cells)):
            return ["\n".join(cell) for cell in cells]
    return None


def _holds_two_lists(cell: Sequence[str]) -> bool:
    """Whether lines begin a list twice (1.… 2.… 1.… 2.…): they are two cells, and those below stand one too far."""
    begins = [found[0].strip() for line in cell if (found := FIRST_ITEM.match(line))]
    return len(set(begins)) < len(begins)
