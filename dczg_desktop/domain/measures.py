"""Splitting a run-on text of measures into single ones, losing nothing."""

import re

from dczg_desktop.base.text import clean

_ITEM = re.compile(
    r"(?:^|(?<=[。；;\n）)]))\s*(?:(\d{1,2})[.．、](?!\d)|[（(](\d{1,2})[）)])\s*", re.MULTILINE
)


def split_measures(plan: str) -> list[str]:
    """The single measures of a run-on text `1.… 2.…`; the whole text as one when it is not numbered 1, 2, 3 … in order.

    What stands before the first number stays with the first measure, so that nothing is lost.
    """
    plan = clean(plan)
    kept: list[int] = []
    for match in _ITEM.finditer(plan):
        if int(match[1] or match[2]) == len(kept) + 1:
            kept.append(match.start())
    if len(kept) < 2:
        return [plan] if plan else []
    starts = [0, *kept[1:]]
    pieces = zip(starts, [*starts[1:], len(plan)], strict=True)
    return [text for start, end in pieces if (text := clean(plan[start:end]))]
