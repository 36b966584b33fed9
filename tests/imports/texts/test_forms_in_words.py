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


def test_what_is_to_be_done_below_a_heading_that_names_the_problem_is_no_problem():
    item = "主要事实：违规占用农田{}亩。\n整改任务：限期拆除复耕。\n责任单位：南渡县政府"
    table = one_table(
        f"关于移交问题线索整改的通知\n（一）南渡县违规占用农田问题（移交线索1号）\n{item.format(86)}\n（二）北桥区数据造假问题（移交线索2号）\n{item.format(9)}"
    )

    assert [one.fields["description"][:5] for one in table.records] == ["南渡县违规", "北桥区数据"]
    assert [one.fields["measures"] for one in table.records] == ["限期拆除复耕。"] * 2


def test_leaders_that_are_counted_begin_the_next_problem():
    text = "".join(
        f"{count}、包案领导：{name}\n包案事项：第{count}处油烟扰民。\n责任单位：县城管局\n化解措施：安装设备。\n化解时限：2026年6月底\n"
        for count, name in (("一", "孙志"), ("二", "钱程"), ("三", "吴桐"))
    )
    table = one_table(f"领导包案化解突出环境信访问题清单\n{text}")

    assert [one.fields["responsible_leader"] for one in table.records] == ["孙志", "钱程", "吴桐"]
    assert [one.fields["description"] for one in table.records] == [
        f"第{count}处油烟扰民。" for count in "一二三"
    ]


def test_the_serial_that_a_notice_begins_its_problem_with_is_its_number():
    table = one_table(
        "整改完成情况公示\n反馈问题：序号45，中转站渗滤液外溢。\n整改目标：规范收集处理。\n整改完成情况：已建成收集池。\n责任单位：武陵镇政府"
    )

    assert table.records[0].fields["number"] == "45"


REPLY = """环境问题整改回复函
（一）3-01号问题：生活污水直排。
核查情况：经核查，问题属实。
整改情况：已接管。
（二）3-02号问题：占道经营、焚烧电缆。
核查情况：现场未发现焚烧电缆行为，占道经营问题属实。
整改情况：已取缔。
"""


def test_codes_of_problems_are_their_numbers_and_what_is_true_in_part_is_asked_about():
    table = one_table(REPLY)

    assert [one.fields["number"] for one in table.records] == ["3-01号", "3-02号"]
    assert [one.fields["sequence"] for one in table.records] == ["一", "二"]
    assert [one.fields["description"] for one in table.records] == ["生活污水直排。", "占道经营、焚烧电缆。"]
    assert [one.fields.get("substantiated", "") for one in table.records] == ["属实", ""]
    assert "看不出整件是否属实，请补填。" in asked(table)


def test_a_single_check_that_demands_something_by_a_day_is_read():
    table = one_table(
        "2026年3月17日，执法人员对县医疗废物处置中心进行检查，发现焚烧炉温度低于850℃。要求该单位于2026年4月5日前改正违法行为。"
    )
    (record,) = table.records

    assert record.fields["responsible_unit"] == "县医疗废物处置中心"
    assert record.fields["deadline"] == "2026年4月5日前"
    assert "请逐项核对" in asked(table)
