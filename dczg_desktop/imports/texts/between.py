"""Lines between two records that belong to neither: the place the next ones are in, a heading that every record has above it."""

import re
from collections import Counter
from collections.abc import Sequence

from dczg_desktop.imports.texts.label_words import UNITS, field_of
from dczg_desktop.imports.texts.marks import Mark

_LONGEST = 20
_PLACE = re.compile(r"[\u4e00-\u9fff]{1,10}(?:[市州盟县区旗镇乡]|街道)[:：]?")
_SENTENCE = re.compile(r"[。；;，,！!]")
_HOLDS_PLACES = UNITS | {"area"}


def take_between(lines: Sequence[str], marks: Sequence[Mark]) -> None:
    """Mark such lines right above a record: one that stands in the same words above another, and a place alone on its line."""
    above = [place - 1 for place, mark in enumerate(marks) if mark.opens and place]
    times = Counter(lines[place] for place in above)
    for place in above:
        if _is_free(marks, place) and times[lines[place]] > 1 and _is_short(lines[place]):
            marks[place].is_apart = True
            place -= 1  # noqa: PLW2901 - the place may stand above the heading
        if place >= 0 and _is_free(marks, place) and _PLACE.fullmatch(lines[place]):
            label = next(
                (marks[one].labels[-1][0] for one in range(place - 1, -1, -1) if marks[one].labels), ""
            )
            marks[place].is_apart = field_of(label) not in _HOLDS_PLACES


def _is_free(marks: Sequence[Mark], place: int) -> bool:
    """Whether a line is nothing of a record: no label, no item, not the content of a label right above it."""
    mark = marks[place]
    before = marks[place - 1].labels if place else []
    is_content = bool(before) and not before[-1][1]
    return not (is_content or mark.labels or mark.is_used or mark.is_item or mark.heading)


def _is_short(line: str) -> bool:
    return len(line) <= _LONGEST and not _SENTENCE.search(line)
