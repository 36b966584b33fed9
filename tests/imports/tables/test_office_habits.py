"""What looks like a habit of offices that the reader knows, and is none, is left alone."""

import pytest

from dczg_desktop.domain.deadlines import read_deadline
from dczg_desktop.imports.read import read_tables, read_text
from dczg_desktop.imports.reading import Table
from tests.imports.samples.judged_sights import TODAY
from tests.imports.samples.plain_workbooks import workbook

FORM: list[list[object]] = [
    ["督办事项", "河道有垃圾"],
    ["责任单位", "县水利局"],
    ["县水利局", "孙河"],
    ["整改时限", "2025年底前"],
    ["整改情况", "已清理"],
]


def quoted_of_unit(unit: str, words: str) -> list[str]:
    """What the questions with these words quote of a cell of units."""
    table = read_text(
        f"序号\t问题\t整改时限\t责任单位\n1\t河道有垃圾\t2026年底前\t{unit}\n2\t管网破损\t2026年底前\t县住建局"
    ).tables[0]
    asked = [fault.message for fault in table.faults if words in fault.message]
    return [one.split("“")[1].split("”")[0] for one in asked]


def only(*rows: str) -> Table:
    (table,) = read_text("\n".join(row.replace("|", "\t") for row in rows)).tables
    return table


def test_a_unit_and_a_person_below_a_label_are_no_label_with_its_content(tmp_path):
    (table,) = read_tables(workbook(tmp_path / "表.xlsx", FORM)).tables

    assert [row.text for row in table.left_out] == ["县水利局　孙河"]


def test_who_has_to_put_things_right_stays_so_beside_how_it_was_dealt_with():
    table = only("序号|问题|责任人|处理方式", "1|河道有垃圾|孙河|责令立即改正", "2|料场未覆盖|钱林|限期整改")

    assert [record.fields["responsible_person"] for record in table.records] == ["孙河", "钱林"]


def test_a_report_of_what_was_done_for_towns_stays_a_report():
    table = only(
        "序号|问题|责任单位|措施落实",
        "1|河道有垃圾|县水利局|已清理垃圾。",
        "2|料场未覆盖|县住建局|正在覆盖。",
    )

    assert [record.fields["progress"] for record in table.records] == ["已清理垃圾。", "正在覆盖。"]


def test_two_numbers_of_which_none_counts_the_rows_give_no_serial_number():
    table = only(
        "市编号|省转编号|问题|责任单位", "南3|省11|河道有垃圾|县水利局", "南9|省12|料场未覆盖|县住建局"
    )

    assert "sequence" not in table.mapping.values()


@pytest.mark.parametrize(("text", "is_now"), [("立即", True), ("立即启动，2025年底前完成", False)])
def test_at_once_alone_is_a_deadline_and_no_beginning_of_another(text, is_now):
    assert read_deadline(text, TODAY, asks_start=True).on_receipt is is_now


def test_units_that_are_only_counted_or_end_in_others_are_asked_for_by_name():
    rows = ["序号\t问题\t整改时限\t责任单位"]
    units = (
        "县水利局等5个单位",
        "县住建局等三家责任单位",
        "县水利局、县住建局",
        "县城区等级公路养护中心",
        "县农业农村局等",
    )
    rows += [
        f"{number}\t河道有垃圾{number}\t2026年底前\t{unit}" for number, unit in enumerate(units, start=1)
    ]

    faults = [fault for fault in read_text("\n".join(rows)).tables[0].faults if "没有写全" in fault.message]

    assert [fault.place.rpartition("!")[2] for fault in faults] == ["D2", "D3", "D6"]


@pytest.mark.parametrize(
    ("unit", "said"),
    [
        ("各县（市、区）", "各县（市、区）"),
        ("县水利局及相关部门", "相关部门"),
        ("县直有关单位", "县直有关单位"),
        ("县水利局、沿线各镇", "沿线各镇"),
        ("县住建局，各乡镇人民政府", "各乡镇人民政府"),
        ("县农业农村局等部门", "等部门"),
        ("县水利局牵头，有关乡镇配合", "有关乡镇"),
        ("县水利局、李各庄镇人民政府", ""),
        ("县机关事务管理局、县相关产业协会", ""),
    ],
)
def test_units_that_are_only_called_by_their_class_are_asked_for_by_name(unit: str, said: str):
    assert quoted_of_unit(unit, "没有写明是哪几个") == ([said] if said else [])


def test_leading_and_helping_units_called_by_their_class_are_asked_for_too():
    table = read_text(
        "序号\t问题\t整改时限\t牵头单位\t配合单位\n1\t河道有垃圾\t2026年底前\t相关部门\t沿线各镇"
    ).tables[0]

    asked = [fault.message[:4] for fault in table.faults if "没有写明是哪几个" in fault.message]

    assert asked == ["牵头单位", "配合单位"]


@pytest.mark.parametrize(
    ("unit", "said"),
    [
        ("县水利局（联系人：办公室，电话0555-7211243）", "（联系人：办公室，电话0555-7211243）"),
        ("石桥镇人民政府（属地）、县水利局（牵头）", ""),
    ],
)
def test_whom_to_call_behind_the_name_of_a_unit_is_asked_about(unit: str, said: str):
    assert quoted_of_unit(unit, "移到备注") == ([said] if said else [])
