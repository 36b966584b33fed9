"""Notices, reports and pages as they are copied: words of the page, one paragraph for all, lines broken where they should not be."""

from dczg_desktop.domain.notices import notice_of
from dczg_desktop.services.calendars import working_days
from tests.imports.samples.read_texts import asked, left_out, table_of

PAGE = """云溪县人民政府网  首页  要闻  政务公开  办事服务  互动交流
云溪县督察报告整改方案（摘登）
[ 打印 ]  [ 关闭 ]  分享到：微信 微博 QQ空间
十一、海岸线修复滞后。
责任单位：县自然资源局
整改目标：完成修复。
整改措施：
（1）制定年度计划。
十二、尾水直排。
责任单位：县农业农村局
整改目标：达标排放。
整改措施：
（1）建立台账。
（2）补齐设施。
（未完待续，第十三项详见县政府网站）
相关文件：
· 云溪县召开整改推进会
网站标识码：4600000001  琼ICP备05000041号
"""


def test_words_of_the_page_are_no_title_and_no_measure():
    table = table_of(PAGE)

    assert table.title == "云溪县督察报告整改方案（摘登）"
    assert table.records[-1].fields["measures"] == "（1）建立台账。\n（2）补齐设施。"


PARAGRAPH = """关于信访举报件（D2HN202405180033）整改完成情况的公示
2024-08-20 16:45   责任编辑：   阅读：305   【字号：大 中 小】
现将受理编号D2HN202405180033信访件整改完成情况公示如下：群众反映“河湾街道一家烧烤店油烟直排、噪音扰民”。经查，群众反映问题属实。\
整改措施：责令立即停业整改，安装油烟净化设施。整改时限为2024年6月30日前，责任单位为云溪县城管局。完成情况：该店已于2024年6月5日安装油烟净化设施，\
该信访件已办结。公示时间为2024年8月20日至2024年9月2日（10个工作日），公示期内如有异议，请与云溪县城管局联系，联系电话：0745-2229801。
云溪县城管局
2024年8月20日
"""


def test_a_notice_in_one_paragraph_gives_the_problem_it_quotes_and_the_labels_it_says_in_sentences():
    table = table_of(PARAGRAPH)
    fields = table.records[0].fields

    assert fields["description"] == "河湾街道一家烧烤店油烟直排、噪音扰民"
    assert fields["measures"] == "责令立即停业整改，安装油烟净化设施。"
    assert (fields["deadline"], fields["responsible_unit"].rstrip("。")) == (
        "2024年6月30日前",
        "云溪县城管局",
    )
    assert fields["progress"] == "该店已于2024年6月5日安装油烟净化设施，该信访件已办结。"
    assert table.title == "关于信访举报件（D2HN202405180033）整改完成情况的公示"


def test_the_days_of_a_notice_in_one_paragraph_are_read():
    table = table_of(PARAGRAPH)
    record = table.records[0]
    notice = notice_of(record.fields, record.extra, table.title, left_out(table), working_days)

    assert (str(notice.period.starts), str(notice.period.ends)) == ("2024-08-20", "2024-09-02")


NOTICE = """云溪县整改销号情况的公示
县反馈问题（编号：云溪-07）整改任务已完成，现予以公示。
一、反馈问题
养殖场粪污贮存设施容积不足。
二、整改责任单位
整改实施主体：云溪县人民政府
牵头验收单位：市农业农村局
三、整改完成情况
全部完成改造。
四、验收销号意见
2024年3月20日，市农业农村局现场验收，同意销号。
云溪县人民政府
2024年3月29日
"""


def test_a_section_on_units_that_only_holds_another_label_for_them_is_not_empty():
    assert table_of(NOTICE).records[0].fields["responsible_unit"] == "云溪县人民政府"


def test_a_number_with_the_name_of_its_place_is_read():
    assert table_of(NOTICE).records[0].fields["number"] == "云溪-07"


def test_the_opinion_on_acceptance_and_closure_is_that_on_acceptance():
    table = table_of(NOTICE)
    record = table.records[0]
    notice = notice_of(record.fields, record.extra, table.title, left_out(table), working_days)

    assert notice.acceptance == "2024年3月20日，市农业农村局现场验收，同意销号。"


REPORT = """整改情况调度月报
一、总体进展
截至2月底，已完成1项。
二、未销号任务进展情况
任务7：磷石膏综合利用率低。整改时限：2025年12月底。责任单位：市经信局。本月进展：综合利用率52.3%。进度评价：达到序时进度。
任务16：部分矿山越界开采。整改时限：2024年10月底。责任单位：市自然资源局。本月进展：2处受雨雪影响滞后。进度评价：未达到序时进度。
"""


def test_how_the_progress_is_judged_at_the_end_of_a_paragraph_is_its_status():
    records = table_of(REPORT).records

    assert [(one.fields["progress"], one.fields["status"]) for one in records] == [
        ("综合利用率52.3%。", "达到序时进度。"),
        ("2处受雨雪影响滞后。", "未达到序时进度。"),
    ]


WRAPPED = """云溪县督察反馈问题
整改完成情况公示
一、反馈问题
园区内企业雨污分流不彻底。
二、整改措施
1．对园区企业雨污管网进行全面排查，编制“一企一策
”整改方案。
2．完成公共管网修复8.6公里。
— 1 —
三、责任单位
云溪县人民政府
四、整改完成情况
雨水排口晴天已无污水外排
，水质达标。
公示时间：2024年12月18日至2024年12月31日
，共10个工作日。公示期间如有异议，请以书面形式反映。
云溪县人民政府
2024年12月17日
"""


def test_a_line_that_begins_with_a_closing_sign_goes_on_with_the_one_above_it():
    table = table_of(WRAPPED)
    (record,) = table.records

    assert (
        record.fields["measures"]
        == "1．对园区企业雨污管网进行全面排查，编制“一企一策\n”整改方案。\n2．完成公共管网修复8.6公里。"
    )
    assert record.fields["progress"] == "雨水排口晴天已无污水外排\n，水质达标。"
    assert record.extra["公示时间"].endswith("，共10个工作日。")
    assert "公示期间如有异议，请以书面形式反映。" in left_out(table)


CASES = """信访举报件办理情况（第12批）
案件一　受理编号：D3HA202312050019
举报内容：喷漆异味扰民。
一、是否属实：部分属实
三、整改处理情况
责令更换活性炭。
责任人：刘建业
案件二　受理编号：X3HA202312050034
举报内容：洗煤厂煤泥水外排。
一、是否属实：部分属实
三、整改处理情况
责令清理煤泥。
责任人：郭卫东
"""


def test_the_number_of_a_petition_behind_that_of_the_case_begins_the_next_one():
    records = table_of(CASES).records

    assert [(one.fields["number"], one.fields["responsible_person"]) for one in records] == [
        ("D3HA202312050019", "刘建业"),
        ("X3HA202312050034", "郭卫东"),
    ]


def test_problems_found_below_the_names_of_townships_that_go_on_counting_are_one_each():
    table = table_of(
        "关于生态环境问题暗访情况的通报\n各乡镇人民政府：\n现将发现的问题通报如下：\n一、存在问题\n"
        "（一）华阳镇\n1.石桥村村口堆放垃圾，河面有漂浮物。\n2.集中区围墙外有一处渗坑，污水呈黄褐色。\n"
        "（二）白马镇\n3.养鸭场粪污直排入河。\n二、下步要求\n（一）立即整改。\n云溪县环委办\n2025年4月11日\n"
    )

    assert [(one.fields["number"], one.extra["所在章节"]) for one in table.records] == [
        ("1", "一、存在问题 / （一）华阳镇"),
        ("2", "一、存在问题 / （一）华阳镇"),
        ("3", "一、存在问题 / （二）白马镇"),
    ]
    assert asked(table).count("整段读作问题") == 3


COPIED = """反馈问题整改完成情况公示
整改任务 核心区内2处旅游设施未拆除。
整改目标 拆除旅游设施。
责任单位 青石县林业和草原局
督导验收
单　　位 浔江市林业和草原局
完成情况 已拆除。
以上整改情况向社会公示。
青石县林业和草原局
2023年11月5日
"""


def test_a_label_broken_in_a_narrow_column_keeps_its_content_when_the_form_is_copied_as_text():
    fields = table_of(COPIED).records[0].fields

    assert fields["responsible_unit"] == "青石县林业和草原局"
    assert fields["supervising_unit"] == "浔江市林业和草原局"


ACCOUNT = """督察整改进行时
原创 青石生态环境 青石生态环境 2024-11-05 18:30 江西
点击蓝字 关注我们
01
河道治理
问题：污水混排。
整改措施：新建污水管网12公里。
整改时限：2024年12月底
02
矿山修复
问题：采石场未修复。
整改措施：覆土绿化180亩。
整改时限：2025年6月底
往期推荐
阅读 1562 赞 23
"""


def test_numbers_alone_on_their_line_begin_the_problems_of_a_text_from_a_telephone():
    table = table_of(ACCOUNT)

    assert [(one.fields["number"], one.extra["标题"], one.fields["deadline"]) for one in table.records] == [
        ("01", "河道治理", "2024年12月底"),
        ("02", "矿山修复", "2025年6月底"),
    ]
    assert table.title == "督察整改进行时"
