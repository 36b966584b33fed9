"""Labels that may be a deadline or the day it was done (整改时间, 完成时间), and lists in one text that belong to several problems."""

import re
from collections.abc import Iterator, Sequence

from dczg_desktop.base.errors import Fault
from dczg_desktop.domain.headings import folded_header
from dczg_desktop.domain.measures import split_measures
from dczg_desktop.domain.traditional import simplified
from dczg_desktop.imports.reading import Table
from dczg_desktop.imports.tables.forms.upright import Pair, is_label
from dczg_desktop.imports.texts.content.contents import Line
from dczg_desktop.imports.texts.labelling.label_words import field_of

_EITHER = frozenset({"整改时间", "完成时间", "整改完成时间"})
_MEANT = re.compile(r"[月年日底]之?前|年?底|立[即行]|长期|持续|尽快|\d{1,3}[天日]内|工作日内")
_DEADLINE = "整改时限"
_PLAN = re.compile(
    r"(?:整改|治理|实施|工作)(?:工作)?(?:方案|计划)(?:的(?:通知|报告|请示|函))?(?:[（(][^（()）]{1,12}[)）])?$"
)
_DONE = re.compile(r"(?:^|[，,。；;\n])[^，,。；;\n]{0,6}已")
_TOLD_DONE = frozenset({"progress", "result", "status", "completion", "completed_on", "findings"})
_FEWEST = 2
_GLUED = re.compile(r"([\u4e00-\u9fff]{5,14})[：:]")
_OWN_SECTION = re.compile(r"(?:整改|治理|工作)?(?:措施|目标|任务).{0,4}(?:完成|落实|进展|整改)情况")
"""A section of what was done that counts its parts (（二）整改措施完成情况：…)."""
_SHORT_FIELDS = frozenset(
    ["description", "goal", "progress", "result", "deadline", "responsible_unit", "lead_unit", "supervising_unit", "accepting_unit", "findings"]
)  # fmt: skip
_LIST = re.compile(r"^[^。]{0,8}清单$")


def with_deadlines(groups: Sequence[list[Pair]], lines: Sequence[Line] = ()) -> list[list[Pair]]:
    """The contents with such a label as the deadline: no problem has another one, and some say until when (6月底前, 立即整改), or the
    text is a plan that tells nothing done yet.

    Where other problems have one, it is so in those that have none and say there until when.
    """
    said = [pair for group in groups for pair in group]
    if any(field_of(label) == "deadline" for _row, _more, label, _text in said):
        return [_with_deadline(group) for group in groups]
    either = [pair for pair in said if folded_header(pair[2]) in _EITHER]
    is_meant = any(_MEANT.search(pair[3]) for pair in either) or _is_plan(said, lines)
    if len({folded_header(pair[2]) for pair in either}) != 1 or not is_meant:
        return list(groups)
    return [
        [
            (row, more, _DEADLINE if folded_header(label) in _EITHER else label, text)
            for row, more, label, text in group
        ]
        for group in groups
    ]


def _is_plan(said: Sequence[Pair], lines: Sequence[Line]) -> bool:
    """Whether a text is called a plan, and its problems say what will be done and nothing that was."""
    fields = {field_of(label) for _row, _more, label, _text in said}
    first = min((row for row, _more, _label, _text in said), default=0)
    is_called = any(_PLAN.search(line) for row, line in lines if row < first)
    is_done = any(field_of(label) == "measures" and _DONE.search(text) for _row, _more, label, text in said)
    return is_called and "measures" in fields and not fields & _TOLD_DONE and not is_done


def _with_deadline(group: list[Pair]) -> list[Pair]:
    either = [pair for pair in group if folded_header(pair[2]) in _EITHER]
    if len(either) != 1 or any(field_of(label) == "deadline" for _row, _more, label, _text in group):
        return group
    row, more, _label, text = either[0]
    due = (row, more, _DEADLINE, text)
    return [due if pair == either[0] else pair for pair in group] if _MEANT.search(text) else group


def several_in_one(table: Table, pairs: Sequence[Pair]) -> Iterator[Fault]:
    """The question where lists beside one another (问题清单, 责任清单, 整改清单) count the same items: each is a problem of its own."""
    lists = [pair for pair in pairs if _LIST.match(folded_header(pair[2]))]
    counts = {len(split_measures(text)) for _row, _more, _label, text in lists}
    if len(lists) >= _FEWEST and len(counts) == 1 and (count := counts.pop()) >= _FEWEST:
        row, _more, label, _text = lists[0]
        yield Fault(
            f"{table.sheet}!{table.records[0].cells.get('description', f'第{row + 1}行')}", label,
            f"几张清单各有 {count} 条，读成了一个问题。请按问题逐条列成表（编号、问题、责任、措施各一栏），再导入。",
        )  # fmt: skip


def glued(table: Table) -> Iterator[Fault]:
    """The question where the label of another field stands right behind a content (县水利局整改目标：…): the line breaks were lost."""
    for record in table.records:
        for field, text in record.fields.items():
            found = _label_inside(text) if field in _SHORT_FIELDS else ""
            if found and field_of(found) != field:
                yield Fault(
                    f"{table.sheet}!{record.cells.get(field, '')}", found,
                    f"“{found}：”连在前一项内容的后面，像是丢了换行，几项读到了一起，请对照原文分开。",
                )  # fmt: skip


def _label_inside(text: str) -> str:
    """The longest known label before a colon with no sign in front of it; empty without one."""
    for colon in _GLUED.finditer(text):
        words = colon[1]
        if _OWN_SECTION.fullmatch(simplified(words)):
            continue
        name = next((words[start:] for start in range(1, len(words) - 3) if is_label(words[start:])), "")
        if name:
            return name
    return ""
