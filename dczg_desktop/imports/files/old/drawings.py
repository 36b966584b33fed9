"""Drawings of old workbooks (.xls, .et): which picture stands over which cell, every length in them doubted (MS-ODRAW)."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from dczg_desktop.imports.files.album import MISSING, UNKNOWN, Album, Found
from dczg_desktop.imports.files.old.old_images import bitmap_file

_DEEPEST = 12
_GROUP, _SHAPE, _ENTRY, _OPTIONS, _ANCHOR, _HAS_OBJECT = 0xF003, 0xF004, 0xF007, 0xF00B, 0xF010, 0xF011
_CONTAINERS = frozenset({0xF000, 0xF001, 0xF002})
_ENTRY_HEAD = 36
_PICTURE, _NAME, _COMPLEX, _NUMBER = 260, 261, 0x8000, 0x3FFF
_PHOTOS = {0xF01D: "jpg", 0xF02A: "jpg", 0xF01E: "png", 0xF01F: "bmp", 0xF029: "tif"}
_TWO_MARKS = frozenset({0x46B, 0x6E3, 0x6E1, 0x7A9, 0x6E5})
"""Instances of pictures that carry two digests of 16 bytes before their bytes instead of one (2.2.27 and following)."""


class _Atom(NamedTuple):
    kind: int
    instance: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Stored:
    """A picture as the workbook keeps it: the ending of its name and where its bytes are; '' when it is no photo."""

    ending: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Shown:
    """A picture over a cell; `number` counts the stored ones from 1."""

    number: int
    name: str
    row: int
    column: int


def take_drawing(album: Album, sheet: str, drawings: bytes, drawing: bytes) -> None:
    """Take the pictures of one sheet into the album; `drawings` holds those of the whole workbook."""
    stored = list(_stored(drawings, 0, len(drawings)))
    for shown in sorted(_shown(drawing), key=lambda one: (one.row, one.column)):
        found = stored[shown.number - 1] if shown.number <= len(stored) else None
        if found is None or not found.ending:
            place = Found(shown.row, shown.column, "").cell
            album.lose(sheet, place, UNKNOWN if found else MISSING)
            continue
        name = shown.name or f"图片{shown.number}.{found.ending}"
        where = Found(shown.row, shown.column, name.replace("/", "_").replace("\\", "_"))
        album.add(sheet, where, found.end - found.start, lambda one=found: _bytes(drawings, one))  # type: ignore[misc]


def _atoms(data: bytes, start: int, end: int) -> Iterator[_Atom]:
    while start + 8 <= end:
        head, kind, length = struct.unpack_from("<HHI", data, start)
        yield _Atom(kind, head >> 4, start + 8, min(start + 8 + length, end))
        start += 8 + length


def _stored(data: bytes, start: int, end: int, depth: int = 0) -> Iterator[_Stored | None]:
    for atom in _atoms(data, start, end):
        if atom.kind in _CONTAINERS and depth < _DEEPEST:
            yield from _stored(data, atom.start, atom.end, depth + 1)
        elif atom.kind == _ENTRY:
            yield _entry(data, atom)


def _entry(data: bytes, atom: _Atom) -> _Stored | None:
    """The picture in an entry of the store; None for an empty one."""
    if atom.end - atom.start < _ENTRY_HEAD + 8:
        return None
    start = atom.start + _ENTRY_HEAD + data[atom.start + 33]
    picture = next(_atoms(data, start, atom.end), None)
    if picture is None:
        return None
    ending = _PHOTOS.get(picture.kind, "")
    marks = 33 if picture.instance in _TWO_MARKS else 17
    return _Stored(ending, picture.start + marks, picture.end)


def _bytes(data: bytes, stored: _Stored) -> bytes:
    content = data[stored.start : stored.end]
    return bitmap_file(content) if stored.ending == "bmp" else content


def _shown(data: bytes) -> Iterator[_Shown]:
    for shape, place in _shapes(data, 0, len(data), (-1, -1), 0):
        number, name = _picture(data, shape)
        if number:
            yield _Shown(number, name, *place)


def places_of_objects(drawing: bytes) -> list[tuple[int, int]]:
    """The cells of the shapes that an object record follows, in the order of those records; (-1, -1) for nowhere."""
    return [
        place
        for shape, place in _shapes(drawing, 0, len(drawing), (-1, -1), 0)
        if any(atom.kind == _HAS_OBJECT for atom in _atoms(drawing, shape.start, shape.end))
    ]


def _shapes(
    data: bytes, start: int, end: int, around: tuple[int, int], depth: int
) -> Iterator[tuple[_Atom, tuple[int, int]]]:
    """The shapes of a drawing and their cells; one in a group without an anchor of its own stands where the group does."""
    for atom in _atoms(data, start, end):
        if atom.kind == _GROUP and depth < _DEEPEST:
            head = next((one for one in _atoms(data, atom.start, atom.end) if one.kind == _SHAPE), None)
            own = _anchor(data, head) if head else None
            yield from _shapes(data, atom.start, atom.end, own or around, depth + 1)
        elif atom.kind in _CONTAINERS and depth < _DEEPEST:
            yield from _shapes(data, atom.start, atom.end, around, depth + 1)
        elif atom.kind == _SHAPE:
            yield atom, _anchor(data, atom) or around


def _anchor(data: bytes, shape: _Atom) -> tuple[int, int] | None:
    for atom in _atoms(data, shape.start, shape.end):
        if atom.kind == _ANCHOR and atom.end - atom.start >= 18:
            column, row = struct.unpack_from("<2xH2xH", data, atom.start)
            return row, column
    return None


def _picture(data: bytes, shape: _Atom) -> tuple[int, str]:
    """The number of the picture that fills a shape (0 for none) and the name it came in under."""
    number, name = 0, ""
    for atom in _atoms(data, shape.start, shape.end):
        if atom.kind != _OPTIONS or atom.end - atom.start < 6 * atom.instance:
            continue
        place = atom.start + 6 * atom.instance
        for start in range(atom.start, place, 6):
            mark, value = struct.unpack_from("<HI", data, start)
            if mark & _NUMBER == _PICTURE and not mark & _COMPLEX:
                number = value
            elif mark & _NUMBER == _NAME and mark & _COMPLEX:
                text = data[place : min(place + value, atom.end)].decode("utf-16-le", "replace")
                name = text.rstrip("\0")
            place += value if mark & _COMPLEX else 0
    return number, name
