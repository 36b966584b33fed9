"""Labelled lines over the header of a table are said of its rows: who received it, on which day, under which number of the paper."""

import pytest
from openpyxl import Workbook

from dczg_desktop.imports.read import read_tables
from dczg_desktop.imports.reading import Table
from dczg_desktop.imports.tables.values.rivals import ASKED

HEAD = ["序号", "交办问题", "整改要求", "整改时限"]
ROWS = (
    ["1", "垃圾随意倾倒", "清运垃圾", "2026年11月10日前"],
    ["2", "粪污外溢", "完善设施", "2026年11月30日前"],
)


def a_sheet(folder, *lines, head=HEAD, rows=ROWS) -> Table:
    book = Workbook()
    for line in (["问题交办单"], *lines, head, *rows):
        book.active.append(list(line))
    for number, line in enumerate(lines, start=2):
        if len(line) == 2:
            book.active.merge_cells(start_row=number, start_column=2, end_row=number, end_column=4)
    book.save(folder / "交办单.xlsx")
    (table,) = read_tables(folder / "交办单.xlsx").tables
    return table


def test_they_are_no_headings_of_groups_and_their_contents_are_those_of_every_row(tmp_path):
    table = a_sheet(
        tmp_path,
        ["交办编号", "交办〔2026〕27号", "交办时间", "2026年11月3日"],
        ["接收单位", "柳林乡人民政府"],
    )

    assert [one.header for one in table.columns[:4]] == HEAD
    assert [one.fields["responsible_unit"] for one in table.records] == ["柳林乡人民政府"] * 2
    assert table.columns[-1].confidence <= ASKED
    assert [one.extra for one in table.records] == [
        {"交办编号": "交办〔2026〕27号", "交办时间": "2026年11月3日"}
    ] * 2
    assert [one.cells["responsible_unit"] for one in table.records] == ["B3", "B3"]
    assert [one.fields["number"] for one in table.records] == ["1", "2"]


def test_a_column_of_its_own_comes_first_and_the_line_is_kept(tmp_path):
    table = a_sheet(
        tmp_path, ["接收单位", "柳林乡人民政府"], head=[*HEAD[:3], "责任单位"],
        rows=(["1", "垃圾随意倾倒", "清运垃圾", "县城管局"],),
    )  # fmt: skip

    (record,) = table.records
    assert (record.fields["responsible_unit"], record.extra) == ("县城管局", {"接收单位": "柳林乡人民政府"})


@pytest.mark.parametrize(
    "line",
    [
        ["填报单位", "柳林乡人民政府"],
        ["审核人", "李某", "联系电话", "0376-5510021"],
        ["附件2", "柳林乡"],
    ],
)
def test_who_filled_it_in_and_other_headings_are_not(tmp_path, line):
    table = a_sheet(tmp_path, line)

    assert not {"接收单位", "填报单位", "审核人", "联系电话", "附件2"} & {one.header for one in table.columns}


@pytest.mark.parametrize("line", ["责任单位：县水利局　　包案领导：王某", "（责任单位：县水利局）"])
def test_labels_with_colons_over_a_table_are_said_of_its_rows_too(tmp_path, line):
    table = a_sheet(tmp_path, [line, None])

    assert [one.fields["responsible_unit"] for one in table.records] == ["县水利局"] * 2
    assert [one.fields.get("responsible_leader") for one in table.records] == [
        "王某" if "王" in line else None
    ] * 2
    assert table.mapping["responsible_unit"] == "责任单位"


def test_the_day_beside_the_unit_is_none_of_it(tmp_path):
    table = a_sheet(tmp_path, ["责任单位：柳林乡人民政府", None, None, "2026年8月15日"])

    assert [one.fields["responsible_unit"] for one in table.records] == ["柳林乡人民政府"] * 2


@pytest.mark.parametrize(
    "line",
    [
        "单位：件　日期：2026年5月3日",
        "注：责任单位为县水利局",
        "主要做法：压实责任：抓落实",
        "信息来源：县环境局",
        "发布机构：县环境局　公开日期：2026年5月",
    ],
)
def test_units_of_counting_notes_and_sentences_are_not(tmp_path, line):
    assert len(a_sheet(tmp_path, [line, None]).columns) == len(HEAD)


def test_who_received_the_paper_signs_below_the_table(tmp_path):
    table = a_sheet(tmp_path, rows=(*ROWS, ["签收人", None, "签收时间", None]))

    assert [one.fields["number"] for one in table.records] == ["1", "2"]
    assert [one.why for one in table.left_out] == ["签名行"]
