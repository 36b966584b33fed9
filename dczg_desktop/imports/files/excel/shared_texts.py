"""How long the texts of a sheet are that its cells share: one long text may be named by a million cells, a few bytes each."""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

from dczg_desktop.imports.files.extent import IS_SHEET
from dczg_desktop.imports.files.seeking import holds

TEXTS = "xl/sharedStrings.xml"
MOST_SHARED = 600 * 1024 * 1024
"""Bytes; a sheet of the most cells that are read has about a hundred for each."""
_TEXT, _TEXT_ENDS = re.compile(rb"<(?:\w{1,20}:)?si(?=[\s/>])"), b"</si>"
_NAMED = re.compile(rb't="s"[^<>]*>\s*<(?:\w{1,20}:)?v>(\d{1,9})</')
_SAYS_SHARED = b't="s"'
_VALUE = re.compile(rb"<(?:\w{1,20}:)?v(?:\s[^<>]*)?>\s*\+?([^<>&\s]*)\s*</")
_VALUE_ENDS = re.compile(rb"</(?:\w{1,20}:)?v\s*>")
_COMMENT = re.compile(rb"!(?<=<!)")
_SHORTEST_CELL, _SHORTEST_VALUE = 16, 4
"""Bytes that a cell naming a text takes at least, as usual and in other ways of writing."""
_SHORTEST_WINDOW = 32


def length_of_shared(parts: Mapping[str, bytes], unusual: Collection[str]) -> int:
    """At least as many bytes as the shared texts of any sheet take together; 0 where they are quickly seen to be few.

    In `unusual` sheets every whole number counts as naming a text; what cannot be told counts as the longest one.
    """
    shared = max(
        (data for name, data in parts.items() if name.lower() == TEXTS.lower()), key=len, default=b""
    )
    is_clear = not holds(shared, _COMMENT)
    if is_clear and not _may_hold_longer(shared, MOST_SHARED // _most_cells(parts, unusual)):
        return 0
    longest = max(map(len, shared.split(_TEXT_ENDS))) if is_clear else len(shared)
    most, lengths = 0, list[int]()
    for name, data in parts.items():
        cells = data.count(b"v" if name in unusual else _SAYS_SHARED)
        if cells * longest > MOST_SHARED and holds(data, IS_SHEET):
            lengths = lengths or (_lengths(shared) if is_clear else [])
            most = max(most, _length(data, lengths, longest, is_usual=name not in unusual))
    return most


def _most_cells(parts: Mapping[str, bytes], unusual: Collection[str]) -> int:
    """More cells than any sheet has that name a text, by its size."""
    return 1 + max(
        (
            len(data) // (_SHORTEST_VALUE if name in unusual else _SHORTEST_CELL)
            for name, data in parts.items()
            if holds(data, IS_SHEET)
        ),
        default=0,
    )


def _may_hold_longer(shared: bytes, most: int) -> bool:
    """Whether a text may be longer than `most` bytes: one that is fills a whole window of half the size, so that none ends there."""
    size = most // 2
    return size < _SHORTEST_WINDOW or any(
        shared.find(_TEXT_ENDS, place, place + size) < 0 for place in range(0, len(shared) - size + 1, size)
    )


def _lengths(shared: bytes) -> list[int]:
    starts = [found.start() for found in _TEXT.finditer(shared)]
    return [end - start for start, end in pairwise([*starts, len(shared)])]


def _length(sheet: bytes, lengths: Sequence[int], longest: int, *, is_usual: bool) -> int:
    """How long the texts are that the cells of a sheet name."""
    cells = sheet.count(_SAYS_SHARED) if is_usual else len(_VALUE_ENDS.findall(sheet))
    named = Counter((_NAMED if is_usual else _VALUE).findall(sheet)) if lengths else Counter[bytes]()
    numbers = {int(one): times for one, times in named.items() if one.isdigit() and len(one) < 10}
    told = sum(lengths[number] * times for number, times in numbers.items() if number < len(lengths))
    return told + max(cells - named.total(), 0) * longest
