"""The container of old workbooks (OLE2): its streams, every number in it checked before it is believed (MS-CFB)."""

import struct
from pathlib import Path

from dczg_desktop.base.errors import UserError

_FREE_FROM = 0xFFFFFFFA  # sector numbers from here on are marks (MS-CFB 2.1)
_ENTRY = 128


def damaged(path: Path) -> UserError:
    """The refusal of a damaged old workbook."""
    return UserError(
        f"“{path.name}”已损坏或没有复制完整，读不出来。请用 WPS 或 Excel 打开检查，另存为 .xlsx 后再导入。"
    )


def stream_of(path: Path, data: bytes, names: tuple[str, ...]) -> bytes:
    """The stream of the first of the names that is there: a workbook for Excel 95 and 97 has one for each.

    Raises UserError when the container does not hold together.
    """
    try:
        return _Container(data).stream(names)
    except (struct.error, ValueError, IndexError, UnicodeDecodeError) as error:
        raise damaged(path) from error


class _Container:
    def __init__(self, data: bytes) -> None:
        minor, shift, mini_shift = (
            struct.unpack_from("<HxxHH", data, 26)[0],
            *struct.unpack_from("<HH", data, 30),
        )
        if minor not in (3, 4) or shift not in (9, 12) or mini_shift != 6:
            raise ValueError("header")
        self.data, self.size = data, 1 << shift
        fat_count, self.first_entry = (
            struct.unpack_from("<I4xI", data, 44)[0],
            struct.unpack_from("<I", data, 48)[0],
        )
        self.cutoff, first_mini, mini_count, first_more, more_count = struct.unpack_from("<IIIII", data, 56)
        most = len(data) // self.size + 1
        if max(fat_count, mini_count, more_count) > most or self.cutoff != 4096:
            raise ValueError("counts")
        places = [place for place in struct.unpack_from("<109I", data, 76) if place < _FREE_FROM]
        places += self._more(first_more, more_count)
        self.fat = [
            number for place in places for number in struct.unpack(f"<{self.size // 4}I", self._sector(place))
        ]
        self.mini = (
            struct.unpack(f"<{mini_count * self.size // 4}I", self._chain(first_mini)) if mini_count else ()
        )

    def _more(self, place: int, count: int) -> list[int]:
        places: list[int] = []
        for _number in range(count):
            numbers = struct.unpack(f"<{self.size // 4}I", self._sector(place))
            places += [number for number in numbers[:-1] if number < _FREE_FROM]
            place = numbers[-1]
        return places

    def _sector(self, place: int) -> bytes:
        start = (place + 1) * self.size
        sector = self.data[start : start + self.size]
        if not sector:
            raise ValueError("sector")
        return sector.ljust(self.size, b"\0")

    def _chain(self, place: int) -> bytes:
        parts: list[bytes] = []
        while place < _FREE_FROM:
            parts.append(self._sector(place))
            place = self.fat[place]
            if len(parts) > len(self.fat):
                raise ValueError("loop")
        return b"".join(parts)

    def stream(self, names: tuple[str, ...]) -> bytes:
        entries = self._chain(self.first_entry)
        root = b""
        found: dict[str, tuple[int, int]] = {}
        for start in range(0, len(entries), _ENTRY):
            length, kind = struct.unpack_from("<HB", entries, start + 64)
            name = entries[start : start + max(min(length, 64) - 2, 0)].decode("utf-16-le")
            if kind == 5:
                root = self._chain(struct.unpack_from("<I", entries, start + 116)[0])
            elif kind == 2 and name in names:
                found.setdefault(name, struct.unpack_from("<II", entries, start + 116))
        for name in names:
            if name in found:
                return self._content(*found[name], root)
        raise ValueError("stream")

    def _content(self, place: int, size: int, root: bytes) -> bytes:
        if size >= self.cutoff:
            content = self._chain(place)
        else:
            parts: list[bytes] = []
            while place < _FREE_FROM and len(parts) <= len(self.mini):
                parts.append(root[place * 64 : place * 64 + 64])
                place = self.mini[place]
            content = b"".join(parts)
        if len(content) < size:
            raise ValueError("short")
        return content[:size]
