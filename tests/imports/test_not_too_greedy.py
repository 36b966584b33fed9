"""What the rules for tables and papers that clerks draw by themselves must leave alone: each case was once read wrong without a question."""

import pytest

from dczg_desktop.base.errors import UserError
from tests.imports.samples.read_texts import records_of, table_of

HEAD = "序号|问题|整改措施|整改时限|责任单位"
ROW = "1|河道有垃圾|清理|2026年9月底|县水利局"
NEXT = "2|料场未覆盖|覆盖|2026年6月底|县住建局"


def fields(table):
    return {one.header: one.field for one in table.columns}


def test_a_short_label_with_its_content_is_no_last_word_of_a_sentence():
    (record,) = records_of(
        "关于第十二项整改任务完成情况的公示\n"
        "反馈问题：云溪县生活垃圾填埋场渗滤液处理能力严重不足、环境风险隐患突出\n"
        "责任单位：城管局。\n"
        "整改目标：渗滤液全部达标处理，填埋场运行规范，环境风险得到有效防控\n"
        "整改时限：长期坚持。\n"
        "整改完成情况：新建渗滤液处理站一座，已经投入运行。\n"
    )

    assert record.fields["description"].endswith("隐患突出")
    assert record.fields["goal"].endswith("有效防控")
    assert (record.fields["responsible_unit"], record.fields["deadline"]) == ("城管局。", "长期坚持。")


def test_chapters_that_praise_are_no_labels():
    text = (
        "云岭县关于问题整改工作情况的报告\n县委：\n现将有关情况报告如下：\n"
        "一、整改目标全面实现。全县反馈的12个问题已经完成整改10个。\n"
        "二、整改措施扎实推进。各乡镇坚持问题导向，落实整改资金300万元。\n"
        "三、整改成效持续巩固。空气优良率提高到98%。\n"
        "四、下一步工作。继续抓好剩余问题整改。\n"
    )

    with pytest.raises(UserError):
        table_of(text)


def test_a_result_that_praises_is_parted_below_headings_that_are_surely_run_together():
    (record,) = records_of(
        "关于第十二项整改任务完成情况的公示\n"
        "一、整改问题垃圾收运体系运行不畅。\n二、整改目标垃圾日产日清。\n三、整改措施新建转运站。\n四、整改成效明显改善。\n"
    )

    assert (record.fields["measures"], record.fields["progress"]) == ("新建转运站。", "明显改善。")


def test_what_was_told_to_people_who_doubted_is_part_of_the_report():
    told = "对上述整改情况有疑问的群众，镇政府已上门作了解释，电话回访均表示满意。"
    (record,) = records_of(
        f"关于第九项整改任务的公示\n一、整改任务\n云溪河水质超标。\n二、整改完成情况\n建成污水处理厂。\n{told}\n"
    )

    assert record.fields["progress"].endswith(told)
