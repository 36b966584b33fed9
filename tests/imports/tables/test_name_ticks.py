"""A matrix of ticks with a column for every county, office or type: read as one column of names, which a person is asked about."""

import pytest

SAND, SMOKE = "某砂场扬尘扰民严重问题突出", "某厂废气直排问题突出未治理"
TWO_LEVELS = "A1:A2 B1:B2 C1:E1"


def column(table, field):
    return next((one for one in table.columns if one.field == field), None)


@pytest.mark.parametrize(
    ("names", "field", "heading"),
    [
        ("青石县|河湾县|云溪区", "area", "行政区域"),
        ("县水利局|县住建局|河湾镇", "responsible_unit", "责任单位"),
        ("水|大气|土壤", "category", "类型"),
    ],
)
@pytest.mark.parametrize("sign", ["√", "✔", "●", "是"])
def test_the_ticked_names_are_one_cell_and_asked_about(read, names, field, heading, sign):
    one = read(f"序号|问题描述|{names}", f"1|{SAND}|{sign}||{sign}", f"2|{SMOKE}||{sign}|")
    first, second, third = names.split("|")

    assert [record.fields[field] for record in one.records] == [f"{first}、{third}", second]
    assert (column(one, field).header, column(one, field).confidence < 0.75) == (heading, True)
    assert [(left.text, left.why) for left in one.left_out] == [
        (f"C–E 列：{first}、{second}、{third}", f"勾选栏，已读作“{heading}”一栏，请核对")
    ]


@pytest.mark.parametrize(
    ("heading", "field"),
    [("责任单位", "responsible_unit"), ("涉及县（市、区）", "area"), ("配合单位", "supporting_unit")],
)
def test_the_heading_above_says_what_the_names_are(read, heading, field):
    one = read(
        f"序号|问题描述|{heading}", "||青石|河湾|云溪", f"1|{SAND}|√||√", f"2|{SMOKE}||√|", merges=TWO_LEVELS
    )

    assert [record.fields[field] for record in one.records] == ["青石、云溪", "河湾"]
    assert column(one, field).header == heading


def test_roles_stay_with_the_names(read):
    one = read("序号|问题描述|县水利局|县住建局", f"1|{SAND}|牵头|配合", f"2|{SMOKE}|√|")

    assert [record.fields["responsible_unit"] for record in one.records] == [
        "县水利局（牵头）、县住建局（配合）",
        "县水利局",
    ]


@pytest.mark.parametrize("heading", ["责任单位", "涉及县区"])
def test_numbers_under_names_are_no_ticks_and_nobody_s_name(read, heading):
    one = read(
        f"序号|问题描述|{heading}",
        "||青石县|河湾县|云溪区",
        f"1|{SAND}|2||1",
        f"2|{SMOKE}||1|",
        merges=TWO_LEVELS,
    )

    assert column(one, "area") is None
    assert column(one, "responsible_unit") is None
    assert one.records[0].extra == {
        f"{heading}/青石县": "2",
        f"{heading}/河湾县": "",
        f"{heading}/云溪区": "1",
    }


def test_words_in_such_columns_are_left_where_they_are(read):
    one = read("序号|问题描述|青石县|河湾县", f"1|{SAND}|已完成|未开工", f"2|{SMOKE}|未开工|√")

    assert one.records[0].extra == {"青石县": "已完成", "河湾县": "未开工"}


def test_a_problem_is_wherever_one_of_its_measures_is(read):
    one = read(
        "序号|问题描述|整改措施|青石县|河湾县",
        f"1|{SAND}|覆盖|√|",
        "||洒水||√",
        f"2|{SMOKE}|检修||√",
        merges="A2:A3 B2:B3",
    )

    assert [record.fields["area"] for record in one.records] == ["青石县、河湾县", "河湾县", "河湾县"]
