"""What calamine does not tell of an OpenDocument sheet (.ods): merged cells, hidden rows and columns (ODF 1.2, 9.1)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dczg_desktop.imports.files.album import LOST, Found
from dczg_desktop.imports.files.elements import children_of, name_of, parsed, value_of, whole_number
from dczg_desktop.imports.files.gate import MOST_COLUMNS, MOST_ROWS
from dczg_desktop.imports.reading import Oddity, Span

_DRAWN = (".svg", ".svm", ".emf", ".wmf")
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
    """Merged ranges, hidden rows and columns of one sheet, all from 0; its pictures, and cells with a picture of WPS."""

    merges: list[Span] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    rows: int = 0
    columns: int = 0
    pictures: list[Found] = field(default_factory=list)
    odd: dict[tuple[int, int], Oddity] = field(default_factory=dict)


def shapes_of(path: Path, content: bytes) -> dict[str, SheetShape]:
    """Sheet name → its shape. Raises UserError naming the file when the content is not whole."""
    return {
        value_of(table, "name"): _shape(table)
        for table in parsed(path, content).iter()
        if name_of(table) == "table" and value_of(table, "name")
    }


def _shape(table: Any) -> SheetShape:
    shape = SheetShape()
    for element in children_of(table, _GROUPS):
        kind = name_of(element)
        if kind == "shapes":
            shape.pictures += [Found(-1, -1, part) for part in _pictures(element)]
        elif kind == "table-column":
            _columns(shape, element)
        elif kind == "table-row":
            count = _number(element, "number-rows-repeated", MOST_ROWS + 1)
            if value_of(element, "visibility") in {"collapse", "filter"}:
                shape.hidden_rows.update(range(shape.rows, min(shape.rows + count, MOST_ROWS)))
            _merges(shape, element)
            shape.rows += count
    return shape


def _columns(shape: SheetShape, element: Any) -> None:
    count = _number(element, "number-columns-repeated", MOST_COLUMNS)
    if value_of(element, "visibility") in {"collapse", "filter"}:
        shape.hidden_columns.update(range(shape.columns, min(shape.columns + count, MOST_COLUMNS)))
    shape.columns += count


def _merges(shape: SheetShape, row: Any) -> None:
    """Take the merged cells of a row."""
    column = 0
    for cell in row:
        across = _number(cell, "number-columns-spanned", MOST_COLUMNS)
        down = _number(cell, "number-rows-spanned", MOST_ROWS)
        if across > 1 or down > 1:
            shape.merges.append((shape.rows, column, shape.rows + down - 1, column + across - 1))
        if "dispimg" in (formula := value_of(cell, "formula")).lower():
            shape.odd[shape.rows, column] = Oddity("picture", formula)
            shape.pictures.append(Found(shape.rows, column, LOST))
        if len(cell):
            shape.pictures += [Found(shape.rows, column, part) for part in _pictures(cell)]
        column += _number(cell, "number-columns-repeated", MOST_COLUMNS + 1)


def _pictures(element: Any) -> Iterator[str]:
    """The part of every picture in an element, '' for one that is only linked; charts and their stand-ins are none.

    A frame may hold one picture in two forms: the photo is taken.
    """
    for frame in element.iter():
        inside = [name_of(one) for one in frame] if name_of(frame) == "frame" else []
        if "image" not in inside or {"object", "object-ole"} & set(inside):
            continue
        links = [value_of(one, "href") for one in frame if name_of(one) == "image"]
        links.sort(key=lambda link: link.lower().endswith(_DRAWN))
        part = links[0].removeprefix("./")
        yield part if part.startswith("Pictures/") else "" if part else LOST


def _number(element: Any, name: str, most: int) -> int:
    text = value_of(element, name)
    return min(max(whole_number(text, most if text.isdecimal() else 1), 1), most)
