"""Cell values as the texts a reader of the sheet would copy out of it."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from dczg_desktop.base.progress import Tick, no_tick
from dczg_desktop.base.text import clean

LOST_DIGITS = 1e15
_BLOCK = 1000
_MARK = "\u241f"
"""A printable sign that no table uses; where one does, its cells are looked at one by one."""


def text_of(value: object) -> str:
    """A value as text: whole numbers without a point, dates ISO, texts cleaned of control characters and end blanks."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float | int):
        return number_text(float(value))
    if isinstance(value, datetime):
        return (
            value.isoformat(sep=" ", timespec="minutes")
            if value.time() != time()
            else value.date().isoformat()
        )
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat(timespec="minutes")
    if isinstance(value, timedelta):
        return f"{value.total_seconds() / 3600:.2f}".rstrip("0").rstrip(".") + " 小时"
    return ""


def number_text(value: float) -> str:
    """A number in 15 digits, as spreadsheets hold it; from 1e15 on in the E form, because digits may be lost."""
    if abs(value) < LOST_DIGITS and value == int(value):
        return str(int(value))
    text = f"{value:.15g}"
    return text.upper() if "e" in text else text


def shown_number(value: float, code: str) -> str | None:
    """A number under a simple display format (`0.00`, `0%`, `000000`); None when the format is another kind."""
    if code.endswith("%"):
        return f"{value * 100:.{_decimals(code)}f}%"
    if set(code) <= {"0", "."} and code.strip("."):
        whole = len(code.partition(".")[0])
        decimals = _decimals(code)
        width = whole + (decimals + 1 if decimals else 0)
        return f"{value:0{width}.{decimals}f}"
    return None


def _decimals(code: str) -> int:
    return len(code.rstrip("%").partition(".")[2])


def shown_date(value: date, code: str) -> str | None:
    """A date under a format that shows no day (2024年6月, 2024年); None when the day is shown."""
    if "d" in code:
        return None
    if "m" in code:
        return f"{value.year}年{value.month}月"
    return f"{value.year}年" if "y" in code else None


def grid_of(
    values: list[list[object]], tick: Tick = no_tick, long_numbers: list[float] | None = None
) -> list[list[str]]:
    """Rows of values as rows of texts of equal length, trailing empty rows cut off.

    Numbers that may have lost digits are added to `long_numbers`.
    """
    rows: list[list[str]] = []
    long_numbers = [] if long_numbers is None else long_numbers
    for start in range(0, len(values), _BLOCK):
        rows += _texts(values[start : start + _BLOCK], long_numbers)
        tick(len(rows), len(values))
    while rows and not any(rows[-1]):
        rows.pop()
    width = max(map(len, rows), default=0)
    if min(map(len, rows), default=0) < width:
        for row in rows:
            row.extend([""] * (width - len(row)))
    return rows


def _texts(block: list[list[object]], long_numbers: list[float]) -> list[list[str]]:
    """Rows of values as rows of texts, column by column where they are of one length: most columns need no look at the cells."""
    if len(set(map(len, block))) > 1 or not block[0]:
        return [list(_column(tuple(row), long_numbers)) for row in block]
    columns = [_column(cells, long_numbers) for cells in zip(*block, strict=True)]
    return list(map(list, zip(*columns, strict=True)))


def _column(cells: tuple[Any, ...], long_numbers: list[float]) -> Sequence[str]:
    kinds = set(map(type, cells))
    if kinds == {str} and _are_clean(cells):
        return cells
    if float in kinds:
        long_numbers += [one for one in cells if type(one) is float and not -LOST_DIGITS < one < LOST_DIGITS]
    return [_plain(value) for value in cells]


def _are_clean(texts: tuple[str, ...]) -> bool:
    """Whether `clean` would leave all of these texts as they are; the column is looked at as one text.

    Of all blanks only the plain one and the line end count as printable.
    """
    whole = _MARK.join(("", *texts, ""))
    if whole.count(_MARK) > len(texts) + 1:
        return False
    for blank in (" ", "\n"):
        if blank in whole and (_MARK + blank in whole or blank + _MARK in whole):
            return False
    return whole.replace("\n", "").isprintable()


def _plain(value: object) -> str:
    """The text of a value that is not already one without control characters and end blanks."""
    if type(value) is str:
        is_clean = value.replace("\n", "").isprintable() and value.strip() is value
        return value if is_clean else clean(value)
    if type(value) is float and -LOST_DIGITS < value < LOST_DIGITS and value == (whole := int(value)):
        return str(whole)
    return text_of(value)


def place_text(rows: list[list[str]], row: int, column: int, text: str) -> None:
    """Put a text where the values ended before: the last cells of a sheet may all be errors."""
    width = max(len(rows[0]) if rows else 0, column + 1)
    while len(rows) <= row:
        rows.append([])
    for line in rows:
        line.extend([""] * (width - len(line)))
    rows[row][column] = rows[row][column] or text
