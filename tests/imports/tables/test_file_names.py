"""Columns that name photos or lead to them: kept beside the record, and said that the files themselves are not in the table."""

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.hyperlink import Hyperlink

from dczg_desktop.imports.read import read_tables

HEAD = ["序号", "问题描述", "责任单位", "整改前照片", "整改后照片"]
SAND, SMOKE = "某砂场扬尘扰民严重问题突出", "某厂废气直排问题突出未治理"


@pytest.fixture
def read(tmp_path):
    def reading(*rows, links=None, beside=()):
        book = Workbook()
        for row in rows:
            book.active.append([*row, *beside])
        for cell, target in (links or {}).items():
            book.active[cell].hyperlink = target
        book.save(tmp_path / "a.xlsx")
        return read_tables(tmp_path / "a.xlsx")

    return reading


def test_names_of_photos_are_kept_and_told(read):
    reading = read(
        HEAD, [1, SAND, "县水利局", "1.jpg", "1-后.JPG"], [2, SMOKE, "县住建局", "2.jpg、3.jpg", ""]
    )
    (table,) = reading.tables

    assert table.records[1].extra == {"整改前照片": "2.jpg、3.jpg", "整改后照片": ""}
    assert table.faults == ()
    (note,) = reading.notes
    assert note.startswith(
        "“Sheet”里“整改前照片”写着1.jpg、2.jpg、3.jpg；“整改后照片”写着1-后.JPG：这些文件不在表里，没有取"
    )


def test_where_links_lead_is_kept_in_a_column_of_its_own(read):
    links = {"D2": "照片/1.jpg", "D3": "file:///D:/%E7%85%A7%E7%89%87/2.jpg"}
    reading = read(HEAD, [1, SAND, "县水利局", "查看", ""], [2, SMOKE, "县住建局", "查看", ""], links=links)
    (table,) = reading.tables

    assert [record.extra["整改前照片（链接）"] for record in table.records] == [
        "照片/1.jpg",
        "file:///D:/照片/2.jpg",
    ]
    assert [record.extra["整改前照片"] for record in table.records] == ["查看", "查看"]
    assert "“整改前照片（链接）”写着1.jpg、2.jpg" in reading.notes[0]


@pytest.mark.parametrize("target", ["mailto:zhang@example.cn", Hyperlink(ref="C2", location="Sheet!A1")])
def test_links_to_persons_and_within_the_file_are_no_files(read, target):
    reading = read(HEAD, [1, SAND, "县水利局", "", ""], [2, SMOKE, "县住建局", "", ""], links={"C2": target})

    assert reading.notes == ()
    assert [column.header for column in reading.tables[0].columns] == HEAD


def test_words_about_photos_are_no_names_of_files(read):
    reading = read(
        HEAD, [1, SAND, "县水利局", "见附件1", "照片已报送"], [2, SMOKE, "县住建局", "", "1.整改到位。"]
    )

    assert reading.notes == ()
