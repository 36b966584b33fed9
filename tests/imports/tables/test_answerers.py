"""Who answers for a problem: not who was inspected where somebody else does, and no section of an office without a question."""

import pytest

from dczg_desktop.imports.read import read_tables, read_text
from dczg_desktop.imports.tables.values.rivals import ASKED
from tests.imports.samples.merged_workbooks import workbook

SECTION = "表里没有责任单位一栏"
SECTIONS = ("责任股室", "责任科室", "承办科室", "主办科室", "责任处室")
INSPECTED = ("被检查单位", "被检查对象", "受检单位", "受检企业", "检查对象", "企业名称", "企业")
FIRMS = ("河湾砂石厂", "南坪养殖场")


def only(folder, *columns):
    """A list with these columns (heading, text, text) before its problems."""
    heads = ["序号", *(one[0] for one in columns), "存在的问题", "整改措施", "整改时限"]
    rows = [
        [str(row), *(one[row] for one in columns), problem, "整改", "2026年9月底前"]
        for row, problem in ((1, "料场未覆盖，扬尘污染"), (2, "污水直排，未建沉淀池"))
    ]
    (table,) = read_tables(workbook(folder / "a.xlsx", ([heads, *rows], ()))).tables
    return table


def asked(table):
    return [one.place.rpartition("!")[2] for one in table.faults if SECTION in one.message]


@pytest.mark.parametrize("heading", SECTIONS)
def test_a_section_is_no_unit_and_is_asked_about_where_no_unit_answers(tmp_path, heading):
    table = only(tmp_path, (heading, "", "污防股"))

    assert "responsible_unit" not in table.mapping
    assert [one.extra[heading] for one in table.records] == ["", "污防股"]
    assert asked(table) == ["B3"]
    assert f"“{heading}”是单位里面的科室" in table.faults[0].message


@pytest.mark.parametrize("heading", [*SECTIONS, *INSPECTED, "点位名称"])
def test_beside_a_unit_that_answers_all_are_kept_as_they_stand(tmp_path, heading):
    table = only(tmp_path, (heading, *FIRMS), ("责任单位", "县住建局", "县水利局"))

    assert table.mapping["responsible_unit"] == "责任单位"
    assert [one.extra[heading] for one in table.records] == list(FIRMS)
    assert table.faults == ()


@pytest.mark.parametrize("heading", INSPECTED)
def test_who_was_inspected_is_taken_for_who_answers_only_where_nobody_else_is_named_and_asked_about(
    tmp_path, heading
):
    table = only(tmp_path, (heading, *FIRMS))

    (column,) = [one for one in table.columns if one.header == heading]
    assert column.field == "responsible_unit"
    assert column.confidence <= ASKED


def test_a_firm_beside_a_section_is_not_who_answers(tmp_path):
    table = only(tmp_path, ("企业名称", *FIRMS), ("责任科室", "污防股", "水股"))

    assert "responsible_unit" not in table.mapping
    assert [(one.extra["企业名称"], one.extra["责任科室"]) for one in table.records] == [(FIRMS[0], "污防股"), (FIRMS[1], "水股")]  # fmt: skip
    assert asked(table) == ["C2"]


def test_a_place_is_no_field_and_stays_in_sight(tmp_path):
    table = only(tmp_path, ("点位名称", "青石河排口", "河湾堆场"))

    assert [one.extra["点位名称"] for one in table.records] == ["青石河排口", "河湾堆场"]


def test_labels_of_a_form_that_tell_who_was_inspected_are_no_title(tmp_path):
    rows = [
        ["环境问题整改通知单", "", "", ""],
        ["受检单位", FIRMS[0], "检查时间", "2026年3月1日"],
        ["存在问题", "料场未覆盖，扬尘污染", "", ""],
        ["整改时限", "2026年9月底前", "", ""],
        ["责任单位", "县住建局", "", ""],
        ["责任股室", "污防股", "", ""],
    ]
    (table,) = read_tables(workbook(tmp_path / "a.xlsx", (rows, ()))).tables

    (record,) = table.records
    assert table.title == "环境问题整改通知单"
    assert record.extra == {"受检单位": FIRMS[0], "检查时间": "2026年3月1日", "责任股室": "污防股"}
    assert record.fields["responsible_unit"] == "县住建局"


@pytest.mark.parametrize(
    ("rows", "is_told"),
    [
        ("序号\t问题\t整改时限\n1\t油烟直排\t2026年5月底", True),
        ("序号\t问题\t整改措施\n1\t油烟直排\t安装净化器", True),
        ("序号\t问题\t整改措施\n1\t油烟直排\t安装净化器（县城管局）", False),
        ("序号\t问题\t责任单位\n1\t油烟直排\t县城管局", False),
        ("序号\t问题\t牵头单位\n1\t油烟直排\t县城管局", False),
    ],
)
def test_a_list_in_which_nobody_answers_says_so_once(rows, is_told):
    told = [one for one in read_text(rows).notes if "没有责任单位一栏" in one]

    assert len(told) == is_told
