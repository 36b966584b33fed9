"""How many problems a plan says it has, and whether its numbers go on: a problem read as part of another must not go unseen."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from dczg_desktop.base.errors import Fault
from dczg_desktop.base.text import excerpt
from dczg_desktop.domain.numbering import numeral
from dczg_desktop.imports.reading import Table
from dczg_desktop.imports.texts.contents import Line
from dczg_desktop.imports.texts.marks import Mark
from dczg_desktop.imports.texts.plan import Block

_NUMBER = r"\d{1,3}|[一二三四五六七八九十百]{1,4}"
_KIND = r"(?:具体|反馈|整改|突出|生态|环境|主要|督察|方面的?){0,6}(?:任务|问题)"
_STATED = re.compile(
    rf"(?<![第\d])(?P<a>{_NUMBER})\s*[项个条]\s*{_KIND}|{_KIND}(?:共计?|合计|为)?\s*(?P<b>{_NUMBER})\s*[项个条](?!措施)|(?:我[省市县区镇乡]|涉及)[\u4e00-\u9fff]{{0,6}}?(?P<c>{_NUMBER})\s*[项个条]"
)


def tally_faults(
    table: Table, lines: Sequence[Line], marks: Sequence[Mark], blocks: Sequence[Block], unit: str
) -> tuple[Fault, ...]:
    """Questions about problems that may have been missed."""
    return (*_stated(table, lines, blocks, unit), *_jumps(table, lines, marks, blocks, unit))


def _stated(table: Table, lines: Sequence[Line], blocks: Sequence[Block], unit: str) -> Iterator[Fault]:
    """The plan says how many problems it has, and no number it says is the one that was read."""
    first = blocks[0].heading if blocks[0].heading >= 0 else blocks[0].labels
    said = [(row, one) for row, line in lines[:first] for one in _STATED.finditer(line)]
    numbers = {numeral(one["a"] or one["b"] or one["c"]) for _row, one in said}
    if said and len(table.records) not in numbers:
        row, one = said[-1]
        yield Fault(
            f"{table.sheet}!第{row + 1}{unit}", one[0],
            f"文中写的是“{one[0]}”，读出 {len(table.records)} 个问题，请对照原文核对有没有漏读或多读。",
        )  # fmt: skip


def _jumps(
    table: Table, lines: Sequence[Line], marks: Sequence[Mark], blocks: Sequence[Block], unit: str
) -> Iterator[Fault]:
    """The numbers of two problems leave one out, and a line between them that begins with it was taken for a content."""
    for block, following in pairwise(block for block in blocks if block.heading >= 0):
        own, other = marks[block.heading].heading, marks[following.heading].heading
        if own is None or other is None or own.level != other.level or other.ordinal <= own.ordinal + 1:
            continue
        for place in range(block.labels, following.heading):
            heading = marks[place].heading
            if heading and heading.level == own.level and heading.ordinal == own.ordinal + 1:
                row, line = lines[place]
                yield Fault(
                    f"{table.sheet}!第{row + 1}{unit}", excerpt(line, 20),
                    f"这一行以“{own.ordinal + 1}”开头，读成了第 {own.ordinal} 个问题的内容，请核对是不是另一个问题。",
                )  # fmt: skip
                break
