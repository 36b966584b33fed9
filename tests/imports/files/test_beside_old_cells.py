"""What old workbooks and open documents show beside the values is told as of .xlsx: crossed-out words, links, conditions, printed pages."""

import struct
import zipfile

import pytest

from dczg_desktop.imports.files.old.crossed_texts import crossed_texts
from dczg_desktop.imports.read import read_tables
from tests.imports.samples.odd_files import open_document, with_part
from tests.imports.samples.old_records import label, old_book, record, style

HEAD = ["编号", "存在的问题", "责任单位", "完成比例"]
ASKED = "该格里的这些字加了删除线"
PAGE, FILE = "e0c9ea79f9bace118c8200aa004ba90b", "0303000000000000c000000000000046"


def font(*, crossed=False):
    return record(0x0031, struct.pack("<HHHHHBBBBB", 200, 8 if crossed else 0, 0, 400, 0, 0, 0, 0, 0, 0))


FONTS = [font(), font(), font(), font(), font(crossed=True)]  # the fifth has number 5


def text(words, *marks, wide=True):
    """A shared text; `marks` are (character, font)."""
    body = words.encode("utf-16-le" if wide else "latin-1")
    runs = struct.pack("<H", len(marks)) if marks else b""
    told = b"".join(struct.pack("<HH", *mark) for mark in marks)
    return struct.pack("<HB", len(words), (1 if wide else 0) | (8 if marks else 0)) + runs + body + told


def shared(*texts, split=None):
    body = struct.pack("<II", len(texts), len(texts)) + b"".join(texts)
    if split is None:
        return [record(0x00FC, body)]
    return [record(0x00FC, body[:split]), record(0x003C, body[split:])]


def sst_cell(row, column, number, form=0):
    return record(0x00FD, struct.pack("<HHHI", row, column, form, number))


def cells_with(*more):
    head = [label(0, column, words) for column, words in enumerate(HEAD)]
    rows = [label(1, 0, "A1"), label(1, 1, "料场未覆盖"), label(2, 0, "A2"), label(2, 1, "河道有垃圾")]
    return [*head, *rows, label(2, 2, "县城管局"), *more]


def asked(reading):
    return [
        (one.place, one.value)
        for part in reading.tables
        for one in part.faults
        if one.message.startswith(ASKED)
    ]


PARTLY = text("县水利局、县住建局", (4, 5), (8, 0))


@pytest.mark.parametrize("cell", [sst_cell(1, 2, 1), sst_cell(1, 2, 1) + sst_cell(1, 3, 0)])
def test_words_crossed_out_inside_a_cell_of_an_old_workbook_are_asked_about(tmp_path, cell):
    own = [*FONTS, style(), *shared(text("另一格"), PARTLY)]
    reading = read_tables(old_book(tmp_path / "a.xls", own, cells_with(cell)))

    assert asked(reading) == [("台账!C2", "、县住建")]
    assert reading.tables[0].records[0].fields["responsible_unit"] == "县水利局、县住建局"


def test_the_words_are_found_where_the_text_goes_on_in_another_record(tmp_path):
    own = [*FONTS, style()]
    first, second = text("abc", wide=False), PARTLY
    body = struct.pack("<II", 2, 2) + first + second
    cut = 8 + len(first) + 5 + 2 * 6  # behind the sixth character
    own += [record(0x00FC, body[:cut]), record(0x003C, b"\1" + body[cut:])]
    reading = read_tables(old_book(tmp_path / "a.xls", own, cells_with(sst_cell(1, 2, 1))))

    assert asked(reading) == [("台账!C2", "、县住建")]


def test_an_old_workbook_without_such_a_font_tells_nothing(tmp_path):
    own = [*[font()] * 5, style(), *shared(PARTLY)]

    assert asked(read_tables(old_book(tmp_path / "a.xls", own, cells_with(sst_cell(1, 2, 0))))) == []


@pytest.mark.parametrize("cut", range(0, 44, 3))
def test_shared_texts_that_are_cut_short_harm_nobody(cut):
    body = shared(PARTLY)[0][4:]

    assert crossed_texts([(0x00FC, body)], {5}) == {0: "、县住建"}
    assert crossed_texts([(0x00FC, body[:cut])], {5}) in ({}, {0: "、县住建"})


def link(row, column, flags, *more):
    place = struct.pack("<HHHH", row, row, column, column)
    return record(0x01B8, place, bytes(16), struct.pack("<II", 2, flags), *more)


def told(words):
    return struct.pack("<I", len(words) + 1) + (words + "\0").encode("utf-16-le")


def page(address):
    wide = (address + "\0").encode("utf-16-le")
    return bytes.fromhex(PAGE) + struct.pack("<I", len(wide)) + wide


def of_file(path):
    wide = path.encode("utf-16-le")
    ansi = path.encode("gb18030") + b"\0"
    head = bytes.fromhex(FILE) + struct.pack("<HI", 0, len(ansi)) + ansi + struct.pack("<HH", 0xFFFF, 0xDEAD)
    return head + bytes(20) + struct.pack("<IIH", len(wide) + 6, len(wide), 3) + wide


@pytest.mark.parametrize(
    ("flags", "more", "target"),
    [
        (0x03, [page("https://a.gov.cn/1.html")], "https://a.gov.cn/1.html"),
        (0x17, [told("照片"), page("https://a.gov.cn/1.html")], "https://a.gov.cn/1.html"),
        (0x01, [of_file("照片\\整改前1.jpg")], "照片\\整改前1.jpg"),
        (0x101, [told("..\\照片\\1.jpg")], "..\\照片\\1.jpg"),
    ],
)
def test_where_links_of_an_old_workbook_lead_is_kept(tmp_path, flags, more, target):
    path = old_book(
        tmp_path / "a.xls", [style()], cells_with(label(1, 2, "县住建局"), link(1, 1, flags, *more))
    )
    (first, second) = read_tables(path).tables[0].records

    assert (first.extra["存在的问题（链接）"], second.extra["存在的问题（链接）"]) == (target, "")


@pytest.mark.parametrize(
    ("flags", "more"),
    [(0x08, [told("台账!A1")]), (0x03, [page("mailto:a@b.cn")]), (0x03, [b"\1"]), (0x17, [])],
)
def test_links_within_the_workbook_to_persons_and_broken_ones_are_none(tmp_path, flags, more):
    path = old_book(tmp_path / "a.xls", [style()], cells_with(link(1, 1, flags, *more)))

    assert not any("（链接）" in one.header for one in read_tables(path).tables[0].columns)


def ranges(kind, *spans):
    head = b"" if kind == 0x01B0 else struct.pack("<HH8x", kind, 0)
    return record(
        kind,
        head,
        struct.pack("<HH8xH", 1, 1, len(spans)),
        *(struct.pack("<HHHH", *span) for span in spans),
    )


def rule(kind):
    return record(0x087A, struct.pack("<HH8xB", 0x087A, 0, kind))


def conditions(reading):
    return [
        note.partition("图标的格（")[2].partition("）")[0] for note in reading.notes if "按条件变色" in note
    ]


def test_conditional_colours_of_an_old_workbook_are_told(tmp_path):
    more = [ranges(0x01B0, (1, 8, 2, 2), (1, 1, 3, 3)), ranges(0x0879, (1, 8, 1, 1)), rule(6)]
    more += [ranges(0x0879, (1, 8, 0, 0)), rule(4)]
    reading = read_tables(old_book(tmp_path / "a.xls", [style()], cells_with(*more)))

    assert conditions(reading) == ["C2:C9、D2、B2:B9"]


def test_conditions_that_are_cut_short_harm_nobody(tmp_path):
    more = [record(0x01B0, b"\1\0\1"), record(0x0879, b""), record(0x087A, b"\1")]

    assert conditions(read_tables(old_book(tmp_path / "a.xls", [style()], cells_with(*more)))) == []


ROWS = [HEAD[:3], ["A1", "料场未覆盖", "县住建局"], ["A2", "河道有垃圾", "县水利局"]]
CALC = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'


def test_conditional_colours_of_an_open_document_are_told(tmp_path):
    formats = "".join(
        f'<calcext:conditional-format calcext:target-range-address="{where}">{inner}</calcext:conditional-format>'
        for where, inner in (
            (
                "台账.C2:台账.C9 $台账.$B$2",
                '<calcext:condition calcext:value="contains-text(&quot;滞后&quot;)"/>',
            ),
            ("台账.A2:台账.A9", '<calcext:condition calcext:value="duplicate"/>'),
            ("台账.B3", "<calcext:data-bar/>"),
        )
    )
    said = f"<calcext:conditional-formats {CALC}>{formats}</calcext:conditional-formats></table:table>"
    source = open_document(tmp_path / "a.ods", ROWS)
    path = with_part(source, tmp_path / "b.ods", "content.xml", ("</table:table>", said))

    assert conditions(read_tables(path)) == ["C2:C9、B2"]


def test_the_head_and_foot_of_the_pages_of_an_open_document_are_listed(tmp_path):
    space = " ".join(
        f'xmlns:{one}="urn:oasis:names:tc:opendocument:xmlns:{one}:1.0"'
        for one in ("office", "style", "text")
    )
    page = (
        "<style:header><style:region-left><text:p>填报单位：青石县住建局</text:p></style:region-left>"
        "<style:region-right><text:p>密级：秘密</text:p></style:region-right></style:header>"
        '<style:header-left style:display="false"><text:p>作废</text:p></style:header-left>'
        "<style:footer><text:p>第<text:page-number>1</text:page-number>页 <text:sheet-name>???</text:sheet-name></text:p></style:footer>"
    )
    styles = (
        f'<office:document-styles {space}><office:master-styles><style:master-page style:name="Default">{page}</style:master-page>'
        '<style:master-page style:name="Other"><style:header><text:p>别的表</text:p></style:header></style:master-page>'
        "</office:master-styles></office:document-styles>"
    )
    path = open_document(tmp_path / "a.ods", ROWS)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("styles.xml", styles)
    reading = read_tables(path)

    assert [(one.text, one.why) for one in reading.tables[0].left_out] == [
        ("填报单位：青石县住建局", "页眉"),
        ("密级：秘密", "页眉"),
    ]
    assert any("密级：秘密" in note for note in reading.notes)
