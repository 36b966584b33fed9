"""The outline of a running text: which lines are labels, which are headings, which are items of the content before them."""

import re
from collections.abc import Sequence

from dczg_desktop.domain.headings import folded_header
from dczg_desktop.domain.plans import Heading, heading_of
from dczg_desktop.imports.texts.labelling.label_words import field_of, is_trouble, section_of
from dczg_desktop.imports.texts.labelling.labels import labels_at, measure_number
from dczg_desktop.imports.texts.labelling.marks import Mark, after, is_attachment, take_attachments
from dczg_desktop.imports.texts.outline.bare_titles import (
    take_bare_numbers,
    take_bare_titles,
    take_below_chapters,
)
from dczg_desktop.imports.texts.outline.between import take_between
from dczg_desktop.imports.texts.outline.chapters import take_chapters
from dczg_desktop.imports.texts.outline.next_steps import take_next_steps
from dczg_desktop.imports.texts.outline.openings import take_openings
from dczg_desktop.imports.texts.outline.recurring import recurring_labels
from dczg_desktop.imports.texts.outline.report_sections import take_report_sections
from dczg_desktop.imports.texts.outline.told_in_turn import take_in_turn
from dczg_desktop.imports.texts.outline.walk import Walk

_DONE = frozenset({"progress", "result"})
_OWN = frozenset({"description", "number", "sequence"})
_NAME = re.compile(
    r"^(?:整改|问题|任务|整改任务|整改措施|督察整改)(?:工作)?(?:方案|清单|台账|任务|情况|落实情况|进展|进展情况)$"
)
_BEHIND_NAME = re.compile(r"[（(][^（()）]{1,16}[）)]$")
_LONGEST_TITLE = 4
_SHORTEST_LINE = 24
_LAST_WORDS = re.compile(r"[\u4e00-\u9fff]{1,9}。")
_SENTENCE_ENDS = ("。", "；", ";", "，", "：", ":")
_APPENDIX = re.compile(r"[【\[（(]?附\s*[件表录]\s*[一二三四五六七八九十\d]{0,3}\s*[】\]）)]?\s*[:：]?")
_AFTERWARDS = re.compile(r"^((?:下一?步|后续|今后|长效|验收|销号)[\u4e00-\u9fff]{1,10})[:：]\s*(\S.*)$", re.S)
_DONE_SO = re.compile(r"^([\u4e00-\u9fff（）()、]{2,20}?)[:：;；。]\s*(\S.*)$", re.S)
_PROBLEM_SO = re.compile(r"^([\u4e00-\u9fff（）()、]{2,16}?)[:：]\s*(\S.*)$", re.S)
_SECTION = re.compile(r"^[\u4e00-\u9fff（）()、]{2,20}[:：;；]?$")


def outline(lines: Sequence[str]) -> list[Mark]:
    """One mark a line."""
    more = recurring_labels(lines)
    marks: list[Mark] = []
    used = 0
    for position, line in enumerate(lines):
        if used:
            marks.append(Mark([], is_used=True))
            used -= 1
            continue
        labels, count = ([], 1) if _is_no_label(lines, position) else labels_at(lines, position, more)
        labels = [(section_of(label), content) for label, content in labels]
        begins = heading_of(line)
        counted = measure_number(line)
        marks.append(
            Mark(labels, None if labels else begins, begins if labels else None, count, measure=counted)
        )
        used = count - 1
    for position, line in enumerate(lines):
        if _is_chapter(lines, marks, position):
            marks[position] = Mark([], heading_of(line))
    for take in (
        _take_troubles,
        take_openings,
        take_next_steps,
        _take_sections,
        _take_first_sections,
        take_report_sections,
        take_chapters,
    ):
        take(marks)
    take_bare_numbers(lines, marks)
    take_below_chapters(lines, marks)
    take_bare_titles(lines, marks)
    take_attachments(lines, marks)
    take_in_turn(lines, marks)
    Walk(marks).walk()
    take_between(lines, marks)
    last = next((one for one in range(len(marks) - 1, -1, -1) if _is_of_problem(marks[one])), -1)
    for position, mark in enumerate(marks):
        if mark.labels and is_attachment(mark):
            mark.labels, mark.is_item = [], position < last
    return marks


def _is_no_label(lines: Sequence[str], position: int) -> bool:
    return _is_title(lines, position) or _ends_sentence(lines, position)


def _is_title(lines: Sequence[str], position: int) -> bool:
    """Whether the first line, that below 附件1, or the rest of a title broken over lines is the name of the document (整改方案), though
    a label may be called so.
    """
    begins = not position or _APPENDIX.fullmatch(lines[position - 1]) is not None
    begins = begins or (position < _LONGEST_TITLE and not any(map(_is_no_title, lines[:position])))
    name = folded_header(_BEHIND_NAME.sub("", lines[position]))
    if not begins or len(lines) < position + 2 or not _NAME.match(name):
        return False
    return heading_of(lines[position + 1]) is not None or bool(labels_at(lines, position + 1)[0])


def _ends_sentence(lines: Sequence[str], position: int) -> bool:
    """Whether a line is the last word of a sentence that the end of the page broke (…构建 / 长效机制。), though a label is called so; a
    label with its content (整改时限：长期坚持。) is none.
    """
    line, above = lines[position], lines[position - 1].rstrip() if position else ""
    is_last_word = _LAST_WORDS.fullmatch(line) is not None and heading_of(line) is None
    return (
        is_last_word and len(above) >= _SHORTEST_LINE and above[-1:].isalpha() and not _SECTION.match(above)
    )


def _is_no_title(line: str) -> bool:
    """Whether a line above is no part of a title: a label, a heading, a sentence."""
    return bool(labels_at([line], 0)[0]) or heading_of(line) is not None or line.endswith(_SENTENCE_ENDS)


def _is_of_problem(mark: Mark) -> bool:
    return mark.is_item or bool(mark.labels and not is_attachment(mark))


def _take_troubles(marks: Sequence[Mark]) -> None:
    """The chapter of a report on what is still in the way (二、具体问题整改情况 … 三、存在的问题) is no problem of its own."""
    headings: dict[tuple[int, int], int] = {}
    for place, mark in enumerate(marks):
        begins = mark.heading or mark.number
        if begins is None:
            continue
        names = {folded_header(label) for label, content in mark.labels if not content}
        before = headings.get((begins.level, begins.ordinal - 1))
        is_only_trouble = bool(mark.labels and names) and all(map(is_trouble, names))
        if is_only_trouble and before is not None and any(one.labels for one in marks[before:place]):
            mark.labels, mark.heading, mark.number = [], begins, None
        if not mark.labels:
            headings[begins.level, begins.ordinal] = place


def _take_report(marks: Sequence[Mark]) -> None:
    """The chapter on what was done right behind that of the only problem (一、整改任务基本情况 / 反馈问题：… / 二、整改措施落实情况) is a label."""
    above: Heading | None = None
    problems = 0
    for mark in marks:
        problems += sum(field_of(label) == "description" for label, _content in mark.labels)
        heading = mark.heading if not mark.labels else None
        if heading is None or heading.level != 1:
            continue
        is_behind = above is not None and heading.ordinal == above.ordinal + 1 and problems == 1
        if is_behind and _SECTION.match(heading.text) and field_of(heading.text) in _DONE:
            mark.labels, mark.heading, mark.number = [(section_of(heading.text), "")], None, heading
            return
        above, problems = heading, 0


def _take_sections(marks: Sequence[Mark]) -> None:
    """A heading that goes on counting the labels (四、责任单位 … 五、整改措施及完成情况, 六、下一步工作：…) is a label nobody lists."""
    _take_report(marks)
    last: Heading | None = None
    for mark in marks:
        if mark.labels:
            last = mark.number or last
        elif last and mark.heading and mark.heading.level == last.level:
            heading = mark.heading
            is_next = heading.ordinal == last.ordinal + 1 and heading.level > 0
            told = _told_on(heading) if heading.level == 1 else None
            if is_next and (told or _SECTION.match(heading.text)):
                label, content = told.groups() if told else (heading.text.rstrip(":：;；"), "")
                mark.labels, mark.heading, mark.number = [(section_of(label), content)], None, heading
            last = heading if is_next else None


def _told_on(heading: Heading) -> re.Match[str] | None:
    """What a section says on the line of its name: 六、下一步工作：…, 四、整改主要工作及成效。…"""
    if told := _AFTERWARDS.match(heading.text):
        return told
    told = _DONE_SO.match(heading.text)
    return told if told and field_of(section_of(told[1])) in _DONE else None


def _take_first_sections(marks: Sequence[Mark]) -> None:
    """Headings that the labels go on counting (一、信访反映情况 before 二、调查核实情况, 三、整改情况) are labels too."""
    for place, mark in enumerate(marks):
        if not mark.labels or mark.number is None or not _is_counted_on(marks, place):
            continue
        number = mark.number
        for before in (marks[one] for one in range(place - 1, -1, -1)):
            heading = before.heading
            if before.labels or (heading and heading.level < number.level):
                break
            if heading is None or heading.level > number.level:
                continue
            told = _PROBLEM_SO.match(heading.text)
            is_problem = told is not None and field_of(told[1]) == "description"
            if heading.ordinal != number.ordinal - 1 or not (is_problem or _SECTION.match(heading.text)):
                break
            label, content = told.groups() if told and is_problem else (heading.text.rstrip(":：;；"), "")
            before.labels, before.heading, before.number = [(section_of(label), content)], None, heading
            number = heading


def _is_counted_on(marks: Sequence[Mark], place: int) -> bool:
    """Whether the next label goes on counting from this one."""
    own = marks[place].number
    following = next((one.number for one in after(marks, place + 1) if one.labels and one.number), None)
    return bool(own and following and following.level == own.level and following.ordinal == own.ordinal + 1)


def _holds_problem(marks: Sequence[Mark], position: int, own: Heading) -> bool:
    """Whether a section of what was done (二、整改情况) has a problem with labels of its own right below (问题描述：… 整改情况：…)."""
    below = marks[position + 1]
    if field_of(marks[position].labels[0][0]) not in _DONE or not below.labels:
        return False
    label, content = below.labels[0]
    is_deeper = below.number is None or below.number.level > own.level
    return field_of(label) in _OWN and (bool(content) or below.number is None) and is_deeper


def _holds_headed(marks: Sequence[Mark], position: int, own: Heading) -> bool:
    """Whether such a section has several problems below it, each under a heading of its own (（一）危险废物监管 / 反馈问题：… 整改成效：…)."""
    first = marks[position + 1].heading
    if field_of(marks[position].labels[0][0]) not in _DONE or first is None or first.level <= own.level:
        return False
    headed = 0
    for place in range(position + 1, len(marks) - 1):
        heading, below = marks[place].heading, marks[place + 1].labels
        if heading is None or heading.level != first.level or heading.ordinal != headed + 1:
            continue
        if not below or field_of(below[0][0]) not in _OWN or not below[0][1]:
            return False
        headed += 1
        if headed > 1:
            return True
    return False


def _holds_own(marks: Sequence[Mark], position: int, own: Heading, first: Heading) -> bool:
    """Whether a section (一、整改内容) has counted problems below it, more than one of which has a label of its field (整改措施：…)."""
    field = field_of(marks[position].labels[0][0])
    again = 0
    for mark in after(marks, position + 1):
        begins = mark.heading or mark.number
        if begins and begins.level <= own.level:
            break
        again += any(field_of(label) == field and content for label, content in mark.labels)
    return first.level > own.level and again > 1


def _is_chapter(lines: Sequence[str], marks: Sequence[Mark], position: int) -> bool:
    """Whether a numbered label alone on its line (二、整改任务) is the chapter that holds problems, each with its labels."""
    own = heading_of(lines[position])
    labels = marks[position].labels
    if own is None or [content for _label, content in labels] != [""] or position + 1 == len(lines):
        return False
    if _holds_problem(marks, position, own) or _holds_headed(marks, position, own):
        return True
    first = marks[position + 1].heading
    if first is not None and _holds_own(marks, position, own, first):
        return True
    if field_of(labels[0][0]) != "description" or first is None:
        return False
    for number in range(position + 2, len(lines)):
        mark = marks[number]
        if mark.labels:
            numbered = heading_of(lines[number])
            return numbered is None or numbered.level > own.level
        if mark.heading and mark.heading.level <= first.level:
            return False
    return False
