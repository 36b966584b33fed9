"""Columns that ask whether the work keeps its pace (是否达到序时进度 over 达到, 未达到): states, read as the words; 是 and 否 are kept as they stand."""

import re
from collections.abc import Sequence

from dczg_desktop.base.text import without_blanks
from dczg_desktop.domain.vocabulary import status_of
from dczg_desktop.imports.reading import Column, Grid, column_number

_ASKS = re.compile(r"是否已?(?:达到?|符合|按照?|完成)?(?:序时|时序)(?:进度|要求|任务)?(?:要求|推进|完成)?")
_KEPT, _LAGS = "达到序时进度", "未达到序时进度"
_YES_OR_NO = frozenset("是否")
_ANSWERS = dict.fromkeys(["达", "达到", "已达", "已达到", "符合"], _KEPT)
_ANSWERS |= dict.fromkeys(["未达", "未达到", "没达到", "不符合"], _LAGS)


def tells_pace(plain: str, texts: Sequence[str]) -> bool:
    """Whether a column asks so by its folded heading, and every cell answers or names a state."""
    is_asked = _ASKS.fullmatch(plain) is not None and bool(texts)
    return is_asked and all(
        text.strip() in _ANSWERS or (status_of(text) and text not in _YES_OR_NO) for text in texts
    )


def with_pace_read(grid: Grid, columns: Sequence[Column], rows: Sequence[int]) -> None:
    """Write the states that the answers stand for into the cells of such a column."""
    for column in columns:
        heading = without_blanks(column.header.rsplit("/", 1)[-1])
        if column.field == "status" and _ASKS.fullmatch(heading):
            place = column_number(column.letter)
            for row in rows:
                text = grid.rows[row][place]
                grid.rows[row][place] = _ANSWERS.get(text.strip(), text)
