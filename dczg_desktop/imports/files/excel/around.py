"""What a sheet shows without its being in a cell: lines at the head and foot of its printed pages, colours that depend on a condition."""

import html
import re
from collections.abc import Iterator

from dczg_desktop.imports.files.conditions import condition_words
from dczg_desktop.imports.files.extent import after_cells
from dczg_desktop.imports.files.printed import FOOT, HEAD, words_of
from dczg_desktop.imports.files.styles import attribute
from dczg_desktop.imports.reading import Aside

_FARTHEST = 20_000
_LINE = re.compile(rb"<(?:\w+:)?(?:odd|even|first)(Header|Footer)\b[^<>]*>([^<]*)</")
_CONDITION = re.compile(
    rb"<(?:\w+:)?conditionalFormatting\s([^<>]*)>"
    rb"([^<]*(?:<(?!/?(?:\w+:)?conditionalFormatting[\s>])[^<]*)*)</(?:\w+:)?conditionalFormatting>"
)
_RULE = re.compile(rb"<(?:\w+:)?cfRule\s([^<>]*)>")
_SAYING = frozenset(
    {
        "expression",
        "cellIs",
        "containsText",
        "notContainsText",
        "beginsWith",
        "endsWith",
        "timePeriod",
        "colorScale",
        "iconSet",
    }
)
"""Rules that may show how far things are; bars, duplicates and the largest ten only count."""


def printed_lines(xml: bytes) -> list[Aside]:
    """The words at the head and foot of the printed pages, but for the number of the page."""
    end = xml.rfind(b"headerFooter", after_cells(xml))
    found: dict[tuple[str, str], None] = {}
    for line in _LINE.finditer(xml, max(end - _FARTHEST, 0)) if end >= 0 else ():
        kind = HEAD if line[1] == b"Header" else FOOT
        found |= dict.fromkeys(
            (kind, words) for words in words_of(html.unescape(line[2].decode("utf-8", "replace")))
        )
    return [Aside(-1, -1, kind, words) for kind, words in found]


def condition_note(name: str, xml: bytes) -> Iterator[str]:
    """What to say of a sheet in which colours depend on conditions."""
    behind = after_cells(xml)
    ranges = [
        attribute(found[1].decode("utf-8", "replace"), "sqref")
        for found in (
            _CONDITION.finditer(xml, behind) if xml.find(b"conditionalFormatting", behind) >= 0 else ()
        )
        if any(
            attribute(rule[1].decode("utf-8", "replace"), "type") in _SAYING
            for rule in _RULE.finditer(found[2])
        )
    ]
    yield from condition_words(name, ranges)
