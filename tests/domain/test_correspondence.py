from datetime import date

import pytest

from dczg_desktop.domain.correspondence import due_day, due_days, missing_numbers, periods, silent_periods

TODAY = date(2026, 11, 27)


def test_a_month_without_the_day_ends_on_its_last():
    assert due_day(2027, 2, 31) == date(2027, 2, 28)


def test_the_period_under_way_is_the_last():
    assert due_days(TODAY, 25, 3) == [date(2026, 10, 25), date(2026, 11, 25), date(2026, 12, 25)]
    assert due_days(date(2026, 11, 25), 25, 2) == [date(2026, 10, 25), date(2026, 11, 25)]
    assert due_days(date(2026, 12, 28), 25, 2) == [date(2026, 12, 25), date(2027, 1, 25)]


@pytest.mark.parametrize(
    ("came", "words"),
    [
        ([], ["未报", "未报", "未到期"]),
        ([date(2026, 10, 20), date(2026, 11, 25)], ["按期", "按期", "未到期"]),
        ([date(2026, 10, 28), date(2026, 11, 24)], ["迟 3 天", "按期", "未到期"]),
        ([date(2026, 10, 1), date(2026, 11, 27)], ["按期", "迟 2 天", "按期"]),
    ],
)
def test_each_period_is_on_time_late_or_missing(came, words):
    assert [one.words for one in periods(came, TODAY, 25, 3)] == words


def test_silence_counts_closed_periods_up_to_now():
    assert silent_periods(periods([], TODAY, 25, 4)) == 3
    assert silent_periods(periods([date(2026, 10, 20)], TODAY, 25, 4)) == 1
    assert silent_periods(periods([date(2026, 11, 20)], TODAY, 25, 4)) == 0


def test_missing_numbers_lie_between_the_first_and_the_last():
    assert missing_numbers([3, 7, 4]) == (5, 6)
    assert missing_numbers([]) == ()
