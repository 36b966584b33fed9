"""The lines of a text that tell measures and what came of each in turn: one content, under the label above them or the first measure."""

from collections.abc import Sequence

from dczg_desktop.imports.tables.columns.in_turn import came_of_it, holds_came, measure_in_turn
from dczg_desktop.imports.texts.labelling.label_words import WEAK, field_of
from dczg_desktop.imports.texts.labelling.marks import Mark

_LABEL = "整改措施"
_FEWEST = 2
_HOLDS = frozenset({"measures", "progress"})


def take_in_turn(lines: Sequence[str], marks: list[Mark]) -> None:
    """Unmark the labels of every such run (整改措施1：… / 完成情况：… / 整改措施2：…), at least two measures of which what came is told."""
    place = 0
    while place < len(lines):
        label = _held_by(marks, place)
        end = _end(lines, marks, place, label) if measure_in_turn(lines[place], label) == 1 else place
        if end > place:
            for one in range(place, end):
                marks[one] = Mark([], is_item=True)
            if not label:
                marks[place] = Mark([(_LABEL, lines[place])])
        place = max(end, place + 1)


def _end(lines: Sequence[str], marks: Sequence[Mark], start: int, label: str) -> int:
    """Behind the last line of the run that begins here; `start` itself where it is none."""
    count = told = 0
    end = start
    is_open = False
    level = _level(marks, start)
    for place in range(start, len(lines)):
        line, mark = lines[place], marks[place]
        if (number := measure_in_turn(line, label)) and number == count + 1:
            count, is_open = number, True
            told += holds_came(line)
        elif came_of_it(line) and is_open:
            told, is_open = told + 1, False
        elif _ends(mark, level):
            break
        end = place + 1
    return _without_last_labels(marks, start, end) if count >= _FEWEST and told >= _FEWEST else start


def _without_last_labels(marks: Sequence[Mark], start: int, end: int) -> int:
    """Where the run ends without the units and times behind the last measure that no other one has: they are the problem's."""
    first = end
    while first > start + 1 and marks[first - 1].is_label:
        first -= 1
    inside = {
        label for mark in marks[start:first] for label, _content in mark.labels if field_of(label) in WEAK
    }
    behind = (
        place for place in range(first, end) if not {label for label, _text in marks[place].labels} & inside
    )
    return next((place for place in behind if _only_says_who(marks[place])), end)


def _only_says_who(mark: Mark) -> bool:
    return all(field_of(label) in WEAK for label, _content in mark.labels)


def _ends(mark: Mark, level: int) -> bool:
    """Whether a line belongs to the run no more: a label of the problem, or a heading no deeper than the one above."""
    if mark.is_label:
        return not all(field_of(label) in WEAK for label, _content in mark.labels)
    return mark.is_heading and mark.heading is not None and mark.heading.level <= level


def _level(marks: Sequence[Mark], start: int) -> int:
    """How deep the run is counted, or the heading above it: only headings below that are parts of its contents."""
    above = (mark.number or mark.heading for mark in reversed(marks[: start + 1]))
    return next((one.level for one in above if one), 0)


def _held_by(marks: Sequence[Mark], start: int) -> str:
    """The label without a content of its own that stands right above (三、整改措施及完成情况); '' for none."""
    if not start or not marks[start - 1].labels:
        return ""
    label, content = marks[start - 1].labels[-1]
    return label if not content and field_of(label) in _HOLDS else ""
