"""How far the filled cells of OpenDocument tables reach: rows and cells may be repeated by number, a few bytes make millions."""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from dczg_desktop.imports.files.extent import Walk, number_in

_ATTRIBUTES = rb"""(?: table:(?!formula)[\w-]+="[^"<>]*")*"""
_COLUMN = re.compile(rb"<table:table-column%s/>" % _ATTRIBUTES)
_EMPTY = rb"(?:<table:(?:covered-)?table-cell%s/>)*</table:" % _ATTRIBUTES
_REST_EMPTY, _ALL_EMPTY = re.compile(_EMPTY), re.compile(rb"[^<>]*>" + _EMPTY)
_TAG_ENDS = re.compile(rb"[^<>]*/>")
_TIMES = re.compile(rb"""-(columns|rows)-repeated(?:="(\d{1,7})")?""")
_CELL, _LAST_CELL, _ROW, _TABLE, _TABLE_ENDS = (
    b"table-cell",
    b"table-cell>",
    b"table-row",
    b"<table:table ",
    b"</table:table>",
)
_BEGIN, _END = b"<table:", b"</table:"
_BLANKS = re.compile(rb""":c\s*=(?:"(\d{1,6})")?""")
_MOST_TEXT = 200_000_000
"""As many characters as a file without repetitions may hold: what is repeated is kept as often as it stands there."""


class _Repeats(Walk):
    """Counts rows and cells of OpenDocument tables with their repetitions."""

    def __init__(self) -> None:
        self.extents: list[tuple[int, int]] = []
        self.length = 0
        self._row = self._repeated = self._column = self._times = 0
        self._inside = ""
        self._is_open = False

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        kind = name.rpartition(":")[2]
        if self._inside:
            self._fill()
            if kind == "s":
                self.length += self._times * self._repeated * _blanks(attributes)
        elif name == "table:table" and not self._is_open:  # one inside another goes on with its rows
            self._is_open = True
            self.extents.append((0, 0))
            self._row = self._repeated = self._column = 0
        elif kind == "table-row":
            self._row, self._column = self._row + self._repeated, 0
            self._repeated = _times(attributes, "number-rows-repeated")
        elif kind in {"table-cell", "covered-table-cell"}:
            self._inside = name
            self._times = _times(attributes, "number-columns-repeated")
            self._column += self._times
            if any(
                one.partition(":")[0] in {"office", "calcext"} or one.endswith(":formula")
                for one in attributes
            ):
                self._fill()
                self.length += self._times * self._repeated * _longest(attributes)

    def _fill(self) -> None:
        rows, columns = self.extents[-1] if self.extents else (0, 0)
        self.extents[-1:] = [(max(rows, self._row + self._repeated), max(columns, self._column))]

    def text(self, text: str) -> None:
        if self._inside and not text.isspace():
            self._fill()
            self.length += self._times * self._repeated * len(text)

    def end(self, name: str) -> None:
        if name == self._inside:
            self._inside = ""
        elif name == "table:table" and not self._inside:
            self._is_open = False


def _times(attributes: dict[str, str], name: str) -> int:
    """How often a row or cell stands there."""
    told = (value for key, value in attributes.items() if key.rpartition(":")[2] == name)
    return max((number_in(value.strip(), 1) for value in told), default=1)


def _longest(attributes: dict[str, str]) -> int:
    """How long a text is that a cell holds as an attribute."""
    told = (len(text) for key, text in attributes.items() if key.endswith((":string-value", ":formula")))
    return max(told, default=0)


def _blanks(attributes: dict[str, str]) -> int:
    """How many blanks an element stands for."""
    return max(
        (number_in(value.strip(), 1) for key, value in attributes.items() if key.endswith(":c")), default=1
    )


def extents_of_tables(data: bytes, fits: Callable[[int, int], bool] | None = None) -> list[tuple[int, int]]:
    """Rows and columns that no filled cell of a table reaches beyond, for every table in the content of a sheet.

    Rows and cells count wherever they lie in a table, for the reader behind finds them there. Where it is quickly seen
    that no table is larger than `fits`, that is all. Texts repeated until they are longer than any file count as a table too
    large. Raises ValueError when broken XML is looked at closely.
    """
    if fits and (seen := _at_a_glance(data)) is not None and fits(*seen):
        return [seen]
    walk = _Repeats()
    walk.through(data)
    if walk.length > _MOST_TEXT:
        walk.extents.append((_MOST_TEXT, _MOST_TEXT))
    return walk.extents


def _at_a_glance(data: bytes) -> tuple[int, int] | None:
    """At least as many rows and columns as any table has, cells counted by the letters of their names; None when that is unclear."""
    pieces = _COLUMN.sub(b"", data).split(_ROW)
    if b"<!" in data or data.count(b"<?") > 1 or not _are_rows(pieces):  # else it may be in a comment
        return None
    rows = columns = height = length = 0
    for before, piece in pairwise(pieces):
        if _TABLE in piece and _TABLE_ENDS in piece and _CELL not in piece:
            height = 0
        filled = _filled(piece)
        times, blanks = list(_times_in(filled or piece)), _blanks_in(filled)
        if None in times or blanks is None:
            return None
        deep = sum(number for kind, number in filter(None, times) if kind == b"rows")
        if not before.endswith(_END):
            height += 1 + deep
        if filled:
            rows = max(rows, height)
            often = [number for kind, number in filter(None, times) if kind == b"columns"]
            columns = max(columns, filled.count(_CELL) + sum(often))
            length += (len(filled) + blanks) * max(deep, 1) * max(often, default=1)
    return (rows, columns) if length <= _MOST_TEXT else None


def _are_rows(pieces: list[bytes]) -> bool:
    """Whether what stands between these pieces are the tags of rows, each closed before the next, with no more inside them."""
    is_open = False
    for before, piece in pairwise(pieces):
        is_row, is_end = not piece.startswith((b"-", b"s")), before.endswith(_END)
        if is_open and not (is_row and is_end):
            return False  # a row inside a row, or only the words
        if is_row and is_end != is_open:
            return False
        is_open = is_row and not is_end and before.endswith(_BEGIN) and not _TAG_ENDS.match(piece)
    return True


def _blanks_in(piece: bytes) -> int | None:
    """How many blanks are told by number in a row; None where that is unclear."""
    numbers = _BLANKS.findall(piece) if b":c" in piece else []
    return sum(map(int, numbers)) if all(numbers) else None


def _filled(piece: bytes) -> bytes:
    """A row up to its last filled cell; empty for a row of empty cells, and the whole piece where that cannot be told."""
    if _CELL not in piece or _ALL_EMPTY.fullmatch(piece):
        return b""
    end = piece.rfind(_LAST_CELL)
    end = end + len(_LAST_CELL) if end >= 0 else len(piece)
    return piece[:end] if _REST_EMPTY.fullmatch(piece, end) else piece


def _times_in(piece: bytes) -> Iterator[tuple[bytes, int] | None]:
    """The numbers by which rows and cells are repeated; None for one that is written in another way than usual."""
    for found in _TIMES.finditer(piece) if b"-repeated" in piece else ():
        yield (found[1], int(found[2])) if found[2] else None
