"""What the XML of a sheet says and calamine drops: errors, formulas without a result, hidden rows and columns, formats.

A sheet may have a million cells and only a few of these: the few bytes that tell one are looked for, and only the element
around them is looked at closely.
"""

import html
import re
from collections.abc import Iterator
from functools import lru_cache

from dczg_desktop.base.text import clean
from dczg_desktop.imports.files.elements import whole_number
from dczg_desktop.imports.files.excel.pictures import PLACED
from dczg_desktop.imports.files.extent import prefix_of
from dczg_desktop.imports.files.styles import attribute
from dczg_desktop.imports.reading import Oddity, column_number

_REST = rb"([^<]*(?:<(?!/?(?:\w+:)?c[\s>])[^<]*)*)</(?:\w+:)?c>"
"""What stands in a cell up to its end; one without an end holds nothing, and the next cell is not searched for it."""
_FORMULA_CELL = re.compile(
    rb"<(?:\w+:)?c\s([^<>]*)>\s*<(?:\w+:)?f\b([^<>]*?)(?:/>|>([^<]*)</(?:\w+:)?f>)" + _REST
)
_FORMULA = rb"f(?<=<%sf)\b[^<>]*>(?:[^<]*</%sf>)?(<%sv>[^<])?"
"""A formula and whether a result follows it, beginning with a letter, found fast; the one of a picture is looked at all the same."""
_PICTURE_FORMULA = b"DISPIMG"
_LONGEST_TAG = 2000
_ERROR_CELL = re.compile(rb"<(?:\w+:)?c\s([^<>]*\bt=[\"']e[\"'][^<>]*)(?<!/)>" + _REST)
_VALUE = re.compile(rb"<(?:\w+:)?v\b[^<>]*>([^<]*)</(?:\w+:)?v>")
_HIDDEN_LINE = re.compile(rb"<(?:\w+:)?(row|col)\s([^<>]*\bhidden=[\"'](?:1|true)[\"'][^<>]*)>")
_HIDDEN = re.compile(rb"h(?=idden=)")
_ERROR = re.compile(rb"t=[\"']e[\"']")
_ERROR_SIGN = b"#"
_LONG_NUMBER = re.compile(
    rb"<(?:\w+:)?c\s([^<>]*)>\s*<(?:\w+:)?v>-?(?:\d{16,}|\d\.\d+E\+?(?:1[5-9]|[2-9]\d))"
)
_USUAL_CELL = re.compile(rb'<c r="([A-Z]{1,3})([1-9]\d{0,6})" s="\d+"(?: t="\w+")?(/?)>')
_REFERENCE = re.compile(rb"""(?<![\w:])r\s*=\s*["']([A-Z]{1,3})([1-9]\d{0,6})["']""")

Place = tuple[int, int]
"""Row and column, from 0."""


def oddities(xml: bytes, placed: dict[str, str]) -> dict[Place, Oddity]:
    """Cells that show a picture, an error or a formula without a result; `placed` names the pictures of cells by their marks."""
    odd: dict[Place, Oddity] = {}
    for found in _formula_cells(xml):
        oddity = _formula(found)
        if oddity and (place := place_of_cell(found[1])):
            odd[place] = oddity
    for found in _elements(xml, _ERROR, _ERROR_CELL) if _ERROR_SIGN in xml else ():
        value = _VALUE.search(found[2])
        mark = attribute(found[1].decode("utf-8", "replace"), "vm")
        if (place := place_of_cell(found[1])) and mark in placed:
            odd[place] = Oddity("picture", f"{PLACED}{mark}")
        elif place:
            odd[place] = Oddity("error", _plain(value[1]) if value else "#错误")
    return odd


def long_numbers(xml: bytes) -> dict[Place, Oddity]:
    """Number cells of 16 digits and more: the spreadsheet program has rounded them already."""
    odd: dict[Place, Oddity] = {}
    for found in _LONG_NUMBER.finditer(xml):
        kind = attribute(found[1].decode("utf-8", "replace"), "t")
        if kind in {"", "n"} and (place := place_of_cell(found[1])):
            odd[place] = Oddity("digits", "")
    return odd


def formatted(xml: bytes, formats: dict[str, str]) -> Iterator[tuple[Place, str]]:
    """The filled cells under a telling format, with its code."""
    if not formats:
        return
    style = rb"s=[\"'](" + "|".join(formats).encode() + rb")[\"']"
    cell = re.compile(rb"<(?:\w+:)?c\s([^<>]*\b" + style + rb"[^<>]*)(?<!/)>")
    for start, sign in _tags(xml, re.compile(style)):
        if usual := _USUAL_CELL.match(xml, start):
            if not usual[3]:
                yield (int(usual[2]) - 1, _column(usual[1])), formats[sign[1].decode()]
        elif (found := cell.match(xml, start)) and (place := place_of_cell(found[1])):
            yield place, formats[found[2].decode()]


def hidden(xml: bytes) -> tuple[frozenset[int], frozenset[int]]:
    """The rows and the columns that are hidden, from 0."""
    rows: set[int] = set()
    columns: set[int] = set()
    for found in _elements(xml, _HIDDEN, _HIDDEN_LINE):
        text = found[2].decode("utf-8", "replace")
        if found[1] == b"row":
            rows.add(whole_number(attribute(text, "r"), 0) - 1)
        else:
            first, last = (whole_number(attribute(text, name), 0) for name in ("min", "max"))
            columns.update(range(max(first - 1, 0), min(last, 702)))
    return frozenset(rows), frozenset(columns)


def _elements(xml: bytes, sign: re.Pattern[bytes], pattern: re.Pattern[bytes]) -> Iterator[re.Match[bytes]]:
    """The elements of a pattern that hold a sign in their tag; signs begin with letters that are found fast."""
    for start, _sign in _tags(xml, sign):
        if found := pattern.match(xml, start):
            yield found


def _tags(xml: bytes, sign: re.Pattern[bytes]) -> Iterator[tuple[int, re.Match[bytes]]]:
    """Where the tags begin that hold a sign, each once with its first one; a tag of a cell or line is not long."""
    last = -1
    for one in sign.finditer(xml):
        start = tag_before(xml, one.start())
        if start > last:
            last = start
            yield start, one


def tag_before(xml: bytes, place: int) -> int:
    """Where the last tag before a place begins, -1 when that is far away: then the place stands in a text."""
    return xml.rfind(b"<", max(place - _LONGEST_TAG, 0), place)


def _formula_cells(xml: bytes) -> Iterator[re.Match[bytes]]:
    """The cells of formulas that have no result or are a picture."""
    prefix = prefix_of(xml)
    for formula in _formulas(prefix).finditer(xml):
        if formula[1] and _PICTURE_FORMULA not in formula[0].upper():
            continue
        start = tag_before(xml, formula.start() - len(prefix) - 1)
        if start >= 0 and (found := _FORMULA_CELL.match(xml, start)):
            yield found


@lru_cache(maxsize=8)
def _formulas(prefix: bytes) -> re.Pattern[bytes]:
    return re.compile(_FORMULA.replace(b"%s", re.escape(prefix)))


def place_of_cell(attributes: bytes) -> Place | None:
    """The place that the attributes of a cell name."""
    found = _REFERENCE.search(attributes)
    return (int(found[2]) - 1, _column(found[1])) if found else None


@lru_cache(maxsize=1024)
def _column(name: bytes) -> int:
    return column_number(name.decode("ascii"))


def _plain(data: bytes) -> str:
    return clean(html.unescape(data.decode("utf-8", "replace")))


def _formula(found: re.Match[bytes]) -> Oddity | None:
    """An oddity for a picture cell of WPS and for a formula whose result the file does not hold."""
    text = _plain(found[3] or b"")
    if _PICTURE_FORMULA.decode() in text.upper():
        return Oddity("picture", f"={text}")
    value = _VALUE.search(found[4])
    if value and value[1]:
        return None
    return Oddity("formula", f"={text}" if text else "=（共享公式）")
