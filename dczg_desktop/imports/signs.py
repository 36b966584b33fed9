"""Signs that are rare and tell something: every column is looked through once while it is read, all its cells as one text.

A column without such a sign need not be looked through again, and most columns have none.
"""

import re
from collections.abc import Iterator, Sequence
from enum import Flag, auto
from itertools import accumulate
from typing import NamedTuple

from dczg_desktop.domain.personal import maybe_person_data, roughly

BETWEEN = "|"
"""Between texts looked through as one: it is printable and no part of any sign."""
LONGEST_CELL = 32767
"""As many characters as a spreadsheet keeps in one cell."""
_TO_BE_ADDED = re.compile("补(?<=待补)充")
"""待补充, beginning with one character: over long texts it is found several times as fast."""
_ROUGH_MARK = re.compile(rb"\*|XX")
_SIGNS = "〔【×Ｘ"
DITTOS = frozenset(
    {
        "同上",
        "〃",
        "″",
        "同上。",
        "（同上）",
        "(同上)",
        "同前",
        "同上一条",
        "同上条",
        "同上行",
        '"',
        "“",
        "”",
        "''",
        "｡｡",
        "ditto",
    }
)
"""Cells that only repeat the one above."""
_SHORT = frozenset(map(len, DITTOS))
_LONG = 20


class Sign(Flag):
    """What may stand in some cell of a column: a mark that something is wrong or missing, something about a person, 同上."""

    MARK = auto()
    PERSON = auto()
    DITTO = auto()


NONE, EVERY = Sign(0), Sign.MARK | Sign.PERSON | Sign.DITTO


class Whole(NamedTuple):
    """The texts of some cells of a column as one, and `roughly`, where signs are found much faster."""

    text: str
    rough: bytes


def whole_of(text: str) -> Whole:
    """Texts joined by a character that is no part of any sign, ready to be looked through."""
    return Whole(text, roughly(text))


def maybe_marks(texts: Sequence[str], whole: Whole) -> Iterator[int]:
    """Where a closer look at cells is worth while, in all of them as one; single characters are found much faster than patterns."""
    text, rough = whole
    if b"*" in rough or (b"X" in rough and b"XX" in rough):
        yield from (found.start() for found in _ROUGH_MARK.finditer(rough))
    for sign in _SIGNS:
        if sign in text:
            yield from (found.start() for found in re.finditer(sign, text))
    yield from (found.start() for found in _TO_BE_ADDED.finditer(text))
    if len(text) >= LONGEST_CELL and max(map(len, texts)) >= LONGEST_CELL:
        starts = accumulate((len(cell) + 1 for cell in texts), initial=0)
        yield from (start for start, cell in zip(starts, texts, strict=False) if len(cell) >= LONGEST_CELL)


def signs_of(texts: Sequence[str], joined: str, known: Sign = NONE) -> Sign:
    """The signs in some cells of a column, `joined` by a character that is no part of any, together with those `known` before."""
    if known == EVERY or not joined:
        return known
    whole = whole_of(joined)
    if Sign.MARK not in known and next(maybe_marks(texts, whole), None) is not None:
        known |= Sign.MARK
    if Sign.PERSON not in known and next(maybe_person_data(*whole), None) is not None:
        known |= Sign.PERSON
    if Sign.DITTO not in known and _may_be_short(texts, joined) and not DITTOS.isdisjoint(texts):
        known |= Sign.DITTO
    return known


def _may_be_short(texts: Sequence[str], joined: str) -> bool:
    """Whether one of the texts can be as short as 同上: of long ones the lengths are looked at first, which takes less than the texts."""
    return len(joined) < _LONG * len(texts) or not _SHORT.isdisjoint(map(len, texts))
