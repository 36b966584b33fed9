"""What comes next in a text: for every line the next one of a kind."""

from collections.abc import Callable, Sequence

from dczg_desktop.imports.texts.labelling.label_words import WEAK, field_of
from dczg_desktop.imports.texts.labelling.marks import Mark


def is_heading(mark: Mark) -> bool:
    """Whether a line is a heading and no label."""
    return mark.heading is not None and not mark.labels


def names_more(mark: Mark) -> bool:
    """Whether a label is of a problem, and not of a single measure as well."""
    return any(field_of(label) not in WEAK for label, _content in mark.labels)


def next_of(marks: Sequence[Mark], is_meant: Callable[[Mark], bool]) -> list[int | None]:
    """For every line the next one after it of a kind, None where there is none: they are asked for again and again."""
    found: list[int | None] = []
    place: int | None = None
    for number in range(len(marks) - 1, -1, -1):
        found.append(place)
        place = number if is_meant(marks[number]) else place
    return found[::-1]
