"""A table copied with blanks between its cells: rows as full as the heading are read however badly they are aligned, others only below a heading."""

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.imports.read import read_text

TITLE = "餐饮油烟整治名单（2026年9月1日）"
HEAD = "序号  单位名称        存在问题                责任人    整改期限      整改情况"
FULL = (
    "1     老灶台火锅      未安装油烟净化设施      程亮      2026年9月15日   已安装",
    "2     渔家小院        净化设施未定期清洗    葛红    2026年9月10日   已清洗",
)


def test_rows_as_full_as_the_heading_need_not_be_aligned():
    (table,) = read_text("\n".join((TITLE, HEAD, *FULL))).tables

    assert [one.fields["description"] for one in table.records] == [
        "未安装油烟净化设施",
        "净化设施未定期清洗",
    ]
    assert [one.fields["responsible_person"] for one in table.records] == ["程亮", "葛红"]
    assert [one.fields["responsible_unit"] for one in table.records] == ["老灶台火锅", "渔家小院"]
    assert table.title == TITLE


def test_a_row_that_lacks_a_cell_and_is_not_aligned_is_refused():
    lacking = "3     福满楼酒店      油烟管道破损漏油     2026年9月20日   正在更换"

    with pytest.raises(UserError, match="丢了分列的位置"):
        read_text("\n".join((HEAD, *FULL, lacking)))


@pytest.mark.parametrize("count", [1, 2])
def test_rows_of_petitions_without_a_serial_number_are_shifted_by_none(count):
    head = "序号 受理编号 交办问题基本情况 行政区域 污染类型 调查核实情况 是否属实 处理和整改情况 问责情况"
    row = "D2CQ20190811003{} 鼎峰小区货运部噪声扰民。 河湾县 噪音 投诉人反映的情况属实。 属实 早上6点前不得装卸货物。 无"
    (table,) = read_text("\n".join([head, *(row.format(number) for number in range(count))])).tables
    found = [
        (one.fields["number"], one.fields["area"], one.fields["accountability"]) for one in table.records
    ]
    assert found == [(f"D2CQ20190811003{number}", "河湾县", "无") for number in range(count)]


_LIST = "序号 问题编号 存在问题 责任单位 整改时限 备注"


@pytest.mark.parametrize(
    "row",
    [
        "1 YC-03 小区 污水直排 县住建局 2026年6月底 重点",
        "1 YC-03 小区 污水直排 县住建局  重点",
        "1 YC-03 小区污水直排 县住建局 2026年6月底",
    ],
)
def test_rows_that_do_not_come_out_even_below_sure_headings_are_refused(row):
    with pytest.raises(UserError, match="丢了分列的位置"):
        read_text(f"销号情况汇总表\n{_LIST}\n{row}\n2 YC-04 垃圾乱堆 县城管局 2026年9月底 一般")


def test_two_blanks_side_by_side_are_an_empty_cell():
    rows = "1 YC-03 小区污水直排  2026年6月底 重点\n2 YC-04 垃圾乱堆 县城管局 2026年9月底 一般"
    (table,) = read_text(f"{_LIST}\n{rows}").tables
    assert [one.fields["responsible_unit"] for one in table.records] == ["", "县城管局"]
    assert [one.fields["deadline"] for one in table.records] == ["2026年6月底", "2026年9月底"]
