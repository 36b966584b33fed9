"""What offices do to their tables: levels, merges, repeats, totals, several tables, hidden rows, odd cells."""

from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from openpyxl import Workbook

from dczg_desktop.base.errors import UserError
from dczg_desktop.imports.preview import as_json
from dczg_desktop.imports.read import read_tables, remap
from dczg_desktop.imports.reading import Table
from tests.imports.odd_files import with_part

HEAD = ["序号", "问题", "整改时限", "责任单位", "完成情况"]


def workbook(path: Path, *sheets: tuple[list[list[object]], tuple[str, ...]]) -> Path:
    """Each sheet is its rows and its merged ranges."""
    book = Workbook()
    book.remove(book.active)
    for number, (rows, merges) in enumerate(sheets, start=1):
        sheet = book.create_sheet(f"表{number}")
        for row in rows:
            sheet.append(row)
        for merge in merges:
            sheet.merge_cells(merge)
    book.save(path)
    return path


def only(path: Path) -> Table:
    (table,) = read_tables(path).tables
    return table


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
        (2, "栏次"), (3, "分组标题或说明"), (6, "重复的表头"), (8, "合计行"), (9, "说明"), (10, "签名行"),
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


def test_odd_cells_are_kept_and_named(tmp_path):
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("台账")
    sheet.write_row(0, 0, ["编号", "问题", "整改时限", "责任单位", "备注"])
    sheet.write(1, 0, 430621198001011234)
    sheet.write(1, 1, "河道有垃圾")
    sheet.write(1, 2, "春节前")
    sheet.write_formula(1, 4, "=NA()", None, "#N/A")
    sheet.write_row(2, 0, ["D3GS202300781", "**村料场", "20259月底前", "县住建局"])
    sheet.write_formula(2, 4, "=B2", None, "")
    sheet.write_row(3, 0, ["D3GS202300781", "", "2025年2月30日", "县住建局", '=DISPIMG("ID_1",1)'])
    sheet.set_row(3, None, None, {"hidden": True})
    sheet.set_column(3, 3, None, None, {"hidden": True})
    book.close()

    table = only(path)

    found = {(fault.place.removeprefix("台账!"), fault.message[:6]) for fault in table.faults}
    assert table.records[0].fields["remark"] == "#N/A"
    assert table.records[1].fields["remark"] == "=B2"
    for cell, words in [
        ("A2", "长数字被表格"), ("C2", "时限没有读懂"), ("D2", "责任单位为空"), ("E2", "该格是错误值"), ("A3", "编号“D3G"),
        ("B3", "文中留有未填"), ("C3", "时限没有读懂"), ("E3", "该格是公式，"), ("A4", "编号“D3G"), ("B4", "问题内容为空"),
        ("C4", "时限没有读懂"), ("A4", "第 4 行在"), ("D", "D 列“责任"), ("E4", "该格是嵌入的"),
    ]:  # fmt: skip
        assert (cell, words) in found, (cell, words)
    candidate = next(fault.message for fault in table.faults if fault.place == "台账!C3")
    assert "2025年9月" in candidate


def test_numbers_and_dates_are_texts_as_shown(tmp_path):
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    formats = [
        book.add_format({"num_format": code})
        for code in ('yyyy"年"m"月"', "yyyy/m/d", 57, "0%", "000000", "0.00")
    ]
    sheet.write_row(0, 0, ["序号", "问题", "整改时限", "备注", "编号甲", "编号乙"])
    for row, shown in enumerate(formats[:3], start=1):
        sheet.write_row(row, 0, [row, "河道有垃圾"])
        sheet.write_datetime(row, 2, date(2024, 6, 1), shown)
    for column, (value, shown) in enumerate(zip([0.76, 12, 2023.1], formats[3:], strict=True), start=3):
        sheet.write_number(1, column, value, shown)
    book.close()

    table = only(path)

    assert [record.fields["deadline"] for record in table.records] == ["2024年6月", "2024-06-01", "2024年6月"]
    assert [record.fields["number"] for record in table.records] == ["1", "2", "3"]
    first = table.records[0]
    assert [first.fields["remark"], *first.extra.values()] == ["76%", "000012", "2023.10"]


def test_the_1904_calendar_is_honoured(tmp_path):
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(path, {"date_1904": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["序号", "问题", "整改时限"])
    sheet.write_row(1, 0, ["1", "河道有垃圾"])
    sheet.write_datetime(1, 2, date(2024, 6, 30), book.add_format({"num_format": 14}))
    book.close()

    assert only(path).records[0].fields["deadline"] == "2024-06-30"


def test_a_wrong_dimension_hides_nothing(tmp_path):
    rows = [HEAD, ["1", "河道有垃圾", "2025年底前", "县水利局", "已完成"]]
    source = workbook(tmp_path / "a.xlsx", (rows, ()))
    path = with_part(source, tmp_path / "b.xlsx", "xl/worksheets/sheet1.xml", ('ref="A1:E2"', 'ref="A1"'))

    assert only(path) == only(source)


def test_the_mapping_can_be_corrected_by_hand(tmp_path):
    rows = [["序号", "问题", "备注", "说明栏"], ["1", "河道有垃圾", "旧账", "王海"]]
    reading = read_tables(workbook(tmp_path / "a.xlsx", (rows, ())))

    corrected = remap(reading, 0, {"responsible_person": "说明栏", "source": "备注", "remark": ""}).tables[0]

    assert corrected.mapping == {
        "number": "序号", "description": "问题", "source": "备注", "responsible_person": "说明栏",
    }  # fmt: skip
    assert corrected.records[0].fields["responsible_person"] == "王海"
    assert corrected.records[0].cells["responsible_person"] == "D2"
    assert reading.tables[0].mapping["remark"] == "备注"


@pytest.mark.parametrize(
    ("wishes", "words"),
    [({"sauce": "备注"}, "没有名为“sauce”的字段"), ({"source": "来路"}, "没有“来路”这一列")],
)
def test_an_impossible_correction_is_refused(tmp_path, wishes, words):
    rows = [["序号", "问题", "备注"], ["1", "河道有垃圾", "旧账"]]
    reading = read_tables(workbook(tmp_path / "a.xlsx", (rows, ())))

    with pytest.raises(UserError, match=words):
        remap(reading, 0, wishes)


def test_the_preview_has_the_promised_keys(tmp_path):
    rows = [HEAD, ["1", "河道有垃圾", "春节前", "县水利局", "已完成"]]

    (table,) = as_json(read_tables(workbook(tmp_path / "a.xlsx", (rows, ()))))["tables"]

    assert table == {
        "sheet": "表1",
        "header_rows": [1],
        "first_data_row": 2,
        "kind": "problem",
        "mapping": {
            "number": "序号", "description": "问题", "deadline": "整改时限", "responsible_unit": "责任单位", "status": "完成情况",
        },
        "confidence": {"number": 0.8, "description": 1.0, "deadline": 1.0, "responsible_unit": 1.0, "status": 0.99},
        "asked": [],
        "unmapped": [],
        "records": [
            {
                "row": 2,
                "fields": {
                    "number": "1", "description": "河道有垃圾", "deadline": "春节前", "responsible_unit": "县水利局", "status": "已完成",
                },
                "extra": {},
            }
        ],
        "left_out": [],
        "hidden": {"rows": [], "columns": []},
        "faults": [
            {
                "cell": "C2", "value": "春节前", "message": "时限没有读懂：“春节前”没有固定的日子，请写明具体日期。", "sheet": "表1",
                "rule": "时限没有读懂：“春节前”没有固定的日子", "proposal": "请写明具体日期。",
            },
        ],
    }  # fmt: skip
