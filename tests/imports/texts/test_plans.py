"""Plans in running text: one record a problem, measures with their own unit and deadline, quoted problems, titles."""

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.domain.plans import heading_of, promise_of, quoted_problem
from dczg_desktop.domain.titled_numbers import titled_number
from dczg_desktop.imports.read import read_text

PLAN = """云溪县整改方案
一、总体要求
坚持问题导向。
二、整改任务
（一）关于河道管护不力的问题
督察指出，河道垃圾长期未清。
整改目标：2025年底前完成清理。
整改时限：2025年12月底前，并长期坚持
责任单位：县水利局；责任领导：副县长
整改措施：
1.清理河道垃圾。（责任单位：县水利局、河湾乡政府；时限：2025年6月底前）
2.建立保洁队伍。
（二）料场扬尘问题。
整改目标：覆盖到位。
整改时限：立行立改
责任单位：县住建局
整改措施：
1.覆盖。
2.巡查。
三、保障措施
（一）加强组织领导。
"""
NOTICE = """清水县反馈问题第二十七项整改任务完成情况公示
整改目标：综合利用率达到76%以上。
责任单位：县畜牧中心
整改情况：反馈问题第二十七项指出，“粪污露天堆放，不落实“三防”措施”问题，我县已整改。
整改结论：该问题已完成整改
"""


def test_a_plan_is_one_record_a_problem_and_leaves_the_chapters_out():
    (table,) = read_text(PLAN, "方案").tables

    first, second = table.records
    assert first.fields["description"] == "关于河道管护不力的问题\n督察指出，河道垃圾长期未清。"
    assert first.fields["responsible_leader"] == "副县长"
    assert second.fields["description"] == "料场扬尘问题。"
    assert second.fields["measures"] == "1.覆盖。\n2.巡查。"
    assert [row.text for row in table.left_out][-2:] == ["三、保障措施", "（一）加强组织领导。"]
    assert table.faults == ()


def test_a_notice_takes_its_number_from_the_title_and_the_problem_from_the_quotation():
    (table,) = read_text(NOTICE).tables

    (record,) = table.records
    assert record.fields["number"] == "第二十七项"
    assert record.fields["description"] == "粪污露天堆放，不落实“三防”措施"
    assert record.cells["description"] == "第4行"


def test_a_notice_that_quotes_no_problem_shows_it_missing():
    (table,) = read_text(NOTICE.replace("“粪污露天堆放，不落实“三防”措施”问题，", "")).tables

    assert table.records[0].fields["description"] == ""
    assert [fault.message[:7] for fault in table.faults] == ["问题内容为空。"]


def test_a_petition_number_in_the_title_makes_it_a_petition():
    text = NOTICE.replace("反馈问题第二十七项整改任务", "信访件（受理编号X3JX202405160020）")

    (table,) = read_text(text).tables

    assert (table.kind, table.records[0].fields["number"]) == ("petition", "X3JX202405160020")


def test_a_pasted_table_is_read_like_a_file():
    reading = read_text("序号\t问题\t整改时限\n1\t河道有垃圾\t2025年底前\n")

    assert (reading.file_name, reading.encoding) == ("剪贴板", None)
    assert reading.tables[0].records[0].fields["deadline"] == "2025年底前"


@pytest.mark.parametrize("text", ["", " \n", "今天天气不错", "\x00\x01", "，" * 500])
def test_pasted_text_without_records_is_refused(text):
    with pytest.raises(UserError, match="剪贴板"):
        read_text(text)


@pytest.mark.parametrize(
    ("title", "number"),
    [
        ("转办信访件(受理编号X3JX202405160020)公示", "X3JX202405160020"), ("反馈问题第二十七项整改公示", "第二十七项"),
        ("“回头看”反馈意见(序号14)公示", "14"), ("整改任务（序号十）", "十"), ("问题清单（问题编号：20252792025280）整改", "20252792025280"),
        ("问题编号5整改公示", "5"), ("（41号）问题", "41号"), ("省整改任务第五十五项完成情况", "第五十五项"), ("第三轮督察整改情况公示", ""),
    ],
)  # fmt: skip
def test_titles_name_numbers(title, number):
    assert titled_number(title) == number


@pytest.mark.parametrize(
    ("text", "unit", "deadline"),
    [
        ("1.清理。（责任单位：县水利局、河湾乡；时限：2025年6月底前）", "县水利局、河湾乡", "2025年6月底前"),
        ("巡查。（责任单位：县委、县政府，完成时限：长期坚持）", "县委、县政府", "长期坚持"),
        ("甲（责任单位：县水利局）；乙（责任单位：县住建局）", "县水利局；县住建局", ""),
        ("甲（时限：2024年底）；乙（时限：2025年底）", "", ""), ("督促责任单位整改。", "", ""), ("覆盖。\n责任单位：县住建局", "县住建局", ""),
        ("1.清理。牵头单位：县水利局；完成时限：2025年6月底", "县水利局", "2025年6月底"),
    ],
)  # fmt: skip
def test_measures_name_their_own_unit_and_deadline(text, unit, deadline):
    promise = promise_of(text)

    assert (promise.text, promise.unit, promise.deadline) == (text, unit, deadline)


@pytest.mark.parametrize(
    ("line", "level", "number"),
    [("整改任务第1项：思想", 0, "第1项"), ("第二项、投入", 0, "第二项"), ("一、总体", 1, "一"), ("（二）料场", 2, "二"), ("3.清理", 3, "3"),
     ("(4)覆盖", 4, "4"), ("整改 任务 第 １ 项：思想", 0, "第1项"), ("问 题 二：思想", 0, "第二项"), ("第二部分 个性问题", -1, "二"), ("③巡查", 5, "3")],
)  # fmt: skip
def test_headings_have_levels(line, level, number):
    heading = heading_of(line)

    assert heading is not None
    assert (heading.level, heading.number) == (level, number)


@pytest.mark.parametrize("line", ["2025.6月底", "督察指出", "第三轮督察", "3.5公里"])
def test_plain_lines_are_no_headings(line):
    assert heading_of(line) is None


def test_an_unclosed_quotation_gives_nothing():
    assert quoted_problem("督察反映，“河道有垃圾") == ""
