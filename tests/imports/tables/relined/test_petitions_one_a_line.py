"""Lists of petitions copied from a page one cell a line, with cells broken over several lines."""

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.imports.read import read_text
from tests.imports.texts_read import one_table

HEAD = [
    "序号",
    "受理编号",
    "交办问题",
    "基本情况",
    "行政",
    "区域",
    "污染",
    "类型",
    "调查核实情况",
    "是否",
    "属实",
    "处理和整改情况",
    "责任人",
    "被处理情况",
]
FIRST = [
    "4", "1484", "河湾村下游常年采砂，", "破坏河道。", "青石", "县", "水、", "生态", "经查，该河段两处堆砂。", "1.西岸堆砂约20立方米。", "部分", "属实",
    "1.已清运堆砂。", "2.已设卡口。", "无",
]  # fmt: skip
NEXT = [
    "5",
    "1490",
    "北街夜间施工噪声大。",
    "云溪市",
    "噪声",
    "经查，已停工。",
    "属实",
    "已责令停工。",
    "约谈项目经理1人",
]
TITLE = "青石县群众信访举报转办和边督边改公开情况一览表（第二十六批）"


def text(*parts: list[str]) -> str:
    return "\n\n".join([TITLE, *(line for part in parts for line in part)])


def test_cells_of_several_lines_are_told_by_what_they_hold():
    table = one_table(text(HEAD, FIRST))

    assert dict(table.records[0].fields) == {
        "sequence": "4",
        "number": "1484",
        "description": "河湾村下游常年采砂，破坏河道。",
        "area": "青石县",
        "category": "水、生态",
        "findings": "经查，该河段两处堆砂。\n1.西岸堆砂约20立方米。",
        "substantiated": "部分属实",
        "result": "1.已清运堆砂。\n2.已设卡口。",
        "accountability": "无",
    }


def test_a_person_is_asked_to_look_at_every_cell():
    assert any("逐格核对" in note for note in read_text(text(HEAD, FIRST)).notes)


def test_records_with_numbers_of_the_inspections_are_told_apart():
    first, second = (["1", "D3GS202312200043", *FIRST[2:]], ["2", "X3GS202312200044", *NEXT[2:]])
    table = one_table(text(HEAD, first, second))

    assert [one.fields["area"] for one in table.records] == ["青石县", "云溪市"]
    assert [one.fields["accountability"] for one in table.records] == ["无", "约谈项目经理1人"]


def test_the_last_record_may_lack_its_last_columns():
    table = one_table(text(HEAD, FIRST[:10]))

    assert table.records[0].fields["findings"] == "经查，该河段两处堆砂。\n1.西岸堆砂约20立方米。"
    assert not table.records[0].fields["substantiated"]
    assert not table.records[0].fields["result"]


def test_a_title_with_the_batch_right_above_is_no_heading():
    table = one_table(text(["（第三批 2023年11月6日）"], HEAD[1:], ["3", *FIRST[2:]]))

    assert table.columns[0].header == "受理编号"
    assert table.records[0].fields["number"] == "3"


def test_counted_lists_show_where_two_columns_of_sentences_part():
    head = [*HEAD[:11], "办结目标", *HEAD[11:]]
    goal = ["1.清除堆砂。", "2.不再采砂。"]

    fields = one_table(text(head, [*FIRST[:12], *goal, *FIRST[12:]])).records[0].fields

    assert fields["goal"] == "1.清除堆砂。\n2.不再采砂。"
    assert fields["result"] == "1.已清运堆砂。\n2.已设卡口。"


def test_sentences_that_are_not_counted_may_belong_to_either_column():
    head = [*HEAD[:11], "办结目标", *HEAD[11:]]

    with pytest.raises(UserError, match="分不清哪些字属于哪一格"):
        read_text(text(head, [*FIRST[:12], "清除堆砂。", "不再采砂。", *FIRST[12:]]))


def test_numbers_that_a_narrow_column_broke_begin_their_records():
    first = ["1", "D3GS20231", "2200043", *FIRST[2:]]
    second = ["2", "X3GS20231", "2200044*", *NEXT[2:]]

    table = one_table(text(HEAD, first, second))

    assert [one.fields["number"] for one in table.records] == ["D3GS202312200043", "X3GS202312200044*"]
    assert [one.fields["area"] for one in table.records] == ["青石县", "云溪市"]


def test_a_heading_of_serial_numbers_that_the_page_lost_shifts_no_cell():
    head = [*HEAD[1:], "答复信访人情况(选填)"]
    first = ["1", "第十五批D3GS202312200043", *FIRST[2:], "已电话答复，表示满意。"]
    second = ["2", "第十六批X3GS202312200044", *NEXT[2:], "已当面答复。"]

    table = one_table(text(head, first, second))

    assert [one.fields["area"] for one in table.records] == ["青石县", "云溪市"]
    assert [one.fields["sequence"] for one in table.records] == ["1", "2"]
    assert [one.extra["答复信访人情况(选填)"] for one in table.records] == [
        "已电话答复，表示满意。",
        "已当面答复。",
    ]


def test_cells_that_come_out_even_under_headings_of_other_columns_are_not_taken():
    head = ["受理编号", "交办问题基本情况", "行政区域", "调查核实情况", "是否属实", "处理和整改情况"]
    row = [
        "1",
        "D3GS202312200043",
        "北街夜间施工噪声大。",
        "云溪市",
        "1.经查，已停工。",
        "属实",
        "已责令停工。",
    ]

    fields = one_table(text(head, row)).records[0].fields

    assert fields["number"] == "D3GS202312200043"
    assert fields["area"] == "云溪市"
    assert fields["findings"] == "1.经查，已停工。"


def test_a_last_line_that_may_be_another_column_is_not_put_into_the_cell_above():
    last = ["2", "X3GS202312200044", *NEXT[2:8], "网格员停薪一日"]

    with pytest.raises(UserError, match="分不清哪些字属于哪一格"):
        read_text(text(HEAD, ["1", "D3GS202312200043", *FIRST[2:]], last))


def test_items_that_begin_with_a_day_belong_to_their_list():
    head = ["序号", "受理编号", "交办问题基本情况", "污染类型", "是否属实", "处理和整改情况", "是否办结"]
    first = [
        "1",
        "D3GS202312200043",
        "喷漆味大。",
        "大气",
        "部分属实",
        "1.责令改正。",
        "2.9月16日清运锯末。",
        "3.喷漆停用。",
        "阶段性办结",
    ]
    second = ["2", "X3GS202312200044", "烟气大。", "大气", "不属实", "加强巡查。", "已办结"]

    table = one_table(text(head, first, second))

    assert [one.fields["substantiated"] for one in table.records] == ["部分属实", "不属实"]
    assert table.records[0].fields["result"] == "1.责令改正。\n2.9月16日清运锯末。\n3.喷漆停用。"
