"""What offices do to their tables: levels, merges, repeats, totals, several tables, hidden rows, odd cells."""

import pytest

from dczg_desktop.imports.read import read_tables
from tests.imports.samples.merged_workbooks import HEAD, only, workbook


def test_two_header_levels_are_one_header(tmp_path):
    rows = [
        ["督察反馈问题清单"],
        ["序号", "问题", "整改责任", "", "", "整改时限"],
        ["", "", "责任单位", "责任领导", "责任人员", ""],
        ["1", "河道有垃圾", "县水利局", "副县长", "王海", "2025年底前"],
    ]
    merges = ("A1:F1", "A2:A3", "B2:B3", "C2:E2", "F2:F3")

    table = only(workbook(tmp_path / "a.xlsx", (rows, merges)))

    assert table.header_rows == (2, 3)
    assert table.title == "督察反馈问题清单"
    assert table.mapping["responsible_leader"] == "整改责任/责任领导"
    assert table.records[0].fields["responsible_person"] == "王海"
    assert table.records[0].fields["deadline"] == "2025年底前"


def test_two_header_levels_without_merges_are_one_header(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(
        "序号,问题,整改责任,,整改时限\n,,责任单位,责任领导,\n1,河道有垃圾,县水利局,副县长,2025年底前\n",
        "utf-8",
    )

    table = only(path)

    assert table.header_rows == (1, 2)
    assert table.records[0].fields["responsible_leader"] == "副县长"


def test_statistics_with_two_levels_are_kept_as_such(tmp_path):
    rows = [
        ["云溪县信访件交办情况统计表"],
        ["乡镇（街道）、区直部门", "交办情况", "污染类型", "", "", ""],
        ["", "移交件数", "水", "大气", "土壤", "其他污染"],
        ["云溪镇", 3, 1, 2, 0, 0],
        ["河湾乡", 5, 2, 2, 1, 1],
        ["合计", 8, 3, 4, 1, 1],
        ["备注：一件涉及多种类型的分别计算。"],
    ]
    merges = ("A1:F1", "A2:A3", "C2:F2", "A7:F7")

    table = only(workbook(tmp_path / "a.xlsx", (rows, merges)))

    assert table.kind == "statistics"
    assert [record.extra["污染类型/大气"] for record in table.records] == ["2", "2"]
    assert [row.why for row in table.left_out] == ["合计行", "说明"]


def test_cells_merged_down_fill_every_row_and_name_the_first(tmp_path):
    rows = [
        ["序号", "问题", "整改措施", "整改时限"],
        ["1", "河道有垃圾", "清理垃圾", "2025年6月底"],
        ["", "", "安排保洁", "长期坚持"],
        ["2", "料场未覆盖", "覆盖", "立行立改"],
    ]

    table = only(workbook(tmp_path / "a.xlsx", (rows, ("A2:A3", "B2:B3"))))

    first, second, third = table.records
    assert second.fields == {
        "number": "1",
        "description": "河道有垃圾",
        "measures": "安排保洁",
        "deadline": "长期坚持",
    }
    assert (second.merged_from, second.cells["description"], second.cells["measures"]) == (2, "B2", "C3")
    assert first.merged_from is third.merged_from is None
    assert table.faults == ()


def test_repeated_headers_column_numbers_totals_groups_and_blank_rows_are_no_records(tmp_path):
    rows = [
        HEAD,
        ["1", "2", "3", "4", "5"],
        ["一、共性问题"],
        ["1", "河道有垃圾", "2025年底前", "县水利局", "已完成"],
        [],
        HEAD,
        ["2", "料场未覆盖", "2025年底前", "县住建局", "整改中"],
        ["合计", "2", "", "", ""],
        ["注：以上为截至10月底情况。"],
        ["单位负责人：", "", "", "填表人：张三", ""],
        [],
    ]

    table = only(workbook(tmp_path / "a.xlsx", (rows, ("A3:E3",))))

    assert [record.row for record in table.records] == [4, 7]
    assert [(row.row, row.why) for row in table.left_out] == [
        (2, "栏次"), (3, "分组标题，已记在下面各行的“其他栏目”"), (6, "重复的表头"), (8, "合计行"), (9, "说明"), (10, "签名行"),
    ]  # fmt: skip


def test_several_tables_and_sheets_are_all_read(tmp_path):
    first = [
        ["问题清单"], HEAD, ["1", "河道有垃圾", "2025年底前", "县水利局", "已完成"], [],
        ["责任清单"], ["责任单位", "责任领导", "责任人员"], ["县水利局", "李副县长", "王海"],
    ]  # fmt: skip
    second = [["受理编号", "交办问题基本情况", "是否属实"], ["D3YX202405240023", "夜间噪声", "属实"]]

    tables = read_tables(workbook(tmp_path / "a.xlsx", (first, ()), (second, ()))).tables

    assert [(table.sheet, table.title, table.kind, len(table.records)) for table in tables] == [
        ("表1", "问题清单", "problem", 1), ("表1", "责任清单", "duty", 1), ("表2", "", "petition", 1),
    ]  # fmt: skip
    assert read_tables(tmp_path / "a.xlsx", sheet="表2").tables == (tables[2],)


def test_unknown_columns_and_columns_without_header_are_kept(tmp_path):
    rows = [["序号", "问题", "整改时限", "无人机照片", ""], ["1", "河道有垃圾", "长期坚持", "有", "旁注"]]

    table = only(workbook(tmp_path / "a.xlsx", (rows, ())))

    assert table.unmapped == ("无人机照片", "（E列无表头）")
    assert table.records[0].extra == {"无人机照片": "有", "（E列无表头）": "旁注"}


def test_a_long_completion_column_is_progress_and_a_short_one_status(tmp_path):
    head = ["序号", "问题", "完成情况"]
    long = [head, ["1", "甲", "已组织三轮清理，清运垃圾二十吨，安排专人巡河并建立台账，目前河面整洁。"]]
    short = [head, ["1", "甲", "达到时序进度"]]

    assert only(workbook(tmp_path / "a.xlsx", (long, ()))).mapping["progress"] == "完成情况"
    assert only(workbook(tmp_path / "b.xlsx", (short, ()))).mapping["status"] == "完成情况"


@pytest.mark.parametrize(
    ("text", "field"), [("王海", "responsible_person"), ("约谈1人，通报批评1人", "accountability")]
)
def test_the_person_column_is_judged_by_its_content(tmp_path, text, field):
    rows = [["序号", "问题", "责任人"], ["1", "河道有垃圾", text]]

    assert only(workbook(tmp_path / "a.xlsx", (rows, ()))).mapping[field] == "责任人"


def test_an_upright_form_is_one_record(tmp_path):
    rows = [
        ["整改任务完成情况公示表", ""],
        ["反馈\n问题\n(整改任务)", "河道有垃圾，水体发黑。"],
        ["整改\n时限", "2020年12月"],
        ["整改目标", "水质持续改善。"],
        ["责任单位", "县水利局牵头，县住建局配合"],
        ["联系电话", "0730-1234567"],
        ["整改措施", "1.清理。\n2.巡查。"],
    ]

    table = only(workbook(tmp_path / "a.xlsx", (rows, ("A1:B1",))))

    (record,) = table.records
    assert table.title == "整改任务完成情况公示表"
    assert record.fields["deadline"] == "2020年12月"
    assert record.fields["description"] == "河道有垃圾，水体发黑。"
    assert record.cells["measures"] == "B7"
    assert record.extra == {"联系电话": "0730-1234567"}


def test_a_form_of_four_columns_is_one_record(tmp_path):
    rows = [
        ["反馈问题", "河道有垃圾", "整改目标", "水质改善"],
        ["责任单位", "县水利局", "整改时限", "2025年底前"],
        ["整改措施", "清理并巡查", "整改完成情况", "已完成清理。"],
    ]

    (record,) = only(workbook(tmp_path / "a.xlsx", (rows, ()))).records

    assert record.fields["goal"] == "水质改善"
    assert record.cells["progress"] == "D3"
