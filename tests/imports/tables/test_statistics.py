"""Tables of mere numbers: nothing in them is doubted as a state or a day, and the plan around one is read all the same."""

import pytest
from openpyxl import Workbook

from dczg_desktop.imports.read import read_tables, read_text

COUNTS = "单位\t任务数\t完成情况\t整改进度\n青石县\t12\t5\t42%\n河湾县\t10\t5\t50%"
PLAN = """一、某砂场扬尘问题
整改目标：全部覆盖
整改措施：1.覆盖。2.洒水。
责任单位：县水利局
整改时限：2026年12月底前
二、某厂废气问题
整改目标：达标排放
整改措施：1.检修。
责任单位：县住建局
整改时限：2026年12月底前"""


@pytest.mark.parametrize(
    "rows",
    [
        ["单位|任务总数|已完成|完成情况", "青石县|12|5|5", "河湾县|10|3|3"],
        ["序号|县市区|办结情况|属实情况|整改状态", "1|青石县|12|5|4", "2|河湾县|10|3|4"],
        ["县市区|交办件数|是否办结|整改时限内完成", "青石县|12|5|6", "河湾县|10|3|7"],
    ],
)
def test_counts_under_states_are_not_doubted(tmp_path, rows):
    book = Workbook()
    for row in rows:
        book.active.append(row.split("|"))
    book.save(tmp_path / "a.xlsx")

    (one,) = read_tables(tmp_path / "a.xlsx").tables

    assert (one.kind, one.faults) == ("statistics", ())


def test_a_table_of_counts_in_a_text_is_not_doubted():
    (one,) = read_text(f"青石县督察整改情况通报\n截至5月底，完成情况如下：\n{COUNTS}").tables

    assert (one.kind, one.faults) == ("statistics", ())


def test_the_plan_above_a_table_of_counts_is_read():
    counts, plan = read_text(f"{PLAN}\n附：统计表\n{COUNTS}").tables

    assert [counts.kind, plan.kind] == ["statistics", "problem"]
    assert [record.fields["description"] for record in plan.records] == ["某砂场扬尘问题", "某厂废气问题"]
    assert plan.records[1].fields["measures"] == "1.检修。"


def test_a_list_of_petitions_that_tells_what_was_done_is_none_of_counts(tmp_path):
    book = Workbook()
    for row in (
        ["序号", "行政区域", "是否属实", "处理和整改情况", "罚款（万元）"],
        [1, "青石县", "属实", "责令停止夜间生产，限期补办手续。", 2],
        [2, "河湾县", "不属实", "无", 0],
    ):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")

    assert [one.kind for one in read_tables(tmp_path / "a.xlsx").tables] == ["petition"]
