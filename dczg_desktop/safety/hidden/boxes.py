"""Files made of boxes (ISO 14496-12): videos of telephones and cameras, and HEIC photos; nothing is decoded."""

import re
import struct
from collections.abc import Iterator
from typing import BinaryIO

from dczg_desktop.safety.hidden.exif import of_block, of_xmp
from dczg_desktop.safety.hidden.trace import Trace, TraceKind, said, unknown

PICTURES = frozenset(
    {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif", b"avis"}
)
MOST_BOXES, MOST_META = 20_000, 16 << 20
LONGEST_TEXT = 400
XMP_UUID = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")
PLACE = re.compile(r"[+-]\d{1,3}(?:\.\d+)?[+-]\d{1,3}(?:\.\d+)?[^/\s]*/?")
TOLD = {
    b"\xa9ART": "作者", b"\xa9aut": "作者", b"auth": "作者", b"perf": "作者", b"cprt": "版权", b"\xa9cpy": "版权",
}  # fmt: skip
WORDS = {
    b"\xa9cmt": "备注",
    b"\xa9des": "备注",
    b"\xa9inf": "备注",
    b"dscp": "备注",
    b"\xa9mak": "拍摄设备",
    b"\xa9mod": "拍摄设备",
}
KEYS = (
    (re.compile(r"location", re.IGNORECASE), TraceKind.PLACE, "定位"),
    (re.compile(r"author|artist|owner|director|copyright", re.IGNORECASE), TraceKind.PERSON, "作者"),
    (re.compile(r"serial|identifier|uuid", re.IGNORECASE), TraceKind.DEVICE, "设备编号"),
    (re.compile(r"\.(make|model)$|manufacturer", re.IGNORECASE), TraceKind.ASIDE, "拍摄设备"),
    (re.compile(r"comment|description|information", re.IGNORECASE), TraceKind.ASIDE, "备注"),
)
TRACKS = (b"gpmd", b"camm", b"rtmd")
"""Sample entries of tracks that record where the camera was."""
Box = tuple[bytes, bytes]


def of_boxes(stream: BinaryIO, size: int) -> Iterator[Trace]:
    """A photo or a video, told apart by the brands it names."""
    head = stream.read(4096)
    length = min(int.from_bytes(head[:4], "big"), 4096)
    brands = {head[8:12], *(head[at : at + 4] for at in range(16, length, 4))}
    is_picture = (bool(brands & PICTURES) and not brands & {b"qt  ", b"mp42", b"isom"}) or head[
        8:12
    ] in PICTURES
    whose = "照片" if is_picture else "视频"
    try:
        outer = dict(_outer(stream, size))
        yield from _of_picture(stream, outer) if is_picture else _of_video(stream, outer)
    except (ValueError, struct.error, IndexError, OSError):
        yield unknown(whose, f"{whose}读不完整，没有查")


def _outer(stream: BinaryIO, size: int) -> Iterator[tuple[bytes, tuple[int, int]]]:
    """(type, where the content begins and ends) of the boxes of the file. Raises ValueError when they do not add up."""
    position = 0
    for _ in range(MOST_BOXES):
        if position >= size:
            return
        stream.seek(position)
        length, kind = struct.unpack(">I4s", _exactly(stream.read(8), 8))
        begin = position + 8
        if length == 1:
            (length,) = struct.unpack(">Q", _exactly(stream.read(8), 8))
            begin += 8
        end = position + length if length else size
        if end < begin or end > size:
            raise ValueError(position)
        if kind == b"uuid" and stream.read(16) == XMP_UUID:
            kind, begin = b"XMP_", begin + 16
        yield kind, (begin, end)
        position = end


def _exactly(data: bytes, length: int) -> bytes:
    if len(data) != length:
        raise ValueError(length)
    return data


def _content(stream: BinaryIO, where: tuple[int, int]) -> bytes:
    begin, end = where
    if end - begin > MOST_META:
        raise ValueError(end)
    stream.seek(begin)
    return _exactly(stream.read(end - begin), end - begin)


def _inner(data: bytes) -> Iterator[Box]:
    """The boxes within a box; a damaged one ends them."""
    position = 0
    for _ in range(MOST_BOXES):
        if position + 8 > len(data):
            return
        length, kind = struct.unpack_from(">I4s", data, position)
        begin = position + 8
        if length == 1 and position + 16 <= len(data):
            (length,) = struct.unpack_from(">Q", data, position + 8)
            begin += 8
        end = position + length if length else len(data)
        if end < begin or end > len(data):
            return
        yield kind, data[begin:end]
        position = end


def _of_video(stream: BinaryIO, outer: dict[bytes, tuple[int, int]]) -> Iterator[Trace]:
    if b"moov" not in outer:
        yield unknown("视频", "视频不完整，没有查")
        return
    movie = _content(stream, outer[b"moov"])
    if b"XMP_" in outer:
        yield from of_xmp(_content(stream, outer[b"XMP_"]), "视频")
    yield from _of_movie(movie)
    if b"meta" in outer:
        yield from _of_meta(_content(stream, outer[b"meta"]))
    if any(track in movie for track in TRACKS):
        yield Trace(TraceKind.PLACE, "视频的定位", "随片记录的行进轨迹")


def _of_movie(movie: bytes) -> Iterator[Trace]:
    for kind, body in _inner(movie):
        if kind == b"udta":
            yield from _of_user_data(body)
        elif kind == b"meta":
            yield from _of_meta(body)
        elif kind == b"trak":
            yield from _of_movie(body)


def _of_user_data(data: bytes) -> Iterator[Trace]:
    for kind, body in _inner(data):
        if kind == b"meta":
            yield from _of_meta(body)
        elif kind == b"loci":
            yield from _of_loci(body)
        elif kind == b"XMP_":
            yield from of_xmp(body, "视频")
        elif kind == b"GPMF":
            yield Trace(TraceKind.PLACE, "视频的定位", "随片记录的行进轨迹")
        elif (text := said(_user_text(kind, body))) and (told := _told(kind, text)):
            yield told


def _user_text(kind: bytes, body: bytes) -> bytes:
    """QuickTime: length and language before the text; 3GPP: version and language."""
    if kind[:1] == b"\xa9" and len(body) > 4:
        return body[4 : 4 + int.from_bytes(body[:2], "big")]
    return body[6:] if len(body) > 6 else b""


def _told(kind: bytes, text: str) -> Trace | None:
    if kind == b"\xa9xyz" and PLACE.match(text):
        return Trace(TraceKind.PLACE, "视频的定位", text)
    if kind in TOLD:
        return Trace(TraceKind.PERSON, f"视频的“{TOLD[kind]}”", text)
    return Trace(TraceKind.ASIDE, f"视频的“{WORDS[kind]}”", text) if kind in WORDS else None


def _of_loci(body: bytes) -> Iterator[Trace]:
    rest = body[6:].split(b"\0", 1)[-1]
    if len(rest) >= 9:
        east, north = (value / 65536 for value in struct.unpack_from(">ii", rest, 1))
        yield Trace(TraceKind.PLACE, "视频的定位", f"{north:.5f}，{east:.5f}")


def _of_meta(body: bytes) -> Iterator[Trace]:
    """Apple's list of named values, or iTunes' of numbered ones."""
    plain = dict(_inner(body)) if body[4:8] == b"hdlr" else dict(_inner(body[4:]))
    names = list(_key_names(plain.get(b"keys", b"")))
    for kind, item in _inner(plain.get(b"ilst", b"")):
        value = said(dict(_inner(item)).get(b"data", b"")[8 : 8 + LONGEST_TEXT])
        number = int.from_bytes(kind, "big")
        name = names[number - 1] if 0 < number <= len(names) else ""
        found = next(((one, words) for pattern, one, words in KEYS if name and pattern.search(name)), None)
        if value and found:
            yield Trace(found[0], f"视频的“{found[1]}”" if found[1] != "定位" else "视频的定位", value)
        elif value and (told := _told(kind, value)):
            yield told


def _key_names(body: bytes) -> Iterator[str]:
    for _kind, name in _inner(body[8:]):
        yield name.decode("utf-8", "replace")


def _of_picture(stream: BinaryIO, outer: dict[bytes, tuple[int, int]]) -> Iterator[Trace]:
    if b"meta" not in outer:
        yield unknown("照片", "照片不完整，没有查")
        return
    meta = dict(_inner(_content(stream, outer[b"meta"])[4:]))
    kinds = dict(_item_kinds(meta.get(b"iinf", b"")))
    places = dict(_item_places(meta.get(b"iloc", b"")))
    for number, kind in kinds.items():
        if kind not in {b"Exif", b"mime"}:
            continue
        if number not in places:
            yield unknown("照片", "拍摄信息的位置读不出来，没有查")
            continue
        data = _item(stream, meta.get(b"idat", b""), places[number])
        yield from _exif_item(data) if kind == b"Exif" else of_xmp(data, "照片")


def _exif_item(data: bytes) -> Iterator[Trace]:
    start = re.search(rb"II\*\0|MM\0\*", data)
    if start is None:
        yield unknown("照片", "拍摄信息读不出来，没有查")
    else:
        yield from of_block(data[start.start() :], "照片")


def _item_kinds(body: bytes) -> Iterator[tuple[int, bytes]]:
    wide = bool(body[:1] and body[0])
    for kind, entry in _inner(body[8 if wide else 6 :]):
        if kind == b"infe" and entry[0] >= 2:
            size = 2 if entry[0] == 2 else 4
            yield int.from_bytes(entry[4 : 4 + size], "big"), entry[6 + size : 10 + size]


def _item_places(body: bytes) -> Iterator[tuple[int, tuple[int, list[tuple[int, int]]]]]:
    """(item, (whether it lies in the box beside, its pieces)) of the table of places."""
    read = _Numbers(body)
    version = read.next(4) >> 24
    sizes = read.next(2)
    of_offset, of_length, of_base, of_index = (sizes >> shift & 15 for shift in (12, 8, 4, 0))
    for _ in range(min(read.next(2 if version < 2 else 4), MOST_BOXES)):
        number = read.next(2 if version < 2 else 4)
        method = read.next(2) & 15 if version else 0
        read.next(2)
        base = read.next(of_base)
        pieces = []
        for _ in range(read.next(2)):
            read.next(of_index if version else 0)
            offset = base + read.next(of_offset)
            pieces.append((offset, read.next(of_length)))
        yield number, (method, pieces)


class _Numbers:
    """Whole numbers of given sizes, one after the other. Raises ValueError at the end."""

    def __init__(self, data: bytes) -> None:
        self._data, self._position = data, 0

    def next(self, size: int) -> int:
        found = _exactly(self._data[self._position : self._position + size], size)
        self._position += size
        return int.from_bytes(found, "big")


def _item(stream: BinaryIO, beside: bytes, place: tuple[int, list[tuple[int, int]]]) -> bytes:
    method, pieces = place
    if method > 1 or sum(length for _, length in pieces) > MOST_META:
        raise ValueError(method)
    if method == 1:
        return b"".join(beside[offset : offset + length] for offset, length in pieces)
    return b"".join(_content(stream, (offset, offset + length)) for offset, length in pieces)
