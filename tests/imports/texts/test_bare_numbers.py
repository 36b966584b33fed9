"""A petition's number alone on a line above its labels, and the words of a page below the last petition."""

import pytest

from dczg_desktop.imports.read import read_text

NUMBERS = ("D3QS202405160021", "X3QS202405160007*")
TOLD = "{}\n举报内容：柳河镇石料场夜间生产。\n调查情况：经查，确有生产。\n是否属实：属实\n办理情况：责令停止夜间生产。"


@pytest.mark.parametrize(
    "pattern", ["（{count}）{number}", "{number}", "{number}号信访件", "{count}、第{number}号举报件："]
)
@pytest.mark.parametrize("head", ["", "青石县信访举报件办理情况公开（第3批）\n"])
def test_each_petition_has_its_number(pattern, head):
    lines = [
        TOLD.format(pattern.format(count=count, number=number))
        for count, number in zip("一二", NUMBERS, strict=True)
    ]

    (table,) = read_text(head + "\n".join(lines)).tables

    assert table.kind == "petition"
    assert [one.fields["number"] for one in table.records] == list(NUMBERS)
    assert {one.fields["description"] for one in table.records} == {"柳河镇石料场夜间生产。"}
    assert {one.fields["result"] for one in table.records} == {"责令停止夜间生产。"}


def test_a_number_under_a_label_of_its_own_is_no_second_petition():
    text = "\n".join(
        f"受理编号\n{number}\n举报内容\n柳河镇石料场夜间生产。\n关联编号\nD3QS202405160099\n调查情况\n确有生产。\n办理情况\n责令停止。"
        for number in NUMBERS
    )

    (table,) = read_text(text).tables

    assert [one.fields["number"] for one in table.records] == list(NUMBERS)


def test_the_numbers_sections_stay_with_it_and_what_is_unclear_is_kept_beside():
    text = "\n".join(
        f"{number}号信访件\n一、基本情况\n石料场夜间生产。\n二、调查核实情况\n确有生产。\n三、是否属实\n属实\n四、处理和整改情况\n责令停止。"
        for number in NUMBERS
    )

    (table,) = read_text(text).tables

    assert [one.fields["number"] for one in table.records] == list(NUMBERS)
    assert {one.extra["基本情况"] for one in table.records} == {"石料场夜间生产。"}


def test_who_runs_the_page_is_nothing_of_the_last_petition():
    text = TOLD.format(f"受理编号：{NUMBERS[0]}")

    (table,) = read_text(text + "\n扫一扫在手机打开当前页\n上一篇：第二批\n主办：青石县人民政府").tables

    assert table.records[0].fields["result"] == "责令停止夜间生产。"
    assert "主办：青石县人民政府" in {one.text for one in table.left_out}
