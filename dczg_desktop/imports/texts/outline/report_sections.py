"""The sections of a report on one problem (一、问题整改情况 … 二、整改措施及落实情况): each holds labels or the problem itself and is none."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from dczg_desktop.domain.headings import folded_header
from dczg_desktop.domain.plans import Heading
from dczg_desktop.imports.texts.labelling.label_words import STRONG, WEAK, field_of, is_part_of_report
from dczg_desktop.imports.texts.labelling.marks import Mark

_SECTION = re.compile(
    r"(?:反馈|督察|整改|具体|主要|有关|相关|基本|工作|任务|事项|问题|目标|措施|举措|落实|完成|进展|达成|责任|单位|人员|时限|期限|时间|验收|核查|结论|实施|执行|推进|情况|成效|效果|及其?|和|与|、)+[:：。]?"
)
"""A heading of such words names no problem."""
_NEXT = re.compile(r"(?:下一?步|后续|今后)[\u4e00-\u9fff]{2,10}[:：]?")
_OF_MEASURES = re.compile(r"措施|举措|目标|落实|完成|成效")
_OUTER, _FEWEST = 1, 2
_PROBLEM = "反馈问题"


def take_report_sections(marks: Sequence[Mark]) -> None:
    """Take the headings of the sections out where the labels below them tell of one problem: none comes again.

    The first one, above a paragraph without a label, is the label of the problem; what is planned behind them is a label nobody lists.
    """
    sections = list(_sections(marks))
    if len(sections) < _FEWEST or not _is_of_one(marks, {place for place, _heading in sections}):
        return
    has_own = any(field_of(label) == "description" for mark in marks for label, _content in mark.labels)
    for mark in marks[sections[0][0] :]:
        if (
            mark.heading
            and not mark.labels
            and mark.heading.level == _OUTER
            and _NEXT.fullmatch(mark.heading.text)
        ):
            mark.labels, mark.number, mark.heading = (
                [(mark.heading.text.rstrip(":："), "")],
                mark.heading,
                None,
            )
    for place, heading in sections:
        mark, below = marks[place], next((one for one in marks[place + 1 :] if not one.is_used), None)
        mark.number = None if mark.labels else mark.number  # what is counted are the sections
        if below is None or (below.heading and not below.labels) or _holds_parts(mark, below):
            continue
        if below.labels:
            mark.labels, mark.heading, mark.number, mark.is_apart = [], None, None, True
        elif (
            not has_own
            and "问题" in heading.text
            and not _OF_MEASURES.search(heading.text)
            and not mark.labels
        ):
            mark.labels, mark.heading, mark.number = [(_PROBLEM, "")], None, None
            has_own = True


def _holds_parts(mark: Mark, below: Mark) -> bool:
    """Whether a section of what was done holds what was reached of goals and measures: it is the label, they are parts of it."""
    names = {field_of(label) for label, _content in mark.labels}
    words = [folded_header(label) for label, _content in below.labels]
    return names == {"progress"} and bool(words) and is_part_of_report(words)


def _sections(marks: Sequence[Mark]) -> Iterator[tuple[int, Heading]]:
    """The headings 一、二、三 that are made of nothing but such words, or labels that were made of them."""
    for place, mark in enumerate(marks):
        heading = mark.heading or mark.number
        is_bare = not any(content for _label, content in mark.labels)
        if heading and heading.level == _OUTER and is_bare and _SECTION.fullmatch(heading.text):
            yield place, heading


def _is_of_one(marks: Sequence[Mark], sections: set[int]) -> bool:
    """Whether no label comes again, and there are such labels."""
    words = Counter(
        folded_header(label)
        for place, mark in enumerate(marks)
        if place not in sections
        for label, _content in mark.labels
        if field_of(label) in STRONG | WEAK
    )
    fields = Counter(
        field_of(label)
        for place, mark in enumerate(marks)
        if place not in sections
        for label, _content in mark.labels
    )
    return bool(words) and max(words.values()) == 1 and fields["description"] <= 1 and not _are_several(marks)


def _are_several(marks: Sequence[Mark]) -> bool:
    """Whether more than one counted line without a label has labels right below it (1.… 责任单位：… 2.… 完成时限：…)."""
    items = [
        above.heading.level
        for above, below in pairwise([one for one in marks if not one.is_used])
        if above.heading and not above.labels and below.labels and above.heading.level != _OUTER
    ]
    return max(Counter(items).values(), default=0) > 1
