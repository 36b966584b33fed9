"""Tables on their side, one problem or one water a column, and forms whose contents go on in the rows below."""

import pytest

from dczg_desktop.imports.read import read_text
from tests.imports.texts_read import one_table

WATERS = [
    "小微水体问题整治清单",
    "水体名称|城南河|北门沟|老鸦塘",
    "存在问题|污水直排|水体黑臭|粪污入塘",
    "整改措施|截污1.6公里|清淤600方|清退2户",
    "责任单位|县水务局|县城管局|河湾镇人民政府",
    "完成时限|2026年8月底|2026年5月底|2026年6月底",
]


def test_a_row_whose_label_nobody_lists_belongs_to_every_column(read):
    table = read(*WATERS)

    assert [one.extra["水体名称"] for one in table.records] == ["城南河", "北门沟", "老鸦塘"]
    assert table.title == WATERS[0]


def test_columns_that_hold_other_times_and_offices_are_things_of_their_own():
    text = "\n".join(WATERS).replace("存在问题", "起止点").replace("|", "\t")

    reading = read_text(text)
    (table,) = reading.tables

    assert [one.fields["responsible_unit"] for one in table.records] == [
        "县水务局",
        "县城管局",
        "河湾镇人民政府",
    ]
    assert [one.extra["水体名称"] for one in table.records] == ["城南河", "北门沟", "老鸦塘"]
    assert any("没有写问题的一栏" in note for note in reading.notes)


def test_columns_with_headings_of_their_own_are_no_things(read):
    table = read(
        "项目|内容|完成情况",
        "整改目标|消除黑臭|已完成",
        "整改措施|清淤|已完成",
        "责任单位|县水务局|县城管局",
        "完成时限|2026年8月底|2026年7月底",
    )

    assert len(table.records) == 1


FORM = [
    "问 题 一|排查出的43个排污口中，",
    "|19个没有溯源。",
    "整改措施|1.再排查。",
    "|2.截污。",
    "责任单位|县水务局",
    "整改时限|2026年6月底前",
    "问 题 二|管网缺口大。",
    "整改措施|建管网。",
    "责任单位|县住建局",
    "整改时限|2026年9月底前",
]


def test_rows_below_a_content_go_on_with_it(read):
    first, second = read(*FORM).records

    assert first.fields["description"] == "排查出的43个排污口中，19个没有溯源。"
    assert first.fields["measures"] == "1.再排查。\n2.截污。"
    assert [one.fields["number"] for one in (first, second)] == ["一", "二"]


@pytest.mark.parametrize("other", ["注：按月报送。", "云溪县问题整改登记表", "— 2 —"])
def test_a_note_a_title_or_the_number_of_a_page_is_no_more_of_the_content_above(read, other):
    table = read(*FORM[:6], f"|{other}", *FORM[6:])

    assert table.records[0].fields["deadline"] == "2026年6月底前"
    assert other in " ".join([table.title, *(one.text for one in table.left_out)])


def test_what_stands_beside_another_column_is_no_more_of_the_content_above(read):
    table = read(
        "受理编号|D3HB202506110021|批次|第九批", "反映问题|噪声扰民", "|||附照片", "调查核实情况|夜间超标", "是否属实|属实",
        "处理和整改情况|已停工",
    )  # fmt: skip

    assert table.records[0].fields["description"] == "噪声扰民"


@pytest.mark.parametrize("title", ["", "云溪县整改登记表\n"])
def test_rows_below_a_content_go_on_with_it_in_a_pasted_form_too(title):
    first, _second = one_table(title + "\n".join(FORM).replace("|", "\t")).records

    assert first.fields["description"] == "排查出的43个排污口中，19个没有溯源。"
