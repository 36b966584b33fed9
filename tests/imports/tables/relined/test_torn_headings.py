"""Tables whose headings were broken over lines, whose serial numbers have gaps, or that a title parts: no cell comes under another heading."""

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.imports.read import read_tables, read_text
from tests.imports.samples.merged_workbooks import only, workbook
from tests.imports.texts_read import one_table

TITLE = "青石县群众信访举报转办和边督边改公开情况一览表（第二十六批）"
HEAD = ["序\n号", "受理\n编号", "交办问题\n基本情况", "行政\n区域", "污染\n类型", "调查核实\n情况", "是否\n属实", "处理和\n整改情况", "责任人被\n处理情况"]  # fmt: skip
ROWS = [
    ["1", "X2QH202406010012", "河湾村下游采砂，破坏河道。", "青石县", "水、生态", "经查，堆砂2处。\n西岸约20立方米。", "部分属实", "已清运堆砂。", "无"],
    ["2", "D2QH202406010013", "北街夜间施工噪声大。", "云溪市", "噪声", "经查，已停工。", "属实", "已责令停工。", "约谈1人"],
]  # fmt: skip


def quoted(cell: str) -> str:
    return f'"{cell}"' if "\n" in cell else cell


def lines(rows: list[list[str]]) -> str:
    return "\n".join("\t".join(row) for row in rows)


def areas_and_results(records) -> list[tuple[str, str, str]]:
    return [tuple(one.fields.get(key, "") for key in ("area", "category", "result")) for one in records]  # type: ignore[misc]


READ = [("青石县", "水、生态", "已清运堆砂。"), ("云溪市", "噪声", "已责令停工。")]


@pytest.mark.parametrize("row", [lambda cells: cells, lambda cells: [quoted(cell) for cell in cells]])
def test_headings_of_many_lines_keep_their_columns_with_and_without_quotes_below(row):
    table = one_table("\n".join([TITLE, "\t".join(HEAD), lines([row(cells) for cells in ROWS])]))

    assert areas_and_results(table.records) == READ
    assert table.records[0].fields["findings"] == "经查，堆砂2处。\n西岸约20立方米。"


def test_headings_written_one_character_a_line_are_put_together():
    head = ["\n".join(cell.replace("\n", "")) for cell in HEAD]

    assert areas_and_results(one_table("\n".join([TITLE, "\t".join(head), lines(ROWS)])).records) == READ


@pytest.mark.parametrize(
    "above", [["甲乙", "丙\n丁"], ["甲乙", "甲\n乙", "序\n号"], ["甲\n乙", "丙\n丁", "序\n号"]]
)
def test_a_heading_nobody_knows_above_broken_ones_moves_no_column(above):
    rows = [[row[0], *["戊"] * (len(above) - 1), *row[1:]] for row in ROWS]
    try:
        records = one_table("\n".join([TITLE, "\t".join([*above, *HEAD[1:]]), lines(rows)])).records
    except UserError:
        records = ()

    assert areas_and_results(records) in ([], READ)


def test_a_first_heading_of_two_lines_keeps_the_columns_of_a_table_with_signs_between_cells():
    cells = [cell.replace("\n", "") if place else cell for place, cell in enumerate(HEAD)]
    text = f"{TITLE}\n" + "\n".join(" | ".join(row) + " |" for row in [cells, *ROWS])
    table = one_table(text)

    assert areas_and_results(table.records) == READ


def test_rows_below_a_gap_in_the_serial_numbers_are_read_one_cell_a_line():
    head = ["序号", "水源地", "所在地级市", "问题类型", "问题具体情况", "整治进展情况"]
    rows = [[str(number), f"水厂{number}", "宣州市", "交通穿越", f"{number}处道路穿越。", "已完成"] for number in (1, 2, 5, 6)]  # fmt: skip
    table = one_table("\n".join(["水源地问题清单", *head, *(cell for row in rows for cell in row)]))

    assert [one.fields["description"] for one in table.records] == [f"{number}处道路穿越。" for number in (1, 2, 5, 6)]  # fmt: skip
    assert not table.left_out


def test_numbers_that_a_page_has_masked_begin_a_petition_one_cell_a_line():
    cells = [*(cell.replace("\n", "") for cell in HEAD), "1", "X2NM***", *ROWS[0][2:]]
    (record,) = one_table("\n".join([TITLE, *"\n".join(cells).split("\n")])).records

    assert (record.fields["number"], record.fields["area"]) == ("X2NM***", "青石县")
    assert record.fields["findings"] == "经查，堆砂2处。\n西岸约20立方米。"


def test_a_title_right_above_a_header_that_stands_once_more_is_none_of_the_petitions(tmp_path):
    head = [cell.replace("\n", "") for cell in HEAD[1:]]
    title = ["青石县转办件公开情况", *[""] * 7]
    table = only(workbook(tmp_path / "a.xlsx", ([head, ROWS[0][1:], title, head, ROWS[1][1:]], ())))

    assert areas_and_results(table.records) == READ
    assert [one.row for one in table.left_out] == [3, 4]


def test_read_tables_and_pasted_texts_agree_on_broken_headings(tmp_path):
    path = tmp_path / "a.tsv"
    path.write_text("\n".join([TITLE, "\t".join(HEAD), lines(ROWS)]), encoding="utf-8")
    (table,) = read_tables(path).tables

    assert areas_and_results(table.records) == READ
    assert areas_and_results(read_text(path.read_text(encoding="utf-8")).tables[0].records) == READ


LEDGER = ["序号", "反馈问题", "整改目标", "整改措施", "责任单位", "整改时限", "整改进展"]


def test_a_counted_list_is_a_cell_of_its_own_where_the_cells_come_out_even_so():
    first = ["1", "河道脏。", "河道干净。", "1.清淤。", "2.截污。", "县水务局", "2026年6月底", "已清淤。"]
    second = [
        "2",
        "油烟大。",
        "油烟达标。",
        "1.装净化器。",
        "2.常清洗。",
        "县城管局",
        "2026年8月底",
        "已安装。",
    ]

    table = one_table("\n".join(["整改台账", *LEDGER, *first, *second]))

    assert [one.fields["goal"] for one in table.records] == ["河道干净。", "油烟达标。"]
    assert table.records[0].fields["measures"] == "1.清淤。\n2.截污。"


def test_petitions_one_cell_a_line_that_begin_with_their_numbers_are_counted_off():
    head = ["编号", "来电内容", "属实情况", "核查情况", "办理结果", "办结情况"]
    rows = [
        ["D2YN202604190027", "油烟大", "属实", "滤网有油垢。", "已清洗", "已办结"],
        ["D2YN202604190035", "臭味大", "属实", "皮带断裂。", "已更换", "已办结"],
    ]

    table = one_table("\n".join([*head, *rows[0], *rows[1]]))

    assert [one.fields["findings"] for one in table.records] == ["滤网有油垢。", "皮带断裂。"]


def test_rows_that_lost_a_cell_on_the_way_are_refused_and_not_read_shifted():
    rows = [
        [str(count), f"第{count}条河脏。", "河道干净。", "清淤。", "县水务局", "2026年6月底", "已清淤。"]
        for count in range(1, 5)
    ]
    rows[2].remove("河道干净。")

    with pytest.raises(UserError, match="分不清哪些字属于哪一格"):
        one_table("\n".join(["整改台账", *LEDGER, *(cell for row in rows for cell in row)]))


@pytest.mark.parametrize("between", [LEDGER, ["— 2 —"], ["第2页 共3页"]])
def test_headings_and_numbers_of_pages_between_cells_are_of_no_row(between):
    rows = [
        [str(count), f"第{count}条河脏。", "干净。", "清淤。", "县水务局", "2026年6月底", "已清淤。"]
        for count in (1, 2, 3)
    ]
    cells = [*rows[0], *between, *rows[1], *rows[2]]

    table = one_table("\n".join(["整改台账", *LEDGER, *cells]))

    assert [one.fields["number"] for one in table.records] == ["1", "2", "3"]
    assert {one.fields["progress"] for one in table.records} == {"已清淤。"}


def test_headings_that_stand_again_above_numbers_of_petitions_lose_no_petition():
    head = ["受理编号", "举报内容", "行政区域", "是否属实", "处理情况"]
    rows = [[f"D2YN20260419002{count}", "油烟大", "河湾镇", "属实", "已清洗"] for count in range(4)]
    cells = [cell for row in (*rows[:2], head, *rows[2:]) for cell in row]

    table = one_table("\n".join([*head, *cells]))

    assert [one.fields["number"][-1] for one in table.records] == ["0", "1", "2", "3"]
