"""The vocabulary: one thing that a file tells beside what it shows, and the limits of looking."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

LONGEST = 64 << 20
"""Bytes of a file, or of a picture in it, that are looked through; larger ones are named as not looked through."""
PART = 8 << 20
"""Bytes of one part of a document, or of one packed stream of a PDF."""


class TraceKind(StrEnum):
    """`PLACE` is proof as much as it is personal; `RUNS` is what may do harm; `UNKNOWN` says why nobody looked."""

    PERSON = "人名、机主"
    DEVICE = "设备编号"
    PLACE = "拍摄位置"
    REMARKS = "批注、修订"
    ASIDE = "附带的文字"
    RUNS = "会自动运行的内容"
    UNKNOWN = "没有查"


@dataclass(frozen=True, slots=True)
class Trace:
    """One thing in a file: where it stands, and what it says."""

    kind: TraceKind
    where: str
    said: str


PERSONAL = frozenset({TraceKind.PERSON, TraceKind.DEVICE, TraceKind.REMARKS, TraceKind.ASIDE})
"""What is nobody's business beside the proof itself."""


def unknown(where: str, why: str) -> Trace:
    """Something that was not looked at, and why."""
    return Trace(TraceKind.UNKNOWN, where, why)


def inside(name: str, found: Iterable[Trace]) -> Iterator[Trace]:
    """Traces of a file within a file."""
    for one in found:
        yield replace(one, where=f"里面的“{name}”·{one.where}")


def said(value: object) -> str:
    """A value of whatever type as short text on one line."""
    return " ".join(text_of(value).replace("\0", " ").split())[:80]


def text_of(value: object) -> str:
    """Text as cameras and telephones meant it: UTF-16 in bytes, UTF-8 where only ASCII is foreseen."""
    if isinstance(value, bytes):
        wide = value[1:2] == b"\0" or value[3:4] == b"\0"
        return value.decode("utf-16-le" if wide else "utf-8", "replace")
    text = "" if value is None else str(value)
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text
