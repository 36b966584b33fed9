"""Numbers that stand beside a label or above it: petitions whose line goes on with labels, numbers inside labels, lists counted in brackets."""

import pytest

from tests.imports.samples.read_texts import asked, records_of, table_of

PETITIONS = """浔江市督察交办信访件办理情况公示（第五批）
（一）D2AH202405110012  行政区域：青石县  污染类型：大气
反映问题：河湾镇砖厂夜间冒黑烟。
办理情况：5月12日，县生态环境分局核查，举报部分属实。已责令停产检修。
（二）D2AH202405110019  行政区域：云溪县  污染类型：水
反映问题：白石村养猪场粪水直排。
办理情况：经核查，举报不属实，没有发现排口。
"""


def test_the_number_of_a_petition_may_stand_before_labels_on_its_line():
    table = table_of(PETITIONS)

    assert table.kind == "petition"
    assert [(one.fields["number"], one.fields["area"], one.fields["category"]) for one in table.records] == [
        ("D2AH202405110012", "青石县", "大气"),
        ("D2AH202405110019", "云溪县", "水"),
    ]


def test_whether_a_petition_is_true_is_taken_from_how_it_was_dealt_with_where_no_findings_are_told():
    table = table_of(PETITIONS)

    assert [one.fields["substantiated"] for one in table.records] == ["部分属实", "不属实"]
    assert "是否属实取自“办理情况”里的“部分属实”" in asked(table)


@pytest.mark.parametrize("findings", ["经查，举报不属实。", "巡查未发现炸鱼，举报不属实。"])
def test_what_was_found_may_be_little_more_than_that_nothing_is_true(findings):
    table = table_of(
        f"受理编号：D2AH202405110012\n举报内容：库区炸鱼。\n核查情况：{findings}\n处理情况：加强巡查。\n"
        "受理编号：D2AH202405110019\n举报内容：砖厂冒烟。\n核查情况：经现场检查，除尘器没有开启，举报属实。\n处理情况：责令改正。\n"
    )

    assert [one.fields["substantiated"] for one in table.records] == ["不属实", "属实"]
    assert "错开了一栏" not in asked(table)


PROGRESS = """浔江市督察反馈意见整改进展情况
1、整改任务（{0}5{1}）：园区污水管网不完善。
完成时限：2025年6月底
责任单位：市工信局
整改进展情况：已完成。
2、整改任务（{0}9{1}）：砂石料场扬尘突出。
完成时限：2025年9月底
责任单位：市住建局
整改进展情况：正在推进。
"""


@pytest.mark.parametrize(
    ("before", "behind", "number"), [("序号", "", "5"), ("编号：", "", "5"), ("第", "项", "第5项")]
)
def test_the_number_inside_the_label_of_a_problem_is_that_of_the_list(before, behind, number):
    first, second = records_of(PROGRESS.format(before, behind))

    assert (first.fields["number"], first.fields["sequence"]) == (number, "1")
    assert second.fields["description"] == "砂石料场扬尘突出。"


LISTS = """{0}
问题来源：生态环境警示片
问题编号：HN-07
具体问题：码头堆场没有抑尘设施。
责任单位：浔江市政府
整改措施：
1.9月底前建成抑尘网；
2.12月底前建成雨水池。
进展情况：正在施工。
{1}
问题来源：生态环境警示片
问题编号：HN-08
具体问题：化工园管网破损。
责任单位：云溪市政府
整改措施：
1.排查管网；
2.修复管网。
进展情况：还未启动。
"""


@pytest.mark.parametrize("headings", [("问题清单（一）", "问题清单（二）"), ("问题一", "问题二")])
def test_a_heading_that_counts_lists_begins_a_problem_and_does_not_join_its_own_number(headings):
    first, second = records_of(LISTS.format(*headings))

    assert [one.fields["number"] for one in (first, second)] == ["HN-07", "HN-08"]
    assert [one.fields["progress"] for one in (first, second)] == ["正在施工。", "还未启动。"]
    assert second.fields["measures"] == "1.排查管网；\n2.修复管网。"


def test_what_a_film_disclosed_is_the_problem():
    first, _second = records_of(
        "问题1\n披露内容：雨天污水溢流入江。\n整改目标：消除溢流。\n整改时限：2025年12月\n责任单位：云溪县政府\n"
        "问题2\n披露内容：码头没有防尘措施。\n整改目标：落实措施。\n整改时限：2025年6月\n责任单位：县交通局\n"
    )

    assert first.fields["description"] == "雨天污水溢流入江。"


def test_what_is_done_next_told_behind_its_heading_is_nothing_that_was_done():
    (record,) = records_of(
        "一、问题描述：渗滤液外排。\n二、责任单位：青石县政府\n三、整改目标：全部收集。\n四、整改进展：\n1.建设收集池。\n2.铺设防渗膜。\n"
        "五、下一步工作：加快铺设。\n"
    )

    assert record.fields["progress"] == "1.建设收集池。\n2.铺设防渗膜。"
    assert record.extra["下一步工作"] == "加快铺设。"


def test_what_one_letter_mainly_complains_of_is_the_problem():
    (record,) = records_of(
        "群众举报件办理情况\n反映主要问题：洗砂场污水直排。\n经查：洗砂场沉淀池渗漏，情况属实。\n办理结果：责令停产。\n办理单位：白石镇政府\n"
        "反馈情况：举报人表示满意。\n"
    )

    assert record.fields["description"] == "洗砂场污水直排。"
    assert record.fields["findings"] == "经查：洗砂场沉淀池渗漏，情况属实。"
    assert record.fields["responsible_unit"] == "白石镇政府"


REPORT = """浔江县水利局整改进展报告
一、整改任务基本情况
反馈问题：三座小水电没有退出。
整改目标：全部退出。
责任单位：县水利局
二、{0}
（一）制定方案。已完成。
（二）拆除设施。已拆除两座。
三、存在的主要问题
引水渠还没有建成。
"""


@pytest.mark.parametrize("chapter", ["整改措施落实情况", "整改工作进展情况"])
def test_the_chapter_behind_that_of_the_only_problem_tells_what_was_done(chapter):
    (record,) = records_of(REPORT.format(chapter))

    assert record.fields["progress"] == "（一）制定方案。已完成。\n（二）拆除设施。已拆除两座。"
    assert record.extra["存在的主要问题"] == "引水渠还没有建成。"


def test_a_chapter_behind_two_problems_is_of_neither():
    second = "整改情况：正在退出。\n反馈问题：河道采砂。\n整改目标：不再采砂。\n责任单位：县水利局\n整改情况：正在清理。\n二、"
    records = records_of(REPORT.format("整改措施落实情况").replace("二、", second, 1))

    assert [one.fields["progress"] for one in records] == ["正在退出。", "正在清理。"]


def test_who_is_handed_a_problem_is_responsible():
    (record,) = records_of(
        "交办单\n编号：浔交〔2024〕17号\n交办对象：河湾镇政府\n交办问题：河道漂浮物多。\n整改时限：2024年5月25日前\n"
    )

    assert record.fields["responsible_unit"] == "河湾镇政府"
