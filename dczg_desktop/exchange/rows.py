"""The rows of package sheets as XML, put into the frame XlsxWriter made: most cells at a fraction of its time."""

import hashlib
import io
import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from dczg_desktop.base.errors import UserError
from dczg_desktop.base.progress import Tick
from dczg_desktop.exchange.cells import ROW_LIMIT
from dczg_desktop.exchange.gate import WORKBOOK_BYTES, is_bomb
from dczg_desktop.exchange.payload import MARK
from dczg_desktop.exchange.sheets import CUT, Sheet, SheetColumn, SheetRow, ShownSheet

LINE, TALLEST = 15.0, 405.0
FORMULA_SIGNS = ("=", "+", "-", "@")
EPOCH = (1980, 1, 1, 0, 0, 0)

_ESCAPE = re.compile(r"(_x[0-9A-Fa-f]{4}_)")
_DIMENSION = re.compile(rb'<dimension ref="[^"]*"/>')
_END = b"</sheetData>"

Formats = Mapping[tuple[bool | None, bool], int]
"""Style numbers by (editable, starts like a formula); None instead of editable for a marked cell."""


def _style(column: SheetColumn, text: str, row: SheetRow) -> tuple[bool | None, bool] | None:
    """The key of a cell's style where it is not the usual one of its column."""
    if column.id in row.marked:
        return None, text.startswith(FORMULA_SIGNS)
    if column.id in row.locked:
        return False, text.startswith(FORMULA_SIGNS)
    if text and (text.startswith(FORMULA_SIGNS) or text.endswith(CUT)):
        return column.editable and not text.endswith(CUT), text.startswith(FORMULA_SIGNS)
    return None


def _filled(name: str, number: int, style: int, text: str) -> str:
    return _cell(name, number, style, text) if text else f'<c r="{name}{number}" s="{style}"/>'


def rows_xml(sheet: Sheet, shown: ShownSheet, formats: Formats, first: int, tick: Tick) -> bytes:
    """All data rows from row number `first` on, then the spare rows; every cell is an inline text.

    Raises UserError when there are more rows than a receiver accepts.
    """
    if first + len(shown.rows) + sheet.spare_rows > ROW_LIMIT:
        raise UserError(
            f"“{sheet.name}”超过 {ROW_LIMIT // 10_000} 万行，没有生成数据包。请缩小范围，分批报送。"
        )
    letters = [column_letters(index) for index in range(1, len(sheet.columns) + 1)]
    widths = [column.width for column in sheet.columns]
    plain = [
        (name, formats[column.editable, False]) for name, column in zip(letters, sheet.columns, strict=True)
    ]
    lines = []
    least = 2 * LINE if any(column.editable for column in sheet.columns) else 0.0  # room to write on paper
    for number, (uid, texts) in enumerate(shown.rows, start=first):
        height = max(row_height(zip(texts, widths, strict=True)), least)
        lines.append(f'<row r="{number}" ht="{height}" customHeight="1">{_cell("A", number, 0, uid)}')
        row = sheet.rows[number - first]
        for (name, style), text, column in zip(plain, texts, sheet.columns, strict=True):
            key = _style(column, text, row)
            lines.append(_filled(name, number, style if key is None else formats[key], text))
        lines.append("</row>")
        if number % 200 == 0:
            tick(number - first, len(shown.rows))
    for number in range(first + len(shown.rows), first + len(shown.rows) + sheet.spare_rows):
        blanks = "".join(f'<c r="{name}{number}" s="{style}"/>' for name, style in plain)
        lines.append(f'<row r="{number}" ht="{2 * LINE}" customHeight="1">{blanks}</row>')
    return "".join(lines).encode("utf-8", "replace")


def row_height(cells: Iterable[tuple[str, int]]) -> float:
    """Points a row needs for wrapped texts; `cells` are (text, width in characters), a Chinese character is two."""
    lines = 1
    for text, width in cells:
        if len(text) * 2 > width or "\n" in text:
            needed = sum(
                math.ceil((len(line.encode("utf-8", "replace")) + len(line)) / 2 / max(width - 1, 1)) or 1
                for line in text.split("\n")
            )
            lines = max(lines, needed)
    return min(lines * LINE + 3, TALLEST)


def column_letters(index: int) -> str:
    """A for 0, B for 1, AA for 26."""
    letters = ""
    index += 1
    while index:
        index, place = divmod(index - 1, 26)
        letters = chr(65 + place) + letters
    return letters


def assembled(
    frame: bytes,
    rows: Mapping[str, bytes],
    hidden_part: str,
    hidden: Callable[[dict[str, str]], Sequence[tuple[str, str]]],
) -> bytes:
    """The workbook `frame` with `rows` added to its worksheet parts and the chunks of `hidden` to `hidden_part`.

    `hidden` is given the SHA-256 (hex) of every other part as it stands in the file. Raises UserError when the
    workbook would be larger than a receiver accepts.
    """
    with ZipFile(io.BytesIO(frame)) as source:
        parts = {name: _with_rows(source.read(name), rows.get(name, b"")) for name in source.namelist()}
    digests = {name: hashlib.sha256(data).hexdigest() for name, data in parts.items() if name != hidden_part}
    cells = [(MARK, "本表由程序读取，请勿改动或删除。"), *hidden(digests)]
    lines = "".join(
        f'<row r="{number}">{_cell("A", number, 0, label)}{_cell("B", number, 0, text)}</row>'
        for number, (label, text) in enumerate(cells, start=1)
    )
    parts[hidden_part] = _with_rows(parts[hidden_part], lines.encode("utf-8"))
    if sum(map(len, parts.values())) > WORKBOOK_BYTES:
        raise UserError(
            f"本次内容展开后超过 {WORKBOOK_BYTES >> 20} MB，没有生成数据包。请缩小范围，分批报送。"
        )
    data, dense = _zipped(parts, hidden_part, set())
    return _zipped(parts, hidden_part, dense)[0] if dense else data


def _zipped(parts: Mapping[str, bytes], hidden_part: str, stored: set[str]) -> tuple[bytes, set[str]]:
    """The parts as a zip, and those packed so densely that a receiver's gate would take them for a bomb."""
    target = io.BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED, allowZip64=False) as archive:
        for name, data in parts.items():
            entry = ZipInfo(name, EPOCH)
            method = ZIP_STORED if name in stored else ZIP_DEFLATED
            archive.writestr(entry, data, method, 1 if name == hidden_part else 4)
        dense = {entry.filename for entry in archive.infolist() if is_bomb(entry)}
    return target.getvalue(), dense


def _with_rows(part: bytes, rows: bytes) -> bytes:
    """`rows` at the end of the part's data; the stated extent goes, readers must not trust it."""
    if not rows:
        return part
    part = _DIMENSION.sub(b"", part)
    if b"<sheetData/>" in part:
        return part.replace(b"<sheetData/>", b"<sheetData>" + rows + _END)
    return part.replace(_END, rows + _END)


def _cell(letters: str, number: int, style: int, text: str) -> str:
    if "&" in text or "<" in text or ">" in text:
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if "_x" in text:
        text = _ESCAPE.sub(r"_x005F\1", text)
    return (
        f'<c r="{letters}{number}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
    )
