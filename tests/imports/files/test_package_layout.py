"""A workbook is read alike wherever its program put the parts, and what moves a part is checked where it is now."""

import re
import zipfile

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.imports.files.excel.package import with_places
from dczg_desktop.imports.read import read_tables
from tests.hostile.archives import pack
from tests.imports.samples.beside_cells import TABLE, book, comments, written

STYLES = '<styleSheet xmlns="x"><cellXfs><xf numFmtId="0"/><xf numFmtId="9"/></cellXfs></styleSheet>'
SHARED = '<sst xmlns="x"><si><t>县生态环境局</t></si></sst>'
LAST = '<row r="4" hidden="1"><c r="A4" t="inlineStr"><is><t>A3</t></is></c><c r="B4" t="inlineStr"><is><t>管网破损</t></is></c><c r="C4" t="s"><v>0</v></c><c r="D4" s="1"><v>0.5</v></c></row>'


@pytest.fixture
def parts(tmp_path):
    """A workbook with everything that is looked for by its place: styles, shared texts, a comment, a hidden row."""
    path = book(
        tmp_path / "原样.xlsx",
        {"xl/comments1.xml": comments(("B2", "延期"))},
        TABLE + LAST,
        others={"xl/styles.xml": STYLES, "xl/sharedStrings.xml": SHARED},
    )
    with zipfile.ZipFile(path) as archive:
        made = {name: archive.read(name) for name in archive.namelist()}
    kinds = "".join(
        f'<Relationship Id="rId{number}" Type="x/{kind}" Target="{kind}.xml"/>'
        for number, kind in ((8, "styles"), (9, "sharedStrings"))
    )
    directory = "xl/_rels/workbook.xml.rels"
    made[directory] = made[directory].replace(b"</Rel", f"{kinds}</Rel".encode())
    return made


def seen(path, parts):
    path.write_bytes(pack(parts))
    reading = read_tables(path)
    (table,) = reading.tables
    return (
        [(one.row, dict(one.fields), one.extra) for one in table.records],
        [(one.place, one.text) for one in table.left_out],
        table.grid.hidden_rows,
        reading.notes,
    )


def renamed(parts, old, new):
    return {name.replace(old, new, 1) if name.startswith(old) else name: data for name, data in parts.items()}


def with_directory(parts, old, new):
    directory = "xl/_rels/workbook.xml.rels"
    assert old in parts[directory]
    return parts | {directory: parts[directory].replace(old, new)}


CHANGES = {
    "点开头": lambda parts: with_directory(parts, b"worksheets/", b"./worksheets/"),
    "绕一圈": lambda parts: with_directory(parts, b"worksheets/", b"../xl/worksheets/"),
    "反斜杠": lambda parts: with_directory(parts, b"worksheets/", b"worksheets\\"),
    "部件反斜杠": lambda parts: {name.replace("/", "\\"): data for name, data in parts.items()},
    "大小写": lambda parts: renamed(parts, "xl/worksheets/sheet1", "xl/Worksheets/Sheet1"),
    "别处的共享文字": lambda parts: with_directory(
        renamed(parts, "xl/sharedStrings.xml", "texts.xml"), b'"sharedStrings.xml"', b'"/texts.xml"'
    ),
    "别处的样式": lambda parts: with_directory(
        renamed(parts, "xl/styles.xml", "xl/s/looks.xml"), b'"styles.xml"', b'"s/looks.xml"'
    ),
    "别名的工作簿": lambda parts: (
        renamed(
            renamed(parts, "xl/workbook.xml", "xl/book.xml"), "xl/_rels/workbook.xml", "xl/_rels/book.xml"
        )
        | {"_rels/.rels": parts["_rels/.rels"].replace(b"xl/workbook.xml", b"xl/book.xml")}
    ),
    "没有位置": lambda parts: (
        parts
        | {
            "xl/worksheets/sheet1.xml": re.sub(
                rb'(<(?:row|c)\b[^>]*?) r="\w+"', rb"\1", parts["xl/worksheets/sheet1.xml"]
            )
        }
    ),
    "国标编码": lambda parts: (
        parts
        | {
            "xl/sharedStrings.xml": ('<?xml version="1.0" encoding="gb2312"?>' + SHARED).encode("gb2312"),
        }
    ),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_workbook_is_read_alike_wherever_its_parts_are(tmp_path, parts, change):
    told = seen(tmp_path / "a.xlsx", parts)

    assert told[0][2] == (
        4,
        {"number": "A3", "description": "管网破损", "responsible_unit": "县生态环境局"},
        {"完成比例": "50%"},
    )
    assert told[1:3] == ([("B2", "延期")], {3})
    assert seen(tmp_path / "b.xlsx", change(parts)) == told


def test_a_sheet_that_is_nowhere_is_told(tmp_path):
    path = book(tmp_path / "a.xlsx", sheets={"二月": "<sheetData/>"})
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if "sheet2" not in name}
    path.write_bytes(pack(parts))

    assert [note for note in read_tables(path).notes if "二月" in note]


def test_rows_and_cells_without_a_place_go_on_from_the_last_that_has_one():
    xml = b'<x:sheetData><x:row><x:c/><x:c r="D1"/><x:c t="s"/></x:row><x:row r="7" s="1"><x:c/></x:row><x:row/></x:sheetData>'

    assert with_places(xml) == (
        b'<x:sheetData><x:row r="1"><x:c r="A1"/><x:c r="D1"/><x:c r="E1" t="s"/></x:row><x:row r="7" s="1"><x:c r="A7"/></x:row>'
        b'<x:row r="8"/></x:sheetData>'
    )


@pytest.mark.parametrize(
    "sheet",
    [
        written(1, ("a",)).encode(),
        b"<sheetData/>",
        b'<sheetData><row r="1"><c s="1" r="A1"/></row></sheetData>',
    ],
)
def test_a_sheet_that_says_every_place_stays_as_it_is(sheet):
    assert with_places(sheet) is None


def test_what_is_read_from_another_place_is_checked_there(tmp_path, parts):
    lying = b'<sst count="2000000000" uniqueCount="2000000000"><sheetData/></sst>'
    changed = with_directory(parts, b'"sharedStrings.xml"', b'"/texts.xml"') | {"texts.xml": lying}

    with pytest.raises(UserError, match="已损坏"):
        seen(tmp_path / "a.xlsx", changed)


def test_cells_that_get_a_place_far_away_are_refused(tmp_path, parts):
    hidden = b'<!-- <row r="1"/><row r="100001"/> --><row><c><v>1</v></c></row></sheetData>'
    sheet = parts["xl/worksheets/sheet1.xml"].replace(b"</sheetData>", hidden)

    with pytest.raises(UserError, match="超出允许范围"):
        seen(tmp_path / "a.xlsx", parts | {"xl/worksheets/sheet1.xml": sheet})


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("xl/workbook.bin", "二进制工作簿"), ("OFD.xml", "版式文件"), ("ppt/presentation.xml", "演示文稿"),
        ("Index/Document.iwa", "苹果电脑"),
    ],
)  # fmt: skip
def test_a_package_that_is_no_table_is_named_for_what_it_is(tmp_path, part, words):
    path = tmp_path / "件.zip"
    path.write_bytes(pack({part: b"<x/>"}))

    with pytest.raises(UserError, match=words):
        read_tables(path)


def test_a_text_document_of_opendocument_is_named(tmp_path):
    path = tmp_path / "方案.odt"
    path.write_bytes(pack({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"}))

    with pytest.raises(UserError, match=r"文字文档.*\.docx"):
        read_tables(path)
