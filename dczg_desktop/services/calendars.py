"""Working days by the shipped holiday calendar."""

from datetime import date

from dczg_desktop.domain import workdays


def working_days(start: date, end: date) -> int:
    """Working days from `start` to `end`, both counted, by the shipped calendar."""
    return workdays.working_days(start, end, workdays.shipped_calendar())
