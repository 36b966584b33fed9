"""Working days with the State Council's holidays and shifted weekends."""

import json
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dczg_desktop.base.errors import UserError
from dczg_desktop.domain.workdays import (
    WEEKENDS_ONLY,
    add_working_days,
    calendar_days,
    calendar_of,
    shipped_calendar,
    working_days,
)

DAYS = st.dates(date(2019, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("start", "end", "count"),
    [
        ("2025-05-21", "2025-06-04", 10),
        ("2025-09-04", "2025-09-17", 10),
        ("2020-03-17", "2020-03-23", 5),
        ("2020-12-06", "2020-12-10", 4),
        ("2022-01-21", "2022-02-08", 10),
        ("2025-09-29", "2025-10-12", 5),
        ("2024-02-17", "2024-02-18", 1),
    ],
)
def test_published_notices_are_counted_right(start, end, count):
    assert working_days(date.fromisoformat(start), date.fromisoformat(end), shipped_calendar()) == count


def test_calendar_days_count_both_ends():
    assert calendar_days(date(2020, 12, 6), date(2020, 12, 10)) == 5
    assert calendar_days(date(2020, 12, 10), date(2020, 12, 6)) == 0


def test_years_without_an_arrangement_say_so():
    calendar = shipped_calendar()

    assert calendar.covered(date(2019, 1, 1), date(2026, 12, 31))
    assert not calendar.covered(date(2026, 12, 1), date(2027, 1, 5))
    assert working_days(date(2030, 10, 1), date(2030, 10, 7), calendar) == 5


@pytest.mark.parametrize("year", range(2019, 2027))
def test_shifted_days_are_weekends_and_every_year_has_its_holidays(year):
    calendar = shipped_calendar()

    shifted = {day for day in calendar.working_weekends if day.year == year}
    assert all(day.weekday() >= 5 for day in shifted)
    assert {date(year, 1, 1), date(year, 5, 1), date(year, 10, 1)} <= calendar.holidays
    assert not calendar.holidays & calendar.working_weekends


@given(DAYS, st.integers(1, 60))
def test_adding_days_is_the_inverse_of_counting(start, count):
    calendar = shipped_calendar()
    end = add_working_days(start, count, calendar)

    assert calendar.is_working(end)
    assert working_days(start + timedelta(days=1), end, calendar) == count


def test_without_a_calendar_only_weekends_are_free():
    assert working_days(date(2025, 10, 1), date(2025, 10, 7), WEEKENDS_ONLY) == 5


@pytest.mark.parametrize(
    "text", ["", "[]", '{"year": 2027}', '{"year": 2027, "holidays": ["元旦"], "working_weekends": []}']
)
def test_a_wrong_calendar_file_is_refused_by_name(text):
    with pytest.raises(UserError, match=r"“2027\.json”不能识别"):
        calendar_of([("2027.json", text)])


def test_an_imported_year_is_covered():
    stored = {"year": 2027, "holidays": ["2027-01-01/2027-01-03"], "working_weekends": ["2027-01-09"]}

    calendar = calendar_of([("2027.json", json.dumps(stored))])

    assert not calendar.is_working(date(2027, 1, 1))
    assert calendar.is_working(date(2027, 1, 9))
