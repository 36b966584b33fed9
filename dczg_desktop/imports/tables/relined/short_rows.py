"""Rows of a list of petitions that lost cells on the way into a text: what is left goes under the headings that it fits."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dczg_desktop.domain.headings import header_field
from dczg_desktop.imports.tables.relined.petitions_one_a_line import FITS, FREE, is_of_petitions

_OF_INSPECTION = re.compile(
    r"督察组.{0,12}进驻|值班电话|举报电话|邮政信箱|扫一扫|^(?:来源|编辑|责编|责任编辑|备注|注)\s*[:：]"
)
"""What stands below the last row of such a list, and is no cell of it."""
_LONGEST_WORD = 12


@dataclass(frozen=True, slots=True)
class _Way:
    """One way to put the first cells under headings: which columns they go to, how many of them are told there by what they hold."""

    columns: tuple[int, ...]
    told: int


def is_below(text: str) -> bool:
    """Whether what follows the last sign of a table begins with a line that stands below it."""
    first = next(filter(None, map(str.strip, text.split("\n"))), "")
    return bool(_OF_INSPECTION.search(first))


def is_short(headings: Sequence[str], row: Sequence[str]) -> bool:
    """Whether a row has fewer cells than headings, or ends with the state of its petition where it tells what was found (暂未办结 and nothing behind it)."""
    last = max((place for place, cell in enumerate(row) if cell), default=0)
    field = header_field(headings[last])[0] if last < len(headings) else None
    is_state = field == "findings" and FITS["completion"](row[last]) and last + 1 < len(headings)
    return len(row) < len(headings) or is_state


def aligned(headings: Sequence[str], row: Sequence[str]) -> list[str] | None:
    """The cells of a short row under the headings they fit, blanks under the others; None where that can be done in no or several ways."""
    fields = [header_field(one)[0] or "" for one in headings]
    if "result" not in fields:  # 处理处罚和问责情况 says what was done, too
        fields = ["result" if one == "accountability" else one for one in fields]
    cells = list(row)
    while cells and not cells[-1]:
        cells.pop()
    if not is_of_petitions(fields):
        return None
    best = _best(_ways(fields, cells))
    if len(best) != 1:
        return None
    whole = [""] * len(fields)
    for column, cell in zip(best[0].columns, cells, strict=True):
        whole[column] = cell
    return whole


def _ways(fields: Sequence[str], cells: Sequence[str]) -> list[_Way]:
    """The best ways to put the cells one after another under the headings, some of them left out."""
    ways = [_Way((), 0)]
    for place, cell in enumerate(cells):
        following: dict[int, list[_Way]] = {}
        last = len(fields) - len(cells) + place
        for way in ways:
            first = way.columns[-1] + 1 if way.columns else 0
            for column in range(first, last + 1):
                if (worth := _worth(fields[column], cell)) is not None:
                    found = _Way((*way.columns, column), way.told + worth)
                    following.setdefault(column, []).append(found)
        ways = [one for found in following.values() for one in _best(found)]
    return ways


def _worth(field: str, cell: str) -> int | None:
    """1 where a cell is told to be of a column, 0 where it may be, None where it cannot; -1 for one word of another column under a free text."""
    if field in FREE:
        return 0 if len(cell) > _LONGEST_WORD or not any(fits(cell) for fits in _WORDS) else -1
    fits = FITS.get(field)
    if fits is None or not cell:
        return 0
    return 1 if fits(cell) else None


_WORDS = [FITS[field] for field in ("area", "substantiated", "completion")]


def _best(ways: Sequence[_Way]) -> list[_Way]:
    """Those that most cells tell; two of them say as much as many."""
    most = max((one.told for one in ways), default=0)
    return [one for one in ways if one.told == most][:2]
