"""What stands around problems and petitions in papers of one paragraph, of one page or of one office is read as what it is."""

import pytest

from tests.imports.samples.read_texts import table_of

PARAGRAPH = (
    "关于第5号突出生态环境问题整改完成情况的公示\n"
    "1.问题描述：取土坑积水发黑。2.整改目标：消除黑臭。3.整改措施：抽排积水，回填复垦。4.整改时限：2024年5月底。"
    "5.责任单位：大兴镇人民政府。6.完成情况：回填复垦耕地18亩，通过验收。\n公示期：2024年5月6日至5月17日。\n"
)


def test_the_count_of_the_sections_of_one_paragraph_is_no_number_of_the_problem():
    fields = table_of(PARAGRAPH).records[0].fields

    assert fields["number"] == "第5号"
    assert "sequence" not in fields


def test_where_the_page_is_from_is_no_source_of_the_problem():
    text = (
        "青县生态环境局关于督察反馈问题整改情况的公示\n发布时间：2023-08-14 09:20  浏览次数：356  【字体：大 中 小】  打印\n"
        "来源：县生态环境局\n现将省督察反馈的第18项问题整改情况公示如下：\n问题：自动监控数据异常。\n整改目标：规范运行。\n"
        "完成情况：检查重点排污单位21家。\n公示期5个工作日。\n"
    )
    fields = table_of(text).records[0].fields

    assert fields["number"] == "第18项"
    assert "source" not in fields


def test_the_source_below_a_plain_title_stays_that_of_the_problem():
    text = "问题整改情况\n来源：省督察反馈\n问题：自动监控数据异常。\n整改目标：规范运行。\n完成情况：检查21家。\n"

    assert table_of(text).records[0].fields["source"] == "省督察反馈"


IN_TURN = """反馈问题：部分化工企业VOCs治理不到位。
整改目标：治理到位。
整改措施一：开展排查。
{first}完成情况：排查企业46家。
整改措施二：推进检测。
完成情况：32家企业完成检测。
责任单位：市生态环境局
整改时限：2023年12月底
"""


def test_units_and_times_behind_the_last_measure_and_what_came_of_it_are_the_problems():
    fields = table_of(IN_TURN.format(first="")).records[0].fields

    assert (fields["responsible_unit"], fields["deadline"]) == ("市生态环境局", "2023年12月底")
    assert fields["progress"].splitlines()[-1] == "2.32家企业完成检测。"


def test_those_that_every_measure_has_stay_with_the_measures():
    fields = table_of(IN_TURN.format(first="责任单位：市工信局\n整改时限：2023年6月底\n")).records[0].fields

    assert "责任单位：市生态环境局" in fields["progress"]


TASKS = """区督察交办问题整改任务单
任务1：取缔塑料造粒点9家；标准：两断三清；时限：2021年7月15日前；责任单位：小蚌埠镇；督导：区生态环境分局
任务2：修复污水泵站；标准：正常运行；时限：2021年8月20日前；责任单位：曹老集镇；督导：区住建局
（2021年7月1日）
"""


def test_short_labels_beside_others_on_a_line_are_labels():
    first, second = table_of(TASKS).records

    assert first.fields["description"] == "取缔塑料造粒点9家"
    assert (first.fields["goal"], first.fields["responsible_unit"]) == ("两断三清", "小蚌埠镇")
    assert second.fields["responsible_unit"] == "曹老集镇"
    assert second.fields["supervising_unit"] == "区住建局"


def test_short_words_before_a_colon_in_a_measure_are_none():
    text = "反馈问题：泵站停运。\n整改措施：1.修复泵站；标准：一级A。2.加强巡查，督导：镇政府每日一次；时限：长期。\n整改时限：2024年底\n责任单位：县住建局\n"

    assert (
        table_of(text)
        .records[0]
        .fields["measures"]
        .startswith("1.修复泵站；标准：一级A。2.加强巡查，督导：镇政府每日一次")
    )


@pytest.mark.parametrize("label", ["处理结果", "办理结果"])
def test_a_single_petition_that_only_its_number_tells_has_results_and_no_progress(label):
    text = (
        "关于转办件办理情况的说明\n编号：X3JL202311110009\n反映内容：采石场爆破扬尘。\n核查情况：未发现新的环境问题。\n"
        f"{label}：督促企业落实洒水抑尘措施。\n办结状态：已办结\n"
    )
    table = table_of(text)

    assert table.kind == "petition"
    assert table.records[0].fields["result"] == "督促企业落实洒水抑尘措施。"
    assert table.records[0].fields["completion"] == "已办结"


def test_a_notice_of_a_petition_keeps_its_progress():
    text = (
        "突出生态环境问题整改验收销号公示\n关于信访件X3AH202411050035的整改情况公示如下：\n一、整改问题\n池塘水体发黑。\n"
        "二、目标任务\n清理垃圾。\n三、整改完成情况\n已清理。\n"
    )

    assert table_of(text).records[0].fields["progress"] == "已清理。"


ANSWERS = """关于报送交办问题整改情况的函
县督察办：
关于问题1“卫生院医疗废水处理设施停运”的整改情况：设施已恢复运行，已完成整改。
关于问题2“大桥下游倾倒建筑垃圾”的整改情况：已清运建筑垃圾86立方米。
青河镇人民政府
"""


def test_answers_to_counted_problems_are_one_record_each():
    records = table_of(ANSWERS).records

    assert [one.fields["description"].strip("“”") for one in records] == [
        "卫生院医疗废水处理设施停运",
        "大桥下游倾倒建筑垃圾",
    ]
    assert records[1].fields["progress"] == "已清运建筑垃圾86立方米。"


def test_a_letter_to_whoever_complained_is_read_as_the_petition_it_names():
    text = (
        "尊敬的市民：\n您好！您通过省督察组反映“家具厂喷漆异味扰民”的问题（受理编号：D3ZJ202305060033）收悉，现答复如下：\n"
        "经我局会同余新镇人民政府现场核查，现场有轻微异味，反映问题部分属实。\n我局已责令该厂立即改正，5月16日复查，已整改到位。\n"
        "感谢您对生态环境保护工作的关心和支持。\n市生态环境局南湖分局\n2023年5月18日\n"
    )
    (record,) = table_of(text).records

    assert record.fields["number"] == "D3ZJ202305060033"
    assert record.fields["substantiated"] == "部分属实"
    assert record.fields["result"] == "我局已责令该厂立即改正，5月16日复查，已整改到位。"


CHAPTERS = """县督察反馈问题整改责任清单
一、{first}（2项）
1.河段采砂后河床未平复。
整改措施：平复河床。
完成时限：2023年9月底
2.小型水库除险加固滞后。
整改措施：完成加固。
完成时限：2023年12月底
二、{second}（1项）
1.仍有3家养殖场未退出。
整改措施：依法关停。
完成时限：2023年6月底
"""


def test_the_office_that_a_chapter_is_called_after_is_asked_about_as_the_unit():
    table = table_of(CHAPTERS.format(first="县水利局", second="县农业农村局"))

    assert [one.fields["responsible_unit"] for one in table.records] == [
        "县水利局",
        "县水利局",
        "县农业农村局",
    ]
    assert any("取自所在章节的名称" in one.message for one in table.faults)


@pytest.mark.parametrize(("first", "second"), [("挂牌督办", "水环境方面"), ("立行立改", "限期整改")])
def test_other_names_of_chapters_are_no_units(first, second):
    table = table_of(CHAPTERS.format(first=first, second=second))

    assert all(not one.fields.get("responsible_unit") for one in table.records)


def test_problems_that_name_their_unit_keep_it_below_such_a_chapter():
    text = CHAPTERS.format(first="县水利局", second="县农业农村局").replace(
        "完成时限", "责任单位：县砂石公司\n完成时限"
    )

    assert {one.fields["responsible_unit"] for one in table_of(text).records} == {"县砂石公司"}


def test_what_is_demanded_behind_the_problems_of_a_talk_is_of_none_and_who_was_called_is_the_unit():
    text = (
        "约谈纪要\n约谈时间：2024年3月12日\n被约谈单位：丰县人民政府\n约谈问题：\n（一）断面水质连续3个月超标。\n"
        "（二）14件信访件中4件逾期未办结。\n整改要求：\n（一）4月底前查清原因。\n（二）3月底前办结逾期信访件。\n"
    )
    first, second = table_of(text).records

    assert second.fields["description"] == "14件信访件中4件逾期未办结。"
    assert first.fields["responsible_unit"] == "丰县人民政府"
