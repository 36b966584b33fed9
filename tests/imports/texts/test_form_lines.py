"""Labels nobody lists and lines of a form (填报人：, 统计：) are nothing of the deadline, the unit or the report above them."""

import pytest

from tests.imports.samples.read_texts import table_of

ORDER = """青石县整改任务交办单
编号：青整改交15号
责任单位：石桥镇人民政府
问题描述：管网破损3处。
整改要求：修复管网。
整改时限：2025年5月10日前
{line}
备注：本单一式两份。
"""
MONTHLY = """石桥镇督察整改月报
一、整改进展
序号1：污水直排问题
进展情况：管网已建成2公里。
存在困难：征地慢。
序号2：垃圾堆放问题
进展情况：已清运垃圾50吨。
存在困难：无。
二、信访件办理
本月收到信访件3件。
填报人：李某  审核人：王某
"""
LEDGER = "整改台账\n问题：污水直排\n责任单位：石桥镇\n整改进展：已完成2公里\n问题：垃圾堆放\n责任单位：李家村\n整改进展：已清运\n{line}\n"


def test_a_label_nobody_lists_below_a_deadline_keeps_its_own_content():
    record = table_of(ORDER.format(line="反馈要求：整改完成后3日内报送报告。")).records[0]

    assert record.fields["deadline"] == "2025年5月10日前"
    assert record.extra["反馈要求"] == "整改完成后3日内报送报告。"


@pytest.mark.parametrize("line", ["其中：3月底前完成设计", "近期：5月10日前", "一季度：完成设计"])
def test_a_part_of_the_deadline_stays_with_it(line: str):
    assert table_of(ORDER.format(line=line)).records[0].fields["deadline"].endswith(line)


@pytest.mark.parametrize("line", ["签发人：王某", "签收人：", "填表人（签字）：李某", "统计：共2个问题。"])
@pytest.mark.parametrize("text", [ORDER, LEDGER])
def test_lines_of_a_form_are_listed_and_in_no_content(text: str, line: str):
    table = table_of(text.format(line=line))
    said = [value for record in table.records for value in (*record.fields.values(), *record.extra.values())]

    assert not any(line in value for value in said)
    assert line in {one.text for one in table.left_out}


def test_a_chapter_of_progress_holds_problems_that_begin_with_their_number():
    table = table_of(MONTHLY)
    first, second = table.records

    assert table.kind == "problem"
    assert (first.fields["description"], first.fields["progress"]) == ("污水直排问题", "管网已建成2公里。")
    assert (second.fields["number"], second.fields["progress"]) == ("2", "已清运垃圾50吨。")
    assert second.extra["存在困难"] == "无。"


def test_two_labels_of_one_field_under_a_heading_are_of_one_problem():
    text = "审计整改情况报告\n一、专项资金闲置\n整改情况：已拨付800万元。\n整改结果：已完成整改。\n二、项目进度缓慢\n整改情况：已开工2个。\n整改结果：正在整改。\n"
    first, second = table_of(text).records

    assert (first.fields["description"], first.fields["progress"]) == ("专项资金闲置", "已拨付800万元。")
    assert second.fields["status"] == "正在整改。"


def test_labels_in_a_bracket_are_parted_at_commas_too():
    text = "督办通知\n以下事项进展滞后\n1、污水处理厂扩容（责任单位：县住建局，县财政局，时限：2025年6月底，进度：40%）\n2、石桥河河道清淤（责任单位：县水利局，时限：2025年5月底，进度：60%）\n"
    first, _second = table_of(text).records

    assert (first.fields["responsible_unit"], first.fields["deadline"]) == (
        "县住建局，县财政局",
        "2025年6月底",
    )
