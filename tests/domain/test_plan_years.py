"""Months without a year in measures: one year that alone fits is read, none or several are not."""

from bisect import bisect_left
from datetime import date
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dczg_desktop.domain.plan_years import (
    days_read,
    may_lack_year,
    plan_years,
    spots_without_year,
    without_year,
)

TODAY = date(2026, 11, 27)


def read(measure, deadline, stated=None, others=""):
    years = plan_years(stated, deadline, f"{measure}\n{others}", today=TODAY)
    return [str(day) for day in days_read(measure, years.base(measure))]


@pytest.mark.parametrize(
    ("measure", "deadline", "stated", "days"),
    [
        ("3月底前完成清运，6月底前验收", "2026年9月底前", None, ["2026-03-31", "2026-06-30"]),
        ("3月底前完成清运", "2027年9月底前", None, ["2027-03-31"]),  # not of the year of the import
        ("1.年底前验收（县水利局，10月底前）", "2025年12月底前", None, ["2025-12-31", "2025-10-31"]),
        ("3月底前完成清运", "2026年9月底前", date(2026, 1, 1), ["2026-03-31"]),
        ("3月底前完成清运", "2026年9月底前", date(2025, 12, 20), ["2026-03-31"]),  # after the day of the plan
        ("3月底前完成清运", "2026年12月底前", date(2026, 6, 30), ["2026-03-31"]),  # a ledger as of June
        ("10月底前验收", "2026年9月底前", date(2026, 1, 1), ["2026-10-31"]),  # the title says the year
        ("今年3月底前完成清运", "2027年9月底前", None, ["2027-03-31"]),
        ("6月底前完成", "长期坚持", date(2025, 1, 1), ["2025-06-30"]),
        ("12月底前完成", "", None, ["2026-12-31"]),  # nothing says a year: asked about
    ],
)
def test_one_year_that_fits_is_read(measure, deadline, stated, days):
    assert read(measure, deadline, stated) == days


@pytest.mark.parametrize(
    ("measure", "deadline", "stated", "others"),
    [
        ("3月底前完成清运", "2026年9月底前", date(2025, 1, 1), ""),  # both years lie in the plan
        ("12月底前完工", "2026年12月底前", None, "2025年6月底前开工"),
        ("3月底前完成清运，11月底前验收", "2026年9月底前", None, ""),  # later than the deadline
        ("6月底前完成", "长期坚持", None, "2027年12月底前验收"),
        ("6月底前完成", "12月底前", None, "2027年3月底前开工"),
    ],
)
def test_none_or_several_are_not_read(measure, deadline, stated, others):
    assert read(measure, deadline, stated, others) == []


@pytest.mark.parametrize(
    "text",
    ["2026年3月底前完成清运", "每年6月底前清理", "2026年3月底前开工，6月底前完工", "清运垃圾30吨", "2026.3月底前完成"],
)  # fmt: skip
def test_times_with_their_year_and_those_that_come_again_lack_none(text):
    assert not list(without_year(text))


def test_each_measure_of_a_list_is_told_with_its_own_times():
    assert list(without_year("1.3月底前清运，6月底前验收。2.2026年开工。3.年底前完工。")) == [
        ("1.3月底前清运，6月底前验收。", "3月底前、6月底前"),
        ("3.年底前完工。", "年底前"),
    ]


_PIECES = [
    "1",
    "2",
    "12",
    "0",
    "6",
    "月",
    "底",
    "前",
    "年",
    "2025",
    "20",
    ".",
    " ",
    "份",
    "季度",
    "今年",
    "年底",
    "一",
    "完成",
]


@given(st.lists(st.lists(st.sampled_from(_PIECES), max_size=8).map("".join), min_size=1, max_size=6))
def test_the_look_at_a_whole_column_passes_over_no_text_that_lacks_a_year(texts):
    spots = spots_without_year("\n" + "\n".join(texts))
    ends = list(accumulate(len(text) + 1 for text in texts))
    lines = {bisect_left(ends, spot) for spot in spots}

    assert lines >= {line for line, text in enumerate(texts) if may_lack_year(text)}


def test_a_column_whose_months_have_years_is_passed_over():
    assert spots_without_year("\n1.2025年3月底前清运\n2025.12月底前验收\n2025年年底前") == []
