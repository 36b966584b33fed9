"""Who reports when: monthly report days, which of them passed without a package, and how long an office is silent."""

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

MONTH_DAY = 25
"""The day of the monthly report (调度) when the office has set none."""


@dataclass(frozen=True, slots=True)
class Period:
    """One monthly report: its month, its last day, and what became of it."""

    month: str
    due: date
    received_on: date | None
    is_open: bool

    @property
    def days_late(self) -> int:
        """Days after the last day, when it came late."""
        return max(0, (self.received_on - self.due).days) if self.received_on else 0

    @property
    def words(self) -> str:
        """What became of it, in two or three words."""
        if self.received_on is not None:
            return f"迟 {self.days_late} 天" if self.days_late else "按期"
        return "未到期" if self.is_open else "未报"


def due_day(year: int, month: int, month_day: int) -> date:
    """The report day of a month; a month that is shorter ends it."""
    return date(year, month, min(month_day, calendar.monthrange(year, month)[1]))


def due_days(today: date, month_day: int, count: int) -> list[date]:
    """The last `count` report days, the one still to come in this period last."""
    year, month = today.year, today.month
    if due_day(year, month, month_day) < today:
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    found = []
    for _ in range(count):
        found.append(due_day(year, month, month_day))
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    return list(reversed(found))


def periods(received: Sequence[date], today: date, month_day: int, count: int = 6) -> list[Period]:
    """The last `count` periods: a package counts for the period in which it came, a late one for the one it missed.

    A period that nothing came in, while something came before the next report day, was late by those days.
    """
    dues = due_days(today, month_day, count + 1)
    days = sorted(received)
    found = []
    for before, due in pairwise(dues):
        on_time = next((day for day in days if before < day <= due), None)
        found.append(Period(f"{due:%Y-%m}", due, on_time, is_open=due >= today))
    return [_late(one, found[n + 1] if n + 1 < len(found) else None, days) for n, one in enumerate(found)]


def _late(period: Period, following: Period | None, days: Sequence[date]) -> Period:
    """A period without a package of its own, with the first one that came before half of the next had passed."""
    if period.received_on is not None or following is None:
        return period
    middle = period.due + (following.due - period.due) / 2
    came = next((day for day in days if period.due < day <= middle), None)
    return Period(period.month, period.due, came, period.is_open)


def silent_periods(found: Sequence[Period]) -> int:
    """How many closed periods in a row, up to now, nothing came for."""
    count = 0
    for period in reversed([one for one in found if not one.is_open]):
        if period.received_on is not None:
            break
        count += 1
    return count


def missing_numbers(numbers: Sequence[int]) -> tuple[int, ...]:
    """Numbers between the first and the last that are not there."""
    had = set(numbers)
    return tuple(number for number in range(min(had), max(had)) if number not in had) if had else ()
