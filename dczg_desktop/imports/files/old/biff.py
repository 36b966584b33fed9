"""Old workbooks (.xls, .et): one walk over the records checks them and finds what calamine drops (MS-XLS)."""

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from dczg_desktop.base.errors import UserError
from dczg_desktop.imports.files.limits import MOST_ROWS, check_extent, too_large
from dczg_desktop.imports.files.old import biff_remarks
from dczg_desktop.imports.files.old.biff_beside import BESIDE, Beside
from dczg_desktop.imports.files.old.biff_errors import FORMULAS, error_word
from dczg_desktop.imports.files.old.biff_formats import CellFormats, Record, formats_in, old_text
from dczg_desktop.imports.files.old.biff_remarks import remarks_of
from dczg_desktop.imports.files.old.crossed_texts import crossed_texts
from dczg_desktop.imports.files.old.old_images import OldImage, old_images
from dczg_desktop.imports.files.old.ole import damaged, stream_of
from dczg_desktop.imports.files.old.shared_texts import MOST_SHARED, SharedTexts
from dczg_desktop.imports.files.shown import Codes
from dczg_desktop.imports.reading import CROSSED_OUT, Aside, Oddity

_BOF, _EOF, _SHEET, _PASSWORD = 0x0809, 0x000A, 0x0085, 0x002F
_EXTENT, _TEXTS = 0x0200, 0x00FC
_SHORTEST_TEXT = 3
_ROW, _COLUMNS = 0x0208, 0x007D
_CELLS = {
    0x0201,
    0x0203,
    0x0204,
    0x0205,
    0x00D6,
    0x00FD,
    0x027E,
    0x0006,
    0x00BD,
    0x00BE,
    0x0406,
    0x0002,
    0x0003,
    0x0004,
}
_BLANKS = {0x0201, 0x00BE}
_RUN, _SHARED, _USUAL_HEAD = -1, 0x00FD, b"\xfd\0\x0a\0"
_USUAL_CELLS = re.compile(rb"(?:(?:\xfd\x00|\x7e\x02)\x0a\x00.{10}){1,4096}", re.DOTALL)
"""Cells one behind another that hold a shared text or a short number, as most of a sheet: taken together, being many, and no more at once than fit
where memory is fast."""
_PLACES, _TEXT_CELLS = struct.Struct("<4xHHH4x"), struct.Struct("<H2xHH2xI")
_NUMBERS = 0x00BD
_DRAWINGS, _DRAWING, _CONTINUED, _OBJECT, _OLD_IMAGE = 0x00EB, 0x00EC, 0x003C, 0x005D, 0x007F
_BESIDE = frozenset({_DRAWING, _CONTINUED, _OBJECT, _OLD_IMAGE, *biff_remarks.SAYING})
"""Records of what lies over the cells; any other between them is only a break."""
_BREAK = (0, b"")
_MOST_OFTEN = 3
"""Sheets lie behind one another: all records together are not walked over more often than this."""
_NAMED = 9
_IN_CELL = re.compile(rb"I\0?D\0?_\0?((?:[0-9A-Fa-f]\0?){32})")
_MOST_COLUMNS = 256


@dataclass(slots=True)
class SheetMarks:
    """What one sheet hides: rows and columns from 0, cells with errors; how far its filled cells reach; its drawing.

    `codes` and `colours` are what formats tell, `asides` what is said beside the cells, `formulas` the first cells of those,
    `images` pictures as Excel 95 kept them, `texts` the texts of a workbook of that age, which calamine does not decode;
    `struck` are cells whose words are crossed out, `length` is that of the texts shared; `ranges` knows links and conditions.
    """

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    odd: dict[tuple[int, int], Oddity] = field(default_factory=dict)
    rows: int = 0
    columns: int = 0
    drawing: bytes = b""
    images: list[OldImage] = field(default_factory=list)
    codes: Codes = field(default_factory=dict)
    colours: dict[tuple[int, int], str] = field(default_factory=dict)
    asides: list[Aside] = field(default_factory=list)
    formulas: list[tuple[int, int]] = field(default_factory=list)
    texts: dict[tuple[int, int], str] = field(default_factory=dict)
    struck: set[tuple[int, int]] = field(default_factory=set)
    length: int = 0
    ranges: Beside = field(default_factory=Beside)


@dataclass(slots=True)
class BookMarks:
    """The marks of every sheet in the workbook's order; `drawings` holds the pictures all sheets share.

    `has_cell_pictures` tells whether a formula shows a picture inside a cell (DISPIMG), which this format has no place for;
    `names` are those of the sheets in a workbook of Excel 95, empty for later ones; `is_1904`: its days count from that year.
    """

    sheets: list[SheetMarks]
    drawings: bytes
    has_cell_pictures: bool
    names: list[str] = field(default_factory=list)
    is_1904: bool = False


@dataclass(slots=True)
class _Book:
    """What is needed everywhere in one workbook; `left` are the bytes that may still be walked over."""

    path: Path
    stream: bytes
    left: int
    has_cell_pictures: bool
    formats: CellFormats = field(default_factory=lambda: CellFormats([]))
    texts: SharedTexts = field(default_factory=SharedTexts)
    crossed: dict[int, str] = field(default_factory=dict)


def marks_of(path: Path, data: bytes) -> BookMarks:
    """What calamine does not tell of an old workbook.

    Raises UserError naming the file when it is damaged, has a password or holds cells outside the sheet.
    """
    stream = stream_of(path, data, ("Workbook", "Book"))
    has_cell_pictures = any(word in stream for word in (b"DISPIMG", "DISPIMG".encode("utf-16-le")))
    book = _Book(path, stream, _MOST_OFTEN * len(stream), has_cell_pictures)
    try:
        own = list(_globals(book))
        book.formats, book.texts = CellFormats(own), SharedTexts(own, len(stream))
        book.crossed = crossed_texts(own, book.formats.crossing)
        starts = [struct.unpack_from("<I", body)[0] for kind, body in own if kind == _SHEET]
        sheets = [_sheet(book, start) for start in starts]
    except (struct.error, ValueError, IndexError) as error:
        raise damaged(path) from error
    encoding = "" if book.formats.is_new else book.formats.encoding
    names = [
        body[7 : 7 + body[6]].decode(encoding, "replace") for kind, body in own if encoding and kind == _SHEET
    ]
    return BookMarks(sheets, _joined(own, _DRAWINGS), has_cell_pictures, names, book.formats.is_1904)


def _joined(records: list[Record], wanted: int) -> bytes:
    """The drawing that is spread over several records: bodies of one kind with the records that continue them.

    What continues an object continues the drawing around it.
    """
    bodies: list[bytes] = []
    last = 0
    for kind, body in records:
        if kind == wanted or (kind == _CONTINUED and last in {wanted, _OBJECT}):
            bodies.append(body)
        last = last if kind == _CONTINUED else kind
    return b"".join(bodies)


def _records(book: _Book, start: int) -> Iterator[Record]:
    """The records of one substream up to its end; embedded charts are passed over.

    What tells how much memory to take is checked wherever it stands: the reader behind believes it and would end the program.
    """
    depth = 0
    while True:
        if depth and (run := _USUAL_CELLS.match(book.stream, start)):
            book.left -= run.end() - start
            start = run.end()
            if depth == 1:
                yield _RUN, run[0]
            continue
        kind, length = struct.unpack_from("<HH", book.stream, start)
        body = book.stream[start + 4 : start + 4 + length]
        book.left -= 4 + length
        if len(body) < length or book.left < 0 or (not depth and kind != _BOF):
            raise ValueError("record")
        depth += (kind == _BOF) - (kind == _EOF)
        _check(book, kind, body)
        if depth == 1:
            yield kind, body
        if depth <= 0:
            return
        start += 4 + length


def _check(book: _Book, kind: int, body: bytes) -> None:
    """What tells how much memory to take must be possible."""
    if kind == _EXTENT:
        _check_extent(book.path, body)
    elif kind == _TEXTS and struct.unpack_from("<I", body, 4)[0] > len(book.stream) // _SHORTEST_TEXT:
        raise ValueError("texts")


def _globals(book: _Book) -> Iterator[Record]:
    for kind, body in _records(book, 0):
        if kind == _PASSWORD:
            raise UserError(
                f"“{book.path.name}”设有打开密码，不能读取。请先在 WPS 或 Excel 中打开，取消密码后另存，再导入。"
            )
        yield kind, body


def _sheet(book: _Book, start: int) -> SheetMarks:
    marks = SheetMarks()
    beside: list[Record] = []
    place = (0, 0)
    for kind, body in _records(book, start):
        if kind in _BESIDE:
            beside.append((kind, body))
        elif beside and beside[-1][0]:
            beside.append(_BREAK)
        if kind == _RUN:
            _run(book, marks, body)
        elif kind in _CELLS:
            _cell(book, marks, kind, body)
            place = struct.unpack_from("<HH", body)
        else:
            _hide(marks, kind, body)
        if not book.formats.is_new and (text := old_text(kind, body, book.formats.encoding)) is not None:
            marks.texts[place] = text
    marks.drawing = _joined(beside, _DRAWING)
    marks.asides = remarks_of(beside, marks.drawing, book.formats)
    marks.images = old_images(beside)
    check_extent(book.path, marks.rows, marks.columns)
    if marks.length > MOST_SHARED:
        raise too_large(book.path)
    return marks


def _hide(marks: SheetMarks, kind: int, body: bytes) -> None:
    """What a record about a row or about columns hides, or one about ranges says."""
    if kind == _ROW and struct.unpack_from("<I", body, 12)[0] & 0x20:
        marks.hidden_rows.add(struct.unpack_from("<H", body)[0])
    elif kind == _COLUMNS and struct.unpack_from("<H", body, 8)[0] & 1:
        first, last = struct.unpack_from("<HH", body)
        marks.hidden_columns.update(range(first, min(last + 1, _MOST_COLUMNS)))
    elif kind in BESIDE:
        marks.ranges.take(kind, body)


def _run(book: _Book, marks: SheetMarks, run: bytes) -> None:
    """Take cells in that can be neither an error nor a formula."""
    rows, columns, formats = zip(*_PLACES.iter_unpack(run), strict=True)
    _reach(book, marks, max(rows), max(columns))
    marks.length += book.texts.length(run)
    for kind, row, column, number in _TEXT_CELLS.iter_unpack(run) if book.crossed else ():
        _take_crossed(book, marks, kind, (row, column), number)
    if not book.formats.telling.isdisjoint(formats):
        for row, column, number in zip(rows, columns, formats, strict=True):
            _take_format(book.formats, marks, row, column, number)


def _reach(book: _Book, marks: SheetMarks, row: int, column: int) -> None:
    """A filled cell stands here: one outside the sheet is a sign of damage."""
    if row >= MOST_ROWS or column >= _MOST_COLUMNS:
        raise damaged(book.path)
    marks.rows, marks.columns = max(marks.rows, row + 1), max(marks.columns, column + 1)


def _cell(book: _Book, marks: SheetMarks, kind: int, body: bytes) -> None:
    row, column = struct.unpack_from("<HH", body)
    if kind not in _BLANKS:
        _reach(book, marks, row, column + (len(body) - 6) // 6 - 1 if kind == _NUMBERS else column)
    if kind == _SHARED:
        marks.length += book.texts.length(_USUAL_HEAD + body[:10])
        _take_crossed(book, marks, kind, (row, column), struct.unpack_from("<I", body, 6)[0])
    if text := error_word(kind, body):
        marks.odd[row, column] = Oddity("error", text)
    elif kind in FORMULAS and len(marks.formulas) < _NAMED:
        marks.formulas.append((row, column))
    if kind in FORMULAS and book.has_cell_pictures and (found := _IN_CELL.search(body)):
        name = found[1].replace(b"\0", b"").decode("ascii")
        marks.odd[row, column] = Oddity("picture", f'=DISPIMG("ID_{name}",1)')
    for place, number in formats_in(kind, body) if book.formats.telling else ():
        _take_format(book.formats, marks, row, place, number, is_blank=kind in _BLANKS)


def _take_crossed(book: _Book, marks: SheetMarks, kind: int, place: tuple[int, int], number: int) -> None:
    """Some words of the shared text of a cell may be crossed out."""
    if kind == _SHARED and (words := book.crossed.get(number)):
        marks.odd[place] = Oddity(CROSSED_OUT, words)


def _take_format(
    formats: CellFormats, marks: SheetMarks, row: int, column: int, number: int, *, is_blank: bool = False
) -> None:
    if not is_blank and number in formats.codes:
        marks.codes.setdefault(row, []).append((column, formats.codes[number]))
    if not is_blank and number in formats.struck:
        marks.struck.add((row, column))
    if number in formats.fills:
        marks.colours[row, 0] = formats.fills[number]


def _check_extent(path: Path, body: bytes) -> None:
    """The stated extent must be one a sheet can have, because memory is taken for all of it at once."""
    form = "<IIHH" if len(body) >= 14 else "<HHHH"
    first_row, last_row, first_column, last_column = struct.unpack_from(form, body)
    is_sound = first_row <= last_row <= 65536 and first_column <= last_column <= _MOST_COLUMNS
    if not is_sound:
        raise damaged(path)
