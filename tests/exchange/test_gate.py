"""Hostile workbooks: each is refused in words and within moments, before any parser works on it."""

import re
import time

import openpyxl
import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.exchange.payload import NotOurPackage
from tests.exchange.zip_files import members_of, packed

BILLION_LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><x>&b;</x>'
)
SHEET = "xl/worksheets/sheet2.xml"


@pytest.fixture
def refused(written, tmp_path, opened_from):
    """Repack the package with `changes` {part: bytes} and return the words of its refusal."""

    def refuse(changes):
        path = packed(tmp_path / "敌意.xlsx", {**members_of(written.path), **changes})
        started = time.process_time()
        with pytest.raises(UserError) as caught:
            opened_from(path)
        assert time.process_time() - started < 1
        text = str(caught.value)
        assert "敌意.xlsx" in text
        assert "台账未作任何改动" in text
        return text

    return refuse


def in_sheet(written, cells):
    """The written sheet with `cells` (XML) put in front of its last row's end."""
    part = members_of(written.path)[SHEET]
    return {SHEET: part.replace(b"</sheetData>", cells + b"</sheetData>")}


def test_repacking_alone_is_not_refused(written, tmp_path, opened_from):
    assert opened_from(packed(tmp_path / "a.xlsx", members_of(written.path))).hand_edits == []


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("xl/sharedStrings.xml", BILLION_LAUGHS),
        ("xl/styles.xml", b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>'),
        ("docProps/app.xml", BILLION_LAUGHS),
        ("xl/styles.xml", '<?xml version="1.0" encoding="UTF-16"?><x/>'.encode("utf-16")),
        ("xl/styles.xml", b'<?xml version="1.0" encoding="UTF-7"?><x/>'),
    ],
)
def test_entities_and_strange_encodings_are_refused(refused, part, content):
    assert re.search("实体定义|编码", refused({part: content}))


@pytest.mark.parametrize(
    "part",
    [
        "xl/vbaProject.bin",
        "xl/macrosheets/sheet1.xml",
        "xl/externalLinks/externalLink1.xml",
        "xl/embeddings/oleObject1.bin",
        "xl/activeX/activeX1.xml",
        "xl/connections.xml",
    ],
)
def test_macros_objects_and_external_links_are_refused(refused, part):
    assert "宏、控件、嵌入对象或外部链接" in refused({part: b"<x/>"})


def test_a_macro_workbook_under_another_name_is_refused(written, refused):
    types = members_of(written.path)["[Content_Types].xml"]
    macro = types.replace(b"spreadsheetml.sheet.main+xml", b"ms-excel.sheet.macroEnabled.main+xml")

    assert "宏" in refused({"[Content_Types].xml": macro})


def test_a_link_out_of_the_workbook_is_refused(written, refused):
    links = members_of(written.path)["xl/_rels/workbook.xml.rels"]
    outside = b'<Relationship Id="rX" Type="http://x/oleLink" Target="file:///c:/a.xls" TargetMode="External"/></Rel'

    assert "外部链接" in refused({"xl/_rels/workbook.xml.rels": links.replace(b"</Rel", outside)})


@pytest.mark.parametrize("start", [b"PK\x03\x04rest", b"\xd0\xcf\x11\xe0\xa1\xb1", b"MZ\x90\0"])
def test_files_hidden_in_the_workbook_are_refused(refused, start):
    assert "嵌入了其他文件" in refused({"xl/media/image1.png": start + bytes(100)})


def test_a_part_that_unpacks_beyond_reason_is_refused(refused):
    assert "压缩比异常" in refused({"xl/styles.xml": b" " * (30 << 20)})


def test_a_workbook_beyond_the_total_size_is_refused(refused, monkeypatch):
    monkeypatch.setattr("dczg_desktop.exchange.gate.WORKBOOK_BYTES", 10_000)

    assert "展开后超过" in refused({})


def test_too_many_parts_are_refused(refused):
    assert "超过 2000 个" in refused({f"xl/x{number}.xml": b"<x/>" for number in range(2001)})


@pytest.mark.parametrize(
    "cells",
    [
        b'<row r="900"><c r="AAA900"><v>1</v></c></row>',
        b'<row r="1048576"><c r="A1048576"><v>1</v></c></row>',
        b'<row r="100001"><c r="A100001"><v>1</v></c></row>',
        b'<row r="900"><c><v>1</v></c></row>',
        b"<row r=\"900\"><c r='A900'><v>1</v></c></row>",
        b'<row r="900"><x:c xmlns:x="u" r="A900"/><c s="1" r="B900"><v>1</v></c></row>',
        b'<row r="900"><c r="A900"><v>1</v></c><c r="A900"><v>2</v></c></row>',
        b'<row r="900"><c r="A900"><v>1</v></c><c r="B901"><v>2</v></c></row>',
        b'<row r="5"><c r="A5"><v>1</v></c></row>',
        b'<row r="900"><!-- <c r="A900"><v>1</v></c> --></row>',
        b'<row r="900"><c r="A900" t="inlineStr"><is><t><![CDATA[x]]></t></is></c></row>',
        b'<row r="900"><c r="A900" t="s"><v>99999</v></c></row>',
        b'<row r="900"><c r="A900" t="s"><v>-1</v></c></row>',
        b'<row r="900"><c r="A900"><v>abc</v></c></row>',
        b"<row/>" * 100_001,
    ],
)
def test_cells_that_are_out_of_range_twice_or_badly_written_are_refused(written, refused, cells):
    refused(in_sheet(written, cells))


def test_broken_xml_is_refused(written, refused):
    assert "结构已损坏" in refused({SHEET: members_of(written.path)[SHEET][:-20]})


def test_xml_with_broken_name_spaces_is_refused(written, refused):
    book = members_of(written.path)["xl/workbook.xml"]

    assert "结构已损坏" in refused({"xl/workbook.xml": book.replace(b"<sheets>", b'<sheets xmlns:x="">')})


def test_style_parts_too_large_for_a_tree_are_refused(refused, monkeypatch):
    monkeypatch.setattr("dczg_desktop.exchange.gate.TREE_BYTES", 500)

    assert "过大" in refused({})


def test_a_missing_sheet_part_is_refused(written, tmp_path, opened_from):
    members = members_of(written.path)
    del members[SHEET]

    with pytest.raises(UserError, match="内容缺失"):
        opened_from(packed(tmp_path / "a.xlsx", members))


def test_prefixed_sheets_show_no_cells_and_are_not_taken_for_untouched(written, tmp_path, opened_from):
    members = members_of(written.path)
    members[SHEET] = b'<x:worksheet xmlns:x="u"><x:sheetData/></x:worksheet>'

    opened = opened_from(packed(tmp_path / "a.xlsx", members))

    assert len(opened.missing_rows) == 3
    assert opened.hand_edits == []


def test_a_foreign_workbook_is_a_foreign_table(tmp_path, opened_from):
    book = openpyxl.Workbook()
    book.active["A1"] = "序号"
    book.save(tmp_path / "外来.xlsx")

    with pytest.raises(NotOurPackage, match="导入表格"):
        opened_from(tmp_path / "外来.xlsx")
