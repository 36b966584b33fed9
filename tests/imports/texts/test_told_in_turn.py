"""Measures and what came of each told in turn (整改措施1：… 完成情况：… 整改措施2：…), in texts, forms and lists of several problems."""

import pytest

from dczg_desktop.imports.read import read_tables, read_text
from tests.imports.samples.read_texts import noticed, records_of, table_of
from tests.imports.samples.word_files import document, paragraph, table

MEASURES, CAME = "1.开展排查。\n2.建设沉淀池。", "1.已排查三十户。\n2.已建成两座。"
LINES = "整改措施1：开展排查。\n完成情况：已排查三十户。\n整改措施2：建设沉淀池。\n完成情况：已建成两座。\n"
WAYS = {
    "numbered behind": LINES,
    "numbered before": LINES.replace("整改措施1", "（一）整改措施").replace("整改措施2", "（二）整改措施"),
    "in characters": LINES.replace("措施1", "措施一")
    .replace("措施2", "措施二")
    .replace("完成情况", "落实情况"),
    "in one line": LINES.replace("\n", "") + "\n",
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("heading", ["三、整改措施及完成情况", "三、整改情况"])
def test_under_a_heading_of_a_notice(way, heading):
    (record,) = records_of(
        f"青石县督察问题整改公示\n一、整改问题\n河湾养殖场污水直排。\n二、整改目标\n不再直排。\n{heading}\n{WAYS[way]}"
        "四、公示时间\n2025年6月1日至6月7日\n"
    )

    assert (record.fields["measures"], record.fields["progress"]) == (MEASURES, CAME)
    assert record.extra["公示时间"] == "2025年6月1日至6月7日"


@pytest.mark.parametrize("word", ["完成情况", "进展"])
def test_under_a_heading_of_both_the_items_need_not_be_called_measures(word):
    (record,) = records_of(
        f"青石县督察问题整改公示\n一、整改问题\n河湾养殖场污水直排。\n二、整改目标\n不再直排。\n三、整改措施及{word}\n1.开展排查。{word}：已排查三十户。\n"
        f"2.建设沉淀池。{word}：已建成两座。\n四、下一步工作：加强巡查。\n"
    )

    assert (record.fields["measures"], record.fields["progress"]) == (MEASURES, CAME)
    assert record.extra["下一步工作"] == "加强巡查。"


def test_without_a_heading_above():
    told = table_of(
        f"青石县整改公示\n反馈问题：河湾养殖场污水直排。\n整改目标：不再直排。\n{LINES}公示时间：2025年6月1日\n"
    )
    (record,) = told.records

    assert (record.fields["measures"], record.fields["progress"]) == (MEASURES, CAME)
    assert all(one.confidence < 0.75 for one in told.columns if one.field in {"measures", "progress"})


PROBLEM = "{}。\n整改目标：不再{}。\n责任单位：县环境局\n"
LAST = PROBLEM.format("三、白石镇垃圾乱倒", "乱倒") + "整改措施：清运垃圾。\n整改情况：已清运。\n"


def test_in_a_list_of_problems_of_which_one_is_told_otherwise():
    first, second, third = records_of(
        "青石县督察反馈问题整改进展情况\n" + PROBLEM.format("一、河湾养殖场污水直排", "直排") + LINES
        + PROBLEM.format("二、云溪砖厂扬尘", "扬尘") + LINES + LAST
    )  # fmt: skip

    assert [one.fields["measures"] for one in (first, second, third)] == [MEASURES, MEASURES, "清运垃圾。"]
    assert [one.fields["progress"] for one in (first, second, third)] == [CAME, CAME, "已清运。"]


FORM = [
    ["整改实施主体", "青石县林草局", "公示日期", "2025年10月16日至2025年10月22日"],
    ["整改任务概述", "全面停止采伐。", "", ""],
    ["整改情况", LINES.replace("\n", ""), "", ""],
]


def test_in_a_form_of_a_document(tmp_path):
    document(tmp_path / "公示.docx", paragraph("自查自验公示表"), table(FORM))
    (told,) = read_tables(tmp_path / "公示.docx").tables
    (record,) = told.records

    assert record.fields["description"] == "全面停止采伐。"
    assert (record.fields["measures"], record.fields["progress"]) == (MEASURES, CAME)


def test_in_a_pasted_form_whose_first_line_holds_a_label_nobody_lists_beside():
    text = "\n".join("\t".join(filter(None, row)) for row in FORM).replace("公示日期", "张贴日期")
    (told,) = read_text(text).tables
    (record,) = told.records

    assert record.fields["responsible_unit"] == "青石县林草局"
    assert record.extra["张贴日期"] == "2025年10月16日至2025年10月22日"


def test_one_measure_alone_is_not_told_in_turn():
    (record,) = records_of(
        "青石县整改公示\n反馈问题：污水直排。\n整改目标：不再直排。\n整改措施：开展排查。\n完成情况：已排查三十户。\n"
    )

    assert record.fields["measures"] == "开展排查。"


def test_the_first_section_of_what_was_fed_back_is_the_problem():
    notice = noticed(
        "云溪市督察问题整改公示\n一、第二轮省级生态环境保护督察反馈意见\n违法占用林地时有发生。\n二、责任单位\n云溪市林业局\n"
        "三、整改情况\n已收回林地。\n公示时间：2025年6月1日至6月7日\n"
    )

    assert notice.description == "违法占用林地时有发生。"


def test_what_the_office_makes_of_a_list_is_nothing_of_its_last_problem():
    told = table_of(
        "现场检查发现石料厂存在以下问题：\n1.料堆没有覆盖。\n2.车辆没有苫盖。\n我局高度重视，立即督促整改，照片如下：\n"
    )

    assert told.records[-1].fields["description"] == "车辆没有苫盖。"
    assert [one.text for one in told.left_out][-1].startswith("我局高度重视")


def test_a_single_quoted_problem_above_what_was_done_is_read():
    (record,) = records_of(
        "云溪市督察反馈意见整改进展清单\n一、关于“一些部门对推动督察整改抓得不紧，有所放松。”\n整改进展情况：已经完成。\n1.纳入教学。\n2.逐月调度。\n"
    )

    assert record.fields["progress"].startswith("已经完成。")
