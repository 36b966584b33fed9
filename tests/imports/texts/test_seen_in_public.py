"""Forms of plans, reports and notices met in public texts: numbers in two parts, reports that name what is still in the way, short notices."""

from datetime import date

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.imports.read import read_text
from tests.imports.samples.notice_answers import notices_of
from tests.imports.samples.read_texts import noticed, records_of, table_of


@pytest.mark.parametrize(
    "numbers", [("二十八（三）", "二十九（一）"), ("12(1)", "12(2)"), ("第三十八项（二）", "第四十项（一）")]
)
def test_a_problem_may_be_one_part_of_a_task_of_the_list_above(numbers):
    first, second = numbers
    found = records_of(
        f"任务清单\n{first}雨污分流改造滞后。\n整改目标：完成改造。\n责任单位：区住建局\n整改措施：\n1.普查管网。\n2.新建管网。\n"
        f"{second}污泥处置不规范。\n整改目标：规范处置。\n责任单位：区水务局\n整改措施：签订协议。\n"
    )

    assert [(one.fields["number"], one.fields["description"]) for one in found] == [
        (first, "雨污分流改造滞后。"),
        (second, "污泥处置不规范。"),
    ]


def test_words_behind_the_number_of_the_list_are_the_problem():
    found = records_of(
        "序号1 沿岸6个排污口未整治\n责任单位：区水利局\n整改时限：2023年8月\n\n序号：2 责任单位：区城管局\n问题描述：垃圾露天堆放\n整改时限：2023年9月\n"
    )

    assert [(one.fields["number"], one.fields["description"]) for one in found] == [
        ("1", "沿岸6个排污口未整治"),
        ("2", "垃圾露天堆放"),
    ]


REPORT = """潭江县整改工作进展
一、已完成整改的问题
1.问题：水库网箱养殖。
整改情况：拆除网箱316口。
二、正在整改的问题
2.问题：雨污分流改造滞后。
整改情况：已完成22公里。
存在问题：施工面狭窄。
下一步打算：2024年3月底前完成剩余14公里。
"""


def test_what_is_still_in_the_way_of_a_problem_is_no_other_problem():
    first, second = records_of(REPORT)

    assert (first.fields["number"], first.extra["所在章节"]) == ("1", "一、已完成整改的问题")
    assert second.fields["progress"] == "已完成22公里。"
    assert second.extra["存在问题"] == "施工面狭窄。"
    assert second.extra["下一步打算"] == "2024年3月底前完成剩余14公里。"


def test_a_section_of_what_was_done_may_hold_a_problem_with_its_own_labels():
    table = table_of(
        "某镇整改情况的报告\n一、高度重视\n镇里多次研究。\n二、整改情况\n问题描述：污水设施未启用。\n整改情况：预计6月底整改到位。\n整改措施：1.改造线路；2.清理淤泥。\n三、下步计划\n（一）加大宣传。\n（二）加强巡查。\n"
    )
    (found,) = table.records

    assert (found.fields["description"], found.fields["progress"]) == (
        "污水设施未启用。",
        "预计6月底整改到位。",
    )
    assert found.fields["measures"] == "1.改造线路；2.清理淤泥。"
    assert "（一）加大宣传。" in [row.text for row in table.left_out]


def test_a_plan_whose_problems_are_nowhere_told_is_asked_about():
    table = table_of(
        "整改台账\n整改目标：河面清洁。\n责任单位：甲村\n整改时限：2024年5月\n整改目标：塘水不臭。\n责任单位：乙村\n整改时限：2024年6月\n"
    )

    assert [fault.place.split("!")[1] for fault in table.faults if "问题内容为空" in fault.message] == [
        "第2行",
        "第5行",
    ]


def test_the_general_chapters_of_a_plan_alone_are_no_problem():
    with pytest.raises(UserError, match="没有认出"):
        read_text(
            "某市整改方案\n一、指导思想\n深入贯彻。\n二、工作目标\n（一）生态环境明显改善。\n（二）问题整改到位。\n三、工作措施\n（一）加强领导。\n（二）严格问责。\n"
        )


def test_two_sections_are_a_notice_where_it_is_called_one():
    notice = noticed(
        "现对已完成整改的第8项“河道黑臭”的整改情况进行公示。\n一、整改任务\n消除河道黑臭。\n二、整改情况\n已清淤3公里。\n"
    )

    assert (notice.number, notice.description, notice.progress) == (
        "第8项",
        "消除河道黑臭。",
        "已清淤3公里。",
    )


def test_the_day_of_a_notice_may_stand_above_its_office():
    notice = noticed(
        "第5项问题整改公示\n整改问题：河道黑臭。\n整改完成情况：已清淤。\n公示期限：5天\n2024年5月6日\n清河县水利局\n"
    )

    assert (notice.issued_by, notice.issued_on) == ("清河县水利局", date(2024, 5, 6))
    assert (notice.period.starts, notice.period.ends) == (date(2024, 5, 6), date(2024, 5, 10))


RUN_ON = (
    "东镇关于督察交办件办理情况的公示：一、群众反映，幸福路烧烤店油烟扰民。二、核实经过，镇执法队到现场，情况属实。"
    "三、处理结果，店主已安装净化器，移入室内经营。四、后续打算：列入每周巡查。公示期9月13日至9月19日，电话028-8555012。\n东镇人民政府 2021年9月13日\n"
)


def test_sections_that_nobody_lists_are_parted_in_a_paragraph_too():
    ((record, notice),) = notices_of(read_text(RUN_ON))

    assert (notice.description, notice.progress) == (
        "幸福路烧烤店油烟扰民。",
        "店主已安装净化器，移入室内经营。",
    )
    assert record.fields["findings"] == "镇执法队到现场，情况属实。"
    assert record.extra["后续打算"] == "列入每周巡查。"
    assert (notice.issued_by, notice.phone) == ("东镇人民政府", "028-8555012")


def test_days_without_a_year_are_of_the_year_of_the_signature_and_asked_about():
    notice = noticed(RUN_ON)

    assert (notice.period.starts, notice.period.ends) == (date(2021, 9, 13), date(2021, 9, 19))
    assert any("没有写年份" in doubt.words for doubt in notice.doubts)


def test_a_counted_sentence_in_a_paragraph_is_no_section():
    with pytest.raises(UserError, match="没有认出"):
        read_text(
            "某镇公示：一、我镇高度重视，成立专班，投入资金30万元。二、问题整改，已清理垃圾。三、长效管护，落实保洁员，每天巡查两次。公示期5天。2021年5月6日"
        )


TOLD = "中央督察组指出“老旧小区污水直排”问题后，我县高度重视，新建截污管7.4公里，改造小区21个，6月2日通过市水利局组织的现场验收。"


@pytest.mark.parametrize(
    "text",
    [
        f"督察反馈第五十一项问题整改验收公示\n{TOLD}现予以公示，公示期自2021年6月7日至6月11日。如有异议，请与县整改办联系，电话：0773-2210086。\n县整改办\n2021年6月7日\n",
        f"{TOLD}\n特此公示，公示期自2021年6月7日至6月11日，监督电话：0773-2210086。\n县整改办\n2021年6月7日\n",
    ],
)
def test_a_notice_may_tell_everything_in_one_paragraph(text):
    notice = noticed(text)

    assert notice.description == "老旧小区污水直排"
    assert notice.progress.endswith("现场验收。")
    assert (notice.period.ends, notice.phone) == (date(2021, 6, 11), "0773-2210086")


def test_a_label_right_behind_a_content_is_asked_about():
    table = table_of(
        "销号公示\n整改问题：危废贮存不规范。\n责任单位：县环境局整改目标：规范贮存。\n整改时限：2024年5月\n整改完成情况：已建成贮存间。\n"
    )

    assert [fault.message[:6] for fault in table.faults if "丢了换行" in fault.message] == ["“整改目标："]


def test_a_label_behind_a_sign_is_not_asked_about():
    table = table_of(
        "销号公示\n整改问题：危废贮存不规范。\n责任单位：县环境局；整改目标：规范贮存。\n整改时限：2024年5月\n整改完成情况：已建成贮存间。\n"
    )

    assert [fault for fault in table.faults if "丢了换行" in fault.message] == []
