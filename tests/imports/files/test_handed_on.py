"""The reader behind gets nothing but what was looked at, and nothing is put where no table reaches."""

import struct
import time
import zipfile
import zlib

import pytest

from dczg_desktop.base.beside import begun
from dczg_desktop.base.errors import UserError
from dczg_desktop.imports.files import gate, limits
from dczg_desktop.imports.files.excel import xlsx
from dczg_desktop.imports.files.excel.package import laid_out
from dczg_desktop.imports.files.excel.shared_texts import MOST_SHARED, TEXTS, length_of_shared
from dczg_desktop.imports.files.extent import Extent
from dczg_desktop.imports.files.old import biff, shared_texts
from dczg_desktop.imports.files.old.shared_texts import SharedTexts
from dczg_desktop.imports.files.repeats import extents_of_tables
from dczg_desktop.imports.merged import MergedDown
from dczg_desktop.imports.read import read_tables
from tests.imports.files.test_extent import LAST, ROWS, SHEET, changed
from tests.imports.samples.odd_files import compound_file, open_document, with_part

ROOT, BOOK = "_rels/.rels", "xl/_rels/workbook.xml.rels"
FIRST = b'Target="worksheets/sheet1.xml"'
UNSEEN = b'Target="worksheets/other.bin"'


def units(path):
    return [one.fields.get("responsible_unit") for table in read_tables(path).tables for one in table.records]


def with_two_directories(path, other):
    """The parts of two zips in one file: the old end names the directory of the second, the new one that of the first."""
    body, lists = b"", []
    for source in (path, other):
        told = b""
        with zipfile.ZipFile(source) as archive:
            for name in archive.namelist():
                data, word = archive.read(name), name.encode()
                sizes = struct.pack("<III", zlib.crc32(data), len(data), len(data))
                told += struct.pack("<4s6H", b"PK\1\2", 20, 20, 0x800, 0, 0, 33) + sizes
                told += struct.pack("<5HII", len(word), 0, 0, 0, 0, 0, len(body)) + word
                body += struct.pack("<4s5H", b"PK\3\4", 20, 0x800, 0, 0, 33) + sizes
                body += struct.pack("<HH", len(word), 0) + word + data
        lists.append((told, len(zipfile.ZipFile(source).namelist())))
    (good, goods), (bad, bads) = lists
    start = len(body) + len(bad)
    body += bad + good
    new = struct.pack("<4sQHHIIQQQQ", b"PK\6\6", 44, 45, 45, 0, 0, goods, goods, len(good), start)
    new += struct.pack("<4sIQI", b"PK\6\7", 0, len(body), 1)
    end = struct.pack("<4s4HIIH", b"PK\5\6", 0, 0, bads, bads, len(bad), start - len(bad), 0)
    path.write_bytes(body + new + end)
    return path


def test_of_two_directories_in_a_workbook_the_one_that_was_looked_at_is_read(tmp_path):
    other = changed(tmp_path, ("xl/sharedStrings.xml", "县水利局".encode(), "没有看过".encode())).rename(
        tmp_path / "另.xlsx"
    )

    assert units(with_two_directories(changed(tmp_path), other)) == ["县水利局"]


def test_of_two_directories_in_an_open_document_the_one_that_was_looked_at_is_read(tmp_path):
    path = open_document(tmp_path / "台账.ods", [[str(cell) for cell in row] for row in ROWS])
    other = with_part(path, tmp_path / "另.ods", "content.xml", ("县水利局", "没有看过"))

    assert units(with_two_directories(path, other)) == ["县水利局"]


def test_a_large_workbook_with_two_directories_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(gate, "_MOST_REPACKED", 0)

    other = changed(tmp_path).rename(tmp_path / "另.xlsx")
    path = with_two_directories(changed(tmp_path), other)

    with pytest.raises(UserError, match="两个目录"):
        read_tables(path)


@pytest.mark.parametrize(
    "changes",
    [
        [(BOOK, FIRST, UNSEEN + b' TargetMode="External"')],
        [(BOOK, FIRST, UNSEEN), (ROOT, b"xl/workbook.xml", b"xl/nothing.xml")],
    ],
    ids=["said to be outside", "another workbook named"],
)  # fmt: skip
def test_a_sheet_that_was_not_looked_at_is_not_read(tmp_path, changes):
    path = changed(tmp_path, *changes, renamed={SHEET: "xl/worksheets/other.bin"})

    with pytest.raises(UserError):
        read_tables(path)


@pytest.mark.parametrize(
    "beside",
    [b'<!-- <c r="XFD2"><f>1</f></c> -->', b'<!-- <c r="XFD2" t="e"><v>#N/A</v></c> -->'],
    ids=["a formula", "an error"],
)
def test_a_far_cell_in_a_comment_is_not_put_into_the_table(tmp_path, beside):
    with pytest.raises(UserError, match="超出允许范围"):
        read_tables(changed(tmp_path, (SHEET, LAST, beside + LAST)))


def test_a_far_formula_of_an_open_document_is_refused(tmp_path):
    plain = open_document(tmp_path / "原件.ods", [[str(cell) for cell in row] for row in ROWS])
    far = '<table:table-row><table:table-cell table:number-columns-repeated="703"/><table:table-cell table:formula="of:=1"/></table:table-row></table:table>'

    with pytest.raises(UserError, match="超出允许范围"):
        read_tables(with_part(plain, tmp_path / "台账.ods", "content.xml", ("</table:table>", far)))


CELL = '<table:table-cell office:value="7" table:number-columns-repeated="300"{}><text:p>{}</text:p></table:table-cell>'
SPLIT = {
    "the words in a text": CELL.format("", "table-row") * 3,
    "the words in an attribute": CELL.format(' table:style-name="table-row"', "7") * 3,
    "the words in a comment": (CELL.format("", "7") + "<!-- table-row -->") * 3,
    "a row inside a cell": CELL.format("", "<table:table-row/>") * 3,
    "rows inside a cell": CELL.format("", "<table:table-row></table:table-row>") * 3,
}


@pytest.mark.parametrize("cells", SPLIT.values(), ids=SPLIT)
def test_a_row_is_no_narrower_for_what_stands_in_its_cells(cells):
    row = f"<table:table-row>{cells}</table:table-row>"
    content = f"<x xmlns:office='o' xmlns:table='t' xmlns:text='x'><table:table table:name='甲'>{row}</table:table></x>"

    assert max(columns for _rows, columns in extents_of_tables(content.encode(), limits.fits)) >= 900


def test_a_table_inside_a_table_goes_on_with_its_rows():
    rows = f'<table:table-row table:number-rows-repeated="60000">{CELL.format("", "7")}</table:table-row>'
    content = f"<x xmlns:office='o' xmlns:table='t' xmlns:text='x'><table:table table:name='甲'>{rows}<table:table table:name='乙'>{rows}</table:table></table:table></x>"

    assert max(tall for tall, _columns in extents_of_tables(content.encode(), limits.fits)) >= 120_000


@pytest.mark.parametrize("text", ["长" * 40_000, '<text:s text:c="40000"/>', '<text:s text:c=" 40000"/>'])
def test_a_long_text_that_is_repeated_again_and_again_is_refused(tmp_path, text):
    plain = open_document(tmp_path / "原件.ods", [[str(cell) for cell in row] for row in ROWS])
    row = f'<table:table-row table:number-rows-repeated="900">{CELL.format("", text)}</table:table-row></table:table>'

    with pytest.raises(UserError, match="超出允许范围"):
        read_tables(with_part(plain, tmp_path / "台账.ods", "content.xml", ("</table:table>", row)))


def test_a_mark_above_an_empty_last_line_is_told_in_a_long_text_table(tmp_path):
    path = tmp_path / "台账.csv"
    lines = [
        "序号,问题,责任单位",
        *(f"{number},河道{number}有垃圾,县水利局" for number in range(1, 260)),
        "260,待补充,县水利局",
    ]
    path.write_text("\n".join([*lines, "", ""]), encoding="utf-8")

    assert [
        fault.place for table in read_tables(path).tables for fault in table.faults if "占位" in fault.message
    ]


def test_cells_merged_over_one_another_in_many_ways_are_carried_in_time():
    def seconds(count):
        merged, began = MergedDown(), time.process_time()
        for column in range(count):
            merged.cover(0, range(1, 400), [column])
        return time.process_time() - began

    assert seconds(800) < 12 * max(seconds(200), 0.01)


def test_rows_that_share_what_covers_them_keep_it_apart():
    merged = MergedDown()
    merged.cover(0, range(1, 4), [0])
    merged.cover(1, [2], [1])
    merged.cover(0, [2], [2])

    assert [dict(merged.of_row(row)) for row in (1, 2, 3)] == [{0: 0}, {0: 0, 1: 1, 2: 0}, {0: 0}]


def test_the_cells_of_an_old_workbook_are_taken_together_some_at_once():
    run = (struct.pack("<HH", 0xFD, 10) + bytes(10)) * 50_000

    assert biff._USUAL_CELLS.match(run).end() < 100_000


def test_a_long_text_that_many_cells_share_is_refused(tmp_path):
    cells = "".join(
        f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(3, 22_000)
    ).encode()
    long = ("xl/sharedStrings.xml", "序号".encode(), "序号".encode() * 5000)

    with pytest.raises(UserError, match="超出允许范围"):
        read_tables(changed(tmp_path, (SHEET, b"</sheetData>", cells + b"</sheetData>"), long))


def test_a_long_text_beside_short_ones_that_many_cells_share_harms_nobody():
    texts = b"<sst><si><t>" + b"x" * 300_000 + b"</t></si><si><t>y</t></si></sst>"
    cells = b'<c r="A1" t="s"><v>0</v></c>' + b'<c r="A2" t="s"><v>1</v></c>' * 3000
    sheet = b"<sheetData><row>" + cells + b"</row></sheetData>"

    assert length_of_shared({TEXTS: texts, SHEET: sheet}, set()) < MOST_SHARED


def test_a_workbook_packed_anew_with_its_folders_is_handed_on_as_it_is(tmp_path):
    path = changed(tmp_path)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/worksheets/", b"")
    opened = gate.opened_parts(path)

    assert laid_out(path, opened) is opened


def test_the_shared_texts_of_an_old_workbook_are_measured_across_the_records_that_continue_them():
    first = struct.pack("<II", 3, 3) + struct.pack("<HB", 6, 1) + "一二".encode("utf-16-le")
    rest = (
        b"\0abcd" + struct.pack("<HBH", 2, 8, 1) + b"xy" + bytes(4) + struct.pack("<HB", 300, 0) + b"z" * 300
    )
    texts = SharedTexts([(0xFC, first), (0x3C, rest)], 1 << 40)

    cells = [struct.pack("<HHHHHI", 0xFD, 10, 0, 0, 0, number) for number in range(3)]

    assert [texts.length(cell) for cell in cells] == [6, 2, 300]


def test_a_long_text_that_many_cells_of_an_old_workbook_share_is_refused(tmp_path, monkeypatch):
    for module in (biff, shared_texts):
        monkeypatch.setattr(module, "MOST_SHARED", 1_000_000)
    texts = record(0xFC, struct.pack("<IIHB", 1, 1, 4000, 0) + b"x" * 4000)
    cells = b"".join(record(0xFD, struct.pack("<HHHI", number, 0, 0, 0)) for number in range(300))
    begin, end = record(0x809, struct.pack("<HHHHII", 0x600, 5, 0xDBB, 0x7CC, 0, 6)), record(0x0A, b"")
    start = len(begin) + 16 + len(texts) + len(end)
    sheet = record(0x85, struct.pack("<IHBB", start, 0, 4, 0) + b"name")
    path = compound_file(tmp_path / "台账.xls", "Workbook", begin + sheet + texts + end + begin + cells + end)

    with pytest.raises(UserError, match="超出允许范围"):
        read_tables(path)


def record(kind, body):
    return struct.pack("<HH", kind, len(body)) + body


@pytest.mark.parametrize("part", ["xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml"])
def test_no_reader_sees_a_workbook_before_what_it_reads_at_once_was_looked_at(tmp_path, monkeypatch, part):
    opened = []
    monkeypatch.setattr(xlsx, "open_workbook", lambda path, _stream: opened.append(path))
    path = changed(tmp_path, (part, b"?>", b"?><!DOCTYPE x>"))

    with pytest.raises(UserError, match="DOCTYPE"):
        read_tables(path)

    assert not opened


def test_an_ordinary_workbook_is_opened_while_its_sheets_are_looked_at(tmp_path, monkeypatch):
    seen = []
    monkeypatch.setattr(
        gate, "check_sheet", lambda _path, _data: seen.append("sheet") or Extent(2, 5, is_usual=True)
    )
    monkeypatch.setattr(xlsx, "begun", lambda work: seen.append("begun") or begun(work))

    assert units(changed(tmp_path)) == ["县水利局"]
    assert seen[:2] == ["begun", "sheet"]
