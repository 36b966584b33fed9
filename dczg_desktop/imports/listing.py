"""The numbers Word counts itself (一、 1. （1）), which stand in no text: counted again paragraph by paragraph."""

import re
from dataclasses import dataclass
from typing import Any

from dczg_desktop.imports.elements import child_of, name_of, value_of, whole_number

_DIGITS = "零一二三四五六七八九"
_CHINESE = re.compile(r"chinese|japanese|taiwanese|ideographTraditional|ideographDigital|korean", re.I)
_MOST_LEVELS = 9


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a numbered list: the kind of number, the pattern around it (`（%1）`) and where it starts."""

    kind: str
    pattern: str
    start: int


def chinese_number(number: int) -> str:
    """`11` → 十一, `27` → 二十七, `108` → 一百零八; numbers from 1000 on stay digits."""
    if not 0 < number < 1000:
        return str(number)
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += f"{'' if tens == 1 and not hundreds else _DIGITS[tens]}十"
    elif hundreds and ones:
        text += "零"
    return text + (_DIGITS[ones] if ones else "")


class Counting:
    """Counts the numbered paragraphs of one document; either part may be None."""

    def __init__(self, numbering: Any, styles: Any) -> None:
        self._levels: dict[tuple[str, int], Level] = {}
        self._abstract: dict[str, str] = {}
        self._counts: dict[str, list[int]] = {}
        self._by_style: dict[str, Any] = {}
        for one in numbering if numbering is not None else ():
            if name_of(one) == "abstractNum":
                self._take_levels(one)
            elif name_of(one) == "num" and (link := child_of(one, "abstractNumId")) is not None:
                self._abstract[value_of(one, "numId")] = value_of(link)
        for one in styles if styles is not None else ():
            numbered = child_of(one, "pPr", "numPr") if name_of(one) == "style" else None
            if numbered is not None:
                self._by_style[value_of(one, "styleId")] = numbered

    def _take_levels(self, abstract: Any) -> None:
        for one in abstract:
            if name_of(one) == "lvl":
                kind, pattern, start = (child_of(one, name) for name in ("numFmt", "lvlText", "start"))
                depth = whole_number(value_of(one, "ilvl"), 0)
                self._levels[value_of(abstract, "abstractNumId"), depth] = Level(
                    value_of(kind) or "decimal", value_of(pattern), whole_number(value_of(start), 1)
                )

    def mark(self, paragraph: Any) -> str:
        """The number in front of a paragraph, or an empty string; counts it."""
        numbered = child_of(paragraph, "pPr", "numPr")
        style = child_of(paragraph, "pPr", "pStyle")
        if numbered is None and style is not None:
            numbered = self._by_style.get(value_of(style))
        identity = child_of(numbered, "numId")
        place = child_of(numbered, "ilvl")
        depth = value_of(place) or "0"
        abstract = self._abstract.get(value_of(identity))
        if abstract is None or whole_number(depth, _MOST_LEVELS) >= _MOST_LEVELS:
            return ""
        return self._counted(abstract, int(depth))

    def _counted(self, abstract: str, depth: int) -> str:
        level = self._levels.get((abstract, depth))
        if level is None or level.kind in {"bullet", "none"}:
            return ""
        counts = self._counts.setdefault(abstract, [0] * _MOST_LEVELS)
        counts[depth] = counts[depth] + 1 if counts[depth] else level.start
        counts[depth + 1 :] = [0] * (_MOST_LEVELS - depth - 1)
        return re.sub(r"%(\d)", lambda found: self._shown(abstract, int(found[1]) - 1), level.pattern)

    def _shown(self, abstract: str, depth: int) -> str:
        number = self._counts[abstract][depth] or 1
        level = self._levels.get((abstract, depth))
        if level and _CHINESE.search(level.kind):
            return chinese_number(number)
        if level and level.kind == "decimalEnclosedCircle" and number <= 20:
            return chr(0x2460 + number - 1)
        return str(number)
