"""Plans that share out work and speak of no problem anywhere (1.努力实现…增长6.2%左右。牵头单位：…): what they list is asked about."""

import re
from collections.abc import Sequence
from dataclasses import replace

from dczg_desktop.base.errors import Fault
from dczg_desktop.imports.reading import Table
from dczg_desktop.imports.texts.content.contents import Line

_OF_PROBLEMS = re.compile(
    r"问题|整改|督[察查办]|巡[视察查]|信访|举报|投诉|隐患|反馈|违[法规]|不足|缺陷|短板|不到位|不力|滞后|超标|污染|直排|排查|检查|审计|销号|清单|台账"
)
_UNSURE = 0.7
_QUESTION = "这份文字没有说到问题、整改，像是工作任务的分工：逐条会登记为问题，不是问题的请不要导入。"


def with_tasks_asked(table: Table, lines: Sequence[Line]) -> Table:
    """The table with a question where it lists tasks of a plan that speaks of no problem."""
    if not table.records or any(_OF_PROBLEMS.search(line) for _row, line in lines):
        return table
    columns = tuple(
        replace(one, confidence=min(one.confidence, _UNSURE)) if one.field == "description" else one
        for one in table.columns
    )
    place = f"{table.sheet}!{table.records[0].cells.get('description', '')}"
    return replace(table, columns=columns, faults=(*table.faults, Fault(place, "", _QUESTION)))
