"""Of several columns that may be one field the telling one is taken, and it is asked."""

import pytest

from dczg_desktop.imports.read import read_text
from dczg_desktop.imports.reading import Table
from dczg_desktop.imports.tables.values.rivals import ASKED


def only(*rows: str) -> Table:
    (table,) = read_text("\n".join(row.replace("|", "\t") for row in rows)).tables
    return table


@pytest.mark.parametrize(
    ("rows", "field", "header"),
    [
        (("序号|问题|省级责任单位|市级责任单位", "1|甲|省厅|市局"), "responsible_unit", "市级责任单位"),
        (("序号|问题|县级责任单位|乡镇级责任单位", "1|甲|县局|南坪镇"), "responsible_unit", "乡镇级责任单位"),
        (("序号|问题|1月进展|2月进展|3月进展", "1|甲|编制|招标|"), "progress", "2月进展"),
        (("序号|问题|市州|县市区", "1|甲|浔江市|青石县", "2|乙|浔江市|云岭县"), "area", "县市区"),
        (("序号|问题|市州|县市区", "1|甲|浔江市|青石县", "2|乙|临江市|云岭县"), "area", "市州"),
        (("序号|问题|问题描述", "1|甲|河道有垃圾"), "description", "问题"),
        (("序号|问题|主办单位|承办单位", "1|甲|县局|南坪镇"), "responsible_unit", "主办单位"),
        (("序号|问题|原整改时限|调整后整改时限", "1|甲|2024年底|2025年底"), "deadline", "调整后整改时限"),
        (("序号|问题|原整改时限|调整后整改时限", "1|甲|2024年底|", "2|乙|2024年底|2025年底"), "deadline", "原整改时限"),
    ],
)  # fmt: skip
def test_the_telling_column_is_taken(rows, field, header):
    assert only(*rows).mapping[field] == header


def test_a_choice_among_equals_is_asked_and_the_other_is_kept():
    table = only("序号|问题|主办单位|承办单位", "1|甲|县局|南坪镇")

    sure = {column.header: column.confidence for column in table.columns}
    assert 0 < sure["主办单位"] <= ASKED
    assert table.unmapped == ("承办单位",)
    assert table.records[0].extra == {"承办单位": "南坪镇"}


@pytest.mark.parametrize(
    ("texts", "field"),
    [
        (("一般", "重大"), None),
        (("一般隐患", "较大隐患"), None),
        (("水", "大气"), "category"),
        (("一般", "水"), "category"),
    ],
)
def test_a_column_of_grades_is_no_category(texts, field):
    table = only("序号|问题|隐患类别", *(f"{n}|甲{n}|{text}" for n, text in enumerate(texts, start=1)))

    assert {column.header: column.field for column in table.columns}["隐患类别"] == field


@pytest.mark.parametrize(
    ("texts", "numbers"),
    [
        (("一、河道有垃圾", "二、料场未覆盖", "十三、截至2021年8月"), ["一", "二", "十三"]), (("（一）河道", "（二）料场"), ["一", "二"]), (("3.河道", "4.料场"), ["3", "4"]),
        (("1.清理；2.保洁", "1.覆盖"), [None, None]), (("河道有垃圾", "料场未覆盖"), [None, None]), (("一、河道有垃圾", "料场未覆盖"), [None, None]),
        (("2024年河道有垃圾", "2025年料场未覆盖"), [None, None]), (("3.5公里河道", "4.2公里河道"), [None, None]),
    ],
)  # fmt: skip
def test_numbers_at_the_head_of_the_text_are_the_numbers(texts, numbers):
    table = only("整改任务|责任单位", *(f"{text}|县水利局" for text in texts))

    assert [record.fields.get("number") for record in table.records] == numbers
    assert [record.fields["description"] for record in table.records] == list(texts)
    if numbers[0]:
        assert table.records[0].cells["number"] == table.records[0].cells["description"] == "A2"
