"""Taking what is told beside a picture out of its file segment by segment: the bytes of the picture itself stay as they are."""

import struct
import zlib
from collections.abc import Iterator

from PIL import Image

from dczg_desktop.safety.hidden.exif import BAD_IMAGE, EXIF, GPS, MAKER, NAMES, NUMBERS, REMARKED

SOI, EOI, SOS, COM = b"\xff\xd8", 0xD9, 0xDA, 0xFE
APP0, APP1, APP2, APP13, APP14, APP15 = 0xE0, 0xE1, 0xE2, 0xED, 0xEE, 0xEF
RESTARTS = frozenset({0x00, *range(0xD0, 0xD8)})
ALONE = frozenset({0x01, *range(0xD0, 0xD9)})
MARK, COLOURS = b"Exif\0\0", b"ICC_PROFILE\0"
LONGEST_SEGMENT, LONGEST_TEXT = 65_533, 1 << 16
PNG_HEAD = b"\x89PNG\r\n\x1a\n"
TEXTS = frozenset({b"tEXt", b"zTXt", b"iTXt"})


def cleaned(data: bytes, *, keep_place: bool) -> bytes:
    """A JPEG or PNG without owner, numbers, remarks and, by choice, place. Raises ValueError when it is damaged or another kind."""
    if data.startswith(SOI):
        return b"".join(_jpeg(data, keep_place=keep_place))
    if data.startswith(PNG_HEAD):
        return b"".join(_png(data, keep_place=keep_place))
    raise ValueError(data[:8])


def _jpeg(data: bytes, *, keep_place: bool) -> Iterator[bytes]:
    """The first picture to its end; what telephones hang behind it is shown by no ordinary program."""
    yield SOI
    position = 2
    while True:
        position, marker = _marker(data, position)
        if marker == EOI:
            yield b"\xff\xd9"
            return
        if marker in ALONE:
            yield bytes((0xFF, marker))
            continue
        (length,) = struct.unpack(">H", _exactly(data, position, 2))
        body = _exactly(data, position + 2, length - 2)
        position += length
        if (kept := _segment(marker, body, keep_place=keep_place)) is not None:
            yield bytes((0xFF, marker)) + struct.pack(">H", len(kept) + 2) + kept
        if marker == SOS:
            end = _scan_end(data, position)
            yield data[position:end]
            position = end


def _marker(data: bytes, position: int) -> tuple[int, int]:
    """Where the segment after the marker at `position` begins, and the marker; fill bytes are passed over."""
    if _exactly(data, position, 1) != b"\xff":
        raise ValueError(position)
    while (code := _exactly(data, position, 1)[0]) == 0xFF:
        position += 1
    return position + 1, code


def _exactly(data: bytes, position: int, length: int) -> bytes:
    found = data[position : position + length]
    if length < 0 or len(found) != length:
        raise ValueError(position)
    return found


def _scan_end(data: bytes, position: int) -> int:
    """Where the coded picture points end: at the next marker that is none of theirs."""
    while (position := data.find(b"\xff", position)) >= 0:
        if _exactly(data, position + 1, 1)[0] not in {*RESTARTS, 0xFF}:
            return position
        position += 1
    raise ValueError(len(data))


def _segment(marker: int, body: bytes, *, keep_place: bool) -> bytes | None:
    """What stays of a segment; None for nothing."""
    if marker == APP1 and body.startswith(MARK):
        block = cleaned_exif(body[len(MARK) :], keep_place=keep_place)
        return MARK + block if block and len(block) < LONGEST_SEGMENT - len(MARK) else None
    if marker == COM or (APP0 <= marker <= APP15 and not _shapes(marker, body)):
        return None
    return body


def _shapes(marker: int, body: bytes) -> bool:
    """Whether an application segment says how the picture looks: resolution, colours."""
    return (
        (marker == APP0 and body.startswith(b"JFIF\0"))
        or (marker == APP2 and body.startswith(COLOURS))
        or (marker == APP14 and body.startswith(b"Adobe"))
    )


def cleaned_exif(block: bytes, *, keep_place: bool) -> bytes:
    """An EXIF block without what is personal; b'' when nothing is left. Raises ValueError when it is damaged."""
    exif = Image.Exif()
    try:
        exif.load(MARK + block)
        inner = exif.get_ifd(EXIF)
        for number in (*NAMES, *NUMBERS, *REMARKED, MAKER):
            exif.pop(number, None)
            inner.pop(number, None)
        if not keep_place:
            exif.pop(GPS, None)
            exif.get_ifd(GPS).clear()
        return exif.tobytes().removeprefix(MARK) if exif else b""
    except (*BAD_IMAGE, struct.error) as error:
        raise ValueError("exif") from error


def _png(data: bytes, *, keep_place: bool) -> Iterator[bytes]:
    yield PNG_HEAD
    for kind, body, whole in png_chunks(data):
        if kind == b"eXIf":
            block = cleaned_exif(body.removeprefix(MARK), keep_place=keep_place)
            yield _chunk(kind, block) if block else b""
        elif kind not in TEXTS:
            yield whole


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png_chunks(data: bytes) -> Iterator[tuple[bytes, bytes, bytes]]:
    """(kind, content, whole bytes) of each chunk up to the end of the picture. Raises ValueError when it is cut short."""
    position, kind = len(PNG_HEAD), b""
    while kind != b"IEND":
        (length,) = struct.unpack(">I", _exactly(data, position, 4))
        kind = _exactly(data, position + 4, 4)
        whole = _exactly(data, position, length + 12)
        yield kind, whole[8:-4], whole
        position += length + 12


def png_text(kind: bytes, body: bytes) -> tuple[str, str] | None:
    """(keyword, text) of a remark in a PNG; None for another chunk. Raises zlib.error when it is damaged."""
    return _text(kind, body) if kind in TEXTS else None


def jpeg_segments(data: bytes) -> Iterator[tuple[int, bytes, int]]:
    """(marker, content, where it ends) of what stands before the picture. Raises ValueError when that is cut short."""
    position, marker = 2, 0
    while marker not in {SOS, EOI}:
        position, marker = _marker(data, position)
        if marker in ALONE or marker == EOI:
            continue
        (length,) = struct.unpack(">H", _exactly(data, position, 2))
        body = _exactly(data, position + 2, length - 2)
        position += length
        yield marker, body, position


def _text(kind: bytes, body: bytes) -> tuple[str, str]:
    keyword, _, rest = body.partition(b"\0")
    is_packed = kind == b"zTXt" or rest[:1] == b"\1"
    if kind == b"zTXt":
        rest = rest[1:]
    elif kind == b"iTXt":
        rest = rest[2:].split(b"\0", 2)[-1]
    else:
        is_packed = False
    if is_packed:
        rest = zlib.decompressobj().decompress(rest, LONGEST_TEXT)
    return keyword.decode("latin-1"), rest[:LONGEST_TEXT].decode("utf-8", "replace")
