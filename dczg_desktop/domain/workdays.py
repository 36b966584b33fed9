"""Working days of China: weekends, the State Council's holidays and the weekend days made working days instead."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from dczg_desktop.base.errors import UserError
from dczg_desktop.base.paths import resources

_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Calendar:
    """Holidays and working weekend days of the `years` it covers; other years know weekends only."""

    holidays: frozenset[date]
    working_weekends: frozenset[date]
    years: frozenset[int]

    def is_working(self, day: date) -> bool:
        """Whether offices work on `day`."""
        if day in self.working_weekends:
            return True
        return day.weekday() < _SATURDAY and day not in self.holidays

    def covered(self, start: date, end: date) -> bool:
        """Whether the arrangement of every year from `start` to `end` is known."""
        return all(year in self.years for year in range(min(start, end).year, max(start, end).year + 1))


WEEKENDS_ONLY = Calendar(frozenset(), frozenset(), frozenset())


def calendar_of(documents: Iterable[tuple[str, str]]) -> Calendar:
    """The calendar told by JSON documents `(file name, text)`, one a year.

    `{"year": 2025, "source": "文号", "holidays": ["2025-01-01", …], "working_weekends": […]}`; a span is written
    `"2025-10-01/2025-10-08"`. Raises UserError naming the file when one is not such a document.
    """
    holidays: set[date] = set()
    working: set[date] = set()
    years: set[int] = set()
    for name, text in documents:
        try:
            stored: dict[str, Any] = json.loads(text)
            year, off, on = int(stored["year"]), _days(stored["holidays"]), _days(stored["working_weekends"])
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise UserError(
                f"节假日文件“{name}”不能识别：应为含 year、holidays、working_weekends 的 JSON，日期写成 2025-10-01"
                "或 2025-10-01/2025-10-08。请改正或换一份后再导入。"
            ) from error
        holidays |= off
        working |= on
        years.add(year)
    return Calendar(frozenset(holidays - working), frozenset(working), frozenset(years))


def _days(entries: Iterable[str]) -> set[date]:
    days: set[date] = set()
    for entry in entries:
        first, _, last = entry.partition("/")
        start, end = date.fromisoformat(first), date.fromisoformat(last or first)
        days |= {start + timedelta(days=number) for number in range((end - start).days + 1)}
    return days


@lru_cache(maxsize=1)
def shipped_calendar() -> Calendar:
    """The years that come with the program (`resources/holidays`), as announced by the State Council each autumn."""
    files = sorted((resources() / "holidays").glob("*.json"))
    return calendar_of((file.name, file.read_text("utf-8")) for file in files)


def working_days(start: date, end: date, calendar: Calendar) -> int:
    """How many working days lie from `start` to `end`, both ends counted; 0 when `end` is the earlier one.

    Years the calendar does not cover count their weekends as the only free days; ask `calendar.covered`.
    """
    return sum(
        calendar.is_working(start + timedelta(days=number)) for number in range((end - start).days + 1)
    )


def calendar_days(start: date, end: date) -> int:
    """How many days lie from `start` to `end`, both ends counted; 0 when `end` is the earlier one."""
    return max((end - start).days + 1, 0)


def add_working_days(start: date, count: int, calendar: Calendar) -> date:
    """The `count`-th working day after `start`; the day of `start` itself is not counted. `count` 0 gives `start`."""
    day = start
    while count > 0:
        day += timedelta(days=1)
        count -= calendar.is_working(day)
    return day
