"""Cells that only repeat the one above (同上, 〃): read as what stands there, and said so."""

from collections.abc import Sequence

from dczg_desktop.imports.reading import Column, Grid, Oddity, column_number

DITTOS = frozenset(
    {
        "同上",
        "〃",
        "″",
        "同上。",
        "（同上）",
        "(同上)",
        "同前",
        "同上一条",
        "同上条",
        "同上行",
        '"',
        "“",
        "”",
        "''",
        "｡｡",
        "ditto",
    }
)
_NEVER = frozenset({"number", "sequence", "description"})


def with_dittos_read(grid: Grid, columns: Sequence[Column], rows: Sequence[int]) -> None:
    """Write the text above into such cells of columns that are fields; what they said stays as an oddity to be told."""
    if all(DITTOS.isdisjoint(grid.rows[row]) for row in rows):
        return
    for column in columns:
        if column.field is None or column.field in _NEVER:
            continue
        place = column_number(column.letter)
        above = ""
        for row in rows:
            cells = grid.rows[row]
            if cells[place] in DITTOS and above:
                grid.odd[row, place] = Oddity("ditto", cells[place])
                cells[place] = above
            above = cells[place]
