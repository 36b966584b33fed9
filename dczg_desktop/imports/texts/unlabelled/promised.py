"""Measures of a problem told without a label: the counted items at its end that name their unit or time in a bracket."""

from collections.abc import Sequence

from dczg_desktop.domain.plans import heading_of, promise_of
from dczg_desktop.imports.texts.content.contents import Line


def lines_before_measures(told: Sequence[Line], level: int) -> int:
    """How many of the lines under a heading of a level stand before such items; 0 where there are none.

    Most of the items must name a unit or a time: else they are parts of the problem, or what was done.
    """
    headings = [heading_of(line) for _row, line in told]
    first = next((place for place, found in enumerate(headings) if found and found.level > level), 0)
    begins = headings[first] if headings else None
    if not first or begins is None or begins.ordinal != 1:
        return 0
    items = [
        promise_of(line)
        for (_row, line), found in zip(told[first:], headings[first:], strict=True)
        if found and found.level == begins.level
    ]
    return first if 2 * sum(bool(item.units or item.deadline) for item in items) > len(items) else 0
