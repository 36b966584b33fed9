"""The corpus saved again by LibreOffice as .xls and .ods gives the same records as the .xlsx.

Every table of the corpus is one sheet of a few large workbooks, so that two starts of the program save them all.
"""

from copy import copy
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from PIL import Image

from dczg_desktop.imports.read import read_tables
from dczg_desktop.imports.reading import ImportReading, Picture
from tests.imports.corpora.test_strangers import ALL, written
from tests.imports.samples.corpus import CASES
from tests.re_saving import needs_libreoffice, resaved

SHEETS = 40
FEWEST_TABLES = 100
Seen = list[tuple[str, str, tuple[int, ...], list[tuple[int, dict[str, str], dict[str, str]]]]]


def sheets_of(folder: Path) -> list[Worksheet]:
    """Every sheet of the corpus that stands in a workbook, and every table of another style."""
    paths = [
        case.write(folder / f"c{number}.xlsx")
        for number, case in enumerate(CASES)
        if case.name.endswith(".xlsx")
    ]
    paths += [written(folder / f"s{number}.xlsx", one) for number, one in enumerate(ALL)]
    return [sheet for path in paths for sheet in load_workbook(path).worksheets]


def gathered(folder: Path) -> list[Path]:
    """All those sheets in as few workbooks as may be."""
    sheets = sheets_of(folder)
    paths = []
    for start in range(0, len(sheets), SHEETS):
        book = Workbook()
        book.remove(book.active)
        for number, sheet in enumerate(sheets[start : start + SHEETS]):
            copied(sheet, book.create_sheet(f"表{number}"))
        paths.append(folder / f"合{start}.xlsx")
        book.save(paths[-1])
    return paths


def copied(sheet: Worksheet, target: Worksheet) -> None:
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is not None:
                made = target.cell(cell.row, cell.column, cell.value)
                made.number_format = cell.number_format
    for merge in sheet.merged_cells.ranges:
        target.merge_cells(str(merge))
    for number, shape in sheet.row_dimensions.items():
        target.row_dimensions[number].hidden = shape.hidden
    for letter, width in sheet.column_dimensions.items():
        target.column_dimensions[letter] = copy(width)
        target.column_dimensions[letter].worksheet = target


def seen(reading: ImportReading) -> Seen:
    """What a user sees of the tables: sheet, kind, header rows, every record with its fields and other columns."""
    return [
        (
            table.sheet,
            table.kind,
            table.header_rows,
            [(one.row, dict(one.fields), dict(one.extra)) for one in table.records],
        )
        for table in reading.tables
    ]


@pytest.fixture(scope="module", params=["xls", "ods"])
def passed_on(request, tmp_path_factory):
    """The corpus and a workbook with pictures, and both saved again; the kind they were saved as."""
    folder = tmp_path_factory.mktemp(request.param)
    (folder / "来").mkdir()
    beside = with_remarks(folder / "来" / "注.xlsx")
    sources = [*gathered(folder / "来"), beside, with_pictures(folder / "来" / "图.xlsx")]
    return request.param, sources, resaved(sources, request.param, folder / "改")


@needs_libreoffice
def test_saved_by_another_program_the_same_records_are_read(passed_on):
    kind, sources, saved = passed_on

    readings = [read_tables(path) for path in saved]

    assert {reading.container for reading in readings} == {kind}
    tables = 0
    for source, reading in zip(sources, readings, strict=True):
        for ours, theirs in zip(seen(read_tables(source)), seen(reading), strict=True):
            tables += 1
            assert theirs == ours
    assert tables >= FEWEST_TABLES


@needs_libreoffice
def test_saved_by_another_program_every_picture_belongs_to_the_same_record(passed_on):
    _kind, sources, saved = passed_on

    theirs, ours = read_tables(saved[-1]), read_tables(sources[-1])

    assert [(*told(one), one.data) for one in ours.pictures] == [
        ("台账!E3", 3, "整改前照片", photo("red")),
        ("台账!F3", 3, "整改后照片", photo("green")),
        ("台账!F3", 3, "整改后照片", photo("yellow")),
        ("台账!F5", 5, "整改后照片", photo("blue", "JPEG")),
        ("登记表!B4", 1, "整改前照片", photo("white")),
    ]
    assert [(*told(one), one.data) for one in theirs.pictures] == [
        (*told(one), one.data) for one in ours.pictures
    ]
    loose = "有 1 张图片不在任何一条记录的行里，没有取（台账!B1），请另存后挂到佐证材料中。"
    taken = "取出图片 5 张（台账!E3、台账!F3、台账!F5、登记表!B4），导入时各存为所在问题的佐证。"
    assert {loose, taken} <= set(theirs.notes) & set(ours.notes)


@needs_libreoffice
def test_saved_by_another_program_what_stands_beside_the_cells_and_what_they_show_is_told_alike(passed_on):
    _kind, sources, saved = passed_on

    theirs, ours = (read_tables(paths[-2]) for paths in (saved, sources))

    assert [(one.place, one.why, one.text) for one in ours.tables[0].left_out] == [
        ("F1", "文本框", "红色的为滞后"), ("B2", "批注", "此件延期"), ("C3", "文本框", "已移交"), ("C4", "批注", "已销号"),
    ]  # fmt: skip
    assert theirs.tables[0].left_out == ours.tables[0].left_out
    assert [record.extra for record in ours.tables[0].records] == [
        {"完成比例": "60%", "代码": "000420", "完成月份": "2026年6月"},
        {"完成比例": "#DIV/0!", "代码": "", "完成月份": ""},
        {"完成比例": "", "代码": "12.50", "完成月份": ""},
    ]
    assert [record.extra for record in theirs.tables[0].records] == [
        record.extra for record in ours.tables[0].records
    ]
    assert [note for note in theirs.notes if "底色" in note] == [
        note for note in ours.notes if "底色" in note
    ]
    assert any("红色：第 2 行；绿色：第 3 行" in note for note in ours.notes)
    for reading in (theirs, ours):
        assert any("删除线的字（B4）" in note for note in reading.notes)


def with_remarks(path: Path) -> Path:
    """A table with comments, text boxes, grounds and formats, and a cell that is an error."""
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("台账")
    red, green, share, fixed, money, month, crossed = (
        book.add_format(one)
        for one in (
            {"bg_color": "#FF0000"}, {"bg_color": "#92D050"}, {"num_format": "0%"}, {"num_format": "000000"},
            {"num_format": "0.00"}, {"num_format": 'yyyy"年"m"月"'}, {"font_strikeout": True},
        )
    )  # fmt: skip
    sheet.write_row(0, 0, ["编号", "存在的问题", "责任单位", "完成比例", "代码", "完成月份"])
    sheet.write_row(1, 0, ["A1", "料场未覆盖", "县住建局"], red)
    sheet.write_row(2, 0, ["A2", "河道有垃圾", "县水利局"], green)
    sheet.write_row(3, 0, ["A3", "管网破损", "县住建局"])
    sheet.write(3, 1, "管网破损", crossed)
    sheet.write(1, 3, 0.6, share)
    sheet.write(1, 4, 420, fixed)
    sheet.write_datetime(1, 5, datetime(2026, 6, 1), month)  # noqa: DTZ001 - a day of a sheet has no zone
    sheet.write_formula(2, 3, "=1/0", None, "#DIV/0!")
    sheet.write(3, 4, 12.5, money)
    sheet.write_comment("B2", "此件延期")
    sheet.write_comment("C4", "已销号")
    sheet.insert_textbox("F1", "红色的为滞后")
    sheet.insert_textbox("C3", "已移交")
    book.close()
    return path


def told(picture: Picture) -> tuple[str, int, str]:
    return picture.where, picture.row, picture.heading


def photo(colour: str, kind: str = "PNG") -> bytes:
    stream = BytesIO()
    Image.new("RGB", (40, 30), colour).save(stream, kind)
    return stream.getvalue()


def with_pictures(path: Path) -> Path:
    """A table with pictures over cells, two over one, one over a row merged under the one above, one over the title; a form."""
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("台账")
    sheet.set_default_row(60)
    sheet.merge_range("A1:F1", "青石县整改台账")
    sheet.write_row(1, 0, ["序号", "存在的问题", "整改措施", "责任单位", "整改前照片", "整改后照片"])
    sheet.write_row(2, 0, ["1", "料场未覆盖", "覆盖防尘网", "县住建局"])
    sheet.write_row(3, 0, ["2", "河道有垃圾", "清理", "县水利局"])
    sheet.merge_range("A4:A5", "2")
    sheet.merge_range("B4:B5", "河道有垃圾")
    sheet.write_row(4, 2, ["建立巡查制度", "县水利局"])
    form = book.add_worksheet("登记表")
    form.set_default_row(60)
    for row, pair in enumerate(
        (
            ("反馈问题", "矿山未复绿"),
            ("整改目标", "完成复绿"),
            ("责任单位", "县自然资源局"),
            ("整改前照片", ""),
        )
    ):
        form.write_row(row, 0, pair)
    for target, cell, data in (
        (sheet, "E3", photo("red")), (sheet, "F3", photo("green")), (sheet, "F3", photo("yellow")),
        (sheet, "F5", photo("blue", "JPEG")), (sheet, "B1", photo("black")), (form, "B4", photo("white")),
    ):  # fmt: skip
        target.insert_image(cell, "图.png", {"image_data": BytesIO(data)})
    book.close()
    return path
