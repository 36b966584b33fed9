"""What stands in merged cells and forms belongs to the right record and is doubted in the cell where it stands."""

import pytest
import xlsxwriter

from dczg_desktop.imports.read import read_tables
from tests.imports.samples.merged_workbooks import only, workbook

HEAD = ["序号", "问题", "整改措施", "整改时限", "责任单位"]
OWN = ["2025年底前", "县水利局"]


def test_the_last_rows_of_a_merged_problem_are_no_title_of_the_next_table(tmp_path):
    rows = [
        HEAD,
        ["1", "河道有垃圾", "清淤", "2025年底前", "县水利局"],
        ["", "", "种树", "", ""],
        ["", "", "截污", "", ""],
        ["青石县问题清单", "", "", "", ""],
        [*HEAD[:4], "责任人"],
        ["1", "料场未覆盖", "覆盖", "2025年底前", "王五"],
    ]
    path = workbook(tmp_path / "a.xlsx", (rows, ("A2:A4", "B2:B4", "D2:D4", "E2:E4", "A5:E5")))

    first, second = read_tables(path).tables

    assert [(one.fields["measures"], one.merged_from) for one in first.records] == [
        ("清淤", None),
        ("种树", 2),
        ("截污", 2),
    ]
    assert second.title == "青石县问题清单"


def test_a_title_merged_over_two_rows_stays_that_of_the_next_table(tmp_path):
    rows = [
        HEAD,
        ["1", "河道有垃圾", "清淤", "2025年底前", "县水利局"],
        ["青石县问题清单", "", "", "", ""],
        [""] * 5,
        [*HEAD[:4], "责任人"],
        ["1", "料场未覆盖", "覆盖", "2025年底前", "王五"],
    ]

    _first, second = read_tables(workbook(tmp_path / "a.xlsx", (rows, ("A3:E4",)))).tables

    assert second.title == "青石县问题清单"


@pytest.mark.parametrize("head", [["问题", "编号"], ["编号", "问题"]])
def test_a_measure_belongs_to_the_nearest_problem_merged_over_it_wherever_the_numbers_stand(tmp_path, head):
    texts = {"问题": ["河道有垃圾", "料场未覆盖", ""], "编号": ["整一", "", ""]}
    rows = [[*head, *HEAD[2:]], *([texts[name][row] for name in head] + ["清理", *OWN] for row in range(3))]
    problem, number = ("A", "B") if head[0] == "问题" else ("B", "A")
    path = workbook(tmp_path / "a.xlsx", (rows, (f"{number}2:{number}4", f"{problem}3:{problem}4")))

    assert [one.merged_from for one in only(path).records] == [None, None, 3]


def test_a_merged_cell_is_doubted_once_and_where_it_stands(tmp_path):
    rows = [
        [*HEAD, "点位"],
        ["1", "河道有XX处垃圾", "清淤", *OWN, "东岸XX处"],
        ["", "", "种树", "", "", ""],
    ]
    path = workbook(tmp_path / "a.xlsx", (rows, ("A2:A3", "B2:B3", "D2:D3", "E2:E3", "F2:F3")))

    places = [fault.place for fault in only(path).faults if "占位" in fault.message]

    assert places == ["表1!B2", "表1!F2"]


def test_a_formula_without_result_in_a_form_is_told_in_its_own_cell(tmp_path):
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    for row, (label, text) in enumerate([("整改问题", "河道有垃圾"), ("整改目标", "清零"), ("整改时限", "2025年底前"), ("整改完成情况", "")]):  # fmt: skip
        sheet.write_row(row, 0, [label, text])
    sheet.write_formula("B4", "=A1&A2", None, "")
    book.close()

    assert [fault.place for fault in only(path).faults if "公式" in fault.message] == ["Sheet1!B4"]


@pytest.mark.parametrize(
    ("text", "is_blank"),
    [
        ("清淤〔县水利局，2025年底前〕", False),
        ("清淤〔责任单位：县水利局〕", False),
        ("〔一〕清淤", False),
        ("由〔市直牵头验收单位〕验收", True),
        ("由〔　〕验收，〔一〕清淤", True),
        ("〔时限：XX〕清淤", True),
    ],
)
def test_a_bracket_with_something_in_it_is_no_blank_to_be_filled_in(tmp_path, text, is_blank):
    table = only(
        workbook(tmp_path / "a.xlsx", ([HEAD, ["1", "河道有垃圾", text, "2025年底前", "县水利局"]], ()))
    )

    assert any("占位" in fault.message for fault in table.faults) is is_blank
