"""The number and batch of a single record that only its title, or the text of its problem, names."""

import re
from collections.abc import Sequence

from dczg_desktop.domain.headings import folded_header, header_field
from dczg_desktop.domain.numbering import is_petition_number
from dczg_desktop.domain.titled_numbers import titled_number
from dczg_desktop.domain.traditional import simplified
from dczg_desktop.imports.tables.forms.upright import Pair
from dczg_desktop.imports.texts.blocks import TITLE
from dczg_desktop.imports.texts.content.contents import Line
from dczg_desktop.imports.texts.said_once.batches import BATCH, LABEL

_NUMBERED = re.compile(
    r"[（(][\u4e00-\u9fff]{0,4}编号\s*(?:[：:]\s*)?([A-Za-z0-9-]{2,24})\s*[）)]|^(?:序号|编号)\s*([A-Za-z0-9-]{1,16})\s*[，,、：:。]"
)


def with_title_number(pairs: list[Pair], loose: Sequence[Line]) -> list[Pair]:
    """A single record without a number of its own takes the one named in the title above it."""
    labels = [label for _row, _column, label, _text in pairs]
    if "number" in map(_field, labels) or len(set(labels)) < len(labels):
        own = next((text for _row, _more, label, text in pairs if _field(label) == "number"), "")
        return pairs if "batch" in map(_field, labels) else [*pairs, *_batch(loose, own)]
    named = next((one for one in pairs if _field(one[2]) == "description" and titled_number(one[2])), None)
    if named:
        return [(named[0], 0, "编号", titled_number(named[2])), *pairs]
    told = next((one for one in pairs if _field(one[2]) == "description" and _NUMBERED.search(one[3])), None)
    if told and (found := _NUMBERED.search(told[3])):
        return [(told[0], told[1], "编号", found[1] or found[2]), *pairs]
    first = min((row for row, _more, label, _text in pairs if _field(label)), default=pairs[0][0])
    titles = [(row, text) for row, _more, label, text in pairs if folded_header(label) == TITLE]
    for place, (number, text) in enumerate((*loose, *titles)):
        is_above = number < first or (number == first and place == 0)  # on one line with all the rest
        if is_above and (value := _titled(text)):
            return [pairs[0], (number, 0, "编号", value), *_batch(loose, value), *pairs[1:]]
    sources = (text for _row, _more, label, text in pairs if _field(label) == "source")
    value = next(filter(None, map(titled_number, sources)), "")
    return [pairs[0], (pairs[0][0], 0, "编号", value), *pairs[1:]] if value else pairs


def _titled(text: str) -> str:
    """The number a title names, as written, also in traditional characters (第三十八項)."""
    plain = simplified(text)
    value = titled_number(plain)
    place = plain.find(value)
    return text[place : place + len(value)]


def _batch(loose: Sequence[Line], number: str) -> list[Pair]:
    """The batch that the title of a petition's notice names (第十五批信访件); 第三轮第二批督察 is none."""
    for row, text in loose[:1] if is_petition_number(number) else ():
        if found := BATCH.search(text):
            return [(row, 0, LABEL, found[1])]
    return []


def _field(label: str) -> str | None:
    return header_field(label)[0]
