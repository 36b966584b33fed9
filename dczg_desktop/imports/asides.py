"""What comments, text boxes and boxes to tick of a sheet say is no part of a record, but listed with the table it stands at."""

from collections.abc import Sequence
from dataclasses import replace

from dczg_desktop.imports.outside import public
from dczg_desktop.imports.reading import Aside, Grid, LeftOut, Table, letters


def with_asides(tables: Sequence[Table], grids: Sequence[Grid], found: Sequence[int]) -> list[Table]:
    """The tables, each with the remarks that stand in its rows or nearest above; `found` says how many tables every grid gave.

    Those of a sheet without a table go to the next table of the file, or the last, and name their sheet.
    """
    lists: dict[int, list[LeftOut]] = {}
    before = 0
    for grid, count in zip(grids, found, strict=True):
        for aside in sorted(grid.asides) if tables else ():
            owner = min(before, len(tables) - 1)
            if count:
                owner = before + _owner(tables[before : before + count], aside)
            lists.setdefault(owner, []).append(_left_out(grid, aside, is_elsewhere=not count))
        before += count
    return [
        replace(one, left_out=(*one.left_out, *(public(line, one.kind) for line in lists[number])))
        if number in lists
        else one
        for number, one in enumerate(tables)
    ]


def _owner(tables: Sequence[Table], aside: Aside) -> int:
    """Which table of a sheet a remark stands at: the last that begins in its row or above, of those over its column first."""
    column = letters(max(aside.column, 0))
    numbered = list(enumerate(tables))
    over = [
        (number, one)
        for number, one in numbered
        if not one.header_rows or any(each.letter == column for each in one.columns)
    ]
    begun = [number for number, one in over or numbered if _top(one) <= aside.row + 1]
    return begun[-1] if begun else (over or numbered)[0][0]


def _top(table: Table) -> int:
    return table.header_rows[0] if table.header_rows else 1


def _left_out(grid: Grid, aside: Aside, *, is_elsewhere: bool) -> LeftOut:
    place = grid.place(aside.row, aside.column) if min(aside.row, aside.column) >= 0 else ""
    if is_elsewhere or not place:
        place = f"{grid.name}!{place}" if place else grid.name
    return LeftOut(max(aside.row + 1, 0), aside.text, aside.kind, place)
