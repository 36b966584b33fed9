"""How many problems a plan says it has, and whether its numbers go on: a problem read as part of another must not go unseen."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from dczg_desktop.base.errors import Fault
from dczg_desktop.base.text import excerpt
from dczg_desktop.domain.numbering import numeral, ordinal
from dczg_desktop.imports.reading import Table
from dczg_desktop.imports.texts.content.contents import Line
from dczg_desktop.imports.texts.labelling.marks import Mark
from dczg_desktop.imports.texts.outline.plan import Block
from dczg_desktop.imports.texts.said_once.chapter_states import chapter_faults
from dczg_desktop.imports.texts.said_once.item_numbers import item_of

_NUMBER = r"\d{1,3}|[一二三四五六七八九十百]{1,4}"
_KIND = r"(?:具体|反馈|整改|突出|生态|环境|主要|督察|方面的?){0,6}(?:任务|问题)"
_STATED = re.compile(
    rf"(?<![第\d一二三四五六七八九十百])(?P<a>{_NUMBER})\s*[项个条]\s*{_KIND}|{_KIND}(?:共计?|合计|为)?\s*(?P<b>{_NUMBER})\s*[项个条](?!措施)|(?:我[省市县区镇乡]|涉及)[\u4e00-\u9fff]{{0,6}}?(?<!第)(?P<c>{_NUMBER})\s*[项个条]"
)

_CHAPTER_AT_END = re.compile(
    r"保障|要求|组织|领导|机制|下[一步]|打算|建议|计划|安排|步骤|实施|附则|附件|情况|总结|经验|做法|说明|时间|其他"
)
"""Words of the chapters that a plan or a report ends with."""


def tally_faults(
    table: Table, lines: Sequence[Line], marks: Sequence[Mark], blocks: Sequence[Block], unit: str
) -> tuple[Fault, ...]:
    """Questions about problems that may have been missed."""
    return (
        *stated(table, lines[: _first(blocks)], unit),
        *chapter_faults(table),
        *_jumps(table, lines, marks, blocks, unit),
        *_doubled(table, lines, marks, blocks, unit),
        *_behind(table, lines, marks, blocks, unit),
        *_other_numbers(table),
        *_last_remark(table),
    )


def _other_numbers(table: Table) -> Iterator[Fault]:
    """The number that a problem has in another list stands behind that which counts it here (1.整改任务12：…)."""
    for record in table.records:
        number = record.fields.get("number", "")
        named = item_of(record.fields.get("description", ""))
        if number and named and named.ordinal != ordinal(number):
            yield Fault(
                f"{table.sheet}!{record.cells['number']}", number,
                f"问题的文字里写着“{named.number}”，这里的序号是“{number}”，请核对；要按文字里的编号登记，把这一格改成“{named.number}”。",
            )  # fmt: skip


def _last_remark(table: Table) -> Iterator[Fault]:
    """A remark behind the last problem only: it may speak of the whole list."""
    having = [record for record in table.records if record.fields.get("remark")]
    if len(table.records) > 1 and having == [table.records[-1]]:
        yield Fault(
            f"{table.sheet}!{having[0].cells['remark']}", excerpt(having[0].fields["remark"], 20),
            "只有最后一条后面写着备注，读作了这一条的备注，请核对说的是这一条还是全部。",
        )  # fmt: skip


def _first(blocks: Sequence[Block]) -> int:
    return blocks[0].heading if blocks[0].heading >= 0 else blocks[0].labels


def stated(table: Table, above: Sequence[Line], unit: str) -> Iterator[Fault]:
    """The lines above say how many problems there are, and no number they say is the one that was read."""
    said = [(row, one) for row, line in above for one in _STATED.finditer(line)]
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


def _doubled(
    table: Table, lines: Sequence[Line], marks: Sequence[Mark], blocks: Sequence[Block], unit: str
) -> Iterator[Fault]:
    """A content has a part with the number of the next problem, and no part counted from the first on."""
    for block, following in pairwise(block for block in blocks if block.heading >= 0):
        own, other = marks[block.heading].heading, marks[following.heading].heading
        if own is None or other is None or own.level != other.level:
            continue
        parts = [
            (place, heading.ordinal)
            for place in range(block.labels, block.end)
            if marks[place].is_item and (heading := marks[place].heading) and heading.level == own.level
        ]
        same = next((place for place, ordinal in parts if ordinal == other.ordinal), None)
        if same is not None and parts[0][1] != 1:
            row, line = lines[same]
            yield Fault(
                f"{table.sheet}!第{row + 1}{unit}", excerpt(line, 20),
                f"这一行与下一个问题的编号都是“{other.number}”，读成了第 {own.ordinal} 个问题的内容，请核对是不是另一个问题。",
            )  # fmt: skip


def _behind(
    table: Table, lines: Sequence[Line], marks: Sequence[Mark], blocks: Sequence[Block], unit: str
) -> Iterator[Fault]:
    """A line behind the last problem has the next number, stands above no label and is no chapter that plans end with."""
    last = blocks[-1]
    own = marks[last.heading].heading if last.heading >= 0 else None
    for place in range(last.labels, len(marks)) if own else ():
        mark = marks[place]
        if not mark.is_heading or mark.heading is None or own is None or mark.heading.level > own.level:
            continue
        is_next = mark.heading.level == own.level and mark.heading.ordinal == own.ordinal + 1
        if is_next:
            yield from next_number(table, lines[place], mark.heading.text, own.ordinal, unit)
        return


def next_number(table: Table, line: Line, text: str, before: int, unit: str) -> Iterator[Fault]:
    """The question about a line behind the last problem that has the next number, unless it is a chapter."""
    if not _CHAPTER_AT_END.search(text):
        yield Fault(
            f"{table.sheet}!第{line[0] + 1}{unit}", excerpt(line[1], 20),
            f"这一行接着第 {before} 个问题编号，下面没有“整改目标：”这样的条目，没有读入，请核对是不是问题，或者是上一个问题的内容。",
        )  # fmt: skip


def without_repeats(faults: Sequence[Fault]) -> tuple[Fault, ...]:
    """The faults but those of numbers that come again: they begin anew in every chapter."""
    return tuple(one for one in faults if "重复。" not in one.message)
