"""Labels nobody lists below those of a form: kept with their own content, of a workbook and of pasted lines alike."""

import pytest
from openpyxl import Workbook

from dczg_desktop.imports.read import read_tables, read_text

NARROW = """项目|内容
问题编号|YL-2026-013
问题名称|水库保护区内农家乐违规经营
整改目标|2026年9月底前全部关停搬迁
责任单位|青山镇人民政府
整改进展|已签订搬迁协议3户
完成比例|60%
难点|2户要价过高"""
WIDE = """整改情况登记表|||
问题编号|YL-01|责任单位|县水利局
问题描述|河道采砂未修复||
整改措施|回填、复绿|整改时限|2026年9月
完成比例|60%|投入资金|12万
资金来源|县级|难点|无
注：本表一式三份|||"""


def as_pasted(text, _folder):
    (table,) = read_text(text.replace("|", "\t")).tables
    return table


def as_workbook(text, folder):
    book = Workbook()
    for line in text.split("\n"):
        book.active.append([cell or None for cell in line.split("|")])
    book.save(folder / "登记表.xlsx")
    (table,) = read_tables(folder / "登记表.xlsx").tables
    return table


@pytest.mark.parametrize("read", [as_pasted, as_workbook])
def test_pairs_below_the_last_known_label_keep_their_contents(read, tmp_path):
    (record,) = read(NARROW, tmp_path).records

    assert record.fields["progress"] == "已签订搬迁协议3户"
    assert record.extra == {"完成比例": "60%", "难点": "2户要价过高"}


@pytest.mark.parametrize("read", [as_pasted, as_workbook])
def test_two_pairs_a_row_are_kept_and_a_note_is_none(read, tmp_path):
    table = read(WIDE, tmp_path)

    assert table.records[0].fields["deadline"] == "2026年9月"
    assert table.records[0].extra == {"完成比例": "60%", "投入资金": "12万", "资金来源": "县级", "难点": "无"}
    assert [one.text for one in table.left_out] == ["注：本表一式三份"]
