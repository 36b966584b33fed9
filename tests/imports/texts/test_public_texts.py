"""Forms of public texts that were first met on web pages: closing sentences, page words, labels that cite an item, tables with lines."""

from datetime import date

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.domain.notice_contacts import receiver_of
from dczg_desktop.domain.notices import ClosureNotice
from dczg_desktop.imports.read import read_text
from tests.imports.samples.notice_answers import notices_of
from tests.imports.samples.read_texts import table_of


def notices(text: str) -> list[ClosureNotice]:
    return [notice for _record, notice in notices_of(read_text(text))]


def noticed(text: str) -> ClosureNotice:
    (notice,) = notices(text)
    return notice


SECTIONS = """省级督察整改任务（序号6）验收公示
第6项任务已完成整改，现公示如下：
一、整改任务
青石县三处沟渠水体黑臭。
二、整改措施
（1）查明三处沟渠的污水来源。
（2）把沟渠列入日常巡查。
三、整改完成情况
（1）三处沟渠均已清淤。
（2）巡查每月一次，记录齐全。
"""


def test_a_call_to_objections_ends_a_counted_report():
    notice = noticed(
        SECTIONS
        + "如果对该任务整改情况有异议，请在公示期间（2025年3月3日至2025年3月14日，共10个工作日）向验收单位反映。"
    )

    assert notice.progress == "（1）三处沟渠均已清淤。\n（2）巡查每月一次，记录齐全。"
    assert (notice.period.ends, notice.period.stated) == (date(2025, 3, 14), 10)


def test_days_in_brackets_end_a_report():
    notice = noticed(SECTIONS + "公示时间（2025年3月3日-3月9日），请社会各界予以监督。")

    assert notice.progress.endswith("记录齐全。")
    assert notice.period.ends == date(2025, 3, 9)


def test_a_section_of_days_holds_its_line_though_it_asks_for_objections():
    notice = noticed(
        SECTIONS
        + "四、公示期限\n2025年3月3日至2025年3月9日，共7天。如有异议，请以书面形式反馈。\n联系电话：0700-1234567"
    )

    assert (notice.period.starts, notice.period.stated) == (date(2025, 3, 3), 7)
    assert notice.progress.endswith("记录齐全。")


def test_words_of_the_page_and_its_own_day_hide_no_signature():
    signed = SECTIONS + "特此公示。\n青石县水利局\n2025年3月3日\n"

    page = noticed(
        signed + "扫一扫在手机上查看\n您的浏览器版本太低！\n为了更好的浏览体验，建议升级您的浏览器！"
    )
    again = noticed(signed + "2025年3月3日")

    assert (page.issued_by, page.issued_on) == ("青石县水利局", date(2025, 3, 3))
    assert again.issued_by == "青石县水利局"


def test_an_office_on_two_lines_signs_whole():
    notice = noticed(
        SECTIONS
        + "联系电话：0700-1234567\n青石县省级生态环境保护督察反馈意见\n整改工作领导小组办公室\n2025年3月3日"
    )

    assert notice.issued_by == "青石县省级生态环境保护督察反馈意见整改工作领导小组办公室"
    assert notice.phone == "0700-1234567"


def test_what_the_inspection_said_is_the_problem():
    notice = noticed(
        "现将我局整改销号情况公示如下：\n一、反馈意见建议\n固废清理监管不严。\n二、整改目标\n建立长效机制。\n三、整改完成情况\n每季度巡查，没有再发现堆放。\n"
        "公示期：2025年3月3日至3月9日"
    )

    assert notice.description == "固废清理监管不严。"


def test_a_number_before_the_word_problem_is_its_number():
    notice = noticed(
        "青石县2025年自查突出生态环境243号问题已整改完成，现公示如下：\n一、整改问题\n工地裸土没有覆盖。\n二、目标任务\n全部覆盖。\n三、整改完成情况\n裸土已全部覆盖。"
    )

    assert notice.number == "243号"


def test_a_problem_quoted_in_the_title_and_days_in_words():
    notice = noticed(
        "省督察反馈“青石湖养殖污染依旧突出”问题整改完成情况公示\n"
        "青石湖已禁止投肥，围栏已全部拆除，水质稳定达到三类标准。如对此存有异议，请在公示期间（七日内）向县河长办反映。\n青石县河长制办公室\n2025年3月3日"
    )

    assert notice.description == "青石湖养殖污染依旧突出"
    assert notice.period.stated == 7


CITING = """青石市督察整改任务销号公示——“回头看”整改第二十八（三）
一、整改任务
（一）反馈问题：禁养区还有养殖场没有清退。
（二）责任单位：各镇政府、市农业农村局
（三）整改时限：2025年6月底
（四）整改目标：完成排查和复查。
（五）整改措施二十八（三）：各镇开展排查，建立清退清单。
二、整改落实情况
（一）整改目标完成情况：已完成。
（二）整改措施落实情况：清理489户。
"""


def test_labels_under_a_heading_that_is_a_label_and_one_that_cites_an_item():
    notice = noticed(CITING)

    assert notice.description == "禁养区还有养殖场没有清退。"
    assert notice.measures == "各镇开展排查，建立清退清单。"
    assert notice.responsible == "各镇政府、市农业农村局"
    assert "清理489户" in notice.progress


def test_items_that_begin_with_the_number_they_have_elsewhere():
    first, second = notices(
        "关于挂牌督办项目整改销号的公示\n1. 编号8：加强清河入湖口整治。\n整改目标：水质达标。\n完成情况：已达标。\n"
        "2. 编号14：建成园区监测站。\n整改目标：建成7座。\n完成情况：均已建成。\n特此公示。"
    )

    assert (first.number, first.description) == ("8", "加强清河入湖口整治。")
    assert (second.number, second.description) == ("14", "建成园区监测站。")


def test_a_sentence_in_the_column_of_numbers_is_no_record():
    table = table_of(
        "序号\t问题\t责任单位\n1\t河道垃圾没有清理\t县水利局\n督察组进驻期间受理举报的时间为每天八点\t\t"
    )

    assert [record.fields["description"] for record in table.records] == ["河道垃圾没有清理"]
    assert "督察组进驻期间" in table.left_out[0].text


def test_headings_one_after_the_other_with_all_text_below_are_no_record():
    with pytest.raises(UserError, match="没有认出表格"):
        read_text(
            "信访举报件公开情况一览表（第25批）\n序\n号\n受理\n编号\n交办问题基本情况  行政\n区域\n污染\n类型\n调查核实情况  是否\n属实\n处理和整改情况  是否\n办结\n"
            "责任人\n被处理情况\n1D2QS202504180026  1.村民在河滩采砂。\n2.公司盗取砂料。\n青石县生态  经查，部分属实。河滩有砂料八堆。"
        )


def test_the_page_of_a_system_has_a_label_on_every_second_line():
    (record,) = table_of(
        "交办单编号：\n37\n交办日期：\n2025-06-05\n责任单位：\n市政园林处\n交办类别：\n省专员办\n主要类型：\n水污染\n当前状态：\n正在整改\n交办内容：\n青石河部分河段黑臭。\n整改资料："
    ).records

    assert record.fields["number"] == "37"
    assert record.fields["description"] == "青石河部分河段黑臭。"
    assert (record.fields["category"], record.fields["status"]) == ("水污染", "正在整改")
    assert record.extra["交办类别"] == "省专员办"


def test_items_that_begin_with_the_number_of_a_petition():
    table = table_of(
        "青石县信访举报件查处情况公开（第三批）\n"
        "1．受理编号D3QS202506110012。砂石厂夜间生产，噪声扰民。\n调查核实情况：属实。处理情况：已责令夜间停止作业。\n"
        "2．受理编号X3QS202506110034，桥下堆放垃圾。\n调查核实情况：部分属实。处理情况：已清运。"
    )

    assert table.kind == "petition"
    assert [one.fields["number"] for one in table.records] == ["D3QS202506110012", "X3QS202506110034"]
    assert [one.fields["description"] for one in table.records] == [
        "砂石厂夜间生产，噪声扰民。",
        "桥下堆放垃圾。",
    ]


def test_a_section_whose_label_stands_again_before_its_text_is_one():
    notice = noticed(
        SECTIONS
        + "四、公示期限\n公示期限：2025年3月3日至2025年3月9日，共7天。联系电话：0700-1234567；联系地址：青石路1号。"
    )

    assert (notice.period.ends, notice.phone, notice.address) == (
        date(2025, 3, 9),
        "0700-1234567",
        "青石路1号",
    )


def test_what_a_news_page_says_of_itself_is_no_record():
    with pytest.raises(UserError, match="没有认出表格"):
        read_text(
            "三县被约谈\n2025-06-10 17:22:03\n来源: 青石日报\n本报讯 三县因水质不达标被约谈。\n会议要求采取措施。\n责任编辑:李明\n主办单位:青石市人民政府办公室\n"
            "备案序号:某ICP备10001396号-1\n最佳使用效果:1024*768分辨率"
        )


def test_a_notice_of_one_paragraph_is_read_and_asked_about():
    text = "督察交办信访件（第十九批信X2QS202504240024）“龙山项目选址不符合规定”问题已办结，经核实，该问题不属实。现根据销号要求进行公示。\n青石县住建局\n20250511"

    notice = noticed(text)

    assert (notice.number, notice.petition) == ("X2QS202504240024", True)
    assert notice.description == "龙山项目选址不符合规定"
    assert notice.progress.endswith("该问题不属实。")
    assert (notice.issued_by, notice.issued_on) == ("青石县住建局", date(2025, 5, 11))
    assert any("按句子分开" in fault.message for fault in table_of(text).faults)


def test_an_item_of_a_report_in_the_words_of_its_field_goes_on():
    (record,) = table_of(
        "受理编号：X2QS202505050022\n反映问题：化工厂气味大。\n行政区域：青石县\n调查核实情况\n（一）企业基本情况\n年产1000吨。\n（二）现场核查情况\n厂界有异味。\n处理和整改情况：已责令停产。"
    ).records

    assert record.fields["findings"] == "（一）企业基本情况\n年产1000吨。\n（二）现场核查情况\n厂界有异味。"


def test_a_sentence_that_leads_to_the_sections_is_no_label():
    notice = noticed(
        "现将整改情况公示如下：\n一、整改任务\n河道堆土。\n二、责任单位\n县水利局\n三、整改情况\n已清理。"
    )

    assert (notice.description, notice.progress) == ("河道堆土。", "已清理。")


@pytest.mark.parametrize("named", ["验收单位", "责任部门", "我们", "有关单位"])
def test_an_office_that_is_not_named_takes_no_objections(named):
    assert receiver_of({}, [f"如对公示情况有异议，请在公示期间向{named}反映。"]) == ""
    assert receiver_of({}, ["如对公示情况有异议，请在公示期间向柳河县水利局反映。"]) == "柳河县水利局"
