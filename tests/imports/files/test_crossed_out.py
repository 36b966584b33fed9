"""Words crossed out inside a cell, the head and foot of printed pages, colours that depend on a condition: all told, none guessed."""

import struct
import time
from pathlib import Path

import pytest
import xlsxwriter
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from dczg_desktop.imports.files.excel.around import condition_note, printed_lines
from dczg_desktop.imports.files.excel.crossed_out import crossed_cells, crossed_texts
from dczg_desktop.imports.files.excel.links import links_of
from dczg_desktop.imports.read import read_tables
from dczg_desktop.imports.sender import sender_of
from tests.imports.samples.odd_files import open_document, with_part
from tests.imports.samples.old_records import NEW, OLD, old_book, record, table
from tests.imports.samples.word_files import document, paragraph

HEAD = ["序号", "问题描述", "责任单位"]
ASKED = "该格里的这些字加了删除线，程序照读。删除线表示已删去的，请对照原件从这一格里去掉。"


@pytest.fixture
def book(tmp_path):
    made = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    sheet = made.add_worksheet("清单")
    sheet.write_row(0, 0, HEAD)
    sheet.write_row(1, 0, [1, "某砂场扬尘扰民", "县水利局"])
    sheet.write_row(2, 0, [2, "某厂废气直排", "县住建局"])
    return made, sheet


def read(tmp_path, made):
    made.close()
    return read_tables(tmp_path / "a.xlsx")


def asked(reading):
    return [(fault.place, fault.value, fault.message) for table in reading.tables for fault in table.faults]


def test_words_crossed_out_in_a_shared_text_are_read_and_asked_about(tmp_path, book):
    made, sheet = book
    sheet.write_rich_string(
        1, 2, "县水利局、", made.add_format({"font_strikeout": True}), "县住建局 & 县交通局", "、县城管局"
    )
    reading = read(tmp_path, made)

    assert (
        reading.tables[0].records[0].fields["responsible_unit"] == "县水利局、县住建局 & 县交通局、县城管局"
    )
    assert asked(reading) == [("清单!C2", "县住建局 & 县交通局", ASKED)]


def test_words_crossed_out_in_the_cell_itself_are_asked_about(tmp_path):
    book = Workbook()
    for row in (HEAD, [1, "某砂场扬尘扰民", "县水利局"], [2, "某厂废气直排", ""]):
        book.active.append(row)
    book.active["B2"] = CellRichText("某砂场", TextBlock(InlineFont(b=True), "扬尘扰民"))
    book.active["C3"] = CellRichText("县住建局", TextBlock(InlineFont(strike=True), "、县交通局"))
    book.save(tmp_path / "a.xlsx")

    assert asked(read_tables(tmp_path / "a.xlsx")) == [("Sheet!C3", "、县交通局", ASKED)]


def test_a_line_through_words_that_is_switched_off_crosses_nothing_out():
    text = b'<sst><si><r><rPr><strike val="0"/></rPr><t>a</t></r></si><si><r><rPr><strike/></rPr><t>b</t></r><r><t>c</t></r></si></sst>'

    assert crossed_texts(text) == {b"1": "b"}


def test_a_hundred_thousand_texts_without_a_line_through_them_take_no_time():
    text = b"<sst>" + "<si><t>某河段污水直排</t></si>".encode() * 100_000 + b"</sst>"

    began = time.process_time()
    assert crossed_texts(text) == {}
    assert time.process_time() - began < 0.1


def test_the_head_and_foot_of_the_pages_are_listed_but_for_the_page(tmp_path, book):
    made, sheet = book
    sheet.set_header('&L填报单位：青石县生态环境局&C&"黑体,Bold"&14密级：内部资料&R第&P页 共&N页')
    sheet.set_footer("&C&P / &N&R&D")
    reading = read(tmp_path, made)

    assert [(one.text, one.why, one.place) for one in reading.tables[0].left_out] == [
        ("填报单位：青石县生态环境局", "页眉", "清单"),
        ("密级：内部资料", "页眉", "清单"),
    ]
    assert sender_of(reading) == "青石县生态环境局"
    assert reading.notes == ("“清单”的页眉写着“密级：内部资料”，请按保密规定处理这份文件。",)


def test_colours_that_depend_on_a_state_are_told_and_those_of_duplicates_are_not(tmp_path, book):
    made, sheet = book
    red = made.add_format({"bg_color": "#FF0000"})
    sheet.conditional_format("A2:A9", {"type": "duplicate", "format": red})
    sheet.conditional_format(
        "C2:C9", {"type": "text", "criteria": "containing", "value": "滞后", "format": red}
    )
    (note,) = read(tmp_path, made).notes

    assert note.startswith("工作表“清单”里有按条件变色或加图标的格（C2:C9），程序不读颜色和图标")


def struck(before: str, words: str, mark: str = "<w:strike/>") -> str:
    return f"<w:p><w:r><w:t>{before}</w:t></w:r><w:r><w:rPr>{mark}</w:rPr><w:t>{words}</w:t></w:r></w:p>"


PLAN = [
    paragraph("一、某砂场扬尘问题"),
    paragraph("整改目标：全部覆盖"),
    paragraph("整改时限：2026年12月底前"),
]


@pytest.mark.parametrize("mark", ["<w:strike/>", '<w:dstrike w:val="true"/>'])
def test_words_crossed_out_in_a_document_are_told_with_where_they_stand(tmp_path, mark):
    path = document(tmp_path / "a.docx", *PLAN, struck("责任单位：县水利局", "、县住建局", mark))
    reading = read_tables(path)

    assert reading.tables[0].records[0].fields["responsible_unit"] == "县水利局、县住建局"
    assert (
        "“a”里有加了删除线的字（“、县住建局”），程序照读；删除线表示已删去的，请对照原件从读入的内容里去掉。"
        in reading.notes
    )
    assert [(one.text, one.why) for one in reading.tables[0].left_out if one.place == "删除线1"] == [
        ("“、县住建局”（在“责任单位：县水利局、县住建局”里）", "删除线")
    ]


def test_a_document_without_a_line_through_its_words_tells_nothing(tmp_path):
    path = document(
        tmp_path / "a.docx", *PLAN, struck("责任单位：县水利局", "、县住建局", '<w:strike w:val="0"/>')
    )

    assert not any("删除线" in note for note in read_tables(path).notes)


@pytest.mark.parametrize("version", [NEW, OLD])
def test_the_head_and_foot_of_the_pages_of_an_old_workbook_are_listed(tmp_path, version):
    def printed(kind, code):
        if version == OLD:
            return record(kind, bytes([len(code.encode("gb18030"))]), code.encode("gb18030"))
        return record(kind, struct.pack("<HB", len(code), 1), code.encode("utf-16-le"))

    cells = [
        printed(0x14, "&L填报单位：青石县住建局&R密级：秘密"),
        printed(0x15, "&C第 &P 页"),
        *table(version),
    ]
    reading = read_tables(old_book(tmp_path / "a.xls", [], cells, version))

    assert [(one.text, one.why) for one in reading.tables[0].left_out] == [
        ("填报单位：青石县住建局", "页眉"),
        ("密级：秘密", "页眉"),
    ]
    assert sender_of(reading) == "青石县住建局"
    assert any("密级：秘密" in note for note in reading.notes)


@pytest.mark.parametrize("body", [b"", b"\xff\xff\1ab", b"\2\0\1"])
def test_a_broken_head_of_the_pages_harms_nobody(tmp_path, body):
    reading = read_tables(old_book(tmp_path / "a.xls", [], [record(0x14, body), *table()]))

    assert len(reading.tables[0].records) == 2


@pytest.mark.parametrize(("way", "solid"), [("style", "solid"), ("type", "single")])
def test_words_crossed_out_and_links_in_an_open_document_are_told(tmp_path, way, solid):
    space = 'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"'
    styles = "".join(
        f'<style:style style:name="{name}" style:family="text"><style:text-properties style:text-line-through-{way}="{line}"/></style:style>'
        for name, line in (("T1", solid), ("T2", "none"))
    )
    path = open_document(
        tmp_path / "a.ods", [HEAD, ["1", "某砂场扬尘扰民", "单位一"], ["2", "某厂废气直排", "单位二"]]
    )
    for source, target, change in (
        ("a", "b", ("<office:body>", f"<office:automatic-styles {space}>{styles}</office:automatic-styles><office:body>")),
        ("b", "c", ("单位一", '县水利局<text:span xmlns:style="x" text:style-name="T1">、县住建局</text:span><text:span text:style-name="T2">、县城管局</text:span>')),
        ("c", "d", ("单位二", '<text:a xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="../照片/1.jpg">县住建局</text:a>')),
    ):  # fmt: skip
        path = with_part(tmp_path / f"{source}.ods", tmp_path / f"{target}.ods", "content.xml", change)
    reading = read_tables(path)
    first, second = reading.tables[0].records

    assert first.fields["responsible_unit"] == "县水利局、县住建局、县城管局"
    assert asked(reading) == [("台账!C2", "、县住建局", ASKED)]
    assert (second.fields["responsible_unit"], second.extra) == (
        "县住建局",
        {"责任单位（链接）": "../照片/1.jpg"},
    )


@pytest.mark.parametrize(
    "xml",
    [
        b'<c r="A1" t="inlineStr"><is>' * 20_000 + b"strike",
        b"<c " + b't="s" ' * 100_000,
        b'<conditionalFormatting sqref="A1">' * 20_000,
        b"<oddHeader>" * 20_000 + b"headerFooter",
        b"<si>" + b"<r>" * 60_000 + b"strike</si>",
        b"<hyperlinks>" + b"<hyperlink " * 50_000 + b"</hyperlinks>",
    ],
    ids=["cells", "attributes", "conditions", "heads", "runs", "links"],
)
def test_parts_that_never_end_are_looked_through_in_no_time(xml):
    began = time.process_time()
    list(crossed_cells(xml, crossed_texts(xml) or {b"1": "x"}))
    list(condition_note("清单", xml))
    printed_lines(xml)
    links_of(Path("a.xlsx"), {"sheet": xml}, "sheet")

    assert time.process_time() - began < 2
