"""The only place that asks the computer for the time. Times order nothing between offices; they are shown."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone

BEIJING = timezone(timedelta(hours=8), "CST")

Clock = Callable[[], datetime]


def now() -> datetime:
    """The present moment in China's civil time, to the second."""
    return datetime.now(UTC).astimezone(BEIJING).replace(microsecond=0)


def today() -> date:
    """Today's date in China's civil time."""
    return now().date()


def stamp(moment: datetime) -> str:
    """`2026-11-22T10:30:00`: civil time of China without a zone, as stored and exchanged."""
    return moment.astimezone(BEIJING).replace(tzinfo=None).isoformat(timespec="seconds")


FIRST, LAST = 1970, 2200
"""Years that a clock, however wrong, may show; anything else was written by hand and would break arithmetic."""


def is_moment(text: str) -> bool:
    """Whether the text is a civil time as `stamp` writes it."""
    try:
        return len(text) == len("2026-11-22T09:00:00") and FIRST <= datetime.fromisoformat(text).year < LAST
    except ValueError:
        return False
