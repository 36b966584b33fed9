"""Contents under their labels in a stretch of text: the label's own line, the lines that follow, what closes them."""

import re
from collections.abc import Sequence

from dczg_desktop.domain.headings import folded_header
from dczg_desktop.imports.labels import UNITS, field_of
from dczg_desktop.imports.outline import Mark
from dczg_desktop.imports.upright import Pair

Line = tuple[int, str]
"""Number of a line or paragraph (from 0) and its text."""

_CLOSING = re.compile(
    r"^(?:以上整改|如对|如有异议|特此公示|现将|公示期间|附表|附件)|(?:如有异议|进行反馈|提出异议)"
)
_DATE_LINE = re.compile(r"^\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日[。]?$")
_LONGEST_NAME = 30
_SPACED = re.compile(r"(?:(?<=[\u4e00-\u9fff])[ 　](?=[\u4e00-\u9fff](?:[ 　]|$|[、，,；;。])))+")
_TOKENS = re.compile(r"[\u4e00-\u9fff](?:[ 　][\u4e00-\u9fff])+(?![\u4e00-\u9fff])")


def read_contents(
    lines: Sequence[Line], marks: Sequence[Mark], start: int, end: int
) -> tuple[list[Pair], set[int]]:
    """The labelled contents from `start` to `end`, and the positions of the lines that stand under no label."""
    pairs: list[Pair] = []
    loose: set[int] = set()
    is_open = False
    for position in range(start, end):
        mark, (number, line) = marks[position], lines[position]
        if mark.is_used:
            continue
        if mark.is_label:
            for label, content in mark.labels:
                _add(pairs, number, label, content)
            is_open = True
        elif not is_open or _closes(lines[position:end], bool(pairs[-1][3])):
            is_open = False
            loose.add(position)
        else:
            row, _more, label, content = pairs[-1]
            pairs[-1] = (row, number - row, label, f"{content}\n{line}" if content else line)
    return [_without_blanks(pair) for pair in pairs], loose


def _add(pairs: list[Pair], number: int, label: str, content: str) -> None:
    """A new content; a unit named twice under one label, or any label twice on a line, is one content of two lines."""
    for place, (row, _more, other, text) in enumerate(pairs):
        if folded_header(other) == folded_header(label) and (field_of(label) in UNITS or row == number):
            pairs.append((row, number - row, label, "\n".join(filter(None, (text, content)))))
            del pairs[place]
            return
    pairs.append((number, 0, label, content))


def _closes(rest: Sequence[Line], has_content: bool) -> bool:  # noqa: FBT001 - says whether the open label has a text
    """Whether the text under a label ends here: the closing sentence, or the office and date at the very end."""
    line = rest[0][1]
    signed = (
        has_content
        and len(rest) <= 2
        and _DATE_LINE.match(rest[-1][1]) is not None
        and len(line) <= _LONGEST_NAME
        and not line.endswith(("。", "；"))
    )
    return bool(_CLOSING.search(line)) or signed


def _without_blanks(pair: Pair) -> Pair:
    """Names of units and people without the blanks that scanning puts between characters (`县 水 利 局`)."""
    row, more, label, text = pair
    if field_of(label) not in UNITS:
        return pair
    return row, more, label, _TOKENS.sub(lambda found: re.sub(r"[ 　]", "", found[0]), text)
