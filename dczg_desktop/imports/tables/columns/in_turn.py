"""Measures and what came of each, told in turn in one text: 整改措施1：…完成情况：…整改措施2：…完成情况：…"""

import re

from dczg_desktop.domain.numbering import numeral

_COUNT = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_BEGINS = r"(?:^|(?<=[；;。，,\s）)]))"
_MEASURE = re.compile(
    rf"{_BEGINS}(?:(?:[（(]\s*(?P<a>{_COUNT})\s*[)）]|(?P<b>{_COUNT})\s*[、.．])\s*(?:整改|具体)?(?:措施|举措)"
    rf"|(?:整改|具体)?(?:措施|举措)\s*(?P<c>{_COUNT}))\s*[:：]\s*"
)
_ITEM = re.compile(
    rf"(?:^|(?<=\n))\s*(?:[（(]\s*(?P<a>{_COUNT})\s*[)）]|(?P<b>\d{{1,2}})\s*[、.．](?!\d))(?P<c>)\s*"
)
"""The number of an item, under a label that says that measures and what came of them stand there."""
_OF_BOTH = re.compile(r"(?:措施|举措|做法)[及和与].{0,6}(?:进展|完成|落实|成效|整改情况)")
_CAME = re.compile(
    rf"{_BEGINS}(?:(?:整改|工作)?(?:完成|落实|进展|整改)(?:完成|落实|进展)?情况|(?:整改|工作)?进展|整改成效)\s*[:：]\s*"
)
_END = " 　；;，,\n"

Piece = tuple[str, str, str]
"""Field, label and content."""


def tells_both(label: str) -> bool:
    """Whether a label says that measures and what came of them stand under it (整改措施及进展)."""
    return _OF_BOTH.search(label) is not None


def measure_in_turn(text: str, label: str = "") -> int:
    """The number of the measure that a text under a label begins with (整改措施1：…, （一）整改措施：…, under 整改措施及进展 just 1.…);
    0 when it begins with none.
    """
    found = _MEASURE.match(text) or (_ITEM.match(text) if tells_both(label) else None)
    return (numeral(found["a"] or found["b"] or found["c"]) or 0) if found else 0


def came_of_it(text: str) -> bool:
    """Whether a text begins to say what came of a measure (完成情况：…)."""
    return _CAME.match(text) is not None


def holds_came(text: str) -> bool:
    """Whether a text says so anywhere."""
    return _CAME.search(text) is not None


def is_in_turn(text: str, label: str = "") -> bool:
    """Whether a text under a label tells its measures and what came of them in turn, from the first measure on."""
    return measure_in_turn(text, label) == 1 and holds_came(text)


def pieces_in_turn(text: str) -> list[Piece]:
    """All measures, and all that came of them, both under the numbers of the measures."""
    measures, came = [], []
    found = list((_MEASURE if _MEASURE.match(text) else _ITEM).finditer(text))
    for one, end in zip(found, [*(after.start() for after in found[1:]), len(text)], strict=True):
        number = one["a"] or one["b"] or one["c"]
        mark = f"{numeral(number) or number}."
        measure, *told = _CAME.split(text[one.end() : end], maxsplit=1)
        measures.append(mark + measure.strip(_END))
        came += [mark + what.strip(_END) for what in told]
    return [("measures", "整改措施", "\n".join(measures)), ("progress", "完成情况", "\n".join(came))]
