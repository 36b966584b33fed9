"""Deadlines as offices write them, read when certain."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dczg_desktop.domain.deadlines import read_deadline
from dczg_desktop.domain.workdays import shipped_calendar

BASE = date(2024, 5, 20)


def days(*texts: str) -> tuple[date, ...]:
    return tuple(map(date.fromisoformat, texts))


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("2022年年底前", "2022-12-31"),
        ("2023年底。", "2023-12-31"),
        ("2025底前", "2025-12-31"),
        ("2024年12月底", "2024-12-31"),
        ("2020年12月", "2020-12-31"),
        ("2023.6", "2023-06-30"),
        ("2024/2", "2024-02-29"),
        ("2023年9月30日前", "2023-09-30"),
        ("2024年6月30前", "2024-06-30"),
        ("2024 年 6 月 30 日", "2024-06-30"),
        ("2025/6/3", "2025-06-03"),
        ("2025-6-3", "2025-06-03"),
        ("2025.06.03", "2025-06-03"),
        ("20250603", "2025-06-03"),
        ("2024-06-30 00:00:00", "2024-06-30"),
        ("45291", "2023-12-31"),
        ("45291.0", "2023-12-31"),
        ("２０２５年６月３日", "2025-06-03"),
        ("二〇二五年十二月底", "2025-12-31"),
        ("二○二四年十月二十一日前", "2024-10-21"),
        ("到2020年", "2020-12-31"),
        ("2025", "2025-12-31"),
        ("2024年度", "2024-12-31"),
        ("“十四五”期间", "2025-12-31"),
        ("“十三五”末", "2020-12-31"),
        ("2024年上半年", "2024-06-30"),
        ("2024年第三季度", "2024-09-30"),
        ("2024年三季度末", "2024-09-30"),
        ("2024年Q3", "2024-09-30"),
        ("2024年10月中旬", "2024-10-20"),
        ("2024年10月下旬", "2024-10-31"),
        ("2021-2025年", "2025-12-31"),
        ("2023年6月至2024年12月", "2024-12-31"),
        ("2024年1—6月", "2024-06-30"),
        ("2024年6月1日至10日", "2024-06-10"),
        ("完成《2022年工作方案》，2024年底前", "2024-12-31"),
        ("2026年元月底前", "2026-01-31"),
        ("2026年元月10日前", "2026-01-10"),
        ("2025年前三季度", "2025-09-30"),
        ("2025年1至3季度", "2025-09-30"),
        ("2025年六至九月", "2025-09-30"),
        ("2025年3.1-6.30", "2025-06-30"),
        ("2025.3.1-6.30前", "2025-06-30"),
        ("2025/3/1～6/30", "2025-06-30"),
        ("2025-03-01至06-30", "2025-06-30"),
        ("2025.3.1-15", "2025-03-15"),
        ("2025.3—6月", "2025-06-30"),
        ("2025年8月上中旬", "2025-08-20"),
        ("2025年8月中下旬", "2025-08-31"),
        ("2024年12月底（延期至2025年12月底）", "2025-12-31"),
        ("由2025年12月底提前至2025年6月底", "2025-06-30"),
        ("2025年12月底，经批准调整为2025年10月底", "2025-10-31"),
        ("按照2026年度工作计划，2025年10月底前完成", "2025-10-31"),
        ("2024年5月已完成清淤，2025年10月底前全部完成", "2025-10-31"),
    ],
)
def test_one_date_is_read(text, due):
    reading = read_deadline(text)

    assert (reading.understood, reading.due, reading.raw) == (True, date.fromisoformat(due), text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "2021年底前编制方案；2022年全面组织实施；2023年底前完成验收",
            ("2021-12-31", "2022-12-31", "2023-12-31"),
        ),
        ("1.2023年底前完成；\n2.2024年6月底前验收", ("2023-12-31", "2024-06-30")),
        ("2024年6月底前、12月底前", ("2024-06-30", "2024-12-31")),
        ("2023.6\n2024.6", ("2023-06-30", "2024-06-30")),
        ("2024年底前完成整治，次年1月底前备案", ("2024-12-31", "2025-01-31")),
        ("2024年9月30日前完成，2024年9月30日前报告", ("2024-09-30",)),
        ("2025年3、6月", ("2025-03-31", "2025-06-30")),
        ("2025年一、二季度", ("2025-03-31", "2025-06-30")),
        ("2024年12月底前（其中清淤6月底前）", ("2024-06-30", "2024-12-31")),
    ],
)
def test_milestones_ascend(text, expected):
    reading = read_deadline(text, BASE)

    assert reading.understood
    assert reading.dates == days(*expected)


@pytest.mark.parametrize(
    ("text", "long_term", "on_receipt", "due"),
    [
        ("长期坚持", True, False, None),
        ("持续推进", True, False, None),
        ("立行立改", False, True, None),
        ("立行立改，长期坚持", True, True, None),
        ("即知即改、持续加强", True, True, None),
        ("已经完成,长期坚持", True, False, None),
        ("2025年底前，并长期坚持", True, False, "2025-12-31"),
        ("2022年6月起，长期坚持", True, False, None),
        ("短期：2022年12月；长期：2025年12月", False, False, "2025-12-31"),
    ],
)
def test_long_term_and_on_receipt_are_marks(text, long_term, on_receipt, due):
    reading = read_deadline(text)

    assert reading.understood
    assert (reading.long_term, reading.on_receipt) == (long_term, on_receipt)
    assert reading.due == (date.fromisoformat(due) if due else None)


@pytest.mark.parametrize(
    ("text", "recurrence"),
    [
        ("每年6月底前", "yearly:06-30"),
        ("每年6月底前、12月底前", "yearly:06-30,12-31"),
        ("每年3月15日前", "yearly:03-15"),
        ("每年3月至5月", "yearly:05-31"),
        ("每年底前", "yearly:12-31"),
        ("每年", "yearly"),
        ("每半年", "half-yearly"),
        ("每季度", "quarterly"),
        ("按季度调度", "quarterly"),
        ("每月", "monthly"),
        ("一月一调度", "monthly"),
        ("每月5日前", "monthly"),
        ("每周", "weekly"),
    ],
)
def test_recurrence_is_read(text, recurrence):
    reading = read_deadline(text)

    assert (reading.understood, reading.recurrence, reading.dates) == (True, recurrence, ())


@given(st.dates(date(2000, 1, 1), date(2049, 12, 31)))
def test_every_written_form_of_a_day_is_that_day(day):
    serial = str((day - date(1899, 12, 30)).days)
    forms = [
        f"{day:%Y年%m月%d日}",
        f"{day.year}年{day.month}月{day.day}日前",
        f"{day:%Y%m%d}",
        day.isoformat(),
        serial,
    ]

    assert {read_deadline(form).dates for form in forms} == {(day,)}


@given(st.dates(date(2000, 1, 1), date(2098, 12, 31)))
def test_a_month_ends_on_its_last_day(day):
    following = (day.replace(day=1) + timedelta(days=32)).replace(day=1)

    for form in (f"{day.year}年{day.month}月", f"{day.year}年{day.month}月底前", f"{day.year}.{day.month}"):
        assert read_deadline(form).due == following - timedelta(days=1)


@given(
    st.text(
        "0123456789年月日底前每季度末十一二长期坚持立行改至-—./*~起春节内个工作天第上半旬初“”五四 \n",
        max_size=24,
    )
)
def test_no_text_breaks_the_reading(text):
    for base in (None, BASE):
        reading = read_deadline(text, base, shipped_calendar())

        assert reading.raw == text
        assert list(reading.dates) == sorted(set(reading.dates))
        assert reading.understood is (reading.proposal == "")
