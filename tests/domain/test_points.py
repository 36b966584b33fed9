"""Points of a petition: proposals from the text, and the item's word against its points."""

import pytest

from dczg_desktop.domain.points import complaints, enumerated, said_truth, split_points, truth_objection

FINDINGS = (
    "经查：（一）关于“南坪镇洗砂场夜间生产”问题。现场检查时正在生产，噪声超标，该问题属实。\n"
    "（二）关于“洗砂废水直排”问题。1.沉淀池正常；2.未见外排口，该问题不属实。\n"
    "（三）关于“运输扬尘”问题。道路有积尘，部分属实。"
)


def test_headed_findings_become_points_with_their_own_finding():
    points = split_points("反映洗砂场污染", FINDINGS, "")

    assert [(one.text, one.substantiated) for one in points] == [
        ("南坪镇洗砂场夜间生产", "属实"),
        ("洗砂废水直排", "不属实"),
        ("运输扬尘", "部分属实"),
    ]
    assert "1.沉淀池正常" in points[1].findings  # the inner numbers do not split it


def test_results_go_to_their_points_only_when_there_are_as_many():
    two = "1.甲厂超标，属实。2.乙厂达标，不属实。"

    assert [p.result for p in split_points("", two, "1.责令甲厂停产。2.加强巡查。")] == ["责令甲厂停产。", "加强巡查。"]  # fmt: skip
    assert [p.result for p in split_points("", two, "已责令停产。")] == ["", ""]


def test_the_complaint_is_split_when_the_findings_are_not():
    points = split_points(
        "反映石桥镇三处问题：养猪场臭味扰民；河道倾倒垃圾；饭店油烟直排。", "正在核查。", ""
    )

    assert [one.text for one in points] == ["养猪场臭味扰民", "河道倾倒垃圾", "饭店油烟直排"]
    assert all(one.substantiated == "" for one in points)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("1.甲。2.乙。3.丙。", 3),
        ("（1）甲；（2）乙", 2),
        ("①甲②乙", 2),
        ("一、甲。二、乙。", 2),
        ("投资1.5亿元，建成2.3公里管网。", 0),
        ("1.只有一条。", 0),
        ("2.从二开始。3.三。", 0),
        ("没有编号", 0),
        ("", 0),
    ],
)
def test_only_runs_that_count_from_one_are_enumerations(text, count):
    assert len(enumerated(text)) == count


def test_a_semicolon_without_a_list_splits_nothing():
    assert complaints("某厂夜间偷排；影响居民") == []


@pytest.mark.parametrize(
    ("text", "word"),
    [("该问题属实", "属实"), ("反映不属实", "不属实"), ("核实是否属实", ""), ("甲属实，乙不属实", ""), ("不完全属实", "部分属实")],
)  # fmt: skip
def test_a_part_says_one_finding_or_none(text, word):
    assert said_truth(text) == word


@pytest.mark.parametrize(
    ("item", "points", "objects"),
    [
        ("不属实", ["属实", "属实"], True),
        ("属实", ["不属实", "不属实"], True),
        ("属实", ["属实", "不属实"], True),
        ("部分属实", ["属实", "不属实"], False),
        ("属实", ["属实", "基本属实"], False),
        ("不属实", ["属实", ""], False),
        ("", ["属实", "属实"], True),
        ("属实", [], False),
    ],
)
def test_the_items_word_is_compared_with_its_points(item, points, objects):
    assert bool(truth_objection(item, points)) is objects
