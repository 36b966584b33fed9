"""The gate: container checks before anything is parsed; refuses dangerous files within milliseconds."""

import os
import re
import stat
import struct
import unicodedata
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO
from xml.etree.ElementTree import Element, ParseError
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from defusedxml.ElementTree import fromstring

from dczg_desktop.base.errors import UserError

WORKBOOK_ENTRIES = 2_000
WORKBOOK_BYTES = 200 << 20
RATIO = 100
ARCHIVE_ENTRIES = 20_000
SMALL = 1 << 20  # below this size a high ratio does no harm
TREE_BYTES = 16 << 20  # a tree takes ten times the memory of its text

READING_ERRORS = (
    BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    KeyError,
    ValueError,
    OverflowError,
    struct.error,
    OSError,
)
"""What `zipfile` raises for damaged files."""

_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_FORBIDDEN_PARTS = re.compile(
    r"vbaproject|macrosheets|externallinks|embeddings/|activex|oleobject|dialogsheets|connections\.xml",
    re.IGNORECASE,
)
_FORBIDDEN_TYPES = re.compile(rb"macroenabled|vbaproject|oleobject|activex|externallink", re.IGNORECASE)
_ENCODING = re.compile(rb"^(?:\xef\xbb\xbf)?<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']*)[\"']")
_XML = (".xml", ".rels", ".vml")
_ACTIVE = "其中含有宏、控件、嵌入对象或外部链接"


def refusal(name: str, what: str) -> UserError:
    """A refusal of the file `name`: what was found, what is safe, what to do."""
    return UserError(
        f"没有接收“{name}”：{what}。台账未作任何改动。请与来文单位核对，让其用本程序重新导出后再报送。"
    )


@contextmanager
def open_container(path: Path, name: str = "") -> Iterator[ZipFile]:
    """The file as a zip whose directory has passed the checks (docs/package-format.md §入口检查).

    `name` is the file that the person knows when `path` is a working copy. Raises UserError naming the file when it cannot be read, is no zip or breaks a rule.
    """
    name = name or path.name
    try:
        stream = path.open("rb")
    except OSError as error:
        raise UserError(
            f"打不开“{name}”，台账未作任何改动。请确认文件还在、U 盘已插好，再试一次。"
        ) from error
    with stream, _checked(stream, name) as archive:
        yield archive


def _checked(stream: BinaryIO, name: str) -> ZipFile:
    try:
        _check_ends(stream, name)
        archive = ZipFile(stream)
        _check_directory(archive, stream, name)
    except READING_ERRORS as error:
        raise refusal(name, "文件不完整或已损坏") from error
    return archive


def is_workbook(archive: ZipFile) -> bool:
    """Whether the container itself is a workbook (decided by its parts, not by the file's suffix)."""
    names = archive.namelist()
    return "[Content_Types].xml" in names and "xl/workbook.xml" in names


def workbook_parts(archive: ZipFile, name: str) -> dict[str, bytes]:
    """The XML parts of a workbook after all checks. Raises UserError naming the file `name`."""
    entries = archive.infolist()
    _check_sizes(entries, name)
    if any(_FORBIDDEN_PARTS.search(entry.filename) for entry in entries):
        raise refusal(name, _ACTIVE)
    try:
        parts = _read_parts(archive, name)
    except READING_ERRORS as error:
        raise refusal(name, "文件不完整或已损坏") from error
    if _FORBIDDEN_TYPES.search(parts.get("[Content_Types].xml", b"")):
        raise refusal(name, _ACTIVE)
    for part, data in parts.items():
        check_xml(data, name)
        if part.endswith(".rels"):
            _check_links(data, name)
    return parts


def is_bomb(entry: ZipInfo) -> bool:
    """Whether a member unpacks to more than 1 MiB and more than a hundred times its size."""
    return entry.file_size > SMALL and entry.file_size > RATIO * entry.compress_size


def check_xml(data: bytes, name: str) -> None:
    """Refuse XML with a document type, entities, or an encoding other than UTF-8, before anything parses it."""
    declared = _ENCODING.match(data)
    if b"\0" in data or (declared and declared[1].lower() not in (b"utf-8", b"us-ascii")):
        raise refusal(name, "表格内部使用了不支持的编码")
    if b"<!" in data and (b"<!DOCTYPE" in data or b"<!ENTITY" in data):
        raise refusal(name, "表格内部含有实体定义，可能是恶意文件")


def check_form(data: bytes, name: str) -> None:
    """Refuse a part that is not well-formed; for parts that are then read by pattern."""
    try:
        expat.ParserCreate(namespace_separator="}").Parse(data, True)  # noqa: FBT003 - expat's own signature
    except expat.ExpatError as error:
        raise refusal(name, "表格内部结构已损坏") from error


def xml_tree(data: bytes, name: str) -> Element:
    """A small XML part as a tree. Raises UserError naming the file `name` when it is damaged or too large."""
    if len(data) > TREE_BYTES:
        raise refusal(name, "表格的样式或结构信息过大")
    try:
        tree: Element = fromstring(data)
    except (ParseError, ValueError) as error:
        raise refusal(name, "表格内部结构已损坏") from error
    return tree


def _check_ends(stream: BinaryIO, name: str) -> None:
    """First and last bytes: a plain zip, nothing in front, nothing behind, no 64-bit directory."""
    size = stream.seek(0, os.SEEK_END)
    stream.seek(0)
    if stream.read(4) != b"PK\x03\x04" or size < 64:
        raise refusal(name, "它不是 .xlsx 或 .zip 文件，或文件开头已损坏")
    stream.seek(size - 42)
    tail = stream.read(42)
    if tail[20:24] != b"PK\x05\x06" or tail[40:] != b"\0\0":
        raise refusal(name, "文件不完整，或末尾多出了内容")
    count, directory = struct.unpack("<H", tail[30:32])[0], struct.unpack("<I", tail[32:36])[0]
    if tail[:4] == b"PK\x06\x07" or count > ARCHIVE_ENTRIES or directory > 512 * ARCHIVE_ENTRIES:
        raise refusal(name, f"压缩包内的文件超过 {ARCHIVE_ENTRIES} 个或结构异常")
    stream.seek(0)


def _check_directory(archive: ZipFile, stream: BinaryIO, name: str) -> None:
    seen: set[str] = set()
    for entry in archive.infolist():
        if entry.flag_bits & 1:
            raise refusal(name, "压缩包设了密码。请让来文单位取消密码后重发")
        if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED) or stat.S_ISLNK(entry.external_attr >> 16):
            raise refusal(name, "压缩包结构异常（压缩方式不支持或含有链接）")
        _check_name(entry, name)
        key = unicodedata.normalize("NFKC", entry.filename).casefold()
        if key in seen:
            raise refusal(name, "压缩包内有重名的文件")
        seen.add(key)
    _check_overlaps(archive, stream, name)


def _check_name(entry: ZipInfo, name: str) -> None:
    """Names are never used as paths; a name that leads out of the folder still means a hostile file."""
    raw = entry.orig_filename
    pieces = raw.rstrip("/").split("/")
    bad = any(piece in ("", ".", "..") or _DEVICES.fullmatch(piece) for piece in pieces)
    if (
        bad
        or len(raw) > 255
        or any(char in "\\:" or unicodedata.category(char) in ("Cc", "Cf") for char in raw)
    ):
        raise refusal(name, "包内文件名不合规")


def _check_overlaps(archive: ZipFile, stream: BinaryIO, name: str) -> None:
    end = 0
    for entry in sorted(archive.infolist(), key=lambda one: one.header_offset):
        stream.seek(entry.header_offset)
        header = stream.read(30)
        if header[:4] != b"PK\x03\x04" or entry.header_offset < end or (end == 0 and entry.header_offset):
            raise refusal(name, "压缩包结构异常（内容重叠或错位）")
        names, extra = struct.unpack("<HH", header[26:30])
        end = entry.header_offset + 30 + names + extra + entry.compress_size
    if end > archive.start_dir:
        raise refusal(name, "压缩包结构异常（内容重叠或错位）")


def _check_sizes(entries: list[ZipInfo], name: str) -> None:
    if len(entries) > WORKBOOK_ENTRIES:
        raise refusal(name, f"表格内部的文件超过 {WORKBOOK_ENTRIES} 个，结构异常")
    if sum(entry.file_size for entry in entries) > WORKBOOK_BYTES:
        raise refusal(name, f"表格展开后超过 {WORKBOOK_BYTES >> 20} MB")
    for entry in entries:
        if is_bomb(entry):
            raise refusal(name, "表格的压缩比异常，可能是恶意文件")


def _read_parts(archive: ZipFile, name: str) -> dict[str, bytes]:
    parts = {}
    for entry in archive.infolist():
        if entry.filename.lower().endswith(_XML):
            parts[entry.filename] = archive.read(entry)
        elif not entry.is_dir():
            _check_start(archive, entry, name)
    return parts


def _check_start(archive: ZipFile, entry: ZipInfo, name: str) -> None:
    with archive.open(entry) as member:
        start = member.read(4)
    if start[:4] in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0") or start[:2] == b"MZ":
        raise refusal(name, "表格里嵌入了其他文件")


def _check_links(data: bytes, name: str) -> None:
    """A hyperlink typed into a cell is harmless; every other link out of the workbook is refused."""
    for link in xml_tree(data, name):
        kind, mode = link.get("Type", ""), link.get("TargetMode", "")
        if mode.lower() == "external" and not kind.endswith("/hyperlink"):
            raise refusal(name, "其中含有外部链接")
