"""Sections counted with a dot (一.整改任务 … 二．整改目标) are read as if they were written 一、, which is how everybody else counts them."""

import re
from collections.abc import Iterable

from dczg_desktop.domain.numbering import numeral
from dczg_desktop.imports.texts.content.contents import Line

_DOTTED = re.compile(r"^([一二三四五六七八九十]{1,3})[.．](?=\s*[\u4e00-\u9fff“《（(])")
_USUAL = re.compile(r"^[一二三四五六七八九十]{1,3}\s*、")
_FEWEST = 2


def with_usual_numbers(lines: list[Line]) -> list[Line]:
    """The lines with the dots behind such numbers made 、, where they count from 一 on and no line is counted otherwise."""
    counted = [numeral(found[1]) for _row, line in lines if (found := _DOTTED.match(line))]
    if len(counted) < _FEWEST or counted != list(range(1, len(counted) + 1)) or _is_usual(lines):
        return lines
    return [(row, _DOTTED.sub(r"\1、", line)) for row, line in lines]


def _is_usual(lines: Iterable[Line]) -> bool:
    return any(_USUAL.match(line) for _row, line in lines)
