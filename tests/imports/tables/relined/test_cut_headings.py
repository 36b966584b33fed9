"""Headings of a list of petitions of which only the first line was copied."""

import pytest

from tests.imports.texts_read import one_table

_HEAD = [
    "序号",
    "受理",
    "交办问题",
    "行政区域",
    "问题",
    "调查核实情况",
    "是否",
    "办结",
    "处理和整改情况",
    "是否",
    "责任人",
]
_ROWS = [
    [
        str(number), f"D3HW20260608000{number}", "城南路轨道噪声大。", "河湾县", "噪音", "经调查问题属实。", "属实", "减少噪声影响。",
        "已降低车速。", "阶段性办结", "无",
    ]
    for number in (1, 2)
]  # fmt: skip
_FIELDS = {
    "number": "D3HW202606080001", "category": "噪音", "substantiated": "属实", "goal": "减少噪声影响。",
    "completion": "阶段性办结", "accountability": "无",
}  # fmt: skip


@pytest.mark.parametrize("parted", [" |\n", "\t"])
def test_they_go_on_as_their_cells_tell(parted):
    ends = " |" if "|" in parted else ""
    table = one_table("\n".join(parted.join(row) + ends for row in (_HEAD, *_ROWS)))
    assert {field: table.records[0].fields[field] for field in _FIELDS} == _FIELDS
    sure = {column.field: column.confidence for column in table.columns}
    assert all(sure[field] < 0.75 for field in _FIELDS)


@pytest.mark.parametrize(
    ("place", "text", "field"), [(1, "县住建局", "number"), (6, "噪声大", "substantiated")]
)
def test_cells_that_do_not_tell_leave_the_heading_as_it_is(place, text, field):
    rows = [[*row[:place], text, *row[place + 1 :]] for row in _ROWS]
    table = one_table("\n".join("\t".join(row) for row in (_HEAD, *rows)))
    assert all(one.fields.get(field) != text for one in table.records)


def test_whole_headings_are_nothing_else():
    head = ["序号", "受理编号", "问题", "行政区域", "办结", "责任人", "是否属实", "处理和整改情况"]
    row = ["1", "D3HW202606080001", "噪音", "河湾县", "已办结", "无", "属实", "已降低车速。"]
    table = one_table("\n".join("\t".join(one) for one in (head, row, ["2", *row[1:]])))
    fields = {column.header: column.field for column in table.columns}
    assert (fields["问题"], fields["办结"]) == ("description", "completion")
