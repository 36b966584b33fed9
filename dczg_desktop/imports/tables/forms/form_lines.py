"""The line between the title of a form and its first label (编号：督〔2026〕3号　交办日期：2026年5月13日): contents under labels like the others."""

import re
from collections.abc import Iterable

from dczg_desktop.imports.reading import Grid
from dczg_desktop.imports.tables.forms.upright import Pair, begins_record
from dczg_desktop.imports.tables.records.rows import is_form_line
from dczg_desktop.imports.tables.values.labelled_pieces import pieces_of

_SIGNED = re.compile(r"(?:填报|填表|制表|审核|报送)(?:人|单位|部门|日期|时间)|单位|日期")


def lines_above(grid: Grid, pairs: Iterable[Pair], others: Iterable[int]) -> list[Pair]:
    """What the lines directly above the first labels of forms say; who filled a form in and when stays where it is.

    A number comes first: it begins the next form of a sheet with several.
    """
    labelled = {row for row, *_rest in pairs}
    found: list[Pair] = []
    for row in sorted(others, reverse=True):
        if row + 1 not in labelled:
            continue
        own = [one for one in _of_row(grid, row) if one[3] and not _SIGNED.fullmatch(one[2])]
        if own:
            labelled.add(row)
            found += sorted(own, key=lambda one: not begins_record(one[2]))
    return found


def _of_row(grid: Grid, row: int) -> list[Pair]:
    """Every content of a row of nothing but labels with their contents; empty for any other row."""
    found: list[Pair] = []
    for column, cell in enumerate(grid.rows[row]):
        text = cell.strip()
        if not text:
            continue
        pieces = pieces_of(text)
        if not pieces and not is_form_line(text):
            return []
        found += [(row, column, label, content) for label, content in pieces]
    return found
