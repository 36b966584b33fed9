"""Pictures in a workbook: those laid over the cells and those WPS keeps inside cells; their bytes are never decoded here."""

import hashlib
import posixpath
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dczg_desktop.imports.elements import child_of, name_of, parsed, value_of, whole_number
from dczg_desktop.imports.placed import placed_pictures
from dczg_desktop.imports.reading import Grid, Picture, letters
from dczg_desktop.imports.relations import relations_of

MOST_PICTURES = 500
MOST_PICTURE_BYTES = 20 * 1024 * 1024
_MOST_ALL_BYTES = 150 * 1024 * 1024
_IDENTITY = re.compile(r"DISPIMG\(\s*[\"“]?([^\"”,)]+)", re.I)
PLACED = "嵌入图片"
"""What stands in a cell of Excel that holds a picture, before the picture's mark."""

_WPS = "xl/cellimages.xml"

Placed = tuple[int, int, str]
"""Row and column from 0, and the name of the picture's part."""


class Pictures:
    """Collects the pictures of one workbook, sheet by sheet, within the limits; `left_out` counts what was not taken."""

    def __init__(self, path: Path, parts: dict[str, bytes]) -> None:
        self._path, self._parts = path, parts
        self._inside = _wps_pictures(path, parts)
        self.placed = placed_pictures(path, parts)
        self._bytes = 0
        self.taken: list[Picture] = []
        self.left_out = 0

    def take(self, grid: Grid, sheet_part: str) -> None:
        """Take the pictures of one sheet; `grid.odd` names the cells that hold one."""
        placed = [*self._over_cells(sheet_part), *self._in_cells(grid)]
        if not placed:
            return
        with zipfile.ZipFile(self._path) as archive:
            sizes = {entry.filename: entry.file_size for entry in archive.infolist()}
            for row, column, part in sorted(placed):
                if part not in sizes:
                    continue
                if not self._fits(sizes[part]):
                    self.left_out += 1
                    continue
                data = archive.read(part)
                self._bytes += len(data)
                name, digest = posixpath.basename(part), hashlib.sha256(data).hexdigest()
                self.taken.append(Picture(grid.name, row + 1, letters(column), name, data, digest))

    def _fits(self, size: int) -> bool:
        return (
            size <= MOST_PICTURE_BYTES
            and len(self.taken) < MOST_PICTURES
            and self._bytes + size <= _MOST_ALL_BYTES
        )

    def _in_cells(self, grid: Grid) -> Iterator[Placed]:
        for (row, column), oddity in grid.odd.items():
            if oddity.kind != "picture":
                continue
            found = _IDENTITY.search(oddity.value)
            part = self._inside.get(found[1]) if found else self.placed.get(oddity.value.removeprefix(PLACED))
            if part:
                yield row, column, part

    def _over_cells(self, sheet_part: str) -> Iterator[Placed]:
        for drawing, kind in relations_of(self._path, self._parts, sheet_part).values():
            if kind.endswith("/drawing") and drawing in self._parts:
                targets = relations_of(self._path, self._parts, drawing)
                for anchor in parsed(self._path, self._parts[drawing]):
                    yield from _anchored(anchor, targets)


def _anchored(anchor: Any, targets: dict[str, tuple[str, str]]) -> Iterator[Placed]:
    corner = child_of(anchor, "from")
    places = [child_of(corner, name) for name in ("row", "col")]
    row, column = (
        whole_number((place.text or "").strip(), -1) if place is not None else -1 for place in places
    )
    if row >= 0 and column >= 0:
        for part in _blips(anchor, targets):
            yield row, column, part


def _blips(element: Any, targets: dict[str, tuple[str, str]]) -> Iterator[str]:
    for one in element.iter():
        if name_of(one) == "blip" and (target := targets.get(value_of(one, "embed"))):
            yield target[0]


def _wps_pictures(path: Path, parts: dict[str, bytes]) -> dict[str, str]:
    """Identity in the formula `DISPIMG("ID_…", 1)` → the picture's part."""
    if _WPS not in parts:
        return {}
    targets = relations_of(path, parts, _WPS)
    found: dict[str, str] = {}
    for image in parsed(path, parts[_WPS]):
        identity = next((value_of(one, "name") for one in image.iter() if name_of(one) == "cNvPr"), "")
        part = next(_blips(image, targets), "")
        if identity and part:
            found[identity] = part
    return found
