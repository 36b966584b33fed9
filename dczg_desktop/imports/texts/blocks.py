"""The contents of a plan's problems under their labels, with what their chapter says once for all of them."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from dczg_desktop.domain.headings import folded_header
from dczg_desktop.imports.tables.forms.spellings import one_label_a_field
from dczg_desktop.imports.tables.forms.upright import Pair
from dczg_desktop.imports.texts.content.contents import Line, end_of_last_words, read_contents
from dczg_desktop.imports.texts.labelling.inner_tasks import with_tasks_apart
from dczg_desktop.imports.texts.labelling.label_words import STRONG, WEAK, field_of, is_trouble
from dczg_desktop.imports.texts.labelling.labels import labels_at
from dczg_desktop.imports.texts.labelling.marks import Mark
from dczg_desktop.imports.texts.outline.plan import Block
from dczg_desktop.imports.texts.said_once.chapter_states import chapter_pairs
from dczg_desktop.imports.texts.said_once.item_numbers import (
    NUMBER,
    SEQUENCE,
    with_item_numbers,
    with_label_numbers,
)

SHARED = WEAK | {"goal", "measures"}
"""What a chapter may say once for all its problems."""
_REPORTS = frozenset({"progress", "result"})
_PUBLIC = re.compile(r"公示|电话|受理|联系|监督|地址|邮箱|邮编|邮政|传真|异议|反馈方式|反馈渠道|意见反馈")
_IN_BRACKET = re.compile(r"[（(]([^（）()：:]{2,12}[：:][^（）()]*)[）)][。；;]?\s*$")
_OF_LIST = re.compile(r"[*＊★☆△▲]|[“\"]?(?:本表|本清单|表中|以上|上述|数据|统计|带[*＊★☆]|标[注有记])")
PROBLEM, TITLE = "反馈问题", "标题"


def plan_pairs(
    lines: Sequence[Line], marks: Sequence[Mark], blocks: Sequence[Block]
) -> tuple[list[list[Pair]], list[Line]]:
    """The labelled contents of every problem, and the lines that belong to none."""
    taken: set[int] = set()
    used: set[Pair] = set()
    if len(blocks) > 1:
        blocks[-1].end = end_of_last(lines, marks, blocks)
    groups = [_block(lines, marks, block, taken, used) for block in blocks]
    notes = _notes_of_all(groups)
    groups[-1] = [pair for pair in groups[-1] if pair not in notes]
    of_notes = {row for first, more, *_rest in notes for row in range(first, first + more + 1)}
    taken -= {place for place in taken if lines[place][0] in of_notes}
    taken |= _shared_lines(lines, marks, blocks, used)
    numbers = _numbers(marks, blocks)
    has_own = all(any(field_of(pair[2]) == "number" for pair in group) for group in groups)
    is_of_list = bool(numbers) and all(number.startswith("第") for number in numbers if number)
    label = NUMBER if is_of_list and not has_own else SEQUENCE
    is_numbered = any(numbers)
    for group, number, block in zip(groups, numbers, blocks, strict=True):
        is_told = any(field_of(pair[2]) == "sequence" for pair in group)
        if is_numbered and (label == NUMBER or not is_told):
            row = lines[block.heading if block.heading >= 0 else block.labels][0]
            group.insert(0, (row, 0, label, number))
    if is_numbered and label == SEQUENCE:
        groups = with_item_numbers(groups, (TITLE, PROBLEM))
    return with_label_numbers(groups), [line for position, line in enumerate(lines) if position not in taken]


def _notes_of_all(groups: Sequence[list[Pair]]) -> list[Pair]:
    """The note behind the last problem that speaks of the list (备注：*为重点件): no other problem has one."""
    noted = [[pair for pair in part if field_of(pair[2]) == "remark"] for part in groups]
    if len(groups) == 1 or any(noted[:-1]):
        return []
    return [pair for pair in noted[-1] if _OF_LIST.match(pair[3])]


def end_of_last(lines: Sequence[Line], marks: Sequence[Mark], blocks: Sequence[Block]) -> int:
    """Where the last problem ends: at the words to the public when nothing follows them but whom to call, or at the first of
    the labels that speak of the notice (公示期限, 监督电话) and that no other problem has.
    """
    block = blocks[-1]
    end = end_of_last_words(lines, marks, block.labels, block.end)
    names = {field_of(label) for mark in marks[end : block.end] for label, _content in mark.labels}
    end = block.end if names & (WEAK | STRONG) else end
    own = {
        folded_header(label)
        for other in blocks[:-1]
        for mark in marks[other.labels : other.end]
        for label, _content in mark.labels
    }
    while end > block.labels:
        place = next((one for one in range(end - 1, block.labels, -1) if marks[one].is_label), None)
        if place is None or not _is_public(marks[place], own):
            break
        end = place
    return end


def _is_public(mark: Mark, own: set[str]) -> bool:
    names = {folded_header(label) for label, _content in mark.labels}
    return not names & own and all(_PUBLIC.search(name) for name in names)


def is_restarted(marks: Sequence[Mark], blocks: Sequence[Block]) -> bool:
    """Whether the numbering of the problems begins anew in a chapter."""
    begins = [
        marks[block.heading].heading if block.heading >= 0 else marks[block.labels].number for block in blocks
    ]
    numbers = [heading.number for heading in begins if heading]
    return len(set(numbers)) < len(numbers)


def _numbers(marks: Sequence[Mark], blocks: Sequence[Block]) -> list[str]:
    """The numbers of the headings; those of the first labels (`1.【反馈问题】`) when they count the problems."""
    if any(block.heading >= 0 for block in blocks):
        found = [marks[block.heading].heading if block.heading >= 0 else None for block in blocks]
        return [heading.number if heading else "" for heading in found]
    labels = [marks[block.labels].number for block in blocks]
    counted = [heading.ordinal if heading else 0 for heading in labels]
    follows = all(number in {1, before + 1} for before, number in pairwise(counted))
    is_count = bool(counted[0]) and follows and set(counted) != {1}
    return [heading.number if heading and is_count else "" for heading in labels]


def _block(
    lines: Sequence[Line], marks: Sequence[Mark], block: Block, taken: set[int], used: set[Pair]
) -> list[Pair]:
    begin = block.heading if block.heading >= 0 else block.labels
    taken.update(range(begin, block.labels))
    taken.update(block.chapters)
    found, loose = read_contents(lines, marks, block.labels, block.end)
    taken.update(set(range(block.labels, block.end)) - loose)
    if block.heading >= 0 and (heading := marks[block.heading].heading):
        found = with_tasks_apart(heading.text, found)
    fields = {field_of(pair[2]) for pair in found if pair[3]}
    pairs = _with_heading(_heading(lines, marks, block, has_own=_says_problem(found)), found)
    behind = _behind(pairs)
    pairs += behind
    fields |= {field_of(pair[2]) for pair in behind}
    shared = _shared(lines, marks, block, fields)
    used.update(shared)
    pairs += shared
    return [*pairs, *chapter_pairs(pairs, [lines[one] for one in block.chapters])]


def _heading(lines: Sequence[Line], marks: Sequence[Mark], block: Block, *, has_own: bool) -> list[Pair]:
    """The heading with the lines up to the first label: the problem, or its title when it has a label of its own."""
    if block.heading < 0:
        return []
    heading = marks[block.heading].heading
    row = lines[block.heading][0]
    rest = [text for _number, text in lines[block.heading + 1 : block.labels]]
    text = "\n".join(filter(None, [heading.text if heading else "", *rest]))
    span = lines[block.labels - 1][0] - row
    return [(row, span, TITLE if has_own else PROBLEM, text)]


def _says_problem(found: Sequence[Pair]) -> bool:
    """Whether a label holds the problem itself, and not what is still in the way behind what was done."""
    is_told = False
    for _row, _more, label, text in found:
        field = field_of(label)
        if text and field == "description" and not (is_told and is_trouble(label)):
            return True
        is_told = is_told or (field in _REPORTS and bool(text))
    return False


def _behind(pairs: Sequence[Pair]) -> list[Pair]:
    """The units and times in the bracket that ends a problem (…问题。（责任单位：…；整改时限：…）), where it has no such labels."""
    known = {field_of(label) for _row, _more, label, text in pairs if text}
    found: list[Pair] = []
    for row, more, label, text in pairs:
        inside = _IN_BRACKET.search(text) if field_of(label) == "description" else None
        said = labels_at([inside[1]], 0)[0] if inside else []
        found += [
            (row, more, name, content) for name, content in said if field_of(name) in WEAK - known and content
        ]
    return found


def _with_heading(heading: list[Pair], found: list[Pair]) -> list[Pair]:
    """The heading before the contents; a title of its own is joined to it."""
    own = next((pair for pair in found if folded_header(pair[2]) == TITLE), None)
    if not heading or own is None or heading[0][2] != TITLE:
        return [*heading, *found]
    row, _more, label, text = heading[0]
    joined = (row, own[0] - row, label, "\n".join(filter(None, (text, own[3]))))
    return [joined, *(pair for pair in found if pair is not own)]


def _shared(lines: Sequence[Line], marks: Sequence[Mark], block: Block, fields: set[str]) -> list[Pair]:
    """What the chapter says for all its problems and this one does not say itself; the nearest chapter wins."""
    pairs: list[Pair] = []
    known = set(fields)
    for group in reversed(block.shared):
        found, _loose = read_contents(lines, marks, group.start, group.end)
        new = [pair for pair in found if pair[3] and field_of(pair[2]) in SHARED - known]
        known |= {field_of(pair[2]) for pair in new}
        pairs += new
    return pairs


def _shared_lines(
    lines: Sequence[Line], marks: Sequence[Mark], blocks: Sequence[Block], used: set[Pair]
) -> set[int]:
    """The lines of what chapters say that some problem took; what every problem says itself is left out in sight."""
    taken: set[int] = set()
    for start, end in {(group.start, group.end) for block in blocks for group in block.shared}:
        found, loose = read_contents(lines, marks, start, end)
        rows = [range(row, row + more + 1) for row, more, *_rest in used.intersection(found)]
        left = [range(row, row + more + 1) for row, more, *_rest in set(found) - used if _rest[1]]
        taken |= {
            place
            for place in set(range(start, end)) - loose
            if any(lines[place][0] in span for span in rows)
            and not any(lines[place][0] in span for span in left)
        }
    return taken


def with_one_spelling(groups: Iterable[list[Pair]]) -> list[list[Pair]]:
    """The same groups; a field that different groups label differently (整改时限, 完成时限) gets one label."""
    return [_merged(group) for group in one_label_a_field(list(groups), field_of)]


def _merged(group: list[Pair]) -> list[Pair]:
    """Contents under one label as one: nothing is written over."""
    found: dict[str, Pair] = {}
    for row, more, label, text in group:
        first = found.get(label)
        if first is None or not first[3]:
            found[label] = (row, more, label, text)
        elif text:
            last = max(first[0] + first[1], row + more)
            found[label] = (first[0], last - first[0], label, f"{first[3]}\n{text}")
    return list(found.values())
