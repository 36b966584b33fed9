"""Plans that share out work and speak of no problem."""

from tests.imports.texts_read import asked, one_table

TASKS = """青石区2026年重点工作分工方案
一、主要预期目标
1.努力实现地区生产总值增长6.2%左右。
牵头单位：区发改局
责任单位：青石经济开发区
2.规模上工业增加值增长5%左右。
牵头单位：区工信局
责任单位：青石经济开发区"""


def test_the_tasks_of_a_plan_that_speaks_of_no_problem_are_asked_about():
    table = one_table(TASKS)

    assert "像是工作任务的分工" in asked(table)
    assert {one.field: one.confidence for one in table.columns}["description"] < 0.75


def test_a_plan_that_speaks_of_problems_is_not():
    table = one_table(TASKS.replace("重点工作分工", "突出环境问题整改"))

    assert "像是工作任务的分工" not in asked(table)
    assert {one.field: one.confidence for one in table.columns}["description"] > 0.75
