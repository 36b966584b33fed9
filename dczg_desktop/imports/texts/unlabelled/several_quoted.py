"""Notices told in plain sentences whose opening quotes several problems (反馈“…”“…”两个问题，…): one record each."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dczg_desktop.base.errors import Fault
from dczg_desktop.imports.reading import Table
from dczg_desktop.imports.tables.forms.upright import Pair, form_table
from dczg_desktop.imports.texts.content.contents import Line
from dczg_desktop.imports.texts.labelling.label_words import field_of

_QUOTED = re.compile(
    r"(?:(?P<number>第(?:[一二三四五六七八九十百]{1,6}|\d{1,3})[项条件号])[^“”。]{0,6})?“(?P<problem>[^“”]{8,160})”"
)
_BETWEEN = re.compile(r"(?:的?问题)?[、，,]?(?:和|以及|及|与)?")
_BEHIND = re.compile(r"(?:等)?(?:[这两二三四五六七八九十\d]{1,2}[个项])?(?:的?问题)")
_NAME = re.compile(r"(?:公司|[厂场站所店]|企业|项目|集团|园区|[省市县区镇乡村])$")
"""What is quoted by its name has the problem, and is none."""
_FEWEST, _NUMBER = 2, "编号"
_QUESTION = "开头引着 {count} 个问题，每个读作一条，整改情况写在一起，每条都有，请对照原文分开。"


def several_quoted(
    table: Table, name: str, pairs: Sequence[Pair], others: Sequence[Line], unit: str
) -> Table:
    """The table of a notice; with a record for each where what was done opens with several quoted problems."""
    told = next((text for _row, _more, label, text in pairs if field_of(label) == "progress"), "")
    found = _quoted(told)
    if len(found) < _FEWEST:
        return table
    has_numbers = any(one["number"] for one in found)
    groups = [list(_of_one(pairs, one, has_numbers=has_numbers)) for one in found]
    parted = form_table(
        name, [pair for group in groups for pair in group], sorted(others), unit=unit, records=groups
    )
    asked = [
        Fault(f"{parted.sheet}!{one.cells.get('description', '')}", "", _QUESTION.format(count=len(found)))
        for one in parted.records
    ]
    return replace(parted, faults=(*parted.faults, *table.faults[-1:], *asked))


def _quoted(text: str) -> list[re.Match[str]]:
    """The quotations of the first sentence that follow one another with nothing but 、 or 和 between, the last called a problem."""
    run: list[re.Match[str]] = []
    for one in _QUOTED.finditer(text):
        between = text[run[-1].end() : one.start()] if run else ""
        if run and not _BETWEEN.fullmatch(between):
            break
        run.append(one)
    are_names = any(_NAME.search(one["problem"]) for one in run)
    return run if run and not are_names and _BEHIND.match(text, run[-1].end()) else []


def _of_one(pairs: Sequence[Pair], quoted: re.Match[str], *, has_numbers: bool) -> Iterator[Pair]:
    """The contents of the notice with one problem and its own number; the number of the title is of one of them, or of all where none has its own."""
    for row, more, label, text in pairs:
        if label == _NUMBER:
            yield row, more, label, (quoted["number"] or "") if has_numbers else text
        elif field_of(label) == "description":
            yield row, more, label, quoted["problem"]
        else:
            yield row, more, label, text
