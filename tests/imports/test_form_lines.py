"""Forms with a line between their title and their first label: number and day of each form are read, not taken for a title."""

from datetime import date

import pytest
from openpyxl import Workbook

from dczg_desktop.imports.read import read_tables


def form(number, day, unit, due, more=()):
    return [
        ("督 办 通 知 单",),
        (f"编号：{number}", "", f"签发日期：{day}"),
        ("承办单位", unit, "办结时限", due),
        ("督办事项", f"{unit}范围内的垃圾没有清理"),
        ("办理结果", "正在清理"),
        *more,
    ]


@pytest.fixture
def read(tmp_path):
    def reading(*rows):
        book = Workbook()
        for row in rows:
            book.active.append([cell or None for cell in row])
        book.save(tmp_path / "督办单.xlsx")
        return read_tables(tmp_path / "督办单.xlsx").tables[0]

    return reading


def test_every_form_of_a_sheet_has_its_own_number_and_day(read):
    rows = [
        *form("云督〔2026〕1号", "2026年2月10日", "城关镇", "2026年2月20日"),
        (),
        *form("云督〔2026〕2号", "2026年2月24日", "河湾乡", "2026年3月5日"),
    ]
    table = read(*rows)

    assert [one.fields["number"] for one in table.records] == ["云督〔2026〕1号", "云督〔2026〕2号"]
    assert [one.extra["签发日期"] for one in table.records] == ["2026年2月10日", "2026年2月24日"]
    assert [one.cells["number"] for one in table.records] == ["A2", "A8"]
    assert table.title == "督 办 通 知 单"


def test_months_without_a_year_are_read_from_the_day_of_the_form(read):
    table = read(*form("1号", "2026年2月10日", "城关镇", "3月底前"))

    assert table.year == date(2026, 2, 10)
    assert not [fault for fault in table.faults if "时限" in fault.message]


def test_a_cell_may_hold_both(read):
    rows = form("x", "y", "城关镇", "2026年3月底前")
    rows[1] = ("编号：云督〔2026〕1号　　交办日期：2026年2月10日",)
    (one,) = read(*rows).records

    assert one.fields["number"] == "云督〔2026〕1号"
    assert one.extra == {"交办日期": "2026年2月10日"}


def test_who_filled_it_in_and_when_stands_beside_the_form(read):
    rows = form("x", "y", "城关镇", "2026年3月底前")
    rows[1] = ("编号：3", "", "填表日期：2026年2月10日")
    table = read(*rows)

    assert table.records[0].fields["number"] == "3"
    assert "填表日期" not in table.records[0].extra
    assert [row.text for row in table.left_out] == ["填表日期：2026年2月10日"]
    assert table.year == date(2026, 2, 10)


def test_what_leaders_wrote_on_it_is_kept_and_what_is_to_be_filled_in_is_no_content(read):
    more = [("办理要求", "请按时反馈"), ("领导批示", "请城管局抓紧办"), ("承办单位签收", "", "签收时间", "")]
    table = read(*form("1号", "2026年2月10日", "城关镇", "2026年3月底前", more))

    assert table.records[0].extra["领导批示"] == "请城管局抓紧办"
    assert "承办单位签收" not in table.records[0].extra


def test_who_handled_the_paper_may_be_somebody_else_than_the_one_who_acts(read):
    table = read(
        *form("1号", "2026年2月10日", "城关镇", "2026年3月底前", [("办理状态", "正在办理", "经办人", "许可")])
    )

    (column,) = [one for one in table.columns if one.header == "经办人"]
    assert (column.field, column.confidence < 0.75) == ("responsible_person", True)
