"""Lines between the rows of a pasted table that are no part of a cell: titles of groups (一、已办结（2件）), notes."""

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

GROUP_TITLE = re.compile(
    r"^[^\t。；;，,]{1,30}[（(]共?\s*\d{1,4}\s*[个件条项][)）]\s*$"
    r"|^\s*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）])[^\t。；;，,]{1,20}(?:方面|领域|类|[县区市镇乡]|街道)\s*$"
)
"""一、已办结（2件）: a line between the rows, and nothing of the row above."""
NOTE_LINE = re.compile(r"^\s*(?:备?注|说明)\d*\s*[:：][^\t]*$")


def is_between(lines: Sequence[str], place: int, titles: Collection[int]) -> bool:
    """Whether a line is such a title, or a note that no row follows: above a row it may be the end of the last cell (备注：待验收)."""
    if place in titles:
        return True
    below = lines[place + 1] if place + 1 < len(lines) else ""
    return NOTE_LINE.match(lines[place]) is not None and "\t" not in below


def titles_between(lines: Sequence[str]) -> set[int]:
    """Where titles of groups stand: right above a row or another title, from the first row on; without one there, such words end a cell."""
    found = {
        place
        for place, (line, below) in enumerate(pairwise(lines))
        if GROUP_TITLE.match(line) and ("\t" in below or GROUP_TITLE.match(below))
    }
    return found if 0 in found else set()
