from datetime import date

import pytest

from dczg_desktop.domain.reported import month_of, month_of_text, report_of, says_nothing

TODAY = date(2026, 11, 27)


@pytest.mark.parametrize("text", ["", "/", "-", "—", "——", "无", "暂无", " / ", "－", "无。", "\\", "……"])
def test_a_cell_that_is_only_not_left_empty_reports_nothing(text):
    assert says_nothing(text)


@pytest.mark.parametrize("text", ["暂无进展", "已完成", "0", "60%", "无害化处理设施已建成", "无法按期完成"])
def test_words_and_figures_report_something(text):
    assert not says_nothing(text)


def test_what_was_done_is_the_report_where_progress_is_only_a_stroke():
    assert report_of({"progress": "/", "result": "已完成清淤"}) == "已完成清淤"
    assert report_of({"progress": "—", "result": "无"}) == ""


@pytest.mark.parametrize(
    ("heading", "lines", "sheet", "year", "period"),
    [
        ("截至2026年5月底进展", [], "台账", None, "2026-05"),
        ("整改进展（截至5月31日）", [], "台账", 2026, "2026-05"),
        ("1月至5月进展", [], "台账", 2025, "2025-05"),
        ("5月进展", [], "台账", None, "2026-05"),
        ("12月进展", [], "台账", None, "2025-12"),
        ("一季度进展情况", [], "台账", 2026, "2026-03"),
        ("2025年上半年完成情况", [], "台账", None, "2025-06"),
        ("整改进展", ["整改台账", "（截至2026年5月31日）"], "台账", None, "2026-05"),
        ("整改进展", ["2026年5月整改进展调度表"], "台账", None, "2026-05"),
        ("整改进展", ["整改进展调度表（2026年5月）"], "台账", None, "2026-05"),
        ("整改进展", ["填报日期：2026-05-20"], "台账", None, "2026-05"),
        ("整改进展", ["截至时间：2026.5.31"], "台账", None, "2026-05"),
        ("整改进展", [], "5月", 2026, "2026-05"),
        ("4月进展", ["（截至2026年5月31日）"], "台账", 2026, "2026-04"),
        ("截至2026年12月底进展", [], "台账", None, "2026-11"),
        ("2024年每月进展情况/6月", [], "台账", None, "2024-06"),
        ("2024年督察反馈问题整改/5月进展", [], "台账", None, "2026-05"),
    ],
)
def test_the_month_is_that_written_over_the_reports(heading, lines, sheet, year, period):
    found = month_of(heading, lines, sheet, year)

    assert found is not None
    assert found.period(TODAY) == period


@pytest.mark.parametrize(
    ("heading", "lines"),
    [
        ("整改进展", ["2026年5月省级督察交办问题整改台账"]),
        ("截至目前进展", []),
        ("最新进展", ["第三轮督察反馈问题整改台账（2023—2025年）"]),
        ("整改进展", ["截至2024年底全部完成"]),
        ("截至2026年13月进展", []),
    ],
)
def test_another_month_or_none_says_nothing_of_the_reports(heading, lines):
    assert month_of(heading, lines, "台账", None) is None


def test_a_report_says_itself_until_when_only_where_it_begins_with_it():
    assert month_of_text("截至2026年5月底，已完成80%。").period(TODAY) == "2026-05"
    assert month_of_text("已完成80%，截至2026年5月底全部完成。") is None
    assert month_of_text("截至5月底，已完成80%。") is None
    assert month_of_text("（2026年5月）已完成80%。").period(TODAY) == "2026-05"
    assert month_of_text("（2026年4月）完成招标。（2026年5月）开工。") is None
