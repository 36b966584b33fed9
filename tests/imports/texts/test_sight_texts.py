"""Texts as offices publish them: petitions headed by place and number, labels in two ways of writing, lines between records, words of the page."""

import pytest

from dczg_desktop.imports.reading import Table
from dczg_desktop.imports.tables.around.stated import told_title
from tests.imports.samples.read_texts import table_of


def left_out(table: Table) -> list[str]:
    return [one.text for one in table.left_out]


HEADED = """督察“回头看”交办案件办理情况（第6批）
一、浔江市青石县（D410000201806050043）反映情况：河湾镇有一家养猪场，粪水排入沟渠。
调查核实情况：经调查，与D410000201806040089反映的是同一家，部分属实。
处理及整改情况：粪水已清运，堆粪场正在搭建防雨棚。
二、浔江市云溪县（D410000201806050051）
反映情况：云溪镇一家调味品厂夜间有刺鼻气味。
调查核实情况：经调查，不属实。
处理及整改情况：要求企业加强管理。
"""


def test_place_and_number_that_head_a_petition_are_its_area_and_its_number():
    records = table_of(HEADED).records

    assert [(one.fields["number"], one.fields["area"]) for one in records] == [
        ("D410000201806050043", "浔江市青石县"),
        ("D410000201806050051", "浔江市云溪县"),
    ]
    assert records[0].fields["description"] == "河湾镇有一家养猪场，粪水排入沟渠。"


def test_what_heads_a_petition_and_is_no_place_is_its_title():
    text = HEADED.replace("浔江市青石县（", "石料厂扬尘案（")

    assert table_of(text).records[0].extra["标题"] == "石料厂扬尘案"


def test_a_number_of_day_and_running_number_is_that_of_a_petition():
    table = table_of(
        "青石县人民政府\n关于省环境保护督察组交办案件办理结果的报告\n（D20181119007）\n"
        "一、群众反映情况\n青石大道北侧砂石料厂扬尘严重。\n二、调查核实情况\n经调查，部分属实。与第9批编号D20181116030内容相同。\n"
        "三、处理整改情况\n1.责令覆盖物料。\n2.院内已整治。\n四、责任追责情况\n无。\n青石县人民政府\n2018年11月23日\n"
    )

    assert (table.kind, table.records[0].fields["number"]) == ("petition", "D20181119007")


NOTICE = """整改任务：两条沟渠水体发黑。
整改目标：2020年达到考核要求。
整改措施：加大对河道的巡查力度。
{label}：街道河长每月巡查两次。
公示期为2018年6月7日至2018年6月13日。
青石县河湾街道办事处
2018年6月6日
"""


@pytest.mark.parametrize("label", ["整改效果（或整改完成情况）", "整改成效(或落实情况)", "整改效果"])
def test_a_label_written_in_two_ways_begins_its_own_content(label):
    fields = table_of(NOTICE.format(label=label)).records[0].fields

    assert fields["measures"] == "加大对河道的巡查力度。"
    assert fields["progress"] == "街道河长每月巡查两次。"


def test_the_path_and_the_bulleted_words_of_a_page_are_no_title_and_no_source():
    page = "您的当前位置：首页 > 要闻动态 > 公告\n青石县整改情况公示\n• 来源：\n• 编辑：\n• 发布时间：2023-11-10\n• 【字体：\n"
    table = table_of(page + NOTICE.format(label="整改完成情况"))

    assert table.title == "青石县整改情况公示"
    assert "source" not in table.records[0].fields


def test_a_source_of_a_problem_is_no_word_of_a_page():
    table = table_of("来源：中央生态环境保护督察\n" + NOTICE.format(label="整改完成情况"))

    assert table.records[0].fields["source"] == "中央生态环境保护督察"


EXPOSED = """浔江市
火灾隐患单位曝光
隐患单位：青石大厦
存在隐患：消防控制室无人值班。
整改措施：责令限期整改
云溪市
火灾隐患单位曝光
隐患单位：云溪宾馆
存在隐患：安全出口被堵塞。
整改措施：责令限期改正
来源：浔江消防
总编：甲 主编：乙
编辑：丙
分享、点赞、在看
告诉更多的人！
"""


def test_lines_between_records_belong_to_none_and_are_told():
    table = table_of(EXPOSED)

    assert [one.fields["measures"] for one in table.records] == ["责令限期整改", "责令限期改正"]
    assert {"云溪市", "火灾隐患单位曝光"} <= set(left_out(table))


def test_the_makers_of_a_page_below_its_text_are_no_part_of_the_last_record():
    table = table_of(EXPOSED)

    assert "source" not in table.records[1].fields
    assert {"来源：浔江消防", "编辑：丙", "告诉更多的人！"} <= set(left_out(table))


def test_a_place_that_ends_a_list_of_units_stays_there():
    record = "存在问题：{}号沟渠发黑。\n整改措施：清淤。\n责任单位：\n云溪镇\n河湾镇\n"

    table = table_of(record.format(1) + record.format(2))

    assert table.records[0].fields["responsible_unit"] == "云溪镇\n河湾镇"


def test_a_measure_that_speaks_of_a_code_to_scan_stays():
    table = table_of(
        "存在问题：无公示牌。\n整改目标：规范。\n整改措施：\n1.清淤。\n2.在河边设置公示牌和二维码。\n"
    )

    assert table.records[0].fields["measures"].endswith("2.在河边设置公示牌和二维码。")


BLANKS = """任务名称 青石镇采石场生态修复
整改目标 按要求完成修复。
整改措施 完善截排水系统。
整改完成情况 已完成修复，达到销号条件。
下一步工作 加强巡查和后期管护。
公示时间 2025年4月7日-2025年4月12日
拟销号时间 2025年4月21日
意见反馈渠道 青石县自然资源局
"""


def test_labels_before_a_blank_that_nobody_lists_keep_their_own_contents():
    record = table_of(BLANKS).records[0]

    assert record.fields["progress"] == "已完成修复，达到销号条件。"
    assert record.extra["下一步工作"] == "加强巡查和后期管护。"
    assert record.extra["拟销号时间"] == "2025年4月21日"


def test_what_a_site_is_called_and_what_is_wrong_there_are_one_record():
    table = table_of(
        "一、项目名称：青石小区三期\n所属区域：河湾街道\n建设单位：甲公司\n监理单位：乙公司\n施工单位：丙公司\n存在问题：\n1.雾炮没有开启\n2.裸土没有覆盖\n"
    )
    (record,) = table.records

    assert record.fields["description"] == "1.雾炮没有开启\n2.裸土没有覆盖"
    assert record.fields["responsible_unit"] == "甲公司"
    assert (record.extra["监理单位"], record.extra["施工单位"]) == ("乙公司", "丙公司")


REPORT = """青石镇关于大气污染防治专项问题整改情况的报告
一、高度重视
镇里多次召开会议研究。
二、整改情况
问题描述：污水处理设施没有启用。
整改情况：设备已采购，正在安装。
整改措施：1、改造线路；2、清理淤泥。
三、下步计划
（一）加大宣传力度。
（二）加强执法检查。
"""


def test_a_section_over_the_labels_of_a_problem_is_no_label_itself():
    fields = table_of(REPORT).records[0].fields

    assert (fields["description"], fields["progress"]) == ("污水处理设施没有启用。", "设备已采购，正在安装。")


def test_the_section_after_the_problem_is_no_measure():
    table = table_of(REPORT)

    assert table.records[0].fields["measures"] == "1、改造线路；2、清理淤泥。"
    assert "三、下步计划" in left_out(table)


CARD = """• 无障碍
• 长辈版
您现在所在的位置: 青石站> 政务公开> 督察整改
索引号: 113417030032495063/202411-00060 组配分类: 监督信息
名称: 突出生态环境问题整改验收销号公示 文号:
生成日期: 2024-11-21 发布日期: 2024-11-21
索引号: 113417030032495063/202411-00060
发布机构: 青石区自然资源局
主题分类: 综合政务
青石区自然资源局
突出生态环境问题整改验收销号公示
来源日期： 2024年11月21日18时40分 信息来源： 青石在线
"""
SIX = """一、整改问题
湿地内有坟墓。
二、整改实施主体
青石区委、区政府
三、重点措施
1.清理台阶。
2.铺设草皮。
四、目标任务
恢复湿地。
五、完成时限
2024年底
六、整改完成情况
已清理。
监督电话：0700-1234567
2024-11-21 11:43
"""


def test_the_card_above_a_page_gives_no_title_no_source_and_no_category():
    table = table_of(CARD + SIX)

    assert table.title == "青石区自然资源局\n突出生态环境问题整改验收销号公示"
    assert not {"source", "category"} & set(table.records[0].fields)


def test_the_hour_at_the_end_of_a_page_is_no_part_of_its_last_content():
    assert table_of(CARD + SIX).records[0].extra["监督电话"] == "0700-1234567"


def test_the_lines_of_a_card_with_lines_between_its_cells_are_around_the_text_too():
    card = "索引号： | 113418005578 | 组配分类： | 人居环境 |\n发布机构： | 青石街道 | 主题分类： | 城乡建设 |\n名称： | 公示 | 文号： | 无 |\n"

    assert table_of(card + SIX).title == ""


def test_a_title_of_a_problem_without_such_a_card_stays():
    record = table_of("标题：坟墓侵占湿地\n" + SIX).records[0]

    assert record.extra["标题"] == "坟墓侵占湿地"


def test_a_number_that_is_said_to_be_done_is_the_number_of_the_notice():
    table = table_of("2024年督察反馈的第28号已整改完成，并通过验收，现公示如下：\n" + SIX)

    assert table.records[0].fields["number"] == "第28号"


def test_an_office_or_a_sentence_above_a_table_is_not_what_the_table_is():
    named = table_of(CARD + SIX)
    bare = table_of("现将办理情况公布如下：\n问题描述\t整改措施\t整改时限\n坟墓侵占湿地\t清理\t2024年底\n")

    assert told_title(named) == "突出生态环境问题整改验收销号公示"
    assert told_title(bare) == ""


def test_words_of_the_page_over_two_lines_and_a_repeated_title_are_no_part_of_a_notice_in_sentences():
    table = table_of(
        "青石县关于河湾镇垃圾堆放点整改的公示\n来源:\n住建局\n发布时间:\n2017-11-28 14:19\n浏览次数:\n1\n青石县关于河湾镇垃圾堆放点\n整改的公示\n"
        "督察反馈我县河湾镇有10个垃圾堆放点，2017年10月底前已全部清运、消毒、平整，完成整改任务。\n"
        "特此公示，公示期为5个工作日（2017年11月27日-2017年12月1日）。\n青石县住建局\n2017年11月27日\n"
    )

    assert table.records[0].fields["progress"].startswith("督察反馈我县河湾镇")


def test_the_title_below_an_empty_label_of_the_page_stays():
    table = table_of("字号：\n河湾镇整改公示\n" + SIX)

    assert table.title == "河湾镇整改公示"


def test_a_place_below_a_deadline_is_no_part_of_it():
    record = "问题：沟渠{}发黑。\n整改措施：清淤。\n整改时限：2025年底\n"
    table = table_of("督察整改清单\n青石县\n" + record.format("甲") + "云溪县\n" + record.format("乙"))

    assert table.records[0].fields["deadline"] == "2025年底"


def test_a_telephone_before_a_blank_is_its_own_content():
    assert table_of(BLANKS + "公示电话 0700-1234567\n").records[0].extra["公示电话"] == "0700-1234567"
