"""What arrives on or from a stick is what left, or the user is told."""

import errno
from pathlib import Path

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.safety import medium
from dczg_desktop.safety.medium import bring_in, deliver


@pytest.fixture
def package(tmp_path) -> Path:
    path = tmp_path / "某县 第7号.xlsx"
    path.write_bytes(bytes(range(256)) * 9000)
    return path


@pytest.fixture
def stick(tmp_path) -> Path:
    folder = tmp_path / "U盘"
    folder.mkdir()
    return folder


def refusing(code: int):
    def write(*_args: object) -> None:
        raise OSError(code, "medium")

    return write


def test_a_delivered_package_is_the_same_bytes(package, stick):
    assert deliver(package, stick).read_bytes() == package.read_bytes()
    assert [path.name for path in stick.iterdir()] == [package.name]


def test_a_file_brought_in_is_the_same_bytes(package, tmp_path):
    bring_in(package, tmp_path / "本机" / package.name)

    assert (tmp_path / "本机" / package.name).read_bytes() == package.read_bytes()


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.ENOSPC, "磁盘空间不足"),
        (errno.EIO, "U 盘可能已拔出"),
        (errno.EFBIG, "FAT32"),
        (errno.EROFS, "只读"),
    ],
)
def test_a_stick_that_refuses_keeps_its_older_package(package, stick, monkeypatch, code, words):
    older = stick / package.name
    older.write_bytes(b"older")
    monkeypatch.setattr("os.fsync", refusing(code))

    with pytest.raises(UserError, match=f"没有写成.*{words}.*本机上的文件完好"):
        deliver(package, stick)
    assert [path.read_bytes() for path in stick.iterdir()] == [b"older"]


def test_a_stick_that_lies_is_found_out(package, stick, monkeypatch):
    monkeypatch.setattr(medium, "sha256_of", lambda _: "0" * 64)

    with pytest.raises(UserError, match=r"读回来与原件不一致，已删除.*请换一个"):
        deliver(package, stick)
    assert list(stick.iterdir()) == []


def test_a_full_stick_is_said_before_writing(package, stick, monkeypatch):
    monkeypatch.setattr("shutil.disk_usage", lambda _: type("Usage", (), {"free": 5 << 20})())

    with pytest.raises(UserError, match=r"需要约 19 MB，只剩 5 MB"):
        deliver(package, stick)


def test_a_stick_pulled_while_reading_leaves_the_inbox_empty(package, tmp_path, monkeypatch):
    monkeypatch.setattr("os.fsync", refusing(errno.EIO))

    with pytest.raises(UserError, match=r"没有读完“某县 第7号\.xlsx”.*台账没有任何改动"):
        bring_in(package, tmp_path / "本机" / package.name)
    assert list((tmp_path / "本机").iterdir()) == []


def test_a_file_that_is_gone_is_said_in_words(tmp_path):
    with pytest.raises(UserError, match=r"没有读完“没有\.xlsx”"):
        bring_in(tmp_path / "没有.xlsx", tmp_path / "本机" / "没有.xlsx")


def test_a_very_long_name_can_be_carried(tmp_path, stick):
    source = tmp_path / ("长" * 80 + ".xlsx")
    source.write_bytes(b"data")

    assert deliver(source, stick).read_bytes() == b"data"
    bring_in(source, tmp_path / "本机" / source.name)
    assert (tmp_path / "本机" / source.name).read_bytes() == b"data"
