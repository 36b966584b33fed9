"""Files that no library here writes: an old .xls, an OpenDocument sheet, a workbook with changed parts."""

import struct
import zipfile
from pathlib import Path

SECTOR = 512
LONGEST = 8224
"""Bytes in a record of an old workbook; what is longer goes on in the next."""


def _record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _label(row: int, column: int, text: str) -> bytes:
    return _record(0x0204, struct.pack("<HHHHB", row, column, 0, len(text), 1) + text.encode("utf-16-le"))


def _bof(kind: int) -> bytes:
    return _record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0x0DBB, 0x07CC, 0, 6))


def old_workbook(
    path: Path,
    rows: list[list[str]],
    merges: tuple[tuple[int, int, int, int], ...] = (),
    drawings: bytes = b"",
    drawing: bytes = b"",
) -> Path:
    """A BIFF8 workbook with one sheet 台账 of texts; `merges` are (first row, last row, first column, last column).

    `drawings` are the pictures of the workbook, `drawing` the shapes over the sheet.
    """
    sheet = _bof(0x0010)
    sheet += _record(0x0200, struct.pack("<IIHHH", 0, len(rows), 0, len(rows[0]), 0))
    for row, cells in enumerate(rows):
        sheet += b"".join(_label(row, column, text) for column, text in enumerate(cells) if text)
    if merges:
        sheet += _record(
            0x00E5,
            struct.pack("<H", len(merges)) + b"".join(struct.pack("<HHHH", *merge) for merge in merges),
        )
    sheet += _parted(0x00EC, drawing)
    sheet += _record(0x000A, b"")
    name = "台账"
    end = _record(0x000A, b"")
    bound_length = 4 + 8 + len(name) * 2
    shared = _parted(0x00EB, drawings)
    offset = len(_bof(0x0005)) + bound_length + len(shared) + len(end)
    bound = _record(0x0085, struct.pack("<IHBB", offset, 0, len(name), 1) + name.encode("utf-16-le"))
    return compound_file(path, "Workbook", _bof(0x0005) + bound + shared + end + sheet)


def _parted(kind: int, data: bytes) -> bytes:
    """A drawing in a record and records that continue it."""
    parts = [data[start : start + LONGEST] for start in range(0, len(data), LONGEST)]
    return b"".join(_record(kind if not number else 0x003C, part) for number, part in enumerate(parts))


def compound_file(path: Path, stream: str, data: bytes) -> Path:
    """An OLE2 container with one stream."""
    data = data.ljust(max(4096, -(-len(data) // SECTOR) * SECTOR), b"\0")
    count = len(data) // SECTOR
    fat = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, count + 2), 0xFFFFFFFE]
    fat += [0xFFFFFFFF] * (128 - len(fat))
    header = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(16)
    header += struct.pack(
        "<HHHHH6xIIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0
    )
    header += struct.pack("<I", 0xFFFFFFFF) * 108
    root = _entry("Root Entry", 5, 1, 0xFFFFFFFE, 0)
    directory = root + _entry(stream, 2, 0xFFFFFFFF, 2, len(data)) + bytes(256)
    path.write_bytes(header + struct.pack("<128I", *fat) + directory + data)
    return path


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    wide = (name + "\0").encode("utf-16-le")
    none = 0xFFFFFFFF
    fields = struct.pack("<HBBIII36xIQ", len(wide), kind, 1, none, none, child, start, size)
    return wide.ljust(64, b"\0") + fields


def open_document(path: Path, rows: list[list[str]]) -> Path:
    """An .ods with one sheet 台账."""
    space = 'xmlns:{0}="urn:oasis:names:tc:opendocument:xmlns:{0}:1.0"'
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
            for text in row
        )
        + "</table:table-row>"
        for row in rows
    )
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
        + " ".join(space.format(name) for name in ("office", "table", "text"))
        + f'><office:body><office:spreadsheet><table:table table:name="台账">{cells}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    return path


def with_part(
    source: Path, target: Path, name: str, change: tuple[str, str] | None = None, data: bytes = b""
) -> Path:
    """A copy of a zip with one part changed (text replaced) or added."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            content = old.read(entry)
            if change and entry == name:
                assert change[0].encode() in content
                content = content.replace(change[0].encode(), change[1].encode())
            new.writestr(entry, content)
        if not change:
            new.writestr(name, data)
    return target
