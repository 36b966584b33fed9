"""Parts of one problem that are numbered like the problems themselves (二、… with 一、二、三 of its own, then 三、…)."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from dczg_desktop.domain.plans import BARE, Heading
from dczg_desktop.imports.texts.labelling.label_words import STRONG, WEAK, field_of
from dczg_desktop.imports.texts.labelling.marks import Mark

_FEWEST = 2
_HOLDS = ("：", ":")


def inner_parts(marks: Sequence[Mark]) -> frozenset[int]:
    """The headings that are parts of the problem above them, told by how the problems go on counting.

    Behind a problem with labels those without any, where the next one with labels has the number after it; above the
    labels of a problem those that begin anew with 一 below its colon.
    """
    found: set[int] = set()
    places = [place for place, mark in enumerate(marks) if mark.heading or mark.number]
    told = [
        place
        for place, mark in enumerate(marks)
        if any(field_of(label) in STRONG | WEAK for label, _content in mark.labels)
    ]
    for run in _runs(marks, places):
        has_labels = [_is_told(told, place, end) for place, end in run]
        headings = [_of(marks, place) for place, _end in run]
        found.update(run[number][0] for number in _behind(headings, has_labels))
        found.update(run[number][0] for number in _above(headings, has_labels))
    return frozenset(found)


def _of(marks: Sequence[Mark], place: int) -> Heading:
    heading = marks[place].heading
    if heading is None:
        raise ValueError(place)
    return heading


def _is_told(told: Sequence[int], place: int, end: int) -> bool:
    """Whether labels stand between a heading and the next one."""
    following = bisect_right(told, place)
    return following < len(told) and told[following] < end


def _runs(marks: Sequence[Mark], places: Sequence[int]) -> Iterator[list[tuple[int, int]]]:
    """The headings of one level between two of a higher one, each with where the next one begins; a label counted so ends them too."""
    open_now: dict[int, list[int]] = {}
    for place in [*places, len(marks)]:
        mark = marks[place] if place < len(marks) else Mark([])
        begins = mark.heading or mark.number
        level = begins.level if begins else -BARE
        is_label = bool(mark.labels)
        for other in [one for one in open_now if one > level or (is_label and one == level)]:
            starts = open_now.pop(other)
            yield list(zip(starts, [*starts[1:], place], strict=True))
        if 0 < level < BARE and not is_label:
            open_now.setdefault(level, []).append(place)


def _behind(headings: Sequence[Heading], has_labels: Sequence[bool]) -> Iterator[int]:
    """Those between a problem with labels and the next one with labels, when the latter has the number after the former."""
    before: int | None = None
    for number, is_problem in enumerate(has_labels):
        if not is_problem:
            continue
        if before is not None and headings[number].ordinal == headings[before].ordinal + 1:
            yield from range(before + 1, number)
        before = number


def _above(headings: Sequence[Heading], has_labels: Sequence[bool]) -> Iterator[int]:
    """Those below a heading that ends with a colon, counted from 1, of which only the last stands above labels."""
    for number, heading in enumerate(headings):
        if has_labels[number] or not heading.text.endswith(_HOLDS):
            continue
        last = number
        while last + 1 < len(headings) and headings[last + 1].ordinal == last + 1 - number:
            last += 1
            if has_labels[last]:
                break
        goes_on = headings[last + 1].ordinal if last + 1 < len(headings) else 0
        if last - number >= _FEWEST and has_labels[last] and goes_on == heading.ordinal + 1:
            yield from range(number + 1, last + 1)
