"""Words crossed out in the shared texts of an old workbook (MS-XLS 2.5.293): a text says from which character which font holds."""

import struct
from collections.abc import Collection, Iterator, Sequence

from dczg_desktop.base.text import clean
from dczg_desktop.imports.files.old.biff_formats import Record
from dczg_desktop.imports.files.old.shared_texts import bodies_of

_WIDE, _OTHER, _RICH = 1, 4, 8
_HEAD = 8


def crossed_texts(own: Sequence[Record], fonts: Collection[int]) -> dict[int, str]:
    """The number of a shared text → its words in one of these `fonts`, which cross out; as far as the records hold together."""
    bodies = list(bodies_of(own)) if fonts else []
    found: dict[int, str] = {}
    try:
        for number, words in enumerate(_Texts(bodies).crossed(frozenset(fonts)) if bodies else ()):
            found |= {number: words} if words else {}
    except (struct.error, IndexError):
        return found
    return found


class _Texts:
    """Walks over the record of texts and those that continue it."""

    def __init__(self, bodies: list[bytes]) -> None:
        self._bodies = bodies
        self._number, self._place = 0, _HEAD

    def crossed(self, fonts: frozenset[int]) -> Iterator[str]:
        """The words of each text in one of these fonts, '' for most."""
        count = struct.unpack_from("<I", self._bodies[0], 4)[0]
        for _one in range(count):
            length, flags = struct.unpack("<HB", self._take(3))
            runs = struct.unpack("<H", self._take(2))[0] if flags & _RICH else 0
            other = struct.unpack("<I", self._take(4))[0] if flags & _OTHER else 0
            text = self._characters(length, flags & _WIDE)
            marks = [struct.unpack("<HH", self._take(4)) for _run in range(runs)]
            self._take(other)
            yield _words(text, marks, fonts) if marks else ""

    def _take(self, count: int) -> bytes:
        """So many bytes, from as many records as hold them."""
        pieces: list[bytes] = []
        while count:
            piece = self._bodies[self._number][self._place : self._place + count]
            pieces.append(piece)
            count -= len(piece)
            self._place += len(piece)
            if count:
                self._number, self._place = self._number + 1, 0
        return b"".join(pieces)

    def _characters(self, count: int, wide: int) -> bytes:
        """So many characters, two bytes each; every record that continues them says anew how wide they are."""
        pieces: list[bytes] = []
        while count:
            left = (len(self._bodies[self._number]) - self._place) // (1 + wide)
            piece = self._take(min(count, left) * (1 + wide))
            pieces.append(piece if wide else piece.decode("latin-1").encode("utf-16-le"))
            count -= min(count, left)
            if count:
                self._number, self._place = self._number + 1, 1
                wide = self._bodies[self._number][0] & _WIDE
        return b"".join(pieces)


def _words(text: bytes, marks: Sequence[tuple[int, int]], fonts: frozenset[int]) -> str:
    """What stands from a mark of such a font to the next mark."""
    ends = [*(start for start, _font in marks[1:]), len(text) // 2]
    found = (
        text[2 * start : 2 * end] for (start, font), end in zip(marks, ends, strict=True) if font in fonts
    )
    return clean(b"".join(found).decode("utf-16-le", "replace"))
