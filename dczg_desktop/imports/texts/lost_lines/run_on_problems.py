"""Plans whose line breaks were lost (pasted into a message, copied from a telephone): problem upon problem on one line, each with its labels."""

import re
from itertools import pairwise

from dczg_desktop.imports.texts.labelling.label_words import STRONG, WEAK, field_of, names_field
from dczg_desktop.imports.texts.labelling.labels_on_line import inline_labels

_NUMERALS = (
    "一",
    "二",
    "三",
    "四",
    "五",
    "六",
    "七",
    "八",
    "九",
    "十",
    "十一",
    "十二",
    "十三",
    "十四",
    "十五",
)
_FEWEST, _SHORTEST, _FEWEST_FIELDS = 2, 60, 2
_BEHIND = r"(?:^|(?<=[。；;！？：:）)\s]))"
_WORDS = "(?:反馈|具体|整改)?(?:问题|任务|事项)"
_WAYS = (
    rf"{_BEHIND}{_WORDS}\s*第?\s*[（(]?(?:{{n}}|{{d}})[）)]?\s*项?\s*[：:、.．]",
    rf"{_BEHIND}{{n}}、",
    rf"{_BEHIND}[（(]{{n}}[）)]",
)
"""How a problem begins: by the words for it and its number, or by the number alone."""
_FIRST_WORDS = re.compile(r"\s*([\u4e00-\u9fff]{2,12})(?=[\s：:。，,])")


def problems(line: str) -> list[str]:
    """The problems of a line that holds several, with what stands before them; the line alone when it does not.

    They are counted without a gap from the first on, and each has labels of its own, the same one of a problem among them; sections of one
    record (一、整改目标 … 二、整改时限 …) begin with their label.
    """
    if len(line) < _SHORTEST:
        return [line]
    for way in _WAYS:
        starts = _starts(line, way)
        parts = [line[a:b] for a, b in pairwise([*starts, len(line)])]
        if len(parts) >= _FEWEST and _are_problems(parts):
            return [one.strip() for one in (line[: starts[0]], *parts) if one.strip()]
    return [line]


def _starts(line: str, way: str) -> list[int]:
    found: list[int] = []
    place = 0
    for digit, numeral in enumerate(_NUMERALS, 1):
        mark = re.compile(way.format(n=numeral, d=digit)).search(line, place)
        if mark is None:
            break
        words = _FIRST_WORDS.match(line, mark.end())
        if words and names_field(words[1]):
            return []
        found.append(mark.start())
        place = mark.end()
    return found


def _are_problems(parts: list[str]) -> bool:
    """Whether each part has labels, and all of them one that only a problem has."""
    fields = [{field_of(name) for _start, name, _end in inline_labels(part)} for part in parts]
    same = set.intersection(*fields)
    return bool(same & STRONG) and len(same & (STRONG | WEAK)) >= _FEWEST_FIELDS
