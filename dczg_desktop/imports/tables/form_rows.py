"""Labels of a form merged down over several rows (整改措施 over 1 | 清淤, 2 | 种树): what stands in all the rows is their content."""

import re
from collections import Counter
from collections.abc import Collection, Sequence

from dczg_desktop.imports.reading import Grid

_Content = tuple[int, int, str, str]
"""Row and column of a content (from 0), its label, its text."""

_SERIAL = re.compile(r"[(（]?\d{1,2}[)）]?[.、．]?")
_MOST_PARTS = 2
"""A number and a text; more are columns of a table inside the form."""


def with_rows_below(
    grid: Grid, pairs: Sequence[_Content], unlabelled: Collection[int]
) -> tuple[list[_Content], set[int]]:
    """The contents with those of the rows below under the same label, and the rows that were taken so, the first ones too."""
    down = {(top, left): bottom for top, left, bottom, _right in grid.merges if top < bottom}
    alone = Counter(row for row, *_rest in pairs)
    found: list[_Content] = []
    taken: set[int] = set()
    for row, column, label, text in pairs:
        place = next((one for one in range(column) if grid.rows[row][one]), column)
        bottom = min(down.get((row, place), row), len(grid.rows) - 1)
        rows = range(row, bottom + 1)
        lines = [[cell for cell in grid.rows[one][place + 1 :] if cell] for one in rows]
        is_list = (
            text
            and bottom > row
            and alone[row] == 1
            and all(one in unlabelled for one in rows[1:])
            and all(len(line) <= _MOST_PARTS for line in lines)
        )
        taken.update(rows if is_list else ())
        whole = "\n".join(filter(None, map(_line, lines))) if is_list else text
        found.append((row, column, label, whole))
    return found, taken


def _line(parts: Sequence[str]) -> str:
    """A row as one line of the content: `1.清淤` of 1 | 清淤."""
    if len(parts) > 1 and _SERIAL.fullmatch(parts[0]):
        sign = "" if parts[0][-1:] in "）).、．" else "."
        return f"{parts[0]}{sign}{parts[1]}"
    return "　".join(parts)
