"""What a list says of those who complained is not read: no field, no other column, no fault, no cell keeps it."""

import json

from openpyxl import Workbook

from dczg_desktop.imports.preview import as_json
from dczg_desktop.imports.read import read_tables, read_text

HEAD = ["工单编号", "诉求人", "联系电话", "家庭住址", "诉求内容", "承办单位", "联系人", "办公电话"]
ROW = [
    "2024090100",
    "张三丰",
    "13812345678",
    "某小区11栋",
    "餐馆油烟扰民",
    "县城管局",
    "王海",
    "0790-1234567",
]
PRIVATE = ROW[1:4]


def test_columns_of_petitioners_are_not_read_and_it_is_said(tmp_path):
    book = Workbook()
    book.active.append(HEAD)
    book.active.append(ROW)
    book.save(tmp_path / "a.xlsx")

    reading = read_tables(tmp_path / "a.xlsx")

    (table,) = reading.tables
    everything = json.dumps(as_json(reading), ensure_ascii=False) + repr(reading) + repr(table.grid)
    assert not any(text in everything for text in PRIVATE)
    assert [(one.text, one.why) for one in table.left_out] == [
        ("B 列“诉求人”", "举报人信息，未读取"),
        ("C 列“联系电话”", "举报人信息，未读取"),
        ("D 列“家庭住址”", "举报人信息，未读取"),
    ]
    assert table.records[0].extra == {"联系人": "王海", "办公电话": "0790-1234567"}


def test_mobile_telephones_beside_no_office_are_the_petitioners(tmp_path):
    text = "受理编号\t举报内容\t联系电话\tX3JX202405240023\n".replace("\tX", "\nX") + "\t扬尘\t13812345678"

    (table,) = read_text(text).tables

    assert "13812345678" not in repr(table.grid)
    assert "联系电话" in table.left_out[0].text


def test_telephones_of_offices_are_kept():
    head = "受理编号\t举报内容\t承办单位\t联系人\t联系电话"
    (table,) = read_text(f"{head}\nX3JX202405240023\t扬尘\t县住建局\t王海\t13812345678").tables

    assert table.records[0].extra == {"联系人": "王海", "联系电话": "13812345678"}
    assert table.left_out == ()


def test_counts_of_people_are_no_petitioners(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("县区,举报人数,信访件数（件）\n青石县,3,4\n云岭县,5,6", "utf-8")
    (table,) = read_tables(path).tables

    assert table.kind == "statistics"
    assert table.left_out == ()
