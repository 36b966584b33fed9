"""Texts that say something once: sections of a report on one problem, units behind a whole list, a state in a label, what an office will do."""

from pathlib import Path

import pytest

from dczg_desktop.imports.read import read_tables
from tests.imports.samples.read_texts import asked, left_out, noticed, records_of, table_of

REPORT = """关于2026年第一批交办问题整改情况的报告
一、问题整改情况
省督察指出：青石县有历史遗留矿山12座，修复完成率低，整体工作推进缓慢。
牵头单位：县自然资源局
整改目标：完成核查，编制方案
整改时限：2026年12月底
二、整改措施及落实情况
整改措施：县自然资源局牵头，加快编制全县矿山生态修复方案。
落实情况：已完成9座，其余3座正在施工。
三、下一步工作
继续推进。
"""


def test_the_sections_of_a_report_on_one_problem_are_no_problems():
    (one,) = records_of(REPORT)

    assert (
        one.fields["description"] == "省督察指出：青石县有历史遗留矿山12座，修复完成率低，整体工作推进缓慢。"
    )
    assert one.fields["measures"] == "县自然资源局牵头，加快编制全县矿山生态修复方案。"
    assert (one.fields["lead_unit"], one.fields["progress"]) == (
        "县自然资源局",
        "已完成9座，其余3座正在施工。",
    )
    assert one.extra["下一步工作"] == "继续推进。"


def test_sections_whose_labels_come_again_stay_problems():
    text = "一、问题整改情况\n整改目标：清淤。\n责任单位：县水利局\n二、问题落实情况\n整改目标：种树。\n责任单位：县林业局\n"

    assert [one.fields["goal"] for one in records_of(text)] == ["清淤。", "种树。"]


COUNTED = """现将整改情况公示如下：
一、反馈问题
1.畜禽养殖污染治理有待加强。
二、整改措施及完成情况
（一）整改措施。1.推进粪污利用；2.严防复养。
（二）逐条整改措施完成情况。1.综合利用率85%；2.建立了巡查制度。
三、整改目标及达成情况
（一）整改目标。1.持续推进污染防治。
（二）逐个目标达成情况。1.已完成三区编制。
公示时间：2026年3月2日至3月6日
"""


def test_what_was_done_of_each_measure_and_each_goal_keeps_its_place():
    (one,) = records_of(COUNTED)

    assert one.fields["measures"] == "1.推进粪污利用；2.严防复养。"
    assert one.fields["progress"] == "1.综合利用率85%；2.建立了巡查制度。"
    assert one.fields["goal"] == "1.持续推进污染防治。"
    assert one.extra["逐个目标达成情况"] == "1.已完成三区编制。"


HANDED_ON = """现将第三批举报件交办如下：
举报事项：
1.受理编号D3JX202606010001，青石县石桥镇砖厂夜间排放黑烟，群众举报异味扰民。
2.受理编号D3JX202606010002，青石县河湾乡养殖场污水直排，群众反映多次。
承办单位：青石县人民政府
办结时限：2026年6月15日前
"""
ANNOUNCED = """存在以下问题：
1.料场未覆盖，扬尘明显。
2.雨水沟淤塞。
责任单位：县水利局
整改时限：2026年6月底
"""


@pytest.mark.parametrize(
    ("text", "unit", "until"),
    [(HANDED_ON, "青石县人民政府", "2026年6月15日前"), (ANNOUNCED, "县水利局", "2026年6月底")],
)
def test_units_and_times_behind_a_whole_list_are_of_every_one_and_asked_about(text, unit, until):
    table = table_of(text)

    assert [(one.fields["responsible_unit"], one.fields["deadline"]) for one in table.records] == [
        (unit, until)
    ] * 2
    assert "写在最后一条后面，前面各条都没有写，读作各条共有的" in asked(table)
    assert [one.fields["description"].count("\n") for one in table.records] == [0, 0]


def test_units_of_the_last_problem_stay_its_own_where_another_has_its_own():
    text = HANDED_ON.replace("群众举报异味扰民。", "群众举报异味扰民。\n承办单位：石桥镇人民政府")

    table = table_of(text)

    assert [one.fields["deadline"] for one in table.records] == ["", "2026年6月15日前"]
    assert "写在最后一条后面" not in asked(table)


STATES = """问题1：关于“污水站未正常运行”问题
整改情况（已完成整改并长期坚持）：2026年3月更换水泵，运行正常。
问题2：关于“管网错接”问题
整改情况（正在推进）：完成排查，计划6月底前改造。
问题3：关于“巡查记录不全”问题
整改情况（含台账）：已建立台账。
"""


def test_the_state_in_the_label_of_what_was_done_is_of_its_own_problem():
    found = records_of(STATES)

    assert [one.fields["status"] for one in found] == ["已完成整改并长期坚持", "正在推进", ""]
    assert [one.fields["progress"][:4] for one in found] == ["2026", "完成排查", "（含台账"]


SITE = """工地扬尘检查通报
项目名称：云溪家园二期
所属区域：河湾街道
存在问题：
1.料堆未覆盖
2.出入口未冲洗
住建部门将持续开展扬尘整治行动，加大联合执法力度，确保各项措施落实到位。
"""


def test_what_an_office_will_do_behind_the_last_problem_is_nothing_of_it():
    table = table_of(SITE)

    assert table.records[0].fields["description"] == "1.料堆未覆盖\n2.出入口未冲洗"
    assert any(line.startswith("住建部门将持续") for line in left_out(table))


def test_what_an_office_will_do_stays_with_what_was_done():
    (one,) = records_of(SITE.replace("存在问题：", "整改问题：料堆未覆盖。\n整改情况："))

    assert one.fields["progress"].endswith("确保各项措施落实到位。")


TRADITIONAL = """縣環境保護督察反饋意見整改結果公示
一、督察反饋意見整改任務
{編號364(35-11)}:飲用水水源保護不力。
二、整改目標
解決一級保護區內違規問題。
三、整改結果
三處廁所已拆除。
公示時間:2018年4月2日至2018年4月9日
受理部門:縣整改工作組辦公室
聯系電話:6780418
郵寄地址:縣環境保護局713室
"""


def test_a_notice_in_traditional_characters_tells_number_period_and_whom_to_call():
    notice = noticed(TRADITIONAL)

    assert (notice.number, notice.description) == ("364(35-11)", "飲用水水源保護不力。")
    assert (str(notice.period.starts), str(notice.period.ends)) == ("2018-04-02", "2018-04-09")
    assert (notice.receiver, notice.phone, notice.address) == (
        "縣整改工作組辦公室",
        "6780418",
        "縣環境保護局713室",
    )


def test_whom_to_call_and_what_is_attached_above_a_table_is_not_its_title(tmp_path: Path):
    above = ["联系电话：0471-8812345", "邮寄方式：青石县可镇西街生态环境局", "附件：第9项整改任务完成情况表", "第9项整改任务完成情况表"]  # fmt: skip
    rows = (("整改任务", "地块未调查。"), ("责任单位", "县环境局"), ("整改目标", "完成调查。"), ("完成情况", "已完成调查。"))  # fmt: skip
    cells = "".join(f"<tr><td>{label}</td><td>{text}</td></tr>" for label, text in rows)
    path = tmp_path / "公示.html"
    path.write_text(
        f"<html><body>{''.join(f'<p>{line}</p>' for line in above)}<table>{cells}</table></body></html>",
        encoding="utf-8",
    )

    (table,) = read_tables(path).tables

    assert table.title == "第9项整改任务完成情况表"
    assert {"联系电话：0471-8812345", "邮寄方式：青石县可镇西街生态环境局"} <= set(left_out(table))
