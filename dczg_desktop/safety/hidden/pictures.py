"""Pictures: JPEG, PNG, TIFF, WebP, GIF, BMP, as files or within documents."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any, BinaryIO

from PIL import Image, IptcImagePlugin

from dczg_desktop.safety.hidden.exif import BAD_IMAGE, EXIF, GPS, of_blocks, of_tags, of_xmp
from dczg_desktop.safety.hidden.segments import png_texts
from dczg_desktop.safety.hidden.trace import LONGEST, Trace, TraceKind, said, unknown

BY_LINE, CREDIT, WRITER = (2, 80), (2, 110), (2, 122)
AUTHORS, SILENT = (
    frozenset({"author", "artist", "copyright"}),
    frozenset({"software", "creation time", "xml:com.adobe.xmp"}),
)
PNG = b"\x89PNG"


def of_picture(stream: BinaryIO, whose: str = "照片") -> Iterator[Trace]:
    """Owner, device, place and remarks; a picture that cannot be read is named."""
    try:
        with Image.open(stream) as image:
            exif, info, kind = image.getexif(), image.info, image.format
            tags, place = {**exif, **exif.get_ifd(EXIF)}, dict(exif.get_ifd(GPS))
            written = IptcImagePlugin.getiptcinfo(image) or {}
    except BAD_IMAGE:
        yield unknown(whose, "图片读不出来，没有查")
        return
    yield from of_tags(tags, place, whose)
    yield from of_xmp(info.get("xmp") or info.get("XML:com.adobe.xmp") or b"", whose)
    yield from _of_newsroom(written, whose)
    if kind == "PNG":
        yield from _of_texts(stream, whose)
    elif text := said(info.get("comment")):
        yield Trace(TraceKind.ASIDE, f"{whose}的“附注”", text)
    if kind in {"JPEG", "MPO"}:
        stream.seek(0)
        data = stream.read(LONGEST + 1)
        yield from of_blocks(data, whose)
        if len(data) > LONGEST:
            yield unknown(whose, f"超过 {LONGEST >> 20} MB，后面的没有查")


def _of_newsroom(written: dict[tuple[int, int], Any], whose: str) -> Iterator[Trace]:
    for key in (BY_LINE, CREDIT, WRITER):
        value = written.get(key)
        for one in value if isinstance(value, list) else [value]:
            if text := said(one):
                yield Trace(TraceKind.PERSON, f"{whose}的“作者”", text)


def _of_texts(stream: BinaryIO, whose: str) -> Iterator[Trace]:
    stream.seek(0)
    for keyword, content in png_texts(stream.read(LONGEST)):
        name = keyword.strip().lower()
        if name in SILENT or name.startswith("raw profile"):
            continue
        if text := said(content):
            kind = TraceKind.PERSON if name in AUTHORS else TraceKind.ASIDE
            yield Trace(kind, f"{whose}的“{'作者' if name in AUTHORS else keyword.strip()[:20]}”", text)


def of_bytes(data: bytes, whose: str) -> Iterator[Trace]:
    """A picture that lies in memory."""
    yield from of_picture(BytesIO(data), whose)
