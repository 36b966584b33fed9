"""Labels alone on their line with the content below: nothing is lost or moved where other signs, headings or labels stand around."""

from tests.imports.samples.read_texts import table_of

PROBLEMS = """来源: 某区 | 说明: 每个问题有自己的小标题
区督察反馈问题整改情况的公示
问题一：
填埋场渗滤液处理站不能稳定运行。
整改时限：
2023年底
整改目标：
达标排放。
整改情况：
更换反渗透膜组件32支。
问题二：
沿岸畜禽养殖粪污露天堆放。
整改时限：
2023年10月底前
整改目标：
粪污全部清理。
整改情况：
清理粪污420立方米。
"""


def test_a_sign_in_the_line_of_the_source_makes_no_form_of_labels_above_their_contents():
    first, second = table_of(PROBLEMS).records

    assert first.fields["description"] == "填埋场渗滤液处理站不能稳定运行。"
    assert second.fields["description"] == "沿岸畜禽养殖粪污露天堆放。"
    assert second.fields["deadline"] == "2023年10月底前"


def test_a_form_whose_labels_are_parted_so_is_still_one():
    text = "信访件登记\n受理编号： | D3GS202312200043 |\n反映问题： | 夜间噪声扰民。 |\n承办单位： | 县水利局 |\n办理结果：\n已停工。\n"

    assert table_of(text).records[0].fields["result"] == "已停工。"


def test_a_counted_problem_with_its_text_on_the_line_keeps_its_number():
    text = "".join(
        f"问题{count}：{told}\n整改目标：达标。\n整改情况：已完成。\n"
        for count, told in (("一", "渗滤液外溢。"), ("二", "粪污露天堆放。"))
    )

    assert [one.fields["number"] for one in table_of(text).records] == ["第一项", "第二项"]


def test_units_and_times_on_the_line_below_a_label_are_labels_of_their_own():
    text = "".join(
        f"{count}.{told}\n整改目标：\n消除黑臭；整改时限：2022年12月底；责任单位：市住建局；督导单位：市河长办\n整改措施：\n（1）截污。\n"
        for count, told in ((12, "河道返黑返臭。"), (13, "消纳场规划滞后。"))
    )
    first = table_of(text).records[0].fields

    assert (first["goal"], first["deadline"], first["supervising_unit"]) == (
        "消除黑臭",
        "2022年12月底",
        "市河长办",
    )


def test_measures_below_their_label_keep_their_units_and_times():
    text = "整改任务第3项 河道污染。\n整改目标：水质达标。\n整改措施：\n清淤疏浚，责任单位：县水利局，完成时限：2024年5月。\n"

    assert "责任单位：县水利局" in table_of(text).records[0].fields["measures"]


def test_a_short_label_alone_between_contents_is_known_by_those_two_lines_away():
    text = "".join(
        f"序号{count}\n问题：\n{told}\n措施：\n立案查处。\n时限：\n2018年8月31日\n责任：\n{unit}\n"
        for count, told, unit in (
            (1, "雨水排口晴天有水流出。", "张芝山镇人民政府"),
            (2, "堆场扬尘大。", "区交通运输局"),
        )
    )
    first, second = table_of(text).records

    assert (first.fields["deadline"], first.fields["responsible_unit"]) == (
        "2018年8月31日",
        "张芝山镇人民政府",
    )
    assert second.fields["responsible_unit"] == "区交通运输局"


def test_to_whom_a_paper_is_sent_is_no_label_of_it():
    text = "挂牌督办的通知\n各县市区人民政府：\n决定对以下问题进行挂牌督办：\n" + "".join(
        f"（{count}）问题名称：\n{told}\n督办要求：\n完成提标改造\n督办时限：\n2020年6月30日\n责任单位：\n{unit}\n"
        for count, told, unit in (
            ("一", "污水处理厂提质改造滞后", "青石县人民政府"),
            ("二", "水源地整治不到位", "水府管理处"),
        )
    )
    first, second = table_of(text).records

    assert "area" not in first.fields
    assert (first.fields["number"], second.fields["description"]) == ("一", "水源地整治不到位")


def test_a_section_of_what_was_done_may_hold_the_only_problem_with_its_text_below():
    text = (
        "某镇问题整改情况的报告\n一、高度重视\n镇主要领导多次召开会议。\n二、整改情况\n问题描述：\n污水处理设施未启用。\n"
        "整改情况：\n未整改到位。\n整改措施：\n1、改造线路；2、清理淤泥。\n三、下步计划\n加大宣传。\n"
    )
    (record,) = table_of(text).records

    assert record.fields["description"] == "污水处理设施未启用。"
    assert "加大宣传" not in record.fields["measures"]


def test_half_width_signs_part_sections_and_said_labels_as_well():
    text = (
        "关于第三十六项整改完成情况的公示\n现将第三十六项问题公示如下:(一)反馈问题:污水溢流入护城河。(二)整改目标:完成雨污分流。"
        "(三)整改措施:新建管网12公里,改造入户管。(四)整改完成情况:已新建管网12公里。公示时间:2023年2月6日至2月17日。\n"
    )
    told = (
        "关于第十七项问题整改完成情况的公示\n省督察组反馈“砂石加工点废水直排青石河”问题,整改责任单位为青石镇人民政府,整改时限为2022年6月底前,"
        "整改目标为恢复河道原貌。已拆除全部设备,平整场地3亩。现予以公示。\n"
    )

    assert table_of(text).records[0].fields["description"] == "污水溢流入护城河。"
    assert table_of(told).records[0].fields["responsible_unit"] == "青石镇人民政府"
    assert table_of(told).records[0].fields["goal"] == "恢复河道原貌"
