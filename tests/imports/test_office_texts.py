"""Letters, plans and reports as offices send them, whole: red head, general chapters, what is asked of everybody, words of the page."""

from pathlib import Path

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.domain.measures import split_measures
from dczg_desktop.domain.notices import notice_of
from dczg_desktop.domain.plans import heading_of
from dczg_desktop.imports.read import read_tables, read_text
from dczg_desktop.imports.reading import ImportReading, Table
from dczg_desktop.imports.tables.stated import told_title
from dczg_desktop.services.calendars import working_days
from dczg_desktop.services.importing.imports import proposed_source
from dczg_desktop.services.importing.promises import planned_measures
from tests.imports.samples.word_files import document, paragraph
from tests.imports.samples.word_files import table as word_table


def table_of(text: str) -> Table:
    (table,) = read_text(text).tables
    return table


def left_out(table: Table) -> list[str]:
    return [one.text for one in table.left_out]


def asked(table: Table) -> str:
    return "".join(fault.message for fault in table.faults)


HEAD = """中共云溪县委办公室文件
云办发〔2024〕8号
关于印发《云溪县贯彻落实督察反馈意见整改方案》的通知
各乡镇党委和人民政府：
云溪县贯彻落实督察反馈意见整改方案
"""
GENERAL = """一、总体要求
（一）指导思想
坚持问题导向，逐项明确整改目标、整改措施。
（二）工作目标
1.反馈问题全面整改。到2025年底，全部完成整改。
2.环境质量持续改善。
二、重点任务
（一）打好碧水保卫战。补齐污水收集短板。（牵头单位：县住建局）
（二）加强面源污染防治。（牵头单位：县农业农村局）
三、保障措施
（一）加强组织领导。成立领导小组。
附件：整改任务清单
"""
PROBLEMS = """一、污水直排问题突出
老城区管网雨污混流。
责任单位：县委、县政府
整改目标：消除管网空白区。
整改时限：2025年12月底前
整改措施：
1.新建污水管网28公里。
二、养殖污染防治不到位
粪水排入坑塘。
责任单位：县委、县政府
整改目标：粪污综合利用率达到85%。
整改时限：2024年12月底前
整改措施：
1.对养殖场逐一排查。
"""


def test_general_chapters_counted_before_problems_that_count_so_too_are_no_problem():
    table = table_of(HEAD + GENERAL + PROBLEMS)

    assert [record.fields["description"].split("\n")[0] for record in table.records] == [
        "污水直排问题突出",
        "养殖污染防治不到位",
    ]
    assert "1.反馈问题全面整改。到2025年底，全部完成整改。" in left_out(table)


def test_a_plan_sent_round_with_a_letter_is_called_by_its_own_name():
    table = table_of(HEAD + GENERAL + PROBLEMS)

    assert told_title(table) == "云溪县贯彻落实督察反馈意见整改方案"


UNLABELLED = """一、指导思想
全面贯彻绿色发展理念。
二、整改目标
（一）反馈问题改彻底。
（二）环境质量再提升。
三、整改任务
（一）关于园区基础设施短板明显的问题
反馈意见指出，园区污水处理厂长期超负荷运行，应急事故池至今未建成。
1.完成污水处理厂扩建。（牵头单位：园区管委会；完成时限：2025年9月底前）
2.建成公共应急事故池。（牵头单位：园区管委会；完成时限：2025年6月底前）
（二）关于港口粉尘污染的问题
反馈意见指出，部分码头未建设封闭料仓。
1.5家码头全部完成封闭料仓建设。（牵头单位：县交通局；完成时限：2025年12月底前）
2.建立扬尘在线监控平台。（牵头单位：县交通局；完成时限：2025年6月底前）
四、组织保障
（一）强化调度督办。
"""


def test_tasks_of_a_plan_without_labels_are_problems_with_the_measures_that_name_their_unit_and_time():
    table = table_of(HEAD + UNLABELLED)

    assert [record.fields["description"] for record in table.records] == [
        "关于园区基础设施短板明显的问题\n反馈意见指出，园区污水处理厂长期超负荷运行，应急事故池至今未建成。",
        "关于港口粉尘污染的问题\n反馈意见指出，部分码头未建设封闭料仓。",
    ]
    measures = [planned_measures(record.fields["measures"], None) for record in table.records]
    assert [[(one.unit, one.due) for one in part] for part in measures] == [
        [("园区管委会", "2025-09-30"), ("园区管委会", "2025-06-30")],
        [("县交通局", "2025-12-31"), ("县交通局", "2025-06-30")],
    ]
    assert asked(table).count("请对照原文核对") == 2


def test_a_thing_never_counted_in_halves_follows_the_number_of_an_item():
    assert heading_of("1.5家码头全部完成整改。") is not None
    assert heading_of("1.5公里管网已建成。") is None
    assert split_measures("1.5家码头完成整改；2.建立平台。") == ["1.5家码头完成整改；", "2.建立平台。"]


def test_working_groups_that_are_set_up_are_no_problems():
    with pytest.raises(UserError):
        read_text(
            "关于成立云溪县督察整改工作领导小组的通知\n各乡镇人民政府：\n一、组成人员\n组　长：县长\n二、工作机构\n"
            "（一）水污染整改组。牵头单位：县水利局；责任单位：县住建局。主要职责：负责水环境问题。\n"
            "（二）大气污染整改组。牵头单位：县环境局；责任单位：县城管局。主要职责：负责大气问题。\n"
            "云溪县人民政府办公室\n2025年2月17日\n"
        )


LETTER = """关于交办专项督察发现问题的函
河湾镇人民政府：
专项督察发现2个突出问题，现交办你们。
一、石料厂扬尘问题
3月12日检查发现，车间未密闭。
责任单位：河湾镇人民政府
二、河道垃圾问题
3月13日检查发现，河道内倾倒垃圾。
责任单位：县水利局、河湾镇人民政府
有关要求：
（一）提高思想认识。举一反三。
（二）限时整改到位。上述问题须于2025年4月30日前全部完成整改，确有困难的书面说明。
（三）及时反馈情况。请于2025年3月28日前将整改方案报县督察办。
云溪县督察工作领导小组办公室
2025年3月19日
（联系人：孙晓东；电话：0370-3322145）
"""


def test_what_a_letter_asks_of_everybody_is_neither_a_unit_nor_another_problem():
    table = table_of(LETTER)

    assert [record.fields["responsible_unit"] for record in table.records] == [
        "河湾镇人民政府",
        "县水利局、河湾镇人民政府",
    ]
    assert "有关要求：" in left_out(table)


def test_a_sentence_of_the_demands_gives_all_problems_their_time_and_stays_in_sight():
    table = table_of(LETTER)

    assert [record.fields["deadline"] for record in table.records] == ["2025年4月30日前"] * 2
    assert any("确有困难的书面说明" in line for line in left_out(table))


def test_an_empty_form_behind_a_letter_does_not_hide_what_the_letter_is_called(tmp_path: Path):
    form = word_table([["问题", "责任单位", "整改措施", "完成时限"], ["", "", "", ""]])
    path = document(tmp_path / "函.docx", *map(paragraph, LETTER.splitlines()), paragraph("反馈表"), form)

    assert proposed_source(path, read_tables(path)) == "关于交办专项督察发现问题的函"


def test_a_measure_that_speaks_of_its_own_problem_gives_the_others_no_time():
    text = PROBLEMS.replace("整改时限：2025年12月底前\n", "").replace(
        "1.对养殖场逐一排查。", "1.对养殖场逐一排查。\n2.加强调度。上述问题须于2024年10月底前全部完成整改。"
    )

    assert not table_of(text).records[0].fields.get("deadline")


REMINDER = """关于整改任务到期的提醒函
各县（市、区）政府：
四季度应销号的任务共2项。
1．整改任务12：面源污染防治不力。
责任单位：市农业农村局
整改时限：2025年12月底
当前进展：净化塘进度40%。
2．整改任务15：水体返黑返臭。
责任单位：市住建局
整改时限：2025年11月底
当前进展：清淤尚未完工。
请上述责任单位倒排工期，按期完成整改。请于10月20日前将推进措施报市整改办。
市整改工作领导小组办公室
2025年10月9日
"""


def test_the_number_of_a_task_behind_that_which_counts_the_lines_of_a_letter_is_asked_about():
    table = table_of(REMINDER)

    assert [record.fields["number"] for record in table.records] == ["1", "2"]
    assert "问题的文字里写着“第12项”，这里的序号是“1”" in asked(table)
    assert "问题的文字里写着“第15项”，这里的序号是“2”" in asked(table)


@pytest.mark.parametrize(
    "words",
    [
        "请上述责任单位倒排工期，按期完成整改。请于10月20日前将推进措施报市整改办。",
        "各乡镇、各有关部门要细化工作措施，每月25日前将进展情况报县整改办。",
    ],
)
def test_what_a_letter_tells_the_offices_behind_the_last_problem_is_no_report(words):
    table = table_of(
        REMINDER.replace("请上述责任单位倒排工期，按期完成整改。请于10月20日前将推进措施报市整改办。", words)
    )

    assert table.records[1].fields["progress"] == "清淤尚未完工。"
    assert words in left_out(table)


LIST = """群众信访举报转办和边督边改公开情况一览表
1．受理编号：X3GX202405160012
交办问题基本情况：有人非法开采石料。
是否属实：属实
处理和整改情况：已责令停止。
是否办结：已办结
2．受理编号：D3GX202405160027*
交办问题基本情况：夜间噪音扰民。
是否属实：属实
处理和整改情况：已安装隔音设施。
是否办结：已办结
备注：{note}
云溪县迎检工作领导小组办公室
2024年5月27日
"""


def test_a_note_on_the_signs_of_a_list_is_no_remark_of_its_last_item():
    table = table_of(LIST.format(note="*为重点关注信访件。"))

    assert "remark" not in table.records[-1].fields
    assert "备注：*为重点关注信访件。" in left_out(table)


def test_a_remark_behind_the_last_item_only_is_kept_and_asked_about():
    table = table_of(LIST.format(note="与第三批重复。"))

    assert table.records[-1].fields["remark"] == "与第三批重复。"
    assert "只有最后一条后面写着备注" in asked(table)


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


def test_a_list_of_whom_to_call_copied_behind_the_problems_is_no_problem():
    text = PROBLEMS + "三、联系方式\n责任单位 联系人 联系电话\n县住建局 李敏 0533-6612001\n"

    assert len(table_of(text).records) == 2


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


def plan_with_tables(path: Path, label: str = "整改措施：") -> ImportReading:
    """Two problems of a Word plan, below each a table of its measures."""
    blocks = []
    for number, problem in (("一", "河道水体黑臭"), ("二", "检测数据造假")):
        blocks += map(paragraph, [f"（{number}）{problem}", "经抽测，问题突出。", "责任单位：县住建局", "整改目标：全面整改。", label])  # fmt: skip
        blocks.append(
            word_table(
                [
                    ["序号", "具体措施", "责任单位", "完成时限"],
                    ["1", f"排查{problem}的原因。", "县水利局", "2025年3月底前"],
                    ["2", "实施清淤。", "县住建局、河湾镇政府", "长期坚持"],
                ]
            )
        )
    return read_tables(
        document(path, paragraph("整改方案"), paragraph("一、整改任务"), *blocks, paragraph("二、工作要求"))
    )


def test_a_table_of_measures_below_their_label_holds_those_of_the_problem_above(tmp_path: Path):
    reading = plan_with_tables(tmp_path / "方案.docx")
    problems = next(table for table in reading.tables if table.kind == "problem")

    assert [
        [(one.unit, one.deadline) for one in planned_measures(record.fields["measures"], None)]
        for record in problems.records
    ] == [[("县水利局", "2025年3月底前"), ("县住建局、河湾镇政府", "长期坚持")]] * 2
    assert (
        problems.records[1].fields["measures"].startswith("1.排查检测数据造假的原因。（责任单位：县水利局；")
    )
    assert sum("已读作它上面那个问题的整改措施" in note for note in reading.notes) == 2
    assert not any("没有读入" in note for note in reading.notes)


def test_a_table_of_measures_below_other_words_is_not_taken_and_a_person_is_told(tmp_path: Path):
    reading = plan_with_tables(tmp_path / "方案.docx", "具体安排见下表。")
    problems = next(table for table in reading.tables if table.kind == "problem")

    assert not any(record.fields.get("measures") for record in problems.records)
    assert any("没有读入" in note for note in reading.notes)


TABLED = """整改方案
二、整改任务
（一）河道水体黑臭
经抽测，水体发黑。
责任单位：县住建局
整改目标：消除黑臭。
{label}
序号\t具体措施\t责任单位\t完成时限
1\t排查河道排口。\t县水利局\t2025年3月底前
2\t实施清淤。\t县住建局\t2025年8月底前
（二）检测数据造假
经检查，篡改数据。
责任单位：县环境局
整改目标：规范经营。
{label}
序号\t具体措施\t责任单位\t完成时限
1\t立案查处。\t县市场监管局\t2025年2月底前
2\t全面检查。\t县环境局\t2025年6月底前
三、工作要求
"""


def test_a_plan_pasted_with_its_tables_of_measures_gives_every_problem_its_own():
    reading = read_text(TABLED.format(label="整改措施："))
    problems = next(table for table in reading.tables if table.kind == "problem")

    assert [
        [(one.unit, one.due) for one in planned_measures(record.fields["measures"], None)]
        for record in problems.records
    ] == [
        [("县水利局", "2025-03-31"), ("县住建局", "2025-08-31")],
        [("县市场监管局", "2025-02-28"), ("县环境局", "2025-06-30")],
    ]
    assert "已读作它上面那个问题的整改措施" in reading.notes[0]


def test_measures_pasted_below_other_words_are_told_to_be_in_no_problem():
    reading = read_text(TABLED.format(label="验收标准：见表"))
    problems = next(table for table in reading.tables if table.kind == "problem")

    assert len(problems.records) == 2
    assert not any("立案查处" in record.fields.get("measures", "") for record in problems.records)
    assert "没有读进任何一个问题" in reading.notes[0]


def test_a_drawn_line_between_the_items_of_a_list_is_nothing_of_them(tmp_path: Path):
    lines = []
    for number in ("14", "15"):
        lines += [
            f"编号：{number}",
            "问题名称：垃圾处理设施闲置",
            "责任单位：县住建局",
            "整改措施：拆除设施。",
            "整改进展：",
            "-" * 20,
        ]
    (table,) = read_tables(document(tmp_path / "台账.docx", *map(paragraph, lines))).tables

    assert not any(record.fields.get("progress") for record in table.records)


BODY = """中共青石县委
青发〔2024〕16号
中共青石县委　青石县人民政府
关于印发《青石县督察报告整改工作方案》的通知
各乡镇党委、人民政府：
一、总体要求
（一）指导思想。坚定不移走绿色发展之路。
（二）整改目标。到2025年底，基本完成整改任务。
（三）整改原则。坚持实事求是、注重实效。
二、主要措施
（一）深学笃用。纳入学习内容。
三、组织保障
（一）加强领导。成立领导小组。
附件：整改任务措施清单
附件
整改任务措施清单
"""
TASKS = """整改任务1：责任落实有差距
问题表现：研究环保工作不经常。
牵头责任单位：县委组织部
完成时限：立行立改
整改措施：
1．每季度专题研究1次。
整改任务2：焦化行业污染整治不力
问题表现：熄焦废水未经处理。
牵头责任单位：县能源局
完成时限：2025年6月30日
整改措施：
1．依法立案查处。
"""


def test_general_chapters_that_say_their_text_on_one_line_are_no_problems_before_the_list_behind():
    reading = read_text(BODY + TASKS)

    assert [record.fields["number"] for table in reading.tables for record in table.records] == [
        "第1项",
        "第2项",
    ]
    assert told_title(reading.tables[0]) == "青石县督察报告整改工作方案"


UPRIGHT = """具体问题整改方案
二、具体问题整改措施
（一）水源保护区内有违法建设
反馈问题\t保护区内有农家乐4家。
整改目标\t全部取缔。
整改措施\t1.关闭搬迁。
2.设置界标。
整改时限\t2024年11月底
责任单位\t青石县人民政府
（二）渗滤液处置不规范
反馈问题\t积存渗滤液2万吨。
整改目标\t存量清零。
整改措施\t1.处置存量。
2.修复防渗膜。
整改时限\t2025年6月底
责任单位\t青石县城市管理局
三、联系方式
责任单位\t联系人\t联系电话
青石县环境局\t李敏\t0533-6612001
青石县城市管理局\t王健\t0533-6612118
"""


def test_upright_forms_pasted_with_a_wider_table_of_whom_to_call_are_not_taken_for_torn_rows():
    table = table_of(UPRIGHT)

    assert [(one.fields["measures"], one.fields["responsible_unit"]) for one in table.records] == [
        ("1.关闭搬迁。\n2.设置界标。", "青石县人民政府"),
        ("1.处置存量。\n2.修复防渗膜。", "青石县城市管理局"),
    ]
