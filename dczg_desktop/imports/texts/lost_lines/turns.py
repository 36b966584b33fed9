"""Measures and what came of them told in turn under the same two labels (● 整改措施：… ● 整改成效：… ● 整改措施：…): the measures are counted."""

import re

from dczg_desktop.imports.tables.columns.in_turn import came_of_it
from dczg_desktop.imports.texts.content.contents import Line

_BULLET = re.compile(r"^[●◆■▪•·◇○\-—*]*\s*")
_MEASURE = re.compile(r"^(?:整改|具体)?(?:措施|举措)\s*[:：]\s*(?=\S)")
_FEWEST, _MOST = 4, 198
"""Lines: two measures and what came of each; a number of three digits counts no measure."""


def with_turns_counted(lines: list[Line]) -> list[Line]:
    """The lines, every run of such labels one right below the other counted (整改措施1：… / 整改成效：… / 整改措施2：…); others unchanged."""
    found = list(lines)
    start = 0
    while start < len(lines):
        end = start
        while end < len(lines) and _is_next(lines[end][1], end - start):
            end += 1
        if _FEWEST <= end - start <= _MOST and (end - start) % 2 == 0:
            for place in range(start, end):
                row, line = lines[place]
                text = _BULLET.sub("", line)
                count = (place - start) // 2 + 1
                counted = _MEASURE.sub(f"整改措施{count}：", text)
                found[place] = (row, counted)
        start = max(end, start + 1)
    return found


def _is_next(line: str, place: int) -> bool:
    """Whether a line goes on with such a run: a measure at an even place, what came of it at an odd one."""
    text = _BULLET.sub("", line)
    return came_of_it(text) if place % 2 else bool(_MEASURE.match(text))
