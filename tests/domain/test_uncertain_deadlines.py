"""Deadlines that are not certain: asked about, with what they might be."""

from datetime import date

import pytest

from dczg_desktop.domain.deadlines import read_deadline


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

    assert reading.dates == (date(2024, 6, 30),)
    assert reading.due is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2026.6.3O", "里的字母像是写错的数字"),
        ("2026年6月3O日", "里的字母像是写错的数字"),
        ("2026年6", "没有读懂"),
        ("2026年6月底（顺延）", "没有写延到哪一天"),
        ("2026年6月30日（已延期）", "没有写延到哪一天"),
        ("2026年6月30日，经批准延期", "没有写延到哪一天"),
    ],
)
def test_what_is_cut_off_miswritten_or_put_off_to_no_day_is_asked_about(text, words):
    reading = read_deadline(text, date(2026, 1, 1))

    assert (reading.understood, reading.due) == (False, None)
    assert words in reading.proposal


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("11月15", date(2026, 11, 15)),
        ("11月15（周日）", date(2026, 11, 15)),
        ("11月1-15", date(2026, 11, 15)),
        ("2026年6月30日（延期至2026年12月30日）", date(2026, 12, 30)),
        ("2026年6月30日，不得延期", date(2026, 6, 30)),
        ("2026年", date(2026, 12, 31)),
        ("2026年底前O3浓度达标", date(2026, 12, 31)),
        ("2026年30家企业全部整改", date(2026, 12, 31)),
    ],
)
def test_a_day_without_its_word_is_that_day(text, due):
    assert read_deadline(text, date(2026, 1, 1)).due == due
