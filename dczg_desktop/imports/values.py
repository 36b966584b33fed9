"""Cell values as the texts a reader of the sheet would copy out of it."""

from datetime import date, datetime, time, timedelta

from dczg_desktop.base.progress import Tick, no_tick
from dczg_desktop.base.text import clean

LOST_DIGITS = 1e15
_BLOCK = 1000


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


def grid_of(values: list[list[object]], tick: Tick = no_tick) -> list[list[str]]:
    """Rows of values as rows of texts of equal length, trailing empty rows cut off."""
    rows: list[list[str]] = []
    for start in range(0, len(values), _BLOCK):
        rows += [
            [
                value
                if type(value) is str and value.isprintable() and value.strip() is value
                else _plain(value)
                for value in row
            ]
            for row in values[start : start + _BLOCK]
        ]
        tick(len(rows), len(values))
    while rows and not any(rows[-1]):
        rows.pop()
    width = max((len(row) for row in rows), default=0)
    for row in rows:
        if len(row) < width:
            row.extend([""] * (width - len(row)))
    return rows


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
