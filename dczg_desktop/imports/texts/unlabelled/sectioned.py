"""A report on one problem in plain sections (三、审计发现的主要问题 … 五、审计发现问题的整改情况), each a paragraph; to be looked at."""

import re
from collections.abc import Sequence
from dataclasses import replace

from dczg_desktop.base.errors import Fault
from dczg_desktop.domain.plans import heading_of
from dczg_desktop.imports.reading import Table
from dczg_desktop.imports.tables.forms.upright import Pair, form_table
from dczg_desktop.imports.texts.content.closings import is_closing
from dczg_desktop.imports.texts.content.contents import Line, is_signature

_PROBLEM = re.compile(r"[\u4e00-\u9fff]{0,8}?(?:发现|查出|指出)的?(?:主要|突出)?问题[:：。]?")
_DONE = re.compile(r"[\u4e00-\u9fff]{0,10}?问题的?整改(?:落实|完成|进展)?情况[:：。]?")
_HANDED = re.compile(r"^(?:具体)?整改(?:结果|情况)由[^。]{4,40}(?:公告|公布|公开|公示)")
"""Who will tell more of it."""
_MOST_LINES = 4
_QUESTION = "问题取自“{}”、整改情况取自“{}”两节，没有这样的标签，请对照原文核对。"


def sectioned_table(name: str, lines: Sequence[Line], unit: str) -> Table | None:
    """The one record of such a report, with a question; None without both sections, or where one of them counts several."""
    headings = [heading_of(line) for _row, line in lines]
    places = [place for place, one in enumerate(headings) if one and one.level == 1]
    problems = [place for place in places if (one := headings[place]) and _PROBLEM.fullmatch(one.text)]
    done = [place for place in places if (one := headings[place]) and _DONE.fullmatch(one.text)]
    if len(problems) != 1 or len(done) != 1 or problems[0] > done[0]:
        return None
    parts = [_content(lines, place) for place in (problems[0], done[0])]
    if any(
        not part or len(part) > _MOST_LINES or any(heading_of(line) for _row, line in part) for part in parts
    ):
        return None
    taken = {row for part in parts for row, _line in part}
    pairs = [_pair("反馈问题", parts[0]), _pair("整改情况", parts[1])]
    table = form_table(name, pairs, [line for line in lines if line[0] not in taken], unit=unit)
    where = f"{table.sheet}!{table.records[0].cells.get('description', '')}"
    names = (lines[place][1] for place in (problems[0], done[0]))
    return replace(table, faults=(*table.faults, Fault(where, "", _QUESTION.format(*names))))


def _content(lines: Sequence[Line], place: int) -> list[Line]:
    """The lines below a heading up to the next one of its level, or to the words behind the last section."""
    found: list[Line] = []
    for number in range(place + 1, len(lines)):
        line = lines[number][1]
        heading = heading_of(line)
        is_over = is_closing(line) or is_signature(lines[number : number + 3]) or _HANDED.match(line)
        if (heading and heading.level == 1) or is_over:
            break
        found.append(lines[number])
    return found


def _pair(label: str, part: Sequence[Line]) -> Pair:
    return part[0][0], part[-1][0] - part[0][0], label, "\n".join(line for _row, line in part)
