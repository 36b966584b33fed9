"""Breaking Chinese text into lines: no forbidden mark begins or ends a line, nothing overflows, nothing is lost."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

NO_START = frozenset("，。、；：？！…—～·）］｝〕】》〉」』〗〙”’％‰℃°′″々ー‧・﹐﹑﹒﹔﹕﹖﹗,.;:?!)]}%")
"""Marks that may not begin a line (GB/T 15834-2011 第 5 章 and the usual typesetting rules)."""

NO_END = frozenset("（［｛〔【《〈「『〖〘“‘￥＄№§([{$#")
"""Marks that may not end a line (same source)."""

_RUN = re.compile(r"[!-~À-ɏ]")
_JOINTS = frozenset("-/_.:&=?@")
_OPEN_INSIDE_RUN = frozenset(",;|")


class Line(NamedTuple):
    """One printed line: `width` in 1/1000 of the type size; `soft` when the breaker, not the text, ended it."""

    text: str
    width: int
    soft: bool


def break_lines(text: str, limit: int, widths: Mapping[str, int]) -> list[Line]:
    """Lines of `text` no wider than `limit` (1/1000 of the type size); LF always ends a line.

    `widths` gives the advance of every character in the same unit. Letters and digits in a row stay together where they
    fit. Blanks at a soft break are dropped, all other characters are kept in order. Where every break inside a line is
    forbidden, or one character is wider than the line, the line is filled to its edge (never fewer than one character).
    """
    lines: list[Line] = []
    for paragraph in text.split("\n"):
        lines.extend(_paragraph_lines(paragraph, limit, widths))
    return lines


def balanced_lines(text: str, limit: int, widths: Mapping[str, int]) -> list[Line]:
    """As `break_lines`, in as many lines, but of nearly equal length: for titles, headings and centred cells."""
    lines = break_lines(text, limit, widths)
    if not 2 <= len(lines) <= 6 or "\n" in text:
        return lines
    widest = max(line.width for line in lines)
    narrow = max(sum(line.width for line in lines) // len(lines), *map(widths.__getitem__, text))
    for trial in range(narrow, widest, 250):
        even = break_lines(text, trial, widths)
        if len(even) == len(lines) and all(may_break_between(*pair) for pair in pairwise(even)):
            return even
    return lines


def may_break_between(above: Line, below: Line) -> bool:
    """Whether two lines part without a forbidden mark and without tearing a word or number."""
    joined = above.text + below.text
    return may_break(joined, len(above.text)) and not within_run(joined, len(above.text))


def _paragraph_lines(text: str, limit: int, widths: Mapping[str, int]) -> Iterator[Line]:
    edges = [0, *accumulate(map(widths.__getitem__, text))]
    if edges[-1] <= limit:
        yield Line(text, edges[-1], soft=False)
        return
    start, length = 0, len(text)
    while start < length:
        if edges[-1] - edges[start] <= limit:
            yield Line(text[start:], edges[-1] - edges[start], soft=False)
            return
        furthest = max(bisect_right(edges, edges[start] + limit) - 1, start + 1)
        stop = _stop(text, start, furthest)
        end = stop
        while end > start and text[end - 1] == " ":
            end -= 1
        after = stop
        while after < length and text[after] == " ":
            after += 1
        yield Line(text[start:end], edges[end] - edges[start], soft=after < length)
        start = after


def _stop(text: str, start: int, furthest: int) -> int:
    """The last allowed break after `start` and not beyond `furthest`; `furthest` itself when there is none.

    A run longer than the line parts after one of its own hyphens, strokes or points if it has any.
    """
    for position in range(furthest, start, -1):
        if may_break(text, position) and not within_run(text, position):
            return position
    allowed = [position for position in range(furthest, start, -1) if may_break(text, position)]
    for position in allowed:
        if text[position - 1] in _JOINTS:
            return position
    return allowed[0] if allowed else furthest


def may_break(text: str, position: int) -> bool:
    """Whether the marks on both sides, blanks apart, allow a line to end before `text[position]`."""
    after = before = position
    while after < len(text) and text[after] == " ":
        after += 1
    while before and text[before - 1] == " ":
        before -= 1
    starts_well = after >= len(text) or text[after] not in NO_START
    return starts_well and (not before or text[before - 1] not in NO_END)


def within_run(text: str, position: int) -> bool:
    """Whether a break before `text[position]` would tear letters or digits apart."""
    if position >= len(text) or not _RUN.match(text[position]) or not _RUN.match(text[position - 1]):
        return False
    if text[position - 1] in _OPEN_INSIDE_RUN:
        return text[position].isdigit() and position >= 2 and text[position - 2].isdigit()
    return True


def starts(text: str, lines: Sequence[Line]) -> list[int]:
    """Where each of the lines `break_lines` made of `text` begins in it, and the end of the text."""
    found, position = [], 0
    for line in lines:
        position = text.index(line.text, position)
        found.append(position)
        position += len(line.text)
    return [*found, len(text)]
