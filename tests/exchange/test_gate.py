"""Hostile files: each is refused in words and within moments, before any parser works on it."""

import io
import re
import struct
import time
import zipfile

import openpyxl
import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.exchange.package import write_package
from dczg_desktop.exchange.payload import NotOurPackage
from tests.exchange.builders import KEY, with_files

BILLION_LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><x>&b;</x>'
)
SHEET = "xl/worksheets/sheet2.xml"


def members_of(path):
    with zipfile.ZipFile(path) as archive:
        return {entry.filename: archive.read(entry) for entry in archive.infolist()}


def packed(path, members, method=zipfile.ZIP_DEFLATED):
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


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


@pytest.mark.parametrize(
    "name",
    [
        "../../evil.txt",
        "/etc/passwd",
        "C:/x",
        "附件/..",
        "CON.jpg",
        "附件\\x",
        "a//b",
        "com1",
        "a\u202egpj.exe",
        "x" * 300,
    ],
)
def test_names_that_could_lead_out_of_the_folder_are_refused(tmp_path, opened_from, name):
    whole = members_of(write_package(tmp_path / "a.zip", with_files(tmp_path), KEY.sign).path)

    with pytest.raises(UserError, match="包内文件名不合规"):
        opened_from(packed(tmp_path / "b.zip", {**whole, name: b"x"}))
    assert not list(tmp_path.parent.glob("evil*"))


def test_a_symbolic_link_is_refused(tmp_path, opened_from):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        entry = zipfile.ZipInfo("台账.xlsx")
        entry.external_attr = 0o120777 << 16
        archive.writestr(entry, "/etc/passwd")

    with pytest.raises(UserError, match="含有链接"):
        opened_from(path)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_the_same_name_twice_is_refused(tmp_path, opened_from):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.xlsx", b"one")
        archive.writestr("a.xlsx", b"two")

    with pytest.raises(UserError, match="重名"):
        opened_from(path)


def test_names_that_differ_only_in_case_are_refused(tmp_path, opened_from):
    with pytest.raises(UserError, match="重名"):
        opened_from(packed(tmp_path / "a.zip", {"A.xlsx": b"1", "a.XLSX": b"2"}))


def test_overlapping_members_are_refused(tmp_path, opened_from):
    """Two directory entries that share one compressed body, as in bombs that unpack to a multiple of it."""
    content = zipfile.ZipFile(packed(tmp_path / "one.zip", {"a.xlsx": b"x" * 1000}))
    entry = content.infolist()[0]
    raw = (tmp_path / "one.zip").read_bytes()
    start = content.start_dir
    content.close()
    directory = raw[start:-22]
    twin = directory.replace(b"a.xlsx", b"b.xlsx")
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 2, 2, len(directory) * 2, start, 0)
    (tmp_path / "two.zip").write_bytes(raw[:start] + directory + twin + end)

    assert entry.file_size == 1000
    with pytest.raises(UserError, match="重叠"):
        opened_from(tmp_path / "two.zip")


@pytest.mark.parametrize(
    "damage",
    [
        lambda raw: b"MZ" + raw,
        lambda raw: raw + b"tail",
        lambda raw: raw[:-1],
        lambda raw: raw[: len(raw) // 2],
        lambda _raw: b"",
        lambda _raw: b"PK\x03\x04",
        lambda raw: b"\xd0\xcf\x11\xe0" + raw[4:],
        lambda _raw: "序号,问题\n1,x".encode("gbk") * 20,
        lambda raw: raw[:-14] + b"\xff\xff\xff\xff" + raw[-10:],
    ],
)
def test_what_is_not_a_whole_zip_is_refused(written, tmp_path, opened_from, damage):
    path = tmp_path / "坏.xlsx"
    path.write_bytes(damage(written.path.read_bytes()))

    with pytest.raises(UserError, match=r"坏\.xlsx"):
        opened_from(path)


def test_a_missing_file_is_said_so(tmp_path, opened_from):
    with pytest.raises(UserError, match="打不开"):
        opened_from(tmp_path / "没有.xlsx")


def test_a_zip_with_a_password_is_refused(written, tmp_path, opened_from):
    raw = bytearray(packed(tmp_path / "a.zip", {"a.xlsx": b"x"}).read_bytes())
    raw[6] |= 1
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "a.zip").write_bytes(raw)

    with pytest.raises(UserError, match="密码"):
        opened_from(tmp_path / "a.zip")


def test_a_zip_in_a_zip_is_not_opened(written, tmp_path, opened_from):
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("台账.xlsx", written.path.read_bytes())

    with pytest.raises(NotOurPackage, match="没有台账工作簿"):
        opened_from(packed(tmp_path / "a.zip", {"a.zip": inner.getvalue()}))


def test_a_damaged_workbook_in_a_zip_is_refused_by_the_name_that_the_person_knows(tmp_path, opened_from):
    whole = members_of(write_package(tmp_path / "a.zip", with_files(tmp_path), KEY.sign).path)

    with pytest.raises(UserError, match=r"没有接收“报送\.zip”"):
        opened_from(packed(tmp_path / "报送.zip", {**whole, "台账.xlsx": whole["台账.xlsx"][:-30]}))


def test_a_zip_whose_workbook_is_itself_a_zip_of_workbooks_is_refused(tmp_path, opened_from):
    inner = packed(tmp_path / "inner.zip", {"x.xlsx": b"x"}).read_bytes()

    with pytest.raises(UserError, match="缺少必要的部分"):
        opened_from(packed(tmp_path / "a.zip", {"台账.xlsx": inner}))


def test_a_foreign_workbook_is_a_foreign_table(tmp_path, opened_from):
    book = openpyxl.Workbook()
    book.active["A1"] = "序号"
    book.save(tmp_path / "外来.xlsx")

    with pytest.raises(NotOurPackage, match="导入表格"):
        opened_from(tmp_path / "外来.xlsx")
