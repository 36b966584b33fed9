"""Archives that are no plain zip of plain names: each is refused in words before anything is unpacked."""

import io
import struct
import zipfile

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.exchange.package import write_package
from dczg_desktop.exchange.payload import NotOurPackage
from tests.exchange.builders import KEY, with_files
from tests.exchange.zip_files import members_of, packed


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
