"""Petitions in plain sentences, numbered or not, are read part by part with a question; what says less is no petition."""

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.imports.read import read_text
from tests.imports.samples.read_texts import table_of

NUMBERED = """关于第三批信访件办理情况的报告
一、关于反映南片区夜间施工噪声扰民的问题（受理编号D3GS202405160012）。经查，该工地确在夜间施工，情况属实。已责令停止夜间施工，并立案处罚2万元。
二、关于反映青溪镇养殖场粪污直排的问题（受理编号X3GS202405170008）。经查，养殖场已配套处理设施，未发现直排，反映问题不属实。
已要求加强日常管理。
请各单位做好后续工作。
青石县整改办
2024年6月1日
"""
BARE = """群众反映烧烤店油烟扰民。经核实，净化器损坏，反映情况属实。目前已责令维修，已办结。
群众反映养猪场臭味。经现场核查，部分属实。下一步要求加盖。
"""
LABELS = """D3GS202405160012：反映夜间施工。调查核实情况：噪声超标，属实。处理情况：已停工。
X3GS202405170008：反映粪污直排。调查核实情况：未发现直排，不属实。处理情况：无。
"""


def test_every_part_of_a_numbered_petition_is_read():
    table = table_of(NUMBERED)
    first, second = (one.fields for one in table.records)

    assert (table.kind, first["number"], second["number"]) == (
        "petition",
        "D3GS202405160012",
        "X3GS202405170008",
    )
    assert first["description"].startswith("关于反映南片区夜间施工噪声扰民的问题")
    assert (first["findings"], first["substantiated"]) == ("经查，该工地确在夜间施工，情况属实。", "属实")
    assert first["result"] == "已责令停止夜间施工，并立案处罚2万元。"
    assert (second["substantiated"], second["result"]) == ("不属实", "已要求加强日常管理。")


def test_each_is_asked_about_and_what_stands_behind_the_list_is_left_out():
    table = table_of(NUMBERED)

    assert len([one for one in table.faults if "按句子分开" in one.message]) == 2
    assert {"请各单位做好后续工作。", "青石县整改办"} <= {one.text for one in table.left_out}


def test_paragraphs_without_numbers_are_read():
    first, second = (one.fields for one in table_of(BARE).records)

    assert (first["description"], first["completion"]) == ("群众反映烧烤店油烟扰民。", "已办结")
    assert (second["substantiated"], second["result"]) == ("部分属实", "下一步要求加盖。")


def test_labels_inside_the_paragraph_part_it_too():
    first, second = (one.fields for one in table_of(LABELS).records)

    assert (first["description"], first["findings"], first["result"]) == (
        "反映夜间施工。",
        "噪声超标，属实。",
        "已停工。",
    )
    assert (second["number"], second["substantiated"]) == ("X3GS202405170008", "不属实")


def test_headings_with_a_label_for_what_was_done_keep_number_and_findings():
    text = NUMBERED.replace("）。经查", "）\n经查").replace("属实。已责令", "属实。\n处理情况：已责令")
    first = table_of(text).records[0].fields

    assert (first["number"], first["findings"]) == (
        "D3GS202405160012",
        "经查，该工地确在夜间施工，情况属实。",
    )
    assert first["result"].startswith("已责令停止夜间施工")


def test_what_is_partly_true_and_partly_not_is_left_to_a_person():
    table = table_of(BARE.replace("部分属实", "臭味属实，污水不属实"))

    assert not table.records[1].fields["substantiated"]
    assert any("是否属实没有看出来" in one.message for one in table.faults)


@pytest.mark.parametrize(
    "text",
    [
        "群众反映烧烤店油烟扰民。已责令维修。\n群众反映养猪场臭味。要求加盖。\n",
        "某县办好信访件\n群众反映强烈。工作人员立即核查。\n举报电话保持畅通。经查属实的立即办理。\n",
        "群众反映烧烤店油烟扰民。经核实，属实。\n",
    ],
)
def test_what_does_not_say_what_was_found_or_tells_of_one_only_is_refused(text: str):
    with pytest.raises(UserError, match="没有认出表格"):
        read_text(text)
