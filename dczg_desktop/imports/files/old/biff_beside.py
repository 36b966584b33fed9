"""What records of an old sheet say of whole ranges of cells: where links lead, which colours depend on a condition (MS-XLS 2.4.140, 2.4.56).

What does not hold together says nothing.
"""

import struct

from dczg_desktop.imports.files.relations import leads_to
from dczg_desktop.imports.reading import letters

LINK, CONDITIONS, NEW_CONDITIONS, NEW_RULE = 0x01B8, 0x01B0, 0x0879, 0x087A
BESIDE = frozenset({LINK, CONDITIONS, NEW_CONDITIONS, NEW_RULE})
_MOVED, _PATH, _TARGET, _SHOWN, _AS_TEXT = 0x01, 0x08, 0x80, 0x10, 0x100
_PAGE = bytes.fromhex("e0c9ea79f9bace118c8200aa004ba90b")
_FILE = bytes.fromhex("0303000000000000c000000000000046")
_COUNTING = frozenset({4, 5})
"""Rules that only count: bars, the largest ten."""
_MOST_RANGES = 64
_LONGEST = 2048


class Beside:
    """The links and ranges of one sheet, taken record by record."""

    def __init__(self) -> None:
        self.links: dict[tuple[int, int], str] = {}
        self.conditions: list[str] = []
        self._waiting: list[str] = []

    def take(self, kind: int, body: bytes) -> None:
        """Take one record in."""
        try:
            if kind == LINK:
                self._link(body)
            elif kind == CONDITIONS:
                self.conditions += _ranges(body, 0)
            elif kind == NEW_CONDITIONS:
                self._waiting = _ranges(body, 12)
            elif body[12] not in _COUNTING:
                self.conditions += self._waiting
                self._waiting = []
        except (struct.error, IndexError):
            return

    def _link(self, body: bytes) -> None:
        row, _last, column = struct.unpack_from("<HHH", body)
        flags, place = struct.unpack_from("<I", body, 28)[0], 32
        for flag in (_SHOWN, _TARGET):
            if flags & flag:
                place += 4 + 2 * struct.unpack_from("<I", body, place)[0]
        if flags & _MOVED and (target := leads_to(_target(body, place, is_text=bool(flags & _AS_TEXT)))):
            self.links[row, column] = target


def _target(body: bytes, place: int, *, is_text: bool) -> str:
    """Where a link leads: a text, the address of a page, the path of a file."""
    if is_text:
        length = struct.unpack_from("<I", body, place)[0]
        return _wide(body[place + 4 : place + 4 + 2 * min(length, _LONGEST)])
    kind, place = body[place : place + 16], place + 16
    if kind == _PAGE:
        length = struct.unpack_from("<I", body, place)[0]
        return _wide(body[place + 4 : place + 4 + min(length, 2 * _LONGEST)])
    if kind != _FILE:
        return ""
    length = struct.unpack_from("<I", body, place + 2)[0]
    short, place = body[place + 6 : place + 6 + length], place + 6 + length + 24
    if len(body) >= place + 10 and struct.unpack_from("<I", body, place)[0]:
        length = struct.unpack_from("<I", body, place + 4)[0]
        return _wide(body[place + 10 : place + 10 + min(length, 2 * _LONGEST)])
    return short.partition(b"\0")[0].decode("gb18030", "replace")


def _wide(text: bytes) -> str:
    return text[: len(text) // 2 * 2].decode("utf-16-le", "replace").partition("\0")[0]


def _ranges(body: bytes, start: int) -> list[str]:
    """The ranges that conditions hold for, as the spreadsheet program names them."""
    count = min(struct.unpack_from("<H", body, start + 12)[0], _MOST_RANGES)
    found = (struct.unpack_from("<HHHH", body, start + 14 + 8 * one) for one in range(count))
    return [
        _range(f"{letters(left)}{top + 1}", f"{letters(right)}{bottom + 1}")
        for top, bottom, left, right in found
    ]


def _range(first: str, last: str) -> str:
    return first if first == last else f"{first}:{last}"
