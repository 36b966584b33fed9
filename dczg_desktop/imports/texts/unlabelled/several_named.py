"""Papers whose opening names as many problems as it counts (反馈问题2个，分别是…；…。), with what was done about each numbered below: one record each."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dczg_desktop.base.errors import Fault
from dczg_desktop.domain.numbering import numeral
from dczg_desktop.domain.plans import Heading, heading_of
from dczg_desktop.imports.reading import LeftOut, Table
from dczg_desktop.imports.tables.forms.upright import Pair, form_table
from dczg_desktop.imports.texts.content.contents import Line

_COUNT = r"(?P<{}>\d{{1,2}}|[两二三四五六七八九十])"
_OPENING = re.compile(
    rf"问题[^。；;：:]{{0,16}}?{_COUNT.format('a')}个[，,：:]?\s*(?:分别)?(?:是|为|即|包括)[：:]?\s*(?P<first>[^。]{{8,400}})。"
    rf"|{_COUNT.format('b')}个[^。；;：:，,]{{0,8}}问题[，,：:]?\s*(?:分别)?(?:是|为|即|包括)[：:]?\s*(?P<second>[^。]{{8,400}})。"
)
_SIGNS = ("；", ";", "、")
_DONE = re.compile(r"已|均|完成|正在|目前")
_LEAD = re.compile(r"^(?:[一二三四五六七八九]是|[（(]?\d[）).、]|[①-⑨])\s*")
_EVERYWHERE = frozenset({"问题", "整改", "工作", "存在", "部分", "情况"})
_FEWEST, _SHORTEST = 2, 4
_QUESTION = (
    "开头一句里数着 {count} 个问题，下面按编号写着 {count} 条整改情况，是按先后对上的，请对照原文核对。"
)


def several_named(name: str, lines: Sequence[Line], unit: str) -> Table | None:
    """The problems of such a paper, with questions; None where the counts differ."""
    opening = next(
        ((place, one) for place, (_row, line) in enumerate(lines) if (one := _OPENING.search(line))), None
    )
    if opening is None:
        return None
    place, said = opening
    count = numeral((said["a"] or said["b"]).replace("两", "二")) or 0
    problems = _items(said["first"] or said["second"], count)
    results = _results(lines, place + 1, count) if problems else []
    if not results or not _fit(problems, results):
        return None
    row, line = lines[place]
    groups: list[list[Pair]] = [
        [(row, 0, "序号", one.number), (row, 0, "反馈问题", text), (lines[at][0], 0, "整改情况", one.text)]
        for text, (at, one) in zip(problems, results, strict=True)
    ]
    loose = [one for number, one in enumerate(lines) if number != place and number not in dict(results)]
    table = form_table(name, [pair for group in groups for pair in group], loose, unit=unit, records=groups)
    left = LeftOut(row + 1, line.replace(said["first"] or said["second"], "……"), "说明")
    asked = [
        Fault(f"{table.sheet}!{one.cells.get('progress', '')}", "", _QUESTION.format(count=count))
        for one in table.records
    ]
    return replace(table, left_out=(*table.left_out, left), faults=(*table.faults, *asked))


def _items(text: str, count: int) -> list[str]:
    """The problems that a sentence names, parted by the first sign that gives as many as it says; empty for none."""
    for sign in _SIGNS:
        parts = [_LEAD.sub("", one.strip(" 和及")) for one in text.split(sign)]
        if len(parts) == count >= _FEWEST and all(len(one) >= _SHORTEST for one in parts):
            return parts
    return []


def _results(lines: Sequence[Line], start: int, count: int) -> list[tuple[int, Heading]]:
    """The numbered lines below, 1 to the count and no more, each telling what was done; empty for none."""
    found = list(_counted(lines, start))
    is_whole = len(found) == count and all(_DONE.search(one.text) for _place, one in found)
    return found if is_whole else []


def _fit(problems: Sequence[str], results: Sequence[tuple[int, Heading]]) -> bool:
    """Whether no result speaks of another problem more than of its own, and some of theirs: else they are told in another order, or of all."""
    own = [_common(text, one.text) for text, (_at, one) in zip(problems, results, strict=True)]
    best = [max(_common(text, one.text) for text in problems) for _at, one in results]
    return own == best and any(own)


def _common(text: str, other: str) -> int:
    """How many pairs of characters two texts have in common, those that every such paper has aside."""
    return len({text[place : place + 2] for place in range(len(text) - 1)} & {other[place : place + 2] for place in range(len(other) - 1)} - _EVERYWHERE)  # fmt: skip


def _counted(lines: Sequence[Line], start: int) -> Iterator[tuple[int, Heading]]:
    level = last = 0
    for place in range(start, len(lines)):
        heading = heading_of(lines[place][1])
        if heading is None or not heading.level or (level and heading.level != level):
            continue
        if heading.ordinal != last + 1:
            return
        level, last = heading.level, heading.ordinal
        yield place, heading
