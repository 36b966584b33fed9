"""Reading .xlsx and .xlsm: values by calamine, and one pass over the sheet's XML for what calamine drops."""

import html
import re
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from dczg_desktop.base.progress import Tick, no_tick, share
from dczg_desktop.base.text import clean
from dczg_desktop.imports.calamine import guarded
from dczg_desktop.imports.colours import coloured, telling_fills
from dczg_desktop.imports.elements import whole_number
from dczg_desktop.imports.gate import opened_parts
from dczg_desktop.imports.pictures import PLACED, Pictures
from dczg_desktop.imports.reading import Grid, Oddity, Sheets, column_number
from dczg_desktop.imports.seeking import holds
from dczg_desktop.imports.styles import attribute, telling_formats
from dczg_desktop.imports.values import LOST_DIGITS, grid_of, place_text, shown_date, shown_number
from dczg_desktop.imports.workbook import open_workbook, visible_name

_OPENED, _WHOLE = 10, 1000
"""Unpacking and checking is about a hundredth of the whole; the rest goes by the size of the sheets."""

_FORMULA_CELL = re.compile(
    rb"<(?:\w+:)?c\s([^>]*)>\s*<(?:\w+:)?f\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?f>)(.*?)</(?:\w+:)?c>", re.S
)
_ERROR_CELL = re.compile(rb"<(?:\w+:)?c\s([^>]*\bt=[\"']e[\"'][^>]*)>(.*?)</(?:\w+:)?c>", re.S)
_VALUE = re.compile(rb"<(?:\w+:)?v\b[^>]*>(.*?)</(?:\w+:)?v>", re.S)
_ROW = re.compile(rb"<(?:\w+:)?row\s([^>]*\bhidden=[\"'](?:1|true)[\"'][^>]*)>")
_COLUMN = re.compile(rb"<(?:\w+:)?col\s([^>]*\bhidden=[\"'](?:1|true)[\"'][^>]*)>")
_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
_FORMULA_HINT = re.compile(rb"f[ />]")  # quick looks before the exact patterns
_HIDDEN_HINT = re.compile(rb"hidden=")
_ERROR_HINT = re.compile(rb"#(?<=v>#)")
_LONG_NUMBER = re.compile(rb"<(?:\w+:)?c\s([^>]*)>\s*<(?:\w+:)?v>-?(?:\d{16,}|\d\.\d+E\+?(?:1[5-9]|[2-9]\d))")


def read_xlsx(path: Path, sheet: str | None, tick: Tick = no_tick) -> Sheets:
    """All sheets (or the named one) of a workbook that passed the gate. Raises UserError naming the file."""
    parts = opened_parts(path)
    tick(_OPENED, _WHOLE)
    book = open_workbook(path, BytesIO(path.read_bytes()))
    targets = _sheet_parts(parts)
    formats = telling_formats(parts.get("xl/styles.xml", b""))
    fills = telling_fills(parts.get("xl/styles.xml", b""))
    sheets = Sheets("xlsx", [])
    if any(name.lower().endswith("vbaproject.bin") for name in _names(path)):
        sheets.notes.append("文件里带有宏，已忽略；只读取表格内容。")
    pictures = Pictures(path, parts)
    chosen = [one for one in book.sheets_metadata if sheet is None or one.name == sheet]
    sizes = [len(parts.get(targets.get(one.name, ""), b"")) + 1 for one in chosen]
    for number, metadata in enumerate(chosen):
        first, last = (
            _OPENED + (_WHOLE - _OPENED) * sum(sizes[:count]) // sum(sizes) for count in (number, number + 1)
        )
        tick(first, _WHOLE)
        values = _values(path, book, metadata.name)
        if values is None:
            continue
        cleaned = share(tick, first + (last - first) * 3 // 4, last, _WHOLE)
        xml = parts.get(targets.get(metadata.name, ""), b"")
        grid = _grid(metadata.name, values, xml, pictures.placed, formats, cleaned)
        grid.colours = coloured(xml, fills)
        if hidden := visible_name(metadata):
            sheets.notes.append(hidden)
        sheets.grids.append(grid)
        pictures.take(grid, targets.get(metadata.name, ""))
    sheets.pictures, sheets.untaken = pictures.album.taken, pictures.album.untaken
    return sheets


def _names(path: Path) -> list[str]:
    import zipfile

    with zipfile.ZipFile(path) as archive:
        return archive.namelist()


def _values(path: Path, book: Any, name: str) -> tuple[list[list[object]], list[Any]] | None:
    """The rows and merges of one sheet; None for a chart sheet."""
    from python_calamine import WorksheetNotFound

    with guarded(path, name):
        try:
            sheet = book.get_sheet_by_name(name)
        except WorksheetNotFound:
            return None
        return sheet.to_python(skip_empty_area=False), sheet.merged_cell_ranges or []


def _sheet_parts(parts: dict[str, bytes]) -> dict[str, str]:
    """Sheet name → part name, through the workbook's relations."""
    relations: dict[str, str] = {}
    for found in re.finditer(r"<(?:\w+:)?Relationship\s([^>]*)>", _text(parts, "xl/_rels/workbook.xml.rels")):
        target = attribute(found[1], "Target")
        relations[attribute(found[1], "Id")] = (
            target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        )
    return {
        html.unescape(attribute(found[1], "name")): relations.get(attribute(found[1], r"\w+:id"), "")
        for found in re.finditer(r"<(?:\w+:)?sheet\s([^>]*)>", _text(parts, "xl/workbook.xml"))
    }


def _text(parts: dict[str, bytes], name: str) -> str:
    return parts.get(name, b"").decode("utf-8", "replace")


def _grid(
    name: str,
    read: tuple[list[list[object]], list[Any]],
    xml: bytes,
    placed: dict[str, str],
    formats: dict[str, str],
    tick: Tick = no_tick,
) -> Grid:
    values, merges = read
    long_numbers: list[float] = []
    rows = grid_of(values, tick, long_numbers)
    odd = _oddities(xml, placed) | (_long_numbers(xml) if long_numbers else {})
    for (row, column), oddity in odd.items():
        is_inside = row < len(rows) and column < len(rows[row])
        if is_inside and (not rows[row][column] or oddity.kind == "picture"):
            rows[row][column] = oddity.value
        elif oddity.kind in {"error", "formula", "picture"}:
            place_text(rows, row, column, oddity.value)
    for row, column, code in _formatted(xml, formats):
        if row < len(rows) and column < len(rows[row]):
            _show(rows, values, row, column, code)
    hidden = (
        (_hidden_rows(xml), _hidden_columns(xml)) if holds(xml, _HIDDEN_HINT) else (frozenset(), frozenset())
    )
    return Grid(name, rows, [(*start, *end) for start, end in merges], *hidden, odd)


def _show(rows: list[list[str]], values: list[list[object]], row: int, column: int, code: str) -> None:
    value = values[row][column]
    shown = None
    if isinstance(value, date):
        shown = shown_date(value, code)
    elif isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < LOST_DIGITS:
        shown = shown_number(float(value), code)
    if shown is not None:
        rows[row][column] = shown


def _place_of(attributes: bytes) -> tuple[int, int] | None:
    found = _REFERENCE.fullmatch(attribute(attributes.decode("utf-8", "replace"), "r"))
    return (int(found[2]) - 1, column_number(found[1])) if found else None


def _oddities(xml: bytes, placed: dict[str, str]) -> dict[tuple[int, int], Oddity]:
    odd: dict[tuple[int, int], Oddity] = {}
    for found in _FORMULA_CELL.finditer(xml) if holds(xml, _FORMULA_HINT) else ():
        place, oddity = _place_of(found[1]), _formula(found)
        if place and oddity:
            odd[place] = oddity
    if not holds(xml, _ERROR_HINT):
        return odd
    for found in _ERROR_CELL.finditer(xml):
        value = _VALUE.search(found[2])
        mark = attribute(found[1].decode("utf-8", "replace"), "vm")
        if (place := _place_of(found[1])) and mark in placed:
            odd[place] = Oddity("picture", f"{PLACED}{mark}")
        elif place:
            odd[place] = Oddity("error", _plain(value[1]) if value else "#错误")
    return odd


def _long_numbers(xml: bytes) -> dict[tuple[int, int], Oddity]:
    """Number cells of 16 digits and more: the spreadsheet program has rounded them already."""
    odd: dict[tuple[int, int], Oddity] = {}
    for found in _LONG_NUMBER.finditer(xml):
        kind = attribute(found[1].decode("utf-8", "replace"), "t")
        if kind in {"", "n"} and (place := _place_of(found[1])):
            odd[place] = Oddity("digits", "")
    return odd


def _plain(data: bytes) -> str:
    return clean(html.unescape(data.decode("utf-8", "replace")))


def _formula(found: re.Match[bytes]) -> Oddity | None:
    """An oddity for a picture cell of WPS and for a formula whose result the file does not hold."""
    text = _plain(found[3] or b"")
    if "DISPIMG" in text.upper():
        return Oddity("picture", f"={text}")
    value = _VALUE.search(found[4])
    if value and value[1]:
        return None
    return Oddity("formula", f"={text}" if text else "=（共享公式）")


def _formatted(xml: bytes, formats: dict[str, str]) -> list[tuple[int, int, str]]:
    """The cells under a telling format."""
    if not formats:
        return []
    styles = "|".join(formats).encode()
    pattern = re.compile(rb"<(?:\w+:)?c\s([^>]*\bs=[\"'](" + styles + rb")[\"'][^>]*)(?<!/)>")
    places = ((_place_of(found[1]), formats[found[2].decode()]) for found in pattern.finditer(xml))
    return [(place[0], place[1], code) for place, code in places if place]


def _hidden_rows(xml: bytes) -> frozenset[int]:
    numbers = (attribute(found[1].decode("utf-8", "replace"), "r") for found in _ROW.finditer(xml))
    return frozenset(whole_number(number, 0) - 1 for number in numbers)


def _hidden_columns(xml: bytes) -> frozenset[int]:
    columns: set[int] = set()
    for found in _COLUMN.finditer(xml):
        text = found[1].decode("utf-8", "replace")
        first, last = (whole_number(attribute(text, name), 0) for name in ("min", "max"))
        columns.update(range(max(first - 1, 0), min(last, 702)))
    return frozenset(columns)
