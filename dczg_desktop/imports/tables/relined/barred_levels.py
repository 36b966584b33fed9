"""Headings of two levels over rows parted by vertical lines, the lower ones on a line of their own that lost the blanks in front (起点名称 | 起点经度 |)."""

import re
from collections.abc import Sequence

from dczg_desktop.imports.header import score
from dczg_desktop.imports.tables.relined.relined import SERIAL, Rows

_FEWEST, _LONGEST_LABEL = 2, 14
_OF_SEVERAL = re.compile(r"(?:信息|情况|位置|坐标|范围|起止点?|内容|主体|人员)$")
"""How a heading ends that may stand over several others."""
_SAID = re.compile(r"[。；;，,！!？?]|\d{3,}")


def barred_levels(text: str) -> Rows | None:
    """The rows under one line of headings (黑臭地段地理位置信息/起点名称), with the lines above and below; None without such levels.

    Raises ValueError where nobody can tell which heading the lower ones stand under.
    """
    if "|" not in text:
        return None
    lines = [_cells(line) for line in text.splitlines() if line.strip()]
    for top in range(len(lines) - 2):
        upper, lower, width = _filled(lines[top]), _filled(lines[top + 1]), len(lines[top + 2])
        if len(upper) + len(lower) - 1 != width or not _are_levels(upper, lower):
            continue
        end = next((row for row in range(top + 2, len(lines)) if len(lines[row]) != width), len(lines))
        if not all(SERIAL.match(row[0]) for row in lines[top + 2 : end]):
            continue
        over = [place for place, label in enumerate(upper) if _OF_SEVERAL.search(label)]
        if len(over) != 1:
            raise ValueError("levels cannot be told apart")
        place = over[0]
        head = [*upper[:place], *(f"{upper[place]}/{one}" for one in lower), *upper[place + 1 :]]
        return [*lines[:top], head, *lines[top + 2 :]]
    return None


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().removeprefix("|").removesuffix("|").split("|")]


def _filled(cells: Sequence[str]) -> list[str]:
    """The cells up to the last one that is no blank."""
    last = max((place for place, cell in enumerate(cells) if cell), default=-1)
    return list(cells[: last + 1])


def _are_levels(upper: Sequence[str], lower: Sequence[str]) -> bool:
    """Whether a row is a heading of ours, and the one below it nothing but more labels."""
    are_labels = all(0 < len(one) <= _LONGEST_LABEL and not _SAID.search(one) for one in lower)
    return len(lower) >= _FEWEST and are_labels and not SERIAL.match(lower[0]) and bool(score(list(upper)))
