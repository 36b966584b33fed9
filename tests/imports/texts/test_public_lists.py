"""How public plans and notices number their problems, name times and go on counting labels: forms met after those of `test_seen_in_public`."""

from datetime import date

import pytest

from dczg_desktop.domain.plans import promise_of
from dczg_desktop.imports.read import read_text
from tests.imports.samples.notice_answers import notices_of
from tests.imports.samples.read_texts import noticed, records_of, table_of


@pytest.mark.parametrize(
    ("first", "second", "third"),
    [("序号一：", "序号二：", "序号三："), ("编号：3\n问题：", "编号：4\n问题：", "编号：7\n问题：")],
)
def test_headings_above_problems_that_begin_with_their_number_are_chapters(first, second, third):
    found = records_of(
        f"制定如下方案。\n一、问题及措施\n（一）思想认识有差距\n{first}认识不到位。\n整改目标：认识提高。\n责任单位：各县\n"
        f"{second}压力传导不够。\n整改目标：压实责任。\n责任单位：各局\n（二）大气污染突出\n{third}扬尘管控不力。\n整改目标：达标。\n责任单位：住建局\n"
    )

    assert [one.fields["description"] for one in found] == [
        "认识不到位。",
        "压力传导不够。",
        "扬尘管控不力。",
    ]
    assert all(one.fields["number"] for one in found)
    assert ["大气污染突出" in one.extra["所在章节"] for one in found] == [False, False, True]


def test_a_bracket_behind_a_problem_names_its_units_and_time():
    first, second = records_of(
        "整改进展\n7.关于白泥渗漏问题。（责任单位：江口县政府；整改时限：2022年12月底前）\n整改进展：已清运。\n8.关于尾矿库问题（含上游2座）。\n整改进展：正在招标。\n"
    )

    assert (first.fields["responsible_unit"], first.fields["deadline"]) == ("江口县政府", "2022年12月底前")
    assert first.fields["description"].endswith("2022年12月底前）")
    assert not second.fields.get("responsible_unit")


def test_a_short_label_before_a_blank_is_known_by_the_one_beside_it():
    first, second = records_of(
        "问题一 粪污外溢\n责任单位 镇农业中心\n责任人 罗刚\n整改时限 2024年6月\n问题二 油气未回收\n责任单位 县商务局\n责任人 蒋华\n整改时限 2024年7月\n"
    )

    assert (first.fields["responsible_unit"], first.fields["responsible_person"]) == ("镇农业中心", "罗刚")
    assert second.fields["responsible_person"] == "蒋华"


COUNTED = """整改完成公示表
1、问题来源：省级督察反馈意见第33项
2、问题内容：两家洗沙场擅自投产
3、处置经过：责令停产
4、整改完成情况：已拆除
5、群众意见：无异议
6、公示期限：即日起至2023年11月17日
某县整改办
2023年11月13日
"""


def test_a_label_nobody_lists_is_known_where_it_is_counted_between_two_others():
    ((record, notice),) = notices_of(read_text(COUNTED))

    assert (notice.description, notice.progress) == ("两家洗沙场擅自投产", "已拆除")
    assert (record.extra["处置经过"], record.extra["群众意见"]) == ("责令停产", "无异议")


def test_the_number_of_a_notice_may_stand_where_it_came_from():
    assert noticed(COUNTED).number == "第33项"


def test_a_notice_from_today_on_begins_on_the_day_of_its_signature():
    notice = noticed(COUNTED)

    assert (notice.period.starts, notice.period.ends) == (date(2023, 11, 13), date(2023, 11, 17))
    assert any("即日起" in doubt.words for doubt in notice.doubts)


LIST = "清单\n1.问题：垃圾池爆满\n整改措施：增加清运\n完成时间：{}\n2.问题：排水沟淤堵\n整改措施：清淤\n完成时间：{}\n"


def test_a_time_that_says_until_when_is_the_deadline():
    assert [one.fields["deadline"] for one in records_of(LIST.format("2024年3月底前", "立即整改"))] == [
        "2024年3月底前",
        "立即整改",
    ]


def test_bare_days_may_be_those_it_was_done_and_stay_beside():
    first, _second = records_of(LIST.format("2024年8月20日", "2024年8月26日"))

    assert (first.fields.get("deadline", ""), first.extra["完成时间"]) == ("", "2024年8月20日")


def test_a_column_of_bare_days_without_a_deadline_beside_it_is_asked_about_once():
    days = [
        ["序号", "问题", "责任单位", "完成时间"],
        ["1", "河脏。", "甲村", "2024年8月20日"],
        ["2", "塘臭。", "乙村", "2024年8月26日"],
    ]
    due = [[*row, word] for row, word in zip(days, ("整改时限", "8月底前", "8月底前"), strict=True)]

    asked = [
        [
            fault.place
            for fault in table_of("\n".join("\t".join(row) for row in rows)).faults
            if "做完的日子" in fault.message
        ]
        for rows in (days, due)
    ]

    assert asked == [["剪贴板!D2"], []]


def test_lists_beside_one_another_that_count_alike_are_asked_about():
    table = table_of(
        "三清单\n一、问题清单\n1.河脏。\n2.塘臭。\n二、责任清单\n1.甲村。\n2.乙村。\n三、整改清单\n1.清理。\n2.清淤。\n"
    )

    assert [fault.message[:13] for fault in table.faults if "几张清单" in fault.message] == [
        "几张清单各有 2 条，读成"
    ]


def test_what_a_report_tells_below_a_problem_was_done_though_no_word_says_so():
    first, second = records_of(
        "某市公开督察整改落实情况\n一、重点问题整改情况\n1.针对“直排口未消除”问题。新建管网33公里。\n2.针对“设施闲置”问题。修复设施61座，运行率92%。\n"
    )

    assert (first.fields["description"], first.fields["progress"]) == (
        "针对“直排口未消除”问题。",
        "新建管网33公里。",
    )
    assert second.fields["progress"] == "修复设施61座，运行率92%。"


def test_problems_in_one_paragraph_each_are_named_by_its_first_words():
    first, second = records_of(
        "关于督察指出的“消纳能力不足”问题，整改目标：建成消纳场2处。整改时限：2024年底前。责任单位：市城管局。整改措施：一是选址；二是建设。\n"
        "关于督察指出的“水源地保护不到位”问题，整改目标：完成规范化建设。整改时限：2025年6月底前。责任单位：市水利局。整改措施：一是划界；二是设标。\n"
    )

    assert first.fields["description"] == "关于督察指出的“消纳能力不足”问题"
    assert (second.fields["description"], second.fields["deadline"]) == (
        "关于督察指出的“水源地保护不到位”问题",
        "2025年6月底前。",
    )


def test_the_name_of_the_document_alone_on_the_first_line_is_no_label():
    first, _second = records_of(
        "整改方案\n（一）河道垃圾。\n责任单位：甲镇\n整改时限：2024年6月\n整改措施：清理。\n（二）粪污外溢。\n责任单位：乙镇\n整改时限：2024年7月\n整改措施：建池。\n"
    )

    assert (first.fields["description"], first.fields["measures"]) == ("河道垃圾。", "清理。")


@pytest.mark.parametrize(
    ("text", "until"), [("1.编制规划（2023年6月完成）；", "2023年6月完成"), ("收集率达到70%（2025年底）", "")]
)
def test_a_bracket_that_says_when_a_measure_is_done_is_its_time(text, until):
    assert promise_of(text).deadline == until


def test_the_title_of_a_page_may_hold_the_number_of_the_petition():
    notice = noticed(
        "标题：关于信访交办件（受理编号X2SD202109080018）整改情况的公示\n发文日期：2023年7月25日\n一、反馈问题\n河长只挂帅不巡河。\n二、整改目标\n落实河长制。\n三、整改措施\n全面排查。\n四、完成情况\n整改已完成\n以上整改情况向社会公示。\n"
    )

    assert notice.number == "X2SD202109080018"


def test_the_chapter_of_what_is_in_the_way_does_not_write_over_the_last_problem():
    table = table_of(
        "落实情况的报告\n一、总体情况\n已完成1项。\n二、具体问题整改情况\n（一）第3项问题：河道采砂\n1.整改目标：无采砂。\n2.整改情况：已取缔。\n"
        "（二）第9项问题：供热滞后\n1.整改目标：集中供热。\n2.整改情况：已投运。\n三、存在的问题\n资金缺口大。\n四、下一步打算\n加快推进。\n"
    )

    assert [one.fields["description"][-4:] for one in table.records] == ["河道采砂", "供热滞后"]
    assert "资金缺口大。" in [row.text for row in table.left_out]


def test_the_number_of_a_petition_may_stand_alone_in_thick_brackets():
    found = records_of(
        "第七批交办信访件办理情况\n【X2HN202104120008】\n举报内容：打火机厂偷排。\n核实情况：未发现。\n是否属实：不属实\n处理情况：加强巡查。\n"
        "【D2HN202104120031】\n举报内容：餐饮船直排。\n核实情况：未接管。\n是否属实：属实\n处理情况：已拆解。\n"
    )

    assert [one.fields["number"] for one in found] == ["X2HN202104120008", "D2HN202104120031"]


def test_the_circumstances_of_a_complaint_are_the_problem_of_its_notice():
    notice = noticed(
        "整改销号公示\n一、基本情况\n督察组交办案件（受理编号：D2SC202109030045）反映某物流园夜间噪声扰民。\n二、整改措施\n安装隔音屏。\n三、整改成效\n厂界噪声达标。\n四、公示期限：5个工作日\n区生态环境局\n2021年12月8日\n"
    )

    assert notice.description.endswith("反映某物流园夜间噪声扰民。")
    assert (notice.number, notice.petition) == ("D2SC202109030045", True)


def test_a_paragraph_that_counts_problems_gives_each_and_loses_no_word():
    table = table_of(
        "整改情况汇报\n共有2个问题，已完成1个。一是水库投肥问题，已清退承包户。二是砖厂粉尘问题，正在安装围挡，预计7月底完成。\n汇报人：李强\n"
    )

    assert [(one.fields["description"], one.fields["progress"]) for one in table.records] == [
        ("水库投肥问题", "已清退承包户。"),
        ("砖厂粉尘问题", "正在安装围挡，预计7月底完成。"),
    ]
    assert [row.text for row in table.left_out] == ["共有2个问题，已完成1个。", "汇报人：李强"]
