"""Words crossed out inside a cell (rich text, ECMA-376 18.4): which they are, asked about as the rest of the cell holds."""

import html
import re
from bisect import bisect_right
from collections.abc import Iterator

from dczg_desktop.base.text import clean
from dczg_desktop.imports.files.excel.markup import Place, place_of_cell, tag_before
from dczg_desktop.imports.reading import CROSSED_OUT, Oddity

_SIGN = b"strike"
_TEXT = re.compile(rb"<(?:\w{1,20}:)?si(?=[\s/>])")
_RUN = re.compile(rb"<(?:\w+:)?r>([^<]*(?:<(?!/?(?:\w+:)?r>)[^<]*)*)</(?:\w+:)?r>")
"""A run up to its end; one without an end holds nothing, and the next is not searched for it."""
_STRIKE = re.compile(rb"<(?:\w+:)?d?strike(?:\s+val=[\"'](?:1|true|on)[\"'])?\s*/>")
_WORDS = re.compile(rb"<(?:\w+:)?t(?:\s[^<>]*)?>([^<]*)</(?:\w+:)?t>")
_INLINE = re.compile(rb"<(?:\w+:)?is>([^<]*(?:<(?!/?(?:\w+:)?is>)[^<]*)*)</(?:\w+:)?is>")
_CELL = re.compile(rb"<(?:\w+:)?c\s([^<>]{1,300})>\s*<(?:\w+:)?v>(\d{1,9})</")
_IS_SHARED = re.compile(rb"(?<![\w:])t=[\"']s[\"']")


def crossed_texts(shared: bytes) -> dict[bytes, str]:
    """The number of a shared text, as cells write it → its words that are crossed out; most workbooks have none."""
    if _SIGN not in shared:
        return {}
    starts = [found.start() for found in _TEXT.finditer(shared)]
    found: dict[bytes, str] = {}
    for place in re.finditer(_SIGN, shared):
        number = bisect_right(starts, place.start()) - 1
        if number >= 0 and (key := b"%d" % number) not in found:
            end = starts[number + 1] if number + 1 < len(starts) else len(shared)
            found[key] = _crossed(shared[starts[number] : end])
    return {number: words for number, words in found.items() if words}


def crossed_cells(xml: bytes, shared: dict[bytes, str]) -> Iterator[tuple[Place, Oddity]]:
    """The cells of a sheet with such words, told by their shared text or written in the cell itself."""
    for cell in _CELL.finditer(xml) if shared else ():
        if cell[2] in shared and _IS_SHARED.search(cell[1]) and (place := place_of_cell(cell[1])):
            yield place, Oddity(CROSSED_OUT, shared[cell[2]])
    for inline in _INLINE.finditer(xml) if _SIGN in xml else ():
        if _SIGN in inline[1] and (words := _crossed(inline[1])):
            start = tag_before(xml, inline.start())
            if start >= 0 and (place := place_of_cell(xml[start : inline.start()])):
                yield place, Oddity(CROSSED_OUT, words)


def _crossed(text: bytes) -> str:
    runs = (run[1] for run in _RUN.finditer(text))
    words = b"".join(b"".join(_WORDS.findall(run)) for run in runs if _STRIKE.search(run))
    return clean(html.unescape(words.decode("utf-8", "replace")))
