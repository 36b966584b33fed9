"""What a table shows and what a person sees of it: odd cells, numbers and dates as shown, the columns and the preview."""

from datetime import date

import pytest
import xlsxwriter

from dczg_desktop.base.errors import UserError
from dczg_desktop.imports.preview import as_json
from dczg_desktop.imports.read import read_tables
from dczg_desktop.imports.tables.sheets import remapped
from tests.imports.samples.merged_workbooks import HEAD, only, workbook
from tests.imports.samples.odd_files import with_part


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
    table = only(workbook(tmp_path / "a.xlsx", (rows, ())))

    corrected = remapped(table, {"responsible_person": "说明栏", "source": "备注", "remark": ""})

    assert corrected.mapping == {
        "number": "序号", "description": "问题", "source": "备注", "responsible_person": "说明栏",
    }  # fmt: skip
    assert corrected.records[0].fields["responsible_person"] == "王海"
    assert corrected.records[0].cells["responsible_person"] == "D2"
    assert table.mapping["remark"] == "备注"


@pytest.mark.parametrize(
    ("wishes", "words"),
    [({"sauce": "备注"}, "没有名为“sauce”的字段"), ({"source": "来路"}, "没有“来路”这一列")],
)
def test_an_impossible_correction_is_refused(tmp_path, wishes, words):
    rows = [["序号", "问题", "备注"], ["1", "河道有垃圾", "旧账"]]
    table = only(workbook(tmp_path / "a.xlsx", (rows, ())))

    with pytest.raises(UserError, match=words):
        remapped(table, wishes)


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


def test_signs_of_other_shapes_explained_beside_a_table_are_read_as_the_words(tmp_path):
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("台账")
    sheet.write(0, 0, "图例：●已完成　◐正在推进　🔴滞后")
    sheet.write_row(1, 0, ["序号", "问题", "责任单位", "进度"])
    for row, sign in enumerate("●◐🔴", start=2):
        sheet.write_row(row, 0, [str(row - 1), f"第{row}处料场未覆盖，扬尘污染", "县住建局", sign])
    book.close()

    assert [one.fields["status"] for one in only(path).records] == ["已完成", "正在推进", "滞后"]
