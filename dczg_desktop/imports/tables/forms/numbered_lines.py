"""Forms of one record told by what stands in their first columns: lines that are counted (1 | 整改目标 | … / 2 | 整改措施 | …), or nothing
but labels, most of which no table has.
"""

from dataclasses import replace

from dczg_desktop.domain.headings import folded_header, header_field
from dczg_desktop.imports.header import LONGEST_HEADER
from dczg_desktop.imports.reading import Grid
from dczg_desktop.imports.tables.forms.upright import is_label

_FEWEST, _MOST_FILLED = 3, 3
_HIGHEST, _LIKELY = 60, 0.74


def without_line_numbers(grid: Grid) -> tuple[Grid, frozenset[int]]:
    """The sheet without the numbers of such lines, and which lines they are; none in a list of forms, where labels come again."""
    lines: list[int] = []
    for row, cells in enumerate(grid.rows[: 2 * _HIGHEST]):
        if (
            cells[0] == str(len(lines) + 1)
            and len(cells) - cells.count("") <= _MOST_FILLED
            and cells[1:2] != [""]
        ):
            lines.append(row)
        elif lines and cells[0]:
            return grid, frozenset()  # words behind numbered lines: a list of something else
    labels = [folded_header(grid.rows[row][1]) for row in lines if len(grid.rows[row]) > _FEWEST - 1]
    known = sum(map(is_label, labels))
    is_form = len(set(labels)) == len(labels) and all(len(label) <= LONGEST_HEADER for label in labels)
    if known < _FEWEST or 2 * known < len(labels) or not is_form:
        return grid, frozenset()
    rows = list(grid.rows)
    for row in lines:
        rows[row] = ["", *rows[row][1:]]
    return replace(grid, rows=rows), frozenset(lines)


def labels_alone(grid: Grid) -> set[str]:
    """The labels of a sheet that begins every row with one, all different and at most one of them unknown; none of a long sheet."""
    firsts = [
        folded_header(cells[0])
        for cells in grid.rows[:_HIGHEST]
        if cells[0] and len(cells) - cells.count("") > 1
    ]
    labels = {first for first in firsts if is_label(first) or header_field(first)[1] >= _LIKELY}
    is_form = (
        len(grid.rows) <= _HIGHEST and len(set(firsts)) == len(firsts) and len(labels) >= len(firsts) - 1
    )
    return labels if is_form and len(labels) >= _FEWEST else set()
