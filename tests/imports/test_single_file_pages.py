"""A web page saved as one file (.mht), as Excel and many systems hand out, is read as the page in it."""

import base64
import quopri

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.imports.files import mime
from dczg_desktop.imports.read import read_tables

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


def test_pictures_that_come_along_are_told(tmp_path):
    picture = part(b"\x89PNG", "image/png", "base64", "a.files/image001.png")

    reading = read(tmp_path, file_of(part(PAGE.format("gb2312").encode("gb2312")), picture))

    assert any("1 张图片没有取" in note for note in reading.notes)


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
