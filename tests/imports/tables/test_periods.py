"""Measures in a column for every quarter, month or year: each is a measure due at the end of its period, and a person is asked."""

from datetime import date

import pytest

from dczg_desktop.domain.entities import Measure
from dczg_desktop.imports.read import read_tables
from tests.imports.tables.test_taking_in import taken, workbook

SAND, SMOKE = "某砂场扬尘扰民严重问题突出", "某厂废气直排问题突出未治理"
QUARTERS = ("一季度", "二季度", "三季度", "四季度")
ENDS = [date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30), date(2026, 12, 31)]


def a_table(path, headings, *rows, title=""):
    above = [[title]] if title else []
    return workbook(path / "a.xlsx", [*above, ["序号", "问题描述", *headings, "责任单位"], *rows])


@pytest.mark.parametrize(
    ("headings", "title"),
    [
        ([f"2026年{one}措施" for one in QUARTERS], ""),
        ([f"{one}工作计划" for one in QUARTERS], "2026年整改推进计划"),
        ([f"第{one}推进安排" for one in QUARTERS], "青石县2026年整改推进计划"),
    ],
)
def test_every_quarter_is_a_measure_due_at_its_end(ledger, tmp_path, headings, title):
    path = a_table(
        tmp_path, headings, [1, SAND, "完成招标", "完成覆盖", "安装喷淋", "组织验收", "县水利局"], title=title
    )
    (table,) = read_tables(path).tables

    assert [(one.header, one.confidence < 0.75) for one in table.columns if one.field == "measures"] == [
        ("整改措施（按时段）", True)
    ]
    assert table.faults == ()
    assert table.records[0].extra[headings[1]] == "完成覆盖"
    assert [one.due for one in taken(ledger, path, Measure)] == ENDS


def test_quarters_under_one_heading_are_read_the_same(tmp_path):
    rows = [
        ["2026年计划"],
        ["序号", "问题描述", "整改措施", None, None, None],
        [None, None, *QUARTERS],
        [1, SAND, "招标", None, "/", "验收"],
    ]
    (table,) = read_tables(workbook(tmp_path / "a.xlsx", rows, "A2:A3", "B2:B3", "C2:F2")).tables

    assert table.records[0].fields["measures"] == "1.招标（完成时限：一季度）\n2.验收（完成时限：四季度）"
    assert table.records[0].cells["measures"] == "C4"


def test_several_measures_of_one_quarter_are_several(tmp_path):
    path = a_table(
        tmp_path,
        ["2026年上半年计划", "2026年下半年计划"],
        [1, SAND, "1.招标。\n2.设计。", "验收", "县水利局"],
    )
    (table,) = read_tables(path).tables

    assert table.records[0].fields["measures"].split("\n") == [
        "1.招标。（完成时限：2026年上半年）", "2.设计。（完成时限：2026年上半年）", "3.验收（完成时限：2026年下半年）",
    ]  # fmt: skip


def test_quarters_of_no_year_are_asked_about_once(tmp_path):
    path = a_table(
        tmp_path,
        ["一季度措施", "二季度措施"],
        [1, SAND, "招标", "覆盖", "县水利局"],
        [2, SMOKE, "设计", "检修", "县住建局"],
    )
    (table,) = read_tables(path).tables

    assert [fault.place for fault in table.faults] == ["Sheet!C2"]
    assert "没有写年份" in table.faults[0].message


@pytest.mark.parametrize("headings", [["一季度进展", "二季度进展"], ["2025年目标", "2026年目标"]])
def test_reports_and_goals_of_periods_are_no_measures(tmp_path, headings):
    (table,) = read_tables(a_table(tmp_path, headings, [1, SAND, "已招标", "已覆盖", "县水利局"])).tables

    assert "measures" not in table.mapping


def test_beside_measures_of_their_own_the_plans_of_quarters_are_kept_as_they_are(tmp_path):
    path = a_table(
        tmp_path, ["整改措施", "一季度计划", "二季度计划"], [1, SAND, "全部覆盖", "招标", "覆盖", "县水利局"]
    )
    (table,) = read_tables(path).tables

    assert table.records[0].fields["measures"] == "全部覆盖"
    assert table.records[0].extra == {"一季度计划": "招标", "二季度计划": "覆盖"}


@pytest.mark.parametrize(
    ("headings", "measures", "header"),
    [
        (["整改措施1", "整改措施2", "整改措施3"], "1.招标\n2.覆盖", "整改措施（分栏）"),
        (["具体措施（一）", "具体措施（二）", "具体措施（三）"], "1.招标\n2.覆盖", "整改措施（分栏）"),
        (
            ["第一阶段（2026年3月底前）", "第二阶段（2026年6月底前）", "第三阶段（2026年底前）"],
            "1.招标（完成时限：2026年3月底前）\n2.覆盖（完成时限：2026年6月底前）",
            "整改措施（按时段）",
        ),
        (["第一阶段", "第二阶段", "第三阶段"], "1.招标\n2.覆盖", "整改措施（分栏）"),
    ],
)
def test_measures_one_by_one_and_in_stages_are_all_read(tmp_path, headings, measures, header):
    (table,) = read_tables(a_table(tmp_path, headings, [1, SAND, "招标", "覆盖", "", "县水利局"])).tables

    assert table.records[0].fields["measures"] == measures
    assert table.mapping["measures"] == header
    assert table.faults == ()
