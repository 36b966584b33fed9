"""The last day of a public notice is reckoned by the calendar where only the number of days is written, and shown to be checked."""

from datetime import date

import pytest

from dczg_desktop.domain.notice_dates import Period, period_in
from dczg_desktop.domain.notice_days import reckoned
from dczg_desktop.domain.workdays import shipped_calendar, working_days

SIGNED = date(2024, 9, 27)


def days(start: date, end: date) -> int:
    return working_days(start, end, shipped_calendar())


def ends(text: str, issued_on: date | None = SIGNED) -> date | None:
    return reckoned(period_in(text), text, issued_on, days)[0].ends


@pytest.mark.parametrize(
    ("text", "last"),
    [
        (
            "2024年9月27日起5个工作日",
            date(2024, 10, 9),
        ),  # 29 September is a working Sunday, 1 to 7 October are free
        ("公示期为5个工作日", date(2024, 10, 9)),
        ("自公示之日起七日内", date(2024, 10, 3)),
        ("自2024年9月30日起7天", date(2024, 10, 6)),
    ],
)
def test_days_without_a_last_one_are_counted_from_the_first_or_from_the_day_of_the_notice(text, last):
    assert ends(text) == last


def test_a_person_is_asked_and_told_the_day_after_for_those_who_count_so():
    _period, (doubt,) = reckoned(period_in("公示期为5个工作日"), "公示期为5个工作日", SIGNED, days)

    assert not doubt.is_serious
    assert "按落款日期" in doubt.words
    assert "推算到 2024-10-09" in doubt.words
    assert "起日不算的，是到 2024-10-10" in doubt.words


@pytest.mark.parametrize(
    ("text", "issued_on"),
    [
        ("公示期为5个工作日", None),
        ("自202491日起5个工作日", SIGNED),
        ("公示期为500天", SIGNED),
        ("予以公示", SIGNED),
    ],
)
def test_nothing_is_reckoned_from_what_is_not_certain(text, issued_on):
    assert ends(text, issued_on) is None


def test_written_days_stay_as_they_are():
    written = Period(date(2024, 9, 27), date(2024, 10, 8), 5, is_working=True)

    assert reckoned(written, "", SIGNED, days) == (written, ())


def test_a_day_before_the_span_begins_it():
    period = period_in("公示期间（2025年6月20日、2025年6月23日-6月26日，共5个工作日）")

    assert (period.starts, period.ends, period.stated) == (date(2025, 6, 20), date(2025, 6, 26), 5)
