"""Letters, warnings and reports that say in brackets, sentences or sections counted side by side what is of each problem."""

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.imports.read import read_text
from tests.imports.samples.read_texts import table_of

BULLETIN = """滨东区督察整改进展情况通报（第6期）
截至2024年10月31日，我区承担的整改任务共3项。
一、已完成整改
1.滨海大道两侧建筑垃圾堆放问题（责任单位：区城管局）。已清运建筑垃圾3800吨，通过区级验收。
二、达到序时进度
2.港区堆场扬尘问题（责任单位：区交通局，整改时限：2025年6月底）。防风抑尘网完成70%，计划12月底前完成其余部分。
三、进展滞后
3.污水处理厂二期建设问题（责任单位：区住建局，整改时限：2024年12月底）。项目因用地手续未办结尚未开工。
请各责任单位对照时限抓紧推进。
"""


def test_units_and_times_in_a_bracket_behind_the_problem_are_read():
    table = table_of(BULLETIN)
    first, second, third = table.records

    assert first.fields["responsible_unit"] == "区城管局"
    assert (second.fields["responsible_unit"], second.fields["deadline"]) == ("区交通局", "2025年6月底")
    assert third.fields["progress"] == "项目因用地手续未办结尚未开工。"
    assert sum("请对照原文核对" in one.message for one in table.faults) == 3


def test_a_warning_names_time_in_the_bracket_and_unit_behind_the_progress():
    text = (
        "县督察整改办\n预 警 函\n县水务局：\n经调度，你单位牵头整改的以下问题进展缓慢，现予以预警：\n"
        "一、省督察反馈第12项“污水管网错接混接”问题（整改时限：2024年9月30日）。截至7月31日，应完成18公里，实际完成6公里，未达到序时进度。责任单位：县水务局。\n"
        "二、省督察反馈第19项“黑臭水体治理不彻底”问题（整改时限：2024年10月31日）。截至7月31日，清淤工程尚未进场施工。责任单位：城关镇人民政府。\n"
        "请你单位倒排工期。\n"
    )
    first, second = table_of(text).records

    assert (first.fields["number"], first.fields["deadline"]) == ("第12项", "2024年9月30日")
    assert first.fields["progress"].startswith("截至7月31日")
    assert second.fields["responsible_unit"] == "城关镇人民政府"


def test_what_must_be_solved_in_a_plan_of_work_is_still_no_problem():
    text = (
        "全县环保工作要点\n1.解决沿河垃圾倾倒问题（责任单位：县城管局）。开展清理。\n"
        "2.加强扬尘管控问题（责任单位：县住建局）。开展检查。\n"
    )
    with pytest.raises(UserError):
        read_text(text)


SIDE = """李庄镇关于交办问题的整改方案
一、存在问题
1.东坑塘内堆放生活垃圾。
2.前屯村2家塑料颗粒加工点无污染防治设施。
二、整改措施
1.组织机械清理坑塘内垃圾。
2.断电、清原料、清产品、清设备。
三、整改时限
1.2023年4月15日前
2.2023年4月10日前
四、责任单位
李庄镇人民政府
"""


def test_sections_that_count_the_same_problems_side_by_side_are_one_problem_a_number():
    table = table_of(SIDE)
    first, second = table.records

    assert second.fields == {
        "number": "2",
        "description": "前屯村2家塑料颗粒加工点无污染防治设施。",
        "measures": "断电、清原料、清产品、清设备。",
        "deadline": "2023年4月10日前",
        "responsible_unit": "李庄镇人民政府",
    }
    assert first.fields["deadline"] == "2023年4月15日前"
    assert sum("各写着 2 条" in one.message for one in table.faults) == 2


def test_sections_that_do_not_count_the_same_are_asked_about():
    table = table_of(
        SIDE.replace("2.断电、清原料、清产品、清设备。\n", "").replace("1.组织", "1.清运。\n2.断电。\n3.组织")
    )

    assert len(table.records) == 1
    assert any("条数不一样" in one.message for one in table.faults)


def test_a_notice_of_one_problem_with_several_points_stays_one():
    text = SIDE.replace("整改方案", "整改完成情况公示")

    assert len(table_of(text).records) == 1


def test_measures_alone_counted_like_the_problem_do_not_part_it():
    text = SIDE.replace("1.2023年4月15日前\n2.2023年4月10日前", "2023年4月底前")

    assert len(table_of(text).records) == 1


PLAN = """恒发电厂关于督察反馈问题的整改方案
一、问题一：灰场扬尘管控不到位
（一）问题描述
灰面裸露。
（二）整改措施
1.覆盖防尘网。
2.增设喷淋车。
（三）完成时间
2025年9月30日
二、问题二：脱硫废水系统未稳定运行
（一）问题描述
运行天数仅107天。
（二）整改措施
1.清洗蒸发器。
2.补充备件。
（三）完成时间
2025年12月31日
"""


def test_in_a_plan_that_tells_nothing_done_the_day_of_completion_is_the_deadline():
    assert [one.fields["deadline"] for one in table_of(PLAN).records] == ["2025年9月30日", "2025年12月31日"]


@pytest.mark.parametrize(
    ("old", "new"),
    [("的整改方案", "的整改情况报告"), ("（三）完成时间", "（三）整改情况\n已完成。\n（四）完成时间")],
)
def test_elsewhere_it_may_be_the_day_it_was_done_and_is_asked_about(old, new):
    table = table_of(PLAN.replace(old, new))

    assert all("deadline" not in one.fields for one in table.records)
    assert any("可能是整改时限" in one.message for one in table.faults)


@pytest.mark.parametrize(
    "text",
    [
        "（一）反馈问题：滩地违规种植。\n（二）整改措施：清退经济林。\n（三）整改进展：全部清退。\n（四）下一步工作打算：加强巡查。\n",
        "反馈问题：滩地违规种植。\n整改措施：清退经济林。\n整改进展：（一）清退。（二）补偿。\n（三）下一步工作打算\n加强巡查。\n",
        "反馈问题：滩地违规种植。\n整改措施：清退经济林。\n整改进展\n1.清退。\n2.补偿。\n3.下一步计划：加强巡查。\n",
    ],
)
def test_what_comes_next_counted_behind_what_was_done_is_no_part_of_it(text):
    (record,) = table_of("第9项问题整改情况报告\n" + text).records

    assert "加强巡查" not in record.fields["progress"]
    assert list(record.extra.values()) == ["加强巡查。"]


def test_what_comes_next_counted_like_the_problems_is_of_none_of_them():
    text = (
        "1.水环境问题\n整改目标：水质达标。\n整改进展：封堵排口3处。\n"
        "2.扬尘问题\n整改目标：料场封闭。\n整改进展：封闭料场2家。\n3.下一步工作：加强调度。\n"
    )
    table = table_of(text)

    assert all(not one.extra for one in table.records)
    assert "3.下一步工作：加强调度。" in [one.text for one in table.left_out]


LETTER = """关于D3GS202312200043号举报件的办理情况
{complaint}
整改措施：新建渗滤液收集池1座。
整改时限：2024年1月31日
责任单位：青河镇人民政府
"""


@pytest.mark.parametrize(
    "complaint",
    [
        "群众反映垃圾中转站渗滤液直排沟渠问题：\n经查，该中转站未建收集池，属实。",
        "群众反映“垃圾中转站渗滤液直排沟渠”问题：经我镇现场核查，该中转站未建收集池，属实。",
    ],
)
def test_the_complaint_and_what_was_found_above_the_first_label_are_read(complaint):
    fields = table_of(LETTER.format(complaint=complaint)).records[0].fields

    assert "渗滤液直排沟渠" in fields["description"]
    assert "该中转站未建收集池，属实。" in fields["findings"]
    assert fields["number"] == "D3GS202312200043"


def test_an_opening_that_only_speaks_of_complaints_is_none():
    text = LETTER.format(complaint="群众反映强烈的环境问题，县委高度重视。\n反馈问题：渗滤液直排。")

    assert table_of(text).records[0].fields["description"] == "渗滤液直排。"


def test_times_and_units_on_lines_of_their_own_are_no_part_of_how_a_told_petition_was_dealt_with():
    text = "县办理群众举报件情况\n" + "".join(
        f"{count}、群众反映{what}问题：\n经查，情况属实。\n已责令整改。\n整改时限：{day}\n责任单位：{unit}\n"
        for count, what, day, unit in (
            ("一", "中转站渗滤液直排", "2024年1月31日", "青河镇人民政府"),
            ("二", "养猪场臭味扰民", "2024年2月15日", "西村村委会"),
        )
    )
    first, second = table_of(text).records

    assert first.fields["result"] == "已责令整改。"
    assert (second.fields["deadline"], second.fields["responsible_unit"]) == ("2024年2月15日", "西村村委会")


def test_the_number_in_the_brackets_of_a_title_is_that_of_the_petition():
    text = LETTER.format(complaint="群众反映渗滤液直排问题：\n经查，属实。").replace(
        "关于D3GS202312200043号举报件的办理情况", "信访件办理情况（BCD2022092601）"
    )

    assert table_of(text).records[0].fields["number"] == "BCD2022092601"


@pytest.mark.parametrize(
    ("deadline", "rest"),
    [
        ("2020年底前 2019年8月5日已召开推进会部署", "2019年8月5日已召开推进会部署"),
        (
            "2020年底前\n2019年8月5日县水务局召开推进会，要求立即启动。",
            "2019年8月5日县水务局召开推进会，要求立即启动",
        ),
    ],
)
def test_what_was_done_on_a_day_behind_the_deadline_is_no_part_of_it(deadline, rest):
    text = f"反馈问题：滩地违规种植。\n整改时限：{deadline}\n责任单位：县水务局\n整改进展：完成。\n"
    table = table_of(text)

    assert table.records[0].fields["deadline"] == "2020年底前"
    assert table.records[0].extra["时限后面的文字"] == rest
    assert any("没有算进时限" in one.message for one in table.faults)


@pytest.mark.parametrize(
    "deadline", ["2019年12月底前完成核查，2020年底前全部完成", "2020年6月30日前印发方案 2020年底前完成"]
)
def test_several_times_of_a_deadline_stay_together(deadline):
    text = f"反馈问题：滩地违规种植。\n整改时限：{deadline}\n责任单位：县水务局\n整改进展：完成。\n"

    assert table_of(text).records[0].fields["deadline"] == deadline


def test_several_problems_quoted_in_the_opening_of_a_notice_are_one_record_each():
    text = (
        "关于问题整改完成的公示\n省督察组反馈的第12项“垃圾中转站渗滤液直排沟渠”和第15项“西村养猪场粪污外溢”问题，"
        "整改时限为2022年6月底前。中转站已建收集池，养猪场已退养，均已整改到位。现予以公示。\n青河镇人民政府\n2022年7月1日\n"
    )
    table = table_of(text)

    assert [(one.fields["number"], one.fields["description"]) for one in table.records] == [
        ("第12项", "垃圾中转站渗滤液直排沟渠"),
        ("第15项", "西村养猪场粪污外溢"),
    ]
    assert sum("开头引着 2 个问题" in one.message for one in table.faults) == 2


def test_a_quoted_saying_beside_the_problem_makes_no_second_one():
    text = (
        "关于问题整改完成的公示\n按照“谁验收谁负责到底”的要求，省督察组反馈“垃圾中转站渗滤液直排沟渠”问题，"
        "中转站已建收集池，已整改到位，达到“渗滤液全部收集处理”的目标。现予以公示。\n青河镇人民政府\n2022年7月1日\n"
    )

    assert len(table_of(text).records) == 1
