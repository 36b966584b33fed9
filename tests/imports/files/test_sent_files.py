"""Tables as they are sent: inside a zip, as a web page, with other separators, as OpenDocument with merges."""

import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from dczg_desktop.base.errors import UserError
from dczg_desktop.imports.read import read_tables
from tests.imports.samples.odd_files import old_workbook, open_document, with_part

ROWS = [["序号", "问题", "整改时限"], ["1", "河道有垃圾", "2025年底前"]]
FIELDS = {"number": "1", "description": "河道有垃圾", "deadline": "2025年底前"}


def workbook(path: Path) -> Path:
    book = Workbook()
    for row in ROWS:
        book.active.append(row)
    book.save(path)
    return path


def packed(path: Path, **files: bytes) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "."), data)
    return path


def fields(path: Path) -> dict[str, str]:
    ((record,),) = (table.records for table in read_tables(path).tables)
    return record.fields


def test_the_only_table_in_a_zip_is_read(tmp_path):
    data = workbook(tmp_path / "a.xlsx").read_bytes()
    path = packed(tmp_path / "材料.zip", 台账__xlsx=data, 照片__jpg=b"\xff\xd8\xff", 说明__txt=b"1")

    reading = read_tables(path)

    assert (reading.file_name, reading.notes[0]) == ("材料.zip", "读取的是压缩包里的“台账.xlsx”。")
    assert reading.tables[0].records[0].fields == FIELDS


def test_several_tables_in_a_zip_are_named_and_left(tmp_path):
    path = packed(tmp_path / "材料.zip", 甲__xlsx=b"1", 乙__csv=b"2")

    with pytest.raises(UserError, match=r"“甲\.xlsx”、“乙\.csv”，共 2 个。请先解压"):
        read_tables(path)


@pytest.mark.parametrize("files", [{"照片__jpg": b"1"}, {}, {"内__xlsx": b"PK\x05\x06" + bytes(18)}])
def test_a_zip_without_a_table_is_refused(tmp_path, files):
    with pytest.raises(UserError, match="解压"):
        read_tables(packed(tmp_path / "材料.zip", 文__txt=b"1", **files))


def test_a_zip_that_unpacks_to_too_much_is_refused(tmp_path):
    path = tmp_path / "材料.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.xlsx", bytes(30_000_000))

    with pytest.raises(UserError, match="压缩比不正常"):
        read_tables(path)


def test_a_web_page_named_xls_is_read_with_merged_cells(tmp_path):
    path = tmp_path / "台账.xls"
    path.write_bytes(
        "<html><head><style>td{}</style></head><body><table border=1><tr><td colspan=3>整改台账<tr>"
        "<th>序号<th>问题<th>整改<br>时限</tr><tr><td rowspan=2>1</td><td rowspan=2>河道有垃圾&amp;杂物</td><td>2025年底前</td></tr>"
        "<tr><td>长期坚持</td></tr></table></body></html>".encode("gbk")
    )

    reading = read_tables(path)

    (table,) = reading.tables
    assert (reading.container, reading.encoding, table.title) == ("html", "GB18030", "整改台账")
    assert "网页格式" in reading.notes[0]
    assert [record.fields["deadline"] for record in table.records] == ["2025年底前", "长期坚持"]
    assert table.records[1].fields["description"] == "河道有垃圾&杂物"
    assert table.records[1].merged_from == 3


def test_other_markup_is_refused_with_advice(tmp_path):
    path = tmp_path / "台账.xls"
    path.write_bytes(b'<?xml version="1.0"?><a/>')

    with pytest.raises(UserError, match="XML 文件"):
        read_tables(path)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_separators_encodings_quoted_breaks_and_rare_characters(tmp_path, separator, encoding):
    path = tmp_path / "台账.csv"
    lines = [separator.join(ROWS[0]), separator.join(["1", f'"㙍镇𠮷山{separator}\n有垃圾"', "2025年底前"])]
    path.write_text("\r\n".join(lines), encoding, newline="")

    assert fields(path) == FIELDS | {
        "description": f"㙍镇𠮷山{separator.strip()}\n有垃圾" if separator != "\t" else "㙍镇𠮷山 \n有垃圾"
    }


def test_merges_and_hidden_rows_of_an_open_document_are_seen(tmp_path):
    rows = [*ROWS, ["", "", "长期坚持"]]
    source = open_document(tmp_path / "a.ods", rows)
    cell = '<table:table-cell office:value-type="string"><text:p>{0}</text:p></table:table-cell>'
    merged = cell.replace("<table:table-cell", '<table:table-cell table:number-rows-spanned="2"', 1)
    one = with_part(source, tmp_path / "b.ods", "content.xml", (cell.format("1"), merged.format("1")))
    two = with_part(
        one, tmp_path / "c.ods", "content.xml", (cell.format("河道有垃圾"), merged.format("河道有垃圾"))
    )
    hidden = (
        "<table:table-row>" + cell.format(""),
        '<table:table-row table:visibility="collapse">' + cell.format(""),
    )

    (table,) = read_tables(with_part(two, tmp_path / "d.ods", "content.xml", hidden)).tables

    assert table.records[1].fields == FIELDS | {"deadline": "长期坚持"}
    assert table.records[1].merged_from == 2
    assert any("隐藏" in fault.message for fault in table.faults)


def test_a_wps_file_is_read_as_the_old_workbook_it_is(tmp_path):
    assert fields(old_workbook(tmp_path / "台账.et", ROWS)) == FIELDS
