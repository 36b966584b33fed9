"""Texts that come close to a rule of reading and mean something else: left as they are, asked about, or left out in sight."""

import time

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.imports.read import read_text
from tests.imports.samples.read_texts import asked, left_out, table_of
from tests.imports.texts_read import one_table

PLAN = """青石县督察整改方案
{opening}
一、河道黑臭问题
整改目标：消除黑臭
整改措施：清淤
整改时限：2025年12月31日{more}
责任单位：县水利局
二、扬尘问题
整改目标：达标
整改措施：洒水
整改时限：2025年12月31日
责任单位：县住建局
"""


@pytest.mark.parametrize(
    "opening",
    [
        "督察反馈：2021年4月，中央第八督察组对我省开展督察，共反馈问题25项，涉及我县2项。",
        "群众投诉举报是发现环境问题的重要线索。经调查研究，现制定如下整改方案。",
    ],
)
def test_an_opening_is_no_part_of_the_first_problem(opening):
    table = table_of(PLAN.format(opening=opening, more=""))

    assert table.kind == "problem"
    assert [one.fields["number"] for one in table.records] == ["一", "二"]
    assert table.records[0].fields["description"] == "河道黑臭问题"
    assert opening in left_out(table)


def test_how_many_are_done_is_no_report_of_the_last_problem():
    table = table_of(PLAN.format(opening="现印发。", more="") + "整改完成：1项；正在整改：1项。\n")

    assert "progress" not in table.records[1].fields


@pytest.mark.parametrize(
    "more", ["。已按程序报省政府同意延期至2026年12月30日", " 已经县政府批准调整为2026年6月30日"]
)
def test_that_a_deadline_was_put_off_stays_with_it(more):
    table = table_of(PLAN.format(opening="现印发。", more=more))

    assert table.records[0].fields["deadline"] == f"2025年12月31日{more}"


def test_names_of_units_below_a_unit_stay_though_they_hold_words_of_orders():
    text = PLAN.format(opening="现印发。", more="").replace(
        "县水利局\n", "县水利局\n县粮食供应保障中心、市加快推进生态文明建设领导小组办公室。\n"
    )

    assert "市加快推进生态文明建设领导小组办公室" in table_of(text).records[0].fields["responsible_unit"]


def test_the_number_of_petitions_in_an_opening_is_no_petition():
    item = "受理编号：D3HB20250611002{}\n反映问题：噪声扰民\n调查核实情况：经查，属实。\n处理情况：已停工\n"
    opening = "群众来信反映的问题共2件。经县生态环境局现场核查，情况如下："
    table = table_of(f"青石县信访件办理情况\n{opening}\n" + item.format(1) + item.format(2))

    assert [one.fields["number"] for one in table.records] == ["D3HB202506110021", "D3HB202506110022"]
    assert [one.fields["description"] for one in table.records] == ["噪声扰民"] * 2


NOTICE = (
    "关于省级督察反馈问题第十二项整改完成情况的公示\n省督察反馈{quoted}的问题，我县高度重视，已完成整改。"
    "关停企业12家，拆除设备，周边地下水监测正常，累计投入3000万元，验收合格。特此公示，公示期5天。\n"
)


def test_firms_named_in_quotes_have_a_problem_and_are_none():
    text = NOTICE.format(quoted="“青石县恒发水泥有限公司”和“青石县昌盛建材有限公司”")

    assert len(table_of(text).records) == 1


def test_the_number_of_the_title_is_of_all_that_is_quoted_without_one():
    text = NOTICE.format(quoted="“青石县垃圾填埋场渗滤液处置不规范”和“河湾镇垃圾填埋场防渗不到位”")

    assert [one.fields["number"] for one in table_of(text).records] == ["第十二项"] * 2


def test_a_letter_that_names_times_of_two_problems_is_not_read_as_one():
    text = (
        "关于整改工作的提醒\n各乡镇：\n上级通报的“部分乡镇整改档案资料不完整不规范”问题，整改时限为2026年3月底。\n"
        "另外，河湾镇还存在畜禽粪污直排入河问题，整改时限为2026年5月底。\n"
    )

    with pytest.raises(UserError):
        read_text(text)


@pytest.mark.parametrize(
    ("measures", "is_deadline"),
    [("清淤3公里", True), ("已清淤3公里", False), ("清淤，目前已安装喷淋", False)],
)
def test_a_day_in_a_plan_that_tells_what_was_done_is_asked_about(measures, is_deadline):
    text = "青石县整改工作方案\n" + "".join(
        f"{count}、{name}\n整改措施：{measures}\n完成时间：2025年6月{count}日\n责任单位：县水利局\n".replace(
            f"月{count}", "月1"
        )
        for count, name in (("一", "河道黑臭"), ("二", "扬尘"))
    )
    table = table_of(text)

    assert ("deadline" in table.records[0].fields) is is_deadline
    assert ("可能是整改时限" in asked(table)) is not is_deadline


def test_boilers_in_the_brackets_of_a_title_are_no_number():
    table = table_of(
        "关于光明电厂燃煤锅炉（1-3号）超标排放问题整改完成情况的公示\n反馈问题：锅炉超标。\n责任单位：县生态环境局\n整改措施：改造。\n"
        "整改情况：完成改造。\n"
    )

    assert "number" not in table.records[0].fields


@pytest.mark.parametrize(
    "found",
    ["信访" * 15_000 + "x，属实。", "经查，" + "群众反映" * 7_500 + "，属实。"],
    ids=["petition", "complaint"],
)
def test_long_findings_are_read_at_once(found):
    begun = time.process_time()
    read_text(f"受理编号：D3HB202506110021\n反映问题：噪声\n调查核实情况：{found}\n处理情况：已停工\n")

    assert time.process_time() - begun < 2


def test_a_long_line_of_blanks_above_a_marked_table_is_read_at_once():
    begun = time.process_time()
    table = one_table(
        " " * 30_000
        + "x\n| 序号 | 问题 | 责任单位 | 整改时限 |\n|---|---|---|---|\n| 1 | 扬尘 | 县住建局 | 2026年6月底 |\n"
    )

    assert table.records[0].fields["description"] == "扬尘"
    assert time.process_time() - begun < 2


def test_one_problem_whose_chapters_say_what_it_is_is_no_list_of_tasks():
    text = (
        "青石县城南河问题整改方案\n一、存在问题\n城南河黑臭。\n二、整改目标\n消除黑臭。\n三、整改任务\n整改措施：截污3公里。\n"
        "整改措施：清淤2公里。\n四、整改时限\n2026年6月底前\n五、责任单位\n县水利局\n六、保障措施\n加强领导。\n"
    )

    assert table_of(text).records[0].fields["description"] == "城南河黑臭。"


@pytest.mark.parametrize(
    "line",
    ["以下为水环境类，共2项。", "截至6月底，已完成2项。", "责任单位要抓紧落实。", "请各单位按时报送。"],
)
def test_a_sentence_about_the_list_is_no_problem_of_its_measures(read, line):
    table = read("整改措施|责任单位|整改时限", line, "清淤|县水利局|2026年6月底", "截污|县水利局|2026年6月底")

    assert table.kind == "measure"


def test_short_words_before_other_than_units_are_no_labels():
    text = PLAN.format(opening="现印发。", more="；督导：每月一次").replace(
        "县水利局\n", "县水利局；验收：已通过\n"
    )
    fields = table_of(text).records[0].fields

    assert not {"supervising_unit", "accepting_unit"} & fields.keys()
    assert fields["responsible_unit"] == "县水利局；验收：已通过"


def test_short_words_before_persons_are_labels():
    text = PLAN.format(opening="现印发。", more="；领导：张三副县长")

    assert table_of(text).records[0].fields["responsible_leader"] == "张三副县长"


def test_short_words_before_units_are_labels():
    fields = table_of(PLAN.format(opening="现印发。", more="；督导：市住建局、市水利局")).records[0].fields

    assert (fields["deadline"], fields["supervising_unit"]) == ("2025年12月31日", "市住建局、市水利局")


@pytest.mark.parametrize(
    ("chapter", "unit"), [("省生态环境保护督察办公室", ""), ("县水利局", "县水利局"), ("市审计局", "")]
)
def test_who_found_the_problems_of_a_chapter_does_not_put_them_right(chapter, unit):
    table = table_of(
        f"青石县督察反馈问题整改情况报告\n一、{chapter}（2项）\n1.城南河黑臭问题。已清淤3公里。\n2.工地扬尘问题。已洒水。\n"
        "二、县住建局（1项）\n3.垃圾堆放问题。已清运。\n"
    )

    assert table.records[0].fields["responsible_unit"] == unit


def test_what_will_be_done_under_a_heading_of_both_is_asked_about_in_a_list_of_problems(read):
    table = read(
        "序号|问题|责任单位|整改措施及处理情况|整改情况",
        "1|河道黑臭|县水利局|清淤|已清淤",
        "2|扬尘|县住建局|洒水|已洒水",
    )
    (both,) = (one for one in table.columns if one.header == "整改措施及处理情况")

    assert [one.fields["measures"] for one in table.records] == ["清淤", "洒水"]
    assert both.confidence < 0.75


@pytest.mark.parametrize(
    "opening",
    [
        "任务完成情况\n截至目前，全县共有整改任务12项，已完成10项。",
        "督察指出：我县对生态环境保护重视不够，压力传导不足。",
        "反馈指出：\n我县对生态环境保护重视不够。",
        "整改完成：河道黑臭等10项问题已完成整改，扬尘等2项问题正在推进。",
    ],
)
def test_a_label_above_counted_problems_that_speaks_of_all_is_of_none(opening):
    table = table_of(PLAN.format(opening=opening, more=""))

    assert [one.fields["number"] for one in table.records] == ["一", "二"]
    assert table.records[0].fields["description"] == "河道黑臭问题"
    assert "progress" not in table.records[0].fields
    assert opening.split("\n")[-1] in left_out(table)


@pytest.mark.parametrize(
    "closing",
    ["三、任务完成情况\n12项任务已完成10项。", "整改完成：以上问题全部完成整改，群众满意度明显提升。"],
)
def test_what_was_done_about_all_of_them_is_no_report_of_the_last_problem(closing):
    table = table_of(PLAN.format(opening="现印发。", more="") + closing)

    assert "progress" not in table.records[1].fields


def test_what_the_inspection_said_above_counted_sections_is_still_the_problem():
    table = table_of(
        "青石县第3项问题整改方案\n督察反馈：城南河黑臭。\n一、整改目标\n消除黑臭。\n二、整改措施\n清淤。\n三、责任单位\n县水利局\n"
    )

    assert table.records[0].fields["description"] == "城南河黑臭。"


def test_letters_with_a_day_in_the_brackets_of_a_title_are_no_number():
    table = table_of(
        "关于城南河问题整改情况（ABC20260513）\n反馈问题：河道黑臭。\n责任单位：县水利局\n整改措施：清淤。\n整改情况：已清淤。\n"
    )

    assert "number" not in table.records[0].fields
