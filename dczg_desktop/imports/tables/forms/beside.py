"""Tables and forms that stand side by side in one sheet: each is read as if the sheet held it alone, cells keep their names."""

import re
from collections import Counter
from itertools import pairwise, takewhile

from dczg_desktop.domain.headings import folded_header, header_field
from dczg_desktop.imports.header import score
from dczg_desktop.imports.reading import Grid, LeftOut
from dczg_desktop.imports.tables.records.rows import shown

_FEWEST_COLUMNS = 2
_LOWEST_HEADER = 40
_FEWEST_LABELS = 3
_SUM = re.compile(r"[合总小共]计")
_COUNT = re.compile(r"总数|[务题件个项]数|[总合小]计|率|[完未已]")
_WORD = re.compile(r"[\u4e00-\u9fff]")
FIGURES = "旁边的另一张表（数字），没有读入"


def side_by_side(grid: Grid) -> list[Grid]:
    """The sheet itself, or one copy a table with the columns of the others emptied.

    Tables begin where the first label of the header comes again (序号 … 序号 …) with columns of its own after it.
    """
    cells = next((row for row in grid.rows[:_LOWEST_HEADER] if score(row)), [])
    filled = [column for column, cell in enumerate(cells) if cell]
    first = folded_header(cells[filled[0]]) if filled else ""
    starts = [column for column in filled if folded_header(cells[column]) == first]
    if len(starts) < 2 or not first:
        return [grid]
    widths = [end - start for start, end in zip(starts, [*starts[1:], len(cells)], strict=True)]
    if min(widths) < _FEWEST_COLUMNS:
        return [grid]
    if _one_list(grid, starts):
        return [grid]
    starts[0] = 0
    return [_only(grid, start, end) for start, end in zip(starts, [*starts[1:], len(cells)], strict=True)]


def without_figures_beside(grid: Grid) -> tuple[Grid, list[LeftOut]]:
    """The sheet without a small table of figures right of its list (单位 | 总数 | 完成), parted from it by an empty column, and its rows."""
    top = next((number for number, row in enumerate(grid.rows[:_LOWEST_HEADER]) if score(row)), -1)
    header = grid.rows[top] if top >= 0 else []
    gap = _gap(grid, header)
    right = [row[gap:] for row in grid.rows] if gap else []
    first = next((place for place, row in enumerate(right) if any(row) and _are_figures(row)), len(right))
    below = list(takewhile(any, right[first:]))  # its title and headings tell no figures
    if len(below) < _FEWEST_COLUMNS or not score(header[:gap]) or not all(map(_are_figures, below)):
        return grid, []
    has_sum = any(_SUM.match("".join(row).strip()) for row in below)
    if _tells_more(grid, top, gap, has_sum=has_sum) or any(map(any, right[first + len(below) :])):
        return grid, []
    listed = sum(any(row[:gap]) for row in grid.rows[top + 1 :])
    if len(below) == listed and not has_sum:
        return grid, []  # more of what the list itself tells
    if len(below) < listed and not has_sum and not any(map(_COUNT.search, header[gap:])):
        return grid, []  # so is what is written of some rows only
    others = [(number, shown(row[gap:])) for number, row in enumerate(grid.rows) if any(row[gap:])]
    return _only(grid, 0, gap), [LeftOut(number + 1, text, FIGURES) for number, text in others]


def _tells_more(grid: Grid, top: int, gap: int, *, has_sum: bool) -> bool:
    """Whether the columns behind a gap are of the list: the gap is half of a wide cell, or they name what the list says nowhere else;
    places in figures with a sum are names of their rows.
    """
    if any(bottom >= top and left <= gap <= right for _top, left, bottom, right in grid.merges):
        return True
    header = grid.rows[top]
    own, beside = ({header_field(label)[0] for label in part} for part in (header[:gap], header[gap:]))
    return not beside - ({None, "area"} if has_sum else {None}) <= own


def _gap(grid: Grid, header: list[str]) -> int:
    """The empty column inside a header behind which no row has any cell but those of the last labels; 0 for none."""
    filled = [column for column, cell in enumerate(header) if cell]
    gaps = [before + 1 for before, column in pairwise(filled) if column > before + 1]
    gap = gaps[-1] if gaps else 0
    return (
        gap if gap and filled[-1] - gap >= _FEWEST_COLUMNS and not any(row[gap] for row in grid.rows) else 0
    )


def _are_figures(cells: list[str]) -> bool:
    """Whether a row is a name and nothing but numbers behind it."""
    name, *counts = filter(None, cells)
    return (
        bool(counts)
        and _WORD.search(name) is not None
        and all(one.rstrip("%％").replace(".", "", 1).isdigit() for one in counts)
    )


def forms_beside(grid: Grid) -> list[Grid]:
    """One copy a form with the columns of the others emptied, where the labels of one stand again beside it (交办编号 … 交办编号 …); else none.

    At least three rows say the same label in the same columns, and none says another there.
    """
    first = min((column for row in grid.rows[:_LOWEST_HEADER] if (column := _first(row)) >= 0), default=0)
    head = [row for row in grid.rows[:_LOWEST_HEADER] if row[first]]
    agreeing = Counter(
        column
        for row in head
        for column in range(first + _FEWEST_COLUMNS, len(row))
        if row[column] == row[first]
    )
    starts = [column for column, count in sorted(agreeing.items()) if count >= _FEWEST_LABELS]
    if not starts or not all(_says_the_same(row, first, column) for row in head for column in starts):
        return []
    if sum(header_field(row[first])[0] is not None for row in head) < _FEWEST_LABELS:
        return []
    starts = [0, *starts]
    return [
        _only(grid, start, end) for start, end in zip(starts, [*starts[1:], len(grid.rows[0])], strict=True)
    ]


def _says_the_same(row: list[str], first: int, column: int) -> bool:
    """Whether a row has no other label in a column than in its first."""
    return row[column] in {"", row[first]} or header_field(row[column])[0] is None


def _first(row: list[str]) -> int:
    return next((column for column, cell in enumerate(row) if cell), -1)


def _one_list(grid: Grid, starts: list[int]) -> bool:
    """问题清单、责任清单、整改清单 side by side that count the same items, or 序号 | 问题 | 序号 | 整改措施 that counts the measures: one list.

    Only the first tells the problems, and no empty column parts them.
    """
    top = next(number for number, row in enumerate(grid.rows) if score(row))
    header = grid.rows[top]
    parts = list(zip(starts, [*starts[1:], len(header)], strict=True))
    if not all(header[start - 1] for start in starts[1:]):
        return False  # an empty column parts tables
    fields = [{header_field(cell)[0] for cell in header[start:end]} for start, end in parts]
    names = [folded_header(cell) for cell in header if cell]
    counted = [row for row in grid.rows[top + 1 :] if row[starts[0]].isdigit()]
    same = all(row[start] == row[starts[0]] for row in counted for start in starts)
    measures = len(fields) == 2 and "measures" in fields[1]
    return (
        ["description" in one for one in fields] == [True, *[False] * (len(starts) - 1)]
        and bool(counted)
        and (measures or (same and len(set(names)) == len(names) - len(starts) + 1))
    )


def _only(grid: Grid, start: int, end: int) -> Grid:
    rows = [[cell if start <= column < end else "" for column, cell in enumerate(row)] for row in grid.rows]
    merges = []
    for top, left, bottom, right in grid.merges:
        if left < start <= right:
            rows[top][start] = rows[top][start] or grid.rows[top][left]  # a title over all tables
        if left < end and right >= start:
            merges.append((top, max(left, start), bottom, min(right, end - 1)))
    odd = {place: oddity for place, oddity in grid.odd.items() if start <= place[1] < end}
    return Grid(
        grid.name, rows, merges, grid.hidden_rows, grid.hidden_columns, odd, grid.places, grid.colours,
        struck={place for place in grid.struck if start <= place[1] < end},
        links={place: target for place, target in grid.links.items() if start <= place[1] < end},
        is_1904=grid.is_1904,
    )  # fmt: skip
