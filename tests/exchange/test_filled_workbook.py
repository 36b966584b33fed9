"""The workbook in a package as people see it: what they can read, what they can fill in, what no cell turns into something else."""

import zipfile
from dataclasses import replace

import openpyxl
import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.domain.records import Record
from dczg_desktop.exchange.package import write_package
from dczg_desktop.exchange.received import open_package
from dczg_desktop.exchange.sheets import CUT, Sheet, SheetColumn, SheetRow
from tests.exchange.builders import COLUMNS, KEY, TEXTS, an_outgoing, known, with_files


def test_people_can_read_and_fill_the_workbook(written):
    book = openpyxl.load_workbook(written.path)
    page = book["问题清单"]

    assert book.sheetnames[0] == "说明"
    assert "不得存放、处理、传递国家秘密" in book["说明"]["A2"].value
    assert book["_包信息"].sheet_state == "veryHidden"
    assert book["_选项"].sheet_state == "hidden"
    assert page["B1"].value == "信州区问题清单"
    assert [page.cell(4, column).value for column in range(2, 7)] == [column.heading for column in COLUMNS]
    assert [page.cell(5, column).value for column in range(2, 7)] == list(TEXTS["p1"])
    assert page.row_dimensions[3].hidden
    assert page.column_dimensions["A"].hidden
    assert page.freeze_panes is not None
    assert page.print_title_rows == "$1:$4"
    assert page.page_setup.orientation == "landscape"
    assert page.row_dimensions[5].height > 30


def test_only_the_receivers_cells_are_unlocked_and_coloured(written):
    page = openpyxl.load_workbook(written.path)["问题清单"]

    assert page.protection.sheet
    assert not page.protection.password
    assert not page.protection.sort  # False means allowed
    for row in (5, 6, 8, 10):  # data and spare rows
        assert [page.cell(row, column).protection.locked for column in range(2, 7)] == [
            True,
            True,
            False,
            False,
            False,
        ]
        assert page.cell(row, 4).fill.fgColor.rgb != page.cell(row, 3).fill.fgColor.rgb
        assert page.cell(row, 4).number_format == "@"
        assert page.cell(row, 4).alignment.wrap_text


def test_lists_and_notes_help_filling_in(written):
    rules = openpyxl.load_workbook(written.path)["问题清单"].data_validations.dataValidation

    assert {str(rule.sqref): (rule.type, rule.formula1, rule.prompt) for rule in rules} == {
        "D5:D10": (None, None, "填写姓名和职务"),
        "F5:F10": ("list", "'_选项'!$A$1:$A$2", None),
    }


def test_nothing_that_looks_like_a_formula_becomes_one(tmp_path):
    column = SheetColumn("text", "文字", 20, editable=True)
    nasty = [
        "=1+1",
        "+86",
        "-1",
        "@SUM(A1)",
        "=cmd|' /C calc'!A0",
        "<b>&amp;",
        "_x0041_",
        '"',
        "a\nb",
        "𠮷" * 40,
    ]
    rows = [SheetRow(f"r{index}", {"text": text}) for index, text in enumerate(nasty)]
    written = write_package(
        tmp_path / "a.xlsx", an_outgoing(sheets=[Sheet("表", "t", "h", [column], rows)]), KEY.sign
    )

    page = openpyxl.load_workbook(written.path)["表"]

    found = [page.cell(row, 2) for row in range(5, 5 + len(nasty))]
    assert [cell.data_type for cell in found] == ["s"] * len(nasty)
    assert [cell.value.replace("_x005F_", "_") for cell in found] == nasty
    assert [bool(cell.quotePrefix) for cell in found] == [True] * 5 + [False] * 5
    assert open_package(written.path, known, tmp_path / "w").hand_edits == []


def test_a_text_no_cell_can_hold_is_cut_and_locked_but_travels_whole(tmp_path):
    long = "黑" * 40_000
    column = SheetColumn("text", "文字", 20, editable=True)
    outgoing = an_outgoing(
        sheets=[Sheet("表", "t", "h", [column], [SheetRow("r", {"text": long})])],
        records=[Record("problem", "p1", {"text": long}, "a0")],
    )
    written = write_package(tmp_path / "a.xlsx", outgoing, KEY.sign)

    cell = openpyxl.load_workbook(written.path)["表"]["B5"]

    assert cell.value.endswith(CUT)
    assert cell.protection.locked
    opened = open_package(written.path, known, tmp_path / "w")
    assert opened.records[0].fields["text"] == long
    assert opened.hand_edits == []


def test_volumes_are_numbered_on_the_first_page(tmp_path):
    manifest = replace(with_files(tmp_path).manifest, volume=2, volumes=3)
    written = write_package(tmp_path / "a.xlsx", an_outgoing(manifest=manifest), KEY.sign)

    texts = [row[0].value for row in openpyxl.load_workbook(written.path)["说明"].iter_rows()]

    assert any("第 2 卷，共 3 卷" in (text or "") for text in texts)


def many_rows(count, text, spare_rows=0):
    column = SheetColumn("text", "文字", 20, editable=True)
    rows = [SheetRow(f"r{number}", {"text": text}) for number in range(count)]
    return an_outgoing(sheets=[Sheet("表", "t", "h", [column], rows, spare_rows)])


def test_a_sheet_of_the_same_long_text_is_not_taken_for_a_bomb(tmp_path, opened_from):
    written = write_package(tmp_path / "a.xlsx", many_rows(900, "同样的话" * 400), KEY.sign)

    assert opened_from(written.path).hand_edits == []
    with zipfile.ZipFile(written.path) as archive:
        assert archive.getinfo("xl/worksheets/sheet2.xml").compress_type == zipfile.ZIP_STORED


def test_more_rows_than_a_receiver_accepts_are_not_written(tmp_path):
    with pytest.raises(UserError, match="超过 10 万行"):
        write_package(tmp_path / "a.xlsx", many_rows(1, "x", spare_rows=100_000), KEY.sign)


def test_rows_that_could_not_be_told_apart_are_a_mistake_of_the_caller(tmp_path):
    sheet = an_outgoing().sheets[0]

    with pytest.raises(ValueError, match="问题清单"):
        write_package(
            tmp_path / "a.xlsx", an_outgoing(sheets=[replace(sheet, rows=sheet.rows * 2)]), KEY.sign
        )
