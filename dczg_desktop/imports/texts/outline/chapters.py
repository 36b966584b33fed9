"""The chapters of a plan that read like labels (二、工作目标, 三、组织领导) where the problems have labels of their own."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from dczg_desktop.domain.headings import folded_header
from dczg_desktop.domain.plans import Heading
from dczg_desktop.imports.texts.labelling.label_words import STRONG, WEAK, field_of
from dczg_desktop.imports.texts.labelling.marks import Mark

OF_PLANS = frozenset(
    [
        "指导思想", "总体要求", "总体思路", "总体目标", "工作思路", "工作原则", "基本原则", "整改原则", "组织领导", "组织保障", "保障措施", "工作保障", "工作要求", "工作安排",
        "实施步骤", "方法步骤", "工作步骤", "时间安排", "编制依据",
    ]
)  # fmt: skip
"""Chapters that a plan has and a problem has not."""
CHAPTERS_OF_TASKS = frozenset(
    {"整改任务", "重点任务", "主要任务", "工作任务", "具体任务", "重点工作任务", "主要工作任务"}
)
"""Chapters that hold what is to be done, one task below the other."""
_NAME = re.compile(r"([\u4e00-\u9fff]{4})(?=[。：:\s]|$)")
_OUTER = 1
_FEWEST_FIELDS = 2


def is_general(heading: Heading) -> bool:
    """Whether a heading opens a general chapter, its text on the same line or not (（一）指导思想。坚持…): no problem."""
    found = _NAME.match(heading.text)
    return found is not None and found[1] in OF_PLANS


def take_chapters(marks: Sequence[Mark]) -> None:
    """Make the counted sections of a plan headings: its 工作目标 is no goal of a problem, its 组织领导 nobody's leader.

    Only where one of them is a chapter of plans, and labels further in say what each problem is about; one label is enough that
    comes again below a chapter of tasks (三、整改任务 / （一）… 整改措施：… / （二）… 整改措施：…), unless a chapter says what the problem is.
    """
    for run in _runs(marks):
        if not any(_names(marks[place]) & OF_PLANS for place in run):
            continue
        inner = Counter(
            field_of(label)
            for place in range(run[0], len(marks))
            if place not in run
            for label, _content in marks[place].labels
        )
        strong = max((count for field, count in inner.items() if field in STRONG), default=0)
        names = {name for place in run for name in _names(marks[place])}
        are_tasks = (
            strong > 1
            and names & CHAPTERS_OF_TASKS
            and "description" not in map(field_of, names - CHAPTERS_OF_TASKS)
        )
        if are_tasks or (strong and len(inner.keys() & (STRONG | WEAK)) >= _FEWEST_FIELDS):
            for place in (one for one in run if marks[one].labels):
                mark = marks[place]
                mark.labels, mark.heading, mark.number = [], mark.number, None


def _names(mark: Mark) -> set[str]:
    """What a chapter is called, by its labels or by its heading."""
    heading = [mark.heading.text] if mark.heading else []
    return {folded_header(one) for one in [*heading, *(label for label, _content in mark.labels)]}


def _runs(marks: Sequence[Mark]) -> Iterator[list[int]]:
    """The labels and chapters of plans that count 一、二、三 without a gap; problems that count so themselves end a run."""
    run: list[int] = []
    for place, mark in enumerate(marks):
        begins = mark.number or mark.heading
        if begins is None or begins.level != _OUTER:
            continue
        is_chapter = bool(mark.labels or _names(mark) & OF_PLANS)
        if begins.ordinal != len(run) + 1 or not is_chapter:
            yield from [run] if run else []
            run = []
        if is_chapter and begins.ordinal == len(run) + 1:
            run.append(place)
    yield from [run] if run else []
