"""What calamine does not tell of an OpenDocument sheet (.ods): merged cells, hidden rows and columns (ODF 1.2, 9.1)."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dczg_desktop.imports.elements import name_of, parsed, value_of, whole_number
from dczg_desktop.imports.gate import MOST_ROWS, check_extent
from dczg_desktop.imports.reading import Span

_MOST_COLUMNS = 702
_GROUPS = frozenset(
    [
        "table-header-rows",
        "table-row-group",
        "table-rows",
        "table-header-columns",
        "table-columns",
        "table-column-group",
    ]
)


@dataclass(slots=True)
class SheetShape:
    """Merged ranges, hidden rows and hidden columns of one sheet, all from 0."""

    merges: list[Span] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    rows: int = 0
    columns: int = 0
    filled_rows: int = 0
    filled_columns: int = 0


def shapes_of(path: Path, content: bytes) -> dict[str, SheetShape]:
    """Sheet name → its shape. Raises UserError naming the file when the content is not whole."""
    shapes = {
        value_of(table, "name"): _shape(table)
        for table in parsed(path, content).iter()
        if name_of(table) == "table" and value_of(table, "name")
    }
    for shape in shapes.values():
        check_extent(path, shape.filled_rows, shape.filled_columns)
    return shapes


def _shape(table: Any) -> SheetShape:
    shape = SheetShape()
    _walk(shape, table)
    return shape


def _walk(shape: SheetShape, parent: Any) -> None:
    for element in parent:
        kind = name_of(element)
        if kind in _GROUPS:
            _walk(shape, element)
        elif kind == "table-column":
            count = _number(element, "number-columns-repeated", _MOST_COLUMNS)
            if value_of(element, "visibility") in {"collapse", "filter"}:
                shape.hidden_columns.update(range(shape.columns, min(shape.columns + count, _MOST_COLUMNS)))
            shape.columns += count
        elif kind == "table-row":
            count = _number(element, "number-rows-repeated", MOST_ROWS + 1)
            if value_of(element, "visibility") in {"collapse", "filter"}:
                shape.hidden_rows.update(range(shape.rows, min(shape.rows + count, MOST_ROWS)))
            filled = _merges(shape, element)
            shape.rows += count
            if filled:
                shape.filled_rows = shape.rows
                shape.filled_columns = max(shape.filled_columns, filled)


def _merges(shape: SheetShape, row: Any) -> int:
    """Take the merged cells of a row; return how many columns it fills, 0 for an empty row."""
    column = filled = 0
    for cell in row:
        across = _number(cell, "number-columns-spanned", _MOST_COLUMNS)
        down = _number(cell, "number-rows-spanned", MOST_ROWS)
        if across > 1 or down > 1:
            shape.merges.append((shape.rows, column, shape.rows + down - 1, column + across - 1))
        column += _number(cell, "number-columns-repeated", _MOST_COLUMNS + 1)
        if len(cell) or value_of(cell, "value-type"):
            filled = column
    return filled


def _number(element: Any, name: str, most: int) -> int:
    text = value_of(element, name)
    return min(max(whole_number(text, most if text.isdecimal() else 1), 1), most)
