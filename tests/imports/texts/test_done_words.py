"""Words for what was done that begin with 问题 are no problem, and 主要工作及成效 is a label without a number too."""

import pytest

from dczg_desktop.domain.headings import header_field
from dczg_desktop.imports.read import read_text
from tests.imports.samples.notice_answers import notices_of


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("问题整改情况", "progress"),
        ("反馈问题整改落实情况", "progress"),
        ("问题整改完成情况", "progress"),
        ("问题整改结果", "progress"),
        ("问题查处情况", "result"),
        ("举报问题处理情况", "result"),
        ("问题销号情况", "status"),
        ("问题整改验收情况", "status"),
        ("存在问题及整改情况", "description"),
        ("问题基本情况", "description"),
        ("问题情况", "description"),
    ],
)
def test_what_was_done_about_a_problem_is_not_the_problem(heading, field):
    assert header_field(heading)[0] == field


def test_a_table_gets_what_was_done_from_such_a_column():
    text = "序号\t点位\t问题描述\t责任单位\t问题整改情况\n1\t柳河\t污水直排。\t柳河镇\t已建成管网。\n2\t砂场\t没有手续。\t县自然资源局\t已拆除。"

    (table,) = read_text(text).tables

    assert [one.fields["progress"] for one in table.records] == ["已建成管网。", "已拆除。"]
    assert [one.fields["description"] for one in table.records] == ["污水直排。", "没有手续。"]


@pytest.mark.parametrize(
    "label", ["主要工作及成效", "整改工作成效", "整改措施及成效", "整改完成情况及成效", "主要做法和成效"]
)
@pytest.mark.parametrize("pattern", ["{}：{}", "5.{}：{}", "【{}】{}", "{}\n{}"])
def test_what_was_achieved_is_what_was_done(label, pattern):
    told = pattern.format(label, "（一）已建成管网3公里。\n（二）已落实3名巡查员。")
    text = (
        "关于第12项整改任务完成情况的公示\n存在问题：柳河镇污水直排入河。\n整改目标：消除直排。\n整改措施：（一）铺设管网。\n（二）建立巡查制度。\n"
        f"{told}\n公示时间：2026年1月27日至2026年2月9日\n青石县水利局\n2026年1月27日"
    )

    ((_record, notice),) = notices_of(read_text(text))

    assert notice.progress == "（一）已建成管网3公里。\n（二）已落实3名巡查员。"
    assert notice.measures == "（一）铺设管网。\n（二）建立巡查制度。"
