"""Lists of petitions as pages and programs make them: letters below the header, groups above it, rows cut where a page ends."""

import pytest

from tests.imports.samples.merged_workbooks import only, workbook

HEAD = [
    "序号",
    "受理编号",
    "交办问题基本情况",
    "行政区域",
    "污染类型",
    "调查核实情况",
    "是否属实",
    "处理和整改情况",
    "是否办结",
]
ROWS = [
    ["1", "X2QH202406010012", "河湾村下游采砂，破坏河道，影响行洪安全。", "青石县", "水", "经查，该河段堆砂2处。\n1.西岸约20立方米。\n2.东岸已清。", "部分属实", "1.已清运堆砂。\n2.已设卡口。", "已办结"],
    ["2", "D2QH202406010013", "北街夜间施工噪声大，影响周边居民休息。", "云溪市", "噪声", "经查，该工地夜间施工2次。\n已停工。", "属实", "1.已责令停工。\n2.约谈项目经理。", "未办结"],
]  # fmt: skip
FIELDS = (
    "sequence",
    "number",
    "description",
    "area",
    "category",
    "findings",
    "substantiated",
    "result",
    "completion",
)


def told(table) -> list[list[str]]:
    return [[record.fields.get(field, "") for field in FIELDS] for record in table.records]


@pytest.mark.parametrize("signs", ["ABCDEFGHI", "甲乙丙丁戊己庚辛壬"])
@pytest.mark.parametrize("shown", ["{}", "（{}）"])
def test_letters_of_the_columns_below_the_header_are_no_petition(tmp_path, signs, shown):
    table = only(workbook(tmp_path / "a.xlsx", ([HEAD, list(map(shown.format, signs)), *ROWS], ())))

    assert told(table) == ROWS


@pytest.mark.parametrize("group", ["办理情况", "查处整改情况", "办理结果"])
def test_the_headers_below_a_group_stand_for_their_columns_though_every_cell_has_several_lines(
    tmp_path, group
):
    above = ["基本情况", *[""] * 4, group, *[""] * 3]
    table = only(workbook(tmp_path / "a.xlsx", ([above, HEAD, *ROWS], ("A1:E1", "F1:I1"))))

    assert told(table) == ROWS


def test_headers_that_are_numbered_are_those_of_petitions_too(tmp_path):
    head = [f"（{number}）{name}" for number, name in enumerate(HEAD, 1)]
    table = only(
        workbook(tmp_path / "a.xlsx", ([head[:3] + head[5:8], *(row[:3] + row[5:8] for row in ROWS)], ()))
    )
    assert table.kind == "petition"

    table = only(workbook(tmp_path / "b.xlsx", ([head, *ROWS], ())))
    assert told(table) == ROWS


def cut(rows: list[list[str]], column: int, place: int) -> list[list[str]]:
    """The rows with the text of one column of the first cut in two rows."""
    first = [*rows[0]]
    rest = [""] * len(first)
    first[column], rest[column] = first[column][:place], first[column][place:]
    return [first, rest, *rows[1:]]


LONG = "经查，该河段河道两岸共有堆砂二处，其中西岸约二十立方米，东岸约十立方米，均为附近村民自用建房剩余，尚未清运完毕。"


def test_a_row_without_numbers_goes_on_where_a_page_ended_in_the_middle_of_a_sentence(tmp_path):
    rows = [[*ROWS[0][:5], LONG, *ROWS[0][6:]], ROWS[1]]
    table = only(workbook(tmp_path / "a.xlsx", ([HEAD, *cut(rows, 5, 40)], ())))

    assert told(table) == rows
    assert [one.row for one in table.left_out] == [3]


@pytest.mark.parametrize("rest", ["2.另有堆料。", "（二）另有堆料。"])
def test_a_row_that_begins_with_a_point_of_its_own_is_asked_about_as_before(tmp_path, rest):
    rows = [HEAD, [*ROWS[0][:5], LONG[:40], *ROWS[0][6:]], ["", "", "", "", "", rest, "", "", ""], ROWS[1]]
    table = only(workbook(tmp_path / "a.xlsx", (rows, ())))

    assert len(table.records) == 3 or rest in table.records[0].fields["findings"].split("\n")
