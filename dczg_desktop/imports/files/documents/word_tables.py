"""Tables of a Word document: their rows and cells as they stand after all changes, laid out as grids that name their cells."""

from collections.abc import Iterator
from itertools import count
from typing import Any

from dczg_desktop.imports.files.elements import child_of, children_of, name_of, value_of
from dczg_desktop.imports.reading import Grid, Span

WRAPPERS = frozenset(
    {"sdt", "sdtContent", "smartTag", "customXml", "ins", "moveTo", "AlternateContent", "Choice"}
)
"""What stands around paragraphs, rows and cells and is read as what it holds; of alternatives (Choice, Fallback) the first."""


def property_of(element: Any, group: str, name: str) -> str:
    """The value of one property of a row or cell, such as `gridSpan` of `tcPr`; empty without it."""
    return value_of(child_of(element, group, name))


def merge_mark(cell: Any) -> str:
    """`restart` or `continue` for a cell merged downwards, empty for any other."""
    merge = child_of(cell, "tcPr", "vMerge")
    return "" if merge is None else value_of(merge) or "continue"


def own_rows(table: Any) -> Iterator[Any]:
    """The rows of a table itself that were not deleted; those of a table inside a cell are words of that cell."""
    return (
        row
        for row in children_of(table, WRAPPERS)
        if name_of(row) == "tr" and child_of(row, "trPr", "del") is None
    )


def own_cells(row: Any) -> Iterator[Any]:
    """The cells of a row that were not deleted."""
    return (
        cell
        for cell in children_of(row, WRAPPERS)
        if name_of(cell) == "tc" and child_of(cell, "tcPr", "cellDel") is None
    )


def framed(table: Any) -> list[Any]:
    """The cells of a table of one column that holds another table; empty for any other."""
    cells: list[Any] = []
    for row in own_rows(table):
        own = list(own_cells(row))
        if len(own) != 1:
            return []
        cells += own
    inside = (one for cell in cells for one in children_of(cell, WRAPPERS))
    return cells if any(name_of(one) == "tbl" for one in inside) else []


def laid_out(rows: list[list[tuple[int, str, str]]]) -> Grid:
    """Cells with widths and merge marks as a grid with merged ranges."""
    width = max((sum(cell[0] for cell in row) for row in rows), default=0)
    grid = Grid("", [[""] * width for _row in rows])
    opened: dict[int, Span] = {}
    for number, row in enumerate(rows):
        column = 0
        for span, merge, text in row:
            last = column + span - 1
            if merge == "continue" and column in opened:
                top, left, _bottom, right = opened[column]
                opened[column] = (top, left, number, right)
            else:
                grid.rows[number][column] = text
                _close(grid, opened.pop(column, None))
                opened[column] = (number, column, number, last)
            column = last + 1
    for one in opened.values():
        _close(grid, one)
    return grid


def is_frame(grid: Grid) -> bool:
    """Whether a table is one line of text with nothing beside it, or lines that each go over its whole width, as a converted page has them."""
    width = len(grid.rows[0])
    if any(len(row) - row.count("") > 1 for row in grid.rows):
        return False
    whole = {
        top for top, left, bottom, right in grid.merges if top == bottom and (left, right) == (0, width - 1)
    }
    return len(grid.rows) == 1 or len(whole) == len(grid.rows)


def _close(grid: Grid, span: Span | None) -> None:
    if span and (span[0], span[1]) != (span[2], span[3]):
        grid.merges.append(span)


def append(grid: Grid, more: Grid) -> None:
    """Put the next part of a table, after a page break, below the first."""
    below = len(grid.rows)
    grid.rows += more.rows
    grid.merges += [(top + below, left, bottom + below, right) for top, left, bottom, right in more.merges]
    first = next(
        row for row in count() if not grid.place(row, 0).endswith("段")
    )  # behind the lines of the title
    _name_places(grid, below, below - first)


def under_title(name: str, above: list[tuple[int, str]], laid: Grid) -> Grid:
    """The grid of a table below the lines of its title."""
    width = len(laid.rows[0])
    rows = [[text, *[""] * (width - 1)] for _number, text in above] + laid.rows
    shift = len(above)
    merges = [(top + shift, left, bottom + shift, right) for top, left, bottom, right in laid.merges]
    grid = Grid(name, rows, merges)
    for row, (number, _text) in enumerate(above):
        grid.places.update({(row, column): f"第{number + 1}段" for column in range(width)})
    _name_places(grid, shift, 0)
    return grid


def _name_places(grid: Grid, first: int, before: int) -> None:
    """Name the cells from row `first` on as a reader of the document counts them."""
    for row in range(first, len(grid.rows)):
        for column in range(len(grid.rows[row])):
            grid.places[row, column] = f"第{row - first + before + 1}行第{column + 1}列"
