"""Problems in numbered paragraphs without a label are read with a question; speeches and programmes are not."""

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.imports.read import read_text
from tests.imports.samples.read_texts import table_of

REPORT = """关于大气专项审计发现问题整改情况的函
市审计局：
一、总体情况
问题均已采取措施。
二、具体整改情况
（一）部分约束性指标没有完成。
该问题已完成整改。一是印发了计划。
二是分解了指标。
（二）小锅炉淘汰滞后的问题。
正在整改，6月底前全部淘汰。
三、下一步工作
继续推进。
"""
MINUTES = """专题会议纪要
一、关于老旧管网改造问题。由县住建局牵头，2025年6月底前完成改造12公里。
二、关于垃圾场封场问题
会议要求县城管局12月底前封场。
会议强调，各单位要按月报送。
"""
FEEDBACK = """督察组反馈意见
一、主要问题
（一）处理能力不足的问题。污水处理厂长期超负荷，2023年溢流47天。
（二）扬尘污染问题突出。6个工地没有喷淋设施。
"""


def test_what_was_done_stands_below_the_problem_it_is_about():
    first, second = table_of(REPORT).records

    assert first.fields["description"] == "部分约束性指标没有完成。"
    assert first.fields["progress"] == "该问题已完成整改。一是印发了计划。\n二是分解了指标。"
    assert (second.fields["number"], second.extra["所在章节"]) == ("二", "二、具体整改情况")


def test_what_is_to_be_done_are_measures():
    first, second = table_of(MINUTES).records

    assert (first.fields["description"], first.fields["measures"]) == (
        "关于老旧管网改造问题。",
        "由县住建局牵头，2025年6月底前完成改造12公里。",
    )
    assert second.fields["measures"] == "会议要求县城管局12月底前封场。"


def test_what_tells_only_of_the_problem_is_the_problem():
    first, _second = table_of(FEEDBACK).records

    assert first.fields["description"] == "处理能力不足的问题。污水处理厂长期超负荷，2023年溢流47天。"
    assert "progress" not in first.fields


@pytest.mark.parametrize("text", [REPORT, MINUTES, FEEDBACK])
def test_every_such_problem_is_asked_about(text):
    table = table_of(text)
    asked = [fault for fault in table.faults if "请对照原文核对" in fault.message and "条目" in fault.message]

    assert len(asked) == len(table.records) == 2


def test_no_line_of_such_a_text_is_lost():
    left = [row.text for row in table_of(REPORT).left_out]

    assert left == ["市审计局：", "一、总体情况", "问题均已采取措施。", "三、下一步工作", "继续推进。"]


@pytest.mark.parametrize(
    "text",
    [
        "在推进会上的讲话\n一、正视整改中的问题。已完成3项。\n二、紧盯扬尘问题。已约谈2家。\n",
        "督察工作方案\n一、切实解决水污染问题。10月底前完成截污。\n二、着力解决扬尘问题。12月底前完成。\n",
        "防治方案\n（一）大气污染防治。10月底前完成改造1200户。\n（二）水污染防治。12月底前完成20公里。\n",
        "情况通报\n一、督察组工作情况。\n已查阅资料。\n二、举报问题办理情况。\n已办结19件。\n",
    ],
)
def test_speeches_and_programmes_name_no_problems(text):
    with pytest.raises(UserError, match="没有认出"):
        read_text(text)


def test_a_list_of_problems_has_their_units_and_times_behind_each():
    first, second = table_of(
        "突出问题清单\n1.沿河倾倒垃圾约200方，责任单位：安岭乡政府，整改时限：2024年5月底前，责任人：陈刚。\n"
        "2.养猪场粪污渗漏；责任单位：农业中心；整改时限：立行立改；责任人：黄燕。\n"
    ).records

    assert (first.fields["number"], first.fields["description"]) == ("1", "沿河倾倒垃圾约200方")
    assert (first.fields["responsible_unit"], first.fields["deadline"]) == ("安岭乡政府", "2024年5月底前")
    assert (second.fields["description"], second.fields["responsible_person"]) == ("养猪场粪污渗漏", "黄燕。")


def test_such_lines_under_the_measures_of_a_problem_stay_measures():
    (found,) = table_of(
        "整改任务第3项 河道污染。\n整改目标：水质达标。\n整改措施：\n1.清淤疏浚，责任单位：县水利局，完成时限：2024年5月。\n2.截污纳管，责任单位：县住建局，完成时限：2024年9月。\n"
    ).records

    assert found.fields["measures"].count("\n") == 1


def test_headings_of_a_narrow_column_are_joined_where_cells_stand_below_one_another():
    first, second = table_of(
        "整改任务表\n序号\n问题\n整改\n措施\n整改\n时限\n责任\n单位\n1\n河道脏\n清理\n2024年5月\n甲镇\n2\n路面破\n修补\n2024年6月\n乙镇\n"
    ).records

    assert (first.fields["measures"], first.fields["responsible_unit"]) == ("清理", "甲镇")
    assert (second.fields["description"], second.fields["deadline"]) == ("路面破", "2024年6月")


@pytest.mark.parametrize(
    "text",
    [
        "销号公示\n整改已完成\n以上整改情况向社会公示，欢迎监督。\n",
        "问题整改情况\n一、河道垃圾问题：已完成\n二、养殖污染问题：已完成\n三、噪声扰民问题：已完成\n",
    ],
)
def test_a_few_words_on_what_was_done_are_asked_about_under_whatever_field_they_stand(text):
    assert any("请对照原文核对" in fault.message for fault in table_of(text).faults)


STATES = """关于反馈问题整改进展情况的报告
我县涉及反馈问题{count}项。
一、已完成整改的问题
（一）城区扬尘问题。已安装喷淋设施。
（二）填埋场渗滤液问题。已建成处理设施。
二、正在整改的问题
（一）污水厂扩容问题。已完成主体工程60%。
三、{behind}
资金压力大。
"""


def test_chapters_of_one_state_hold_the_problems_and_are_none():
    table = table_of(STATES.format(count=3, behind="存在的困难"))

    assert [one.fields["description"] for one in table.records] == [
        "城区扬尘问题。",
        "填埋场渗滤液问题。",
        "污水厂扩容问题。",
    ]
    assert table.records[2].extra["所在章节"] == "二、正在整改的问题"
    assert table.records[2].fields["progress"] == "已完成主体工程60%。"
    assert "资金压力大。" in {one.text for one in table.left_out}


def test_the_number_of_problems_that_the_text_says_is_held_against_those_read():
    asked = [one for one in table_of(STATES.format(count=4, behind="困难")).faults if "漏读" in one.message]

    assert [one.value for one in asked] == ["我县涉及反馈问题4项"]


@pytest.mark.parametrize(("behind", "times"), [("下一步工作", 0), ("矿山复绿缓慢。", 1)])
def test_a_heading_that_goes_on_counting_behind_the_last_problem_is_asked_about_unless_it_is_a_chapter(
    behind, times
):
    text = f"整改情况报告\n一、城区扬尘污染问题。已整治。\n二、夜间施工噪声问题。已停工。\n三、{behind}\n县整改办已调度。\n"
    table = table_of(text)

    assert [one.fields["progress"] for one in table.records] == ["已整治。", "已停工。"]
    assert len([one for one in table.faults if "没有读入" in one.message]) == times
