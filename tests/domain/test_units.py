"""Units of one cell: names whole, each in its role, whatever signs, numbers or blanks stand between them."""

import pytest

from dczg_desktop.domain.units import named_in, one_unit, split_units
from dczg_desktop.domain.words import DutyRole

LEAD, SUPPORT, RESPONSIBLE = DutyRole.LEAD_UNIT, DutyRole.SUPPORTING_UNIT, DutyRole.RESPONSIBLE_UNIT
OVER = DutyRole.SUPERVISING_UNIT


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        (
            "市环保局牵头，市发改委、市住建局",
            [(LEAD, "市环保局"), (SUPPORT, "市发改委"), (SUPPORT, "市住建局")],
        ),
        ("甲局牵头，乙局、丙局配合", [(LEAD, "甲局"), (SUPPORT, "乙局"), (SUPPORT, "丙局")]),
        ("牵头单位：甲局；配合单位：乙局、丙局", [(LEAD, "甲局"), (SUPPORT, "乙局"), (SUPPORT, "丙局")]),
        ("甲局（牵头）、乙局（配合）", [(LEAD, "甲局"), (SUPPORT, "乙局")]),
        ("县水利局、各县（市、区）政府", [(RESPONSIBLE, "县水利局"), (RESPONSIBLE, "各县（市、区）政府")]),
        ("甲局、乙局牵头，丙局配合", [(LEAD, "甲局"), (LEAD, "乙局"), (SUPPORT, "丙局")]),
        ("甲局，乙局牵头", [(RESPONSIBLE, "甲局"), (LEAD, "乙局")]),
        ("甲局（牵头）；乙局、丙局（配合）", [(LEAD, "甲局"), (SUPPORT, "乙局"), (SUPPORT, "丙局")]),
        ("甲局（牵头） 乙镇、丙乡（配合）", [(LEAD, "甲局"), (SUPPORT, "乙镇"), (SUPPORT, "丙乡")]),
        ("甲局；乙局、丙局（配合）", [(RESPONSIBLE, "甲局"), (SUPPORT, "乙局"), (SUPPORT, "丙局")]),
        ("甲局、乙局（配合）", [(RESPONSIBLE, "甲局"), (SUPPORT, "乙局")]),
        ("甲局；乙局、丙局（牵头）", [(RESPONSIBLE, "甲局"), (RESPONSIBLE, "乙局"), (LEAD, "丙局")]),
        (
            "牵头单位：甲局；责任单位：乙局、丙局（配合）",
            [(LEAD, "甲局"), (RESPONSIBLE, "乙局"), (SUPPORT, "丙局")],
        ),
        (
            "云岭公司；县文旅局监管、县林业局（监督）",
            [(RESPONSIBLE, "云岭公司"), (OVER, "县文旅局"), (OVER, "县林业局")],
        ),
        ("县市场监管、县水利局", [(RESPONSIBLE, "县市场监管"), (RESPONSIBLE, "县水利局")]),
        ("", []),
    ],
)
def test_units_of_one_cell_have_their_roles(text, pairs):
    assert split_units(text) == pairs


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("县水利局和河湾乡人民政府", ["县水利局", "河湾乡人民政府"]), ("县发展和改革局及县住房和城乡建设局", ["县发展和改革局", "县住房和城乡建设局"]),
        ("河湾乡和白石镇", ["河湾乡", "白石镇"]), ("县委和县政府", ["县委和县政府"]), ("政府和社会资本合作中心", ["政府和社会资本合作中心"]),
        ("县水利局及其下属单位", ["县水利局及其下属单位"]), ("县水利局（河湾乡和白石镇）", ["县水利局（河湾乡和白石镇）"]),
    ],
)  # fmt: skip
def test_and_parts_two_units_and_no_name_in_two(text, names):
    assert [name for _role, name in split_units(text)] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("宿马园区党工委、管委会", ["宿马园区党工委、管委会"]), ("市委、市政府", ["市委、市政府"]), ("市发改委、市经信局", ["市发改委", "市经信局"]),
        ("各县（市、区）党委和人民政府", ["各县（市、区）党委和人民政府"]), ("各县（市、区）党委、政府，县水利局", ["各县（市、区）党委、政府", "县水利局"]),
        ("市卫健委、市政府", ["市卫健委", "市政府"]), ("河湾镇党委、镇政府、白石乡党委、政府", ["河湾镇党委、镇政府", "白石乡党委、政府"]),
        ("云溪县\n住房和城乡\n建设局", ["云溪县住房和城乡建设局"]), ("云溪镇\n河湾乡\n县水利局", ["云溪镇", "河湾乡", "县水利局"]),
        ("青石縣委、縣政府", ["青石縣委、縣政府"]), ("市水利局 市住建局", ["市水利局", "市住建局"]), ("（责任单位：市委办、市政府办）", ["市委办", "市政府办"]),
    ],
)  # fmt: skip
def test_names_of_units_are_parted_and_kept_together(text, names):
    assert [name for _role, name in split_units(text)] == names


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("区委、区政府（牵头）、市水利局（配合）", [LEAD, SUPPORT]),
        ("市委、市政府牵头，市发改委、市住建局配合", [LEAD, SUPPORT, SUPPORT]),
        ("牵头单位：市水利局 配合单位：县委、县政府", [LEAD, SUPPORT]),
        ("市农业农村局（责任单位），市水利局（配合单位）", [RESPONSIBLE, SUPPORT]),
    ],
)  # fmt: skip
def test_roles_of_pairs_are_respected(text, roles):
    assert [role for role, _name in split_units(text)] == roles


@pytest.mark.parametrize(
    "text",
    [
        "1、县水利局；2、河湾乡", "1.县水利局\n2.河湾乡", "（1）县水利局（2）河湾乡", "①县水利局②河湾乡", "县水利局  河湾乡", "县水利局和河湾乡", "县水利局会同河湾乡",
        "县水利局/河湾乡", "县水利局｜河湾乡", "县水利局+河湾乡", "县水利局。河湾乡", "由县水利局、河湾乡分别负责", "县水利局、河湾乡按职责分工负责",
    ],
)  # fmt: skip
def test_numbers_blanks_and_words_between_units_are_no_part_of_their_names(text):
    assert split_units(text) == [(RESPONSIBLE, "县水利局"), (RESPONSIBLE, "河湾乡")]


@pytest.mark.parametrize(
    "text", ["县自然资源和规划局", "县委统战部和平街道办", "云溪镇 人民政府", "县103地质队", "县文化和旅游局"]
)
def test_one_name_is_not_parted(text):
    assert split_units(text) == [(RESPONSIBLE, text.replace(" ", ""))]


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("县水利局主要负责，河湾乡配合", [(RESPONSIBLE, "县水利局"), (SUPPORT, "河湾乡")]), ("县水利局，河湾乡配合", [(RESPONSIBLE, "县水利局"), (SUPPORT, "河湾乡")]),
        ("县水利局（主要）负责，河湾乡配合", [(RESPONSIBLE, "县水利局"), (SUPPORT, "河湾乡")]),
        ("县水利局、河湾乡配合", [(SUPPORT, "县水利局"), (SUPPORT, "河湾乡")]), ("由县水利局牵头，河湾乡配合", [(LEAD, "县水利局"), (SUPPORT, "河湾乡")]),
        ("县水利局（牵头）河湾乡（配合）", [(LEAD, "县水利局"), (SUPPORT, "河湾乡")]), ("县水利局【牵头】、河湾乡[协办]", [(LEAD, "县水利局"), (SUPPORT, "河湾乡")]),
        ("主办：县水利局 协办：河湾乡", [(LEAD, "县水利局"), (SUPPORT, "河湾乡")]), ("县水利局 牵头 河湾乡 配合", [(LEAD, "县水利局"), (SUPPORT, "河湾乡")]),
    ],
)  # fmt: skip
def test_roles_are_read_however_they_are_said(text, pairs):
    assert split_units(text) == pairs


@pytest.mark.parametrize("text", ["市住建局（城管局/园林局）", "局/办", "住建/城管部门"])
def test_a_stroke_inside_a_bracket_or_between_parts_of_a_name_parts_nothing(text):
    assert [name for _role, name in split_units(text)] == [text]


@pytest.mark.parametrize(
    "text", ["市生态环境局督导，县政府落实", "县政府落实，市生态环境局督导", "县政府、市生态环境局（督导）"]
)
def test_who_only_supervises_is_not_responsible(text):
    assert set(split_units(text)) == {
        (RESPONSIBLE, "县政府"),
        (DutyRole.SUPERVISING_UNIT, "市生态环境局"),
    }


@pytest.mark.parametrize("text", ["无", "/", " — ", "县水利局、无"])
def test_nobody_is_no_unit(text):
    assert [name for _role, name in split_units(text)] == ["县水利局"] * ("县" in text)


def test_of_leading_units_of_which_one_is_marked_as_leading_the_others_help():
    assert split_units("市水利局（牵头）、市住建局", DutyRole.LEAD_UNIT) == [
        (DutyRole.LEAD_UNIT, "市水利局"),
        (DutyRole.SUPPORTING_UNIT, "市住建局"),
    ]
    assert split_units("市水利局、市住建局", DutyRole.LEAD_UNIT) == [
        (DutyRole.LEAD_UNIT, "市水利局"),
        (DutyRole.LEAD_UNIT, "市住建局"),
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("县 水利局", ["县水利局"]), ("县 水 利 局、县住建　局", ["县水利局", "县住建局"]), ("县水 利局（牵头）", ["县水利局"]),
        ("河湾乡 人民政府", ["河湾乡人民政府"]), ("云溪县 住房和城乡建设局", ["云溪县住房和城乡建设局"]),
        ("云溪县 水利局 住建局", ["云溪县水利局", "住建局"]),
        ("县水利局 县住建局", ["县水利局", "县住建局"]), ("张三 县水利局", ["张三 县水利局"]), ("县水利局 局长", ["县水利局 局长"]),
        ("云溪区 高新区管委会", ["云溪区 高新区管委会"]), ("中国石油 云溪分公司", ["中国石油 云溪分公司"]), ("A 公司", ["A 公司"]),
    ],
)  # fmt: skip
def test_a_blank_inside_a_name_parts_nothing_and_one_between_two_words_stays(text, names):
    assert [name for _role, name in named_in(text, DutyRole.RESPONSIBLE_UNIT)] == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("张 三", "张三"),
        ("张　三、李 四", "张三、李四"),
        ("王小明 李四", "王小明 李四"),
        ("王小明 李 四", "王小明 李四"),
        ("王 小 明", "王小明"),
        ("张 三 李四", "张三 李四"),
        ("张 三 李 四", "张 三 李 四"),
    ],
)
def test_two_characters_set_apart_are_one_person(text, name):
    assert named_in(text, DutyRole.RESPONSIBLE_PERSON) == [(DutyRole.RESPONSIBLE_PERSON, name)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("县 水利局", "县水利局"),
        ("县生态\n环境局", "县生态环境局"),
        ("县水利局牵头", "县水利局牵头"),
        ("县水利局、县住建局", "县水利局、县住建局"),
        ("", ""),
    ],
)
def test_the_only_unit_of_a_cell_is_made_whole_and_nothing_else_changed(text, name):
    assert one_unit(text) == name


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("县住建局\n（牵头）\n县水利局", [("牵头单位", "县住建局"), ("责任单位", "县水利局")]),
        (
            "县住建局\n　（牵头单位）\n县水利局\n（配合）",
            [("牵头单位", "县住建局"), ("配合单位", "县水利局")],
        ),
        ("县住建局(主)、县水利局(协)", [("牵头单位", "县住建局"), ("配合单位", "县水利局")]),
        ("县住建局&县水利局", [("责任单位", "县住建局"), ("责任单位", "县水利局")]),
        ("县住建局*、县水利局②", [("责任单位", "县住建局"), ("责任单位", "县水利局")]),
        ("河湾砂石厂（普通合伙）", [("责任单位", "河湾砂石厂（普通合伙）")]),
    ],
)
def test_a_role_below_its_name_a_short_one_and_the_mark_of_a_note_are_no_part_of_a_name(text, units):
    assert [(role.value, name) for role, name in split_units(text)] == units
