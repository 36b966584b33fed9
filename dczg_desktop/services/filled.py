"""What a cell that somebody filled in by hand says: names, days, shares."""

import re
from datetime import date

from dczg_desktop.base.text import clean, folded
from dczg_desktop.domain.deadlines import read_deadline
from dczg_desktop.domain.records import Value


def names_in(text: str) -> list[str]:
    """The people named in one cell."""
    return [clean(name) for name in re.split(r"[、，,；;\n]", text) if clean(name)]


def content_of(column: str, text: str) -> Value:
    """What a filled-in cell of the measures sheet puts into its field."""
    if column == "done_on":
        day = day_of(text) if text else None
        return day.isoformat() if day else None
    return clean(text)


def percent_of(text: str) -> int | None:
    """A whole number of per cent, with or without the sign; None when the text is something else."""
    match = re.fullmatch(r"(\d{1,3})(?:\.0+)?%?", folded(text))
    return int(match[1]) if match and int(match[1]) <= 100 else None


def day_of(text: str) -> date | None:
    """The one day a text names; None when it names none or several."""
    reading = read_deadline(text)
    return reading.dates[0] if reading.understood and len(reading.dates) == 1 else None
