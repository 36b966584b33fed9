"""Papers of offices as running text: what is still in the way, titles over two lines, who signs, tables right below a person."""

from pathlib import Path

import pytest

from dczg_desktop.imports.read import read_tables, read_text
from dczg_desktop.services.importing.promises import planned_measures
from tests.imports.samples.read_texts import left_out, table_of
from tests.imports.samples.word_files import document, paragraph
from tests.imports.samples.word_files import table as word_table


@pytest.mark.parametrize("label", ["【存在问题】", "存在的困难和问题：", "目前存在的主要问题："])
def test_what_is_still_in_the_way_of_a_problem_named_by_its_heading_is_not_the_problem(label):
    table = table_of(
        "县水利局整改情况的报告\n"
        f"第5项问题：河道内堆放砂石。\n【整改时限】2026年6月底\n【整改进展】已清运。\n{label}无\n【下一步打算】加强巡查。\n"
        f"第9项问题：7座电站未泄放生态流量。\n【整改时限】2026年12月底\n【整改进展】已装5座。\n{label}两座没有信号。\n【下一步打算】建基站。\n"
    )

    first, second = table.records
    assert first.fields["description"] == "河道内堆放砂石。"
    assert second.fields["description"] == "7座电站未泄放生态流量。"
    assert second.fields["progress"] == "已装5座。"
    assert next(iter(second.extra.values())) == "两座没有信号。"


def test_what_stands_before_the_report_under_that_label_is_the_problem():
    table = table_of(
        "整改情况\n一、甲河\n存在问题：甲河有垃圾。\n整改情况：已清理。\n二、乙河\n存在问题：乙河有垃圾。\n整改情况：已清理。\n"
    )

    assert [one.fields["description"] for one in table.records] == ["甲河有垃圾。", "乙河有垃圾。"]
    assert [one.extra["标题"] for one in table.records] == ["甲河", "乙河"]


@pytest.mark.parametrize("name", ["整改方案（青峰镇部分）", "整 改 方 案", "整改任务清单"])
def test_the_second_line_of_a_title_is_no_label_of_the_first_problem(name):
    table = table_of(
        f"桐溪市督察反馈问题\n{name}\n"
        + "".join(
            f"{number}、{text}\n（一）整改目标：治理到位。\n（二）整改时限：2026年10月31日前\n（三）责任单位：青峰镇人民政府\n（四）整改措施：\n1.建档立卡。\n2.清理石粉。\n"
            for number, text in (("一", "污水处理设施闲置。"), ("二", "石粉随意倾倒。"))
        )
    )

    assert [(one.fields["number"], one.fields["description"]) for one in table.records] == [
        ("一", "污水处理设施闲置。"),
        ("二", "石粉随意倾倒。"),
    ]
    assert [one.fields["measures"] for one in table.records] == ["1.建档立卡。\n2.清理石粉。"] * 2


SIGNED = "整改方案\n" + "".join(
    f"{number}、{text}\n整改时限：2026年9月底前\n责任单位：县水利局\n整改措施：立即清理。\n"
    for number, text in (("一", "河道堆土"), ("二", "渠道淤积"))
)


@pytest.mark.parametrize(
    "tail", ["中共临峪县委办公室\n2026年3月2日印发", "我公司承诺按期完成整改，接受贵局监督。\n2026年3月2日"]
)
def test_who_prints_a_plan_and_what_a_company_promises_is_nothing_of_the_last_problem(tail):
    table = table_of(SIGNED + tail)

    assert table.records[-1].fields["measures"] == "立即清理。"
    assert left_out(table) == tail.split("\n")


def test_why_a_task_is_late_is_no_part_of_the_progress_above_it():
    table = table_of(
        "督察整改月报\n（一）供热项目滞后问题\n整改时限：2026年10月底前\n责任单位：管委会\n进展情况：主体完成60%。\n滞后原因：手续办理周期长。\n下步措施：对接铁路部门。\n"
        "（二）油罐改造问题\n整改时限：2026年12月底前\n责任单位：环境局\n进展情况：完成9座。\n"
    )

    assert table.records[0].fields["progress"] == "主体完成60%。"
    assert table.records[0].extra["滞后原因"] == "手续办理周期长。"


ROWS = [["序号", "整改措施", "责任单位", "完成时限"], ["1", "下达决定。", "管理处", "2026年4月30日"], ["2", "组织拆除。", "红岩镇人民政府", "2026年7月31日"]]  # fmt: skip
DUE = [("管理处", "2026-04-30"), ("红岩镇人民政府", "2026-07-31")]


def test_a_table_of_measures_right_below_a_person_of_the_problem_is_of_that_problem(tmp_path: Path):
    blocks = []
    for number, text in (("一", "违规建设民宿"), ("二", "界碑界桩缺失")):
        blocks += map(
            paragraph,
            [
                f"问题（{number}）：{text}",
                "整改目标：恢复原状。整改时限：2026年9月30日前。",
                "责任领导：廖平",
            ],
        )
        blocks.append(word_table(ROWS))
    reading = read_tables(document(tmp_path / "方案.docx", paragraph("整改实施方案"), *blocks))
    problems = next(table for table in reading.tables if table.kind == "problem")

    assert [one.fields["description"] for one in problems.records] == ["违规建设民宿", "界碑界桩缺失"]
    for record in problems.records:
        assert [(one.unit, one.due) for one in planned_measures(record.fields["measures"], None)] == DUE
        assert record.fields["responsible_leader"] == "廖平"


def test_a_table_of_measures_pasted_below_a_person_is_of_that_problem_every_time():
    rows = "\n".join("\t".join(row) for row in ROWS)
    text = "整改方案\n" + "".join(
        f"（{number}）{text}\n整改目标：恢复原状。\n整改时限：2026年9月30日前\n责任领导：廖平\n{rows}\n"
        for number, text in (("一", "违规建设民宿"), ("二", "界碑界桩缺失"))
    )
    problems = next(table for table in read_text(text).tables if table.kind == "problem")

    for record in problems.records:
        assert [(one.unit, one.due) for one in planned_measures(record.fields["measures"], None)] == DUE
        assert record.fields["responsible_leader"] == "廖平"


PETITIONS = (
    "桐溪市公开第七批群众信访举报件办理情况\n"
    "X2HB202605280007号件反映，采石场爆破震动，运输扬尘严重。经调查核实，爆破符合规范；扬尘问题属实。镇政府已督促企业硬化道路。该件部分属实，已办结。\n"
    "D2HB202605280013号件反映，水泵噪声大。经调查核实，情况属实。供水公司已更换水泵。该件已办结。\n"
)


def test_what_is_said_of_the_whole_petition_goes_before_what_is_said_of_a_point():
    table = table_of(PETITIONS)

    assert [one.fields["substantiated"] for one in table.records] == ["部分属实", "属实"]


def test_the_batch_in_the_title_is_that_of_every_petition_below_it():
    labelled = "县第十二批信访件办理情况公示\n" + "".join(
        f"{count}、受理编号：D3HB20260517004{place}\n反映问题：噪声扰民。\n调查核实情况：经查，属实。\n是否属实：属实\n处理情况：已整改。\n"
        for place, count in enumerate("一二", 1)
    )

    assert [one.fields["batch"] for one in table_of(PETITIONS).records] == ["第七批"] * 2
    assert [one.fields["batch"] for one in table_of(labelled).records] == ["第十二批"] * 2


def test_no_batch_is_taken_where_the_title_names_two_or_a_petition_names_its_own():
    two = PETITIONS.replace("第七批群众信访", "第六批信访件和第七批群众信访")
    own = (
        "县第十二批信访件办理情况\n"
        "一、受理编号：D3HB202605170041\n批次：第十一批\n反映问题：噪声扰民。\n是否属实：属实\n处理情况：已整改。\n"
        "二、受理编号：D3HB202605170042\n反映问题：噪声扰民。\n是否属实：属实\n处理情况：已整改。\n"
    )

    assert not any(one.fields.get("batch") for one in table_of(two).records)
    assert [one.fields.get("batch", "") for one in table_of(own).records] == ["第十一批", ""]
