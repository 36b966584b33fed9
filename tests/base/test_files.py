import errno
import os
from pathlib import Path

import pytest

from dczg_desktop.base import files
from dczg_desktop.base.errors import UserError
from dczg_desktop.base.files import disk_reason, replace_file, sha256_of, write_file


def test_a_file_is_replaced_whole(tmp_path):
    target = tmp_path / "新文件夹" / "清单.pdf"
    write_file(target, lambda stream: stream.write(b"one") and None)
    write_file(target, lambda stream: stream.write(b"two") and None)

    assert target.read_bytes() == b"two"
    assert list(target.parent.iterdir()) == [target]


def test_the_hash_of_a_file_larger_than_a_block(tmp_path):
    path = tmp_path / "大"
    path.write_bytes(b"a" * (files.BLOCK + 1))

    assert sha256_of(path) == "4a3f0c0c213adea174f9a3d4c13177315b588bdb2e9c1012d3d0bf0453ca0f6a"


@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.ENOSPC, "磁盘空间不足"), (errno.EDQUOT, "磁盘空间不足"), (errno.EIO, "U 盘可能已拔出"), (errno.EROFS, "只读"),
     (errno.EACCES, "没有写入权限"), (errno.ENAMETOOLONG, "文件名太长"), (errno.ELOOP, "系统报告")],
)  # fmt: skip
def test_a_disk_that_refuses_leaves_the_old_file(tmp_path, number, words):
    target = tmp_path / "清单.pdf"
    target.write_bytes(b"old")

    def refuse(stream):
        stream.write(b"half")
        raise OSError(number, os.strerror(number))

    with pytest.raises(UserError, match=words) as refusal:
        write_file(target, refuse)

    assert "清单.pdf" in str(refusal.value)
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def held_for(times, monkeypatch):
    """The target is open in another program for the next `times` attempts."""
    attempts = iter([True] * times)
    replace = Path.replace

    def held(self, target):
        if next(attempts, False):
            raise PermissionError(13, "in use")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", held)
    monkeypatch.setattr(files.time, "sleep", lambda _seconds: None)


def test_a_file_held_briefly_is_waited_for(tmp_path, monkeypatch):
    source, target = tmp_path / "a.part", tmp_path / "a"
    source.write_bytes(b"new")
    held_for(3, monkeypatch)

    replace_file(source, target)

    assert target.read_bytes() == b"new"


def test_a_file_open_in_a_spreadsheet_program_is_named(tmp_path, monkeypatch):
    target = tmp_path / "台账.xlsx"
    target.write_bytes(b"old")
    target.with_name("台账_2.xlsx").write_bytes(b"")
    held_for(99, monkeypatch)

    with pytest.raises(UserError, match=r"“台账.xlsx”：该文件正被其他程序打开.*WPS.*例如“台账_3.xlsx”"):
        write_file(target, lambda stream: stream.write(b"new") and None)

    assert target.read_bytes() == b"old"


def test_an_unknown_reason_is_shown_as_the_system_says_it():
    assert "odd" in disk_reason(OSError(9999, "odd"))
