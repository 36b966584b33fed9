"""Tables in text files: comma, tab or semicolon between cells, line breaks inside quotes."""

import csv
import io
import re
from functools import partial
from itertools import pairwise
from pathlib import Path

from dczg_desktop.base.errors import UserError
from dczg_desktop.base.text import excerpt
from dczg_desktop.imports.files.lacking import note_of_lacking
from dczg_desktop.imports.files.limits import check_extent
from dczg_desktop.imports.files.values import texts_of_rows
from dczg_desktop.imports.files.written_breaks import has_breaks, with_breaks
from dczg_desktop.imports.header import score
from dczg_desktop.imports.reading import Grid, Sheets

_DELIMITERS = ("\t", ",", ";", "|")
_TOLD = re.compile(r"sep=([,;\t|])\r?\n", re.IGNORECASE)
"""A first line for spreadsheet programs, which they do not show."""
_KEPT_AS_TEXT = re.compile(r'="((?:[^"]|"")*)"|\'(\d+|[=+@-].*)', re.S)
"""How programs write a number that is to stay a text."""
_NARROWEST = 3
_MOST_CELL = 10_000_000


def delimiter_of(text: str) -> str | None:
    """The character that parts most of the first lines into the same number of cells; None when none does."""
    if told := _TOLD.match(text):
        return told[1]
    best, best_score = None, 0.0
    for delimiter in _DELIMITERS:
        widths = [len(row) for row in _rows(text[:200_000], delimiter, strict=False)[:60] if any(row)]
        filled = [width for width in widths if width > 1]
        if filled and len(filled) * 2 >= len(widths):
            common = max(set(filled), key=filled.count)
            share = filled.count(common) / len(widths) * min(common, 8)
            if share > best_score:
                best, best_score = delimiter, share
    return best or next(filter(partial(_has_header, text), _DELIMITERS), None)


def _has_header(text: str, delimiter: str) -> bool:
    """Whether somewhere in the text a row of known headings stands above a row as wide: a table with a page around it."""
    rows = _rows(text[:200_000], delimiter, strict=False)
    return any(
        len(upper) >= _NARROWEST and len(upper) == len(lower) and score(upper)
        for upper, lower in pairwise(rows)
    )


def read_delimited(path: Path, text: str, encoding: str | None, delimiter: str) -> Sheets:
    """The one table of a delimited text as a sheet named after the file. Raises UserError naming the file."""
    sheets = Sheets("csv" if delimiter != "\t" else "tsv", [], encoding)
    try:
        rows = _rows(text, delimiter, strict=True)
    except csv.Error:
        rows = _loosely(path, text, delimiter)
        sheets.notes.append("文件里的引号不成对，可能有单元格被拆开或连在一起，请对照原件检查。")
    if note := note_of_lacking(rows):
        sheets.notes.append(note)
    return _filled(path, sheets, rows)


def _loosely(path: Path, text: str, delimiter: str) -> list[list[str]]:
    try:
        return _rows(text, delimiter, strict=False)
    except csv.Error as error:
        raise UserError(
            f"“{path.name}”里有一处引号没有收尾，后面的内容全连成了一格，没有读取。台账没有任何改动。"
            "请用 WPS 或 Excel 打开检查，改正后另存为 .xlsx 再导入。"
        ) from error


def sheet_of(path: Path, rows: list[list[str]], encoding: str | None, *notes: str) -> Sheets:
    """Rows of a text as a sheet named after the file. Raises UserError naming the file when they are too many."""
    return _filled(path, Sheets("tsv", [], encoding, [*notes]), rows)


def _filled(path: Path, sheets: Sheets, rows: list[list[str]]) -> Sheets:
    check_extent(path, len(rows), max(map(len, rows), default=0))
    broken: list[str] = []
    for row in rows:
        for place, cell in enumerate(row):
            if has_breaks(cell) and (whole := with_breaks(cell)) != cell:
                broken.append(cell)
                row[place] = whole
    if broken:
        sheets.notes.append(
            f"有 {len(broken)} 格里的换行写成了 \\n、<br>（如“{excerpt(broken[0], 30)}”），已按换行读，请核对。"
        )
    values: list[list[object]] = [list(row) for row in rows]
    texts = texts_of_rows(values)
    sheets.grids.append(Grid(path.stem, texts.rows, signs=texts.signs))
    return sheets


def _rows(text: str, delimiter: str, *, strict: bool) -> list[list[str]]:
    csv.field_size_limit(_MOST_CELL)
    told = _TOLD.match(text)
    stream = io.StringIO(text[told.end() :] if told else text, newline="")
    rows = list(csv.reader(stream, delimiter=delimiter, strict=strict))
    return [[_bare(cell) for cell in row] for row in rows] if '="' in text or "'" in text else rows


def _bare(cell: str) -> str:
    """A cell without the signs that keep it a text (`="0012"`, `'0012`)."""
    found = _KEPT_AS_TEXT.fullmatch(cell) if cell[:1] in "='" else None
    if not found:
        return cell
    return found[2] or found[1].replace('""', '"')
