"""How far the filled cells of OpenDocument tables reach: rows and cells may be repeated by number, a few bytes make millions."""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from dczg_desktop.imports.files.extent import Walk, number_in

_ATTRIBUTES = rb"""(?: table:[\w-]+="[^"<>]*")*"""
_COLUMN = re.compile(rb"<table:table-column%s/>" % _ATTRIBUTES)
_EMPTY = rb"(?:<table:(?:covered-)?table-cell%s/>)*</table:" % _ATTRIBUTES
_REST_EMPTY, _ALL_EMPTY = re.compile(_EMPTY), re.compile(rb"[^<>]*>" + _EMPTY)
_TIMES = re.compile(rb"""-(columns|rows)-repeated(?:="(\d{1,7})")?""")
_CELL, _LAST_CELL, _ROW, _TABLE, _END = (
    b"table-cell",
    b"table-cell>",
    b"table-row",
    b"<table:table ",
    b"</table:",
)


class _Repeats(Walk):
    """Counts rows and cells of OpenDocument tables with their repetitions."""

    def __init__(self) -> None:
        self.extents: list[tuple[int, int]] = []
        self._row = self._repeated = self._column = 0
        self._inside = ""

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        kind = name.rpartition(":")[2]
        if self._inside:
            self._fill()
        elif kind == "table":
            self.extents.append((0, 0))
            self._row = self._repeated = self._column = 0
        elif kind == "table-row":
            self._row, self._column = self._row + self._repeated, 0
            self._repeated = _times(attributes, "number-rows-repeated")
        elif kind in {"table-cell", "covered-table-cell"}:
            self._inside = name
            self._column += _times(attributes, "number-columns-repeated")
            if any(one.partition(":")[0] in {"office", "calcext"} for one in attributes):
                self._fill()

    def _fill(self) -> None:
        rows, columns = self.extents[-1] if self.extents else (0, 0)
        self.extents[-1:] = [(max(rows, self._row + self._repeated), max(columns, self._column))]

    def text(self, text: str) -> None:
        if self._inside and not text.isspace():
            self._fill()

    def end(self, name: str) -> None:
        if name == self._inside:
            self._inside = ""


def _times(attributes: dict[str, str], name: str) -> int:
    """How often a row or cell stands there."""
    told = (value for key, value in attributes.items() if key.rpartition(":")[2] == name)
    return max((number_in(value.strip(), 1) for value in told), default=1)


def extents_of_tables(data: bytes, fits: Callable[[int, int], bool] | None = None) -> list[tuple[int, int]]:
    """Rows and columns that no filled cell of a table reaches beyond, for every table in the content of a sheet.

    Rows and cells count wherever they lie in a table, for the reader behind finds them there. Where it is quickly seen
    that no table is larger than `fits`, that is all. Raises ValueError when broken XML is looked at closely.
    """
    if fits and (seen := _at_a_glance(data)) is not None and fits(*seen):
        return [seen]
    walk = _Repeats()
    walk.through(data)
    return walk.extents


def _at_a_glance(data: bytes) -> tuple[int, int] | None:
    """At least as many rows and columns as any table has, cells counted by the letters of their names; None when that is unclear."""
    rows = columns = height = 0
    are_elements = (
        b"<!" not in data and data.count(b"<?") <= 1
    )  # else what looks like one may be in a comment
    pieces = _COLUMN.sub(b"", data).split(_ROW)
    for before, piece in pairwise(pieces):
        if are_elements and _TABLE in piece and _CELL not in piece:
            height = 0
        filled = _filled(piece)
        times = list(_times_in(filled or piece))
        if None in times:
            return None
        if not before.endswith(_END):
            height += 1 + sum(number for kind, number in filter(None, times) if kind == b"rows")
        if filled:
            rows = max(rows, height)
            wide = sum(number for kind, number in filter(None, times) if kind == b"columns")
            columns = max(columns, filled.count(_CELL) + wide)
    return rows, columns


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
