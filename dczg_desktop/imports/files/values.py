"""Cell values as the texts a reader of the sheet would copy out of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any

from dczg_desktop.base.progress import Tick, no_tick
from dczg_desktop.base.text import clean
from dczg_desktop.imports.files.known_texts import KnownTexts
from dczg_desktop.imports.signs import BETWEEN, NONE, Sign, signs_of

LOST_DIGITS = 1e15
_BLOCK = 250
_LONG = 7
"""As many digits as somebody's number has at least."""


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
    if code.endswith(("%", "％")):
        return f"{value if code.endswith('％') else value * 100:.{_decimals(code)}f}%"
    if set(code) <= {"0", "."} and code.strip("."):
        whole = len(code.partition(".")[0])
        decimals = _decimals(code)
        width = whole + (decimals + 1 if decimals else 0)
        return f"{value:0{width}.{decimals}f}"
    return None


def _decimals(code: str) -> int:
    return len(code.rstrip("%％").partition(".")[2])


def shown_date(value: date, code: str) -> str | None:
    """A date under a format that shows no day (2024年6月, 2024年); None when the day is shown."""
    if "d" in code:
        return None
    if "m" in code:
        return f"{value.year}年{value.month}月"
    return f"{value.year}年" if "y" in code else None


@dataclass(slots=True)
class Texts:
    """Rows of texts, the signs in each of their columns, and whether there are numbers that may have lost digits.

    `is_ragged` tells that rows were of several lengths, so that some were not looked through.
    """

    rows: list[list[str]] = field(default_factory=list)
    signs: dict[int, Sign] = field(default_factory=dict)
    has_long_numbers: bool = False
    is_ragged: bool = False


def texts_of_rows(
    values: Iterable[list[Any]],
    tick: Tick = no_tick,
    total: int | None = None,
    known: KnownTexts | None = None,
) -> Texts:
    """Rows of values become rows of texts of equal length, trailing empty rows cut off; `values` are not needed any more.

    `total` tells how many there will be where they come one by one. A value that is a text is one of the `known`.
    """
    texts = Texts()
    rows = texts.rows
    total = len(values) if isinstance(values, list) else total or 0
    coming = iter(values)
    while block := list(islice(coming, _BLOCK)):
        _become_texts(block, texts, known)
        rows += block
        tick(len(rows), max(len(rows), total))
    while rows and not any(rows[-1]):
        rows.pop()
    width = max(map(len, rows), default=0)
    if texts.is_ragged or min(map(len, rows), default=0) < width:
        texts.signs = {}
        for row in rows:
            row.extend([""] * (width - len(row)))
    return texts


def _become_texts(block: list[list[Any]], found: Texts, known: KnownTexts | None) -> None:
    """Put the text of every value in its place, column by column where the rows are of one length: most columns stay as they are."""
    if len(set(map(len, block))) > 1:
        found.is_ragged = True
        for row in block:
            row[:] = _column(tuple(row), found)[0]
        return
    for place, cells in enumerate(zip(*block, strict=True)):
        before = found.signs.get(place, NONE)
        if known and known.are_clean(cells, place):
            found.signs[place] = known.signs_of(cells, before)
            continue
        texts, joined = _column(cells, found)
        found.signs[place] = signs_of(texts, joined, before)
        if texts is not cells:
            for row, text in zip(block, texts, strict=True):
                row[place] = text


def _column(cells: tuple[Any, ...], found: Texts) -> tuple[Sequence[str], str]:
    """The texts of some values, and all of them as one; whole numbers alone are none to look through."""
    try:
        joined = BETWEEN.join(cells)
    except TypeError:  # not texts alone
        if set(map(type, cells)) == {float} and (whole_numbers := _whole_numbers(cells)):
            return whole_numbers, BETWEEN.join(whole_numbers) if max(map(len, whole_numbers)) >= _LONG else ""
        found.has_long_numbers |= any(
            type(one) is float and not -LOST_DIGITS < one < LOST_DIGITS for one in cells
        )
        texts = [_plain(value) for value in cells]
        return texts, BETWEEN.join(texts)
    if _are_clean(cells, joined):
        return cells, joined
    texts = [_clean(text) for text in cells]
    return texts, BETWEEN.join(texts)


def _whole_numbers(values: tuple[float, ...]) -> list[str]:
    """A column of nothing but whole numbers as texts; empty for any other."""
    if not -LOST_DIGITS < min(values) <= max(values) < LOST_DIGITS:
        return []
    numbers = [int(value) for value in values]
    return list(map(str, numbers)) if tuple(numbers) == values else []


def _are_clean(texts: tuple[str, ...], whole: str) -> bool:
    """Whether `clean` would leave all of these texts as they are: they are looked at as one, the `whole`.

    Of all blanks only the plain one and the line end count as printable.
    """
    if "\n" in whole or " " in whole:
        if tuple(map(str.strip, texts)) != texts:
            return False
        whole = whole.replace("\n", "")
    return whole.isprintable()


def _clean(text: str) -> str:
    """The same as `clean`, most texts being clean already."""
    return text if text.replace("\n", "").isprintable() and text.strip() is text else clean(text)


def _plain(value: object) -> str:
    """The text of a value."""
    if type(value) is float and -LOST_DIGITS < value < LOST_DIGITS and value == (whole := int(value)):
        return str(whole)
    return _clean(value) if type(value) is str else text_of(value)


def place_text(rows: list[list[str]], row: int, column: int, text: str) -> None:
    """Put a text where the values ended before: the last cells of a sheet may all be errors."""
    width = max(len(rows[0]) if rows else 0, column + 1)
    while len(rows) <= row:
        rows.append([])
    for line in rows:
        line.extend([""] * (width - len(line)))
    rows[row][column] = rows[row][column] or text
