"""Labels broken over short lines, as a narrow column of a form leaves them (交办问题 / 基本情况, 督导验收 / 单位 市林草局)."""

import re
from collections.abc import Sequence

from dczg_desktop.imports.tables.forms.upright import is_label

_BROKEN = 3
_PIECE = re.compile(r"[^【〖［\[\d]{0,8}")  # 反馈问题3项 / 【整改目标】 are none
_FIRST_HALF = re.compile(r"[\u4e00-\u9fff]{2,6}")
_LONGEST_HALF = 8
_BLANKS = re.compile(r"[ 　\t]+")


def broken_label(lines: Sequence[str], position: int) -> tuple[str, str, int] | None:
    """The label that begins at a line, its content on the last of its lines, how many lines it takes."""
    for count in range(2, _BROKEN + 1):
        parts = lines[position : position + count]
        joined = "".join(parts)
        if len(parts) == count and all(map(_PIECE.fullmatch, parts)) and is_label(joined):
            return joined, "", count
    return _with_content(lines, position)


def _with_content(lines: Sequence[str], position: int) -> tuple[str, str, int] | None:
    """A label of two lines whose second half has its content behind a blank: a row of a form that was copied as text."""
    if position + 1 >= len(lines) or not _FIRST_HALF.fullmatch(lines[position]) or is_label(lines[position]):
        return None
    following = lines[position + 1]
    for blank in _BLANKS.finditer(following, 0, _LONGEST_HALF + 1):
        half, content = following[: blank.start()], following[blank.end() :]
        joined = lines[position] + "".join(half.split())
        if content and _PIECE.fullmatch(half) and not is_label(half) and is_label(joined):
            return joined, content, 2
    return None
