"""Where the problems of a plan begin, which chapter they stand in and what a chapter says once for all of them."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from dczg_desktop.domain.headings import folded_header
from dczg_desktop.domain.plans import CHAPTER, Heading
from dczg_desktop.imports.texts.labelling.label_words import STRONG, WEAK, field_of
from dczg_desktop.imports.texts.labelling.marks import Mark
from dczg_desktop.imports.texts.outline.chapters import is_general

_CALLS = r"联系人(?:员|及(?:联系)?电话)?|(?:联系|监督|受理|咨询|办公)?(?:电话|方式|地址)|手机(?:号码?)?|传真|(?:电子)?邮箱|邮编|邮政编码"
CALLING = re.compile(rf"(?:(?:责任)?单位(?:名称)?|姓名|职务)*(?:{_CALLS})+")
"""Labels that say whom to call."""
_FEWEST_GROUPS = 2
_SMALL = 2
_OF_PAPER = frozenset({"number", "batch", "source"})
"""What a paper says of itself above its problems (（编号：…字2026-08）)."""
_MOSTLY = 0.5
_OF_PROBLEM = frozenset({"goal", "measures", "deadline"})
_QUOTES = ("关于“", '关于"', "关于‘")
_SHORTEST_STATED, _STATED = 8, ("。", "问题", "；", "不力", "滞后", "不到位", "突出", "严重")


@dataclass(slots=True)
class Group:
    """A run of labels without a heading between them: where it begins and ends, the headings above it."""

    start: int
    end: int
    headings: list[int]
    fields: set[str]
    chapters: list[int] = field(default_factory=list)
    shared: list["Group"] = field(default_factory=list)


@dataclass(slots=True)
class Block:
    """One problem of a plan: its heading (-1 without one), its first label, the end of what belongs to it."""

    heading: int
    labels: int
    end: int
    chapters: list[int] = field(default_factory=list)
    shared: list[Group] = field(default_factory=list)


def groups_of(marks: Sequence[Mark]) -> list[Group]:
    """The groups of labels of a text in order."""
    groups: list[Group] = []
    headings: list[int] = []
    for position, mark in enumerate(marks):
        if mark.is_label:
            names = {field_of(label) for label, _content in mark.labels}
            if mark.opens or not groups:
                groups.append(Group(position, len(marks), headings, set()))
                headings = []
            groups[-1].fields |= names
        elif mark.is_heading:
            if groups and not headings:
                groups[-1].end = position
            headings.append(position)
    for group, following in pairwise(groups):
        group.end = min(group.end, following.start)
    return groups


def blocks_of(marks: Sequence[Mark]) -> list[Block]:
    """The problems of a plan; empty when the text holds a single record.

    Labels that come again without any heading are one record a time. Otherwise a plan has at least two groups of labels under headings of one level, or a heading 整改任务第…项 (docs/import-texts.md §问题从哪里开始).
    """
    groups = _without_preface([one for one in groups_of(marks) if not _only_calls(marks, one)])
    if blocks := _numbered_labels(marks, groups):
        return blocks
    level = _level(marks, groups)
    if level is None:
        is_row = len(groups) >= _FEWEST_GROUPS and not any(group.headings for group in groups[1:])
        return [Block(-1, group.start, group.end) for group in groups] if is_row else []
    problems = _with_chapters(marks, groups, level)
    if len(problems) < _FEWEST_GROUPS and level:
        return _only_problem(marks, groups)
    blocks = []
    for group in problems:
        own = [one for one in group.headings if _heading(marks, one).level == level] or group.headings
        is_over = any(_heading(marks, one).level < level for one in group.headings if own and one > own[-1])
        heading = own[-1] if own and not is_over else -1  # a chapter between them: it is of another one
        chapters = [one for one in group.chapters if one != heading]
        blocks.append(Block(heading, group.start, group.end, chapters, group.shared))
    return [one for one in blocks if one.heading < 0 or not is_general(_heading(marks, one.heading))]


def _only_problem(marks: Sequence[Mark], groups: list[Group]) -> list[Block]:
    """The one problem of an excerpt: a heading that states it (六、小水电清理整改工作不力。) right above goal, unit, time and measures,
    or one that quotes it (一、关于“…”) above what was done.
    """
    group = groups[0]
    place = group.headings[-1] if group.headings else -1
    if len(groups) > 1 or place < 0 or place + 1 != group.start or "description" in group.fields:
        return []
    heading = _heading(marks, place)
    is_stated = len(heading.text) >= _SHORTEST_STATED and heading.text.endswith(_STATED)
    is_whole = group.fields >= _OF_PROBLEM and group.fields & WEAK - {"deadline"}
    is_told = heading.text.startswith(_QUOTES) and "progress" in group.fields
    return [Block(place, group.start, group.end)] if (is_stated and is_whole) or is_told else []


def _only_calls(marks: Sequence[Mark], group: Group) -> bool:
    """Whether labels only say whom to call (（三）及时反馈。… / （联系人：…；电话：…）): what stands above them is no problem."""
    names = {
        folded_header(label)
        for mark in marks[group.start : group.end]
        if mark.is_label
        for label, _content in mark.labels
    }
    return all(CALLING.fullmatch(name) for name in names)


def _without_preface(groups: list[Group]) -> list[Group]:
    """The groups from the first whole one on: a 工作目标 among the general demands is no problem."""
    usual = sorted(len(group.fields) for group in groups)[len(groups) // 2] if groups else 0
    first = 0
    while (
        first + 1 < len(groups)
        and usual > _SMALL
        and ((len(fields := groups[first].fields) == 1 and fields <= STRONG) or fields <= _OF_PAPER)
    ):
        first += 1
    if first:
        groups[first].headings[:0] = [one for group in groups[:first] for one in group.headings]
    return groups[first:]


def _numbered_labels(marks: Sequence[Mark], groups: list[Group]) -> list[Block]:
    """Problems whose own label carries the number (`（一）整改任务：…`); the headings between them are chapters."""
    if len(groups) >= _FEWEST_GROUPS and all(_begins_with_number(marks, group) for group in groups):
        return _under_chapters(marks, groups)
    numbered = [
        group
        for group in groups
        if marks[group.start].number
        and field_of(marks[group.start].labels[0][0]) == "description"
        and not _counts_labels(marks, group)
    ]
    if len(numbered) < _FEWEST_GROUPS or len(numbered) < len(groups):
        return []
    return _under_chapters(marks, groups)


def _begins_with_number(marks: Sequence[Mark], group: Group) -> bool:
    """Whether a problem begins with a label for its number (序号一：…, 编号：3): the headings above are chapters."""
    return field_of(marks[group.start].labels[0][0]) in {"number", "sequence"} and len(group.fields) > _SMALL


def _under_chapters(marks: Sequence[Mark], groups: list[Group]) -> list[Block]:
    chapters: list[int] = []
    blocks = []
    for group in groups:
        for one in group.headings:
            level = _heading(marks, one).level
            chapters = [other for other in chapters if _heading(marks, other).level < level] + [one]
        blocks.append(Block(-1, group.start, group.end, list(chapters)))
    return blocks


def _counts_labels(marks: Sequence[Mark], group: Group) -> bool:
    """Whether the number of the first label goes on with the next one (（一）存在问题 … （二）整改目标)."""
    own = marks[group.start].number
    following = next((one.number for one in marks[group.start + 1 : group.end] if one.is_label), None)
    return bool(own and following and following.level == own.level and following.ordinal == own.ordinal + 1)


def _heading(marks: Sequence[Mark], position: int) -> Heading:
    heading = marks[position].heading
    if heading is None:
        raise ValueError(position)
    return heading


def _level(marks: Sequence[Mark], groups: list[Group]) -> int | None:
    """The level of the headings of problems: the deepest that stands once above most groups."""
    inner = [group for group in groups[1:] if group.headings] or groups[:1]
    once: Counter[int] = Counter()
    for group in inner:
        levels = Counter(_heading(marks, one).level for one in group.headings)
        once.update(level for level, count in levels.items() if count == 1 or group is groups[0])
    usual = [level for level, count in once.items() if count >= max(len(inner) * _MOSTLY, 1)]
    return 0 if 0 in usual or (once[0] and not usual) else max(usual, default=None)


def _with_chapters(marks: Sequence[Mark], groups: list[Group], level: int) -> list[Group]:
    """The groups that are problems, each with the chapters above it and the groups that speak for all of its chapter."""
    problems: list[Group] = []
    stack: list[tuple[int, int]] = []
    shared: list[tuple[int, Group]] = []
    for number, group in enumerate(groups):
        for one in group.headings:
            rank = _rank(_heading(marks, one), level)
            stack = [(other, place) for other, place in stack if other < rank]
            shared = [(other, said) for other, said in shared if other < rank]
            stack.append((rank, one))
        rank = stack[-1][0] if stack and group.headings else CHAPTER - 1
        if _speaks_for_chapter(marks, groups, number, level):
            shared.append((rank, group))
            continue
        group.chapters = [place for other, place in stack if other < _own_rank(level)]
        group.shared = [said for _rank_of, said in shared]
        problems.append(group)
    return problems


def _own_rank(level: int) -> int:
    return level if level else 9


def _rank(heading: Heading, level: int) -> int:
    """How deep a heading stands in the outline; 整改任务第…项 stands under any chapter."""
    return 9 if heading.level == 0 and level == 0 else heading.level


def _speaks_for_chapter(marks: Sequence[Mark], groups: list[Group], number: int, level: int) -> bool:
    """Whether a group stands under a chapter and problems of that chapter follow."""
    group = groups[number]
    ranks = [_rank(_heading(marks, one), level) for one in group.headings]
    if _own_rank(level) in ranks or number + 1 == len(groups):
        return False
    if not ranks and (number or group.fields & STRONG or not group.fields & WEAK):
        return False
    following = [_rank(_heading(marks, one), level) for one in groups[number + 1].headings]
    return bool(following) and following[0] == _own_rank(level)
