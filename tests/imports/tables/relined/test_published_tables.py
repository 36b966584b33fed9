"""Lists of petitions published as tables: rows that lost a cell, columns that tell two things or nothing."""

from dczg_desktop.base.errors import Fault
from dczg_desktop.imports.read import read_tables
from tests.imports.samples.plain_workbooks import workbook

HEADER = [
    "序号",
    "受理编号",
    "交办问题基本情况",
    "行政区域",
    "调查核实情况",
    "是否属实",
    "处理和整改情况",
    "是否办结",
]
PETITION = [
    "1",
    "D3GS202312200043",
    "河湾村养猪场气味难闻。",
    "青石县",
    "经查，有异味。",
    "属实",
    "已清理。",
    "是",
]


def faults_of(tmp_path, rows: list[list[str]]) -> list[Fault]:
    (table,) = read_tables(workbook(tmp_path / "一览表.xlsx", rows)).tables
    return list(table.faults)


def test_a_row_whose_cells_slipped_one_column_is_asked_about_where_it_begins(tmp_path):
    slipped = [
        "2",
        "D3GS202312200044",
        "青石县",
        "北街噪声大，现场检查时音箱未关。",
        "部分属实",
        "已责令关闭音箱并道歉。",
        "是",
        "",
    ]
    found = [
        fault for fault in faults_of(tmp_path, [HEADER, PETITION, slipped]) if "逐格核对" in fault.message
    ]

    assert [fault.place.rpartition("!")[2] for fault in found] == ["C3"]


def test_a_verdict_that_is_only_worded_freely_is_no_slip(tmp_path):
    freely = [*PETITION[:5], "经现场核查，养猪场确有异味，其余情况有待进一步核查确认", *PETITION[6:]]

    assert not [one for one in faults_of(tmp_path, [HEADER, freely]) if "错开了一栏" in one.message]


def test_a_list_of_petitions_without_a_column_for_the_problem_is_asked_about_once(tmp_path):
    rows = [[*row[:2], *row[3:]] for row in (HEADER, PETITION, ["2", "D3GS202312200044", *PETITION[2:]])]
    found = [one for one in faults_of(tmp_path, rows) if "没有写着问题内容的一栏" in one.message]

    assert len(found) == 1
    assert not [one for one in faults_of(tmp_path, [HEADER, PETITION]) if "没有写着问题内容" in one.message]


def test_of_two_levels_of_where_something_was_reported_the_one_that_tells_is_the_area(tmp_path):
    rows = [
        ["序号", "举报地市", "举报区县", "受理编号", "举报内容", "是否属实", "调查核实情况"],
        ["1", "云溪市", "青石区", "D2HI201908060026", "柴油发电机冒烟。", "属实", "属实。"],
        ["2", "云溪市", "河湾区", "D2HI201908060008", "加工石材有粉尘。", "属实", "属实。"],
    ]
    (table,) = read_tables(workbook(tmp_path / "举报.xlsx", rows)).tables

    assert [one.fields["area"] for one in table.records] == ["青石区", "河湾区"]


def test_what_was_done_and_who_was_called_to_account_in_one_column_is_what_was_done_and_asked_about(tmp_path):
    rows = [
        [
            "序号",
            "交办问题基本情况",
            "涉及区县及部门",
            "调查核实情况",
            "是否属实",
            "处理处罚和问责情况",
            "备注",
        ],
        ["1", "村南可耕地乱倒建筑垃圾。", "青石县", "堆有零星垃圾。", "属实", "村民已将垃圾清理完毕。", ""],
    ]
    (table,) = read_tables(workbook(tmp_path / "通报.xlsx", rows)).tables

    assert table.records[0].fields["result"] == "村民已将垃圾清理完毕。"
    assert next(one for one in table.columns if one.field == "result").confidence < 0.75


def test_who_was_called_to_account_stays_so_beside_a_column_of_what_was_done(tmp_path):
    rows = [
        ["序号", "交办问题基本情况", "行政区域", "调查核实情况", "处理和整改情况", "查处及问责情况"],
        ["1", "村南可耕地乱倒建筑垃圾。", "青石县", "堆有零星垃圾。", "已清理。", "约谈1人"],
    ]
    (table,) = read_tables(workbook(tmp_path / "通报.xlsx", rows)).tables

    assert table.records[0].fields["accountability"] == "约谈1人"
