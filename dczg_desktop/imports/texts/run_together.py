"""Headings that lost the line break behind them (一、整改问题垃圾收运体系运行不畅。): parted from what they hold."""

import re
from collections.abc import Sequence

from dczg_desktop.domain.plans import heading_of
from dczg_desktop.imports.texts.label_words import STRONG, field_of, names_field

_HEADED = re.compile(r"^([一二三四五六七八九十]{1,3}\s*、\s*)([\u4e00-\u9fff]{4,}.*)$", re.S)
_GOES_ON = re.compile(r"^(?:[及和与的等是为有在已未将要中]|情况|落实|完成|工作|任务|要求|方面|如下|主要)")
_LONGEST, _SHORTEST = 12, 4


def with_headings_apart(lines: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    """The lines with a colon behind such a heading; only where a whole sentence follows it and the heading before or after it
    in the count (一、… 二、…) is a label of another kind, so that no chapter of a report (一、整改措施有力推进。) is one.
    """
    found = [_parted(text) for _row, text in lines]
    kinds = {
        heading.ordinal: field
        for (_row, text), (label, _rest) in zip(lines, found, strict=True)
        if (heading := heading_of(text)) and _HEADED.match(text) and (field := field_of(label)) in STRONG
    }
    told = []
    for (row, text), (label, rest) in zip(lines, found, strict=True):
        heading = heading_of(text) if rest and label else None
        beside = {kinds.get(heading.ordinal + step) for step in (-1, 1)} - {None} if heading else set()
        if heading and field_of(label) in STRONG and beside - {field_of(label)}:
            told.append((row, f"{text[: len(text) - len(rest)]}：{rest}"))
        else:
            told.append((row, text))
    return told


def _parted(text: str) -> tuple[str, str]:
    """The label that a counted line begins with, and the sentence run together with it; '' for either that there is not."""
    found = _HEADED.match(text)
    if not found:
        return "", ""
    words = re.split(r"[:：。，,；;\s]", found[2], maxsplit=1)[0]
    if len(words) < len(found[2]) and names_field(words):
        return words, ""
    for end in range(min(len(words), _LONGEST), _SHORTEST - 1, -1):
        if names_field(words[:end]):
            rest = found[2][end:]
            is_sentence = rest.endswith("。") and not _GOES_ON.match(rest)
            return words[:end], rest if is_sentence else ""
    return "", ""
