"""Pictures: JPEG, PNG, TIFF, WebP, GIF, BMP, as files or within documents; none is decoded."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO

from PIL import Image

from dczg_desktop.safety.hidden.boxes import of_boxes
from dczg_desktop.safety.hidden.exif import BAD_IMAGE, EXIF, GPS, of_block, of_blocks, of_tags, of_xmp
from dczg_desktop.safety.hidden.segments import (
    APP1,
    APP13,
    COM,
    MARK,
    PNG_HEAD,
    SOI,
    jpeg_segments,
    png_chunks,
    png_text,
)
from dczg_desktop.safety.hidden.trace import LONGEST, Trace, TraceKind, said, unknown

XMP = b"http://ns.adobe.com/"
_WRITERS = re.compile(rb"\x1c\x02[\x50\x6e\x7a](..)", re.DOTALL)
"""By-line, credit and writer in the newsroom's block (IPTC)."""
_FILM = re.compile(rb"\0\0\0[\x10-\x40]ftyp(?=mp4|iso|qt  |MSNV|M4V)")
"""The short film that telephones hang behind a moving photo."""
AUTHORS, SILENT = (
    frozenset({"author", "artist", "copyright"}),
    frozenset({"software", "creation time", "xml:com.adobe.xmp"}),
)
PROFILE = "raw profile type"


def of_picture(stream: BinaryIO, whose: str = "照片") -> Iterator[Trace]:
    """Owner, device, place and remarks; a picture that cannot be read is named."""
    try:
        head = stream.read(16)
        stream.seek(0)
        if head.startswith((SOI, PNG_HEAD)):
            yield from _of_bytes(stream.read(LONGEST + 1), whose)
        else:
            yield from _of_others(stream, whose)
    except BAD_IMAGE:
        yield unknown(whose, "图片读不出来，没有查")


def _of_bytes(data: bytes, whose: str) -> Iterator[Trace]:
    yield from _of_jpeg(data, whose) if data.startswith(SOI) else _of_png(data, whose)
    if len(data) > LONGEST:
        yield unknown(whose, f"超过 {LONGEST >> 20} MB，后面的没有查")


def _of_jpeg(data: bytes, whose: str) -> Iterator[Trace]:
    """What stands before the picture, and the EXIF of further pictures that telephones hang behind it."""
    position = 0
    for marker, body, end in jpeg_segments(data):
        position = end
        if marker == APP1 and body.startswith(MARK):
            yield from of_block(body[len(MARK) :], whose)
        elif marker == APP1 and body.startswith(XMP):
            yield from of_xmp(body, whose)
        elif marker == APP13:
            yield from _of_newsroom(body, whose)
        elif marker == COM and (text := said(body)):
            yield Trace(TraceKind.ASIDE, f"{whose}的“附注”", text)
    yield from of_blocks(data[position:], whose)
    if film := _FILM.search(data, position):
        behind = data[film.start() :]
        yield from of_boxes(BytesIO(behind), len(behind))


def _of_newsroom(body: bytes, whose: str) -> Iterator[Trace]:
    for found in _WRITERS.finditer(body):
        length = int.from_bytes(found.group(1), "big")
        if length < 0x8000 and (text := said(body[found.end() : found.end() + length])):
            yield Trace(TraceKind.PERSON, f"{whose}的“作者”", text)


def _of_png(data: bytes, whose: str) -> Iterator[Trace]:
    end = len(PNG_HEAD)
    for kind, body, whole in png_chunks(data):
        end += len(whole)
        if kind == b"eXIf":
            yield from of_block(body.removeprefix(MARK), whose)
            continue
        keyword, text = png_text(kind, body) or ("", "")
        name = keyword.strip().lower()
        if name == "xml:com.adobe.xmp":
            yield from of_xmp(text.encode(), whose)
        elif name.startswith(PROFILE):
            yield from of_blocks(_unhexed(text), whose)
        elif name not in SILENT and said(text):
            is_author = name in AUTHORS
            told = f"{whose}的“{'作者' if is_author else keyword.strip()[:20]}”"
            yield Trace(TraceKind.PERSON if is_author else TraceKind.ASIDE, told, said(text))
    yield from of_blocks(data[end:], whose)


def _unhexed(text: str) -> bytes:
    """A block that an older program wrote as digits: its name and length come before it."""
    digits = "".join(text.split("\n")[3:])
    return bytes.fromhex(digits) if re.fullmatch(r"(?:[0-9a-fA-F]{2})*", digits) else b""


def _of_others(stream: BinaryIO, whose: str) -> Iterator[Trace]:
    with Image.open(stream) as image:
        exif, info = image.getexif(), image.info
        tags, place = {**exif, **exif.get_ifd(EXIF)}, dict(exif.get_ifd(GPS))
    yield from of_tags(tags, place, whose)
    yield from of_xmp(info.get("xmp") or b"", whose)
    if text := said(info.get("comment")):
        yield Trace(TraceKind.ASIDE, f"{whose}的“附注”", text)
