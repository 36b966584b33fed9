"""Lists whose items say the same under other labels (责任单位 … 主责部门, 整改情况 … 目前进度): read by how they stand, every label kept.

An item is a line without a label with labelled lines below it, or begins with a label for the problem. Only where the labels
differ from item to item, and only in place of a reading that glues or loses some of them.
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from dczg_desktop.base.text import without_blanks
from dczg_desktop.domain.headings import HEADERS, folded_header
from dczg_desktop.domain.plans import Heading, heading_of
from dczg_desktop.imports.reading import Table
from dczg_desktop.imports.tables.forms.upright import Pair, form_table
from dczg_desktop.imports.texts.blocks import PROBLEM, with_one_spelling
from dczg_desktop.imports.texts.content.after_deadline import with_rest_apart
from dczg_desktop.imports.texts.content.closings import is_closing
from dczg_desktop.imports.texts.content.contents import Line
from dczg_desktop.imports.texts.content.times import with_deadlines
from dczg_desktop.imports.texts.labelling.label_words import STRONG, WEAK, field_of, is_trouble, names_field
from dczg_desktop.imports.texts.labelling.labels_on_line import parted

_LABELLED = re.compile(r"([\u4e00-\u9fff（）()/、]{2,12})\s*[：:]\s*(\S.*)")
_SECTION = re.compile(r"(?:情况|措施|工作|要求|目标|打算|进展|安排|任务|方面|领域|结果|成效|意见)$")
"""A line that ends so names a section of a report, and no problem."""
_HAN = re.compile(r"[\u4e00-\u9fff]")
_FEWEST, _SHORTEST, _LONGEST, _MOST_LINES = 2, 6, 200, 400
_COUNT = "序号"
_AGAIN = WEAK | {"deadline"}


@dataclass(slots=True)
class _Item:
    """One item: the line that names it, None where a label does, and its labelled lines with where each stands."""

    head: Line | None
    told: list[tuple[int, str, str]] = field(default_factory=list)

    @property
    def labels(self) -> frozenset[str]:
        return frozenset(folded_header(label) for _row, label, _text in self.told)

    @property
    def fields(self) -> frozenset[str]:
        return frozenset(field_of(label) for _row, label, _text in self.told)


@dataclass(frozen=True, slots=True)
class Items:
    """The contents of all items, their labels each with its content as written, and the lines that belong to none."""

    groups: list[list[Pair]]
    told: list[str]
    loose: list[Line]


def labelled_items(lines: Sequence[Line]) -> Items | None:
    """The items of such a list; None of any other text."""
    if not _FEWEST < len(lines) <= _MOST_LINES:
        return None
    found = _headed(lines) or _labelled(lines)
    if found is None:
        return None
    items, loose = found
    if len(items) < _FEWEST or len({one.labels for one in items}) < _FEWEST or not all(map(_is_whole, items)):
        return None
    groups = with_rest_apart(with_deadlines([list(_pairs(one)) for one in items]))
    told = [f"{label}：{text}" for one in items for _row, label, text in one.told]
    return Items(groups, told, loose)


def keeps_all(table: Table | None, items: Items) -> bool:
    """Whether a reading has no label of an item inside another content, and where it has fewer records every content for itself and no
    two problems in one.
    """
    if table is None:
        return False
    records = [
        {without_blanks(text) for text in (*record.fields.values(), *record.extra.values())}
        for record in table.records
    ]
    if any(told in text for told in map(without_blanks, items.told) for texts in records for text in texts):
        return False
    if len(records) >= len(items.groups):
        return True
    heads, contents = set[str](), set[str]()
    for _row, _more, label, text in (pair for group in items.groups for pair in group if pair[2] != _COUNT):
        (heads if field_of(label) == "description" else contents).add(without_blanks(text))
    return contents <= set[str]().union(*records) and all(len(texts & heads) < _FEWEST for texts in records)


def with_items_kept(table: Table | None, name: str, lines: Sequence[Line], unit: str) -> Table | None:
    """The reading of a text, or where it glues or loses contents of such a list the list itself."""
    items = labelled_items(lines)
    if items is None or keeps_all(table, items):
        return table
    groups = with_one_spelling(items.groups)
    pairs = [pair for group in groups for pair in group]
    return form_table(name, pairs, items.loose, unit=unit, records=groups)


def _is_whole(item: _Item) -> bool:
    """Whether an item says what is done about it or who does it, under labels that are mostly known."""
    known = item.fields & HEADERS.keys()
    return (
        bool(item.fields & (STRONG | WEAK))
        and 2 * len(known) >= len(item.fields)
        and len(item.told) >= _FEWEST
    )


def _pairs(item: _Item) -> Iterator[Pair]:
    if item.head is not None:
        row, line = item.head
        heading = heading_of(line)
        if heading is not None:
            yield row, 0, _COUNT, heading.number
        yield row, 0, PROBLEM, heading.text if heading else line
    for row, label, text in item.told:
        for name, content in parted(label, text):
            yield row, text.count("\n"), name, content


def _label(line: str) -> tuple[str, str] | None:
    found = _LABELLED.fullmatch(line)
    return (found[1], found[2]) if found and heading_of(line) is None else None


def _headed(lines: Sequence[Line]) -> tuple[list[_Item], list[Line]] | None:
    """Items that a line without a label names; None where it is not certain which line that is."""
    items: list[_Item] = []
    between: list[Line] = []
    loose: list[Line] = []
    for row, line in lines:
        label = _label(line)
        if label is None:
            between.append((row, line))
            continue
        if between:
            head = _head(between, items)
            if head is None:
                return None
            loose += [] if items else [one for one in between if one != head]
            items.append(_Item(head))
            between = []
        elif not items:
            return None  # begins with a label
        items[-1].told.append((row, *label))
    return (items, [*loose, *between]) if _are_heads(items) else None


def _head(between: Sequence[Line], items: Sequence[_Item]) -> Line | None:
    """The line that names the next item: the only one, or the one behind what goes on with the item before."""
    head = between[-1]
    if not len(_HAN.findall(head[1])) >= _SHORTEST or len(head[1]) > _LONGEST or is_closing(head[1]):
        return None
    begins = heading_of(head[1])
    if _SECTION.search((begins.text if begins else head[1]).rstrip("。")):
        return None
    if items and any(_stands_alone(line) for _row, line in between):
        return None
    if not items or len(between) == 1:
        return head
    row, label, text = items[-1].told[-1]
    last = row
    for one, _line in between[:-1]:
        if one != last + 1:
            return None  # an empty line: it may belong to the next one
        last = one
    if head[0] == last + 1 and heading_of(head[1]) is None:
        return None
    items[-1].told[-1] = (row, label, "\n".join((text, *(line for _row, line in between[:-1]))))
    return head


def _stands_alone(line: str) -> bool:
    """Whether a line is a label whose content stands below it: then lines without a label are contents."""
    return line.endswith(("：", ":")) or names_field(line)


def _are_heads(items: Sequence[_Item]) -> bool:
    """Whether the lines that name the items all count on in one way, or none counts and each stands behind an empty line."""
    heads = [heading_of(one.head[1]) for one in items if one.head]
    counted = [one for one in heads if one is not None]
    if not counted:
        return all(_is_apart(above, below) for above, below in itertools.pairwise(items))
    if len(counted) < len(items) or len({one.level for one in counted}) > 1:
        return False
    first = counted[0].ordinal
    is_counting = [one.ordinal for one in counted] == [*range(first, first + len(counted))]
    return is_counting and not any(_counts_inside(one, counted[0]) for one in items)


def _is_apart(above: _Item, below: _Item) -> bool:
    row, _label, text = above.told[-1]
    return below.head is not None and below.head[0] > row + text.count("\n") + 1


def _counts_inside(item: _Item, head: Heading) -> bool:
    """Whether a content counts its parts as the items are counted: then it is not certain what is an item."""
    found = (heading_of(text) for _row, _label, text in item.told)
    return any(one is not None and one.level == head.level for one in found)


def _labelled(lines: Sequence[Line]) -> tuple[list[_Item], list[Line]] | None:
    """Items that each begin with a label for the problem (问题：… 问题描述：… 存在的问题：…); no line between them is without one."""
    begin = next((number for number, (_row, line) in enumerate(lines) if _label(line)), len(lines))
    items: list[_Item] = []
    for number in range(begin, len(lines)):
        row, line = lines[number]
        label = _label(line)
        if label is None:
            return (items, [*lines[:begin], *lines[number:]]) if is_closing(line) else None
        if field_of(label[0]) == "description" and (not items or _opens(items[-1], lines[number:])):
            items.append(_Item(None))
        if not items:
            return None
        items[-1].told.append((row, *label))
    return items, list(lines[:begin])


def _opens(item: _Item, lines: Sequence[Line]) -> bool:
    """Whether a label for a problem begins the next item: what is still in the way (存在的问题) does where units or times come again below it."""
    if not is_trouble(lines[0][1].split("：")[0].split(":")[0]) or not item.fields & {"progress", "result"}:
        return True
    below: set[str] = set()
    for _row, line in lines[1:]:
        label = _label(line)
        if label is None or field_of(label[0]) == "description":
            break
        below.add(field_of(label[0]))
    return bool(below & item.fields & _AGAIN)
