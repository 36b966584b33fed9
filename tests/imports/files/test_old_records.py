"""What the records of an old workbook tell besides the values: formats, colours, remarks, pictures; every length in them is doubted."""

import struct
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from dczg_desktop.base.errors import UserError
from dczg_desktop.imports.read import read_tables
from tests.imports.samples.drawn_files import photo
from tests.imports.samples.old_records import (
    NEW,
    OLD,
    comment,
    label,
    named_format,
    number,
    old_book,
    old_picture,
    palette,
    record,
    said,
    shapes,
    short_numbers,
    style,
    table,
    wide,
)


def shares(reading):
    return [record.extra["完成比例"] for record in reading.tables[0].records]


def aside(reading):
    return [(one.place, one.why, one.text) for one in reading.tables[0].left_out]


def colours(reading):
    return [note for note in reading.notes if "底色" in note]


@pytest.mark.parametrize(
    ("form", "value", "shown"),
    [
        (named_format(164, "000000"), 420.0, "000420"),
        (named_format(164, '0.00_);[Red]"x"0'), 12.5, "12.50"),
        (named_format(164, 'yyyy"年"m"月"'), 46174.0, "2026年6月"),
        (named_format(164, "#,##0"), 1234.0, "1234"),
        (record(0x041E, struct.pack("<HHB", 164, 900, 0), b"0%"), 0.6, "60%"),
    ],
)
def test_a_number_of_an_old_workbook_is_read_as_its_format_shows_it(tmp_path, form, value, shown):
    path = old_book(tmp_path / "a.xls", [form, style(), style(164)], [*table(), number(1, 3, value, 1)])

    assert shares(read_tables(path)) == [shown, ""]


def test_several_numbers_in_one_record_are_each_read_as_shown(tmp_path):
    cells = [*table(), label(0, 4, "代码"), short_numbers(1, 3, (1, 7), 1)]
    path = old_book(tmp_path / "a.xls", [named_format(164, "000"), style(), style(164)], cells)

    assert read_tables(path).tables[0].records[0].extra == {"完成比例": "001", "代码": "007"}


@pytest.mark.parametrize(
    ("version", "shared", "colour"),
    [
        (NEW, [style(), style(0, 10)], "红色"),
        (NEW, [palette("123456", "654321", "00b050"), style(), style(0, 10)], "绿色"),
        (OLD, [style(version=OLD), style(0, 13, OLD)], "黄色"),
        (NEW, [style(), style(0, 43)], ""),
        (NEW, [style(), style(0, 0x7F)], ""),
    ],
)
def test_a_strong_ground_of_an_old_workbook_is_told(tmp_path, version, shared, colour):
    cells = [*table(version), label(1, 4, "注", 1, version)]

    told = colours(read_tables(old_book(tmp_path / "a.xls", shared, cells, version)))

    assert [colour in note and "第 2 行" in note for note in told] == ([True] if colour else [])


def test_remarks_of_an_old_workbook_are_listed_with_their_cells(tmp_path):
    beside = [
        shapes((2, 1), (1, 1), (0, 4)),
        said(0x06, 1, wide("已移交"), bytes(16), length=3),
        said(0x19, 2, b"\0" + b"to 2027", wide("年\r延期"), bytes(16), length=11),
        said(0x0B, 3, wide("已完成"), bytes(16), length=3, state=1),
        comment(2, 2, 2),
    ]

    reading = read_tables(old_book(tmp_path / "a.xls", [], [*table(), *beside]))

    assert aside(reading) == [
        ("E1", "勾选框", "☑ 已完成"), ("B3", "文本框", "已移交"), ("C3", "批注", "to 2027年\n延期"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "beside",
    [
        [said(0x19, 2, length=5), comment(1, 1, 2)],
        [said(0x19, 2, wide("延期"), length=0), comment(1, 1, 2)],
        [comment(1, 1, 9)],
        [record(0x001C, b"\1\0"), record(0x01B6, b""), record(0x005D, b"\x15\0")],
        [record(0x01B6, bytes(18)), record(0x003C, wide("延期"))],
    ],
)
def test_a_remark_that_does_not_hold_together_says_nothing(tmp_path, beside):
    assert aside(read_tables(old_book(tmp_path / "a.xls", [], [*table(), *beside]))) == []


def test_a_comment_of_excel_95_stands_behind_its_cell(tmp_path):
    text = "此件延期至2027年底".encode("gb18030")
    beside = [
        record(0x001C, struct.pack("<HHH", 1, 1, len(text)), text[:9]),
        record(0x001C, struct.pack("<HHH", 0xFFFF, 0, len(text) - 9), text[9:]),
    ]

    reading = read_tables(old_book(tmp_path / "a.xls", [], [*table(OLD), *beside], OLD))

    assert aside(reading) == [("B2", "批注", "此件延期至2027年底")]


def old_bitmap(width=6, height=6):
    """A green bitmap with the short head of former times."""
    head = struct.pack("<IHHHH", 12, width, height, 1, 24)
    return head + (b"\0\xff\0" * width).ljust(-(-width * 3 // 4) * 4, b"\0") * height


@pytest.mark.parametrize("version", [NEW, OLD])
@pytest.mark.parametrize("bitmap", [old_bitmap(), photo("green", "BMP")[14:]])
def test_a_picture_as_excel_95_kept_it_becomes_evidence_of_its_row(tmp_path, version, bitmap):
    path = old_book(tmp_path / "a.xls", [], [*table(version), old_picture(2, 3, bitmap, step=50)], version)

    (picture,) = read_tables(path).pictures

    assert (picture.where, picture.name) == ("台账!D3", "图片1.bmp")
    (tmp_path / "图.bmp").write_bytes(picture.data)
    assert Image.open(tmp_path / "图.bmp").convert("RGB").getpixel((1, 1))[1] > 100


@pytest.mark.parametrize(
    ("picture", "words"),
    [
        (old_picture(2, 3, old_bitmap(), form=2), "不是照片格式（矢量图等），没有取（台账!D3）"),
        (old_picture(2, 3, b"\x0c\0\0\0"), "已损坏，取不出来（台账!D3）"),
        (old_picture(2, 3, b"\xff" * 60), "已损坏，取不出来（台账!D3）"),
        (record(0x007F, struct.pack("<HHI", 9, 1, 99), old_bitmap()), "不在任何一条记录的行里，没有取（台账）"),
    ],
)  # fmt: skip
def test_a_picture_of_excel_95_that_is_not_taken_is_named(tmp_path, picture, words):
    reading = read_tables(old_book(tmp_path / "a.xls", [], [*table(), picture]))

    assert reading.pictures == ()
    assert [note for note in reading.notes if "图片" in note] == [
        f"有 1 张图片{words}，请另存后挂到佐证材料中。"
    ]


def shown_formula(row, column, name):
    """A formula of WPS that shows a picture inside the cell."""
    text = f"ID_{name}".encode()
    tokens = b"\x17" + bytes([len(text), 0]) + text + b"\x1e\1\0\x42\3\xff\0"
    body = struct.pack("<HHHdHIH", row, column, 0, 0.0, 0, 0, len(tokens)) + tokens
    return record(0x0006, body)


def test_cells_of_wps_pictures_in_an_old_workbook_are_named(tmp_path):
    name = record(0x0018, b"\0" * 14 + b"DISPIMG")
    path = old_book(tmp_path / "a.et", [name], [*table(), shown_formula(1, 3, "0123456789ABCDEF" * 2)])

    reading = read_tables(path)

    assert any(
        "DISPIMG" not in note and "（台账!D2）" in note and "另存为 .xlsx" in note for note in reading.notes
    )
    assert [(one.place, one.value) for one in reading.tables[0].faults] == [
        ("台账!D2", '=DISPIMG("ID_0123456789ABCDEF0123456789ABCDEF",1)')
    ]


def test_a_formula_that_is_nothing_but_an_error_is_no_zero(tmp_path):
    unknown = record(0x0006, struct.pack("<HHHdHIH", 1, 3, 0, 0.0, 0, 0, 2), b"\x1c\x1d")

    (one,) = read_tables(old_book(tmp_path / "a.xls", [], [*table(), unknown])).tables

    assert [(fault.place, fault.value) for fault in one.faults] == [("台账!D2", "#NAME?")]


def test_an_old_workbook_without_formulas_says_nothing_of_formulas(tmp_path):
    assert read_tables(old_book(tmp_path / "a.xls", [], table())).notes == ()


def test_numbers_of_one_record_that_reach_beyond_the_sheet_are_refused(tmp_path):
    far = [short_numbers(1, 3, [1] * 5000), label(60_000, 0, "远")]

    with pytest.raises(UserError, match="已损坏"):
        read_tables(old_book(tmp_path / "a.xls", [], [*table(), *far]))


def test_a_sheet_that_is_named_over_and_over_is_refused(tmp_path):
    cells = [*table(), *(label(row, 1, "x" * 200) for row in range(60))]

    with pytest.raises(UserError, match="已损坏"):
        read_tables(old_book(tmp_path / "a.xls", [], cells, sheets=90))


def test_the_texts_of_excel_95_are_read_in_their_own_encoding(tmp_path):
    said_by_formula = [
        record(0x0006, struct.pack("<HHH", 1, 3, 0), bytes(6), b"\xff\xff", bytes(8)),
        record(0x0207, struct.pack("<H", 6), "六成多".encode("gb18030")),
    ]

    (one,) = read_tables(old_book(tmp_path / "a.xls", [], [*table(OLD), *said_by_formula], OLD)).tables

    assert one.sheet == "台账"
    assert [line.fields["description"] for line in one.records] == ["料场未覆盖", "河道有垃圾"]
    assert one.records[0].extra == {"完成比例": "六成多"}


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_no_damage_beside_the_cells_does_more_than_lose_what_stands_there(tmp_path, data):
    beside = b"".join([
        shapes((2, 1), (1, 1)), said(0x06, 1, wide("已移交"), bytes(16), length=3),
        said(0x19, 2, wide("延期"), bytes(16), length=2, state=1), comment(2, 2, 2), old_picture(2, 3, old_bitmap()),
    ])  # fmt: skip
    shared = [palette("ff0000"), named_format(164, "0%"), style(), style(164, 8)]
    path = old_book(tmp_path / "a.xls", shared, [*table(), number(1, 3, 0.5, 1), beside])
    whole = bytearray(path.read_bytes())
    hit = data.draw(st.sampled_from([beside, b"".join(shared)]))
    start = whole.index(hit)
    for _change in range(data.draw(st.integers(1, 8))):
        whole[start + data.draw(st.integers(4, len(hit) - 1))] = data.draw(st.integers(0, 255))
    path.write_bytes(whole)

    with suppress(UserError):  # what the damage makes a whole cell of is read as one: there may be more
        assert len(read_tables(path).tables[0].records) >= 2
