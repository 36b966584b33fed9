"""A form with a small table of measures inside: its rows are measures of the form, with units and deadlines of their own."""

from datetime import date

import pytest

from dczg_desktop.domain.entities import Measure
from dczg_desktop.imports.read import read_tables
from tests.imports.samples.word_files import document, table
from tests.imports.tables.test_taking_in import taken, workbook

SAND = "某砂场扬尘扰民严重问题突出"
HEAD = [["问题编号", "X1", "责任单位", "县水利局"], ["存在问题", SAND], ["整改目标", "全部覆盖"]]
TAIL = [["整改进展", "已完成覆盖"], ["备注", "无"]]
INNER = [
    ["序号", "整改措施", "责任单位", "完成时限"],
    ["1", "覆盖料场", "县水利局", "2026年6月底"],
    ["2", "安装喷淋。", "县住建局", "2026年9月底"],
]
BOTH = "1.覆盖料场（责任单位：县水利局；完成时限：2026年6月底）\n2.安装喷淋。（责任单位：县住建局；完成时限：2026年9月底）"
READ = "表内小表，已并入整改措施，请核对"


def test_the_rows_of_the_small_table_are_measures_that_are_asked_about(tmp_path):
    (one,) = read_tables(workbook(tmp_path / "a.xlsx", [*HEAD, *INNER, *TAIL])).tables
    (record,) = one.records

    assert record.fields["measures"] == BOTH
    assert (record.fields["goal"], record.fields["progress"], record.fields["remark"]) == (
        "全部覆盖",
        "已完成覆盖",
        "无",
    )
    assert [(left.row, left.why) for left in one.left_out] == [(4, READ), (5, READ), (6, READ)]
    assert [column.confidence < 0.75 for column in one.columns if column.field == "measures"] == [True]
    assert record.cells["measures"] == "B5"


def test_every_measure_has_its_unit_and_deadline_in_the_ledger(ledger, tmp_path):
    measures = taken(ledger, workbook(tmp_path / "a.xlsx", [*HEAD, *INNER, *TAIL]), Measure)

    assert [(one.unit, one.due) for one in measures] == [
        ("县水利局", date(2026, 6, 30)),
        ("县住建局", date(2026, 9, 30)),
    ]


def test_the_label_of_the_form_may_be_merged_down_beside_it(tmp_path):
    inner = [["整改措施" if number == 0 else None, *line] for number, line in enumerate(INNER)]
    (one,) = read_tables(workbook(tmp_path / "a.xlsx", [*HEAD, *inner, *TAIL], "A4:A6")).tables

    assert one.records[0].fields["measures"] == BOTH


def test_what_the_form_says_of_measures_above_comes_first(tmp_path):
    rows = [*HEAD, ["整改措施", "按下列措施整改："], *INNER, *TAIL]
    (one,) = read_tables(workbook(tmp_path / "a.xlsx", rows)).tables

    assert [record.fields["measures"] for record in one.records] == [f"按下列措施整改：\n{BOTH}"]


def test_each_of_several_forms_has_its_own(tmp_path):
    second = [
        ["问题编号", "X2", "责任单位", "县住建局"],
        ["存在问题", "某厂废气直排问题突出"],
        ["整改目标", "达标排放"],
    ]
    other = [["序号", "整改措施", "责任单位"], ["1", "检修除尘器", "县住建局"]]
    (one,) = read_tables(workbook(tmp_path / "a.xlsx", [*HEAD, *INNER, *TAIL, *second, *other, *TAIL])).tables

    assert [record.fields["measures"] for record in one.records] == [
        BOTH,
        "1.检修除尘器（责任单位：县住建局）",
    ]


def test_a_form_of_a_document_is_read_the_same(tmp_path):
    rows = [[*line, *[""] * (4 - len(line))] for line in [*HEAD, *INNER, *TAIL]]
    (one, *_others) = read_tables(document(tmp_path / "a.docx", table(rows))).tables

    assert one.records[0].fields["measures"] == BOTH


@pytest.mark.parametrize(
    "inner", [[["时间", "进展", "填报人"], ["6月", "已覆盖", "张三"]], [["姓名", "职务"], ["张三", "局长"]]]
)
def test_another_small_table_stays_in_sight(tmp_path, inner):
    (one,) = read_tables(workbook(tmp_path / "a.xlsx", [*HEAD, *inner, *TAIL])).tables

    assert [left.row for left in one.left_out] == [4, 5]
