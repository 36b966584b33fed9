"""The pictures of one file, taken within limits and never decoded; one that is not taken is named with its place and the reason."""

import hashlib
import posixpath
import zipfile
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from dczg_desktop.imports.files.gate import plain_name
from dczg_desktop.imports.reading import Picture, letters

MOST_PICTURES = 500
MOST_PICTURE_BYTES = 20 * 1024 * 1024
_MOST_ALL_BYTES = 150 * 1024 * 1024
_MOST_NAMED = 8
_KINDS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"BM", b"GIF8", b"II*\0", b"MM\0*", b"RIFF")

TOO_MUCH, DAMAGED, MISSING = "太大或太多，没有读取", "已损坏，取不出来", "在文件里找不到"
LINKED, UNKNOWN = "只是链接，没有存在文件里", "不是照片格式（矢量图等），没有取"
LOOSE = "不在任何一条记录的行里，没有取"
_ORDER = (TOO_MUCH, DAMAGED, MISSING, LINKED, UNKNOWN, LOOSE)

LOST = "?"
"""A part that no file can have: the picture is named and nowhere to be found."""


class Found(NamedTuple):
    """A picture that a zip of XML parts shows: where (row and column from 0, -1 for nowhere), which part, how the place is named."""

    row: int
    column: int
    part: str
    place: str = ""

    @property
    def cell(self) -> str:
        """The name of the place; '' when the picture stands nowhere."""
        return self.place or (f"{letters(self.column)}{self.row + 1}" if self.row >= 0 else "")


@dataclass(slots=True)
class Album:
    """`taken` in the order they were found; `untaken` are the places by reason."""

    taken: list[Picture] = field(default_factory=list)
    untaken: dict[str, list[str]] = field(default_factory=dict)
    _bytes: int = 0

    def add(self, sheet: str, found: Found, size: int, read: Callable[[], bytes]) -> None:
        """Take one picture, or note why not."""
        place = found.cell
        if found.row < 0:
            self.lose(sheet, place, LOOSE)
            return
        if not self._fits(size):
            self.lose(sheet, place, TOO_MUCH)
            return
        try:
            data = read()
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError):
            data = b""
        if not data.startswith(_KINDS):
            self.lose(sheet, place, UNKNOWN if data else DAMAGED)
            return
        self._bytes += len(data)
        name, digest = posixpath.basename(found.part), hashlib.sha256(data).hexdigest()
        self.taken.append(Picture(sheet, found.row + 1, letters(found.column), name, data, digest, place))

    def lose(self, sheet: str, place: str, reason: str) -> None:
        """Note a picture that is not taken."""
        self.untaken.setdefault(reason, []).append(f"{sheet}!{place}" if place else sheet)

    def add_parts(self, path: Path, sheet: str, found: Iterable[Found]) -> None:
        """Take the pictures of one sheet out of the zip they lie in."""
        wanted = sorted(set(found))
        if not wanted:
            return
        with zipfile.ZipFile(path) as archive:
            entries = {plain_name(entry).lower(): entry for entry in archive.infolist()}
            for one in wanted:
                if entry := entries.get(one.part.lower()):
                    self.add(sheet, one, entry.file_size, lambda entry=entry: archive.read(entry))  # type: ignore[misc]
                else:
                    self.lose(sheet, one.cell, MISSING if one.part else LINKED)

    def _fits(self, size: int) -> bool:
        return (
            size <= MOST_PICTURE_BYTES
            and len(self.taken) < MOST_PICTURES
            and self._bytes + size <= _MOST_ALL_BYTES
        )


def told(untaken: dict[str, list[str]]) -> list[str]:
    """What to tell of the pictures that were not taken: one sentence a reason."""
    return [
        f"有 {len(places)} 张图片{reason}（{named(places)}），请另存后挂到佐证材料中。"
        for reason in _ORDER
        if (places := untaken.get(reason))
    ]


def named(places: list[str]) -> str:
    """Places as a reader is told them: the first few, then how many there are."""
    shown = "、".join(dict.fromkeys(places[:_MOST_NAMED]))
    return f"{shown} 等" if len(places) > _MOST_NAMED else shown
