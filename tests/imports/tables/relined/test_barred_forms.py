"""Forms copied with a vertical line between label and content, none of the labels with a colon."""

import pytest

from dczg_desktop.imports.read import read_text
from tests.imports.texts_read import one_table

_TOLD = {
    "description": "城南河水质发黑，沿线有3处生活污水直排口。",
    "goal": "消除直排口。",
    "responsible_unit": "县水利局",
    "deadline": "2026年9月底前",
}
_LINES = [
    ("问题", _TOLD["description"]),
    ("整改目标", _TOLD["goal"]),
    ("责任单位", _TOLD["responsible_unit"]),
    ("整改时限", _TOLD["deadline"]),
]


@pytest.mark.parametrize("shape", ["{} | {} |", "{} | {}", "{}|{}|", "| {} | {} |"])
@pytest.mark.parametrize("above", ["", "河湾县突出环境问题整改公示表\n"])
def test_labels_and_contents_are_one_record(shape, above):
    table = one_table(above + "\n".join(shape.format(*pair) for pair in _LINES))
    (record,) = table.records
    assert {field: record.fields[field] for field in _TOLD} == _TOLD
    assert table.title == above.strip()


@pytest.mark.parametrize(
    "measures", ["1.封堵直排口。\n2.铺设截污管。", "1.封堵直排口。\n2.铺设截污管。\n3.开展水质监测。"]
)
@pytest.mark.parametrize("end", [" |", ""])
def test_lines_that_go_on_belong_to_the_content_above_them(measures, end):
    lines = [f"{label} | {text}{end}" for label, text in (*_LINES[:2], ("整改措施", measures), *_LINES[2:])]
    (record,) = one_table("\n".join(lines)).records
    assert record.fields["measures"] == measures
    assert record.fields["responsible_unit"] == "县水利局"


def test_a_label_alone_has_its_content_on_the_next_line():
    table = one_table(
        "河湾县信访件办理情况 |\n受理编号 | D3HW202605220059 |\n反映问题 | 城关镇白云路饭店油烟扰民。 |\n"
        "调查核实情况 | 饭店未装净化器。 |\n是否属实 | 属实 |\n处理和整改情况 |\n责令安装净化器。 |\n来源：河湾县政府网"
    )
    (record,) = table.records
    assert record.fields["result"] == "责令安装净化器。"
    assert table.title == "河湾县信访件办理情况"
    assert [one.text for one in table.left_out] == ["来源：河湾县政府网"]


def test_several_forms_are_several_records():
    form = "存在问题 | 第{0}处堆场未覆盖。 |\n责任单位 | 县住建局 | 整改时限 | 2026年9月底前 |\n整改措施 | 覆盖防尘网。 |\n"
    table = one_table("".join(f"问题{number}\n{form.format(number)}" for number in (1, 2)))
    assert [(one.fields["number"], one.fields["description"]) for one in table.records] == [
        ("1", "第1处堆场未覆盖。"),
        ("2", "第2处堆场未覆盖。"),
    ]
    assert {one.fields["deadline"] for one in table.records} == {"2026年9月底前"}


@pytest.mark.parametrize(
    "text",
    [
        "序号 | 问题 | 责任单位 | 整改时限 |\n1 | 堆场未覆盖。 | 县住建局 | 9月底前 |\n2 | 污水直排。 | 县水利局 | 9月底前 |",
        "问题 | 责任单位 | 整改时限 |\n堆场未覆盖。 | 县住建局 | 2026年9月底前 |\n污水直排。 | 县水利局 | 2026年9月底前 |",
    ],
)
def test_a_table_under_headings_stays_a_table(text):
    table = one_table(text)
    assert [one.fields["responsible_unit"] for one in table.records] == ["县住建局", "县水利局"]


def test_a_sign_in_a_few_lines_of_a_plan_makes_no_form():
    plan = "\n".join(
        f"问题{number}：第{number}处堆场未覆盖。\n整改目标：全部覆盖。\n责任单位：县住建局\n整改时限：2026年9月底前"
        for number in (1, 2)
    )
    reading = read_text(f"来源：县政府网 | 打印\n{plan}")
    assert [len(table.records) for table in reading.tables] == [2]
