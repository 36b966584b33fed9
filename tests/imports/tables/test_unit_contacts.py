"""A unit with a person and the telephone in one cell: parted where that is without doubt, else asked about."""

import pytest

from dczg_desktop.imports.tables.columns.unit_contacts import contacts_of

HEAD = "编号|存在问题|整改时限"
ROW = "A1|料场未覆盖，扬尘污染|2026年底前"
TAKEN = "已取出来各作一栏"


@pytest.mark.parametrize(
    "cell",
    [
        "县水利局（李明 13812345678）",
        "县水利局（李明，13812345678）",
        "县水利局（联系人：李明，电话：13812345678）",
        "县水利局 李明 13812345678",
        "县水利局李明（13812345678）",
        "县水利局：李明13812345678",
    ],
)
def test_unit_person_and_telephone_are_parted(read, cell):
    table = read(f"{HEAD}|责任单位", f"{ROW}|{cell}")

    (record,) = table.records
    assert record.fields["responsible_unit"] == "县水利局"
    assert record.extra == {"责任单位（电话）": "13812345678", "责任单位（联系人）": "李明"}
    assert [(one.place, TAKEN in one.message) for one in table.faults] == [("Sheet!D2", True)]
    assert not any("13812345678" in one.value + one.message for one in table.faults)


def test_of_several_units_each_keeps_its_person_in_the_whole(read):
    cell = "县水利局（李明，13812345678）、河湾镇 王强 13912345678"
    table = read(f"{HEAD}|责任单位", f"{ROW}|{cell}")

    (record,) = table.records
    assert record.fields["responsible_unit"] == "县水利局、河湾镇"
    assert record.extra == {"责任单位（电话）": cell, "责任单位（联系人）": "李明、王强"}


def test_under_a_heading_of_persons_too_they_answer(read):
    table = read(f"{HEAD}|责任单位及责任人", f"{ROW}|县水利局李明（13812345678）")

    (record,) = table.records
    assert record.fields["responsible_unit"] == "县水利局"
    assert record.fields["responsible_person"] == "李明"
    assert record.extra["责任单位及责任人（电话）"] == "13812345678"


@pytest.mark.parametrize(
    "cell",
    [
        "县水利局 13812345678",
        "县水利局（李明）",
        "县水利局河道股 13812345678",
        "河湾镇王家村 13812345678",
        "县住建局、县水利局和李明 13812345678",
        "李明 13812345678",
        "建设管理科李明 13812345678",
        "县水利局 2026年5月",
    ],
)
def test_what_is_no_clear_unit_or_no_name_is_not_parted(cell):
    assert contacts_of(cell) is None


def test_lines_of_one_cell_are_one_unit_with_its_person():
    found = contacts_of("县水利局\n李明\n13812345678")

    assert found is not None
    assert found == (("县水利局",), ("李明",), ("13812345678",))
