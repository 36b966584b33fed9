"""Cell formats of an old workbook: which show something else than the plain value, which fill the cell with a strong colour.

Records and their fields are those of MS-XLS 2.4.126 (Format), 2.4.353 (XF), 2.4.188 (Palette); workbooks of Excel 95 are the
OpenOffice description of the format, 5.115. A format that is cut short tells nothing.
"""

import struct
from collections.abc import Iterator, Sequence

from dczg_desktop.imports.files.palette import name_of_code, palette_code
from dczg_desktop.imports.files.styles import BUILT_IN, simplified, tells

_FORMAT, _OLD_FORMAT, _XF, _PALETTE, _CODE_PAGE, _BOF = 0x041E, 0x001E, 0x00E0, 0x0092, 0x0042, 0x0809
_DAYS_COUNTED = 0x0022
_CODE_PAGES = {936: "gb18030", 950: "big5", 932: "cp932", 949: "cp949", 1200: "utf-16-le", 1252: "cp1252"}
_FONT, _CROSSED = 0x0031, 0x08
_NEW = 0x0600
_SOLID = 1
_MANY = {0x00BD: 6, 0x00BE: 2}
"""Records that hold several cells of a row, with how many bytes each takes: a format and what stands in it."""
_TEXTS = {0x0204: 6, 0x00D6: 6, 0x0207: 0}
"""Records of texts, with where in them the length of the text stands."""
_FIRST_OF_PALETTE = 8
_MOST_COLOURS = 56

Record = tuple[int, bytes]


class CellFormats:
    """What the formats of a workbook tell: number of the format → code, → name of its colour; those that cross words out.

    `crossing` are the fonts that do so, `is_1904`: the days of the workbook count from that year.
    """

    def __init__(self, records: Sequence[Record]) -> None:
        self.encoding = "gb18030"
        self.is_new = True
        self.is_1904 = False
        self.codes: dict[int, str] = {}
        self.fills: dict[int, str] = {}
        self.struck: set[int] = set()
        self._formats = dict(BUILT_IN)
        self._palette: list[str] = []
        for kind, body in records:
            self._take(kind, body)
        fonts = [len(body) > 2 and bool(body[2] & _CROSSED) for kind, body in records if kind == _FONT]
        fonts[4:4] = [False]  # no font has this number
        for number, body in enumerate(body for kind, body in records if kind == _XF):
            if len(body) >= 16:
                self._take_cell_format(number, body)
                font = struct.unpack_from("<H", body)[0]
                if font < len(fonts) and fonts[font]:
                    self.struck.add(number)
        self.crossing = frozenset(number for number, crosses in enumerate(fonts) if crosses)
        self.telling = self.codes.keys() | self.fills.keys() | self.struck

    def _take(self, kind: int, body: bytes) -> None:
        if kind == _BOF and len(body) >= 2:
            self.is_new = struct.unpack_from("<H", body)[0] >= _NEW
        elif kind == _CODE_PAGE and len(body) >= 2:
            self.encoding = _CODE_PAGES.get(struct.unpack_from("<H", body)[0], "gb18030")
        elif kind == _DAYS_COUNTED:
            self.is_1904 = body[:2] == b"\1\0"
        elif kind in {_FORMAT, _OLD_FORMAT} and len(body) >= 5:
            number = struct.unpack_from("<H", body)[0]
            self._formats[number] = simplified(self._text(body))
        elif kind == _PALETTE and len(body) >= 2:
            count = min(struct.unpack_from("<H", body)[0], (len(body) - 2) // 4, _MOST_COLOURS)
            self._palette = [body[2 + 4 * one : 5 + 4 * one].hex() for one in range(count)]

    def _text(self, body: bytes) -> str:
        if not self.is_new:
            return body[3 : 3 + body[2]].decode(self.encoding, "replace")
        length, flags = struct.unpack_from("<HB", body, 2)
        wide = flags & 1
        return body[5 : 5 + length * (1 + wide)].decode("utf-16-le" if wide else "latin-1", "replace")

    def _take_cell_format(self, number: int, body: bytes) -> None:
        code = self._formats.get(struct.unpack_from("<H", body, 2)[0], "")
        if tells(code):
            self.codes[number] = code
        if self.is_new and len(body) >= 20:
            pattern, colour = (
                struct.unpack_from("<I", body, 14)[0] >> 26,
                struct.unpack_from("<H", body, 18)[0] & 0x7F,
            )
        else:
            filled = struct.unpack_from("<I", body, 8)[0]
            pattern, colour = filled >> 16 & 0x3F, filled & 0x7F
        if pattern == _SOLID and (name := self._colour(colour)):
            self.fills[number] = name

    def _colour(self, number: int) -> str:
        place = number - _FIRST_OF_PALETTE
        own = self._palette[place] if 0 <= place < len(self._palette) else palette_code(number)
        return name_of_code(own)


def old_text(kind: int, body: bytes, encoding: str) -> str | None:
    """The text in a record of an Excel 95 workbook (a label, or what a formula gave), None for other records."""
    if (start := _TEXTS.get(kind)) is None or len(body) < start + 2:
        return None
    length = struct.unpack_from("<H", body, start)[0]
    return body[start + 2 : start + 2 + length].decode(encoding, "replace")


def formats_in(kind: int, body: bytes) -> Iterator[tuple[int, int]]:
    """Column and number of the format of every cell in a record of cells."""
    column = struct.unpack_from("<H", body, 2)[0]
    if (size := _MANY.get(kind)) is None:
        if len(body) >= 6:
            yield column, struct.unpack_from("<H", body, 4)[0]
        return
    for count, place in enumerate(range(4, len(body) - 2 - size + 1, size)):
        yield column + count, struct.unpack_from("<H", body, place)[0]
