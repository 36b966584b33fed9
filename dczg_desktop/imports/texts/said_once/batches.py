"""The batch that the title of a list of petitions names once for all of them (第十二批信访件办理情况)."""

import re
from collections.abc import Iterator, Sequence

from dczg_desktop.domain.numbering import is_petition_number
from dczg_desktop.imports.tables.forms.upright import Pair
from dczg_desktop.imports.texts.content.contents import Line
from dczg_desktop.imports.texts.labelling.label_words import field_of

BATCH = re.compile(
    r"(第[一二三四五六七八九十百\d]{1,4}批)(?:交办|转办|移交)?(?:的)?(?:群众)?(?:来[信电访]+)?\s*(?:信访|举报|投诉|[（(]?[DXW]\d)"
)
_IN_BRACKETS = re.compile(
    r"(?:信访|举报|投诉|交办|转办)[^。]{0,30}[（(](第[一二三四五六七八九十百\d]{1,4}批)[）)]$"
)
LABEL = "批次"


def with_batch(groups: list[list[Pair]], loose: Sequence[Line]) -> list[list[Pair]]:
    """The petitions with the batch that the lines above the first of them name; as they are where one names its own, or the lines
    several.
    """
    if not groups or not all(map(_lacks_batch, groups)):
        return groups
    first = min(row for row, _more, _label, _text in groups[0])
    told = [(row, found[1]) for row, line in loose if row < first for found in _named(line)]
    if len({name for _row, name in told}) != 1:
        return groups
    row, name = told[0]
    return [[*group, (row, 0, LABEL, name)] for group in groups]


def _named(line: str) -> Iterator[re.Match[str]]:
    """The batches of a line: before the word for petitions, or in the bracket behind a title of theirs (…举报件查处情况（第9批）)."""
    yield from BATCH.finditer(line)
    yield from _IN_BRACKETS.finditer(line)


def _lacks_batch(group: Sequence[Pair]) -> bool:
    """Whether a record has the number of a petition and no batch of its own."""
    has_number = any(
        field_of(label) == "number" and is_petition_number(text) for _r, _m, label, text in group
    )
    return has_number and all(field_of(label) != "batch" for _row, _more, label, _text in group)
