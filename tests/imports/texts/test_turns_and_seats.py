"""Measures and results in turn under the same two labels, where an office sits behind a unit, and problems numbered 问题3号."""

import pytest

from tests.imports.texts_read import one_table


@pytest.mark.parametrize("bullet", ["●", "◆ ", "- ", ""])
@pytest.mark.parametrize(
    ("measure", "came"), [("整改措施", "整改成效"), ("措施", "完成情况"), ("具体举措", "落实情况")]
)
def test_measures_and_what_came_of_each_are_one_problem_s(bullet, measure, came):
    told = "\n".join(
        f"{bullet}{label}：{text}"
        for pair in (
            (measure, "清运垃圾。"),
            (came, "已清运120吨。"),
            (measure, "建立巡河制度。"),
            (came, "已印发。"),
        )
        for label, text in [pair]
    )
    text = f"一、云溪河垃圾问题\n{told}\n责任单位：县水利局\n整改时限：2026年6月底\n二、砖厂冒烟问题\n{told}\n责任单位：县环境局\n整改时限：2026年9月底"
    table = one_table(text)

    assert [one.fields["description"] for one in table.records] == ["云溪河垃圾问题", "砖厂冒烟问题"]
    for one in table.records:
        assert one.fields["measures"] == "1.清运垃圾。\n2.建立巡河制度。"
        assert one.fields["progress"] == "1.已清运120吨。\n2.已印发。"
    assert [one.fields["responsible_unit"] for one in table.records] == ["县水利局", "县环境局"]


def test_a_measure_and_what_came_of_it_below_each_problem_stay_its_own():
    text = "\n".join(
        f"问题：{name}\n整改措施：{name}治理。\n整改情况：{name}已完成。"
        for name in ("河道垃圾", "砖厂冒烟", "污水直排")
    )
    table = one_table(text)

    assert [one.fields["measures"] for one in table.records] == [
        "河道垃圾治理。",
        "砖厂冒烟治理。",
        "污水直排治理。",
    ]


@pytest.mark.parametrize(
    "behind",
    [
        "县水利局。责任领导小组办公室设在县水利局，李某任主任。",
        "县水利局\n整改领导小组办公室设在县水利局，负责日常调度。",
        "县水利局。（三）工作专班设在县水利局",
    ],
)
def test_where_an_office_sits_is_no_unit(behind):
    (record,) = (
        table := one_table(
            f"问题：河道垃圾堆积。\n整改目标：清除。\n责任单位：{behind}\n整改时限：2026年6月底\n整改措施：清运。"
        )
    ).records

    assert record.fields["responsible_unit"] == "县水利局"
    assert "设在县水利局" in record.extra["单位后面的文字"]
    assert any("没有算作单位" in one.message for one in table.faults)


@pytest.mark.parametrize(
    "unit", ["县河长制办公室、县水利局", "县水利局负责，石桥镇配合", "县污染防治攻坚战领导小组办公室"]
)
def test_units_that_are_offices_stay_whole(unit):
    (record,) = one_table(
        f"问题：河道垃圾堆积。\n整改目标：清除。\n责任单位：{unit}\n整改时限：2026年6月底\n整改措施：清运。"
    ).records

    assert record.fields["responsible_unit"] == unit


def test_problems_numbered_so_keep_their_numbers():
    table = one_table(
        "问题3号：河道垃圾堆积。\n整改措施：清运。\n整改时限：2026年6月底\n问题5号：污水直排。\n整改措施：截污。\n整改时限：2026年9月底"
    )

    assert [(one.fields["number"], one.fields["description"]) for one in table.records] == [
        ("第3项", "河道垃圾堆积。"),
        ("第5项", "污水直排。"),
    ]
