"""Deadlines counted from a day: of the paper, of the handing over, or written before the count."""

from datetime import date

import pytest

from dczg_desktop.domain.deadlines import read_deadline
from dczg_desktop.domain.workdays import shipped_calendar

BASE = date(2024, 5, 20)


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("今年10月底前", "2024-10-31"),
        ("明年3月底前", "2025-03-31"),
        ("明年", "2025-12-31"),
        ("年底前", "2024-12-31"),
        ("本月底前", "2024-05-31"),
        ("6月底前", "2024-06-30"),
        ("三季度末", "2024-09-30"),
        ("下半年", "2024-12-31"),
        ("30日内", "2024-06-19"),
        ("六十日内", "2024-07-19"),
        ("一百二十天内", "2024-09-17"),
        ("自交办之日起15天内", "2024-06-04"),
        ("一个月内", "2024-06-20"),
        ("半年内", "2024-11-20"),
        ("两年内", "2026-05-20"),
        ("30个工作日内", "2024-07-02"),
    ],
)
def test_relative_words_need_the_day_of_the_paper(text, due):
    with_base = read_deadline(text, BASE, shipped_calendar())
    without = read_deadline(text)

    assert (with_base.understood, with_base.due) == (True, date.fromisoformat(due))
    assert (without.understood, without.dates) == (False, ())
    assert without.proposal


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("自2024年9月25日起10个工作日内", "2024-10-14"),  # over the holiday, with its working weekends
        ("2024年6月3日起15日内完成", "2024-06-18"),
        ("从2024年6月3日起的十个工作日", "2024-06-18"),
        ("2024年6月3日后两个月内", "2024-08-03"),
        ("2024年6月3日之日起，5个工作日", "2024-06-11"),
    ],
)
def test_a_count_begins_on_the_day_written_before_it_whatever_the_day_of_the_paper(text, due):
    for base in (None, BASE):
        reading = read_deadline(text, base)
        assert (reading.understood, reading.dates) == (True, (date.fromisoformat(due),))


@pytest.mark.parametrize("text", ["验收合格后15日内", "开工后3个月内完工", "自立案之日起10个工作日"])
def test_a_count_that_begins_with_something_else_is_asked_about(text):
    reading = read_deadline(text, BASE)

    assert (reading.understood, reading.due) == (False, None)
    assert "那天起算，请填写那一天" in reading.proposal


def test_working_days_of_a_year_without_its_holidays_are_asked_about():
    reading = read_deadline("自2030年9月25日起10个工作日")

    assert (reading.understood, reading.due) == (False, None)
    assert "2030 年的节假日安排，程序里还没有" in reading.proposal
    assert "只扣周末是 2030-10-09" in reading.proposal


def test_the_day_of_reading_is_not_taken_for_the_day_of_handing_over():
    assert not read_deadline("自交办之日起10个工作日内", BASE, asks_start=True).understood
    assert read_deadline(
        "自交办之日起10个工作日内", BASE, start=date(2024, 6, 3), asks_start=True
    ).due == date(2024, 6, 18)
    assert read_deadline("今年10月底前", BASE, asks_start=True).due == date(2024, 10, 31)
