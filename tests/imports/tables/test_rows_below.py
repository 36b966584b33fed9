"""Rows that belong to something above them, cells that repeat it, and rows that sign a table without any colon."""

import pytest

from dczg_desktop.imports.read import read_tables, read_text
from tests.imports.samples.merged_workbooks import only, workbook

HEAD = ["序号", "问题", "整改措施", "整改时限", "责任单位"]
ROWS = [
    HEAD,
    ["1", "河道有垃圾", "清理", "2025年底前", "县水利局"],
    ["2", "料场未覆盖", "覆盖", "2025年6月底前", "县住建局"],
]


@pytest.mark.parametrize(
    "row",
    [
        ["填表人", "张三", "审核人", "李四", "2025年6月30日"],
        ["单位负责人", "张三", "填表人", "李四", ""],
        ["填报人", "张三", "", "", ""],
    ],
)
def test_who_signs_a_table_in_cells_of_their_own_is_no_problem(tmp_path, row):
    table = only(workbook(tmp_path / "a.xlsx", ([*ROWS, row], ())))

    assert [one.row for one in table.records] == [2, 3]
    assert [one.why for one in table.left_out] == ["签名行"]


def test_a_note_in_two_cells_is_no_problem(tmp_path):
    table = only(workbook(tmp_path / "a.xlsx", ([*ROWS, ["备注", "按季度报送", "", "", ""]], ())))

    assert [(one.row, one.why) for one in table.left_out] == [(4, "说明")]


def test_the_same_as_above_looks_past_the_empty_cells_of_a_merged_problem(tmp_path):
    rows = [*ROWS[:2], ["", "", "种树", "", ""], ["2", "料场未覆盖", "覆盖", "同上", "同上"]]

    last = only(workbook(tmp_path / "a.xlsx", (rows, ("A2:A3", "B2:B3")))).records[-1]

    assert (last.fields["deadline"], last.fields["responsible_unit"]) == ("2025年底前", "县水利局")


def test_the_same_as_nothing_is_asked_about(tmp_path):
    rows = [HEAD, ["1", "河道有垃圾", "清理", "2025年底前", "同上"]]

    (fault,) = only(workbook(tmp_path / "a.xlsx", (rows, ()))).faults

    assert (fault.place, "没有内容可以照抄" in fault.message) == ("表1!E2", True)


def test_a_unit_left_empty_beside_a_further_measure_is_no_fault(tmp_path):
    rows = [*ROWS[:2], ["", "", "种树", "", ""]]

    assert only(workbook(tmp_path / "a.xlsx", (rows, ("A2:A3", "B2:B3")))).faults == ()


def test_a_letter_v_ticks_a_column_as_well(tmp_path):
    rows = [["序号", "问题", "责任单位", "已完成", "未完成"], ["1", "河道有垃圾", "县水利局", "V", ""], ["2", "料场未覆盖", "县住建局", "", "v"]]  # fmt: skip

    assert [one.fields["status"] for one in only(workbook(tmp_path / "a.xlsx", (rows, ()))).records] == [
        "已完成",
        "未完成",
    ]


@pytest.mark.parametrize(
    ("first", "second", "measures"),
    [
        (["1", "清理"], ["2", "种树"], "1.清理\n2.种树"),
        (["清理", ""], ["种树", ""], "清理\n种树"),
    ],
)
def test_a_label_merged_over_several_rows_of_a_form_holds_them_all(tmp_path, first, second, measures):
    rows = [
        ["问题", "河道有垃圾", ""],
        ["整改措施", *first],
        ["", *second],
        ["整改时限", "2025年底前", ""],
        ["责任单位", "县水利局", ""],
    ]

    table = only(workbook(tmp_path / "a.xlsx", (rows, ("A2:A3",))))

    assert table.records[0].fields["measures"] == measures
    assert table.left_out == ()


@pytest.mark.parametrize("number", ['="0012"', "'0012", '"=""0012"""'])
def test_the_signs_that_keep_a_number_a_text_are_no_part_of_it(tmp_path, number):
    path = tmp_path / "a.csv"
    path.write_text(f"编号,问题,责任单位\n{number},河道有垃圾,县水利局\n", encoding="utf-8")

    assert only(path).records[0].fields["number"] == "0012"


def test_an_apostrophe_before_words_stays():
    (table,) = read_text("编号,问题,责任单位\n1,'河道'有垃圾,县水利局\n2,料场,县局").tables

    assert table.records[0].fields["description"] == "'河道'有垃圾"


def test_the_line_that_tells_the_separator_is_no_row(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("sep=;\n编号;问题;责任单位\n1;河道,塘坝有垃圾;县水利局\n", encoding="utf-8")

    (table,) = read_tables(path).tables

    assert (table.title, table.records[0].fields["description"]) == ("", "河道,塘坝有垃圾")


@pytest.mark.parametrize(
    ("below", "description", "measures"),
    [
        ([["", "防尘网破损，", "喷淋，", "", ""], ["", "扬尘严重。", "洒水。", "", ""]], "料场未覆盖，防尘网破损，扬尘严重。", "覆盖，喷淋，洒水。"),
        ([["", "扬尘严重。", "", "", ""]], "料场未覆盖，扬尘严重。", "覆盖，"),
        ([["", "", "并洒水。", "", ""]], "料场未覆盖，", "覆盖，并洒水。"),
    ],
)  # fmt: skip
def test_rows_that_go_on_in_the_middle_of_a_sentence_join_the_record_above(
    tmp_path, below, description, measures
):
    rows = [HEAD, ["1", "料场未覆盖，", "覆盖，", "2025年底前", "县住建局"], *below]

    (one,) = only(workbook(tmp_path / "a.xlsx", (rows, ()))).records

    assert (one.fields["description"], one.fields["measures"]) == (description, measures)


def test_a_title_across_the_table_goes_on_with_no_sentence(tmp_path):
    head = ["问题", "编号", "整改措施", "责任单位"]
    rows = [
        head,
        ["料场未覆盖，", "1", "覆盖", "县住建局"],
        ["水污染方面", "", "", ""],
        ["河道有垃圾", "2", "清理", "县水利局"],
    ]

    table = only(workbook(tmp_path / "a.xlsx", (rows, ("A3:D3",))))

    assert [one.fields["description"] for one in table.records] == ["料场未覆盖，", "河道有垃圾"]


def test_a_short_measure_alone_in_its_row_is_asked_about_and_not_taken_for_a_title(tmp_path):
    rows = [*ROWS[:2], ["", "", "建立巡查制度。", "", ""]]

    table = only(workbook(tmp_path / "a.xlsx", (rows, ())))

    assert table.left_out == ()
    assert any(fault.place == "表1!B3" and "问题内容为空" in fault.message for fault in table.faults)


@pytest.mark.parametrize("more", [[], ["县政府"]])
def test_a_second_serial_that_counts_the_measures_begins_no_other_table(tmp_path, more):
    head = ["序号", "问题", *(["责任单位"] if more else []), "序号", "整改措施", "责任单位"]
    rows = [
        head,
        ["1", "河道有垃圾", *more, "1", "清理", "县水利局"],
        ["", "", *[""] * len(more), "2", "种树", "县林业局"],
        ["2", "料场未覆盖", *more, "3", "覆盖", "县住建局"],
    ]

    table = only(workbook(tmp_path / "a.xlsx", (rows, ("A2:A3", "B2:B3"))))

    assert [(one.fields["measures"], one.merged_from) for one in table.records] == [
        ("清理", None),
        ("种树", 2),
        ("覆盖", None),
    ]


def test_a_title_that_names_a_span_of_years_says_no_year(tmp_path):
    rows = [
        ["2023—2025年整改台账", "", "", "", ""],
        HEAD,
        ["1", "河道有垃圾", "清理", "10月底前", "县水利局"],
    ]

    assert only(workbook(tmp_path / "a.xlsx", (rows, ()))).year is None


def test_a_broken_sentence_is_joined_in_a_table_without_numbers_as_well(tmp_path):
    rows = [
        ["问题", "整改措施", "责任单位"],
        ["料场未覆盖，", "覆盖", "县住建局"],
        ["扬尘严重。", "", ""],
        ["河道有垃圾", "清理", "县水利局"],
    ]

    table = only(workbook(tmp_path / "a.xlsx", (rows, ())))

    assert [one.fields["description"] for one in table.records] == ["料场未覆盖，扬尘严重。", "河道有垃圾"]


def test_the_year_of_an_example_is_not_the_year_of_the_table(tmp_path):
    rows = [HEAD, ["示例", "河道有垃圾", "清理", "2025年6月底前", "县水利局"], ["1", "料场未覆盖", "覆盖", "10月底前", "县住建局"]]  # fmt: skip

    assert only(workbook(tmp_path / "a.xlsx", (rows, ()))).year is None


def test_a_row_with_a_serial_number_signs_nothing(tmp_path):
    rows = [["序号", "问题", "责任人", "整改时限"], ["1", "无专人管理", "负责人：李四", "日期：2025年底"]]

    assert [one.row for one in only(workbook(tmp_path / "a.xlsx", (rows, ()))).records] == [2]


@pytest.mark.parametrize("sign", ["/", "、", "\n"])
@pytest.mark.parametrize("text", ["县住建局 王强", "县住建局（王强）", "县住建局、王强"])
def test_a_unit_and_a_person_in_one_column_are_parted_and_asked_about(tmp_path, sign, text):
    rows = [["序号", "问题", "整改措施", f"责任单位{sign}责任人"], ["1", "料场未覆盖", "覆盖", text]]

    table = only(workbook(tmp_path / "a.xlsx", (rows, ())))

    assert [(one.field, one.confidence < 0.75) for one in table.columns[3:]] == [
        (None, True),
        ("responsible_unit", True),
        ("responsible_person", True),
    ]
    fields = table.records[0].fields
    assert (fields["responsible_unit"], fields["responsible_person"]) == ("县住建局", "王强")
    assert list(table.records[0].extra.values()) == [text]


def test_a_person_under_two_levels_of_headings_is_a_person_and_asked_about(tmp_path):
    rows = [
        ["序号", "问题", "责任单位", ""],
        ["", "", "名称", "责任人"],
        ["1", "料场未覆盖", "县住建局", "王强"],
    ]
    path = workbook(tmp_path / "a.xlsx", (rows, ("A1:A2", "B1:B2", "C1:D1")))

    assert only(path).mapping["responsible_person"] == "责任单位/责任人"
