"""What a cell shows whose format tells more or less than its value: 60%, 000420, 2026年6月."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from itertools import count
from typing import Any

from dczg_desktop.imports.files.values import LOST_DIGITS, shown_date, shown_number

Codes = dict[int, list[tuple[int, str]]]
"""Row → the columns under a telling format with its code, all from 0; repeated rows may share one list."""


def as_shown(rows: Iterator[list[Any]], codes: Codes) -> Iterator[list[Any]]:
    """The rows as they come, with what cells show under the formats of `codes`."""
    return map(partial(_with_shown, codes), count(), rows) if codes else rows


def _with_shown(codes: Codes, row: int, cells: list[Any]) -> list[Any]:
    for column, code in codes.get(row, ()):
        if column < len(cells) and (text := shown(cells[column], code)) is not None:
            cells[column] = text
    return cells


def shown(value: object, code: str) -> str | None:
    """The text of a value under a telling format; None where the value itself is to be read."""
    if isinstance(value, date):
        return shown_date(value, code)
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < LOST_DIGITS:
        return shown_number(float(value), code)
    return None
