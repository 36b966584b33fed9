"""Pictures in a workbook: those laid over the cells and those WPS keeps inside cells; their bytes are never decoded here."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dczg_desktop.imports.files.album import LOST, Album, Found
from dczg_desktop.imports.files.elements import child_of, name_of, parsed, value_of, whole_number
from dczg_desktop.imports.files.placed import placed_pictures
from dczg_desktop.imports.files.relations import relations_of
from dczg_desktop.imports.reading import Grid

_IDENTITY = re.compile(r"DISPIMG\(\s*[\"“]?([^\"”,)]+)", re.I)
PLACED = "嵌入图片"
"""What stands in a cell of Excel that holds a picture, before the picture's mark."""

_OTHER_FORMS = frozenset({"Fallback", "del", "moveFrom"})
_WPS = "xl/cellimages.xml"


class Pictures:
    """Collects the pictures of one workbook, sheet by sheet, into an album."""

    def __init__(self, path: Path, parts: dict[str, bytes]) -> None:
        self._path, self._parts = path, parts
        self._inside = _wps_pictures(path, parts)
        self.placed = placed_pictures(path, parts)
        self.album = Album()

    def take(self, grid: Grid, sheet_part: str) -> None:
        """Take the pictures of one sheet; `grid.odd` names the cells that hold one."""
        self.album.add_parts(self._path, grid.name, [*self._over_cells(sheet_part), *self._in_cells(grid)])

    def _in_cells(self, grid: Grid) -> Iterator[Found]:
        for (row, column), oddity in grid.odd.items():
            if oddity.kind != "picture":
                continue
            found = _IDENTITY.search(oddity.value)
            part = self._inside.get(found[1]) if found else self.placed.get(oddity.value.removeprefix(PLACED))
            yield Found(row, column, part or LOST)

    def _over_cells(self, sheet_part: str) -> Iterator[Found]:
        for drawing, kind in relations_of(self._path, self._parts, sheet_part).values():
            if kind.endswith("/drawing") and drawing in self._parts:
                targets = relations_of(self._path, self._parts, drawing)
                for anchor in parsed(self._path, self._parts[drawing]):
                    yield from _anchored(anchor, targets)


def _anchored(anchor: Any, targets: dict[str, tuple[str, str]]) -> Iterator[Found]:
    corner = child_of(anchor, "from")
    places = [child_of(corner, name) for name in ("row", "col")]
    row, column = (
        whole_number((place.text or "").strip(), -1) if place is not None else -1 for place in places
    )
    for part in blips_in(anchor, targets):
        yield Found(row if column >= 0 else -1, column, part)


def blips_in(element: Any, targets: dict[str, tuple[str, str]]) -> Iterator[str]:
    """The part of every picture shown in an element, '' for one that is only linked; the second form of a picture is passed over.

    Drawings name it as `embed` of a blip, the older drawings of Word as `id` of an imagedata.
    """
    waiting = [element]
    while waiting:
        one = waiting.pop()
        if (kind := name_of(one)) in _OTHER_FORMS:
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
