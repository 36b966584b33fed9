"""How large a table may be, and the refusal of a file that is not read."""

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from dczg_desktop.base.errors import UserError
from dczg_desktop.imports.reading import Grid

MOST_ROWS = 100_000
MOST_COLUMNS = 702
MOST_CELLS = 6_000_000
"""Readers take memory for the whole rectangle from the first to the last filled cell."""

TOO_LARGE = "表格超出允许范围（10 万行、702 列、600 万格），请删去远处的内容"


def refusal(path: Path, reason: str) -> UserError:
    """The refusal of a file for a reason: what is safe and what to do."""
    return UserError(
        f"“{path.name}”没有导入：{reason}。台账没有任何改动。请向发来文件的单位另要一份，或用 WPS、Excel 打开后另存为 .xlsx 再导入。"
    )


def check_extent(path: Path, rows: int, columns: int) -> None:
    """Raise UserError naming the file when a table of this size is not read."""
    if not fits(rows, columns):
        raise too_large(path)


def check_placed(path: Path, rows: Sequence[Sequence[str]], places: Collection[tuple[int, int]]) -> None:
    """Raise UserError naming the file when the table would be too large with texts at these places too."""
    if places:
        width = len(rows[0]) if rows else 0
        bottom, right = max(row for row, _column in places), max(column for _row, column in places)
        check_extent(path, max(len(rows), bottom + 1), max(width, right + 1))


def fits(rows: int, columns: int) -> bool:
    """Whether a table of this size is read."""
    return rows <= MOST_ROWS and columns <= MOST_COLUMNS and rows * columns <= MOST_CELLS


def check_merges(path: Path, grids: Iterable[Grid]) -> None:
    """Raise UserError naming the file when merged cells lie over one another again and again: more than a sheet has cells."""
    for grid in grids:
        if sum((one[2] - one[0] + 1) * (one[3] - one[1] + 1) for one in grid.merges) <= MOST_CELLS:
            continue
        height, width = len(grid.rows), len(grid.rows[0]) if grid.rows else 0
        covered = sum(
            max(min(bottom + 1, height) - top, 0) * max(min(right + 1, width) - left, 0)
            for top, left, bottom, right in grid.merges
        )
        if covered > MOST_CELLS:
            raise too_large(path)


def too_large(path: Path) -> UserError:
    """The refusal of a table whose cells reach too far."""
    return refusal(path, TOO_LARGE)
