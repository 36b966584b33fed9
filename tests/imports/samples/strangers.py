"""A table in the style of another province or year, written by us, with the meaning of every column and row.

`⏎` is a line break inside a cell. A table names its kind, the field of each of its columns from the left (`-` kept under
its own heading, `~` never read because it names petitioners, `?` wherever it is kept, `.` no column) and the rows that are records.
"""

import re
from dataclasses import dataclass

SHORT = {
    "num": "number", "seq": "sequence", "bat": "batch", "src": "source", "desc": "description", "goal": "goal", "meas": "measures",
    "dl": "deadline", "ru": "responsible_unit", "rl": "responsible_leader", "rp": "responsible_person", "lu": "lead_unit",
    "su": "supporting_unit", "sv": "supervising_unit", "au": "accepting_unit", "ll": "lead_leader", "prog": "progress", "st": "status",
    "cat": "category", "area": "area", "acc": "accountability", "rem": "remark", "ch": "channel", "find": "findings",
    "sub": "substantiated", "res": "result", "comp": "completion", "fin": "completed_on", "hand": "handling", "-": "-", "~": "~", ".": ".", "?": "?",
}  # fmt: skip


@dataclass(frozen=True)
class Part:
    """One table of a sheet."""

    kind: str
    fields: tuple[str, ...]
    rows: tuple[int, ...]
    first: int = 0


@dataclass(frozen=True)
class Stranger:
    """One sheet as it was sent, and what must be read."""

    name: str
    rows: list[list[str]]
    merges: tuple[str, ...]
    parts: tuple[Part, ...]


def part(kind: str, fields: str, rows: str, first: int = 0) -> Part:
    """`rows` as `3-5,7`, numbered as the spreadsheet program shows them; `first` is the first column from 0."""
    numbers: list[int] = []
    for piece in filter(None, rows.split(",")):
        begin, _dash, end = piece.partition("-")
        numbers += range(int(begin), int(end or begin) + 1)
    return Part(kind, tuple(SHORT[name] for name in fields.split()), tuple(numbers), first)


def stranger(name: str, text: str, *parts: Part, merges: str = "") -> Stranger:
    """A sheet out of lines of cells parted by `|`."""
    rows = [[cell.replace("⏎", "\n") for cell in line.split("|")] for line in text.strip("\n").split("\n")]
    width = max(map(len, rows))
    return Stranger(
        name, [row + [""] * (width - len(row)) for row in rows], tuple(re.findall(r"\S+", merges)), parts
    )
