"""Headings that ask for the problem and its number at once: the number is taken from the text and asked about."""

import pytest

from dczg_desktop.imports.read import read_tables
from dczg_desktop.imports.tables.columns.label_numbers import number_in
from tests.imports.samples.merged_workbooks import workbook

PROBLEM = "县城污水处理厂超负荷运行，部分污水直排"
REST = [
    ["整改目标", "污水全收集"],
    ["整改措施", "扩建"],
    ["责任单位", "县住建局"],
    ["整改时限", "2025年12月底"],
]
ASKED = "取了“{}”，原文没有动"


def form(folder, label, content):
    rows = [["整改情况登记表", ""], [label, content], *REST]
    (table,) = read_tables(workbook(folder / "a.xlsx", (rows, ()))).tables
    return table


@pytest.mark.parametrize(
    ("label", "content", "number"),
    [
        ("反馈问题（序号）", f"第12项：{PROBLEM}", "第12项"),
        ("反馈问题（序号）", f"第十二项 {PROBLEM}", "第十二项"),
        ("问题（编号）", f"12.{PROBLEM}", "12"),
        ("问题（编号）", f"（十二）{PROBLEM}", "十二"),
        ("存在问题(编号)", f"SD-2026-07：{PROBLEM}", "SD-2026-07"),
        ("问题及编号", f"{PROBLEM}（编号：12）", "12"),
        ("整改任务（序号）", f"序号12、{PROBLEM}", "12"),
    ],
)
def test_the_number_in_the_text_is_that_of_the_problem_and_is_asked_about(tmp_path, label, content, number):
    table = form(tmp_path, label, content)

    (record,) = table.records
    assert (table.kind, record.fields["number"], record.fields["description"]) == ("problem", number, content)
    assert record.cells["number"] == record.cells["description"] == "B2"
    assert [one.place for one in table.faults if ASKED.format(number) in one.message] == ["表1!B2"]


def test_a_text_without_a_number_is_asked_about(tmp_path):
    table = form(tmp_path, "反馈问题（序号）", PROBLEM)

    assert "number" not in table.records[0].fields
    assert any("没有找到编号" in one.message for one in table.faults)


def test_a_number_alone_is_the_number(tmp_path):
    rows = [["问题（编号）", "12"], ["存在问题", PROBLEM], *REST]
    (table,) = read_tables(workbook(tmp_path / "a.xlsx", (rows, ()))).tables

    assert (table.mapping["number"], table.mapping["description"]) == ("问题（编号）", "存在问题")
    assert not any("原文没有动" in one.message for one in table.faults)


def test_a_column_of_a_table_is_read_so_too(tmp_path):
    head = ["问题（编号）", "责任单位", "整改时限"]
    rows = [head, *([f"第{n}项：{PROBLEM}{n}", "县住建局", "2026年底前"] for n in (3, 7, 12))]
    (table,) = read_tables(workbook(tmp_path / "a.xlsx", (rows, ()))).tables

    assert [one.fields["number"].strip("第项") for one in table.records] == ["3", "7", "12"]
    assert sum("原文没有动" in one.message for one in table.faults) == 3


@pytest.mark.parametrize(
    "text",
    [
        f"2025年6月，{PROBLEM}",
        f"3家企业{PROBLEM}",
        f"12.5公里管网未建，{PROBLEM}",
        f"一是{PROBLEM}",
        "第12项：已完成",
        f"{PROBLEM}（县住建局）",
    ],
)
def test_other_figures_at_the_beginning_are_no_numbers(text):
    assert number_in(text) == ""
