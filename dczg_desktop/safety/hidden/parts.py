"""The parts of a zip, read within limits: a bomb costs no more than an honest file of the allowed size."""

import zipfile
import zlib
from typing import BinaryIO

MOST_PARTS = 2_000
MOST_BYTES = 512 << 20
"""Bytes of all parts together when they are unpacked; documents with many photos come near half of it."""
MOST_RATIO, RATIO_FREE = 200, 4 << 20
BAD_ZIP = (
    zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, ValueError, KeyError, IndexError, zlib.error, EOFError,
    OverflowError, MemoryError,
)  # fmt: skip
"""What reading a damaged zip raises."""


class Refused(ValueError):
    """The container is not looked through; the text says why, in the user's words."""


class Room:
    """Bytes that may still be unpacked of one file, whatever is nested in it."""

    def __init__(self) -> None:
        self.left = MOST_BYTES

    def take(self, count: int) -> None:
        """Raises Refused when it is used up."""
        self.left -= count
        if self.left < 0:
            raise Refused("里面套着的内容太多，没有查完")


class Parts:
    """A zip whose directory is within the limits. Raises Refused naming what is not."""

    def __init__(self, stream: BinaryIO, room: Room) -> None:
        self._room = room
        try:
            self.archive = zipfile.ZipFile(stream)
        except BAD_ZIP as error:
            raise Refused("读不出来，没有查") from error
        self.entries = {entry.filename: entry for entry in self.archive.infolist() if not entry.is_dir()}
        self.names = sorted(self.entries)
        if why := refusal(self.archive.infolist()):
            raise Refused(why)

    def head(self, name: str, most: int) -> tuple[bytes, bool]:
        """The first `most` bytes of a part, and whether there are more. Raises Refused when it is damaged."""
        try:
            with self.archive.open(self.entries[name]) as stream:
                data = stream.read(most)
                self._room.take(len(data))
                return data, len(data) == most and bool(stream.read(1))
        except Refused:
            raise
        except BAD_ZIP as error:
            raise Refused(f"“{name}”读不出来，没有查") from error


def refusal(entries: list[zipfile.ZipInfo]) -> str:
    """Why these entries are not unpacked, '' when they may be."""
    if len(entries) > MOST_PARTS:
        return f"里面超过 {MOST_PARTS} 个部件，没有查"
    if len({entry.filename.lower() for entry in entries}) < len(entries):
        return "里面有同名的部件，没有查"
    if any(entry.flag_bits & 1 for entry in entries):
        return "设了密码，没有查"
    if sum(entry.file_size for entry in entries) > MOST_BYTES:
        return f"展开后超过 {MOST_BYTES >> 20} MB，没有查"
    if any(entry.file_size > RATIO_FREE + MOST_RATIO * entry.compress_size for entry in entries):
        return "压缩比不正常，没有查"
    return ""
