"""Deadlines as offices write them: read when certain, asked when not."""

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
    ("text", "words"),
    [
        ("2023年2月30日", "不是存在的日期"),
        ("2月30日", "不是存在的日期"),
        ("2024年13月", "不是存在的日期"),
        ("2024年6月前", "2024-05-31，也可能指 2024-06-30"),
        ("2025年前", "2024-12-31，也可能指 2025-12-31"),
        ("春节前", "没有固定的日子"),
        ("2024年汛期前", "没有固定的日子"),
        ("2024年初", "没有确定的日子"),
        ("*月**日之前", "被遮盖"),
        ("202×年12月", "被遮盖"),
        ("20259月底前", "可能是2025年9月"),
        ("202591日", "可能是2025年9月1日"),
        ("2025912日", "可能是2025年9月12日"),
        ("24年6月底", "四位年份"),
        ("3/6/2024", "不是完整的日期"),
        ("30", "像是天数"),
        ("自2022年6月起", "起始时间"),
        ("2025年10月1日后", "起始时间"),
        ("2025年6月至今", "起始时间"),
        ("2025.3-6", "没有从"),
        ("2025年冬季前", "没有固定的日子"),
        ("2025年汛前", "没有固定的日子"),
        ("2025年下半年前", "2025-06-30，也可能指 2025-12-31"),
        ("“十五五”前", "2025-12-31，也可能指 2030-12-31"),
        ("2025年腊月底前", "没有固定的日子"),
        ("2025年农历八月十五前", "没有固定的日子"),
        ("2025年1O月", "没有读懂"),
        ("2025年l2月底", "没有读懂"),
        ("2025年开学前", "没有读懂"),
        ("上月底", "没有从"),
        ("2024年12月底（拟延期至2025年12月底）", "申请延期"),
        ("2024年12月底，已申请延期至2025年6月底", "申请延期"),
        ("2024年6月已完成", "完成的日子"),
        ("已于2024年6月30日完成", "完成的日子"),
        ("2025年12月或2026年1月", "两个可能的日子"),
        ("2024年11月底开工，3月底完工", "2024 年还是 2025 年"),
        ("2025年起三年内", "没有写到哪一天"),
        ("2025年3月起两个月内", "没有写到哪一天"),
        ("2024年督察反馈，12月底前完成", "哪一年"),
        ("按2025年工作方案执行", "没有从"),
        ("按省方案要求", "没有从"),
        ("已完成", "没有从"),
        ("", "没有填写"),
        ("/", "没有填写"),
    ],
)
def test_what_is_not_certain_is_asked(text, words):
    reading = read_deadline(text)

    assert (reading.understood, reading.due) == (False, None)
    assert words in reading.proposal


def test_a_certain_milestone_beside_an_impossible_one_is_no_due_date():
    reading = read_deadline("2024年6月底前开工，2024年2月30日完成")

    assert reading.dates == days("2024-06-30")
    assert reading.due is None


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
