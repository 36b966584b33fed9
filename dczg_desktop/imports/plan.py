"""Where the problems of a plan document begin: the heading before each group of labels, not the numbers of its measures."""

from dataclasses import dataclass

from dczg_desktop.domain.plans import Heading, heading_of
from dczg_desktop.imports.upright import is_label

_FEWEST_GROUPS = 2
_FARTHEST = 12


@dataclass(frozen=True, slots=True)
class Start:
    """One problem of a plan, as positions in the list of lines: heading, first label, end of what belongs to it."""

    begin: int
    labels: int
    end: int
    label: str
    number: str
    text: str


def plan_starts(lines: list[str], groups: list[int]) -> list[Start]:
    """The problems of a plan; empty when the text is no plan. `groups` are the positions of the labels opening a group.

    A plan has at least two groups of labels under headings of one level, or a heading 整改任务第…项 (docs/import.md).
    """
    found: list[tuple[int, int, Heading]] = []
    for number, position in enumerate(groups):
        earliest = groups[number - 1] + 1 if number else 0
        if (
            start := _heading_before(lines, earliest, position, found[-1][2].level if found else None)
        ) is None:
            return []
        found.append((start[0], position, start[1]))
    if not found or (len(found) < _FEWEST_GROUPS and found[0][2].level):
        return []
    numbers = [heading.number for *_rest, heading in found]
    is_distinct = len(set(numbers)) == len(numbers)
    return [
        Start(
            begin,
            position,
            _end(lines, position, heading.level),
            _label(heading),
            heading.number if is_distinct else "",
            heading.text,
        )
        for begin, position, heading in found
    ]


def _label(heading: Heading) -> str:
    return "序号" if heading.level else "问题编号"


def _heading_before(
    lines: list[str], earliest: int, position: int, level: int | None
) -> tuple[int, Heading] | None:
    """The nearest heading above a label that is no label itself; of the same level as the problem before, when there is one."""
    for number in range(position - 1, max(earliest, position - _FARTHEST) - 1, -1):
        heading = heading_of(lines[number])
        if heading and not is_label(heading.text) and (level is None or heading.level == level):
            return number, heading
    return None


def _end(lines: list[str], position: int, level: int) -> int:
    """Where the contents of a problem end: at a heading of a higher level that is no label."""
    for number in range(position + 1, len(lines)):
        heading = heading_of(lines[number])
        if heading and 0 < heading.level < (level or 2) and not is_label(heading.text.rstrip("：:")):
            return number
    return len(lines)
