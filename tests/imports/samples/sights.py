"""Files no reader has seen, each with what a careful clerk reads in it: how they are noted down and written."""

import csv
import io
from dataclasses import dataclass, field
from datetime import date
from html import escape
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import PatternFill
from openpyxl.utils.cell import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from dczg_desktop.imports.read import read_tables, read_text
from dczg_desktop.imports.reading import ImportReading
from tests.imports.samples.odd_files import old_workbook
from tests.imports.samples.strangers import SHORT
from tests.imports.samples.word_files import document, paragraph


@dataclass(frozen=True)
class Part:
    """One table: by the field of every column and the rows that are records, or by the records themselves."""

    kind: str
    fields: tuple[str, ...] = ()
    rows: tuple[int, ...] = ()
    first: int = 0
    records: tuple[dict[str, str], ...] = ()
    due: dict[int, str] = field(default_factory=dict)
    states: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Sight:
    """One file: its cells (or its words), how it is written down, and what must be read."""

    name: str
    text: str
    parts: tuple[Part, ...]
    merges: tuple[str, ...] = ()
    form: str = "xlsx"
    fills: tuple[str, ...] = ()
    hide: str = ""
    notes: str = ""

    @property
    def sheets(self) -> dict[str, list[list[str]]]:
        """Sheet → rows of equal length; words before `==` stand above the table."""
        found: dict[str, list[list[str]]] = {"Sheet1": []}
        body = self.text.strip("\n").split("\n==\n")[-1]
        for line in body.split("\n"):
            if line.startswith("##"):
                found[line[2:]] = []
            else:
                cells = line.split("," if self.form == "rawcsv" else "|")
                found[[*found][-1]].append([cell.replace("⏎", "\n") for cell in cells])
        return {name: _level(rows) for name, rows in found.items()}

    @property
    def above(self) -> list[str]:
        """What stands above the table of a document."""
        head, sign, _body = self.text.strip("\n").rpartition("\n==\n")
        return head.split("\n") if sign else []


def _level(rows: list[list[str]]) -> list[list[str]]:
    width = max(map(len, rows))
    return [row + [""] * (width - len(row)) for row in rows]


def _numbered(text: str) -> dict[int, str]:
    return {int(row): said for row, _sign, said in (piece.partition("=") for piece in text.split())}


def part(kind: str, fields: str, rows: str, first: int = 0, due: str = "", states: str = "") -> Part:
    """Rows as `3-5,7`; fields in the short names of `SHORT`, alternatives parted by `/`."""
    numbers: list[int] = []
    for piece in filter(None, rows.split(",")):
        begin, _dash, end = piece.partition("-")
        numbers += range(int(begin), int(end or begin) + 1)
    return Part(kind, tuple(fields.split()), tuple(numbers), first, (), _numbered(due), _numbered(states))


def of(kind: str, *records: str, due: str = "", states: str = "") -> Part:
    """Records as `num=1 | desc=…`, alternatives parted by `‖`; only what is named is compared. Dues go by the number of the record."""
    found = []
    for one in records:
        pieces = [piece.partition("=") for piece in one.split(" | ")]
        found.append({SHORT.get(name.strip(), name.strip()): said.strip() for name, _sign, said in pieces})
    return Part(kind, records=tuple(found), due=_numbered(due), states=_numbered(states))


def sight(name: str, text: str, *parts: Part, merges: str = "", fills: str = "", **more: str) -> Sight:
    return Sight(name, text, parts, tuple(merges.split()), fills=tuple(fills.split()), **more)


def cached(text: str) -> str:
    """What a cell shows: the result of a formula (`=A1::7`), a day (`@d2025-06-30`), a share (`@p0.62`)."""
    if text.startswith("@p"):
        return f"{float(text[2:]):.0%}"
    return text.partition("::")[2] if text.startswith("=") else text.removeprefix("@d")


def typed(text: str) -> object:
    """The value a spreadsheet program keeps for it."""
    if text.startswith("@d"):
        return date.fromisoformat(text[2:])
    return float(text[2:]) if text.startswith("@p") else cached(text) or None


def _append(sheet: Worksheet, row: list[str]) -> None:
    sheet.append([typed(cell) for cell in row])
    for cell, text in zip(sheet[sheet.max_row], row, strict=True):
        if text.startswith("@p"):
            cell.number_format = "0%"


def _workbook(path: Path, one: Sight) -> None:
    book = Workbook()
    for number, (name, rows) in enumerate(one.sheets.items()):
        sheet = book.active if not number else book.create_sheet(name)
        for row in rows:
            _append(sheet, row)
    sheet = book.worksheets[0]
    for merge in one.merges:
        sheet.merge_cells(merge)
    for fill in one.fills:
        cells, _sign, colour = fill.partition("=")
        for row in sheet[cells]:
            for cell in row:
                cell.fill = PatternFill("solid", fgColor=colour)
    for letter in one.hide:
        sheet.column_dimensions[letter].hidden = True
    book.save(path)


def _spans(one: Sight) -> dict[tuple[int, int], tuple[int, int]]:
    """Top left cell of every merged range → rows and columns it covers, from 0."""
    found = {}
    for merge in one.merges:
        left, top, right, bottom = range_boundaries(merge)
        found[top - 1, left - 1] = (bottom - top + 1, right - left + 1)
    return found


def _covered(one: Sight) -> dict[tuple[int, int], tuple[int, int]]:
    return {
        (row + down, column + along): (row, column)
        for (row, column), (height, width) in _spans(one).items()
        for down in range(height)
        for along in range(width)
        if down or along
    }


def _word(path: Path, one: Sight) -> None:
    spans, covered = _spans(one), _covered(one)
    rows = one.sheets["Sheet1"]
    made = ""
    for row, cells in enumerate(rows):
        made += "<w:tr>"
        for column, text in enumerate(cells):
            top = covered.get((row, column), (row, column))
            height, width = spans.get(top, (1, 1))
            if (row, column) != top and column != top[1]:
                continue
            merge = "" if height == 1 else '<w:vMerge w:val="restart"/>' if row == top[0] else "<w:vMerge/>"
            wide = f'<w:gridSpan w:val="{width}"/>' if width > 1 else ""
            made += f"<w:tc><w:tcPr>{wide}{merge}</w:tcPr>{paragraph(text)}</w:tc>"
        made += "</w:tr>"
    document(path, *map(paragraph, one.above), f"<w:tbl>{made}</w:tbl>")


def _page(path: Path, one: Sight) -> None:
    spans, covered = _spans(one), _covered(one)
    made = ""
    for row, cells in enumerate(one.sheets["Sheet1"]):
        made += "<tr>"
        for column, text in enumerate(cells):
            if (row, column) not in covered:
                height, width = spans.get((row, column), (1, 1))
                shown = escape(text).replace("\n", "<br>")
                made += f'<td rowspan="{height}" colspan="{width}">{shown}</td>'
        made += "</tr>"
    path.write_text(
        f'<html><meta charset="utf-8"><body><table border=1>{made}</table></body></html>', "utf-8"
    )


def _commas(path: Path, one: Sight, encoding: str) -> None:
    lines = io.StringIO()
    csv.writer(lines).writerows(one.sheets["Sheet1"])
    path.write_bytes(lines.getvalue().encode(encoding))


def _old(path: Path, one: Sight) -> None:
    merges = [range_boundaries(merge) for merge in one.merges]
    old_workbook(
        path,
        one.sheets["Sheet1"],
        tuple((top - 1, bottom - 1, left - 1, right - 1) for left, top, right, bottom in merges),
    )


def reading_of(one: Sight, folder: Path) -> ImportReading:
    """What the program reads in it."""
    if one.form == "paste":
        return read_text(one.text.strip("\n").replace("⏎", "\n"))
    form, _dash, encoding = one.form.partition("-")
    path = folder / f"来件.{'xls' if form == 'html' else form}"
    if form == "rawcsv":
        path = folder / "来件.csv"
        path.write_text(one.text.strip("\n"), "gb18030")
    elif form == "csv":
        _commas(path, one, encoding or "utf-8")
    else:
        {"xlsx": _workbook, "docx": _word, "html": _page, "xls": _old, "et": _old}[form](path, one)
    return read_tables(path)
