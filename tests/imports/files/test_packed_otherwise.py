"""Workbooks packed by other programs: words behind the last part, parts in another encoding; read, or refused with the right words."""

import zipfile

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.imports.files import gate
from dczg_desktop.imports.read import read_tables
from tests.imports.files.test_extent import changed
from tests.imports.samples.odd_files import with_part


def units(path):
    return [one.fields.get("responsible_unit") for table in read_tables(path).tables for one in table.records]


def commented(path, comment):
    with zipfile.ZipFile(path, "a") as archive:
        archive.comment = comment
    return path


@pytest.mark.parametrize("most", [0, 48 * 1024 * 1024], ids=["large", "small"])
def test_a_workbook_with_words_behind_its_last_part_is_read(tmp_path, monkeypatch, most):
    monkeypatch.setattr(gate, "_MOST_REPACKED", most)

    assert units(commented(changed(tmp_path), "由某系统导出".encode())) == ["县水利局"]


def test_a_false_end_in_the_words_behind_a_large_workbook_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(gate, "_MOST_REPACKED", 0)
    end = changed(tmp_path).read_bytes()[-22:]

    with pytest.raises(UserError):
        read_tables(commented(changed(tmp_path), end[:20] + b"\1\0 "))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("is_marked", [True, False])
def test_parts_in_utf_16_are_read(tmp_path, encoding, is_marked):
    def wide(data):
        text = data.decode().partition("?>")[2]
        mark = "\ufeff" if is_marked and encoding != "utf-16" else ""
        return f'{mark}<?xml version="1.0" encoding="UTF-16"?>{text}'.encode(encoding)

    path = changed(tmp_path)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            is_wide = name in {"xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"}
            archive.writestr(name, wide(data) if is_wide else data)

    assert units(path) == ["县水利局"]


def test_a_definition_in_utf_16_is_refused_as_one(tmp_path):
    path = changed(tmp_path)
    with_part(path, tmp_path / "另.xlsx", "xl/sharedStrings.xml", ("<sst", "<!DOCTYPE x><sst"))
    with zipfile.ZipFile(tmp_path / "另.xlsx") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data.decode().encode("utf-16") if name == "xl/sharedStrings.xml" else data)

    with pytest.raises(UserError, match="DOCTYPE"):
        read_tables(path)


def test_an_encoding_nobody_reads_is_called_so(tmp_path):
    path = changed(tmp_path)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data.decode().encode("utf-32") if name == "xl/sharedStrings.xml" else data)

    with pytest.raises(UserError, match="读不了的编码"):
        read_tables(path)
