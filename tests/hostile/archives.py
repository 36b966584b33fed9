"""Zip archives that are packed honestly, and those whose directory lies."""

import io
import struct
import zipfile
import zlib


def pack(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED, level: int | None = None) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, data in parts.items():
            entry = zipfile.ZipInfo("x")
            entry.filename, entry.compress_type = name, method
            archive.writestr(entry, data, compresslevel=level)
    return stream.getvalue()


def nested(data: bytes, depth: int) -> bytes:
    for _ in range(depth):
        data = pack({"台账.zip": data})
    return data


def linked(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
        entry = zipfile.ZipInfo("xl/link.xml")
        entry.external_attr = 0o120777 << 16
        archive.writestr(entry, "/etc/passwd")
    return stream.getvalue()


def overlapping(data: bytes) -> bytes:
    """Two hundred names for one compressed body."""
    packed = zlib.compress(data, 9)[2:-4]
    local = (
        struct.pack(
            "<4s5H3L2H", b"PK\x03\x04", 20, 0, 8, 0, 0, zlib.crc32(data), len(packed), len(data), 1, 0
        )
        + b"a"
    )
    names = [f"xl/{n:04}.xml".encode() for n in range(200)]
    directory = b"".join(
        struct.pack("<4s6H3L5H2L", b"PK\x01\x02", 20, 20, 0, 8, 0, 0, zlib.crc32(data), len(packed), len(data), len(n), 0, 0, 0, 0, 0, 0) + n
        for n in names
    )  # fmt: skip
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 200, 200, len(directory), len(local) + len(packed), 0)
    return local + packed + directory + end


def locked(whole: bytes) -> bytes:
    raw = bytearray(whole)
    raw[6] |= 1
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    return bytes(raw)


def lying(whole: bytes) -> bytes:
    """The directory says that the first part unpacks to less than it does."""
    raw = bytearray(whole)
    start = raw.index(b"PK\x01\x02")
    raw[start + 24 : start + 28] = struct.pack("<L", 10)
    return bytes(raw)
