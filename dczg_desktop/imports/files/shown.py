"""What a cell shows whose format tells more or less than its value: 60%, 000420, 2026年6月."""

from collections.abc import Hashable, Iterator
from datetime import date
from functools import lru_cache
from typing import Any

from dczg_desktop.imports.files.values import LOST_DIGITS, shown_date, shown_number

Codes = dict[int, list[tuple[int, str]]]
"""Row → the columns under a telling format with its code, all from 0; repeated rows may share one list."""


def as_shown(rows: Iterator[list[Any]], codes: Codes) -> Iterator[list[Any]]:
    """The rows as they come, with what cells show under the formats of `codes`."""
    return _with_shown(codes, rows) if codes else rows


def _with_shown(codes: Codes, rows: Iterator[list[Any]]) -> Iterator[list[Any]]:
    for row, cells in enumerate(rows):
        for column, code in codes.get(row, ()):
            if column < len(cells) and (text := shown(cells[column], code)) is not None:
                cells[column] = text
        yield cells


@lru_cache(maxsize=4096, typed=True)
def shown(value: Hashable, code: str) -> str | None:
    """The text of a value under a telling format; None where the value itself is to be read."""
    if isinstance(value, date):
        return shown_date(value, code)
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < LOST_DIGITS:
        return shown_number(float(value), code)
    return None
