"""Pictures as Excel 95 kept them, and as some systems still write them: a bitmap behind its object (OpenOffice description, 5.53)."""

import struct
from collections.abc import Sequence
from dataclasses import dataclass, field

_OBJECT, _IMAGE, _CONTINUED = 0x005D, 0x007F, 0x003C
_HEAD, _BITMAP = 8, 9
_LONGEST_OBJECT_COUNT = 0xFFFF
_PICTURE, _SHORTEST_OBJECT = 8, 16
_FILE_HEAD, _OLD_HEAD, _NEW_HEAD, _PALETTE_BITS = 14, 12, 40, 8


@dataclass(slots=True)
class OldImage:
    """A picture and the cell under its upper left corner, from 0, -1 for nowhere; `form` 9 is a bitmap, others are drawn ones."""

    row: int
    column: int
    form: int
    pieces: list[bytes] = field(default_factory=list)

    @property
    def size(self) -> int:
        """How many bytes it has."""
        return sum(map(len, self.pieces))

    def content(self) -> bytes:
        """The picture as a file that opens; empty when it is not whole."""
        return bitmap_file(b"".join(self.pieces))

    @property
    def is_bitmap(self) -> bool:
        """Whether it is a photo that can be kept."""
        return self.form == _BITMAP


def old_images(records: Sequence[tuple[int, bytes]]) -> list[OldImage]:
    """The pictures of one sheet in their order; `records` are those of objects and pictures with what continues them."""
    found: list[OldImage] = []
    place, last = (-1, -1), 0
    for kind, body in records:
        if kind == _OBJECT:
            place = _place(body)
        elif kind == _IMAGE:
            form = struct.unpack_from("<H", body)[0] if len(body) >= _HEAD else 0
            found.append(OldImage(*place, form, [body[_HEAD:]]))
            place = (-1, -1)
        elif kind == _CONTINUED and last == _IMAGE:
            found[-1].pieces.append(body)
        last = last if kind == _CONTINUED else kind
    return found


def _place(body: bytes) -> tuple[int, int]:
    """The cell of an object as it was written before 1997: its count, what it is, its number, marks, then the corner."""
    if len(body) < _SHORTEST_OBJECT:
        return -1, -1
    count, kind, column, row = struct.unpack_from("<IH4xH2xH", body)
    return (row, column) if count <= _LONGEST_OBJECT_COUNT and kind == _PICTURE else (-1, -1)


def bitmap_file(content: bytes) -> bytes:
    """A bitmap without the head of a file becomes one that opens; empty when its own head promises more than there is."""
    if len(content) < _OLD_HEAD:
        return b""
    size = struct.unpack_from("<I", content)[0]
    if size == _OLD_HEAD:
        bits, colours, wide = struct.unpack_from("<H", content, 10)[0], 0, 3
    elif len(content) >= _NEW_HEAD:
        bits, colours, wide = *struct.unpack_from("<H16xI", content, 14), 4
    else:
        return b""
    palette = wide * (colours or (1 << bits if bits <= _PALETTE_BITS else 0))
    if size + palette > len(content):
        return b""
    head = struct.pack("<IHHI", _FILE_HEAD + len(content), 0, 0, _FILE_HEAD + size + palette)
    return b"BM" + head + content
