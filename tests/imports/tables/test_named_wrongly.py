"""Who is named in a column of units or of persons: what is no unit or no person is asked about."""

import pytest

from dczg_desktop.imports.tables.values.unit_doubts import maybe_odd_units, of_other_unit, of_person, of_unit


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("无", "责任单位为空"),
        ("县水利局等5个部门", "没有写全"),
        ("李四", "像是人名"),
        ("李四、王小明", "像是人名"),
        ("县水利局（李四）", "人名“李四”"),
        ("县水利局 李四", "人名“李四”"),
        ("县水利局：李四", "人名“李四”"),
        ("县水利局局长李四", "人名“李四”"),
        ("县水利局责任人：赵小河", "写着“责任人：”"),
        ("县水利局（责任人：赵小河）", "写着“责任人：”"),
        ("县水利局\n整改时限：2026年6月底", "写着“整改时限：”"),
    ],
)
def test_what_is_no_unit_is_asked_about(text, words):
    (doubt,) = of_unit(text)

    assert words in doubt


@pytest.mark.parametrize(
    "text",
    ["县水利局", "市自然资源局（林业局）", "市自然资源局（林业）", "高新区（管委会）", "市水务局云溪分局", "王家镇", "李庄村"],
)  # fmt: skip
def test_units_of_every_kind_are_not_asked_about(text):
    assert of_other_unit("配合单位", text) == ()


def test_a_column_of_short_names_of_places_is_one_of_places():
    assert "黄冈" not in maybe_odd_units(["合肥", "芜湖", "黄冈", "常德"], needed=True)
    assert "李四" in maybe_odd_units(["县水利局", "河湾乡", "李四"], needed=True)


def test_a_unit_among_persons_is_asked_about():
    assert "是单位" in of_person("县水利局、县住建局")[0]
    assert of_person("李四（县水利局局长）") == of_person("县水利局主要负责人") == of_person("") == ()
