"""Workbooks whose days count from 1904: a number under a heading of days is the day it is there, and a person is told."""

import struct

import pytest
import xlsxwriter

from dczg_desktop.imports.editing import TableEdits, corrected
from dczg_desktop.imports.read import read_tables
from tests.imports.samples.odd_files import open_document, with_part
from tests.imports.samples.old_records import label, number, old_book, record

HEAD = ["编号", "存在的问题", "责任单位", "整改时限", "交办日期"]
ROW = ["A1", "料场未覆盖，扬尘污染", "县住建局"]
TOLD = "从 1904 年数起"


def workbook(folder, *, is_1904=True, value=44719, head=HEAD, merge=False):
    path = folder / "a.xlsx"
    book = xlsxwriter.Workbook(path, {"date_1904": is_1904})
    sheet = book.add_worksheet("台账")
    sheet.write_row(0, 0, head)
    sheet.write_row(1, 0, [*ROW, value, value])
    if merge:
        sheet.write_row(2, 0, ["A2", "河道有垃圾", "县水利局"])
        sheet.merge_range(1, 3, 2, 3, value)
    book.close()
    return path


def days(reading):
    return [
        (one.fields["deadline"], one.extra.get("交办日期"))
        for table in reading.tables
        for one in table.records
    ]


def told(reading):
    return [one.place for table in reading.tables for one in table.faults if TOLD in one.message]


def test_a_plain_number_is_the_day_that_the_workbook_counts(tmp_path):
    reading = read_tables(workbook(tmp_path))

    assert days(reading) == [("2026-06-08", "2026-06-08")]
    assert told(reading) == ["台账!D2", "台账!E2"]


def test_other_workbooks_count_from_1900_as_before(tmp_path):
    reading = read_tables(workbook(tmp_path, is_1904=False, value=46181))

    assert (days(reading), told(reading)) == ([("46181", "46181")], [])


def test_numbers_that_are_no_days_stay_as_they_are(tmp_path):
    head = ["编号", "存在的问题", "责任单位", "整改资金", "占地面积"]
    (table,) = read_tables(workbook(tmp_path, head=head)).tables

    assert table.records[0].extra == {"整改资金": "44719", "占地面积": "44719"}


def test_one_number_merged_over_rows_is_told_once(tmp_path):
    reading = read_tables(workbook(tmp_path, merge=True))

    assert [day for day, _other in days(reading)] == ["2026-06-08"] * 2
    assert told(reading) == ["台账!D2", "台账!E2"]


def test_a_day_that_was_corrected_is_not_doubted_any_more(tmp_path):
    (table,) = read_tables(workbook(tmp_path)).tables
    mended = corrected(table, TableEdits().with_cell((2, "D"), "2026年6月8日"))

    assert mended.records[0].fields["deadline"] == "2026年6月8日"
    assert not [one for one in mended.faults if TOLD in one.message and one.place.endswith("D2")]


@pytest.mark.parametrize(("flag", "day"), [(1, "2026-06-08"), (0, "44719")])
def test_old_workbooks_say_it_too(tmp_path, flag, day):
    cells = [label(0, column, text) for column, text in enumerate(HEAD)]
    cells += [label(1, column, text) for column, text in enumerate(ROW)]
    cells += [number(1, 3, 44719.0), number(1, 4, 44719.0)]
    path = old_book(tmp_path / "a.xls", [record(0x0022, struct.pack("<H", flag))], cells)

    assert days(read_tables(path)) == [(day, day)]


def test_open_documents_say_it_by_their_first_day(tmp_path):
    source = open_document(tmp_path / "a.ods", [HEAD, [*ROW, "44719", "44719"]])
    said = '<table:calculation-settings><table:null-date table:date-value="1904-01-01"/></table:calculation-settings>'
    begins = "<office:spreadsheet>"
    path = with_part(source, tmp_path / "b.ods", "content.xml", (begins, begins + said))

    assert days(read_tables(source)) == [("44719", "44719")]
    assert days(read_tables(path)) == [("2026-06-08", "2026-06-08")]


def test_a_form_of_such_a_workbook_is_read_so(tmp_path):
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(path, {"date_1904": True})
    sheet = book.add_worksheet("登记表")
    pairs = [("编号", "A1"), ("存在问题", ROW[1]), ("责任单位", "县住建局"), ("整改时限", 44719)]
    for line, pair in enumerate(pairs):
        sheet.write_row(line, 0, pair)
    book.close()
    reading = read_tables(path)

    assert [one.fields["deadline"] for one in reading.tables[0].records] == ["2026-06-08"]
    assert told(reading) == ["登记表!B4"]
