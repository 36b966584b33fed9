"""The day on which a petition was finished, in all forms that lists write it: certain, said to be uncertain, or asked."""

from datetime import date

import pytest

from dczg_desktop.domain.finishing import contradiction, finished_text, read_finished

TODAY, HANDED = date(2026, 11, 26), date(2026, 5, 20)


@pytest.mark.parametrize(
    "text",
    [
        "2026年6月3日", "2026/6/3", "2026-6-3", "2026.6.3", "20260603", "46176", "２０２６年６月３日", "二〇二六年六月三日", "2026 年 6 月 3 日",
        "2026-06-03 00:00:00", "2026年6月3日已办结", "2026年6月3号（阶段性办结）",
    ],
)  # fmt: skip
def test_a_day_is_read_however_it_is_written(text):
    found = read_finished(text, HANDED, TODAY)

    assert (found.day, found.doubt) == (date(2026, 6, 3), "")
    assert not found.is_plain
    assert read_finished("2026-06-03").is_plain


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025年年底前", date(2025, 12, 31)), ("2025年底。", date(2025, 12, 31)), ("2026年6月", date(2026, 6, 30)),
        ("2026.6", date(2026, 6, 30)), ("2026年6月底前", date(2026, 6, 30)), ("2026年6月3日前", date(2026, 6, 3)),
        ("2025年底前，并长期坚持", date(2025, 12, 31)), ("2026年6月3日至2026年6月8日", date(2026, 6, 8)),
        ("2026年6月上旬", date(2026, 6, 10)), ("2026年6月3日至8日", date(2026, 6, 8)), ("2026.6.3-6.8", date(2026, 6, 8)),
    ],
)  # fmt: skip
def test_what_names_no_single_day_is_read_as_its_last_one_and_says_so(text, day):
    found = read_finished(text, None, TODAY)

    assert found.day == day
    assert f"没有写明是哪一天，按 {day} 记" in found.doubt


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("立行立改", "不是日期"), ("长期坚持", "不是日期"), ("每季度", "不是日期"), ("“十四五”期间", "期限"), ("到2020年", "期限"),
        ("15个工作日内", "期限"), ("自交办之日起15个工作日", "期限"), ("10日内", "期限"), ("*月**日之前", "遮盖"),
        ("20259月底前", "丢了字"), ("202591日", "2025年9月1日"), ("2026.1", "10 月"), ("今年10月底前", "年份"), ("6月3日", "哪一年"),
        ("2024年6月3日阶段性办结，2024年9月1日办结", "几个日子"), ("2027年1月1日", "晚于今天"), ("已办结", "没有从"), ("当日办结", "没有从"),
    ],
)  # fmt: skip
def test_what_is_no_certain_day_is_asked_and_not_taken(text, why):
    found = read_finished(text, None, TODAY)

    assert found.is_asked
    assert found.day is None
    assert why in found.doubt


@pytest.mark.parametrize("text", ["", "/", "—", "无", "未办结", "正在办理", "尚未办结", "否"])
def test_a_word_that_says_unfinished_is_neither_a_day_nor_a_doubt(text):
    assert (read_finished(text).day, read_finished(text).doubt) == (None, "")


def test_the_day_of_handing_over_gives_the_year_and_is_not_passed_backwards():
    assert read_finished("6月3日", HANDED, TODAY).day == date(2026, 6, 3)
    assert "早于交办日期 2026-05-20" in read_finished("2026年5月1日", HANDED, TODAY).doubt


def test_a_day_beside_another_completion_is_named():
    day = date(2026, 6, 3)

    assert "是“未办结”" in contradiction("未办结", day)
    assert "没有写" in contradiction("", day)
    assert [
        contradiction("已办结", day),
        contradiction("阶段性办结", day),
        contradiction("未办结", None),
    ] == ["", "", ""]


def test_the_day_of_a_stage_counts_only_for_what_is_finished_so_far():
    both = {"completed_on": "", "staged_on": "2026-06-03"}

    assert finished_text(both | {"completion": "阶段性办结"}) == ("staged_on", "2026-06-03")
    assert finished_text(both | {"completion": "已办结"}) == ("completed_on", "")
    assert finished_text(both | {"completion": "阶段性办结", "completed_on": "2026-07-01"})[1] == "2026-07-01"
