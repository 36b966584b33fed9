"""Mending a table before it is taken in, and the office that sent it."""

import pytest
from openpyxl import Workbook

from dczg_desktop.imports.editing import TableEdits, corrected, hidden_columns, hidden_rows, kept, text_at
from dczg_desktop.imports.read import read_tables, read_text
from dczg_desktop.imports.sender import sender_of
from dczg_desktop.imports.tables.around.stated import told_title

HEADINGS = ("序号", "问题编号", "问题描述", "整改时限", "责任单位", "核算系数")
ROWS = (
    ("1", "YJ202600001", "污水直排", "待定", "南坪镇", "0.1"),
    ("2", "YJ202600002", "扬尘污染", "2026年6月底前", "", "#N/A"),
)


def a_table(folder, above=(("整改推进表",),), below=(), merge=""):
    book = Workbook()
    for row in (*above, HEADINGS, *ROWS, *below):
        book.active.append(list(row))
    if merge:
        book.active.merge_cells(merge)
    book.active.row_dimensions[4].hidden = True
    book.active.column_dimensions["F"].hidden = True
    path = folder / "表.xlsx"
    book.save(path)
    return read_tables(path)


@pytest.fixture
def table(tmp_path):
    return a_table(tmp_path).tables[0]


def places(table):
    return [fault.place.rpartition("!")[2] for fault in table.faults]


def test_a_corrected_cell_is_checked_at_once_and_the_table_as_read_stays(table):
    assert "D3" in places(table)

    mended = corrected(table, TableEdits().with_cell((3, "D"), " 2026年12月底前 "))

    assert mended.records[0].fields["deadline"] == "2026年12月底前"
    assert "D3" not in places(mended)
    assert text_at(table, (3, "D")) == table.records[0].fields["deadline"] == "待定"


def test_a_correction_may_make_a_new_fault(table):
    assert "E3" in places(corrected(table, TableEdits().with_cell((3, "E"), "")))


def test_a_correction_taken_back_leaves_the_table_as_read(table):
    edits = TableEdits().with_cell((3, "D"), "2026年12月底前").with_cell((3, "D"), None)

    assert corrected(table, edits) is table


def test_a_correction_of_a_merged_cell_counts_for_all_its_rows(tmp_path):
    table = a_table(tmp_path, merge="E3:E4").tables[0]

    mended = corrected(table, TableEdits().with_cell((4, "E"), "北坡镇"))

    assert [record.fields["responsible_unit"] for record in mended.records] == ["北坡镇", "北坡镇"]


def test_a_column_left_out_is_neither_kept_nor_doubted(table):
    edits = TableEdits().with_column("F", left_out=True).with_column("E", left_out=True)

    left = kept(corrected(table, edits), edits)

    assert [column.letter for column in left.columns] == ["A", "B", "C", "D"]
    assert left.records[0].extra == {}
    assert not any(place.startswith(("E", "F")) for place in places(left))
    assert kept(table, edits.with_column("F", left_out=False).with_column("E", left_out=False)) is table


def test_columns_are_assigned_by_hand_together_with_corrections(table):
    edits = TableEdits({(3, "F"): "水"}, fields={**table.mapping, "category": "核算系数"})

    assert corrected(table, edits).records[0].fields["category"] == "水"


def test_hidden_rows_and_columns_are_told(table):
    assert (hidden_rows(table), hidden_columns(table)) == ((4,), ("F",))


@pytest.mark.parametrize(
    ("line", "sender"),
    [
        ("填报单位：青石县生态环境局（盖章）", "青石县生态环境局"),
        ("填报单位（盖章）：青石县生态环境局", "青石县生态环境局"),
        ("填报单位: 南坪镇人民政府 填报日期：2026年11月20日", "南坪镇人民政府"),
        ("填表人：王芳", ""),
        ("填报单位：", ""),
    ],
)
def test_the_reporting_office_is_read_above_or_below_the_table(tmp_path, line, sender):
    assert sender_of(a_table(tmp_path, above=(("整改推进表",), (line,)))) == sender
    assert sender_of(a_table(tmp_path, below=((line,),))) == sender


def test_what_repeats_a_corrected_cell_says_the_same_until_a_cell_of_its_own(tmp_path):
    below = [
        (str(number), f"YJ20260000{number}", f"问题{number}", "6月底前", unit, "")
        for number, unit in ((3, "县水利局"), (4, "同上"), (5, "同上"), (6, "县住建局"))
    ]
    table = a_table(tmp_path, below=below).tables[0]

    def units(cells):
        mended = corrected(table, TableEdits(cells=cells))
        return [record.fields["responsible_unit"] for record in mended.records[2:]]

    assert units({(5, "E"): "河湾乡"}) == ["河湾乡", "河湾乡", "河湾乡", "县住建局"]
    assert units({(7, "E"): "城关镇", (5, "E"): "河湾乡"}) == ["河湾乡", "河湾乡", "城关镇", "县住建局"]
    assert units({(5, "E"): ""}) == ["", "同上", "同上", "县住建局"]


def test_an_office_named_in_brackets_behind_the_title_is_the_sender_and_no_part_of_the_title(tmp_path):
    reading = a_table(tmp_path, above=(("整改台账（填报单位：青石县整改办）",),))

    assert sender_of(reading) == "青石县整改办"
    assert told_title(reading.tables[0]) == "整改台账"


TOLD = """云溪县重点问题整改情况汇报
1.清河镇畜禽养殖污染问题。该问题已完成整改。关闭养殖场6家，建成粪污处理中心1座。
2.云水河采砂管理混乱问题。正在整改。已编制采砂规划，清运砂堆14处。
3.城区黑臭水体反弹问题。尚未完成整改。清淤1.6公里，截污管网滞后。
"""


def test_what_was_asked_as_a_text_was_parted_stands_after_a_correction_elsewhere():
    (table,) = read_text(TOLD).tables
    letter = {column.field: column.letter for column in table.columns}
    asked = {fault.place for fault in table.faults}
    assert asked == {"剪贴板!第2行", "剪贴板!第3行", "剪贴板!第4行"}

    edits = TableEdits(
        {(table.records[1].row, letter["progress"]): "清运砂堆14处。"}, frozenset(letter["number"])
    )
    mended = corrected(table, edits)

    assert {fault.place for fault in mended.faults} == asked - {"剪贴板!第3行"}
    assert {fault.place for fault in kept(mended, edits).faults} == asked - {"剪贴板!第3行"}
    assert corrected(table, TableEdits(fields=table.mapping)).faults == table.faults


def test_what_was_asked_about_a_column_of_a_text_goes_with_it():
    problem = "{0}、河湾乡第{0}处砂场问题\n整改时限：2026年底前\n整改措施：清运砂堆。\n责任单位：县水利局整改目标：清运\n"
    (table,) = read_text("青石县整改方案\n" + "".join(map(problem.format, "一二三"))).tables
    letter = {column.field: column.letter for column in table.columns}

    def asked(left_out):
        return [one.value for one in kept(table, TableEdits(columns=frozenset(left_out))).faults]

    assert asked(letter["measures"]).count("整改目标") == 3
    assert "整改目标" not in asked(letter["goal"] + letter["responsible_unit"])
