"""Goal, units and time that a sentence says in so many words, and what was found behind what is complained of, are read under their fields."""

import pytest

from dczg_desktop.imports.read import read_text

PLAN = """青石县督察反馈意见整改方案
二、重点任务
1.建筑工地扬尘管控不到位。
整改目标为2026年3月底前落实率达到100%。此项由县住建局牵头，县城管局配合，责任领导为副县长程远，整改时限为2026年3月底前。
整改措施：一是开展专项检查；二是安装喷淋。
2.水泥厂错峰生产执行不严。
整改目标为严格落实错峰生产计划。该问题由县工信局牵头负责，整改时限为立行立改并长期坚持。
整改措施：派驻监督员。
"""
NOTICE = """信访件办理情况公示（第9批）
一、受理编号D3SC202511120009。群众反映：预制场粉尘大、噪声大。{findings}处理情况：责令封闭搅拌机。办理状态：已办结。
二、受理编号X3SC202511120014。群众反映：养牛户将牛粪倒入山坪塘。经区农业农村局现场核查，有粪水流入塘内，举报属实。处理情况：责令清运。办理状态：阶段性办结。
"""


def test_every_part_of_such_a_sentence_stands_under_its_field():
    first, second = read_text(PLAN).tables[0].records

    said = ("goal", "lead_unit", "supporting_unit", "responsible_leader", "deadline")
    assert [first.fields[one] for one in said] == [
        "2026年3月底前落实率达到100%", "县住建局", "县城管局", "副县长程远", "2026年3月底前",
    ]  # fmt: skip
    assert [second.fields[one] for one in ("goal", "lead_unit", "deadline")] == [
        "严格落实错峰生产计划", "县工信局", "立行立改并长期坚持",
    ]  # fmt: skip
    assert first.fields["description"] == "建筑工地扬尘管控不到位。"


@pytest.mark.parametrize(
    "line",
    [
        "整改目标为严格落实，由县里牵头抓总",
        "责任单位为此多次开会研究，进展不大",
        "此项工作由来已久，牵头不力",
    ],
)
def test_a_sentence_that_says_less_stays_whole(line):
    record = (
        read_text(PLAN.replace("1.建筑工地扬尘管控不到位。\n", f"1.建筑工地扬尘管控不到位。\n{line}。\n"))
        .tables[0]
        .records[0]
    )

    assert line in record.fields["description"] + record.fields.get("goal", "")


def test_what_was_found_is_parted_from_the_complaint_and_asked_about():
    found = "经住建局会同东坝镇现场核查，搅拌机未封闭，举报内容部分属实。"
    (table,) = read_text(NOTICE.format(findings=found)).tables

    assert table.records[0].fields["findings"] == found
    assert [one.fields["description"] for one in table.records] == [
        "预制场粉尘大、噪声大。",
        "养牛户将牛粪倒入山坪塘。",
    ]
    assert [one.fields["substantiated"] for one in table.records] == ["部分属实", "属实"]
    assert sum("调查核实情况取自“群众反映”" in one.message for one in table.faults) == 2


def test_a_complaint_that_names_a_firm_by_its_trade_is_not_parted():
    (table,) = read_text(NOTICE.format(findings="经营者夜间检查设备，十分吵闹。")).tables

    assert table.records[0].fields["description"] == "预制场粉尘大、噪声大。经营者夜间检查设备，十分吵闹。"


REPORT = """凤山县关于督察反馈问题整改进展情况的报告
二、具体问题整改进展
（一）关于“凤山铁矿超标排放选矿废水”问题（反馈意见第4项）。该问题由县工信局负责，要求2025年8月底完成。目前，选矿废水已实现闭路循环，已完成整改。
（二）关于“凤凰河两岸畜禽散养”问题（反馈意见第9项）。该问题由县农业农村局负责，要求于2026年3月底完成。目前，已清退散养户41户。
三、存在的困难
部分项目资金缺口较大。
"""


def test_a_report_that_says_who_until_when_and_how_far_in_every_item_is_read():
    records = read_text(REPORT).tables[0].records

    said = ("number", "responsible_unit", "deadline", "progress")
    assert [[one.fields[name] for name in said] for one in records] == [
        ["第4项", "县工信局", "2025年8月底", "目前，选矿废水已实现闭路循环，已完成整改。"],
        ["第9项", "县农业农村局", "2026年3月底", "目前，已清退散养户41户。"],
    ]
