"""Forms written as words: numbers above the labels, sections that hold a label, demands of several times, appendices above the title."""

import pytest

from tests.imports.texts_read import asked, one_table

ITEM = (
    "问题概述：{}\n责任单位：湖滨新区管委会\n时限：2026年6月底前\n工作进展：已完成一半\n评价：达到序时进度\n"
)


@pytest.mark.parametrize("sign", ["★", "■ ", ""])
def test_a_number_of_the_list_behind_a_sign_is_that_of_the_problem_below(sign):
    table = one_table(
        f"整改情况一览\n{sign}第三十一项\n{ITEM.format('填湖造地')}{sign}第三十二项\n{ITEM.format('散养户未清')}"
    )

    assert [one.fields["number"] for one in table.records] == ["第三十一项", "第三十二项"]
    assert [one.fields["description"] for one in table.records] == ["填湖造地", "散养户未清"]
    assert table.title == "整改情况一览"


def test_a_section_over_a_serial_and_its_problem_is_one_problem():
    table = one_table(
        "附件2\n省级督察反馈问题整改措施清单\n（牵头单位：市住建局）\n一、反馈问题\n（一）序号8：丁桥污水处理厂超负荷运行。\n"
        "二、整改目标\n新增处理能力5万吨。\n三、整改时限\n2026年12月底前\n四、责任单位\n市水务集团"
    )
    (record,) = table.records

    names = ("number", "description", "lead_unit", "responsible_unit", "deadline")
    assert [record.fields[name] for name in names] == [
        "8", "丁桥污水处理厂超负荷运行。", "市住建局", "市水务集团", "2026年12月底前",
    ]  # fmt: skip
    assert table.title == "省级督察反馈问题整改措施清单"
    assert not asked(table)


def test_demands_of_several_times_without_a_deadline_are_asked_about():
    table = one_table(
        "关于青山县2026年存在问题的督办通知\n一、空气质量目标未完成。\n整改要求：6月底前扭转势头，年底前完成目标。\n"
        "二、断面水质超标。\n整改要求：7月底前稳定达标。"
    )

    assert [one.fields.get("deadline", "") for one in table.records] == ["", "7月底前"]
    assert "“整改要求”里写着几个时间，没有单独写整改时限，没有作为时限，请补填。" in asked(table)


def test_where_no_demand_names_one_time_those_of_several_are_asked_about():
    table = one_table(
        "关于青山县2026年存在问题的督办通知\n一、空气质量目标未完成。\n整改要求：6月底前扭转势头，年底前完成目标。\n"
        "二、污水站停运。\n整改要求：立即恢复运行。"
    )

    assert asked(table) == "“整改要求”里写着几个时间，没有单独写整改时限，没有作为时限，请补填。"
