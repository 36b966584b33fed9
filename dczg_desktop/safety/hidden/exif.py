"""What cameras and editors write beside a picture: EXIF, XMP and IPTC; whatever container it lies in."""

import re
import struct
import zlib
from collections.abc import Iterator, Mapping
from typing import Any

from PIL import Image, UnidentifiedImageError

from dczg_desktop.safety.hidden.trace import PART, Trace, TraceKind, said, text_of, unknown

NAMES = {0x013B: "作者", 0x8298: "版权", 0x013C: "电脑名", 0x9C9D: "作者", 0xA430: "机主"}
NUMBERS = {0xA431: "机身编号", 0xA435: "镜头编号", 0xA420: "照片编号"}
REMARKED = {0x010E: "说明", 0x9C9B: "标题", 0x9C9C: "备注", 0x9286: "备注"}
EXIF, GPS, MAKER = 0x8769, 0x8825, 0x927C
BAD_IMAGE = (
    OSError, ValueError, UnidentifiedImageError, SyntaxError, Image.DecompressionBombError, KeyError, TypeError,
    IndexError, ZeroDivisionError, OverflowError, EOFError, RuntimeError, zlib.error,
)  # fmt: skip
"""What the picture library raises for damaged files."""
CHARSETS = (b"ASCII\0\0\0", b"UNICODE\0", b"JIS\0\0\0\0\0", b"\0" * 8)
_BLOCK = re.compile(rb"Exif\0\0(?=II\*\0|MM\0\*)")
_LONGEST_BLOCK, _MOST_BLOCKS = 1 << 18, 400

XMP_WORDS = (
    (TraceKind.PERSON, "作者", re.compile(r"<dc:creator>(.*?)</dc:creator>", re.DOTALL)),
    (TraceKind.PERSON, "作者", re.compile(r"tiff:Artist(?:=\"([^\"]*)\"|>([^<]*)<)")),
    (TraceKind.PERSON, "机主", re.compile(r"(?:aux:OwnerName|exifEX:CameraOwnerName)(?:=\"([^\"]*)\"|>([^<]*)<)")),
    (TraceKind.DEVICE, "机身编号", re.compile(r"(?:aux:SerialNumber|exifEX:BodySerialNumber)(?:=\"([^\"]*)\"|>([^<]*)<)")),
)  # fmt: skip
_XMP_PLACE = re.compile(r"exif:GPS(?:Latitude|Longitude)(?:=\"([^\"]+)\"|>([^<]+)<)")


def of_blocks(data: bytes, whose: str) -> Iterator[Trace]:
    """All EXIF that lies anywhere in these bytes: of a photo and the pictures behind it, or of photos in a stream."""
    for number, found in enumerate(_BLOCK.finditer(data)):
        if number == _MOST_BLOCKS:
            return
        yield from of_block(data[found.end() : found.end() + _LONGEST_BLOCK], whose)


def of_block(block: bytes, whose: str) -> Iterator[Trace]:
    """One EXIF block, beginning with its byte order; of a damaged one it is said that nobody looked."""
    exif = Image.Exif()
    try:
        _require_whole(block)
        exif.load(b"Exif\0\0" + block)
        tags, place = {**exif, **exif.get_ifd(EXIF)}, dict(exif.get_ifd(GPS))
    except (*BAD_IMAGE, struct.error):
        yield unknown(whose, "拍摄信息读不出来，没有查")
        return
    yield from of_tags(tags, place, whose)


def _require_whole(block: bytes) -> None:
    """Raise ValueError when the first table does not lie within the block: the library would read nothing and say nothing."""
    order = "<" if block.startswith(b"II") else ">"
    (begin,) = struct.unpack_from(f"{order}I", block, 4)
    (count,) = struct.unpack_from(f"{order}H", block, begin)
    if begin + 2 + 12 * count > len(block):
        raise ValueError(count)


def of_tags(tags: Mapping[int, Any], place: Mapping[int, Any], whose: str) -> Iterator[Trace]:
    """Owner, numbers, remarks and place."""
    for kind, table in ((TraceKind.PERSON, NAMES), (TraceKind.DEVICE, NUMBERS), (TraceKind.ASIDE, REMARKED)):
        for number, words in table.items():
            if text := said(_without_charset(tags.get(number))):
                yield Trace(kind, f"{whose}的“{words}”", text)
    if place and (where := place_words(place)):
        yield Trace(TraceKind.PLACE, f"{whose}的定位", where)


def _without_charset(value: object) -> object:
    if not isinstance(value, bytes):
        return value
    return next((value[8:].strip(b"\0 ") for mark in CHARSETS if value.startswith(mark)), value)


def place_words(gps: Mapping[int, Any]) -> str:
    """Latitude and longitude in degrees; '' when there are none."""
    try:
        north, east = (sum(float(part) / 60**power for power, part in enumerate(gps[key])) for key in (2, 4))
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        return ""
    signs = -1 if gps.get(1) == "S" else 1, -1 if gps.get(3) == "W" else 1
    return f"{north * signs[0]:.5f}，{east * signs[1]:.5f}" if north or east else ""


def of_xmp(packet: object, whose: str) -> Iterator[Trace]:
    """What an XMP packet says of people, devices and the place."""
    text = text_of(packet)[:PART]
    for kind, words, pattern in XMP_WORDS:
        for found in pattern.finditer(text):
            if name := said(re.sub(r"<[^>]*>", " ", next(filter(None, found.groups()), ""))):
                yield Trace(kind, f"{whose}的“{words}”", name)
    places = [said(next(filter(None, found.groups()), "")) for found in _XMP_PLACE.finditer(text)]
    if len(places) > 1:
        yield Trace(TraceKind.PLACE, f"{whose}的定位", "，".join(places[:2]))
