"""PDFs: what would run when they are opened, who made them, and the photos in them."""

import re
import zlib
from collections.abc import Iterator

from dczg_desktop.safety.hidden.exif import of_blocks, of_xmp
from dczg_desktop.safety.hidden.trace import LONGEST, PART, Trace, TraceKind, said, unknown

RUNS = {
    b"JavaScript": "脚本", b"JS": "脚本", b"Launch": "打开程序的动作", b"EmbeddedFile": "夹带的文件",
    b"EmbeddedFiles": "夹带的文件", b"RichMedia": "多媒体程序", b"ImportData": "取外部数据的动作", b"SubmitForm": "把填写内容发往网上的动作",
}  # fmt: skip
_NAME = re.compile(rb"/((?:[A-Za-z]|#[0-9A-Fa-f]{2}){2,40})(?![A-Za-z#])")
_STREAM = re.compile(rb"stream\r?\n")
_INFO = re.compile(rb"/Author\s*(\((?:[^()\\]|\\.){1,200}\)|<[0-9A-Fa-f\s]{2,400}>)")
_NOTE = re.compile(rb"/Subtype\s*/(?:Text|Popup)\b")
MOST_STREAMS = 5_000
_HEAD, _PHOTO, HEAVY = 2_000, 1 << 18, 1 << 10
NOBODY = frozenset({"", "anonymous", "unknown"})
AUTHOR = "PDF 属性的“作者”"


def of_pdf(data: bytes) -> Iterator[Trace]:
    """Everything of the kind in a PDF of at most LONGEST bytes."""
    if len(data) > LONGEST:
        yield unknown("PDF", f"超过 {LONGEST >> 20} MB，没有查里面的动作、作者和照片")
        return
    if b"/Encrypt" in data:
        yield unknown("PDF", "加了密，里面的动作、作者和照片查不全")
    for text in (_between_streams(data), *_objects(data)):
        if text is None:
            yield unknown("PDF", "有压缩的内容读不全，里面的动作、作者没有查全")
            continue
        for name in _NAME.findall(text):
            plain = re.sub(rb"#([0-9A-Fa-f]{2})", lambda hit: bytes([int(hit.group(1), 16)]), name)
            if plain in RUNS:
                yield Trace(TraceKind.RUNS, "PDF", RUNS[plain])
        authors = (_pdf_text(value) for value in _INFO.findall(text))
        yield from (Trace(TraceKind.PERSON, AUTHOR, one) for one in authors if one.lower() not in NOBODY)
        if _NOTE.search(text):
            yield Trace(TraceKind.REMARKS, "PDF 的批注", "有")
    yield from _enclosed(data)


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


def _objects(data: bytes) -> Iterator[bytes | None]:
    """Packed objects, unpacked: names hide there too; None where they are not read to their end."""
    room = LONGEST
    for count, start in enumerate(re.finditer(rb"/ObjStm\b", data)):
        begin = _STREAM.search(data, start.end(), start.end() + _HEAD)
        if begin is None:
            continue
        if count > MOST_STREAMS or room <= 0:
            yield None
            return
        packed = _stream_at(data, begin.end())
        if b"/Filter" not in data[max(0, begin.start() - _HEAD) : begin.start()].rpartition(b" obj")[2]:
            yield packed
            continue
        text, is_whole = _unpacked_whole(packed, min(PART, room))
        room -= len(text) + HEAVY
        yield text
        if not is_whole:
            yield None


def _stream_at(data: bytes, begin: int) -> bytes:
    end = data.find(b"endstream", begin)
    return data[begin : end if end >= 0 else len(data)]


def _unpacked(packed: bytes, most: int) -> bytes:
    return _unpacked_whole(packed, most)[0]


def _unpacked_whole(packed: bytes, most: int) -> tuple[bytes, bool]:
    """What was packed, at most so many bytes, and whether that is all of it."""
    unpacking = zlib.decompressobj()
    try:
        return unpacking.decompress(packed, most), unpacking.eof
    except zlib.error:
        return b"", False


def _enclosed(data: bytes) -> Iterator[Trace]:
    """Photos with what their cameras wrote, and descriptions of the document in XMP."""
    count = 0
    room = LONGEST
    for start in _STREAM.finditer(data):
        head = data[start.end() : start.end() + 4]
        before = data[max(0, start.start() - _HEAD) : start.start()].rpartition(b" obj")[2]
        if b"DCTDecode" in before:
            count += 1
            photo = data[start.end() : start.end() + _PHOTO]
            if head[:1] == b"\x78":  # packed once more
                photo = _unpacked(_stream_at(data, start.end()), min(_PHOTO, room))
                room -= len(photo)
            yield from of_blocks(photo, f"里面的第 {count} 张照片")
        elif b"/Metadata" in before or b"/XML" in before:
            packet = _stream_at(data, start.end())
            packet = _unpacked(packet, min(PART, room)) if head[:1] == b"\x78" else packet[:PART]
            room -= len(packet)
            found = of_xmp(packet, "PDF 属性")
            yield from (one for one in found if one.said.lower() not in NOBODY)
        if count > MOST_STREAMS or room <= 0:
            yield unknown("PDF 里的照片", "太多，没有查全")
            return


def _pdf_text(value: bytes) -> str:
    if value.startswith(b"<"):
        digits = re.sub(rb"[^0-9A-Fa-f]", b"", value).decode("ascii")
        raw = bytes.fromhex(digits if len(digits) % 2 == 0 else f"{digits}0")
    else:
        raw = re.sub(rb"\\([()\\])", rb"\1", value[1:-1])
    encoding = "utf-16-be" if raw.startswith(b"\xfe\xff") else "utf-8"
    return said(raw.removeprefix(b"\xfe\xff").decode(encoding, "replace"))
