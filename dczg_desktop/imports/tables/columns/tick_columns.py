"""Columns that are ticked instead of filled in (已完成 | 正在整改 | 未启动, a √ in one of them): read as one column of the status."""

import re
from collections.abc import Sequence
from dataclasses import replace

from dczg_desktop.domain.headings import header_field
from dczg_desktop.domain.vocabulary import status_of, substantiated_word
from dczg_desktop.imports.header import Header
from dczg_desktop.imports.reading import Grid, LeftOut, letters

TICKS = frozenset({"√", "✓", "✔", "☑", "■", "●", "▲", "R", "þ", "V", "v", "(√)", "（√）"})
_FEWEST = 2
_DONE = re.compile(
    r"(?:已|未|尚未|正在|部分)(?:整改|整治|治理|清理|拆除)(?:完|完毕|到位)?|(?:尚?未|待|拟)(?:申请|申报|上报|提交)(?:验收|销号)?"
)
"""What is ticked beside a status word and is none alone."""
_OF_STATES = frozenset({"status", "progress", "completion", "substantiated"})


def with_ticks_read(grid: Grid, header: Header, rows: Sequence[int]) -> tuple[Header, list[LeftOut]]:
    """The header with every run of such columns as one, whose cells hold the words that were ticked; and what to say of it.

    Two ticks in a row stay a choice of boxes, which is asked about.
    """
    labels = list(header.labels)
    told: list[LeftOut] = []
    for first, last in _runs(labels):
        columns = range(first, last + 1)
        cells = [[grid.rows[row][column].strip() for column in columns] for row in rows]
        filled = [cell for line in cells for cell in line if cell]
        if not filled or not set(filled) <= TICKS:
            continue
        words = [labels[column].rpartition("/")[2] for column in columns]
        for row, line in zip(rows, cells, strict=True):
            ticked = [word for word, cell in zip(words, line, strict=True) if cell]
            for column in columns:
                grid.rows[row][column] = ""
            boxes = " ".join(f"{'☑' if cell else '□'}{word}" for word, cell in zip(words, line, strict=True))
            grid.rows[row][first] = boxes if len(ticked) > 1 else "".join(ticked)
        labels[first] = _heading(labels[first].rpartition("/")[0], words)
        labels[first + 1 : last + 1] = [""] * (last - first)
        place = f"{letters(first)}–{letters(last)} 列"
        told.append(
            LeftOut(header.bottom + 1, f"{place}：{'、'.join(words)}", f"勾选栏，已读作“{labels[first]}”一栏")
        )
    return replace(header, labels=tuple(labels)), told


def _heading(upper: str, words: Sequence[str]) -> str:
    """The heading over the columns; one that names something else (核查结果 over 已整改 | 未整改) keeps what the words are beside it."""
    usual = _usual(words)
    if not upper or header_field(upper)[0] in _OF_STATES:
        return upper or usual
    return f"{upper}/{usual}"


def _usual(words: Sequence[str]) -> str:
    return "是否属实" if all(substantiated_word(word) for word in words) else "完成情况"


def _runs(labels: Sequence[str]) -> list[tuple[int, int]]:
    """First and last column of every run of different status words side by side under one heading."""
    runs: list[tuple[int, int]] = []
    start: int | None = None
    for column, label in enumerate([*labels, ""]):
        word = label.rpartition("/")[2]
        is_word = (
            bool(word)
            and len(word) <= 10
            and bool(status_of(word) or substantiated_word(word) or _DONE.fullmatch(word))
        )
        goes_on = (
            is_word and start is not None and label.rpartition("/")[0] == labels[start].rpartition("/")[0]
        )
        if start is not None and not goes_on:
            if column - start >= _FEWEST and len(set(labels[start:column])) == column - start:
                runs.append((start, column - 1))
            start = None
        if is_word and start is None:
            start = column
    return runs
