r"""Texts in which a program wrote the line breaks of its cells as signs (``\n``, ``<br>``)."""

import pytest

from dczg_desktop.imports.read import read_text
from tests.imports.texts_read import one_table

HEAD = "序\\n号\t受理\\n编号\t交办问题基本情况\t行政\\n区域\t调查核实情况\t是否\\n属实\t处理和整改情况"
ROW = "1\tD3GS202312200043\t1.养猪场气味难闻。\\n2.污水入沟。\t青石县\t经查，有异味。\t属实\t已清理。"


def test_signs_for_breaks_in_the_cells_of_a_text_are_line_breaks_and_a_note_says_so():
    reading = read_text(f"{HEAD}\n{ROW}")
    (record,) = reading.tables[0].records

    assert record.fields["description"] == "1.养猪场气味难闻。\n2.污水入沟。"
    assert any("已按换行读" in note for note in reading.notes)


def test_headings_broken_by_such_signs_are_known_as_well_as_whole_ones():
    table = one_table(f"{HEAD}\n{ROW}")

    assert {one.field: one.confidence for one in table.columns}["number"] == 1.0
    assert table.records[0].fields["sequence"] == "1"
    assert not [one.header for one in table.columns if one.field is None]


@pytest.mark.parametrize("sign", ["<br>", "<br/>", "<BR />", "\\r\\n"])
def test_the_other_signs_for_a_break_are_read_too(sign):
    table = one_table(f"{HEAD}\n{ROW}".replace("\\n2.", f"{sign}2."))

    assert table.records[0].fields["description"] == "1.养猪场气味难闻。\n2.污水入沟。"


def test_the_path_of_a_file_keeps_its_signs():
    table = one_table(f"{HEAD}\t附件\n{ROW}\tD:\\new\\n1.docx")

    assert table.records[0].extra["附件"] == "D:\\new\\n1.docx"


def test_a_notice_whose_lines_stand_in_one_with_such_signs_is_read_line_by_line():
    table = one_table(
        "关于第12项问题整改完成情况的公示\\n一、整改问题\\n河湾镇污水直排。\\n二、整改目标\\n完成截污。\\n三、整改措施\\n新建管网。\\n四、整改完成情况\\n已完成管网2公里。"
    )

    assert table.records[0].fields["description"] == "河湾镇污水直排。"
    assert table.records[0].fields["progress"] == "已完成管网2公里。"
