"""Telephone numbers in the columns of units: the name is the unit, the number is kept beside it and told."""

import pytest

from dczg_desktop.imports.editing import TableEdits, corrected
from dczg_desktop.imports.read import read_tables, read_text
from tests.imports.samples.merged_workbooks import workbook

HEAD = ["编号", "存在的问题", "责任单位", "配合单位", "整改时限"]
TOLD = "电话已取出来"


def only(folder, *rows, merges=()):
    (table,) = read_tables(workbook(folder / "a.xlsx", ([HEAD, *rows], merges))).tables
    return table


def row(number, unit, other=""):
    return [number, f"{number}号料场未覆盖，扬尘污染", unit, other, "2026年底前"]


@pytest.fixture
def table(tmp_path):
    return only(
        tmp_path,
        row("A1", "县水利局 0797-5301234", "县住建局"),
        row("A2", "县水利局13800138000"),
        row("A3", "县水利局 0797-5301234；县住建局 0797-5305678"),
        row("A4", "县住建局"),
    )


def test_the_number_is_taken_out_of_the_name_and_kept(table):
    assert [one.fields["responsible_unit"] for one in table.records] == [
        "县水利局", "县水利局", "县水利局；县住建局", "县住建局",
    ]  # fmt: skip
    assert [one.extra["责任单位（电话）"] for one in table.records] == [
        "0797-5301234",
        "13800138000",
        "县水利局 0797-5301234；县住建局 0797-5305678",
        "",
    ]


def test_every_such_cell_is_told_and_a_mobile_number_is_not_repeated(table):
    told = [one for one in table.faults if TOLD in one.message]

    assert [one.place for one in told] == ["表1!C2", "表1!C3", "表1!C4"]
    assert not any("13800138000" in one.value + one.message for one in table.faults)


@pytest.mark.parametrize(("heading", "asked"), [("责任人及联系电话", 0), ("责任人", 1)])
def test_the_number_of_a_person_is_kept_beside_the_name_and_told_where_the_heading_does_not_say_so(
    tmp_path, heading, asked
):
    rows = [[*HEAD[:-1], heading], ["A1", "料场未覆盖，扬尘污染", "县住建局", "", "秦岚 13800138000"]]
    (table,) = read_tables(workbook(tmp_path / "a.xlsx", (rows, ()))).tables

    assert table.records[0].fields["responsible_person"] == "秦岚"
    assert table.records[0].extra == {f"{heading}（电话）": "秦岚 13800138000"}
    assert sum(TOLD in one.message for one in table.faults) == asked


def test_units_without_numbers_make_no_column(tmp_path):
    table = only(tmp_path, row("A1", "县水利局"), row("A2", "县住建局"))

    assert [one.header for one in table.columns] == HEAD


def test_a_merged_cell_is_told_once(tmp_path):
    rows = row("A1", "县水利局 0797-5301234"), row("A2", "")
    table = only(tmp_path, *rows, merges=["C2:C3"])

    assert [one.fields["responsible_unit"] for one in table.records] == ["县水利局"] * 2
    assert [one.place for one in table.faults if TOLD in one.message] == ["表1!C2"]


def test_a_number_that_a_person_types_in_later_is_asked_about(table):
    mended = corrected(table, TableEdits().with_cell((5, "C"), "县住建局 0797-5305678"))

    assert any("里写着电话" in one.message and one.place == "表1!C5" for one in mended.faults)


def test_a_form_and_a_plan_are_read_so(tmp_path):
    text = (
        "整改方案\n一、污水直排问题\n整改目标：消除直排。\n整改措施：建设管网。\n责任单位：县住建局 0797-5301234\n整改时限：2025年12月底前\n"
        "二、垃圾堆放问题\n整改目标：清运。\n整改措施：清运垃圾。\n责任单位：县城管局\n整改时限：2025年6月底前\n"
    )
    (plan,) = read_text(text).tables
    form = [
        ["整改登记表", ""],
        ["编号", "A1"],
        ["存在问题", "料场未覆盖"],
        ["责任单位", "县住建局 0797-5301234"],
        ["整改时限", "2026年底前"],
    ]
    (upright,) = read_tables(workbook(tmp_path / "b.xlsx", (form, ()))).tables

    for table in (plan, upright):
        assert table.records[0].fields["responsible_unit"] == "县住建局"
        assert table.records[0].extra["责任单位（电话）"] == "0797-5301234"
        assert any(TOLD in one.message for one in table.faults)
