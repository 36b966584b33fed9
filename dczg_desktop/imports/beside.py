"""Tables that stand side by side in one sheet: each is read as if the sheet held it alone, cells keep their names."""

from dczg_desktop.domain.headings import folded_header
from dczg_desktop.imports.header import score
from dczg_desktop.imports.reading import Grid

_FEWEST_COLUMNS = 2
_LOWEST_HEADER = 40


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
    starts[0] = 0
    return [_only(grid, start, end) for start, end in zip(starts, [*starts[1:], len(cells)], strict=True)]


def _only(grid: Grid, start: int, end: int) -> Grid:
    rows = [[cell if start <= column < end else "" for column, cell in enumerate(row)] for row in grid.rows]
    merges = []
    for top, left, bottom, right in grid.merges:
        if left < start <= right:
            rows[top][start] = rows[top][start] or grid.rows[top][left]  # a title over all tables
        if left < end and right >= start:
            merges.append((top, max(left, start), bottom, min(right, end - 1)))
    odd = {place: oddity for place, oddity in grid.odd.items() if start <= place[1] < end}
    return Grid(grid.name, rows, merges, grid.hidden_rows, grid.hidden_columns, odd, grid.places)
