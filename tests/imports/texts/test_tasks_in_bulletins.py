"""Bulletins that tell how far tasks of another list are, each under its own number (任务6：…)."""

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.imports.read import read_text
from tests.imports.texts_read import one_table

TOLD = [
    ("6", "云溪河污水直排。", "目前已铺设管网2公里，完成80%。"),
    ("9", "城南河垃圾堆积。", "已全部清运，完成整改。"),
    ("12", "砖厂料场未覆盖。", "尚未开工，进度滞后。"),
]


@pytest.mark.parametrize("word", ["任务{}：", "问题{}：", "第{}项任务：", "整改任务{}："])
@pytest.mark.parametrize("break_", ["", "\n"])
def test_each_task_keeps_its_number_and_how_far_it_is(word, break_):
    lines = [f"{word.format(number)}{problem}{break_}{told}" for number, problem, told in TOLD]
    table = one_table("督察整改工作简报\n第3期\n" + "\n".join(lines))

    assert [
        (one.fields["number"], one.fields["description"], one.fields["progress"]) for one in table.records
    ] == [(f"第{number}项", problem, told) for number, problem, told in TOLD]
    assert not any(one.fields.get("deadline") for one in table.records)
    assert sum("按编号和句子分开的" in one.message for one in table.faults) == 3


@pytest.mark.parametrize(
    "text",
    [
        "安全生产月活动安排\n任务1：开展宣传。发放传单1000份。\n任务2：开展演练。组织演练2次。",
        "督察整改工作简报\n任务6：云溪河污水直排。目前已铺设管网2公里。",
        "督察整改工作简报\n任务6：云溪河污水直排。\n任务3：城南河垃圾堆积。",
    ],
)
def test_other_tasks_are_still_refused(text):
    with pytest.raises(UserError):
        read_text(text)
