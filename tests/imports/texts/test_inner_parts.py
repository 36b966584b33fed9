"""Parts of a problem that are numbered like the problems stay with it: told by the number of the next one, else asked about."""

import pytest

from dczg_desktop.imports.read import read_text
from dczg_desktop.imports.reading import Table

FIRST = "一、污水处理设施运行不正常\n整改目标：运行正常。\n整改措施：加强巡查。\n责任单位：县住建局\n"
THIRD = "三、扬尘管控不严\n整改目标：达标。\n整改措施：落实喷淋。\n责任单位：县城管局\n"
SECOND = "二、养殖污染治理不到位\n整改目标：治理到位。\n责任单位：县农业农村局\n整改措施：{measures}\n"
PARTS = [
    "\n三、加强执法检查。\n四、开展回头看。",
    "开展排查。\n三、完善处理设施\n督促建设12座。\n四、加强执法检查\n每月一次。",
    "\n（一）清理粪污。\n三、四级河道一并清理\n（二）拆除违建",
]


def table_of(text: str) -> Table:
    (table,) = read_text(f"青石县整改方案\n{text}").tables
    return table


def asked(table: Table, words: str) -> list[str]:
    return [one.value for one in table.faults if words in one.message]


@pytest.mark.parametrize("parts", PARTS)
def test_what_stands_between_a_problem_and_the_next_number_is_its_content(parts: str):
    table = table_of(FIRST + SECOND.format(measures=parts) + THIRD)

    assert [one.fields["number"] for one in table.records] == ["一", "二", "三"]
    assert table.records[1].fields["measures"] == parts.strip()
    assert asked(table, "编号都是“三”")[0].startswith("三、")


def test_parts_counted_from_the_first_on_are_not_asked_about():
    table = table_of(FIRST + SECOND.format(measures="\n一、排查。\n二、建设。\n三、检查。") + THIRD)

    assert table.records[1].fields["measures"] == "一、排查。\n二、建设。\n三、检查。"
    assert not asked(table, "编号都是")


def test_parts_below_a_colon_above_the_labels_are_the_problem():
    inside = "二、河道管理不到位，表现在以下方面：\n一、东河倾倒垃圾。\n二、西河违法建设。\n三、南河采砂。\n整改目标：整洁。\n整改措施：整治。\n责任单位：县水利局\n"
    table = table_of(FIRST + inside + THIRD)

    assert [one.fields["number"] for one in table.records] == ["一", "二", "三"]
    assert table.records[1].fields["description"].endswith("\n三、南河采砂。")


def test_problems_below_a_chapter_that_ends_with_a_colon_stay_problems():
    table = table_of(f"二、整改任务：\n{FIRST}{SECOND.format(measures='治理。')}{THIRD}")

    assert [one.fields["number"] for one in table.records] == ["一", "二", "三"]


@pytest.mark.parametrize(("line", "times"), [("三、加强执法检查。", 1), ("三、保障措施", 0)])
def test_a_line_with_the_next_number_behind_the_last_problem_is_asked_about_unless_it_is_a_chapter(
    line: str, times: int
):
    table = table_of(f"{FIRST}{SECOND.format(measures='治理。')}{line}\n每月一次。\n")

    assert len(asked(table, "没有读入")) == times
    assert line in {one.text for one in table.left_out}
