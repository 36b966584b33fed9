"""Measures that a plan names once for all its problems are measures of each of them, and a person is asked."""

import pytest

from dczg_desktop.domain.measures import split_measures
from dczg_desktop.imports.read import read_text

WATER = """河口镇整改方案
第一部分 水污染问题
（一）东沟村污水直排。
整改目标：污水纳管。
责任单位：东沟村委会
整改措施：1.建设管网。2.落实管护。
（二）西沟村塘坝黑臭。
整改目标：消除黑臭。
责任单位：西沟村委会
整改措施：清淤一次。
"""
AIR = """第二部分 大气污染问题
（一）砖厂冒黑烟。
整改目标：达标排放。
责任单位：镇环保办
整改措施：安装除尘器。
（二）秸秆露天焚烧。
整改目标：零火点。
责任单位：镇农办
"""
TWO = "\n1.每月巡河。\n2.公开举报电话。\n"


def measures(text: str) -> list[list[str]]:
    (table,) = read_text(text).tables
    return [split_measures(record.fields.get("measures", "")) for record in table.records]


def test_common_measures_of_a_chapter_stand_behind_those_of_its_problems():
    found = measures(WATER + "（三）共性措施" + TWO + AIR)

    assert [len(one) for one in found] == [4, 3, 1, 0]
    assert found[0][2:] == ["共性措施：\n1.每月巡河。", "2.公开举报电话。"]


@pytest.mark.parametrize("heading", ["第三部分 共同措施", "三、共性整改措施"])
def test_common_measures_under_a_heading_above_the_problems_are_of_all_of_them(heading):
    found = measures(WATER + AIR + heading + TWO + "四、保障措施\n加强宣传。\n")

    assert [len(one) for one in found] == [4, 3, 3, 2]


def test_common_measures_before_the_first_problem_are_of_all_of_them():
    found = measures(WATER.replace("第一部分", "以下问题的共性措施：加强日常巡查。\n第一部分") + AIR)

    assert [one[-1] for one in found] == ["共性措施：加强日常巡查。"] * 3 + ["加强日常巡查。"]


def test_a_person_is_asked_whether_they_are_of_every_problem():
    (table,) = read_text(WATER + "以上问题的共性措施：1.每月巡河；2.公开举报电话。\n" + AIR).tables

    assert [fault.message for fault in table.faults if fault.place.endswith("!第11行")] == [
        "这里的共性措施已加在 2 个问题的整改措施里，请核对是不是每个问题都适用。"
    ]


def test_a_measure_that_calls_itself_common_stays_the_measure_of_its_problem():
    found = measures(WATER.replace("清淤一次。", "\n1.清淤一次。\n2.共性措施：加强巡查。") + AIR)

    assert [len(one) for one in found] == [2, 2, 1, 0]


def test_common_measures_without_a_number_end_at_the_signature():
    (table,) = read_text(
        WATER + AIR + "共性措施\n成立专班，每周调度。\n河口镇人民政府\n2024年5月6日\n"
    ).tables

    assert table.records[-1].fields["measures"] == "成立专班，每周调度。"
    assert [row.text for row in table.left_out] == ["河口镇人民政府", "2024年5月6日"]
