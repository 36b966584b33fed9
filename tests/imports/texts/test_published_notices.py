"""Notices of what was put right as papers and pages publish them: sections that go on counting, lines lost, numbers in openings."""

import pytest

from tests.imports.samples.read_texts import asked, records_of, table_of

NOTICE = (
    "第二轮督察第四十七项问题整改公示\n我县已完成督察第四十七项问题整改，现向社会公示：\n一、整改问题\n经开区没有集中供热。\n"
    "二、整改目标\n实现集中供热。\n三、整改措施\n一是新建热源。二是铺设管网。\n四、{section}\n热源已建成。\n五、公示时间：2025年9月28日至2025年10月16日\n"
)


@pytest.mark.parametrize(
    "section", ["整改主要工作及成效：", "整改主要工作及成效；", "整改主要工作及成效", "后续管护安排："]
)
def test_a_section_that_goes_on_counting_is_no_problem_of_its_own(section):
    table = table_of(NOTICE.format(section=section))
    (record,) = table.records
    told = {**record.fields, **record.extra}

    assert "热源已建成。" in told.values()
    assert "文中写的是" not in asked(table)


def test_what_is_said_to_the_public_behind_the_last_sentence_is_nothing_that_was_done():
    (record,) = records_of(
        "突出生态环境问题整改公示\n一、整改问题\n江东路扬尘。\n二、整改措施\n洒水清扫。\n三、整改完成情况\n"
        "经核查，已完成整改。如对该问题整改完成情况有异议，请在公示期间向园区规建部反映。\n"
    )

    assert record.fields["progress"] == "经核查，已完成整改。"


def test_the_number_in_the_opening_of_a_notice_without_line_breaks_is_its_number():
    (record,) = records_of(
        "突出生态环境问题整改验收销号公示2024年督察组交办信访件X3AH202411140048号问题已整改完成，现将整改完成情况公示如下："
        "一、整改问题河东路水沟发臭。二、整改措施清理垃圾。三、整改完成情况已清理完毕。如公众对整改情况有异议，请向市城管局反映。"
        "监督电话：0557-3686068"
    )

    assert record.fields["number"] == "X3AH202411140048"
    assert record.fields["progress"] == "已清理完毕。"


def test_the_problem_quoted_where_a_notice_says_whether_it_is_true_is_the_problem():
    table = table_of(
        "收到交办单后，我县立即组织核查，现将调查处理情况公示如下：\n一、是否属实\n经核实，反映的“河湾村无名养猪场粪水直排”，部分属实。\n"
        "二、调查核实情况\n存栏10头，有异味。\n三、处理整改情况\n生猪已出售。\n四、责任追究情况\n通报批评1人。\n"
    )

    assert table.records[0].fields["description"] == "河湾村无名养猪场粪水直排"
    assert "是否属实写成了" in asked(table)


def test_the_year_in_which_the_inspection_was_made_is_not_the_year_of_the_months():
    table = table_of(
        "云溪县整改方案\n2018年11月11日至25日，省委省政府第六环境保护督察组对我市开展了环境保护督察。2019年2月24日，督察组反馈了督察意见，制定本方案。\n"
        "整改任务第1项：思想认识有待提升。\n整改目标：提高认识。\n整改时限：6月底前\n责任单位：县委办\n整改措施：组织学习。\n"
        "整改任务第2项：污水直排。\n整改目标：不再直排。\n整改时限：年底前\n责任单位：县水利局\n整改措施：新建管网。\n"
    )

    assert table.year is None


def test_a_number_in_brackets_before_the_problem_is_its_number():
    (record,) = records_of(
        "整改任务{编号364(35-11)}整改结果公示\n一、反馈意见整改任务\n{编号364(35-11)}：水源保护不力。\n二、整改目标\n解决违法问题。\n"
        "三、整改结果\n3处厕所已拆除。\n公示时间：2018年4月2日至2018年4月9日\n"
    )

    assert (record.fields["number"], record.fields["description"]) == ("364(35-11)", "水源保护不力。")


@pytest.mark.parametrize("lost", [False, True])
def test_the_problem_under_the_name_of_the_inspection_is_read_where_all_sections_stand_on_one_line(lost):
    text = (
        "第十四项整改任务整改结果公示\n来源:部门报送浏览:326次'时间:2020年5月29日\n"
        "一、中央环境保护督察反馈意见整改任务 问题编号十四：云溪河水质恶化。 二、整改目标 优良比例达到75%以上。 三、整改措施 开展专项执法。"
        " 四、整改结果 水质已达标。 以上整改情况向社会公示，如有异议，请向区整改办反馈。\n"
    )
    (record,) = records_of(text.replace("\n", "") if lost else text)

    assert record.fields["description"] == "云溪河水质恶化。"
    assert record.fields["goal"] == "优良比例达到75%以上。"
    assert record.fields["progress"] == "水质已达标。"
    assert record.fields["number"] == "十四"
    assert "source" not in record.fields or lost


def test_a_text_without_line_breaks_that_ends_with_the_imprint_of_the_page_is_read():
    (record,) = records_of(
        "整改公示我县已完成整改，现向社会公示：一、整改问题经开区没有集中供热，冬季分散燃煤，群众反映强烈，空气质量下降。二、整改目标实现集中供热。"
        "三、整改措施新建热源，铺设管网，淘汰分散锅炉，完成规划环评修编。四、整改主要工作及成效：热源已建成，分散锅炉已全部拆除。"
        "五、公示时间：2025年9月28日至2025年10月16日主办：云溪县人民政府 ICP备案号：河ICP备202403227"
    )

    assert record.fields["progress"] == "热源已建成，分散锅炉已全部拆除。"


def test_a_section_under_the_number_of_the_one_above_is_a_section_of_its_own():
    (record,) = records_of(
        "收到交办单后我县立即核查，现将调查处理情况公示如下：一、是否属实经核实，反映的“河湾村无名养猪场粪水直排”，部分属实。二、调查核实情况存栏10头，有异味。"
        "三、整改目标不再养殖。三、整改处理情况生猪已出售。四、责任追究情况通报批评1人。责任单位：河湾乡人民政府"
    )

    assert record.fields["goal"] == "不再养殖。"
    assert record.fields["result"] == "生猪已出售。"
    assert record.fields["responsible_unit"] == "河湾乡人民政府"
