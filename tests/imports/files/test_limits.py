"""What a file may hold: parts, names, far cells and promises beyond the limits are refused before memory is taken."""

import tracemalloc
import zipfile
from pathlib import Path

import pytest
from xlsxwriter import Workbook as Writer

from dczg_desktop.base.errors import UserError
from dczg_desktop.imports.read import read_tables
from tests.imports.samples.odd_files import open_document, with_part
from tests.imports.samples.plain_workbooks import HEAD, ROWS, workbook
from tests.imports.samples.word_files import document, table


def test_an_entity_definition_is_refused(tmp_path):
    bomb = ("<worksheet", '<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet')
    path = with_part(workbook(tmp_path / "a.xlsx"), tmp_path / "台账.xlsx", "xl/worksheets/sheet1.xml", bomb)

    with pytest.raises(UserError, match="不允许的定义"):
        read_tables(path)


@pytest.mark.parametrize("cell", ["XFD1048576", "B100001", "ZZA3", "A9999999"])
def test_a_far_cell_is_refused(tmp_path, cell):
    path = with_part(
        workbook(tmp_path / "a.xlsx"),
        tmp_path / "台账.xlsx",
        "xl/worksheets/sheet1.xml",
        ('r="B3"', f'r="{cell}"'),
    )

    with pytest.raises(UserError, match="超出允许范围"):
        read_tables(path)


@pytest.mark.parametrize(
    ("name", "words"),
    [("../x.xml", "文件名不合规"), ("C:\\x.xml", "文件名不合规"), ("XL/workbook.xml", "重名")],
)
def test_strange_names_inside_are_refused(tmp_path, name, words):
    path = with_part(workbook(tmp_path / "a.xlsx"), tmp_path / "台账.xlsx", name, data=b"<x/>")

    with pytest.raises(UserError, match=words):
        read_tables(path)


def test_a_zip_bomb_is_refused_before_unpacking(tmp_path):
    path = with_part(
        workbook(tmp_path / "a.xlsx"), tmp_path / "台账.xlsx", "xl/big.xml", data=bytes(30_000_000)
    )

    with pytest.raises(UserError, match="压缩包结构异常"):
        read_tables(path)


def test_too_many_entries_are_refused(tmp_path):
    path = tmp_path / "台账.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(2001):
            archive.writestr(f"xl/{number}.xml", "")

    with pytest.raises(UserError, match="压缩包结构异常"):
        read_tables(path)


def far_xlsx(path: Path) -> Path:
    """Two cells only: one at the beginning, one at ZZ99999."""
    return with_part(
        workbook(path.with_name("a.xlsx")), path, "xl/worksheets/sheet1.xml", ('r="B3"', 'r="ZZ99999"')
    )


def far_ods(path: Path) -> Path:
    cell = '<table:table-cell office:value-type="string"><text:p>县住建局</text:p></table:table-cell></table:table-row>'
    far = '<table:table-row table:number-rows-repeated="99000"><table:table-cell table:number-columns-repeated="600"/>'
    source = open_document(path.with_name("a.ods"), ROWS)
    return with_part(source, path, "content.xml", (cell, cell + far + cell))


def far_csv(path: Path) -> Path:
    path.write_text(",".join(HEAD) + "\n" + "," * 800 + "远", "utf-8")
    return path


def far_page(path: Path) -> Path:
    row = "<tr><td rowspan=1000 colspan=300>序号<td rowspan=1000 colspan=300>问题</tr>"
    path.write_text(f"<html><table>{row * 60}</table>", "utf-8")
    return path


def far_document(path: Path) -> Path:
    return document(path, table([["序号", "问题"], [f"{n}>" for n in range(800)]]))


@pytest.mark.parametrize("write", [far_xlsx, far_ods, far_csv, far_page, far_document])
def test_cells_that_lie_too_far_apart_are_refused_before_memory_is_taken(tmp_path, write):
    path = write(tmp_path / "远处.xlsx")
    tracemalloc.start()
    try:
        with pytest.raises(UserError, match=r"“远处\.xlsx”.*超出允许范围"):
            read_tables(path)
        assert tracemalloc.get_traced_memory()[1] < 60_000_000
    finally:
        tracemalloc.stop()


def test_a_wide_table_within_the_limits_is_read(tmp_path):
    rows = [
        [*HEAD, *(f"第{n}列" for n in range(60))],
        ["1", "河道有垃圾", "2025年底前", "县水利局", *map(str, range(60))],
    ]

    (table,) = read_tables(workbook(tmp_path / "宽.xlsx", rows)).tables

    assert table.records[0].extra["第59列"] == "59"


@pytest.mark.parametrize("count", ["4294967295", "99999999999999999999", "3000000"])
def test_a_part_that_promises_more_than_it_can_hold_is_refused(tmp_path, count):
    source = workbook(tmp_path / "a.xlsx")
    path = with_part(
        source,
        tmp_path / "台账.xlsx",
        "xl/styles.xml",
        ('<cellXfs count="', f'<cellXfs count="{count}" was="'),
    )

    with pytest.raises(UserError, match=r"“台账\.xlsx”.*已损坏"):
        read_tables(path)


def of_few_texts(path: Path) -> Path:
    """A thousand rows that say the same, as the spreadsheet programs write them."""
    book = Writer(path)
    sheet = book.add_worksheet()
    rows = [["序号", "问题描述", "状态"], *([number, "噪声扰民", "整改中"] for number in range(1, 1001))]
    for number, cells in enumerate(rows):
        sheet.write_row(number, 0, cells)
    book.close()
    return path


def test_a_few_texts_used_in_many_cells_are_no_promise(tmp_path):
    assert len(read_tables(of_few_texts(tmp_path / "a.xlsx")).tables[0].records) == 1000


def test_texts_used_more_often_than_a_table_may_have_cells_are_a_promise(tmp_path):
    source = of_few_texts(tmp_path / "a.xlsx")
    change = ('count="2003"', 'count="6000001"')
    path = with_part(source, tmp_path / "台账.xlsx", "xl/sharedStrings.xml", change)

    with pytest.raises(UserError, match="已损坏"):
        read_tables(path)


def test_merged_cells_over_one_another_are_refused_before_they_are_filled(tmp_path):
    rows = [HEAD, *[[str(number), "", "", "县水利局"] for number in range(1, 2_001)]]
    merges = '<mergeCell ref="B2:C2001"/>' * 2_000
    path = with_part(
        workbook(tmp_path / "a.xlsx", rows), tmp_path / "台账.xlsx", "xl/worksheets/sheet1.xml",
        ("</sheetData>", f'</sheetData><mergeCells count="2000">{merges}</mergeCells>'),
    )  # fmt: skip

    with pytest.raises(UserError, match="超出允许范围"):
        read_tables(path)
