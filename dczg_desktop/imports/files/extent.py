"""How far the filled cells of a sheet reach, told from its XML before the reader behind takes memory for the whole rectangle.

That reader is lenient: it takes letters of either case, blanks around the equals sign, cells without a place of their own,
and of two places the last. So a sheet passes at once only when every cell in it is written as spreadsheet programs write
cells; any other is walked through element by element.
"""

import re
from functools import lru_cache
from typing import NamedTuple
from xml.parsers import expat

from dczg_desktop.imports.files.seeking import holds

SHEET = b"sheetData"
"""What every part has inside that is read as a sheet, wherever it lies in the package."""
IS_SHEET = re.compile(rb"D(?<=sheetD)ata")
"""The same, beginning with a letter that is rare in the texts of workbooks."""

_ROWS, _LOW, _NARROW = 99_999, 999, 26
_SAID = rb"""(?: (?:s|t|cm|vm|ph)="\w{1,12}")"""
_REST = rb"""(?: t="s">| s="\d+" t="s">| t="inlineStr">|>|%s* ?/?>)""" % _SAID
"""What follows the place in the cells of spreadsheet programs, the most frequent first: it is tried at every cell."""
_OTHER_CELL = rb"""<%sc(?! r="[A-Z]{1,%d}\d{1,5}"%s|%s+ r="[A-Z]{1,%d}\d{1,5}"%s|[A-Za-z0-9_.-])"""
_CELL_OF_OTHERS = rb""":(?<!<%s)(?<!</%s)(?=c(?![A-Za-z0-9_.-]))|<c(?![A-Za-z0-9_.-])"""
_BARE_OF_OTHERS = re.compile(rb":(?=c(?![A-Za-z0-9_.-]))")
"""Beginning with one character, which is found much faster."""
_PREFIX = re.compile(rb"\w{1,20}:")
_WIDE_PLACE = re.compile(rb'[c"] r="([A-Z]{2})')
_TALL_PLACE = re.compile(rb'[c"] r="[A-Z]{1,2}(\d{4,5})"')
_PLACE = re.compile(r"([A-Za-z]+)(\d+)")


class Extent(NamedTuple):
    """Rows and columns from A1; `is_usual` tells that every cell says where it stands, just as spreadsheet programs write it."""

    rows: int
    columns: int
    is_usual: bool = False


def extent_at_most(data: bytes, most: int) -> Extent:
    """Rows and columns that no filled cell of a sheet reaches beyond.

    What is quickly seen to be no larger than `most` cells is not looked at closely: there empty cells count too, as
    do rows that are not there. Raises ValueError when the XML is broken.
    """
    prefix = prefix_of(data)
    of_others, too_wide, too_far = _unusual(prefix)
    if not (of_others.search(data) if prefix else holds(data, of_others)):
        if not too_wide.search(data):
            return Extent(_ROWS, _NARROW, is_usual=True)
        if not too_far.search(data):
            columns = max(map(column_of, _WIDE_PLACE.findall(data)), default=_NARROW)
            rows = max(map(int, _TALL_PLACE.findall(data)), default=_LOW)
            if rows * columns <= most:
                return Extent(rows, columns, is_usual=True)
    walk = _Places()
    walk.through(data)
    return Extent(*walk.extent)


def after_cells(data: bytes) -> int:
    """Where in the XML of a sheet the cells are over; links, merges, conditions and printed lines stand behind (ECMA-376 18.3.1.99)."""
    return max(data.rfind(SHEET), 0)


def prefix_of(data: bytes) -> bytes:
    """What stands before the names of a sheet's elements: nothing, or `x:`."""
    place = data.find(SHEET)
    before = data[data.rfind(b"<", 0, place) + 1 : place] if place >= 0 else b""
    return before if _PREFIX.fullmatch(before) else b""


@lru_cache(maxsize=8)
def _unusual(prefix: bytes) -> tuple[re.Pattern[bytes], ...]:
    """Cells that bear another prefix than the sheet's own, cells that are not written as usual or lie beyond column Z, or beyond ZZ."""
    of_others = re.compile(_CELL_OF_OTHERS % (prefix, prefix)) if prefix else _BARE_OF_OTHERS
    return of_others, *(
        re.compile(_OTHER_CELL % (prefix, letters, _REST, _SAID, letters, _REST)) for letters in (1, 2)
    )


def column_of(name: bytes) -> int:
    """The number of a column from its letters, from 1: AA is 27."""
    number = 0
    for letter in name[:8].upper():
        number = number * 26 + letter - 64
    return number


class Walk:
    """Walks through the elements of a part."""

    def through(self, data: bytes) -> None:
        """Raises ValueError when the XML is broken."""
        parser = expat.ParserCreate()
        parser.StartElementHandler = self.begin
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.text
        try:
            parser.Parse(data, True)  # noqa: FBT003 - the parser takes no keyword
        except (expat.ExpatError, LookupError) as error:
            raise ValueError("part") from error

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        raise NotImplementedError

    def end(self, name: str) -> None:
        """An element ends."""
        raise NotImplementedError

    def text(self, text: str) -> None:
        """Text outside cells says nothing."""


class _Places(Walk):
    """Counts the places of a sheet's cells as the reader behind does."""

    def __init__(self) -> None:
        self._row = self._column = 0
        self._place = (0, 0)
        self._inside = ""
        self.extent = (0, 0)

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        kind = name.rpartition(":")[2]
        if self._inside:  # whatever stands inside a cell fills it
            self.extent = max(self.extent[0], self._place[0]), max(self.extent[1], self._place[1])
        elif kind == "row":
            self._row, self._column = number_in(attributes.get("r", ""), self._row + 1), 0
        elif kind == "c":
            self._inside, self._place = name, self._found(attributes.get("r", ""))
            self._column = self._place[1]

    def _found(self, place: str) -> tuple[int, int]:
        if not place:
            return self._row, self._column + 1
        if (found := _PLACE.fullmatch(place)) is None:
            raise ValueError(place)
        return number_in(found[2], 0), column_of(found[1].encode("ascii"))

    def end(self, name: str) -> None:
        if name == self._inside:
            self._inside = ""


def number_in(digits: str, other: int) -> int:
    """A number written in an attribute, `other` when it is none; one too long to be meant is cut, and still too large."""
    return int(digits[:12]) if digits.isascii() and digits.isdigit() else other
