"""Measures that a plan names once for all its problems (共性措施): every problem gets them behind its own, with a question."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dczg_desktop.base.errors import Fault
from dczg_desktop.domain.plans import Heading, heading_of
from dczg_desktop.imports.tables.forms.upright import Pair
from dczg_desktop.imports.texts.content.closings import is_closing
from dczg_desktop.imports.texts.content.contents import Line, is_signature
from dczg_desktop.imports.texts.labelling.label_words import field_of
from dczg_desktop.imports.texts.labelling.labels import labels_at
from dczg_desktop.imports.texts.labelling.marks import Mark
from dczg_desktop.imports.texts.outline.plan import Block
from dczg_desktop.imports.texts.said_once.remarks import meant

_HEAD = re.compile(
    r"^[【（(]?(?P<whose>(?:以上|以下|上述|前述|下列|各|全部|所有|本[章类部]分?)?[^。：:；;，,]{0,10}?)(?:共性|共同|通用)(?:的|性)?(?:整改)?(?:措施|举措)"
    r"(?:如下)?[】）)]?\s*(?:[：:]\s*(?P<said>.*))?$",
    re.S,
)
_FOLLOWING = re.compile(r"以下|下列")
_OWN = re.compile(r"[“”]|落实|完成|制定")
LABEL = "共性措施："
_MEASURES = "整改措施"


@dataclass(frozen=True, slots=True)
class Common:
    """Common measures that stood before line `position` of the others: their lines, what they say, the level of their heading."""

    position: int
    lines: tuple[Line, ...]
    text: str
    level: int | None
    is_of_following: bool


def without_common(lines: Sequence[Line], kept: Sequence[int] = ()) -> tuple[list[Line], list[Common]]:
    """The lines without common measures, and those; what begins on a line numbered as one of `kept` stays where it is."""
    others: list[Line] = []
    found: list[Common] = []
    place = 0
    while place < len(lines):
        one = _common_at(lines, place, len(others)) if lines[place][0] not in kept else None
        if one:
            found.append(one)
        else:
            others.append(lines[place])
        place += len(one.lines) if one else 1
    return others, found


def _common_at(lines: Sequence[Line], place: int, position: int) -> Common | None:
    line = lines[place][1]
    heading = heading_of(line)
    head = _HEAD.match(heading.text if heading else line)
    if head is None or _OWN.search(head["whose"]):
        return None
    said = (head["said"] or "").strip()
    taken = list(_below(lines, place + 1, heading, said))
    if not said and not taken:
        return None
    text = "\n".join([*([said] if said else []), *(text for _row, text in taken)])
    following = bool(_FOLLOWING.search(head["whose"]))
    return Common(position, (lines[place], *taken), text, heading.level if heading else None, following)


def _below(lines: Sequence[Line], start: int, own: Heading | None, said: str) -> Iterator[Line]:
    """The lines that go on with common measures: their items in order, or paragraphs where none is numbered."""
    first = heading_of(said) if said else heading_of(lines[start][1]) if start < len(lines) else None
    is_counted = first is not None and first.ordinal == 1 and (own is None or first.level > own.level)
    if (said and not is_counted) or (first is not None and not is_counted):
        return
    count = 1 if said else 0
    for place in range(start, len(lines)):
        line = lines[place][1]
        heading = heading_of(line)
        if labels_at([text for _row, text in lines[place : place + 3]], 0)[0]:
            return
        if is_closing(line) or is_signature(lines[place : place + 3]):
            return
        if heading and first:
            is_next = heading.level == first.level and heading.ordinal == count + 1
            if not is_next and heading.level <= first.level:
                return
            count += is_next
        elif heading:
            return
        yield lines[place]


def misread(commons: Sequence[Common], blocks: Sequence[Block], marks: Sequence[Mark]) -> list[int]:
    """Where such a line is numbered deeper than the problem it stands in: one of that problem's own measures."""
    starts = [max(block.heading, block.labels) for block in blocks]
    found = []
    for one in commons:
        before = bisect_left(starts, one.position)
        level = _level(marks, blocks[before - 1]) if before else None
        if one.level is not None and level is not None and one.level > level:
            found.append(one.lines[0][0])
    return found


def _level(marks: Sequence[Mark], block: Block) -> int | None:
    begins = marks[block.heading].heading if block.heading >= 0 else marks[block.labels].number
    return begins.level if begins else None


def with_common(
    commons: Sequence[Common], blocks: Sequence[Block], marks: Sequence[Mark], groups: Sequence[list[Pair]]
) -> list[list[Pair]]:
    """The contents of every problem with the measures it shares behind its own."""
    found = [list(group) for group in groups]
    for one in commons:
        for place in _meant(one, blocks, marks):
            found[place] = _added(found[place], one)
    return found


def _meant(one: Common, blocks: Sequence[Block], marks: Sequence[Mark]) -> Iterator[int]:
    """The problems of the chapter that they begin or end; all where they stand above the chapters or under a heading above the problems."""
    starts = [max(block.heading, block.labels) for block in blocks]
    before = bisect_left(starts, one.position)
    level = _level(marks, blocks[0])
    if before < len(blocks) and (one.is_of_following or not before):
        chapters = [place for place in blocks[before].chapters if place < one.position]
        begun = range(before if chapters or before else 0, len(blocks))
        yield from (place for place in begun if blocks[place].chapters[: len(chapters)] == chapters)
    elif one.level is not None and level is not None and one.level < (level or 9):
        yield from range(len(blocks))
    else:
        yield from meant(before, 0, blocks)


def _added(group: list[Pair], one: Common) -> list[Pair]:
    first, last = one.lines[0][0], one.lines[-1][0]
    own = next((pair for pair in group if field_of(pair[2]) == "measures" and pair[3]), None)
    if own is None:
        return [*group, (first, last - first, _MEASURES, one.text)]
    begins, ends = min(own[0], first), max(own[0] + own[1], last)
    gap = "\n" if heading_of(one.text) else ""
    merged = (begins, ends - begins, own[2], f"{own[3]}\n{LABEL}{gap}{one.text}")
    return [merged if pair is own else pair for pair in group]


def common_faults(
    commons: Sequence[Common], blocks: Sequence[Block], marks: Sequence[Mark], sheet: str, unit: str
) -> Iterator[Fault]:
    """The question that goes with them."""
    for one in commons:
        count = len(list(_meant(one, blocks, marks)))
        row, line = one.lines[0]
        yield Fault(
            f"{sheet}!第{row + 1}{unit}", line[:20],
            f"这里的共性措施已加在 {count} 个问题的整改措施里，请核对是不是每个问题都适用。",
        )  # fmt: skip
