"""What a file tells beside what it shows: who made it, where, with what; and what it would run when opened."""

import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

from defusedxml.ElementTree import ParseError, fromstring
from PIL import Image, UnidentifiedImageError

LONGEST = 64 << 20
"""Bytes of a document that are looked through; larger ones are named as not looked through."""
PART = 8 << 20
"""Bytes of one part of a document, or of one packed stream of a PDF."""


class TraceKind(StrEnum):
    """`PLACE` is proof as much as it is personal; `RUNS` is what may do harm."""

    PERSON = "人名、机主"
    DEVICE = "设备编号"
    PLACE = "拍摄位置"
    REMARKS = "批注、修订"
    RUNS = "会自动运行的内容"
    UNKNOWN = "没有查"


@dataclass(frozen=True, slots=True)
class Trace:
    """One thing in a file: where it stands, and what it says."""

    kind: TraceKind
    where: str
    said: str


PERSONAL = frozenset({TraceKind.PERSON, TraceKind.DEVICE, TraceKind.REMARKS})
"""What is nobody's business beside the proof itself."""

NAMES = {0x013B: "作者", 0x8298: "版权", 0x013C: "电脑名", 0x9C9D: "作者", 0xA430: "机主"}
NUMBERS = {0xA431: "机身编号", 0xA435: "镜头编号"}
EXIF, GPS, MAKER = 0x8769, 0x8825, 0x927C
_BAD_IMAGE = (
    OSError, ValueError, UnidentifiedImageError, SyntaxError, Image.DecompressionBombError, KeyError, TypeError,
    IndexError, ZeroDivisionError, OverflowError, EOFError, zlib.error,
)  # fmt: skip


def traces(path: Path, media: str) -> tuple[Trace, ...]:
    """Everything of the kind in a file; the content of `path` never changes (it is kept under its digest)."""
    return _traces(str(path), media)


@lru_cache(maxsize=20_000)
def _traces(path: str, media: str) -> tuple[Trace, ...]:
    file = Path(path)
    try:
        size = file.stat().st_size
        if media.startswith("image/"):
            return tuple(dict.fromkeys(_of_image(file)))
        if media == "application/pdf":
            return tuple(dict.fromkeys(_of_pdf(file, size)))
        if zipfile.is_zipfile(file):
            return tuple(dict.fromkeys(_of_office(file)))
    except OSError:
        return ()
    return ()


def _of_image(path: Path) -> Iterator[Trace]:
    try:
        with Image.open(path) as image:
            exif, info = image.getexif(), image.info
            tags: Mapping[int, Any] = {**exif, **exif.get_ifd(EXIF)}
            place = exif.get_ifd(GPS)
    except _BAD_IMAGE:
        return
    for number, words in NAMES.items():
        if text := _said(tags.get(number)):
            yield Trace(TraceKind.PERSON, f"照片的“{words}”", text)
    for number, words in NUMBERS.items():
        if text := _said(tags.get(number)):
            yield Trace(TraceKind.DEVICE, f"照片的“{words}”", text)
    if place and (where := _place(place)):
        yield Trace(TraceKind.PLACE, "照片的定位", where)
    packet = info.get("xmp") or info.get("XML:com.adobe.xmp") or b""
    found = re.search(r"<dc:creator>(.*?)</dc:creator>", _text(packet)[:PART], re.DOTALL)
    if found and (name := _said(re.sub(r"<[^>]*>", " ", found.group(1)))):
        yield Trace(TraceKind.PERSON, "照片的“作者”", name)


def _said(value: object) -> str:
    return " ".join(_text(value).replace("\0", " ").split())[:80]


def _text(value: object) -> str:
    if isinstance(value, bytes):
        wide = value[1:2] == b"\0" or value[3:4] == b"\0"
        return value.decode("utf-16-le" if wide else "utf-8", "replace")
    text = "" if value is None else str(value)
    try:
        return text.encode("latin-1").decode("utf-8")  # telephones write UTF-8 where only ASCII is foreseen
    except UnicodeError:
        return text


def _place(gps: Mapping[int, Any]) -> str:
    try:
        north, east = (sum(float(part) / 60**power for power, part in enumerate(gps[key])) for key in (2, 4))
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        return ""
    signs = -1 if gps.get(1) == "S" else 1, -1 if gps.get(3) == "W" else 1
    return f"{north * signs[0]:.5f}，{east * signs[1]:.5f}" if north or east else ""


CORE = {"creator": "作者", "lastModifiedBy": "最后修改人"}
APP = {"Company": "单位", "Manager": "负责人"}
_AUTHOR = re.compile(r'\bw:author="([^"]{1,80})"|<author>([^<]{1,80})</author>')


def _of_office(path: Path) -> Iterator[Trace]:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            if "[Content_Types].xml" not in names:
                return
            for part, wanted in (("docProps/core.xml", CORE), ("docProps/app.xml", APP)):
                if part in names:
                    yield from _properties(_read(archive, part), wanted)
            yield from _remarks(archive, names)
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, ValueError, zlib.error, EOFError):
        yield Trace(TraceKind.UNKNOWN, "文档", "读不出来，没有查")


def _properties(content: bytes, wanted: Mapping[str, str]) -> Iterator[Trace]:
    try:
        root = fromstring(content, forbid_dtd=True)
    except (ParseError, ValueError):
        return
    for element in root.iter():
        name = str(element.tag).rpartition("}")[2]
        if name in wanted and (text := _said(element.text)):
            yield Trace(TraceKind.PERSON, f"文档属性的“{wanted[name]}”", text)


def _remarks(archive: zipfile.ZipFile, names: set[str]) -> Iterator[Trace]:
    speaking = [part for part in sorted(names) if "comments" in part.lower() or part == "word/document.xml"]
    for part in speaking[:MOST_PARTS]:
        is_comment = "comments" in part.lower() and part.endswith(".xml")
        text = _read(archive, part).decode("utf-8", "replace")
        who = sorted({one or other for one, other in _AUTHOR.findall(text)})
        if is_comment and (who or "comment" in text):
            yield Trace(TraceKind.REMARKS, "批注", "、".join(who[:5]) or "没有署名")
        elif "<w:ins " in text or "<w:del " in text:
            yield Trace(TraceKind.REMARKS, "修订痕迹", "、".join(who[:5]) or "没有署名")


def _read(archive: zipfile.ZipFile, part: str) -> bytes:
    with archive.open(part) as stream:
        return stream.read(PART)


RUNS = {
    b"JavaScript": "脚本", b"JS": "脚本", b"Launch": "打开程序的动作", b"EmbeddedFile": "夹带的文件",
    b"EmbeddedFiles": "夹带的文件", b"RichMedia": "多媒体程序", b"ImportData": "取外部数据的动作", b"SubmitForm": "把填写内容发往网上的动作",
}  # fmt: skip
_NAME = re.compile(rb"/((?:[A-Za-z]|#[0-9A-Fa-f]{2}){2,40})(?![A-Za-z#])")
_STREAM = re.compile(rb"stream\r?\n")
_INFO = re.compile(rb"/Author\s*(\((?:[^()\\]|\\.){1,200}\)|<[0-9A-Fa-f\s]{2,400}>)")
MOST_STREAMS, MOST_PARTS = 5_000, 40
NOBODY = frozenset({"", "anonymous", "unknown"})


def _of_pdf(path: Path, size: int) -> Iterator[Trace]:
    if size > LONGEST:
        yield Trace(TraceKind.UNKNOWN, "PDF", "超过 64 MB，没有查里面的动作")
        return
    data = path.read_bytes()
    for text in (_between_streams(data), *_objects(data)):
        for name in _NAME.findall(text):
            plain = re.sub(rb"#([0-9A-Fa-f]{2})", lambda hit: bytes([int(hit.group(1), 16)]), name)
            if plain in RUNS:
                yield Trace(TraceKind.RUNS, "PDF", RUNS[plain])
        authors = (_pdf_text(value) for value in _INFO.findall(text))
        yield from (
            Trace(TraceKind.PERSON, "PDF 属性的“作者”", one) for one in authors if one.lower() not in NOBODY
        )
    if b"/Encrypt" in data:
        yield Trace(TraceKind.UNKNOWN, "PDF", "加了密，里面的动作查不全")


def _between_streams(data: bytes) -> bytes:
    """The file without the bytes of its streams: pictures and fonts spell any word by chance."""
    kept, position = [], 0
    for start in _STREAM.finditer(data):
        if start.start() < position:
            continue
        kept.append(data[position : start.start()])
        end = data.find(b"endstream", start.end())
        position = len(data) if end < 0 else end
    return b"\n".join([*kept, data[position:]])


def _objects(data: bytes) -> Iterator[bytes]:
    """Packed objects, unpacked: names hide there too."""
    room = LONGEST
    for count, start in enumerate(re.finditer(rb"/ObjStm\b", data)):
        begin = _STREAM.search(data, start.end(), start.end() + 2_000)
        if begin is None or count > MOST_STREAMS or room <= 0:
            continue
        end = data.find(b"endstream", begin.end())
        packed = data[begin.end() : end if end >= 0 else len(data)]
        try:
            text = zlib.decompressobj().decompress(packed, min(PART, room))
        except zlib.error:
            continue
        room -= len(text) + len(packed)
        yield text


def _pdf_text(value: bytes) -> str:
    if value.startswith(b"<"):
        raw = bytes.fromhex(
            re.sub(rb"[^0-9A-Fa-f]", b"", value).decode("ascii").ljust(2, "0")[: len(value) // 2 * 2]
        )
    else:
        raw = re.sub(rb"\\([()\\])", rb"\1", value[1:-1])
    encoding = "utf-16-be" if raw.startswith(b"\xfe\xff") else "utf-8"
    return _said(raw.removeprefix(b"\xfe\xff").decode(encoding, "replace"))
