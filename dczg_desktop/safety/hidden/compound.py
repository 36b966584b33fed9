"""Old documents of Office and WPS (.doc .xls .ppt .wps .et .dps): one OLE compound file each."""

import re
import struct
from collections.abc import Iterator
from typing import BinaryIO

import olefile

from dczg_desktop.safety.hidden.exif import of_blocks
from dczg_desktop.safety.hidden.trace import LONGEST, Trace, TraceKind, said, unknown

PEOPLE = {"author": "作者", "last_saved_by": "最后修改人", "manager": "负责人", "company": "单位"}
WORDS = {"comments": "备注", "template": "模板"}
DEFAULT_TEMPLATES = re.compile(r"normal(\.\w+)?|", re.IGNORECASE)
BAD_OLE = (
    OSError,
    ValueError,
    IndexError,
    TypeError,
    KeyError,
    AttributeError,
    EOFError,
    OverflowError,
    MemoryError,
    struct.error,
    UnicodeError,
    RecursionError,
)
"""What the reading library raises for damaged files."""
PROGRAMS = frozenset({"Calc", "WPS"})
MOST_STREAMS, MOST_RECORDS = 400, 2_000_000
NOTE, WRITER, SHEET, LOCKED = 0x1C, 0x5C, 0x85, 0x2F
PPT_LOCKED, SLIDE_COMMENT = b"\xdf\xc4\xd1\xf3", b"\x0f\x00\xe0\x2e"
COUNT_OF_REMARKS, MARKERS = 0x5C, 0x232
"""In the head of a Word document: how many characters its remarks have; where the names of those who changed it lie."""


def of_compound(stream: BinaryIO) -> Iterator[Trace]:
    """Properties, remarks, changes, hidden sheets and photos."""
    try:
        with olefile.OleFileIO(stream) as ole:
            if ole.exists("EncryptedPackage") or ole.exists("EncryptionInfo"):
                yield unknown("文档", "设了打开密码，没有查")
                return
            yield from _properties(ole)
            yield from _of_word(ole)
            yield from _of_sheets(ole)
            yield from _of_slides(ole)
            yield from _photos(ole)
    except BAD_OLE:
        yield unknown("文档", "读不完整，没有查全")


def _properties(ole: olefile.OleFileIO) -> Iterator[Trace]:
    found = ole.get_metadata()
    page = found.codepage if isinstance(found.codepage, int) else 0
    for kind, table in ((TraceKind.PERSON, PEOPLE), (TraceKind.ASIDE, WORDS)):
        for name, words in table.items():
            text = said(_decoded(getattr(found, name), page))
            if text and not (name == "template" and DEFAULT_TEMPLATES.fullmatch(text)):
                yield Trace(kind, f"文档属性的“{words}”", text)


def _decoded(value: object, page: int) -> str:
    if not isinstance(value, bytes):
        return str(value or "")
    page &= 0xFFFF
    names = ["utf-8" if page == 65001 else "utf-16-le" if page == 1200 else f"cp{page}", "gb18030"]
    for name in names:
        try:
            return value.decode(name)
        except (LookupError, UnicodeDecodeError):
            continue
    return value.decode("latin-1")


def _stream(ole: olefile.OleFileIO, *names: str) -> bytes:
    for name in names:
        if ole.exists(name):
            return bytes(ole.openstream(name).read(LONGEST))
    return b""


def _of_word(ole: olefile.OleFileIO) -> Iterator[Trace]:
    head = _stream(ole, "WordDocument")
    if len(head) < MARKERS + 8:
        return
    flags = struct.unpack_from("<H", head, 10)[0]
    if flags & 0x0100:
        yield unknown("文档", "设了打开密码，里面的批注、修订没有查")
        return
    if struct.unpack_from("<I", head, COUNT_OF_REMARKS)[0]:
        yield Trace(TraceKind.REMARKS, "批注", "旧格式，不列署名")
    start, length = struct.unpack_from("<II", head, MARKERS)
    table = _stream(ole, "1Table" if flags & 0x0200 else "0Table")
    names = [name for name in _names(table[start : start + length]) if name != "Unknown"]
    if names:
        yield Trace(TraceKind.REMARKS, "修订或批注的人", "、".join(names[:5]))


def _names(table: bytes) -> Iterator[str]:
    """The texts of a table of strings in a Word document."""
    if len(table) < 6 or table[:2] != b"\xff\xff":
        return
    count, extra = struct.unpack_from("<HH", table, 2)
    position = 6
    for _ in range(min(count, 1000)):
        if position + 2 > len(table):
            return
        (length,) = struct.unpack_from("<H", table, position)
        if name := said(table[position + 2 : position + 2 + 2 * length].decode("utf-16-le", "replace")):
            yield name
        position += 2 + 2 * length + extra


def _of_sheets(ole: olefile.OleFileIO) -> Iterator[Trace]:
    hidden: list[str] = []
    noted: list[str] = []
    for kind, body in _records(_stream(ole, "Workbook", "Book")):
        if kind == LOCKED:
            yield unknown("文档", "设了打开密码，里面的批注、隐藏的表没有查")
            return
        if kind == WRITER and (name := said(_short(body, 2))) and name not in PROGRAMS:
            yield Trace(TraceKind.PERSON, "文档属性的“最后修改人”", name)
        elif kind == NOTE and len(body) > 10:
            noted.append(said(_short(body[8:], 2)))
        elif kind == SHEET and len(body) > 7 and body[4] & 3:
            hidden.append(said(_short(body[6:], 1)))
    if noted:
        yield Trace(TraceKind.REMARKS, "批注", "、".join(sorted({*noted} - {""})[:5]) or "没有署名")
    if hidden:
        yield Trace(TraceKind.REMARKS, "隐藏的工作表", "、".join(hidden[:5]))


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    position = 0
    for _ in range(MOST_RECORDS):
        if position + 4 > len(data):
            return
        kind, length = struct.unpack_from("<HH", data, position)
        yield kind, data[position + 4 : position + 4 + length]
        position += 4 + length


def _short(body: bytes, size: int) -> str:
    """A text that begins with its length in `size` bytes and says whether it is wide."""
    if len(body) < size + 1:
        return ""
    length, wide = int.from_bytes(body[:size], "little"), body[size] & 1
    if wide:
        return body[size + 1 : size + 1 + 2 * length].decode("utf-16-le", "replace")
    return body[size + 1 : size + 1 + length].decode("latin-1")


def _of_slides(ole: olefile.OleFileIO) -> Iterator[Trace]:
    user = _stream(ole, "Current User")
    if user[12:16] == PPT_LOCKED:
        yield unknown("文档", "设了打开密码，里面的批注没有查")
    elif len(user) > 28:
        (length,) = struct.unpack_from("<H", user, 20)
        if name := said(_decoded(user[28 : 28 + min(length, 255)], 936)):
            yield Trace(TraceKind.PERSON, "文档属性的“最后修改人”", name)
    if SLIDE_COMMENT in _stream(ole, "PowerPoint Document"):
        yield Trace(TraceKind.REMARKS, "批注", "旧格式，不列署名")


def _photos(ole: olefile.OleFileIO) -> Iterator[Trace]:
    room = LONGEST
    for number, entry in enumerate(ole.listdir(streams=True, storages=False)):
        size = ole.get_size(entry)
        if number >= MOST_STREAMS or size > room:
            yield unknown("里面的照片", f"超过 {LONGEST >> 20} MB，没有查全")
            return
        room -= size
        yield from of_blocks(ole.openstream(entry).read(), "里面的照片")
