"""Rows of a delimited text that have fewer cells than its heading: perhaps one was lost on the way, and the others moved."""

import re
from collections.abc import Sequence

from dczg_desktop.domain.headings import header_field
from dczg_desktop.imports.header import score

_FEWEST, _NAMED = 3, 5
_COUNTS = frozenset({"number", "sequence"})
_OFTEN_EMPTY = frozenset({None, "remark", "accountability"})
_DIGIT = re.compile(r"\d|[一二三四五六七八九十]")
_NOTE = "第 {} 行的格数比列名少，像是丢了一格，后面各格可能错开了一栏，请对照原件逐格核对。"


def note_of_lacking(rows: Sequence[Sequence[str]]) -> str:
    """The question about such rows; empty where there are none, or where cells without a text at the end were left out all along."""
    top = next((place for place, row in enumerate(rows) if len(row) > _FEWEST and score(list(row))), None)
    if top is None:
        return ""
    head = rows[top]
    is_counted = header_field(head[0])[0] in _COUNTS
    below = [place for place in range(top + 1, len(rows)) if _is_record(rows[place], is_counted=is_counted)]
    full = [place for place in below if len(rows[place]) == len(head)]
    short = [place for place in below if len(rows[place]) < len(head)]
    is_kept = any(not rows[place][-1] for place in full) or header_field(head[-1])[0] not in _OFTEN_EMPTY
    if not short or not is_kept or len(short) > len(full) or len(full) + len(short) < len(below):
        return ""
    return _NOTE.format(
        "、".join(str(place + 1) for place in short[:_NAMED]) + ("……" if len(short) > _NAMED else "")
    )


def _is_record(row: Sequence[str], *, is_counted: bool) -> bool:
    """Whether a row is one of the list, which may begin with a number, and not a title, or what is left of one whose first cells were merged."""
    return sum(map(bool, row)) >= _FEWEST and bool(row[0]) and not (is_counted and not _DIGIT.search(row[0]))
