"""Rows of a form whose labels nobody lists, right above or below one that begins with a known label in the same column."""

import re

from dczg_desktop.domain.headings import header_field
from dczg_desktop.imports.reading import Grid
from dczg_desktop.imports.tables.forms.upright import Pair, is_label

_MOST_FILLED, _ASKED = 6, 0.6
_LABEL_ENDS = re.compile(
    r"(?:要求|情况|意见|批示|照片|图片|日期|时间|结论|内容|方式|标准|原因|建议|依据|类型|等级|结果|编号|文号|计划|打算|反馈|来源|比例|率|渠道|途径|下一?步工作|后续工作|难点|困难|资金|金额|投资|面积|数量|户数|坐标|经纬度|名称)[:：]?$"
)
"""How most labels of forms end."""
_TO_FILL = re.compile(r"^[\u4e00-\u9fff]{2,6}(?:日期|时间|签[字名章收]|编号|电话)[:：]?$")
"""What is left to be filled in: 承办单位签收 | 签收时间."""
UNKNOWN_LABEL = re.compile(r"[\u4e00-\u9fff（）()、/\s]{2,12}[:：]?")


def with_rows_between(grid: Grid, pairs: list[Pair], others: set[int]) -> list[Pair]:
    """The contents with those of rows whose labels nobody lists (督办编号 … 督办日期 …, 督办要求 …); such a row is no longer one of the `others`.

    It stands under or directly over a row of known labels, begins in the same column, and holds only labels with one content each.
    """
    starts: dict[int, int] = {}
    for row, _column, label, _text in pairs:
        starts.setdefault(row, first_filled(grid.rows[row]) if label in grid.rows[row] else -1)
    found = list(pairs)
    in_turn = sorted(others) if starts else []
    for row in (*in_turn[::-1], *in_turn):  # from both ends: several of them stand under one another
        if row not in others or (row - 1 not in starts and row + 1 not in starts):
            continue
        cells = grid.rows[row]
        filled = [column for column, cell in enumerate(cells) if cell]
        is_beside = any(starts.get(other, -1) == first_filled(cells) for other in (row - 1, row + 1))
        labels, contents = filled[::2], filled[1::2]
        if not is_beside or len(labels) != len(contents) or len(filled) > _MOST_FILLED:
            continue
        if all(_may_be_label(cells[column]) for column in labels) and not any(
            is_label(cells[column]) or _TO_FILL.search(cells[column]) for column in contents
        ):
            found += [
                (row, place, cells[column], cells[place])
                for column, place in zip(labels, contents, strict=True)
            ]
            starts[row] = first_filled(cells)
            others.discard(row)
    return sorted(found, key=lambda pair: pair[0])


def first_filled(cells: list[str]) -> int:
    """The column of the first filled cell, -2 for an empty row."""
    return next((column for column, cell in enumerate(cells) if cell), -2)


def _may_be_label(text: str) -> bool:
    return bool(UNKNOWN_LABEL.fullmatch(text)) and bool(
        _LABEL_ENDS.search(text) or header_field(text)[1] >= _ASKED
    )
