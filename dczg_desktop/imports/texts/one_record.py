"""A text that holds one record: what makes it one, and the number or the problem that its labels leave unsaid."""

import re
from collections.abc import Sequence

from dczg_desktop.domain.headings import folded_header, header_field
from dczg_desktop.domain.plans import heading_of, named_problem, quoted_problem
from dczg_desktop.imports.tables.forms.upright import Pair
from dczg_desktop.imports.texts.blocks import PROBLEM
from dczg_desktop.imports.texts.content.contents import Line
from dczg_desktop.imports.texts.labelling.marks import Mark
from dczg_desktop.imports.texts.outline.chapters import CHAPTERS_OF_TASKS, OF_PLANS

_CIRCUMSTANCES = frozenset({"基本情况", "案件基本情况", "案件情况", "信访件基本情况"})
_FED_BACK = re.compile(r"(?:反馈|督察|通报|移交|交办)[\u4e00-\u9fff]{0,6}(?:意见|问题|事项)$")
"""A first section that is called so (一、第二轮省级督察反馈意见) is the problem where no other one is."""
_REFERRED = re.compile(r"反映|指出|举报|投诉")
"""A section on the circumstances that tells what was complained of is the problem."""
_NOTICE_FIELDS = frozenset({"progress", "status", "result", "goal"})
_REPORT_FIELDS = frozenset({"progress", "status", "result", "findings", "substantiated"})
_FEWEST_FIELDS, _MOST_ON_LINE = 2, 2


def is_short_notice(pairs: Sequence[Pair], loose: Sequence[Line]) -> bool:
    """Whether two sections are a notice: the problem and what was done, under words that call it a notice."""
    fields = {_field(label) for _row, _more, label, text in pairs if text}
    is_told = "description" in fields and bool(fields & {"progress", "result"})
    return is_told and any("公示" in line for _row, line in loose)


def is_item(marks: Sequence[Mark]) -> bool:
    """Whether two sections are one item of a report on several: a counted problem and what was done (（四）反馈问题：… / 整改进展情况：…)."""
    labels = [(mark, label, content) for mark in marks if mark.is_label for label, content in mark.labels]
    fields = [_field(label) for _mark, label, _content in labels]
    is_counted = bool(labels) and labels[0][0].number is not None and bool(labels[0][2])
    return (
        is_counted
        and len(fields) == _FEWEST_FIELDS
        and fields[0] == "description"
        and fields[1] in {"progress", "result"}
    )


def with_count(marks: Sequence[Mark], lines: Sequence[Line], pairs: list[Pair]) -> list[Pair]:
    """The contents with the number of the list that the only problem stands behind (（四）反馈问题：…), where no other label is counted so."""
    counted = [(place, mark) for place, mark in enumerate(marks) if mark.is_label and mark.number]
    if counted and (not counted[0][1].labels[0][1] or len(counted[0][1].labels) > _MOST_ON_LINE):
        return pairs  # 一、存在问题 alone on its line is a chapter; 1.问题：…2.整改目标：… are the sections of one paragraph
    fields = {_field(label) for _row, _more, label, text in pairs if text}
    if not counted or fields & {"number", "sequence"} or _field(counted[0][1].labels[0][0]) != "description":
        return pairs
    number = counted[0][1].number
    if number is None or any(
        mark.number and mark.number.level == number.level for _place, mark in counted[1:]
    ):
        return pairs
    return [(lines[counted[0][0]][0], 0, "序号", number.number), *pairs]


def is_plan_without_problems(pairs: Sequence[Pair]) -> bool:
    """Whether the labels are the chapters of a plan (指导思想, 工作目标); one of tasks that lists several is no problem either."""
    names = {folded_header(label) for _row, _more, label, _text in pairs}
    own = {_field(label) for _row, _more, label, text in pairs if not _lists_tasks(label, text)}
    return bool(names & OF_PLANS) and not own & {"description", "progress", "result", "number"}


def _lists_tasks(label: str, text: str) -> bool:
    """Whether a chapter of a plan holds its tasks one below the other (三、整改任务 / （一）… / （二）…)."""
    if folded_header(label) not in CHAPTERS_OF_TASKS:
        return False
    headings = [one for line in text.split("\n") if (one := heading_of(line))]
    return [one.ordinal for one in headings if one.level == headings[0].level][:2] == [1, 2]


def with_description(pairs: list[Pair], loose: Sequence[Line]) -> list[Pair]:
    """A single notice without a section on the problem takes the problem quoted in its report, or shows it missing."""
    labels = [label for _row, _column, label, _text in pairs]
    fields = set(map(_field, labels))
    if "description" in fields or len(set(labels)) < len(labels) or not fields & _NOTICE_FIELDS:
        return pairs
    row, column, label, text = pairs[0]
    if text and _field(label) is None and _FED_BACK.search(folded_header(label)):
        return [*pairs, (row, column, PROBLEM, text)]
    for row, column, label, text in pairs:
        if folded_header(label) in _CIRCUMSTANCES and _REFERRED.search(text):
            return [*pairs, (row, column, PROBLEM, text)]
        if _field(label) in _REPORT_FIELDS and (problem := quoted_problem(text)):
            return [*pairs, (row, column, PROBLEM, problem)]
    for row, text in loose:
        if row <= pairs[0][0] and (problem := quoted_problem(text) or named_problem(text)):
            return [(row, 0, PROBLEM, problem), *pairs]
    return [*pairs, (pairs[0][0], 0, PROBLEM, "")]


def _field(label: str) -> str | None:
    return header_field(label)[0]
