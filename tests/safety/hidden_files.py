"""Files with something hidden in them, made byte by byte: telephones' videos and photos, old and new documents, PDFs."""

import struct
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from PIL import Image

from dczg_desktop.safety.traces import traces

SECTOR, LEAST = 512, 4096
FREE, CHAIN_END, TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
SUMMARY, DETAILS = "\x05SummaryInformation", "\x05DocumentSummaryInformation"


def photo_bytes(owner: str = "WANG", *, place: bool = True, kind: str = "JPEG") -> bytes:
    """A picture with an owner and, if wished, a place."""
    image = Image.new("RGB", (32, 24), (90, 120, 60))
    exif = image.getexif()
    exif.get_ifd(0x8769)[0xA430] = owner
    exif[0x0112] = 6
    if kind == "TIFF":  # the library writes no inner table there
        exif[0x013B] = owner
    if place:
        exif.get_ifd(0x8825).update({1: "N", 2: (24.0, 18.0, 36.0), 3: "E", 4: (109.0, 24.0, 0.0)})
    stream = BytesIO()
    image.save(stream, kind, exif=exif)
    return stream.getvalue()


def exif_bytes(owner: str = "WANG") -> bytes:
    """The EXIF of `photo_bytes` from its byte order on."""
    data = photo_bytes(owner)
    start = data.index(b"Exif\0\0") + 6
    (length,) = struct.unpack_from(">H", data, start - 8)
    return data[start : start - 8 + length]


def zipped(path: Path, parts: Mapping[str, bytes | str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def a_docx(path: Path, parts: Mapping[str, bytes | str]) -> Path:
    """A Word document with these parts beside its text."""
    body = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": '<w:document xmlns:w="w"><w:p>正文</w:p></w:document>',
    }
    return zipped(path, {**body, **parts})


def an_odt(path: Path, parts: Mapping[str, bytes | str], content: str = "") -> Path:
    body = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f"<office:text>{content}</office:text>",
    }
    return zipped(path, {**body, **parts})


def box(kind: bytes, *content: bytes) -> bytes:
    data = b"".join(content)
    return struct.pack(">I4s", len(data) + 8, kind) + data


def quick_text(text: str) -> bytes:
    """A text as QuickTime keeps it: length, language, text."""
    data = text.encode()
    return struct.pack(">HH", len(data), 0x15C7) + data


def a_video(path: Path, *movie: bytes, brand: bytes = b"isom") -> Path:
    path.write_bytes(
        box(b"ftyp", brand, bytes(4), b"mp42") + box(b"mdat", bytes(5000)) + box(b"moov", *movie)
    )
    return path


def apple_meta(**values: str) -> bytes:
    """Named values as telephones of Apple write them; `_` stands for the dot in a name."""
    keys = b"".join(box(b"mdta", f"com.apple.quicktime.{name.replace('_', '.')}".encode()) for name in values)
    items = b"".join(
        box(struct.pack(">I", number), box(b"data", struct.pack(">II", 1, 0), value.encode()))
        for number, value in enumerate(values.values(), start=1)
    )
    handler = box(b"hdlr", bytes(8), b"mdta", bytes(13))
    return box(b"meta", handler, box(b"keys", struct.pack(">II", 0, len(values)), keys), box(b"ilst", items))


def a_heic(path: Path, exif: bytes, *, beside: bool = False, place: int | None = None) -> Path:
    """A photo as telephones keep it: EXIF as an item of its own, behind everything or in the box beside the tables."""
    payload = struct.pack(">I", 6) + b"Exif\0\0" + exif
    head = box(b"ftyp", b"heic", bytes(4), b"mif1heic")

    def meta(offset: int) -> bytes:
        entry = box(b"infe", b"\2\0\0\0", struct.pack(">HH", 7, 0), b"Exif", b"\0")
        where = struct.pack(">HHHHII", 7, int(beside), 0, 1, offset, len(payload))
        tables = box(b"iinf", bytes(4), struct.pack(">H", 1), entry) + box(
            b"iloc", b"\1\0\0\0", b"\x44\x00", struct.pack(">H", 1), where
        )
        return box(b"meta", bytes(4), tables, box(b"idat", payload) if beside else b"")

    offset = 0 if beside else len(head) + len(meta(0)) + 8
    path.write_bytes(
        head + meta(offset if place is None else place) + box(b"mdat", b"" if beside else payload)
    )
    return path


def property_set(values: Mapping[int, str], encoding: str = "gbk", page: int = 936) -> bytes:
    """A stream of document properties: number and text."""
    texts = {1: struct.pack("<IhH", 2, page - 0x10000 if page > 0x7FFF else page, 0)}
    for number, text in values.items():
        data = text.encode(encoding) + b"\0"
        data += bytes(-len(data) % 4)
        texts[number] = struct.pack("<II", 30, len(data)) + data
    position, table, body = 8 + 8 * len(texts), b"", b""
    for number, data in texts.items():
        table += struct.pack("<II", number, position + len(body))
        body += data
    section = struct.pack("<II", 8 + len(table) + len(body), len(texts)) + table + body
    return struct.pack("<HHI16sI16sI", 0xFFFE, 0, 0x20005, bytes(16), 1, bytes(16), 48) + section


def a_compound(path: Path, streams: Mapping[str, bytes]) -> Path:
    """An OLE file; short streams are padded, so that it needs no sectors of the small kind."""
    padded = {name: data + bytes(max(0, LEAST - len(data))) for name, data in streams.items()}
    padded = {name: data + bytes(-len(data) % SECTOR) for name, data in padded.items()}
    folder = -(-(len(padded) + 1) // 4)
    table: list[int] = []
    for count in [folder, *(len(data) // SECTOR for data in padded.values())]:
        table += [*range(len(table) + 1, len(table) + count), CHAIN_END]
    table.append(TABLE)
    assert len(table) <= SECTOR // 4
    table += [FREE] * (SECTOR // 4 - len(table))
    where = table.index(TABLE)
    header = struct.pack(
        "<8s16sHHHHH6xIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        bytes(16),
        0x3E,
        3,
        0xFFFE,
        9,
        6,
        0,
        1,
        0,
        0,
        LEAST,
        CHAIN_END,
        0,
        CHAIN_END,
        0,
    )
    header += struct.pack("<109I", where, *[FREE] * 108)
    entries, start = [_entry("Root Entry", 5, FREE, 1 if padded else FREE, CHAIN_END, 0)], folder
    for number, (name, data) in enumerate(padded.items(), start=1):
        following = number + 1 if number < len(padded) else FREE
        entries.append(_entry(name, 2, following, FREE, start, len(data)))
        start += len(data) // SECTOR
    directory = b"".join(entries).ljust(folder * SECTOR, b"\0")
    path.write_bytes(header + directory + b"".join(padded.values()) + struct.pack(f"<{len(table)}I", *table))
    return path


def _entry(name: str, kind: int, right: int, child: int, start: int, size: int) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    return struct.pack(
        "<64sHBBIII16sIQQIII",
        text,
        len(text),
        kind,
        1,
        FREE,
        right,
        child,
        bytes(16),
        0,
        0,
        0,
        start,
        size,
        0,
    )


def word_head(*, remarks: int = 0, locked: bool = False, names: tuple[int, int] = (0, 0)) -> bytes:
    """The beginning of the main stream of an old Word document."""
    head = bytearray(0x400)
    struct.pack_into("<HH", head, 0, 0xA5EC, 0xC1)
    struct.pack_into("<H", head, 10, 0x0200 | (0x0100 if locked else 0))
    struct.pack_into("<I", head, 0x5C, remarks)
    struct.pack_into("<II", head, 0x232, *names)
    return bytes(head)


def names_table(*names: str) -> bytes:
    data = struct.pack("<HHH", 0xFFFF, len(names), 0)
    return data + b"".join(struct.pack("<H", len(name)) + name.encode("utf-16-le") for name in names)


def a_pdf_of(path: Path, *objects: tuple[bytes, bytes]) -> Path:
    """A PDF of streams: (dictionary, content) each."""
    body = b"\n".join(
        b"%d 0 obj <<%s>> stream\n%s\nendstream endobj" % (n, head, data)
        for n, (head, data) in enumerate(objects, 1)
    )
    path.write_bytes(b"%PDF-1.5\n" + body + b"\n%%EOF")
    return path


def said(path):
    """What is found in a file: its kind, where it stands, what it says."""
    return [(one.kind, one.where, one.said) for one in traces(path)]


def kinds(path):
    """The kinds of what is found in a file."""
    return {one.kind for one in traces(path)}
