"""Knows again the workbook of faulty rows that we sent back: its cover and its two columns are no data."""

from dataclasses import replace

from dczg_desktop.base.labels import RETURN_COVER, RETURN_REASON, RETURN_ROW
from dczg_desktop.domain.headings import folded_header
from dczg_desktop.imports.reading import Grid

NOTE = f"这是退回修改后交回的文件：“{RETURN_ROW}”“{RETURN_REASON}”两列和说明页没有当作内容读入。"
_TOP = 12


def without_our_marks(grids: list[Grid]) -> tuple[list[Grid], bool]:
    """The sheets without what was added on sending back, and whether there was anything of it."""
    kept = [grid for grid in grids if not _is_cover(grid)]
    is_ours = len(kept) < len(grids)
    found = [_without_columns(grid, is_ours=is_ours) for grid in kept]
    changed = is_ours or any(one is not grid for one, grid in zip(found, kept, strict=True))
    return found, changed


def _is_cover(grid: Grid) -> bool:
    first = next((cell for row in grid.rows[:_TOP] for cell in row if cell), "")
    return first.startswith(f"{RETURN_COVER}（")


def _without_columns(grid: Grid, *, is_ours: bool) -> Grid:
    """The sheet with our columns blank: both must stand in one row, or the cover must have come along."""
    for row in grid.rows[:_TOP]:
        names = [folded_header(cell) for cell in row]
        columns = {place for place, name in enumerate(names) if name in {RETURN_ROW, RETURN_REASON}}
        if len(columns) > 1 or (columns and is_ours):
            rows = [
                ["" if place in columns else cell for place, cell in enumerate(line)] for line in grid.rows
            ]
            return replace(grid, rows=rows)
    return grid
