"""What to say of sheets that nothing was read from."""

from collections.abc import Sequence
from pathlib import Path

from dczg_desktop.base.text import excerpt
from dczg_desktop.imports.reading import Grid, Sheets, Table

_SHOWN_ROWS, _SHOWN = 20, 120


def begins_with(grid: Grid) -> str:
    """What a sheet begins with, for a person to see whether it matters."""
    return excerpt("　".join(cell for row in grid.rows[:_SHOWN_ROWS] for cell in row if cell), _SHOWN)


def nothing_read(path: Path, sheets: Sheets, tables: Sequence[Table]) -> str:
    """The words for a file in which no record was found, and what to do."""
    if not any(any(row) for grid in sheets.grids for row in grid.rows):
        return f"“{path.name}”的工作表都是空的，没有可以导入的记录。请检查是否选错了文件。"
    if tables:
        return f"“{path.name}”里只有表头，没有一行数据，没有可以导入的记录。请填写后再导入。"
    return (
        f"“{path.name}”里没有认出表格：找不到含“序号”“问题”“整改措施”“整改时限”“责任单位”等列名的表头行。"
        "请检查是否选错了文件，或给表格加上表头后再导入。"
    )
