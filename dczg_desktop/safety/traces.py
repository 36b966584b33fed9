"""What a file tells beside what it shows: who made it, where, with what; and what it would run when opened.

Every file ends in exactly one of three: looked through and clean, looked through and something found, not looked through
and why. Nothing is guessed from names: the first bytes say what a file is.
"""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import lru_cache, partial
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from dczg_desktop.safety.hidden.boxes import of_boxes
from dczg_desktop.safety.hidden.compound import of_compound
from dczg_desktop.safety.hidden.office import of_zip
from dczg_desktop.safety.hidden.parts import Room
from dczg_desktop.safety.hidden.pdf import of_pdf
from dczg_desktop.safety.hidden.pictures import of_picture
from dczg_desktop.safety.hidden.trace import LONGEST, PERSONAL, Trace, TraceKind, unknown

__all__ = ["PERSONAL", "Trace", "TraceKind", "Verdict", "traces", "verdict", "verdict_words"]

PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"BM", b"II*\0", b"MM\0*")
BOXES = frozenset({b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip"})
"""How files of boxes begin; the first QuickTime videos have no brand."""
DEEPEST = 2
"""Files within files within a file; further in nobody looks."""
PACKED = {
    b"Rar!": "RAR 压缩包，程序打不开，里面的文件没有查",
    b"7z\xbc\xaf": "7z 压缩包，程序打不开，里面的文件没有查",
}
MARKED_UP = (
    (re.compile(rb"\s*\{\\rtf"), "RTF 文档，没有查"),
    (re.compile(rb"(?:\xef\xbb\xbf)?\s*<"), "网页、XML 一类，没有查"),
    (re.compile(rb"(?:MIME-Version|Content-Type|Received|Return-Path):", re.IGNORECASE), "邮件，没有查"),
)
"""Texts that tell more than they show, by their beginning."""
_CONTROLS = re.compile(rb"[\0-\x08\x0e-\x1a\x1c-\x1f]")
HEAD = 1024


class Verdict(StrEnum):
    """What looking through a file came to."""

    CLEAN = "查过，没有"
    FOUND = "查到"
    UNSCANNED = "没有查"


def traces(path: Path) -> tuple[Trace, ...]:
    """Everything of the kind in a file; the content of `path` never changes (it is kept under its digest)."""
    try:
        return _traces(str(path))
    except OSError:  # not remembered: another program may hold the file for a moment
        return (unknown("文件", "读不到，没有查"),)


def verdict(found: Sequence[Trace]) -> Verdict:
    """Which of the three it is."""
    if any(one.kind is not TraceKind.UNKNOWN for one in found):
        return Verdict.FOUND
    return Verdict.UNSCANNED if found else Verdict.CLEAN


def verdict_words(found: Sequence[Trace]) -> str:
    """The same in words, with the reason where nobody looked."""
    missed = "；".join(
        f"{one.where}：{one.said.removesuffix('，没有查')}" for one in found if one.kind is TraceKind.UNKNOWN
    )
    known = len(found) - sum(one.kind is TraceKind.UNKNOWN for one in found)
    if not known:
        return f"没有查（{missed}）" if missed else "查过，没有夹带别的信息"
    return f"查到 {known} 处{f'，另有没有查的（{missed}）' if missed else ''}"


@lru_cache(maxsize=20_000)
def _traces(path: str) -> tuple[Trace, ...]:
    file = Path(path)
    size = file.stat().st_size
    with file.open("rb") as stream:
        return tuple(dict.fromkeys(_look(stream, size, 0, Room())))


def _look(stream: BinaryIO, size: int, depth: int, room: Room) -> Iterator[Trace]:
    head = stream.read(HEAD)
    stream.seek(0)
    if head.startswith(PICTURES) or (head.startswith(b"RIFF") and head[8:12] == b"WEBP"):
        yield from of_picture(stream)
    elif head.startswith(b"%PDF-"):
        yield from of_pdf(stream.read(LONGEST + 1))
    elif head.startswith(b"PK"):
        yield from of_zip(stream, partial(_look_inside, depth + 1, room), room)
    elif head.startswith(b"\xd0\xcf\x11\xe0"):
        yield from of_compound(stream)
    elif head[4:8] in BOXES:
        yield from of_boxes(stream, size)
    elif b"%PDF-" in head:
        yield from of_pdf(stream.read(LONGEST + 1))
    else:
        yield from _unread(head)


def _unread(head: bytes) -> Iterator[Trace]:
    """Plain text tells nothing beside what it shows; of anything else it is said that nobody looked."""
    if packed := PACKED.get(head[:4]):
        yield unknown("压缩包", packed)
    elif head.startswith(b"RIFF"):
        yield unknown("音像", "AVI、WAV 等旧格式，程序不认识里面的信息，没有查")
    elif not head:
        yield unknown("文件", "空的，没有查")
    elif why := next((words for pattern, words in MARKED_UP if pattern.match(head)), ""):
        yield unknown("文件", why)
    elif not _is_text(head):
        yield unknown("文件", "程序不认识这种文件，没有查")


def _is_text(head: bytes) -> bool:
    """Whether it is words and nothing else, in one of the two codes they are written in; the last character may be cut."""
    for code in ("utf-8", "gb18030"):
        try:
            head.decode(code)
        except UnicodeDecodeError as error:
            if error.start < len(head) - 4:
                continue
        return not _CONTROLS.search(head)
    return False


def _look_inside(depth: int, room: Room, data: bytes, _name: str) -> Iterator[Trace]:
    if depth > DEEPEST:
        yield unknown("里面的文件", "套得太深，没有查")
    else:
        yield from _look(BytesIO(data), len(data), depth, room)
