"""What a sentence after a chapter says of all its problems, and numbers that the text of a problem names."""

import pytest
from openpyxl import Workbook

from dczg_desktop.imports.read import read_tables, read_text
from dczg_desktop.imports.tables.columns.named_numbers import named_number

PLAN = """青石县整改方案
一、大气方面
1.料场未覆盖，扬尘污染严重。
整改目标：完成整改。
整改措施：1.覆盖防尘网；2.安装喷淋。
2.锅炉未改造。
整改目标：完成改造。
责任单位：县工信局
整改措施：1.改造锅炉。
{first}
二、水方面
1.河道有垃圾。
整改目标：清理河道。
整改措施：1.清理。
2.污水直排。
整改目标：截污。
整改措施：1.建设管网。
{second}
三、保障措施
加强领导。
"""


def read(first, second=""):
    (table,) = read_text(PLAN.format(first=first, second=second), "方案").tables
    return table, [dict(record.fields) for record in table.records]


def test_a_sentence_after_a_chapter_speaks_for_its_problems_and_for_no_others():
    table, records = read(
        "以上问题责任单位均为县住建局，督导单位均为市生态环境局，整改时限均为2026年12月底前。",
        "上述2个问题均由县水利局牵头，南坪镇配合负责整改，均于2026年6月底前完成。",
    )

    assert [(one["responsible_unit"], one["supervising_unit"], one["deadline"]) for one in records] == [
        ("县住建局", "市生态环境局", "2026年12月底前"),
        ("县工信局", "市生态环境局", "2026年12月底前"),  # what a problem says itself stands
        ("县水利局牵头，南坪镇配合", "", "2026年6月底前"),
        ("县水利局牵头，南坪镇配合", "", "2026年6月底前"),
    ]
    assert [one["measures"] for one in records] == [
        "1.覆盖防尘网；2.安装喷淋。",
        "1.改造锅炉。",
        "1.清理。",
        "1.建设管网。",
    ]
    assert {record.cells["deadline"] for record in table.records} == {"第10行", "第18行"}


@pytest.mark.parametrize(
    "sentence",
    [
        "以上问题责任单位均为县水利局，须于2026年底前完成整改。", "以上问题均由县水利局负责，2026年底前全部完成。", "以上问题均由县水利局承担，均于2026年底前完成。",
        "以上问题责任单位均为县水利局，2026年底前完成整改，长期坚持。",
    ],
)  # fmt: skip
def test_the_day_behind_the_units_is_the_day_and_no_unit(sentence):
    _table, records = read(sentence)

    assert (records[0]["responsible_unit"], records[0]["deadline"]) == ("县水利局", "2026年底前")


def test_without_chapters_it_speaks_for_all_problems_above_it():
    text = "\n".join(
        f"第{number}项、{words}。\n整改目标：完成整改。\n整改措施：1.{words}治理。"
        for number, words in (("一", "料场"), ("二", "河道"))
    )
    (table,) = read_text(f"{text}\n以上各项整改任务责任单位统一为县住建局。", "方案").tables

    assert [record.fields["responsible_unit"] for record in table.records] == ["县住建局", "县住建局"]


@pytest.mark.parametrize(
    "sentence",
    ["以上整改任务请各单位认真落实。", "以上问题均已完成整改。", "责任单位均为县住建局的，由县住建局汇总。"],
)
def test_a_sentence_that_says_nothing_for_all_shares_nothing(sentence):
    _table, records = read(sentence)

    assert [one.get("responsible_unit", "") for one in records] == ["", "县工信局", "", ""]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("部分地区大气环境质量改善不力（省整改任务第五十五项）。", "第五十五项"),
        ("省级反馈问题清单第12项指出，河道有垃圾。", "第12项"),
        ("第 7 项问题：料场未覆盖", "第7项"),
        ("河道有垃圾（第三项）。", "第三项"),
        ("整改任务第3项、整改任务第5项均涉及河道。", ""),
        ("与整改任务第3项重复。", ""),
        ("违反大气污染防治法第十八条问题突出", ""),
        ("按第3项措施办理", ""),
        ("河道有垃圾3处。", ""),
    ],
)
def test_the_one_number_a_text_names_is_its_number(text, number):
    assert named_number(text) == number


def test_a_number_in_the_text_of_a_row_with_a_count_of_its_own_is_proposed(tmp_path):
    book = Workbook()
    for row in (
        ["序号", "反馈问题", "责任单位"],
        ["1", "河道有垃圾（省整改任务第五十五项）。", "县水利局"],
        ["2", "料场未覆盖。", "县住建局"],
    ):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")

    (table,) = read_tables(tmp_path / "a.xlsx").tables

    assert [record.fields["number"] for record in table.records] == ["1", "2"]
    (fault,) = table.faults
    assert (fault.place, fault.value) == ("Sheet!A2", "1")
    assert "问题的文字里写着“第五十五项”，表里的序号是“1”，请核对" in fault.message


def test_a_table_whose_only_number_is_in_the_text_gives_it(tmp_path):
    book = Workbook()
    for row in (
        ["反馈问题", "整改措施", "责任单位"],
        ["河道有垃圾（省整改任务第五十五项）。", "清理", "县水利局"],
        ["料场未覆盖。", "覆盖", "县住建局"],
    ):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")

    (table,) = read_tables(tmp_path / "a.xlsx").tables

    assert [record.fields.get("number", "") for record in table.records] == ["第五十五项", ""]
    assert table.records[0].fields["description"] == "河道有垃圾（省整改任务第五十五项）。"
    assert [(fault.place, fault.value) for fault in table.faults] == [("Sheet!A2", "第五十五项")]
    assert "取自问题的文字，请核对" in table.faults[0].message
