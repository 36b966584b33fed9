"""Pictures of .xls, .ods and .docx belong to the records in whose rows they stand; one that cannot be taken is named."""

import hashlib
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dczg_desktop.base.errors import UserError
from dczg_desktop.imports.files import album
from dczg_desktop.imports.preview import as_json
from dczg_desktop.imports.read import read_tables
from tests.imports.samples.drawn_files import (
    EMF,
    atom,
    blip,
    cells,
    drawn_document,
    drawn_workbook,
    frame,
    photo,
    pict,
    shape,
    sheet_document,
    stored,
)
from tests.imports.samples.word_files import paragraph

RED, BLUE = photo("red"), photo("blue", "JPEG")
TABLE = cells("序号", "问题", "责任单位", "整改前图片", "整改后图片")


def told(reading):
    return [(one.where, one.row, one.heading, one.data) for one in reading.pictures]


def untaken(reading):
    return [note for note in reading.notes if note.startswith("有 ")]


def test_pictures_of_an_old_workbook_keep_their_names_and_bytes(tmp_path):
    shapes = [shape(2, 2, 3, "现场.jpg"), shape(1, 1, 2)]
    path = drawn_workbook(tmp_path / "a.xls", [stored(RED), stored(BLUE, (0xF01D, 0x46A))], shapes)

    reading = read_tables(path)

    assert told(reading) == [
        ("台账!C2", 2, "整改前图片", RED),
        ("台账!D3", 3, "整改后图片", BLUE),
    ]
    assert [(one["row"], one["cell"], one["name"], one["size"]) for one in as_json(reading)["pictures"]] == [
        (2, "C2", "图片1.png", len(RED)),
        (3, "D3", "现场.jpg", len(BLUE)),
    ]
    assert reading.pictures[0].sha256 == hashlib.sha256(RED).hexdigest()
    assert "取出图片 2 张（台账!C2、台账!D3），导入时各存为所在问题的佐证。" in reading.notes


def test_a_long_picture_goes_on_over_many_records(tmp_path):
    long = RED + bytes(30_000)

    (picture,) = read_tables(drawn_workbook(tmp_path / "a.xls", [stored(long)], [shape(1, 1, 2)])).pictures

    assert picture.data == long


def test_shapes_of_a_group_stand_where_the_group_does(tmp_path):
    group = atom(0xF003, shape(0, 2, 3) + shape(1, -1, -1))

    (picture,) = read_tables(drawn_workbook(tmp_path / "a.xls", [stored(RED)], [group])).pictures

    assert picture.where == "台账!D3"


def test_a_bitmap_of_an_old_workbook_becomes_a_file_that_opens(tmp_path):
    bitmap = photo("green", "BMP")
    path = drawn_workbook(tmp_path / "a.xls", [stored(bitmap[14:], (0xF01F, 0x7A8))], [shape(1, 1, 2)])

    (picture,) = read_tables(path).pictures

    assert picture.data == bitmap


def test_a_bitmap_whose_head_promises_more_than_there_is_counts_as_damaged(tmp_path):
    bitmap = photo("green", "BMP")[14:]
    path = drawn_workbook(
        tmp_path / "a.xls", [stored(b"\xff" * 4 + bitmap[4:], (0xF01F, 0x7A8))], [shape(1, 1, 2)]
    )

    assert untaken(read_tables(path)) == ["有 1 张图片已损坏，取不出来（台账!C2），请另存后挂到佐证材料中。"]


@pytest.mark.parametrize(
    ("pictures", "shapes", "words"),
    [
        ([stored(b"EMF" * 9, EMF)], [shape(1, 1, 2)], "有 1 张图片不是照片格式（矢量图等），没有取（台账!C2）"),
        ([stored(RED)], [shape(7, 1, 2)], "有 1 张图片在文件里找不到（台账!C2）"),
        ([stored(b"")], [shape(1, 1, 2)], "有 1 张图片已损坏，取不出来（台账!C2）"),
        ([stored(RED)], [shape(1, -1, -1)], "有 1 张图片不在任何一条记录的行里，没有取（台账）"),
        ([stored(RED)], [shape(1, 0, 0)], "有 1 张图片不在任何一条记录的行里，没有取（台账!A1）"),
        ([stored(RED)], [shape(1, 60, 0)], "有 1 张图片不在任何一条记录的行里，没有取（台账!A61）"),
    ],
)  # fmt: skip
def test_a_picture_of_an_old_workbook_that_is_not_taken_is_named(tmp_path, pictures, shapes, words):
    reading = read_tables(drawn_workbook(tmp_path / "a.xls", pictures, shapes))

    assert reading.pictures == ()
    assert untaken(reading) == [f"{words}，请另存后挂到佐证材料中。"]


def test_a_picture_as_excel_95_kept_it_is_named(tmp_path):
    path = drawn_workbook(tmp_path / "a.xls", [], [])
    old = path.read_bytes().replace(b"\x00\x02\x0e\x00", b"\x7f\x00\x0e\x00", 1)
    path.write_bytes(old)

    assert untaken(read_tables(path))[0].startswith("有 1 张图片不是照片格式（矢量图等），没有取（台账）")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_no_damage_in_a_drawing_does_more_than_lose_its_pictures(tmp_path, data):
    path = drawn_workbook(
        tmp_path / "a.xls", [stored(RED)], [atom(0xF003, shape(0, 2, 3) + shape(1, 1, 2, "甲"))]
    )
    whole = bytearray(path.read_bytes())
    start = whole.index(b"\xec\x00") if data.draw(st.booleans()) else whole.index(b"\xeb\x00")
    for _change in range(data.draw(st.integers(1, 8))):
        place = start + 4 + data.draw(st.integers(0, 200))
        whole[place] = data.draw(st.integers(0, 255))
    path.write_bytes(whole)

    with suppress(UserError):  # the change may have hit what stands after the drawing
        reading = read_tables(path)
        assert [record.fields["description"] for record in reading.tables[0].records] == [
            "料场未覆盖",
            "河道有垃圾",
        ]


def test_a_picture_in_a_cell_of_an_opendocument_sheet_is_its_rows(tmp_path):
    pictures = {"Pictures/a.png": RED}
    path = sheet_document(tmp_path / "a.ods", frame("Pictures/a.svg", "Pictures/a.png"), pictures=pictures)

    assert told(read_tables(path)) == [("台账!C2", 2, "整改前图片", RED)]


@pytest.mark.parametrize(
    ("cell", "above", "words"),
    [
        (frame("Pictures/lost.png"), "", "有 1 张图片在文件里找不到（台账!C2）"),
        (frame("../别处.png"), "", "有 1 张图片只是链接，没有存在文件里（台账!C2）"),
        (frame("http://example.cn/a.png"), "", "有 1 张图片只是链接，没有存在文件里（台账!C2）"),
        ("", f"<table:shapes>{frame('Pictures/a.png')}</table:shapes>", "有 1 张图片不在任何一条记录的行里，没有取（台账）"),
        (frame("Pictures/b.emf"), "", "有 1 张图片不是照片格式（矢量图等），没有取（台账!C2）"),
    ],
)  # fmt: skip
def test_a_picture_of_an_opendocument_sheet_that_is_not_taken_is_named(tmp_path, cell, above, words):
    pictures = {"Pictures/a.png": RED, "Pictures/b.emf": b"\x01\0\0\0"}

    reading = read_tables(sheet_document(tmp_path / "a.ods", cell, above, pictures))

    assert reading.pictures == ()
    assert untaken(reading) == [f"{words}，请另存后挂到佐证材料中。"]


def test_a_cell_of_wps_whose_picture_another_program_dropped_is_doubted(tmp_path):
    cell = '<table:table-cell table:formula="of:=_xlfn.dispimg(&quot;ID_1&quot;;1)" office:value-type="float" office:value="0"/>'
    reading = read_tables(sheet_document(tmp_path / "b.ods", f"</table:table-cell>{cell}<table:table-cell>"))

    assert untaken(reading) == ["有 1 张图片在文件里找不到（台账!D2），请另存后挂到佐证材料中。"]
    assert [fault.place for fault in reading.tables[0].faults] == ["台账!D2"]


def test_pictures_in_a_table_of_word_belong_to_its_rows(tmp_path):
    fallback = (
        f"<mc:AlternateContent><mc:Choice>{blip('rId1')}</mc:Choice>"
        f"<mc:Fallback>{pict('rId1')}</mc:Fallback></mc:AlternateContent>"
    )
    rows = [
        cells("1", "料场未覆盖", "县住建局", runs=[fallback, pict("rId2")]),
        cells("2", "河道有垃圾", "县水利局", runs=["", f"<w:del>{blip('rId1')}</w:del>"]),
    ]
    body = f"{paragraph('青石县整改台账')}<w:tbl>{TABLE}{''.join(rows)}</w:tbl>"

    reading = read_tables(drawn_document(tmp_path / "a.docx", body, {"a.png": RED, "b.jpg": BLUE}))

    assert told(reading) == [
        ("表1!第2行第4列", 3, "整改前图片", RED),
        ("表1!第2行第5列", 3, "整改后图片", BLUE),
    ]
    assert [one.name for one in reading.pictures] == ["a.png", "b.jpg"]


def test_a_picture_in_running_text_belongs_to_the_problem_it_stands_under(tmp_path):
    problems = [
        [f"{mark}、{text}。", "整改目标：完成整改。", "整改时限：2026年12月底前。", "责任单位：县水利局。"]
        for mark, text in (("一", "料场未覆盖"), ("二", "河道有垃圾"))
    ]
    shown = f"<w:p>{blip('rId1')}</w:p>"
    body = "".join([
        shown, *map(paragraph, problems[0]), shown, *map(paragraph, problems[1]), f"<w:p>{pict('rId2')}</w:p>",
    ])  # fmt: skip

    reading = read_tables(drawn_document(tmp_path / "方案.docx", body, {"a.png": RED, "b.jpg": BLUE}))

    rows = [record.row for record in reading.tables[0].records]
    assert [(one.where, one.row) for one in reading.pictures] == [
        ("方案!第6段", rows[0]),
        ("方案!第11段", rows[1]),
    ]
    assert untaken(reading) == [
        "有 1 张图片不在任何一条记录的行里，没有取（正文!第1段），请另存后挂到佐证材料中。"
    ]


@pytest.mark.parametrize(
    ("run", "words"),
    [
        (blip("rId9"), "有 1 张图片在文件里找不到（表1!第2行第4列）"),
        (blip("rId8"), "有 1 张图片在文件里找不到（表1!第2行第4列）"),
        (blip("rId7", "link"), "有 1 张图片只是链接，没有存在文件里（表1!第2行第4列）"),
    ],
)
def test_a_picture_of_word_that_leads_nowhere_is_named(tmp_path, run, words):
    body = f"<w:tbl>{TABLE}{cells('1', '料场未覆盖', '县住建局', runs=[run, ''])}</w:tbl>"

    reading = read_tables(drawn_document(tmp_path / "a.docx", body, {"a.png": RED}))

    assert (reading.pictures, untaken(reading)) == ((), [f"{words}，请另存后挂到佐证材料中。"])


def test_a_picture_part_with_damaged_bytes_is_named_and_the_table_read(tmp_path):
    body = f"<w:tbl>{TABLE}{cells('1', '料场未覆盖', '县住建局', runs=[blip('rId1'), ''])}</w:tbl>"
    path = drawn_document(tmp_path / "a.docx", body, {"a.png": RED * 40})
    whole = bytearray(path.read_bytes())
    place = whole.index(b"word/media/a.png") + len(b"word/media/a.png") + 20
    whole[place : place + 8] = bytes(8)
    path.write_bytes(whole)

    reading = read_tables(path)

    assert untaken(reading) == ["有 1 张图片已损坏，取不出来（表1!第2行第4列），请另存后挂到佐证材料中。"]
    assert len(reading.tables[0].records) == 1


@pytest.mark.parametrize("limit", ["MOST_PICTURES", "MOST_PICTURE_BYTES"])
@pytest.mark.parametrize("kind", ["xls", "ods", "docx"])
def test_the_limits_hold_for_every_kind_of_file(tmp_path, monkeypatch, kind, limit):
    monkeypatch.setattr(album, limit, 0)
    body = f"<w:tbl>{TABLE}{cells('1', '料场未覆盖', '县住建局', runs=[blip('rId1'), ''])}</w:tbl>"
    path = {
        "xls": lambda: drawn_workbook(tmp_path / "a.xls", [stored(RED)], [shape(1, 1, 2)]),
        "ods": lambda: sheet_document(tmp_path / "a.ods", frame("Pictures/a.png"), "", {"Pictures/a.png": RED}),
        "docx": lambda: drawn_document(tmp_path / "a.docx", body, {"a.png": RED}),
    }[kind]()  # fmt: skip

    reading = read_tables(path)

    assert reading.pictures == ()
    assert untaken(reading)[0].startswith("有 1 张图片太大或太多，没有读取（")


def test_pictures_in_rows_of_petitions_are_named(tmp_path):
    head = cells("序号", "受理编号", "交办问题基本情况", "是否属实", "照片")
    row = cells("1", "X3HB202411050035", "料场扬尘", "属实", runs=[blip("rId1")])

    reading = read_tables(drawn_document(tmp_path / "a.docx", f"<w:tbl>{head}{row}</w:tbl>", {"a.png": RED}))

    assert reading.pictures == ()
    assert untaken(reading)[0].startswith(
        "有 1 张图片在信访件的行里，信访件本身不存佐证，没有取（表1!第2行第5列）"
    )
