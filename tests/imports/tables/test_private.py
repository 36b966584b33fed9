"""What a list says of those who complained is not read: no field, no other column, no fault, no cell keeps it."""

import json

import pytest
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


def everything(reading) -> str:
    return json.dumps(as_json(reading), ensure_ascii=False) + repr(reading) + repr(reading.tables[0].grid)


def test_all_columns_under_one_heading_of_the_petitioner_are_his(tmp_path):
    book = Workbook()
    book.active.append(["受理编号", "举报人信息", "", "", "举报内容", "承办单位"])
    book.active.append(["", "姓名", "电话", "住址", "", ""])
    book.active.append(["X3JX202405240023", *PRIVATE, "餐馆油烟扰民", "县城管局"])
    for place in ("B1:D1", "A1:A2", "E1:E2", "F1:F2"):
        book.active.merge_cells(place)
    book.save(tmp_path / "a.xlsx")

    reading = read_tables(tmp_path / "a.xlsx")

    assert not any(text in everything(reading) for text in PRIVATE)
    assert len(reading.tables[0].left_out) == 3
    assert reading.tables[0].records[0].fields["responsible_unit"] == "县城管局"


@pytest.mark.parametrize(
    "heading",
    [
        "群众姓名",
        "市民姓名",
        "市民联系电话",
        "举报人姓名及电话",
        "来电号码",
        "手机号码",
        "联系方式",
        "身份证号",
        "来件人",
        "实名举报人",
        "家庭住址",
        "户籍地址",
    ],
)
def test_other_words_for_who_complained_right_behind_the_number_are_not_read(heading):
    head = f"受理编号\t{heading}\t举报内容\t承办单位"
    reading = read_text(f"{head}\nX3JX202405240023\t张三丰13812345678\t扬尘扰民\t县住建局")

    assert "张三丰" not in everything(reading)
    assert reading.tables[0].records[0].fields["description"] == "扬尘扰民"


def test_a_name_is_the_petitioners_beside_his_telephone_and_the_officials_behind_an_office():
    row = "X3JX202405240023\t{}\t13812345678\t扬尘扰民"
    theirs = read_text("受理编号\t姓名\t联系电话\t举报内容\n" + row.format("张三丰"))
    ours = read_text("受理编号\t承办单位\t姓名\t联系电话\t举报内容\n" + row.format("县住建局\t王海"))

    assert "张三丰" not in everything(theirs)
    assert ours.tables[0].records[0].extra == {"姓名": "王海", "联系电话": "13812345678"}


def test_a_contact_before_a_mobile_telephone_and_no_office_is_the_petitioner():
    reading = read_text(
        "受理编号\t举报内容\t联系人\t联系电话\t承办单位\nX3JX202405240023\t扬尘扰民\t张三丰\t13812345678\t县住建局"
    )

    assert "张三丰" not in everything(reading)


@pytest.mark.parametrize("first", [["受理编号", "X3JX202405240023"], ["举报人", "张三丰"]])
def test_an_upright_form_keeps_nothing_of_who_complained(tmp_path, first):
    lines = [["举报人", "张三丰"], ["联系电话", "13812345678"], ["家庭住址", "某小区11栋"], ["举报内容", "餐馆油烟扰民，夜间经营至凌晨"],
             ["承办单位", "县城管局"], ["是否属实", "属实"], ["是否办结", "已办结"], ["受理编号", "X3JX202405240023"]]  # fmt: skip
    book = Workbook()
    book.active.append(["信访举报件登记表"])
    for line in [first, *(line for line in lines if line != first)]:
        book.active.append(line)
    book.save(tmp_path / "a.xlsx")

    reading = read_tables(tmp_path / "a.xlsx")

    (table,) = reading.tables
    assert (table.kind, table.records[0].fields["number"]) == ("petition", "X3JX202405240023")
    assert not any(text in everything(reading) for text in PRIVATE)
    assert {one.why for one in table.left_out} == {"举报人信息，未读取"}
