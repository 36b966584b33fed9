"""The number of a problem in the list it comes from (（一）第3项：…) is its number, what counts it in this paper its 序号."""

import pytest

from dczg_desktop.imports.read import read_text
from tests.imports.texts_read import asked, one_table

BELOW = "整改目标：全部整改到位。\n责任单位：县住建局\n整改时限：2026年6月底前\n"


def plan(first, second):
    return one_table(f"青石县整改方案\n{first}\n{BELOW}{second}\n{BELOW}")


@pytest.mark.parametrize(
    ("first", "second", "counted"),
    [
        ("（一）第3项：料场扬尘扰民", "（二）第七项：河道垃圾未清理", "一二"),
        ("1.整改任务第3项 料场扬尘扰民", "2.整改任务第七项 河道垃圾未清理", "12"),
        ("一、第3项\n料场扬尘扰民", "二、第七项\n河道垃圾未清理", "一二"),
    ],
)
def test_a_bare_number_of_the_list_is_taken_off_the_problem(first, second, counted):
    table = plan(first, second)

    assert [one.fields["number"] for one in table.records] == ["第3项", "第七项"]
    assert [one.fields["sequence"] for one in table.records] == list(counted)
    assert [one.fields["description"] for one in table.records] == ["料场扬尘扰民", "河道垃圾未清理"]
    assert not asked(table)


@pytest.mark.parametrize(
    "words",
    ["关于反馈第{}项“{}”问题", "省级督察反馈意见第{}项{}问题", "第二轮中央督察反馈问题第{}项“{}”", "{1}问题（省督察反馈第{0}项）"],
)  # fmt: skip
def test_a_number_with_the_list_it_is_of_is_taken_and_the_text_keeps_it(words):
    texts = [words.format(3, "料场扬尘扰民"), words.format(7, "河道垃圾未清理")]
    table = plan(*(f"（{count}）{text}" for count, text in zip("一二", texts, strict=True)))

    assert [one.fields["number"] for one in table.records] == ["第3项", "第7项"]
    assert [one.fields["sequence"] for one in table.records] == ["一", "二"]
    assert [one.fields["description"] for one in table.records] == texts
    assert not asked(table)


def test_a_title_that_only_names_the_item_over_the_problem_gives_its_number():
    table = plan(
        "（一）省督察反馈意见第3项\n反馈问题：料场扬尘扰民",
        "（二）省督察反馈意见第7项\n反馈问题：河道垃圾未清理",
    )

    assert [one.fields["number"] for one in table.records] == ["第3项", "第7项"]
    assert [one.fields["description"] for one in table.records] == ["料场扬尘扰民", "河道垃圾未清理"]


def test_problems_told_without_labels_have_such_numbers_too():
    table = one_table(
        "整改情况报告\n一、第3项问题：料场扬尘扰民问题。已完成覆盖。\n二、第7项问题：河道垃圾未清理问题。已清运垃圾30吨。"
    )

    assert [one.fields["number"] for one in table.records] == ["第3项", "第7项"]
    assert [one.fields["sequence"] for one in table.records] == ["一", "二"]
    assert [one.fields["progress"] for one in table.records] == ["已完成覆盖。", "已清运垃圾30吨。"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("（一）第3项：料场扬尘扰民", "（二）河道垃圾未清理"),  # only one of them
        ("（一）第3项：料场扬尘扰民", "（二）第3项：河道垃圾未清理"),  # two parts of one item
    ],
)
def test_what_is_not_certain_keeps_the_count_and_is_asked_about(first, second):
    table = plan(first, second)

    assert [one.fields["number"] for one in table.records] == ["一", "二"]
    assert "要按文字里的编号登记，把这一格改成“第3项”" in asked(table)


def test_an_item_that_is_only_compared_with_is_no_number():
    table = plan("（一）与省督察反馈第3项重复的料场扬尘问题", "（二）与省督察反馈第7项重复的垃圾问题")

    assert [one.fields["number"] for one in table.records] == ["一", "二"]


def test_the_number_of_an_item_stays_with_the_place_it_stands_in():
    (table,) = read_text(f"青石县整改方案\n（一）第3项：料场\n{BELOW}（二）第7项：河道\n{BELOW}").tables

    assert [one.cells["number"] for one in table.records] == ["第2行", "第6行"]
