"""How long the texts of an old workbook are that its cells share (MS-XLS 2.4.265): one long text may be named by many cells."""

import struct
from collections.abc import Generator, Iterator, Sequence

from dczg_desktop.imports.files.old.biff_formats import Record

MOST_SHARED = 200 * 1024 * 1024
"""Characters of one sheet."""
_TEXTS, _CONTINUED, _CELL = 0x00FC, 0x003C, 0x00FD
_SHORTEST_CELL = 14
_NAMED = struct.Struct("<H8xI")
_WIDE, _OTHER, _RICH = 1, 4, 8


class SharedTexts:
    """The lengths of the shared texts; `size` are the bytes of the whole workbook, of which a cell takes some."""

    def __init__(self, own: Sequence[Record] = (), size: int = 0) -> None:
        self._lengths = list(_lengths(list(bodies_of(own))))
        self._may_be_long = max(self._lengths, default=0) * (size // _SHORTEST_CELL) > MOST_SHARED

    def length(self, run: bytes) -> int:
        """How long the texts are that a run of cells names; 0 where no number of cells makes them too long."""
        if not self._may_be_long:
            return 0
        lengths = self._lengths
        return sum(
            lengths[number]
            for kind, number in _NAMED.iter_unpack(run)
            if kind == _CELL and number < len(lengths)
        )


def bodies_of(own: Sequence[Record]) -> Iterator[bytes]:
    """The record of texts and those that continue it."""
    is_inside = False
    for kind, body in own:
        is_inside = kind == _TEXTS or (is_inside and kind == _CONTINUED)
        if is_inside:
            yield body


def _lengths(bodies: list[bytes]) -> Iterator[int]:
    """How many characters every text has, as far as the records hold together."""
    number, place = 0, 8
    while number < len(bodies):
        body = bodies[number]
        if place + 3 > len(body):
            number, place = number + 1, 0
            continue
        place = yield from _whole_ones(body, place)
        if place + 3 > len(body):
            continue
        count, flags = struct.unpack_from("<HB", body, place)
        yield count
        head = struct.pack("<3x") + body[place + 3 : place + 9] + bytes(6)
        runs = struct.unpack_from("<H", head, 3)[0] if flags & _RICH else 0
        after_runs = 5 if flags & _RICH else 3
        other = struct.unpack_from("<I", head, after_runs)[0] if flags & _OTHER else 0
        place += after_runs + (4 if flags & _OTHER else 0)
        number, place = _behind(bodies, number, place, count, 1 + (flags & _WIDE))
        number, place = _passed(bodies, number, place + 4 * runs + other)


def _whole_ones(body: bytes, place: int) -> Generator[int, None, int]:
    """The lengths of the usual texts from a place on that end in the record they begin in; where the last one ends."""
    last = len(body) - 5
    while place <= last and (flags := body[place + 2]) & ~(_WIDE | _RICH) == 0:
        count = body[place] | body[place + 1] << 8
        end = place + 3 + (count << (flags & _WIDE))
        if flags & _RICH:
            end += 2 + 4 * (body[place + 3] | body[place + 4] << 8)
        if end > len(body):
            break
        yield count
        place = end
    return place


def _behind(bodies: list[bytes], number: int, place: int, count: int, width: int) -> tuple[int, int]:
    """Where the characters of a text end; each record that continues them says anew how wide they are."""
    while number < len(bodies):
        here = min(count, max(len(bodies[number]) - place, 0) // width)
        count, place = count - here, place + here * width
        if not count:
            break
        number, place = number + 1, 1
        width = 1 + (bodies[number][0] & _WIDE) if number < len(bodies) and bodies[number] else 1
    return number, place


def _passed(bodies: list[bytes], number: int, place: int) -> tuple[int, int]:
    while number < len(bodies) and place > len(bodies[number]):
        place -= len(bodies[number])
        number += 1
    return number, place
