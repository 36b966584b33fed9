"""A problem that was read as part of another is asked about: by the count a plan states, by the numbers of its problems."""

import pytest

from dczg_desktop.imports.read import read_text

ITEM = "{n}、{text}\n整改目标：消除隐患。\n整改时限：2025年底前\n责任单位：县水利局\n整改措施：\n1、清理。\n2、巡查。\n"


def plan(opening: str, *numbers: str) -> str:
    items = "".join(ITEM.format(n=number, text=f"河道{number}段垃圾未清。") for number in numbers)
    return f"青石县整改方案\n{opening}\n{items}"


def questions(text: str) -> list[str]:
    (table,) = read_text(text).tables
    return [one.message for one in table.faults]


@pytest.mark.parametrize(
    "opening",
    ["省督察组反馈我县问题2项。", "共梳理整改任务50项，涉及我县2项。", "形成二项整改任务。", "请抓好落实。", "第三项问题由县水利局牵头。"],
)  # fmt: skip
def test_nothing_is_asked_where_the_count_is_right_or_not_stated(opening):
    assert questions(plan(opening, "一", "二")) == []


@pytest.mark.parametrize("opening", ["省督察组反馈我县3个问题。", "形成十二项整改任务。", "反馈问题共4项"])
def test_another_count_than_stated_is_asked_about(opening):
    (asked,) = questions(plan(opening, "一", "二"))

    assert "读出 2 个问题" in asked
    assert "请对照原文核对" in asked


def test_a_number_left_out_is_asked_about_where_a_line_with_it_became_a_content():
    text = plan("", "一", "二", "四").replace("2、巡查。\n四、", "2、巡查。\n三、料场扬尘问题突出；\n四、")

    (asked,) = questions(text)
    assert asked == "这一行以“3”开头，读成了第 2 个问题的内容，请核对是不是另一个问题。"


def test_a_county_that_takes_over_some_numbers_of_the_province_is_not_asked():
    assert questions(plan("", "三", "七", "十二")) == []
