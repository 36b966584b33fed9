"""Reports whose chapter 整改情况 holds headed problems, papers with a number of their own, clues counted on lines of their own, petitions cited in brackets."""

from dczg_desktop.domain.units import named_in
from dczg_desktop.domain.words import DutyRole
from tests.imports.samples.read_texts import asked, left_out, table_of

REPORT = """县环境局
督察反馈问题整改情况的报告
一、整改情况
（一）危险废物监管不到位
反馈问题：6家汽修企业贮存不规范。
整改成效：均已建成贮存间。
整改时限：2026年8月底前
（二）空气站周边管控不力
反馈问题：空气站周边有餐饮油烟。
整改成效：均已安装净化设施。
整改时限：2026年7月底前
二、下步打算
（一）持续开展巡查。
（二）建立长效机制。
"""


def test_a_chapter_of_what_was_done_holds_problems_under_headings_of_their_own():
    table = table_of(REPORT)

    assert [(one.fields["number"], one.fields["description"]) for one in table.records] == [
        ("一", "6家汽修企业贮存不规范。"),
        ("二", "空气站周边有餐饮油烟。"),
    ]
    assert [one.extra["标题"] for one in table.records] == ["危险废物监管不到位", "空气站周边管控不力"]
    assert table.records[-1].fields["progress"] == "均已安装净化设施。"
    assert {"二、下步打算", "（一）持续开展巡查。"} <= set(left_out(table))


def test_points_of_what_was_done_about_one_problem_are_still_one_report():
    table = table_of(
        "某题整改完成情况\n一、反馈问题\n污水直排。\n二、整改情况\n（一）加强领导\n成立专班。\n（二）加快建设\n新建管网。\n三、整改时限\n2026年8月底前\n"
    )

    (record,) = table.records
    assert record.fields["description"] == "污水直排。"
    assert record.fields["progress"] == "（一）加强领导\n成立专班。\n（二）加快建设\n新建管网。"


HANDED = """问题整改交办单
（编号：枫环交字2026-08）
枫桥镇人民政府：
现将检查发现的2个问题交办给你们，请按要求整改。
问题1：颗粒厂无环保手续。
整改要求：依法取缔。
整改时限：2026年10月15日
督导单位：县环境局
问题2：沟渠黑臭。
整改要求：清淤截污。
整改时限：2026年11月10日
{own}督导单位：县住建局
"""


def test_the_number_of_a_paper_is_no_problem_and_its_addressee_does_the_work():
    table = table_of(HANDED.format(own=""))

    assert [one.fields["description"] for one in table.records] == ["颗粒厂无环保手续。", "沟渠黑臭。"]
    assert [one.fields["responsible_unit"] for one in table.records] == ["枫桥镇人民政府"] * 2
    assert "责任单位取自开头的“枫桥镇人民政府”，请核对" in asked(table)


def test_the_addressee_is_not_taken_where_a_problem_names_who_does_it():
    first, second = table_of(HANDED.format(own="责任单位：县水利局\n")).records

    assert not first.fields.get("responsible_unit")
    assert second.fields["responsible_unit"] == "县水利局"


def test_a_line_that_only_counts_the_next_clue_is_nothing_of_the_one_above():
    text = "".join(
        f"线索{count}（{place}）\n线索内容：{place}河道淤积。\n核实情况：属实。\n整改要求：清淤。\n责任单位：{place}政府\n牵头部门：县水利局\n"
        for count, place in (("一", "枫桥镇"), ("二", "白云镇"), ("三", "青峰镇"))
    )
    table = table_of(f"警示片问题线索核实情况\n{text}")

    assert [one.fields["lead_unit"] for one in table.records] == ["县水利局"] * 3
    assert {"线索二（白云镇）", "线索三（青峰镇）"} <= set(left_out(table))


def test_petitions_whose_heading_cites_the_number_in_brackets_are_read_with_the_batch_of_the_title():
    table = table_of(
        "某县关于督察组转办群众举报件查处情况的通报（第9批）\n"
        "一、关于“颗粒厂臭味扰民”的问题（受理编号：X2HB202609080011）\n经查，有明显异味，情况属实。镇政府已组织拆除设备。已办结。\n"
        "二、关于“医院污水直排”的问题（受理编号：D2HB202609080004）\n经查，设施正常运行，情况不属实。\n"
    )

    assert table.kind == "petition"
    assert [(one.fields["number"], one.fields["substantiated"]) for one in table.records] == [
        ("X2HB202609080011", "属实"),
        ("D2HB202609080004", "不属实"),
    ]
    assert [one.fields["batch"] for one in table.records] == ["第9批"] * 2
    assert table.records[0].fields["result"].startswith("镇政府已组织拆除设备。")


def test_a_person_is_named_without_the_stop_behind_the_sentence():
    assert named_in("副镇长 贺强。", DutyRole.RESPONSIBLE_PERSON) == [
        (DutyRole.RESPONSIBLE_PERSON, "副镇长 贺强")
    ]
    assert named_in("无。", DutyRole.RESPONSIBLE_PERSON) == []
