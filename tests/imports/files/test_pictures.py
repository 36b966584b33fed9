"""Pictures of a workbook are handed out with the row they belong to, within limits."""

import hashlib
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter
from PIL import Image

from dczg_desktop.imports.files import album
from dczg_desktop.imports.read import read_tables
from tests.imports.samples.odd_files import with_part

SPACES = (
    'xmlns:etc="http://www.wps.cn/officeDocument/2017/etCustomData" '
    'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


def photo(colour: str) -> bytes:
    stream = BytesIO()
    Image.new("RGB", (8, 8), colour).save(stream, "PNG")
    return stream.getvalue()


def with_photos(path: Path) -> Path:
    """Two records; a picture over row 3, and a WPS picture formula in row 2."""
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("台账")
    sheet.write_row(0, 0, ["序号", "问题", "整改前图片", "整改后图片"])
    sheet.write_row(1, 0, ["1", "河道有垃圾"])
    sheet.write_row(2, 0, ["2", "料场未覆盖"])
    sheet.write_formula(1, 2, '=_xlfn.DISPIMG("ID_0A1B",1)')
    sheet.insert_image(2, 3, "a.png", {"image_data": BytesIO(photo("red"))})
    book.close()
    return path


def wps(tmp_path: Path) -> Path:
    source = with_photos(tmp_path / "a.xlsx")
    images = (
        f'<etc:cellImages {SPACES}><etc:cellImage><xdr:pic><xdr:nvPicPr><xdr:cNvPr id="2" name="ID_0A1B"/></xdr:nvPicPr>'
        '<xdr:blipFill><a:blip r:embed="rId1"/></xdr:blipFill></xdr:pic></etc:cellImage></etc:cellImages>'
    )
    relations = (
        '<Relationships><Relationship Id="rId1" Type="x/image" Target="media/in.png"/></Relationships>'
    )
    one = with_part(source, tmp_path / "b.xlsx", "xl/cellimages.xml", data=images.encode())
    two = with_part(one, tmp_path / "c.xlsx", "xl/_rels/cellimages.xml.rels", data=relations.encode())
    return with_part(two, tmp_path / "d.xlsx", "xl/media/in.png", data=photo("blue"))


def test_pictures_over_and_inside_cells_are_tied_to_their_rows(tmp_path):
    found = read_tables(wps(tmp_path)).pictures

    assert [(one.sheet, one.row, one.column, one.data) for one in found] == [
        ("台账", 2, "C", photo("blue")),
        ("台账", 3, "D", photo("red")),
    ]
    assert found[0].name == "in.png"
    assert found[0].sha256 == hashlib.sha256(photo("blue")).hexdigest()


def embedded(path: Path) -> Path:
    """Pictures that Excel keeps inside cells; two cells show the same one."""
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("台账")
    sheet.write_row(0, 0, ["序号", "问题", "整改前", "整改后"])
    for row, text in enumerate(("河道有垃圾", "料场未覆盖"), start=1):
        sheet.write_row(row, 0, [str(row), text])
    for row, column, colour in ((1, 2, "red"), (1, 3, "blue"), (2, 3, "red")):
        sheet.embed_image(row, column, f"{colour}.png", {"image_data": BytesIO(photo(colour))})
    book.close()
    return path


def test_pictures_placed_in_cells_by_excel_are_handed_out(tmp_path):
    reading = read_tables(embedded(tmp_path / "a.xlsx"))

    assert [(one.row, one.column, one.data) for one in reading.pictures] == [
        (2, "C", photo("red")),
        (2, "D", photo("blue")),
        (3, "D", photo("red")),
    ]
    (table,) = reading.tables
    assert [fault.message[:8] for fault in table.faults] == ["该格是嵌入的图片"] * 3


@pytest.mark.parametrize(
    "part", ["xl/metadata.xml", "xl/richData/rdrichvalue.xml", "xl/richData/richValueRel.xml"]
)
def test_a_picture_in_a_cell_that_leads_nowhere_is_an_error_cell(tmp_path, part):
    source = embedded(tmp_path / "a.xlsx")
    with zipfile.ZipFile(source) as archive:
        root = archive.read(part).decode().partition("?>")[2].lstrip()
    inner = root[root.index(">") + 1 : root.rindex("</")]
    path = with_part(source, tmp_path / "b.xlsx", part, (inner, ""))

    reading = read_tables(path)

    assert reading.pictures == ()
    assert {fault.message[:6] for fault in reading.tables[0].faults} == {"该格是错误值"}


def test_a_workbook_without_pictures_has_none(tmp_path):
    path = with_photos(tmp_path / "a.xlsx")
    with zipfile.ZipFile(path) as archive:
        drawing = archive.read("xl/drawings/drawing1.xml").decode()

    assert "<xdr:from>" in drawing
    assert [one.row for one in read_tables(path).pictures] == [3]


@pytest.mark.parametrize(("limit", "value"), [("MOST_PICTURES", 1), ("MOST_PICTURE_BYTES", 10)])
def test_too_many_or_too_large_pictures_are_left_and_told(tmp_path, monkeypatch, limit, value):
    monkeypatch.setattr(album, limit, value)

    reading = read_tables(wps(tmp_path))

    assert len(reading.pictures) == (1 if limit == "MOST_PICTURES" else 0)
    assert any("张图片太大或太多" in note for note in reading.notes)


def test_a_picture_that_is_missing_is_named(tmp_path):
    source = wps(tmp_path)
    path = with_part(
        source, tmp_path / "e.xlsx", "xl/_rels/cellimages.xml.rels", ("media/in.png", "media/out.png")
    )

    assert [one.row for one in read_tables(path).pictures] == [3]
    assert "有 1 张图片在文件里找不到（台账!C2），请另存后挂到佐证材料中。" in read_tables(path).notes


def test_a_picture_with_damaged_bytes_is_named_and_the_table_read(tmp_path):
    path = wps(tmp_path)
    whole = bytearray(path.read_bytes())
    place = whole.index(b"xl/media/in.png") + len(b"xl/media/in.png") + 10
    whole[place : place + 6] = bytes(6)
    path.write_bytes(whole)

    reading = read_tables(path)

    assert [one.row for one in reading.pictures] == [3]
    assert "有 1 张图片已损坏，取不出来（台账!C2），请另存后挂到佐证材料中。" in reading.notes
    assert len(reading.tables[0].records) == 2
