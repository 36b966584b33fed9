"""What a report says will be done next, counted on behind what was done (（四）下一步工作打算：…): a label nobody lists, and no item of it."""

import re
from collections.abc import Sequence

from dczg_desktop.domain.measures import split_measures
from dczg_desktop.domain.plans import Heading, heading_of
from dczg_desktop.imports.texts.labelling.label_words import field_of
from dczg_desktop.imports.texts.labelling.marks import Mark

_DONE = frozenset({"progress", "result"})
_NEXT = re.compile(
    r"((?:下一?步|下阶段|下一阶段|后续|今后)(?:工作|整改)*(?:打算|计划|安排|措施|思路)?)(?:[:：]\s*(\S.*))?[:：。]?",
    re.S,
)


def take_next_steps(marks: Sequence[Mark]) -> None:
    """Make such headings labels: where they go on counting the section of what was done, or its items; one that goes on counting the
    problems speaks for all of them and stays a heading.
    """
    problem: Heading | None = None
    above: Mark | None = None
    counts: dict[int, Heading] = {}
    for mark in marks:
        heading = mark.heading
        if mark.labels:
            above, counts = mark, _counted(mark)
        elif heading:
            found = _NEXT.fullmatch(heading.text)
            is_behind = above is not None and field_of(above.labels[-1][0]) in _DONE
            goes_on = heading.follows(counts.get(heading.level))
            if found and is_behind and goes_on and not heading.follows(problem):
                mark.labels, mark.heading, mark.number = [(found[1], found[2] or "")], None, heading
                above, counts = mark, {}
            elif goes_on or (above and heading.ordinal == 1 and heading.level > min(counts, default=0)):
                counts[heading.level] = heading
            else:
                problem, above, counts = heading, None, {}


def _counted(mark: Mark) -> dict[int, Heading]:
    """What a label counts last by its level: itself, the items on its line."""
    items = [heading_of(one) for one in split_measures(mark.labels[-1][1])]
    return {one.level: one for one in (mark.number, *items) if one}
