"""Why a text gave no record, and what to do about it: the sentence behind the refusal."""

import re
from collections import Counter
from collections.abc import Sequence

from dczg_desktop.domain.plans import heading_of
from dczg_desktop.imports.texts.bulletins import WHAT_TO_DO, is_bulletin
from dczg_desktop.imports.texts.contents import Line

_FIGURES = re.compile(r"\d+(?:\.\d+)?\s*(?:件|个|项|家|起|人|处|批|万元|%)")
_REFERRED = re.compile(r"(?:反映|举报|投诉|来电|来信)")
_FEWEST_FIGURES, _FEWEST_ITEMS = 3, 2
_TABLE = "请把内容整理成有表头的表格（.xlsx）再导入。"


def what_to_do(lines: Sequence[Line]) -> str:
    """What a person can do with a text of which nothing was read."""
    texts = [text for _row, text in lines]
    if is_bulletin(lines):
        return WHAT_TO_DO
    levels = Counter(one.level for one in map(heading_of, texts) if one)
    if max(levels.values(), default=0) >= _FEWEST_ITEMS:
        return (
            "里面有编号的几条，看不出是不是问题：是问题清单的，请在第一条上面加一行“存在以下问题：”再导入，"
            f"或者{_TABLE}"
        )
    if sum(len(_FIGURES.findall(text)) for text in texts) >= _FEWEST_FIGURES:
        return f"里面多是件数、金额一类的统计数字，没有逐条的问题或信访件；有明细的，{_TABLE}"
    if sum(bool(_REFERRED.search(text)) for text in texts) >= _FEWEST_ITEMS:
        return (
            "像是几件信访，但没有写明核查结果（经查……属实）：请一件一段，写明反映什么、经查怎样、是否属实、怎样处理，"
            f"或者{_TABLE}"
        )
    return _TABLE
