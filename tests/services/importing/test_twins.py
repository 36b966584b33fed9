"""Rows of one file that say the same: one record, two, or a question."""

import pytest
from openpyxl import load_workbook

from dczg_desktop.base.errors import UserError
from dczg_desktop.domain.comparison import Verdict
from dczg_desktop.services.importing.acceptance import accept_import
from dczg_desktop.services.importing.imports import preview_import
from tests.services.importing.doubtful import NUMBER, TEXT, a_sheet_of, updates


def test_two_rows_that_reword_one_measure_are_never_settled_by_their_order(ledger, look, take):
    heads = ("问题编号", "问题描述", "整改措施")
    take(heads, (NUMBER, TEXT, "1.停止采砂作业并恢复河岸原状。2.拆除全部采砂设备并清运。"))
    preview = look(
        heads,
        (NUMBER, TEXT, "1.停止采砂作业并恢复河岸原状。2.拆除全部采砂设备并清运出场。"),
        (NUMBER, TEXT, "2.拆除全部采砂设备并清运干净。"),
    )

    with pytest.raises(UserError, match="给同一条记录的“整改措施”写得不一样"):
        accept_import(ledger, preview, "甲轮", choices=updates(preview))


def test_one_short_number_with_one_text_twice_is_asked_about(look, tmp_path, ledger):
    heads, row = ("问题编号", "问题描述"), ("第九项", "河湾乡饮用水水源保护区内有养殖户")
    assert look(heads, row, row).planned[1].note == "与本表第 2 行编号、内容相同"
    book = load_workbook(a_sheet_of(tmp_path, heads, row))
    book.copy_worksheet(book.active)
    book.save(tmp_path / "两张.xlsx")

    one, other = preview_import(ledger, tmp_path / "两张.xlsx").planned

    assert (one.verdict, other.verdict) == (Verdict.NEW, Verdict.UNCLEAR)
    assert other.note == "与前面第 1 张表第 2 行编号、内容相同"


def test_two_tables_side_by_side_say_one_thing_once(ledger, look, take):
    heads = ("问题编号", "问题描述", "整改进展情况")
    take(heads[:2], (NUMBER, TEXT))
    preview = look((*heads, "", *heads), (NUMBER, TEXT, "已停产", "", NUMBER, TEXT, "已停产"))
    assert len(preview.reading.tables) == 2

    assert accept_import(ledger, preview, "甲轮", choices=updates(preview)).values == 1


def test_rows_of_two_tables_are_told_apart_in_what_is_said_of_them(look, take):
    heads = ("问题编号", "问题描述", "整改目标")
    take(heads, (NUMBER, TEXT, ""))

    planned = look((*heads, "", *heads), (NUMBER, TEXT, "取缔", "", NUMBER, TEXT, "恢复河岸")).planned

    assert planned[1].candidates[0].differences[0].note == "第 1 张表第 2 行写的不一样，请核对后只勾一行"


def test_rows_without_a_number_are_twins_only_when_every_column_is_the_same(ledger, look):
    heads = ("问题描述", "责任单位", "企业名称")
    rows = ((TEXT, "甲单位", "一厂"), (TEXT, "甲单位", "二厂"), (TEXT, "甲单位", "一厂"))

    planned = look(heads, *rows).planned

    assert [one.verdict for one in planned] == [Verdict.NEW, Verdict.NEW, Verdict.UNCLEAR]
    assert planned[2].note == "与本表第 2 行各栏内容相同"


def test_rows_that_only_their_serial_tells_apart_are_twins(ledger, look):
    heads = ("序号", "问题描述", "责任单位")

    planned = look(heads, ("1", TEXT, "甲单位"), ("2", TEXT, "乙单位"), ("3", TEXT, "甲单位")).planned

    assert [one.verdict for one in planned] == [Verdict.NEW, Verdict.NEW, Verdict.UNCLEAR]
    assert planned[2].note == "与本表第 2 行各栏内容相同"
