"""Columns that only name files (整改前照片 over 1.jpg) or lead to them: kept beside the record, and said that the files are not in the table."""

import re
from collections.abc import Sequence

from dczg_desktop.imports.files.album import named
from dczg_desktop.imports.reading import Column, Grid, Table, column_number, letters

LINK = "（链接）"
_FILE = re.compile(
    r"(?<![^\s、，,;；/\\])[^\s、，,;；/\\]+\.(?:jpe?g|png|bmp|gif|heic|tiff?|webp|pdf|docx?|xlsx?|wps|et|ofd|pptx?|mp4|mov|avi|zip|rar|7z)(?![A-Za-z0-9])",
    re.I,
)
_SAMPLE = 500


def with_links_said(grid: Grid, columns: tuple[Column, ...], rows: Sequence[int]) -> tuple[Column, ...]:
    """The columns, each whose cells lead outside the workbook followed at the end by one that says where to."""
    if not grid.links:
        return columns
    inside = set(rows)
    places = {column_number(one.letter): one for one in columns}
    linked = dict.fromkeys(column for row, column in sorted(grid.links) if row in inside and column in places)
    made = {column: len(grid.rows[0]) + count for count, column in enumerate(linked)}
    for cells in grid.rows if made else ():
        cells.extend([""] * len(made))
    for (row, column), target in grid.links.items():
        if row in inside and column in made:
            grid.rows[row][made[column]] = target
            grid.places[row, made[column]] = grid.place(row, column)
    others = tuple(Column(letters(made[one]), f"{places[one].header}{LINK}", None, 0.0) for one in made)
    return (*columns, *others)


def files_note(table: Table) -> str:
    """What to say of the files that a table names or leads to; empty when there are none."""
    told: list[str] = []
    for column in table.columns:
        if column.field is not None:
            continue
        place = column_number(column.letter)
        texts = [text for one in table.records[:_SAMPLE] if (text := table.grid.rows[one.row - 1][place])]
        files = [found[0] for text in texts for found in _FILE.finditer(text)]
        if texts and (column.header.endswith(LINK) or len(files) * 2 >= len(texts) > 0):
            told.append(f"“{column.header}”写着{named(files or texts)}")
    if not told:
        return ""
    return (
        f"“{table.sheet}”里{'；'.join(told)}：这些文件不在表里，没有取，名称和链接照原样留下。"
        "请另外取得文件，导入后在问题里存为佐证。"
    )
