"""A web page saved as one file (.mht), as Excel and many systems hand out, is read as the page in it."""

import base64
import quopri

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.imports.files import album
from dczg_desktop.imports.files.pages import mime
from dczg_desktop.imports.read import read_tables
from tests.imports.samples.drawn_files import photo

RED = photo("red")
PAGE = (
    '<html><meta charset="{}"><body><table><tr><td>编号</td><td>存在的问题</td><td>责任单位</td></tr>'
    "<tr><td>A1</td><td>料场未覆盖</td><td>县住建局</td></tr></table></body></html>"
)
TABS = "<table><tr><td>编号</td><td>存在的问题</td></tr><tr><td>台账</td><td>附表</td></tr></table>"
HOW = {"quoted-printable": quopri.encodestring, "base64": base64.encodebytes, "8bit": bytes}


def part(body, kind='text/html; charset="gb2312"', how="8bit", place="a.htm"):
    head = f"Content-Location: file:///C:/{place}\r\nContent-Transfer-Encoding: {how}\r\nContent-Type: {kind}\r\n\r\n"
    return head.encode() + HOW[how](body) + b"\r\n"


def file_of(*parts, line="----=_NextPart_01"):
    head = f'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary="{line}"\r\n\r\n先看别的程序\r\n\r\n'
    return (
        head.encode() + b"".join(f"--{line}\r\n".encode() + one for one in parts) + f"--{line}--\r\n".encode()
    )


def read(tmp_path, data, name="台账.mht"):
    path = tmp_path / name
    path.write_bytes(data)
    return read_tables(path)


def problems(reading):
    return [one.fields["description"] for table in reading.tables for one in table.records]


@pytest.mark.parametrize("how", HOW)
@pytest.mark.parametrize("encoding", ["gb2312", "utf-8", "utf-16"])
def test_a_page_in_any_encoding_is_read(tmp_path, how, encoding):
    body = PAGE.format(encoding).encode(encoding)

    reading = read(tmp_path, file_of(part(body, f"text/html; charset={encoding}", how)), "台账.xls")

    assert problems(reading) == ["料场未覆盖"]
    assert reading.encoding == {"gb2312": "GB18030"}.get(encoding, encoding.upper())


def test_a_page_that_is_no_parts_is_read(tmp_path):
    head = b"MIME-Version: 1.0\r\nContent-Type: text/html; charset=gb2312\r\n\r\n"

    assert problems(read(tmp_path, head + PAGE.format("gb2312").encode("gb2312"))) == ["料场未覆盖"]


def test_every_sheet_is_read_and_their_names_are_no_table(tmp_path):
    pages = [part(PAGE.format("gb2312").encode("gb2312"), place=f"a.files/sheet00{n}.htm") for n in (1, 2)]
    tabs = part(TABS.encode("gb2312"), place="a.files/tabstrip.htm")

    assert problems(read(tmp_path, file_of(tabs, *pages))) == ["料场未覆盖", "料场未覆盖"]


OFFICE = '<html xmlns:x="urn:schemas-microsoft-com:office:excel">'


def with_pictures(*sources, office=""):
    """A page whose second row shows these pictures in its third cell."""
    shown = "".join(f'<img src="{source}">' for source in sources)
    return (
        office + PAGE.format("utf-8").replace("</td></tr></table>", f"{shown}</td></tr></table>")
    ).encode()


def told(reading):
    return [(one.where, one.row, one.name, one.data) for one in reading.pictures]


@pytest.mark.parametrize(
    ("head", "source"),
    [
        ({"place": "a.files/image001.png"}, "a.files/image001.png"),
        ({"place": "a.files/%E5%9B%BE.png"}, "a.files/图.png"),
        ({"kind": "image/png\r\nContent-ID: <p1@x>", "place": ""}, "cid:p1@x"),
    ],
)
def test_a_picture_beside_the_page_becomes_evidence_of_its_row(tmp_path, head, source):
    picture = part(RED, **({"kind": "image/png", "how": "base64"} | head))

    reading = read(tmp_path, file_of(part(with_pictures(source)), picture))

    assert [one[::3] for one in told(reading)] == [("表1!C2", RED)]


def test_a_picture_written_into_a_page_becomes_evidence_of_its_row(tmp_path):
    source = f"data:image/png;base64,{base64.b64encode(RED).decode()}"
    titled = with_pictures(source).replace(b"<table>", "<p>整改台账</p><table>".encode())

    reading = read(tmp_path, titled, "台账.xls")

    assert told(reading) == [("表1!C2", 3, "图片.png", RED)]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("http://x/a.png", "有 1 张图片只是链接，没有存在文件里（表1!C2）"),
        ("data:image/png;base64,####", "有 1 张图片已损坏，取不出来（表1!C2）"),
        ("data:image/svg+xml;base64,PHN2Zy8+", "有 1 张图片不是照片格式（矢量图等），没有取（表1!C2）"),
    ],
)
def test_a_picture_of_a_page_that_is_not_taken_is_named(tmp_path, source, words):
    reading = read(tmp_path, with_pictures(source), "台账.xls")

    assert [note for note in reading.notes if "图片" in note] == [f"{words}，请另存后挂到佐证材料中。"]


def test_ornaments_of_a_page_without_a_table_of_ours_are_no_pictures(tmp_path):
    layout = b'<table><tr><td><img src="logo.png"></td></tr></table>'

    assert not [note for note in read(tmp_path, layout + with_pictures(), "台账.xls").notes if "图片" in note]


def test_pictures_of_an_office_page_that_no_cell_shows_are_told(tmp_path):
    picture = part(RED, "image/png", "base64", "a.files/image001.png")

    reading = read(tmp_path, file_of(part(with_pictures(office=OFFICE)), picture))

    assert any("1 张不在表格的格子里" in note for note in reading.notes)


def test_the_limits_hold_for_pictures_of_pages(tmp_path, monkeypatch):
    monkeypatch.setattr(album, "MOST_PICTURE_BYTES", 10)
    picture = part(RED, "image/png", "base64", "image001.png")

    reading = read(tmp_path, file_of(part(with_pictures("image001.png")), picture))

    assert any("太大或太多" in note for note in reading.notes)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"MIME-Version: 1.0\r\n", "没有找到网页"),
        (file_of(part(b"x", "text/plain")), "没有找到网页"),
        (file_of(part(b"\xff\xff\xfe" * 5)), "认不出编码"),
        (file_of(), "没有找到网页"),
        (file_of()[:90], "没有找到网页"),
    ],
)
def test_a_file_without_a_page_is_refused(tmp_path, data, words):
    with pytest.raises(UserError, match=words):
        read(tmp_path, data)


def test_pages_too_large_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(mime, "_MOST_BYTES", 100)

    with pytest.raises(UserError, match="超出允许范围"):
        read(tmp_path, file_of(part(b"<table>" * 20)))


def test_a_boundary_again_and_again_holds_nothing_up(tmp_path):
    page = part(PAGE.format("gb2312").encode("gb2312"))

    assert problems(read(tmp_path, file_of(page, *[b"\r\n"] * 20_000, line="-"))) == ["料场未覆盖"]
