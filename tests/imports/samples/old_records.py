"""Old workbooks (.xls) made record by record: formats, remarks beside the cells, pictures as Excel 95 kept them."""

import struct
from collections.abc import Sequence
from pathlib import Path

from tests.imports.samples.drawn_files import atom
from tests.imports.samples.odd_files import compound_file

NEW, OLD = 0x0600, 0x0500
HEAD = ["编号", "存在的问题", "责任单位", "完成比例"]
ROWS = (("A1", "料场未覆盖", "县住建局"), ("A2", "河道有垃圾", "县水利局"))


def record(kind: int, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return struct.pack("<HH", kind, len(body)) + body


def label(row: int, column: int, text: str, style: int = 0, version: int = NEW) -> bytes:
    """A cell of text."""
    if version == OLD:
        said = text.encode("gb18030")
        return record(0x0204, struct.pack("<HHHH", row, column, style, len(said)), said)
    return record(0x0204, struct.pack("<HHHHB", row, column, style, len(text), 1), text.encode("utf-16-le"))


def number(row: int, column: int, value: float, style: int = 0) -> bytes:
    return record(0x0203, struct.pack("<HHHd", row, column, style, value))


def short_numbers(row: int, column: int, values: Sequence[int], style: int = 0) -> bytes:
    """Several whole numbers of a row in one record."""
    cells = b"".join(struct.pack("<HI", style, value << 2 | 2) for value in values)
    return record(0x00BD, struct.pack("<HH", row, column), cells, struct.pack("<H", column + len(values) - 1))


def named_format(index: int, code: str) -> bytes:
    return record(0x041E, struct.pack("<HHB", index, len(code), 1), code.encode("utf-16-le"))


def style(form: int = 0, colour: int | None = None, version: int = NEW) -> bytes:
    """A format of cells: how numbers are shown, the number of the colour that fills the cell."""
    filled = 1 if colour is not None else 0
    if version == OLD:
        area = (colour or 0) | filled << 16
        return record(0x00E0, struct.pack("<HHHHII", 0, form, 0, 0, area, 0))
    return record(0x00E0, struct.pack("<HHHHHIIH", 0, form, 0, 0, 0, 0, filled << 26, colour or 0))


def palette(*codes: str) -> bytes:
    """The workbook's own colours, from the first one on that may be changed."""
    return record(0x0092, struct.pack("<H", len(codes)), *(bytes.fromhex(code) + b"\0" for code in codes))


def table(version: int = NEW) -> list[bytes]:
    """The cells of a small table of problems."""
    cells = [label(0, column, text, version=version) for column, text in enumerate(HEAD)]
    return cells + [
        label(row, column, text, version=version)
        for row, texts in enumerate(ROWS, start=1)
        for column, text in enumerate(texts)
    ]


def old_book(
    path: Path, shared: Sequence[bytes], cells: Sequence[bytes], version: int = NEW, sheets: int = 1
) -> Path:
    """A workbook with one sheet 台账 of these records; more `sheets` are the same one over and over."""
    name = "台账".encode("utf-16-le") if version == NEW else "台账".encode("gb18030")
    letters = struct.pack("<BB", 2, 1) if version == NEW else struct.pack("<B", len(name))
    head = [] if version == NEW else [record(0x0042, struct.pack("<H", 936))]
    before = b"".join([_begin(version, 0x0005), *head, *shared])
    end = record(0x000A)
    bound = 4 + 6 + len(letters) + len(name)
    offset = len(before) + sheets * bound + len(end)
    bounds = record(0x0085, struct.pack("<IH", offset, 0), letters, name) * sheets
    extent = record(0x0200, struct.pack("<IIHHH" if version == NEW else "<HHHHH", 0, 99, 0, 20, 0))
    sheet = b"".join([_begin(version, 0x0010), extent, *cells, end])
    stream = "Workbook" if version == NEW else "Book"
    return compound_file(path, stream, before + bounds + end + sheet)


def _begin(version: int, kind: int) -> bytes:
    return record(
        0x0809, struct.pack("<HHHH", version, kind, 0x0DBB, 0x07CC), bytes(8 if version == NEW else 0)
    )


def said(kind: int, identity: int, *pieces: bytes, length: int, state: int | None = None) -> bytes:
    """An object of the drawing with its text in pieces, each with its mark of width; `state` of a box to tick."""
    common = struct.pack("<HHHHH12x", 0x15, 0x12, kind, identity, 0x6011)
    box = struct.pack("<HHH6x", 0x12, 8, state) if state is not None else b""
    text = record(0x01B6, struct.pack("<HH6xHHI", 0x0212, 0, length, 16, 0))
    return record(0x005D, common, box, bytes(4)) + text + b"".join(record(0x003C, one) for one in pieces)


def wide(text: str) -> bytes:
    return b"\1" + text.encode("utf-16-le")


def comment(row: int, column: int, identity: int) -> bytes:
    """Where a comment stands whose text is that of an object."""
    return record(0x001C, struct.pack("<HHHHHBB", row, column, 0, identity, 0, 0, 0))


def shapes(*places: tuple[int, int]) -> bytes:
    """The drawing: a shape with an object behind it over each of the cells."""
    made = b"".join(
        atom(
            0xF004,
            atom(0xF010, struct.pack("<9H", 0, column, 0, row, 0, column, 9, row, 9)) + atom(0xF011, b""),
        )
        for row, column in places
    )
    head = atom(0xF004, atom(0xF009, bytes(16)))
    return record(0x00EC, atom(0xF002, atom(0xF003, head + made)))


def old_picture(row: int, column: int, bitmap: bytes, form: int = 9, step: int = 8000) -> bytes:
    """A picture and the object before it as Excel 95 wrote them."""
    place = record(0x005D, struct.pack("<IHHHHHHH", 1, 8, 1, 0x614, column, 0, row, 0), bytes(40))
    data = struct.pack("<HHI", form, 1, len(bitmap)) + bitmap
    pieces = [data[start : start + step] for start in range(0, len(data), step)]
    return place + b"".join(record(0x003C if count else 0x007F, piece) for count, piece in enumerate(pieces))
