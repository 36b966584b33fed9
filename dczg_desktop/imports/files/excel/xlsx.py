"""Reading .xlsx and .xlsm: values by calamine, and one pass over the sheet's XML for what calamine drops."""

import html
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

from dczg_desktop.base.beside import begun
from dczg_desktop.base.progress import Tick, no_tick, share
from dczg_desktop.imports.files.calamine import SheetValues, sheet_values
from dczg_desktop.imports.files.excel.around import condition_note, printed_lines
from dczg_desktop.imports.files.excel.colours import Spots, coloured, struck_styles, telling_fills
from dczg_desktop.imports.files.excel.crossed_out import crossed_cells, crossed_texts
from dczg_desktop.imports.files.excel.links import links_of
from dczg_desktop.imports.files.excel.markup import formatted, hidden, long_numbers, oddities
from dczg_desktop.imports.files.excel.package import laid_out
from dczg_desktop.imports.files.excel.pictures import Pictures
from dczg_desktop.imports.files.excel.read_ahead import are_shared, shared_texts
from dczg_desktop.imports.files.excel.shared_texts import MOST_SHARED, TEXTS, length_of_shared
from dczg_desktop.imports.files.extent import SHEET
from dczg_desktop.imports.files.gate import opened_parts, stream_of_parts
from dczg_desktop.imports.files.known_texts import KnownTexts
from dczg_desktop.imports.files.limits import check_placed, too_large
from dczg_desktop.imports.files.shown import Codes, as_shown
from dczg_desktop.imports.files.styles import attribute, telling_formats
from dczg_desktop.imports.files.values import place_text, texts_of_rows
from dczg_desktop.imports.files.workbook import open_workbook, visible_name
from dczg_desktop.imports.reading import Aside, Grid, Oddity, Sheets

_COUNTED_FROM_1904 = re.compile(r"<(?:\w+:)?workbookPr\s[^>]*\bdate1904\s*=\s*[\"'](?:1|true|on)[\"']")
_OPENED, _WHOLE = 10, 1000
"""Unpacking and checking is about a hundredth of the whole; the rest goes by the size of the sheets."""


def read_xlsx(path: Path, sheet: str | None, tick: Tick = no_tick) -> Sheets:
    """All sheets (or the named one) of a workbook that passed the gate. Raises UserError naming the file."""
    book, parts, shared = _opened(path)
    tick(_OPENED, _WHOLE)
    targets = _sheet_parts(parts)
    is_1904 = _COUNTED_FROM_1904.search(_text(parts, "xl/workbook.xml")) is not None
    sheets = Sheets("xlsx", [])
    if any(name.lower().endswith("vbaproject.bin") for name in _names(path)):
        sheets.notes.append("文件里带有宏，已忽略；只读取表格内容。")
    pictures = Pictures(path, parts)
    marks = _Marks(parts, pictures.placed, shared)
    chosen = [one for one in book.sheets_metadata if sheet is None or one.name == sheet]
    sizes = [len(parts.get(targets.get(one.name, ""), b"")) + 1 for one in chosen]
    for number, metadata in enumerate(chosen):
        first, last = (
            _OPENED + (_WHOLE - _OPENED) * sum(sizes[:count]) // sum(sizes) for count in (number, number + 1)
        )
        tick(first, _WHOLE)
        values_of = begun(partial(sheet_values, path, book, metadata.name))
        part = targets.get(metadata.name, "")
        xml = parts.get(part, b"")
        told, links = marks.of_sheet(xml), links_of(path, parts, part)
        notes = [*condition_note(metadata.name, xml), *filter(None, [visible_name(metadata)])]
        if (values := values_of()) is None:
            sheets.notes += _lost(metadata.name, parts.get(part))
            continue
        cleaned = share(tick, first + (last - first) * 3 // 4, last, _WHOLE)
        grid = _grid(path, metadata.name, values, xml, told, cleaned)
        grid.links, grid.is_1904 = links, is_1904
        sheets.notes += notes
        sheets.grids.append(grid)
        pictures.take(grid, part)
    sheets.pictures, sheets.untaken = pictures.album.taken, pictures.album.untaken
    return sheets


def _opened(path: Path) -> tuple[Any, dict[str, bytes], bytes]:
    """The workbook for the reader behind, its parts without the shared texts, which are large, and these.

    Most workbooks are what was checked as they are; such a one is opened while its sheets are still being checked.
    """
    early: list[Callable[[], Any]] = []

    def open_early() -> None:
        early.append(begun(partial(open_workbook, path, BytesIO(path.read_bytes()))))

    opened = opened_parts(path, open_early)
    parts = laid_out(path, opened)
    if length_of_shared(parts, opened.unusual) > MOST_SHARED:
        raise too_large(path)
    is_the_file = opened.are_the_file and parts is opened
    book = early[0]() if early and is_the_file else open_workbook(path, stream_of_parts(path, opened, parts))
    return book, {name: data for name, data in parts.items() if name != TEXTS}, parts.get(TEXTS, b"")


def _lost(name: str, xml: bytes | None) -> list[str]:
    """A sentence about a sheet that was not read and is no chart."""
    if xml is not None and SHEET not in xml:
        return []
    return [
        f"工作表“{name}”在文件里找不到或放的位置特别，没有读出来；请用 WPS 或 Excel 打开检查，另存为 .xlsx 再导入。"
    ]


def _names(path: Path) -> list[str]:
    import zipfile

    with zipfile.ZipFile(path) as archive:
        return archive.namelist()


def _sheet_parts(parts: dict[str, bytes]) -> dict[str, str]:
    """Sheet name → part name, through the workbook's relations."""
    relations: dict[str, str] = {}
    for found in re.finditer(r"<(?:\w+:)?Relationship\s([^>]*)>", _text(parts, "xl/_rels/workbook.xml.rels")):
        target = attribute(found[1], "Target")
        relations[attribute(found[1], "Id")] = html.unescape(
            target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        )
    return {
        html.unescape(attribute(found[1], "name")): relations.get(attribute(found[1], r"\w+:id"), "")
        for found in re.finditer(r"<(?:\w+:)?sheet\s([^>]*)>", _text(parts, "xl/workbook.xml"))
    }


def _theme(parts: dict[str, bytes]) -> bytes:
    return next(
        (data for name, data in parts.items() if name.startswith("xl/theme/") and name.endswith(".xml")), b""
    )


def _text(parts: dict[str, bytes], name: str) -> str:
    return parts.get(name, b"").decode("utf-8", "replace")


@dataclass(frozen=True, slots=True)
class _Told:
    """What the XML of a sheet says of its cells, rows and columns beside their values."""

    odd: dict[tuple[int, int], Oddity]
    hidden: tuple[frozenset[int], frozenset[int]]
    codes: Codes
    colours: Spots
    struck: set[tuple[int, int]]
    crossed_out: dict[tuple[int, int], Oddity]
    lines: list[Aside]
    known: KnownTexts | None


class _Marks:
    """What the parts of a workbook say of all its sheets: display formats, colours, crossed-out styles, pictures in cells.

    The `shared` texts are looked through when the first sheet is asked about.
    """

    def __init__(self, parts: dict[str, bytes], placed: dict[str, str], shared: bytes) -> None:
        styles = parts.get("xl/styles.xml", b"")
        self._placed, self._shared = placed, shared
        self._formats = telling_formats(styles)
        self._fills = telling_fills(styles, _theme(parts))
        self._crossed_out: dict[bytes, str] = {}
        self._known: KnownTexts | None = None
        self._crossed = dict.fromkeys(struck_styles(styles), "")

    def of_sheet(self, xml: bytes) -> _Told:
        """One pass for each kind of mark over the XML of a sheet."""
        if self._shared:
            self._crossed_out, self._known = crossed_texts(self._shared), shared_texts(self._shared)
            self._shared = b""
        codes: Codes = {}
        for (row, column), code in formatted(xml, self._formats):
            codes.setdefault(row, []).append((column, code))
        return _Told(
            odd=oddities(xml, self._placed),
            hidden=hidden(xml),
            codes=codes,
            colours=coloured(xml, self._fills),
            struck={place for place, _style in formatted(xml, self._crossed)},
            crossed_out=dict(crossed_cells(xml, self._crossed_out)),
            lines=printed_lines(xml),
            known=_apart(self._known, codes) if self._known and are_shared(xml) else None,
        )


def _apart(known: KnownTexts, codes: Codes) -> KnownTexts:
    """What is known where some columns show other texts under their formats."""
    return replace(known, apart=frozenset(column for cells in codes.values() for column, _code in cells))


def _grid(path: Path, name: str, values: SheetValues, xml: bytes, told: _Told, tick: Tick) -> Grid:
    texts = texts_of_rows(as_shown(values.rows, told.codes), tick, values.height, told.known)
    rows = texts.rows
    odd = told.odd | (long_numbers(xml) if texts.has_long_numbers else {})
    check_placed(path, rows, odd)
    for (row, column), oddity in odd.items():
        texts.signs.pop(column, None)  # what is put there was not looked through
        is_inside = row < len(rows) and column < len(rows[row])
        if is_inside and (not rows[row][column] or oddity.kind == "picture"):
            rows[row][column] = oddity.value
        elif oddity.kind in {"error", "formula", "picture"}:
            place_text(rows, row, column, oddity.value)
    grid = Grid(name, rows, values.merges, *told.hidden, told.crossed_out | odd, signs=texts.signs)
    grid.colours, grid.struck, grid.asides = told.colours, told.struck, list(told.lines)
    return grid
