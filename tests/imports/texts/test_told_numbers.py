"""Petitions in sentences whose number stands behind a place, below one, behind words for it, or that were handed on several times."""

import pytest

from tests.imports.texts_read import asked, one_table


def _fields(text, *names):
    return [tuple(one.fields.get(name, "") for name in names) for one in one_table(text).records]


@pytest.mark.parametrize("mark", ["", "*", "（*）"])
def test_a_place_in_front_of_the_word_for_the_number_is_the_area(mark):
    told = "反映情况：白石镇砖厂粉尘扰民。\n调查核实情况：经查，原料未覆盖，属实。\n处理情况：责令覆盖。"
    text = f"信访件办理情况\n一、云岭市 受理编号：D3HW202605110001{mark}\n{told}\n二、青石县 受理编号：D3HW202605110002\n{told}"
    assert _fields(text, "area") == [("云岭市",), ("青石县",)]
    assert [one[0][:16] for one in _fields(text, "number")] == ["D3HW202605110001", "D3HW202605110002"]


def test_a_place_on_a_line_of_its_own_is_the_area_of_numbers_led_by_a_place_too():
    told = "反映情况：{}砖厂粉尘扰民。\n调查核实情况：经查属实。\n处理情况：责令覆盖。"
    text = f"信访件办理情况\n白石县\n受理编号：云岭D20260511001\n{told.format('东街')}\n青石县\n受理编号：云岭D20260511002★\n{told.format('西街')}"
    assert _fields(text, "area") == [("白石县",), ("青石县",)]


def test_numbered_petitions_that_say_only_what_is_the_matter_are_handed_on():
    text = "第六批信访件\n1.受理编号2341：白石镇砖厂夜间粉尘大，影响居民。\n2.受理编号2342：青石镇河道有人倾倒垃圾。"
    assert _fields(text, "number", "description") == [
        ("2341", "白石镇砖厂夜间粉尘大，影响居民。"),
        ("2342", "青石镇河道有人倾倒垃圾。"),
    ]


_SEVERAL = (
    "信访件办理情况\n第5批219号、第9批529号办理情况。“白石镇砖厂夜间粉尘大，影响周边居民。”\n经查，原料未覆盖，群众反映属实。\n"
    "截至目前，该厂已覆盖原料。\n第6批301号办理情况。“青石镇河道有人倾倒垃圾，臭味很大。”\n经查，河道有垃圾，反映属实。\n{}"
)
_DONE = "责令清理。"


def test_a_petition_handed_on_several_times_has_all_its_numbers_and_is_asked_about():
    table = one_table(_SEVERAL.format(_DONE))
    first, second = (one.fields for one in table.records)

    assert (first["number"], first["batch"]) == ("219号、529号", "第5批、第9批")
    assert (second["number"], second["batch"]) == ("301号", "第6批")
    assert first["result"] == "截至目前，该厂已覆盖原料。"
    assert asked(table).count("写着几个受理编号") == 1


@pytest.mark.parametrize(
    "line",
    [
        "针对倾倒问题，县城管局要求镇里清理。",
        "县水利局于2026年5月10日对河道进行清淤。",
        "截至目前，该镇已清运。",
    ],
)
def test_what_was_done_begins_with_such_words(line):
    assert one_table(_SEVERAL.format(line)).records[1].fields["result"] == line
