"""Letters and plans as offices send them, whole: red head, general chapters, what is asked of everybody."""

from pathlib import Path

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.domain.measures import split_measures
from dczg_desktop.domain.plans import heading_of
from dczg_desktop.imports.read import read_tables, read_text
from dczg_desktop.imports.tables.around.stated import told_title
from dczg_desktop.services.importing.imports import proposed_source
from dczg_desktop.services.importing.promises import planned_measures
from tests.imports.samples.read_texts import asked, left_out, table_of
from tests.imports.samples.word_files import document, paragraph
from tests.imports.samples.word_files import table as word_table

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


def test_the_number_of_a_task_behind_that_which_counts_the_lines_of_a_letter_is_its_number():
    table = table_of(REMINDER)

    assert [record.fields["number"] for record in table.records] == ["第12项", "第15项"]
    assert [record.fields["sequence"] for record in table.records] == ["1", "2"]
    assert [record.fields["description"] for record in table.records] == [
        "面源污染防治不力。",
        "水体返黑返臭。",
    ]


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


def test_a_list_of_whom_to_call_copied_behind_the_problems_is_no_problem():
    text = PROBLEMS + "三、联系方式\n责任单位 联系人 联系电话\n县住建局 李敏 0533-6612001\n"

    assert len(table_of(text).records) == 2
