"""What is said beside the cells of an old workbook: comments, texts of shapes, boxes to tick (MS-XLS 2.4.179, 2.4.181, 2.4.329).

A shape is followed by its object, the object by its text; a comment names the object that holds its text. Every length is
doubted, and what does not hold together says nothing.
"""

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dczg_desktop.base.text import clean
from dczg_desktop.imports.files.old.biff_formats import CellFormats
from dczg_desktop.imports.files.old.drawings import places_of_objects
from dczg_desktop.imports.files.printed import FOOT, HEAD, words_of
from dczg_desktop.imports.files.remarks import BOX, COMMENT, MIXED, SHAPE, TICKED, UNTICKED
from dczg_desktop.imports.reading import Aside

NOTE, TEXT, OBJECT, CONTINUED = 0x001C, 0x01B6, 0x005D, 0x003C
PRINTED = {0x0014: HEAD, 0x0015: FOOT}
SAYING = frozenset({NOTE, TEXT, *PRINTED})
_IS_COMMENT, _BOXES = 0x19, frozenset({0x0B, 0x0C})
_STATE, _COMMON = 0x0012, 0x0015
_SIGNS = {0: UNTICKED, 1: TICKED, 2: MIXED}
_GOES_ON = 0xFFFF


@dataclass(slots=True)
class _Object:
    """An object of a drawing: what it is, its number, its text, its sign where it is a box to tick."""

    kind: int
    number: int
    text: str = ""
    sign: str = ""


def remarks_of(records: Sequence[tuple[int, bytes]], drawing: bytes, formats: CellFormats) -> list[Aside]:
    """The remarks of one sheet, and the words on its printed pages; `records` are those of its drawing, objects, texts and comments in their order."""
    printed = list(_printed(records, formats))
    if not formats.is_new:
        return [*_old_comments(records, formats.encoding), *printed]
    objects = list(_objects(records))
    places = places_of_objects(drawing) if objects else []
    texts = {one.number: one.text for one in objects if one.kind == _IS_COMMENT}
    found = list(_comments(records, texts))
    for number, one in enumerate(objects):
        if one.kind != _IS_COMMENT and one.text:
            row, column = places[number] if number < len(places) else (-1, -1)
            found.append(Aside(row, column, BOX if one.sign else SHAPE, f"{one.sign} {one.text}".strip()))
    return [*found, *printed]


def _printed(records: Sequence[tuple[int, bytes]], formats: CellFormats) -> Iterator[Aside]:
    """The words at the head and foot of the pages."""
    for kind, body in records:
        if kind not in PRINTED or len(body) < 4:
            continue
        if formats.is_new:
            width = 1 + (body[2] & 1)
            length = struct.unpack_from("<H", body)[0] * width
            text = body[3 : 3 + length].decode("utf-16-le" if width > 1 else "latin-1", "replace")
        else:
            text = body[1 : 1 + body[0]].decode(formats.encoding, "replace")
        yield from (Aside(-1, -1, PRINTED[kind], words) for words in words_of(text))


def _objects(records: Sequence[tuple[int, bytes]]) -> Iterator[_Object]:
    """The objects in their order, each with its text."""
    waiting: _Object | None = None
    for place, (kind, body) in enumerate(records):
        if kind == OBJECT and len(body) >= 8 and struct.unpack_from("<H", body)[0] == _COMMON:
            if waiting:
                yield waiting
            waiting = _Object(*struct.unpack_from("<HH", body, 4))
            waiting.sign = _sign(body) if waiting.kind in _BOXES else ""
        elif kind == TEXT and waiting and not waiting.text:
            waiting.text = _text(records, place, body)
    if waiting:
        yield waiting


def _sign(body: bytes) -> str:
    """Whether a box is ticked, from the parts that an object is made of."""
    place = 0
    while place + 4 <= len(body):
        kind, length = struct.unpack_from("<HH", body, place)
        if kind == _STATE and place + 6 <= len(body):
            return _SIGNS.get(struct.unpack_from("<H", body, place + 4)[0], UNTICKED)
        place += 4 + length
    return UNTICKED


def _text(records: Sequence[tuple[int, bytes]], place: int, body: bytes) -> str:
    """The text that goes on behind its record: in every record a mark how wide its signs are, then the signs."""
    left = struct.unpack_from("<H", body, 10)[0] if len(body) >= 12 else 0
    pieces: list[str] = []
    for number in range(place + 1, len(records)):
        kind, more = records[number]
        if kind != CONTINUED or left <= 0 or not more:
            break
        wide = more[0] & 1
        piece = more[1 : 1 + left * (1 + wide)].decode("utf-16-le" if wide else "latin-1", "replace")
        pieces.append(piece)
        left -= len(piece.encode("utf-16-le")) // 2
    return clean("".join(pieces).replace("\r\n", "\n").replace("\r", "\n"))


def _comments(records: Sequence[tuple[int, bytes]], texts: dict[int, str]) -> Iterator[Aside]:
    for kind, body in records:
        if kind == NOTE and len(body) >= 8:
            row, column, _flags, number = struct.unpack_from("<HHHH", body)
            if text := texts.get(number):
                yield Aside(row, column, COMMENT, text)


def _old_comments(records: Sequence[tuple[int, bytes]], encoding: str) -> Iterator[Aside]:
    """Comments as Excel 95 wrote them: the text behind the place, a long one going on in further records."""
    texts: list[tuple[int, int, list[bytes]]] = []
    for kind, body in records:
        if kind == NOTE and len(body) >= 6:
            row, column, length = struct.unpack_from("<HHH", body)
            if row != _GOES_ON:
                texts.append((row, column, []))
            if texts:
                texts[-1][2].append(body[6 : 6 + length])
    for row, column, pieces in texts:
        if said := clean(b"".join(pieces).decode(encoding, "replace")):
            yield Aside(row, column, COMMENT, said)
