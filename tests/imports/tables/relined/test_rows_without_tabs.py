"""Rows parted by tabs that lost the tabs at their end, among others whose cells go on over several lines."""

import pytest

from tests.imports.texts_read import one_table

_HEAD = "序号\t受理编号\t反映问题\t行政区域\t调查核实情况\t是否属实\t处理和整改情况\t备注"
_LEVELS = (
    "序号\t受理编号\t反映问题\t行政区域\t办理情况\t\t\t备注\n\t\t\t\t调查核实情况\t是否属实\t处理和整改情况\t"
)
_ROWS = (
    "1\tD3HW202605110001\t水泥厂粉尘扰民。\t河湾县\t经查，该厂未装除尘器。\t属实\t责令安装除尘器。",
    "2\tD3HW202605110002\t养猪场臭气扰民。\t青石县\t1.该场粪污外溢。\n2.周边有异味。\t部分属实\t要求清理粪污。\t重点件",
    "3\tD3HW202605110003\t工地扬尘。\t云溪区\t裸土未覆盖。\t属实\t责令覆盖。\t",
)


@pytest.mark.parametrize("head", [_HEAD, _LEVELS])
def test_such_rows_are_no_part_of_their_neighbours(head):
    records = one_table("\n".join([head, *_ROWS])).records

    assert [one.fields["number"][-1] for one in records] == ["1", "2", "3"]
    assert [one.fields["result"] for one in records] == [
        "责令安装除尘器。",
        "要求清理粪污。",
        "责令覆盖。",
    ]
    assert records[1].fields["findings"] == "1.该场粪污外溢。\n2.周边有异味。"


def test_a_line_below_a_last_row_that_lost_its_tabs_is_no_cell_of_it():
    last = "4\tD3HW202605110004\t饭店油烟扰民。\t云溪区\t未装净化器。\t属实\n2026年8月底"
    records = one_table("\n".join([_HEAD, *_ROWS, last])).records
    assert all("2026年8月底" not in one.fields.get("substantiated", "") for one in records)
