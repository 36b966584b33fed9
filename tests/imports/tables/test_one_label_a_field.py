"""Forms and problems of one paper that call a field differently (整改时限, 时限): one field, and nothing of it lost."""

import pytest

from dczg_desktop.imports.read import read_tables, read_text
from tests.imports.samples.merged_workbooks import workbook

FORMS = [
    ["督办单", ""],
    ["存在问题", "污水处理厂超负荷运行"],
    ["责任单位", "县住建局"],
    ["整改时限", "2025年12月底前"],
    ["整改措施", "扩建污水处理厂"],
    ["督办单", ""],
    ["存在问题", "垃圾长期堆放"],
    ["责任单位", "县城管局"],
    ["时限", "2025年6月底前"],
    ["整改措施", "清运垃圾"],
]


def plan(*labels):
    parts = ["青石县整改方案"]
    for ordinal, label in zip("一二三", labels, strict=True):
        lines = [f"{one}：2025年{month}月底前" for one, month in zip(label.split(), (12, 6), strict=False)]
        parts += [
            f"{ordinal}、第{ordinal}个断面水质超标问题",
            "整改目标：达标。",
            "整改措施：治理。",
            "责任单位：县水利局",
            *lines,
        ]
    (table,) = read_text("\n".join(parts)).tables
    return table


def due(table):
    return [one.fields["deadline"] for one in table.records]


def test_forms_that_call_it_differently_have_one_deadline(tmp_path):
    (table,) = read_tables(workbook(tmp_path / "a.xlsx", (FORMS, ()))).tables

    assert due(table) == ["2025年12月底前", "2025年6月底前"]
    assert [one.extra for one in table.records] == [{}, {}]
    assert [one.cells["deadline"] for one in table.records] == ["B4", "B9"]


def test_a_form_that_uses_both_words_keeps_both(tmp_path):
    forms = [*FORMS[:4], ["时限", "2026年6月底前"], *FORMS[4:]]
    (table,) = read_tables(workbook(tmp_path / "a.xlsx", (forms, ()))).tables

    assert due(table) == ["2025年12月底前", "2025年6月底前"]
    assert [one.extra for one in table.records] == [{"时限": "2026年6月底前"}, {"时限": ""}]


@pytest.mark.parametrize("labels", [("整改时限", "时限", "整改时限"), ("时限", "整改时限", "完成时限")])
def test_problems_of_a_plan_have_one_deadline(labels):
    table = plan(*labels)

    assert (due(table), table.unmapped) == (["2025年12月底前"] * 3, ())


def test_a_problem_that_uses_both_words_does_not_part_the_others():
    table = plan("整改时限 时限", "时限", "整改时限")

    assert due(table) == ["2025年12月底前"] * 3
    assert [one.extra for one in table.records] == [{"时限": "2025年6月底前"}, {"时限": ""}, {"时限": ""}]


def test_a_single_day_under_a_word_that_may_be_either_is_asked_about():
    (table,) = read_text(
        "青石县整改方案\n一、断面水质超标问题\n整改目标：达标。\n责任单位：县水利局\n整改时间：2025年6月30日\n"
        "二、垃圾堆放问题\n整改目标：清运。\n责任单位：县城管局\n整改时限：2025年6月底前"
    ).tables

    asked = [one for one in table.faults if "可能是整改时限，也可能是做完的日子" in one.message]
    assert [one.place.rpartition("!")[2] for one in asked] == ["第5行"]
    assert due(table) == ["", "2025年6月底前"]


@pytest.mark.parametrize("label", ["整改时间", "完成时间"])
def test_until_when_is_a_deadline_beside_problems_that_say_so(label):
    table = plan("整改时限", label, "整改时限")

    assert due(table) == ["2025年12月底前"] * 3
