"""The one table that a run prints, aligned for Chinese text."""

import unicodedata
from collections.abc import Sequence

from benchmarks.measuring import Line

HEADINGS = ("路径", "本程序", "基线", "比值", "目标", "达标")


def width(text: str) -> int:
    """Columns of a terminal that a text takes: full-width characters count double."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def table(lines: Sequence[Line]) -> str:
    """All lines under the headings, the first column left, the rest right."""
    rows = [HEADINGS, *(_cells(line) for line in lines)]
    widths = [max(width(row[column]) for row in rows) for column in range(len(HEADINGS))]
    texts = []
    for row in rows:
        first = row[0] + " " * (widths[0] - width(row[0]))
        rest = [" " * (room - width(text)) + text for text, room in zip(row[1:], widths[1:], strict=True)]
        texts.append("  ".join([first, *rest]))
    texts.insert(1, "-" * (sum(widths) + 2 * (len(widths) - 1)))
    return "\n".join(texts)


def _cells(line: Line) -> tuple[str, ...]:
    met = "—" if line.met is None else "是" if line.met else "否"
    return (line.path, line.ours, line.baseline, line.ratio, line.target, met)
