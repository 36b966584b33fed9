"""How offices word the labels, sections and chapters of a text beside the usual way: each is read as what it says."""

import pytest

from dczg_desktop.imports.read import read_text
from tests.imports.samples.read_texts import table_of

PETITION = """序号31 受理编号
X2HA202104290107
交办问题基本情况
青石镇西村村南有一家废旧轮胎炼油厂,夜间生产,气味刺鼻。
调查核实情况
经查,现场检查时处于停产状态,未发现炼油设备。
是否属实
部分属实
处理和整改情况
1.责令企业于5月5日前清运全部废旧轮胎。目前已清运完毕。
2.安排专人夜间巡查。
是否办结
已办结
责任人被处理情况
批评教育1人。
"""


def test_a_label_that_ends_like_a_title_does_not_cut_a_petition_in_two():
    (table,) = read_text(PETITION).tables
    (record,) = table.records

    assert record.fields["completion"] == "已办结"
    assert record.fields["result"].startswith("1.责令企业")


def test_two_lists_below_titles_that_end_so_are_still_two():
    text = (
        "县督察整改问题清单\n1.反馈问题：河湾镇沟渠发黑。整改时限：2026年6月底\n2.反馈问题：料场未覆盖。整改时限：2026年7月底\n"
        "县信访件办理情况\n受理编号：D3GS202312200043\n反映问题：夜间噪声。\n调查核实情况：经查，属实。\n处理和整改情况：已停工。\n"
    )

    assert [table.kind for table in read_text(text).tables] == ["problem", "petition"]


NOTICE = """关于省级生态环境保护督察反馈问题第十二项整改完成情况的公示
反馈问题:园区企业环境违法现象时有发生。
责任单位:青石县人民政府
整改措施:加强园区企业环境检查力度,强化企业帮扶监管。
整改完成:推行了园区环境第三方治理;工业污水处理达标排放。
公示时间:2023年11月15日-2023年11月28日
"""


def test_done_before_a_colon_is_what_was_done():
    fields = table_of(NOTICE).records[0].fields

    assert fields["measures"] == "加强园区企业环境检查力度,强化企业帮扶监管。"
    assert fields["progress"].startswith("推行了园区")


def test_done_alone_on_a_line_is_no_label():
    text = NOTICE.replace("整改完成:推行了", "整改状态\n整改完成\n整改情况:推行了")

    fields = table_of(text).records[0].fields
    assert (fields["status"], fields["progress"][:5]) == ("整改完成", "推行了园区")


@pytest.mark.parametrize("label", ["督察反馈", "督察指出"])
def test_what_the_inspection_said_is_the_problem_below_its_title(label):
    text = "".join(
        f"（{number}）{title}问题\n{label}：{told}\n整改目标：完成恢复。\n责任单位：县自然资源局\n整改时限：2023年12月底\n"
        for number, title, told in (
            ("十一", "草原违规开垦", "青石镇违规开垦草原1.3万亩。"),
            ("十二", "矿山超采", "露天煤矿存在越界剥离。"),
        )
    )

    first, second = table_of("县整改落实方案\n" + text).records
    assert first.fields["description"] == "青石镇违规开垦草原1.3万亩。"
    assert second.fields["description"] == "露天煤矿存在越界剥离。"
    assert first.extra["标题"] == "草原违规开垦问题"


def test_the_number_of_a_complaint_is_read_and_no_part_of_the_title():
    text = (
        "关于群众反映“宁园小区南侧烧烤店油烟扰民”问题的办理情况公开\n举报件编号：津20200923015\n"
        "反映问题：宁园小区南侧3家烧烤店无油烟净化设施。\n核查情况：经查，情况属实。\n处理情况：均已安装净化器。\n"
    )
    table = table_of(text)

    assert table.records[0].fields["number"] == "津20200923015"
    assert "\n" not in table.title


def test_a_number_of_several_parts_in_the_brackets_of_a_title_is_the_number():
    text = (
        "锦海市海洋督察整改任务（1-20号）整改结果公示\n一、整改任务\n围填海项目未批先填。\n二、整改目标\n罚款收缴到位。\n"
        "三、整改结果\n已立案查处，罚款全部收缴。\n"
    )

    assert table_of(text).records[0].fields["number"] == "1-20号"


REACHED = """关于第9项整改任务的公示
反馈问题
滩地违规种植经济林430亩。
整改目标
2020年底前清退违规种植经济林。
整改措施
（一）完成核查。
（二）完成清退。
整改目标完成情况
430亩经济林全部清退。
整改措施完成情况
（一）已完成核查，涉及农户61户。
（二）已完成清退。
责任单位
青石县水务局
"""


def test_what_was_reached_of_goals_and_measures_is_no_measure_without_a_number_either():
    fields = table_of(REACHED).records[0].fields

    assert fields["measures"] == "（一）完成核查。\n（二）完成清退。"
    assert fields["responsible_unit"] == "青石县水务局"
    told = " ".join([fields["progress"], *table_of(REACHED).records[0].extra.values()])
    assert "430亩经济林全部清退。" in told
    assert "涉及农户61户" in told


@pytest.mark.parametrize("above", ["三、整改完成情况", "3.整改完成情况", "整改完成情况"])
def test_below_what_was_done_they_are_parts_of_it(above):
    text = (
        "一、反馈问题\n磷石膏综合利用工作进展滞后。\n二、整改目标\n防止问题反弹。\n"
        f"{above}\n（一）整改目标完成情况：已完成整改目标\n（二）整改措施完成情况：\n经排查，没有存量磷石膏。\n"
    )
    fields = table_of(text).records[0].fields

    assert fields["goal"] == "防止问题反弹。"
    assert fields["progress"].splitlines() == [
        "（一）整改目标完成情况：已完成整改目标",
        "（二）整改措施完成情况：",
        "经排查，没有存量磷石膏。",
    ]


def test_a_first_section_that_tells_the_problem_on_its_line_is_the_problem():
    text = (
        "一、点位的基本问题：该地块内原有杨树被采伐。\n二、责任单位：青河县人民政府\n三、整改目标：退耕还林。\n"
        "四、整改措施落实情况：已退耕还林。\n五、整改目标完成情况：已整改完成。\n六、存在的问题及下步工作要求：加强巡护。\n"
    )
    (record,) = table_of(text).records

    assert record.fields["description"] == "该地块内原有杨树被采伐。"
    assert record.fields["progress"] == "已退耕还林。"


LISTED = """关于对突出生态环境问题进行挂牌督办的通知
（一）问题名称：第一污水处理厂提质改造进展滞后
督办时限：2020年6月30日
责任单位：青石县人民政府
（二）问题名称：水源地环境整治不到位
督办时限：2020年9月30日
责任单位：{unit}
{last}
2019年11月19日
"""


@pytest.mark.parametrize(
    "last",
    [
        "挂牌督办期间，请每月25日前报送整改进展。逾期未完成的，将按规定约谈。",
        "逾期未完成整改的，将按规定约谈有关负责同志。",
    ],
)
def test_a_sentence_below_the_last_unit_is_none_of_its_names(last):
    table = table_of(LISTED.format(unit="水府管理处", last=last))

    assert table.records[1].fields["responsible_unit"] == "水府管理处"
    assert last in [one.text for one in table.left_out]


def test_units_that_go_on_below_the_label_stay_its_names():
    text = LISTED.format(unit="水府管理处、", last="县应急管理局、县发展和改革局按职责分工负责。")

    assert table_of(text).records[1].fields["responsible_unit"].endswith("县发展和改革局按职责分工负责。")


PLAN = """松江区贯彻落实督察反馈意见整改方案
一、指导思想
坚持问题导向、目标导向。
二、工作目标
到2025年底，反馈问题全部整改到位。
三、整改任务
（一）部分雨水泵站放江污染仍较突出。
整改措施：新建截流设施2座。（牵头单位：区水务局；完成时限：2025年6月底）
（二）建筑垃圾中转场所管理粗放。
整改措施：完成中转场密闭化改造。（牵头单位：区绿化局；完成时限：2024年12月底）
四、保障措施
（一）加强组织领导。成立领导小组。
"""


def test_the_chapters_of_a_plan_are_no_contents_of_problems_that_say_only_what_is_done():
    first, second = table_of(PLAN).records

    assert first.fields == {
        "number": "一",
        "description": "部分雨水泵站放江污染仍较突出。",
        "measures": "新建截流设施2座。（牵头单位：区水务局；完成时限：2025年6月底）",
    }
    assert "保障措施" not in second.extra


def test_a_goal_of_the_only_problem_of_a_report_stays_its_goal():
    text = "一、总体要求\n坚持问题导向。\n二、整改目标\n河道水质达标。\n三、整改任务\n沿河排污口未封堵。\n四、整改措施\n1.封堵排污口。\n2.每月巡查。\n"

    assert table_of(text).records[0].fields["goal"] == "河道水质达标。"
