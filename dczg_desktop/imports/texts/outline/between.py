"""Lines between two records that belong to neither: a heading that every record has above it, the place the next petitions are in."""

import re
from collections import Counter
from collections.abc import Sequence

from dczg_desktop.base.errors import Fault
from dczg_desktop.domain.numbering import is_petition_number
from dczg_desktop.imports.reading import Table
from dczg_desktop.imports.tables.forms.upright import Pair
from dczg_desktop.imports.texts.content.contents import Line
from dczg_desktop.imports.texts.labelling.label_words import UNITS, field_of
from dczg_desktop.imports.texts.labelling.marks import Mark

_LONGEST = 20
_PLACE = re.compile(r"[\u4e00-\u9fff]{1,10}(?:[市州盟县区旗镇乡]|街道)[:：]?")
_BRACKET, _COUNT = re.compile(r"[（(][^（）()]{1,12}[）)]$"), re.compile(r"[一二三四五六七八九十百]+|\d+")
_SENTENCE = re.compile(r"[。；;，,！!]")
_HOLDS_PLACES = UNITS | {"area"}
_LED_BY_PLACE = re.compile(r"[\u4e00-\u9fff]{2,4}[DXW]\d{8,20}[*＊★☆]?")
"""新乡D20181122488: numbers that an inspection of a province gave."""
AREA = "行政区域"


def take_between(lines: Sequence[str], marks: Sequence[Mark]) -> None:
    """Mark such lines right above a record: one that stands in the same words above another, and a place alone on its line."""
    above = [place - 1 for place, mark in enumerate(marks) if mark.opens and place]
    times = Counter(_kind(lines[place]) for place in above)
    for place in above:
        if _is_free(marks, place) and times[_kind(lines[place])] > 1 and _is_short(lines[place]):
            marks[place].is_apart = True
            place -= 1  # noqa: PLW2901 - the place may stand above the heading
        if place >= 0 and _is_free(marks, place) and _PLACE.fullmatch(lines[place]):
            label = next(
                (marks[one].labels[-1][0] for one in range(place - 1, -1, -1) if marks[one].labels), ""
            )
            marks[place].is_apart = field_of(label) not in _HOLDS_PLACES


def with_places(
    groups: list[list[Pair]], loose: list[Line]
) -> tuple[list[list[Pair]], list[Line], list[Line]]:
    """The petitions with the place that stands alone on a line above them as their area, the lines that are still loose, and the places.

    Only where the first one has such a line above it and none says its area itself.
    """
    places = [line for line in loose if _PLACE.fullmatch(line[1])]
    starts = [min((row for row, _more, _label, _text in group), default=-1) for group in groups]
    over = [max((line for line in places if line[0] < start), default=None) for start in starts]
    if not groups or not all(over) or not all(map(_is_petition, groups)):
        return groups, loose, []
    told = [
        [*group, (place[0], 0, AREA, place[1].rstrip(":："))]
        for group, place in zip(groups, over, strict=True)
        if place
    ]
    return told, [line for line in loose if line not in over], [line for line in places if line in over]


def place_fault(table: Table, places: Sequence[Line]) -> tuple[Fault, ...]:
    """The question about areas that were taken from lines of their own."""
    one = next((one for one in table.records if one.fields.get("area")), None)
    if one is None or not places:
        return ()
    message = f"“{one.fields['area']}”单独写在信访件的上面，读作下面各件的行政区域，请核对。"
    return (Fault(f"{table.sheet}!{one.cells['area']}", one.fields["area"], message),)


def _is_petition(group: Sequence[Pair]) -> bool:
    """Whether a record has the number of a petition and does not say where it is."""
    has_number = any(
        field_of(label) == "number" and (is_petition_number(text) or _LED_BY_PLACE.fullmatch(text))
        for _row, _more, label, text in group
    )
    return has_number and all(field_of(label) != "area" for _row, _more, label, _text in group)


def _kind(line: str) -> str:
    """A line without what differs from record to record: its number and the place in brackets behind it (线索二（安陵区）)."""
    return _COUNT.sub("#", _BRACKET.sub("", line))


def _is_free(marks: Sequence[Mark], place: int) -> bool:
    """Whether a line is nothing of a record: no label, no item, not the content of a label right above it."""
    mark = marks[place]
    before = marks[place - 1].labels if place else []
    is_content = bool(before) and not before[-1][1]
    return not (is_content or mark.labels or mark.is_used or mark.is_item or mark.heading)


def _is_short(line: str) -> bool:
    return len(line) <= _LONGEST and not _SENTENCE.search(line)
