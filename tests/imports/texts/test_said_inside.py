"""What stands inside another content and under no label of its own is taken, and asked about; two numbers on one form are of one petition."""

import pytest

from dczg_desktop.imports.read import read_text
from tests.imports.texts_read import asked, one_table

LETTER = """关于专项检查发现问题的函
湘东区人民政府：
现将问题反馈如下。
问题1：鑫源冶炼厂未按计划搬迁。
整改要求：2026年12月底前完成搬迁。
责任单位：区工信局
问题2：产业园规划环评未开展跟踪评价。
整改要求：{}
责任单位：产业园管委会
"""
PETITION = """信访件办理情况报告
一、基本情况
群众反映“环城南路修车店喷漆异味扰民”。
二、调查核实情况
{}
三、处理整改情况
责令立即停止喷漆作业。
"""
FORM = """信访举报件交办单
交办编号：督转〔2026〕37号　　　　　　交办日期：2026年5月18日
承办单位：河东区人民政府
受理编号：D3QX202605170012*
举报形式：来电
反映问题：石材加工店露天切割，粉尘扰民。
涉及行政区域：河东区
污染类型：大气、噪声
办理要求：请于5月23日前完成调查核实。
联系人：孙涛　联系电话：0531-8866123
"""


def test_a_time_in_what_is_demanded_is_the_deadline_where_no_problem_has_one():
    table = one_table(LETTER.format("2026年9月底前编制完成并报审。"))

    assert [one.fields["deadline"] for one in table.records] == ["2026年12月底前", "2026年9月底前"]
    assert asked(table).split("\n") == [
        "整改时限“2026年12月底前”取自“整改要求”，没有单独写整改时限，请核对。",
        "整改时限“2026年9月底前”取自“整改要求”，没有单独写整改时限，请核对。",
    ]


@pytest.mark.parametrize(
    ("demand", "due"),
    [
        ("2026年6月底前编制，9月底前报审。", ""),
        ("每季度报送进展。", ""),
        ("加强管理。\n整改时限：长期坚持", "长期坚持"),
    ],
)
def test_several_times_and_labels_of_their_own_are_left_as_they_are(demand, due):
    table = one_table(LETTER.format(demand))

    assert table.records[1].fields.get("deadline", "") == due
    assert not due or "取自“整改要求”" not in asked(table)


@pytest.mark.parametrize(
    ("found", "truth"),
    [
        ("经查，店内未安装治理设施。群众反映情况属实。", "属实"),
        ("经查，异味属实，污水直排不属实。该信访件部分属实。", "部分属实"),
        ("经查，异味属实，污水直排不属实。", ""),
        ("经调查，举报件部分属实。⑴关于污水直排，不属实。⑵关于异味，属实。", "部分属实"),
        ("经查，异味部分属实。污水直排不属实。", ""),
        ("我局对是否属实进行了核查，店已搬迁。", ""),
    ],
)
def test_whether_a_petition_is_true_is_taken_from_what_was_found(found, truth):
    table = one_table(PETITION.format(found))

    assert table.records[0].fields.get("substantiated", "") == truth
    assert ("是否属实取自“调查核实情况”" in asked(table)) is bool(truth)


def test_the_number_of_a_form_and_that_of_the_petition_on_it_are_of_one_petition():
    table = one_table(FORM)
    (record,) = table.records

    assert table.kind == "petition"
    assert [record.fields[name] for name in ("number", "responsible_unit", "area", "category")] == [
        "D3QX202605170012*", "河东区人民政府", "河东区", "大气、噪声",
    ]  # fmt: skip
    assert record.extra["交办编号"] == "督转〔2026〕37号"
    assert record.extra["交办日期"] == "2026年5月18日"
    assert record.extra["办理要求"] == "请于5月23日前完成调查核实。"


def test_what_a_list_of_problems_says_is_wrong_stays_with_the_problem():
    table = one_table(
        "督办函\n平阳县人民政府：\n现场核查发现以下问题：\n一、第七项整改任务进展滞后。应于2026年3月底前建成，仅完成70%。\n"
        "二、第十二项整改任务存在虚假整改。上报已完成整改的3处，1处仍在作业。"
    )

    assert [one.fields["number"] for one in table.records] == ["第七项", "第十二项"]
    assert [one.fields["description"][-7:] for one in table.records] == ["仅完成70%。", "1处仍在作业。"]
    assert not any(one.fields.get("progress") or one.fields.get("measures") for one in table.records)


def test_what_a_report_tells_of_a_numbered_task_is_what_was_done():
    table = one_table(
        "整改进展情况报告\n一、达到序时进度的任务（2项）\n1.第5项任务（河道水质不达标）。已完成清淤3.2公里，计划2026年10月底前完成。\n"
        "2.第6项任务（化工园区治理不到位）。12家企业中9家完成改造，其余正在安装设备。"
    )

    assert [one.fields["number"] for one in table.records] == ["第5项", "第6项"]
    assert [one.fields["description"][:4] for one in table.records] == ["第5项任", "第6项任"]
    assert table.records[1].fields["progress"] == "12家企业中9家完成改造，其余正在安装设备。"


def test_a_unit_that_is_asked_to_lead_is_named_without_the_asking():
    table = one_table(
        "转办通知\n一、关于夜市油烟扰民问题\n请市城管局牵头，金山区政府配合，于2026年5月30日前办结。\n"
        "二、关于渣土车带泥上路问题\n请市公安局牵头，市城管局配合，于2026年6月10日前完成整治。"
    )

    assert [one.fields["lead_unit"] for one in table.records] == ["市城管局", "市公安局"]


def test_the_title_of_a_single_notice_ends_before_its_first_section():
    (table,) = read_text(
        "整改销号公示\n一、基本信息\n问题编号：JSP-2025-018\n责任单位：沙洋镇人民政府\n二、问题描述\n堆存磷石膏未防渗。\n三、整改完成情况\n已全部转运。"
    ).tables

    assert table.title == "整改销号公示"
    assert "一、基本信息" in [one.text for one in table.left_out]


HANDED = """关于转办省督察组第十五批信访举报件的通知
各县（市、区）人民政府：
现转给你们，请于6月6日前将办理情况报市边督边改组。
序号1：受理编号D2YS202606020015，梅溪县，群众反映：城南屠宰场夜间排放血水。
序号2：受理编号X2YS202606020004，西山区，群众反映：小区楼下餐饮油烟直排。
市整改办
2026年6月3日"""


def test_petitions_that_are_only_handed_on_are_read_with_a_question():
    table = one_table(HANDED)

    names = ("number", "sequence", "area", "batch", "description")
    assert [[one.fields.get(name, "") for name in names] for one in table.records] == [
        ["D2YS202606020015", "1", "梅溪县", "第十五批", "群众反映：城南屠宰场夜间排放血水。"],
        ["X2YS202606020004", "2", "西山区", "第十五批", "群众反映：小区楼下餐饮油烟直排。"],
    ]
    assert table.kind == "petition"
    assert asked(table).count("这是转办的信访件，没有写核查和处理情况") == 2


@pytest.mark.parametrize(
    ("first", "second", "numbers"),
    [("编号001", "编号003", ["001", "003"]), ("第1号", "第2号", ["第1号", "第2号"]), ("问题编号：SS-7", "问题编号：SS-9", ["SS-7", "SS-9"])],
)  # fmt: skip
def test_a_number_alone_above_the_labels_is_that_of_the_problem(first, second, numbers):
    item = "问题：水渠漂浮垃圾{}\n责任单位：东园镇政府\n处理情况：已清理\n状态：已办结"
    table = one_table(
        f"环境问题“随手拍”办理情况\n{first}\n{item.format('多')}\n{second}\n{item.format('成堆')}"
    )

    assert [one.fields["number"] for one in table.records] == numbers
    assert table.title == "环境问题“随手拍”办理情况"


def test_what_is_demanded_behind_a_list_of_reasons_is_no_measure_of_the_last_problem():
    table = one_table(
        "关于整改滞后的约谈记录\n约谈事由：\n（一）省级督察第4项问题“污水站不正常运行”，目前仍未完成。\n（二）省级督察第9项问题“码头扬尘”，进度仅20%。\n"
        "整改要求：\n1.第4项问题，2026年6月15日前完成。\n2.第9项问题，2026年6月30日前完成。"
    )

    assert [one.fields["number"] for one in table.records] == ["第4项", "第9项"]
    assert not any(one.fields.get("measures") for one in table.records)
    assert "1.第4项问题，2026年6月15日前完成。" in [one.text for one in table.left_out]


def test_an_unlisted_label_below_another_one_is_one_of_its_own():
    table = one_table(
        "整改责任书\n存在问题：裸土未覆盖。\n整改措施：覆盖裸土。\n整改期限：2026年4月20日\n责任人：钱勇\n监督人：市质安中心吴波\n签订日期：2026年4月10日"
    )

    assert table.records[0].extra["监督人"] == "市质安中心吴波"
    assert table.records[0].extra["签订日期"] == "2026年4月10日"


def test_a_line_of_number_place_and_kinds_is_of_the_petition_below_it():
    item = "反映情况：砖厂冒黑烟。\n调查核实：进料口未密闭。\n是否属实：部分属实\n处理整改：责令封闭。\n问责情况：无"
    table = one_table(
        f"边督边改公开情况（第九批）\n1.D3HN202604110021　洞口县　大气\n{item}\n2.X3HN202604110007　隆回县　水、土壤\n{item}"
    )

    names = ("number", "area", "category", "findings", "substantiated", "result")
    assert [[one.fields.get(name, "") for name in names] for one in table.records] == [
        ["D3HN202604110021", "洞口县", "大气", "进料口未密闭。", "部分属实", "责令封闭。"],
        ["X3HN202604110007", "隆回县", "水、土壤", "进料口未密闭。", "部分属实", "责令封闭。"],
    ]


def test_who_complained_is_no_part_of_the_number_above():
    table = one_table(
        "信访事项转送告知单\n编号：XF2026-0418\n信访人：王某\n来访日期：2026年4月18日\n信访事项：养猪场粪污流入水塘。\n办理期限：2026年6月1日"
    )
    (record,) = table.records

    assert record.fields["number"] == "XF2026-0418"
    assert record.extra["来访日期"] == "2026年4月18日"
    assert "王某" not in str([record, table.left_out, table.title])


def test_a_single_problem_below_a_chapter_that_counts_it_is_no_chapter():
    item = "整改时限：2026年12月底前\n责任单位：县住建局\n整改进展：铺管2公里"
    table = one_table(
        f"整改调度情况\n一、尚未完成整改的问题（2个）\n（一）雨污合流问题\n{item}\n（二）消纳场选址问题\n{item}\n"
        f"二、需要长期坚持的问题（1个）\n秸秆禁烧管控问题\n{item}"
    )

    assert [one.fields["description"] for one in table.records] == [
        "雨污合流问题",
        "消纳场选址问题",
        "秸秆禁烧管控问题",
    ]
    assert [one.fields.get("number", "") for one in table.records] == ["一", "二", ""]
    assert [one.extra["所在章节"][:2] for one in table.records] == ["一、", "一、", "二、"]


def test_the_unit_that_was_checked_answers_for_what_was_found_and_what_is_demanded_is_of_all():
    table = one_table(
        "现场检查记录\n被检查单位：青山石料有限责任公司\n检查情况：发现你单位存在以下环境问题：\n1.破碎工段未密闭；\n2.厂区道路未硬化。\n"
        "整改要求：责令你单位于2026年5月31日前完成上述问题整改。\n被检查单位负责人（签字）：周某"
    )

    assert [one.fields["responsible_unit"] for one in table.records] == ["青山石料有限责任公司"] * 2
    assert [one.fields["deadline"] for one in table.records] == ["2026年5月31日前"] * 2
    assert [one.fields["description"] for one in table.records] == ["破碎工段未密闭；", "厂区道路未硬化。"]
    assert "责任单位取自开头的“青山石料有限责任公司”" in asked(table)
