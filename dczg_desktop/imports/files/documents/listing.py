"""The numbers Word counts itself (一、 1. （1）), which stand in no text: counted again paragraph by paragraph."""

import re
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from dczg_desktop.imports.files.elements import child_of, name_of, value_of, whole_number

_DIGITS = "零一二三四五六七八九"
_CHINESE = re.compile(r"chinese|japanese|taiwanese|ideographTraditional|ideographDigital|korean", re.I)
_CIRCLED = frozenset({"decimalEnclosedCircle", "decimalEnclosedCircleChinese", "ideographEnclosedCircle"})
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_MOST_LEVELS = 9
_MOST_STYLES = 20


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a numbered list: the kind of number, the pattern around it (`（%1）`), where it starts.

    `restart` is after which level (from 1) it starts anew; None after any higher one, 0 never. `style` is the one whose
    paragraphs stand on it; with `is_legal` the numbers of higher levels are digits (1.1 under 一、).
    """

    kind: str
    pattern: str
    start: int
    restart: int | None = None
    style: str = ""
    is_legal: bool = False


@dataclass(slots=True)
class Instance:
    """A list of the document: whose levels it has, and where it begins to count anew."""

    abstract: str
    starts: dict[int, int] = field(default_factory=dict)
    is_begun: set[int] = field(default_factory=set)


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
        self._instances: dict[str, Instance] = {}
        self._counts: dict[str, list[int]] = {}
        self._by_style: dict[str, Any] = {}
        self._based_on: dict[str, str] = {}
        self._linked: dict[str, str] = {}
        self._depths: dict[tuple[str, str], int] = {}
        parts = list(numbering) if numbering is not None else []
        for one in styles if styles is not None else ():
            if name_of(one) == "style":
                self._take_style(one)
        lists = {value_of(one, "numId"): value_of(child_of(one, "abstractNumId")) for one in parts}
        for one in parts:
            if name_of(one) == "abstractNum":
                abstract, link = value_of(one, "abstractNumId"), value_of(child_of(one, "numStyleLink"))
                self._take_levels(abstract, one)
                if link and (target := lists.get(value_of(child_of(self._of_style(link), "numId")))):
                    self._linked[abstract] = target
        for one in parts:
            if name_of(one) == "num" and (link := child_of(one, "abstractNumId")) is not None:
                abstract = value_of(link)
                self._take_instance(value_of(one, "numId"), self._linked.get(abstract, abstract), one)

    def _take_levels(self, abstract: str, parent: Any) -> None:
        for one in parent:
            depth = whole_number(value_of(one, "ilvl"), _MOST_LEVELS)
            if name_of(one) == "lvl" and depth < _MOST_LEVELS:
                self._levels[abstract, depth] = level = _level(one)
                if level.style:
                    self._depths.setdefault((abstract, level.style), depth)

    def _take_instance(self, number: str, abstract: str, element: Any) -> None:
        """A list with what it overrides: where a level starts, or the whole level."""
        made = Instance(abstract)
        own = [one for one in element if name_of(one) == "lvlOverride"]
        if any(child_of(one, "lvl") is not None for one in own):
            made.abstract = f"{abstract}/{number}"
            kept = {depth: level for (name, depth), level in self._levels.items() if name == abstract}
            self._levels |= {(made.abstract, depth): level for depth, level in kept.items()}
        for one in own:
            depth, level = whole_number(value_of(one, "ilvl"), _MOST_LEVELS), child_of(one, "lvl")
            start = whole_number(value_of(child_of(one, "startOverride")), -1)
            if depth < _MOST_LEVELS and level is not None:
                self._levels[made.abstract, depth] = _level(level)
            if depth < _MOST_LEVELS and start >= 0:
                made.starts[depth] = start
        self._instances[number] = made

    def _take_style(self, style: Any) -> None:
        name = value_of(style, "styleId")
        numbered = child_of(style, "pPr", "numPr")
        if numbered is not None:
            self._by_style[name] = numbered
        if parent := value_of(child_of(style, "basedOn")):
            self._based_on[name] = parent

    def mark(self, paragraph: Any) -> str:
        """The number in front of a paragraph, or an empty string; counts it."""
        numbered = child_of(paragraph, "pPr", "numPr")
        style = value_of(child_of(paragraph, "pPr", "pStyle"))
        styled = self._of_style(style)
        identity = child_of(numbered, "numId")
        if identity is None:
            identity = child_of(styled, "numId")
        instance = self._instances.get(value_of(identity))
        if instance is None:
            return ""
        place = child_of(numbered, "ilvl")
        written = value_of(place if place is not None else child_of(styled, "ilvl"))
        own = self._depths.get((instance.abstract.partition("/")[0], style), 0) if not written else 0
        depth = whole_number(written, _MOST_LEVELS) if written else own
        return self._counted(instance, depth) if depth < _MOST_LEVELS else ""

    def _of_style(self, name: str) -> Any:
        """The numbering of a style, or of the one it is based on."""
        for _step in range(_MOST_STYLES):
            if name in self._by_style or not name:
                break
            name = self._based_on.get(name, "")
        return self._by_style.get(name)

    def _counted(self, instance: Instance, depth: int) -> str:
        level = self._levels.get((instance.abstract, depth))
        if level is None or level.kind in {"bullet", "none"}:
            return ""
        counts = self._counts.setdefault(instance.abstract, [0] * _MOST_LEVELS)
        if depth in instance.starts and depth not in instance.is_begun:
            counts[depth] = instance.starts[depth]
        else:
            counts[depth] = counts[depth] + 1 if counts[depth] else level.start
        instance.is_begun.add(depth)
        for below in range(depth + 1, _MOST_LEVELS):
            deeper = self._levels.get((instance.abstract, below))
            if deeper is None or deeper.restart is None or depth < deeper.restart:
                counts[below] = 0
        shown = partial(self._shown, instance.abstract, "decimal" if level.is_legal else "")
        return re.sub(r"%(\d)", shown, level.pattern)

    def _shown(self, abstract: str, kind: str, found: re.Match[str]) -> str:
        depth = int(found[1]) - 1
        number = self._counts[abstract][depth] if 0 <= depth < _MOST_LEVELS else 0
        number = number or 1
        level = self._levels.get((abstract, depth))
        return _written(kind or (level.kind if level else "decimal"), number)


def _level(element: Any) -> Level:
    kind, pattern, start, restart = (
        child_of(element, name) for name in ("numFmt", "lvlText", "start", "lvlRestart")
    )
    after = whole_number(value_of(restart), -1)
    legal = child_of(element, "isLgl")
    return Level(
        value_of(kind) or "decimal",
        value_of(pattern),
        whole_number(value_of(start), 1),
        after if after >= 0 else None,
        value_of(child_of(element, "pStyle")),
        legal is not None and value_of(legal) not in {"0", "false", "off"},
    )


def _written(kind: str, number: int) -> str:
    """A number in the kind of its level."""
    if kind in _CIRCLED and number <= 20:
        return chr(0x2460 + number - 1)
    if _CHINESE.search(kind):
        return chinese_number(number)
    if kind in {"upperLetter", "lowerLetter"} and number <= 26:
        return chr((65 if kind == "upperLetter" else 97) + number - 1)
    if kind in {"upperRoman", "lowerRoman"} and number < 40:
        return _roman(number).upper() if kind == "upperRoman" else _roman(number)
    if kind.startswith("decimalFullWidth"):
        return str(number).translate(_FULL_WIDTH)
    return f"{number:02d}" if kind == "decimalZero" else str(number)


def _roman(number: int) -> str:
    text = ""
    for value, sign in _ROMAN:
        while number >= value:
            text, number = text + sign, number - value
    return text
