"""What lies over or in the cells of a workbook: pictures, whose bytes are never decoded here, and shapes and comments that say something."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dczg_desktop.imports.files.album import LOST, Album, Found
from dczg_desktop.imports.files.elements import child_of, children_of, name_of, parsed, value_of, whole_number
from dczg_desktop.imports.files.excel.placed import placed_pictures
from dczg_desktop.imports.files.relations import relations_of
from dczg_desktop.imports.files.remarks import OTHER_FORMS, boxes_of, comments_of, said_in_shapes
from dczg_desktop.imports.reading import Grid

_IDENTITY = re.compile(r"DISPIMG\(\s*[\"“]?([^\"”,)]+)", re.I)
PLACED = "嵌入图片"
"""What stands in a cell of Excel that holds a picture, before the picture's mark."""

_FORMS = frozenset({"AlternateContent", "Choice"})
_WPS = "xl/cellimages.xml"


class Pictures:
    """Collects the pictures of one workbook, sheet by sheet, into an album, and what is said beside the cells into the sheet."""

    def __init__(self, path: Path, parts: dict[str, bytes]) -> None:
        self._path, self._parts = path, parts
        self._inside = _wps_pictures(path, parts)
        self.placed = placed_pictures(path, parts)
        self.album = Album()

    def take(self, grid: Grid, sheet_part: str) -> None:
        """Take the pictures and remarks of one sheet; `grid.odd` names the cells that hold a picture."""
        over = list(self._over_cells(grid, sheet_part))
        grid.asides += comments_of(self._path, self._parts, sheet_part)
        self.album.add_parts(self._path, grid.name, [*over, *self._in_cells(grid)])

    def _in_cells(self, grid: Grid) -> Iterator[Found]:
        for (row, column), oddity in grid.odd.items():
            if oddity.kind != "picture":
                continue
            found = _IDENTITY.search(oddity.value)
            part = self._inside.get(found[1]) if found else self.placed.get(oddity.value.removeprefix(PLACED))
            yield Found(row, column, part or LOST)

    def _over_cells(self, grid: Grid, sheet_part: str) -> Iterator[Found]:
        boxes = boxes_of(self._path, self._parts, sheet_part)
        for drawing, kind in relations_of(self._path, self._parts, sheet_part).values():
            if kind.endswith("/drawing") and drawing in self._parts:
                targets = relations_of(self._path, self._parts, drawing)
                for anchor in _anchors(parsed(self._path, self._parts[drawing])):
                    row, column = _corner(anchor)
                    grid.asides += said_in_shapes(anchor, row, column, boxes)
                    yield from (Found(row, column, part) for part in blips_in(anchor, targets))


def _anchors(drawing: Any) -> Iterator[Any]:
    """The anchors of a drawing; those that another program would show in another form stand one deeper."""
    return children_of(drawing, _FORMS)


def _corner(anchor: Any) -> tuple[int, int]:
    """The cell under the upper left corner, from 0; (-1, -1) for what is not laid over a cell."""
    corner = child_of(anchor, "from")
    places = [child_of(corner, name) for name in ("row", "col")]
    row, column = (
        whole_number((place.text or "").strip(), -1) if place is not None else -1 for place in places
    )
    return (row, column) if min(row, column) >= 0 else (-1, -1)


def blips_in(element: Any, targets: dict[str, tuple[str, str]]) -> Iterator[str]:
    """The part of every picture shown in an element, '' for one that is only linked; the second form of a picture is passed over.

    Drawings name it as `embed` of a blip, the older drawings of Word as `id` of an imagedata.
    """
    waiting = [element]
    while waiting:
        one = waiting.pop()
        if (kind := name_of(one)) in OTHER_FORMS:
            continue
        waiting += reversed(one)
        if kind not in {"blip", "imagedata"}:
            continue
        if mark := value_of(one, "embed") if kind == "blip" else _relation(one):
            yield targets.get(mark, (LOST, ""))[0]
        elif value_of(one, "link") or value_of(one, "href"):
            yield ""


def _relation(element: Any) -> str:
    """The relation an old drawing names; `o:relid` and `r:id` are both written, a plain `id` is the shape's own."""
    return next((text for key, text in element.attrib.items() if key.endswith(("}id", "}relid"))), "")


def _wps_pictures(path: Path, parts: dict[str, bytes]) -> dict[str, str]:
    """Identity in the formula `DISPIMG("ID_…", 1)` → the picture's part."""
    if _WPS not in parts:
        return {}
    targets = relations_of(path, parts, _WPS)
    found: dict[str, str] = {}
    for image in parsed(path, parts[_WPS]):
        identity = next((value_of(one, "name") for one in image.iter() if name_of(one) == "cNvPr"), "")
        part = next(blips_in(image, targets), "")
        if identity and part:
            found[identity] = part
    return found
