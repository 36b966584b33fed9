"""Rows of one or two cells that are no problem although they stand where problems do: totals, titles of groups, notes, nothing."""

import pytest

from dczg_desktop.imports.reading import Table
from tests.imports.samples.merged_workbooks import only, workbook

HEAD = ["序号", "问题", "整改措施", "整改时限", "责任单位"]
FIRST = ["1", "河道两岸堆放大量生活垃圾，污染水体", "清理", "2025年底前", "县水利局"]
LAST = ["2", "料场物料没有覆盖，作业时扬尘较大", "覆盖", "2025年6月底前", "县住建局"]


def _table(tmp_path, *rows: list[str], head: list[str] = HEAD) -> Table:
    filled = [[*row, *[""] * (len(head) - len(row))] for row in rows]
    return only(workbook(tmp_path / "a.xlsx", ([head, *filled], ())))


@pytest.mark.parametrize(
    "row",
    [
        ["", "合计2项"],
        ["", "共计：2个问题"],
        ["", "共2项，其中已完成1项，未完成1项"],
        ["总数", "2"],
        ["本页小计", "2"],
        ["完成数", "1"],
    ],
)
def test_what_counts_the_rows_above_is_no_problem(tmp_path, row):
    table = _table(tmp_path, FIRST, LAST, row)

    assert [one.row for one in table.records] == [2, 3]
    assert [(one.row, one.why) for one in table.left_out] == [(4, "合计行")]


@pytest.mark.parametrize(
    "title", ["二、大气环境方面（2项）", "（二）大气环境", "大气环境方面", "县住建局（1个问题）", "第二部分省级督察反馈问题"]
)  # fmt: skip
def test_the_title_of_a_group_in_the_column_of_problems_is_no_problem(tmp_path, title):
    table = _table(tmp_path, FIRST, ["", title], LAST)

    assert [one.fields["description"] for one in table.records] == [FIRST[1], LAST[1]]
    assert [(one.row, one.why[:4]) for one in table.left_out] == [(3, "分组标题")]


def test_the_title_of_a_group_beside_its_serial_is_no_problem_where_another_column_is_the_number(tmp_path):
    head = ["序号", "问题编号", *HEAD[1:]]
    first, last = (["1", "HW-1", *FIRST[1:]], ["2", "HW-2", *LAST[1:]])

    table = _table(tmp_path, first, ["二", "", "大气环境方面"], last, head=head)

    assert [one.row for one in table.records] == [2, 4]


@pytest.mark.parametrize(
    "text", ["共12家企业未办理环评手续", "（二）料场未覆盖，扬尘较大", "料场扬尘较大", "河道垃圾多，群众反映强烈的有3个方面"]
)  # fmt: skip
def test_a_problem_alone_in_its_row_stays_one(tmp_path, text):
    table = _table(tmp_path, FIRST, ["", text], LAST)

    assert text in [one.fields["description"] for one in table.records]


@pytest.mark.parametrize(
    "rows",
    [
        [["说明", "1.本表每月5日前报送"], ["", "2.整改状态填写已完成或未完成"]],
        [["备注", "以上均为2025年问题"], ["报送单位（盖章）：县整改办", "", "", "2025年6月30日"]],
        [["备注", "序时进度：按时间要求"]],
        [["", "以下空白"]],
        [["—", "以下空白"]],
        [["3", "无", "无", "/", "—"]],
    ],
)
def test_notes_and_rows_that_say_nothing_are_no_problems_and_begin_no_table(tmp_path, rows):
    table = _table(tmp_path, FIRST, LAST, *rows)

    assert [one.row for one in table.records] == [2, 3]
    assert [one.row for one in table.left_out] == [4 + line for line in range(len(rows))]


def test_a_problem_that_is_nothing_but_a_stroke_is_asked_about(tmp_path):
    table = _table(tmp_path, FIRST, ["2", "/", "覆盖", "2025年底前", "县住建局"])

    assert [(one.place, one.message[:6]) for one in table.faults] == [("表1!B3", "问题内容为空")]


@pytest.mark.parametrize("text", ["同上", "同序号1", "见附件", "详见附件1", "〃"])
def test_a_problem_that_is_only_pointed_at_is_asked_about(tmp_path, text):
    table = _table(tmp_path, FIRST, ["2", text, "覆盖", "2025年底前", "县住建局"])

    assert [(one.place, "请写出问题原文" in one.message) for one in table.faults] == [("表1!B3", True)]
