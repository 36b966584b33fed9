"""Headings that lost the line break behind them (一、整改问题垃圾收运体系运行不畅。) or before them (…【位置】…【主管单位】…): parted again."""

import re
from collections.abc import Sequence
from itertools import pairwise

from dczg_desktop.domain.plans import heading_of
from dczg_desktop.domain.traditional import simplified
from dczg_desktop.imports.texts.labelling.label_words import STRONG, field_of, names_field

_HEADED = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}\s*、|[（(]\s*[一二三四五六七八九十]{1,3}\s*[)）])\s*([\u4e00-\u9fff]{4,}.*)$",
    re.S,
)
_WORDS = re.compile(r"[\u4e00-\u9fff]+")
_GOES_ON = re.compile(
    r"^(?:[及和与的等是为有在已未将要中并]|情况|落实|完成|工作|任务|要求|方面|如下|主要|[（(])"
)
_PRAISES = re.compile(
    r"全[面部]|扎实|有力|有效|有序|稳步|持续|不断|逐步|初步|基本|显著|明显|明确|清晰|突出|高度|具体|不够"
)
"""How the chapter of a report goes on (一、整改目标全面实现。); below headings that are surely run together such a text is a content too."""
_LONGEST, _SHORTEST, _FEWEST = 12, 4, 2

_THICK = re.compile(r"[【〖]([\u4e00-\u9fff]{2,12})[】〗]")
_FEWEST_THICK = 3
_COLON_INSIDE = re.compile(
    r"^(.{0,6}[\u4e00-\u9fff]{2,10}[（(](?:清单|任务|问题)?[序编]号)\s*[:：]\s*((?:\d{1,3}|[一二三四五六七八九十百]{1,6})[)）]\s*[:：])"
)
"""整改任务（编号：5）：…: one label."""


def with_brackets_apart(lines: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    """The lines, one that holds several labels in thick brackets, two of them known, parted before each, also before those nobody lists."""
    told = []
    for row, line in lines:
        text = _COLON_INSIDE.sub(r"\1\2", line)
        found = list(_THICK.finditer(text))
        are_labels = len(found) >= _FEWEST_THICK and sum(names_field(one[1]) for one in found) > 1
        starts = [one.start() for one in found if one.start()] if are_labels else []
        parts = (text[a:b].strip() for a, b in pairwise([0, *starts, len(text)]))
        told += [(row, part) for part in parts if part]
    return told


def with_headings_apart(lines: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    """The lines with a colon behind such a heading.

    Only where a whole sentence follows it and the heading before or after it in the count (一、… 二、…) is a label of another
    kind, so that no chapter of a report (一、整改措施有力推进。) is one. In a text of several such headings units and times may
    stand behind theirs (三、责任单位县城管局).
    """
    found = [_parted(text) for _row, text in lines]
    kinds = {
        (heading.level, heading.ordinal): field
        for (_row, text), (label, _rest) in zip(lines, found, strict=True)
        if label and (heading := heading_of(text)) and (field := field_of(label)) in STRONG
    }
    sure = [
        _is_sentence(rest) and _is_beside(text, field_of(label), kinds)
        for (_row, text), (label, rest) in zip(lines, found, strict=True)
    ]
    are_all = (
        len({field_of(label) for (label, _rest), is_sure in zip(found, sure, strict=True) if is_sure})
        >= _FEWEST
    )
    levels = {
        heading.level
        for (_row, text), is_sure in zip(lines, sure, strict=True)
        if is_sure and (heading := heading_of(text))
    }
    told = []
    for (row, text), (_label, rest), is_sure in zip(lines, found, sure, strict=True):
        heading = heading_of(text) if rest else None
        is_apart = is_sure or (are_all and heading is not None and heading.level in levels)
        told.append((row, f"{text[: len(text) - len(rest)]}：{rest}") if is_apart and rest else (row, text))
    return told


def _is_beside(text: str, field: str, kinds: dict[tuple[int, int], str]) -> bool:
    """Whether the heading before or after it in the count is a label of another kind."""
    heading = heading_of(text)
    if heading is None or field not in STRONG:
        return False
    beside = {kinds.get((heading.level, heading.ordinal + step)) for step in (-1, 1)} - {None}
    return bool(beside - {field})


def _is_sentence(rest: str) -> bool:
    return rest.endswith("。") and not _PRAISES.match(simplified(rest))


def _parted(text: str) -> tuple[str, str]:
    """The label that a counted line begins with, and what is run together with it; '' for either that there is not."""
    found = _HEADED.match(text)
    if not found:
        return "", ""
    words = re.split(r"[:：。，,；;\s]", found[1], maxsplit=1)[0]
    if found[1][len(words) : len(words) + 1] in {":", "："} or (
        len(words) < len(found[1]) and names_field(words)
    ):
        return words if names_field(words) else "", ""
    whole = _WORDS.match(words)
    longest = whole.end() if whole else 0
    for end in range(min(longest, _LONGEST), _SHORTEST - 1, -1):
        if names_field(words[:end]):
            rest = found[1][end:]
            return words[:end], "" if _GOES_ON.match(simplified(rest)) else rest
    return "", ""
