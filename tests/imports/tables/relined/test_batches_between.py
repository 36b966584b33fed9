"""Batches of petitions that stand one after another, each under its own title and the header again."""

import pytest

from dczg_desktop.imports.read import read_tables, read_text
from tests.imports.samples.plain_workbooks import workbook

HEAD = [
    "序号",
    "受理编号",
    "交办问题基本情况",
    "行政区域",
    "调查核实情况",
    "是否属实",
    "处理和整改情况",
    "是否办结",
]
FIRST = [
    "1",
    "D3GS202312200043",
    "养猪场气味难闻。",
    "青石县",
    "经查，有异味。",
    "属实",
    "已清理。",
    "已办结",
]
NEXT = [
    "1",
    "X3GS202312300007",
    "北街夜间施工。",
    "青石县",
    "经查，已停工。",
    "属实",
    "已责令停工。",
    "已办结",
]
TITLE = "青石县群众信访举报转办和边督边改公开情况一览表（第{}批）"


def batches(reading) -> list[str]:
    return [one.fields["batch"] for table in reading.tables for one in table.records]


@pytest.mark.parametrize("title", [TITLE, "（第{}批　2023年12月30日）"])
def test_petitions_below_the_title_of_another_batch_are_of_that_batch(title):
    rows = [[title.format("四")], HEAD, FIRST, [title.format("二十一")], HEAD, NEXT]
    reading = read_text("\n".join("\t".join(row) for row in rows))

    assert batches(reading) == ["第4批", "第21批"]


def test_in_a_workbook_too_and_the_column_is_asked_about(tmp_path):
    rows = [[TITLE.format("四")], HEAD, FIRST, [TITLE.format("二十一")], HEAD, NEXT]
    reading = read_tables(workbook(tmp_path / "两批.xlsx", rows))
    (table,) = reading.tables

    assert batches(reading) == ["第4批", "第21批"]
    assert [one.confidence for one in table.columns if one.field == "batch"] == [0.74]
    assert [one.why for one in table.left_out if "二十一" in one.text] == ["各批的标题，已读作“批次”"]


def test_petitions_above_the_first_such_title_have_no_batch_where_the_table_has_no_title(tmp_path):
    rows = [HEAD, FIRST, [TITLE.format("二十一")], HEAD, NEXT]

    assert batches(read_tables(workbook(tmp_path / "两批.xlsx", rows))) == ["", "第21批"]


def test_what_a_column_says_of_the_batch_stays(tmp_path):
    head = [*HEAD, "批次"]
    rows = [head, [*FIRST, "第4批"], [TITLE.format("二十一")], head, [*NEXT, "第20批"]]

    assert batches(read_tables(workbook(tmp_path / "两批.xlsx", rows))) == ["第4批", "第20批"]
