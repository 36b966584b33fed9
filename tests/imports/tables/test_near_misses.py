"""What looks like one of the shapes that are read and is none: no value goes to another record, month or field."""

from dataclasses import replace
from pathlib import Path

import pytest

from dczg_desktop.domain.vocabulary import status_of
from dczg_desktop.imports.read import read_tables, read_text
from dczg_desktop.imports.tables.around.titled_batches import titled_problem_batch
from tests.imports.samples.word_files import document, paragraph, table

HEADING = ["编号", "问题", "整改措施", "责任单位"]
UNSAID = "砂场长期露天堆放物料，未采取覆盖措施，扬尘污染严重。"


def only(text: str, name: str = "剪贴板.txt"):
    (found,) = read_text(text, name).tables
    return found


def told(found, field: str) -> list[str]:
    return [one.fields.get(field, "") for one in found.records]


def rows(*lines: list[str]) -> str:
    return "\n".join("\t".join(line) for line in lines)


def test_a_problem_of_which_nothing_else_is_said_above_a_repeated_heading_is_a_record():
    one, two = ["1", "养殖场粪污直排。", "清理。", "县农业农村局"], ["3", "河道垃圾。", "清运。", "县水利局"]

    found = only(rows(HEADING, one, ["", UNSAID, "", ""], HEADING, two))

    assert told(found, "description") == [one[1], UNSAID, two[1]]


def test_numbers_of_wells_and_floors_are_no_numbers_of_problems():
    heading = ["序号", "问题", "责任单位"]

    found = only(
        rows(heading, ["1", "2、3号井周边有垃圾。", "县水利局"], ["2", "5、6号楼污水直排。", "县住建局"])
    )

    assert told(found, "number") == ["1", "2"]


def test_points_that_count_on_from_cell_to_cell_are_no_numbers_of_problems():
    heading = ["序号", "问题", "责任单位"]

    found = only(
        rows(
            heading, ["1", "1.粪污直排。2.臭气扰民。", "青山镇"], ["2", "3.河道垃圾。4.围网养鱼。", "白云镇"]
        )
    )

    assert told(found, "number") == ["1", "2"]


def test_a_report_of_one_month_is_not_told_of_another():
    found = only(
        "整改台账\n1.问题：砂场扬尘。\n整改措施：覆盖。\n3月进展情况：启动招标。\n6月进展情况：已覆盖防尘网。\n"
        "2.问题：河道垃圾。\n整改措施：清理。\n6月进展情况：已清运垃圾。\n"
    )

    assert found.mapping["progress"] == "6月进展情况"
    assert told(found, "progress") == ["已覆盖防尘网。", "已清运垃圾。"]
    assert [one.extra["3月进展情况"] for one in found.records] == ["启动招标。", ""]


def test_times_in_brackets_stay_their_own_where_another_problem_tells_two():
    found = only(
        "整改台账\n1.问题：渗滤液直排。\n整改情况（截至3月底）：已建成处理设施。\n"
        "2.问题：砂场扬尘。\n整改情况（截至6月底）：正在覆盖物料。\n"
        "3.问题：养殖场臭气。\n3月整改情况：正在施工。\n6月整改情况：已完成封闭。\n"
    )

    assert found.records[1].extra["整改情况（截至6月底）"] == "正在覆盖物料。"
    assert not found.records[1].extra["整改情况（截至3月底）"]


def test_units_behind_the_last_problem_are_its_own_where_others_name_theirs_in_a_sentence():
    found = only(
        "问题清单\n一、渗滤液直排，由青山镇负责，月底完成。\n二、砂场扬尘，由白云镇负责，月底完成。\n"
        "三、养殖场粪污直排。\n责任单位：黄泥村\n整改时限：2026年6月底\n"
    )

    assert told(found, "deadline")[-1] == "2026年6月底"
    assert "2026年6月底" not in told(found, "deadline")[:2]
    assert "黄泥村" not in told(found, "responsible_unit")[:2]


def test_whom_a_paper_calls_upon_answers_for_no_problem():
    found = only(
        "督查通报\n发现以下问题：\n1.河道垃圾堆积未清理。\n2.渗滤液直排河道。\n各责任单位：要高度重视，立即整改\n"
    )

    assert len(found.records) == 2
    assert not any(told(found, "responsible_unit"))


def test_what_was_done_keeps_words_behind_a_quotation_that_sound_like_its_own_label():
    words = "对照“六个百分百”问题整改情况：已全部落实。"

    found = only(
        f"整改台账\n1.问题：砂场扬尘。\n责任单位：县住建局\n整改情况：{words}\n"
        "2.问题：河道垃圾。\n责任单位：县水利局\n整改情况：已清运。\n"
    )

    assert told(found, "progress") == [words, "已清运。"]


def test_what_a_report_on_several_plans_is_nothing_of_the_last_one():
    found = only(
        "青石县整改情况报告\n一、基本情况\n督察反馈我县问题2个。\n二、整改任务落实情况\n"
        "1.渗滤液直排。\n责任单位：青山镇\n整改情况：已建成处理设施。\n"
        "2.砂场扬尘污染。\n完成时限：2026年6月底\n工作进展：已覆盖。\n三、下一步工作打算\n加强管理。\n"
    )

    assert len(found.records) == 2
    assert not any("加强管理" in text for one in found.records for text in one.extra.values())
    assert "加强管理。" in [one.text for one in found.left_out]


def test_the_title_above_whom_to_call_is_still_the_title(tmp_path: Path):
    title = "青石县第三批交办问题整改台账"
    cells = table([HEADING, ["1", "砂场扬尘", "覆盖", "县住建局"]])
    path = document(tmp_path / "台账.docx", paragraph(title), paragraph("联系电话：0797-5301234"), cells)

    (found,) = read_tables(path).tables

    assert found.title == title


@pytest.mark.parametrize("source", ["县长热线转办", "县长办公会议移交", "媒体曝光", "部门自查"])
def test_where_the_last_problem_is_from_is_no_source_of_a_page(source):
    found = only(
        "整改台账\n一、砂场扬尘污染。\n责任单位：县住建局\n整改情况：已覆盖。\n"
        f"二、河道垃圾。\n责任单位：县水利局\n整改情况：已清理。\n（来源：{source}）\n"
    )

    assert told(found, "source")[-1] == source


@pytest.mark.parametrize("words", ["按时完成有困难", "完成整改存在一定难度", "能按时完成"])
def test_a_light_that_stands_for_what_is_hard_to_finish_is_not_finished(words):
    assert status_of(words) is None

    heading = [*HEADING, "亮灯情况"]
    found = only(
        rows(
            [f"红灯表示未按时完成，黄灯表示{words}"], heading, ["1", "砂场扬尘。", "覆盖。", "县住建局", "黄灯"],
            ["2", "河道垃圾。", "清理。", "县水利局", "红灯"],
        )
    )  # fmt: skip

    assert any(words in one.value for one in found.faults)


def test_figures_behind_lights_in_a_title_are_no_legend():
    title = "整改情况表（红灯为三件，黄灯为五件，绿灯为十件）"
    heading = [*HEADING, "亮灯情况"]

    found = only(rows([title], heading, ["1", "砂场扬尘。", "覆盖。", "县住建局", "绿灯"]))

    assert found.title == title
    assert told(found, "status") == ["绿灯"]


def test_a_long_list_keeps_its_characters_though_a_few_are_traditional(tmp_path: Path):
    lines = [
        f"{row},砂场扬尘污染问题{row},後山村黃書強、馬興於{row}號住處,縣水利局" for row in range(1, 9000)
    ]
    path = tmp_path / "清单.csv"
    path.write_text("\n".join(["编号,问题,整改措施,责任单位", *lines]), "utf-8")

    (found,) = read_tables(path).tables

    assert found.records[-1].fields["measures"] == "後山村黃書強、馬興於8999號住處"
    assert found.records[-1].fields["responsible_unit"] == "縣水利局"


def test_cells_of_a_list_are_given_back_as_each_was_written():
    lines = [f"{row},於某養殖場{row}號糞污,清運與後續管護{row},縣水利局" for row in range(1, 40)]

    found = only("\n".join(["編號,問題,整改措施,責任單位", *lines]), "清单.csv")

    assert [one.header for one in found.columns] == ["編號", "問題", "整改措施", "責任單位"]
    assert told(found, "description")[-1] == "於某養殖場39號糞污"


def test_a_form_filled_in_after_a_point_of_an_instruction_has_no_number_of_it(tmp_path: Path):
    path = tmp_path / "登记表.tsv"
    path.write_text(
        "根据县办第3条意见填报整改情况登记表\t\n整改任务\t砂场扬尘污染\n整改目标\t年底完成\n整改情况\t已覆盖\n责任单位\t县住建局\n",
        "utf-8",
    )

    (found,) = read_tables(path).tables

    assert not any(told(found, "number"))


def test_findings_that_tell_more_behind_a_comma_stay_findings():
    heading = ["受理编号", "反映问题", "调查核实情况", "办结情况"]

    found = only(
        rows(
            heading, ["D3YN202606010001", "砂场扬尘。", "属实，未覆盖。", "已办结"],
            ["D3YN202606010002", "河道臭气。", "属实，有垃圾。", "已办结"],
        )
    )  # fmt: skip

    assert told(found, "findings") == ["属实，未覆盖。", "属实，有垃圾。"]


def test_a_deadline_ends_before_the_words_that_lead_to_an_order():
    found = only(
        "整改台账\n1.问题：砂场扬尘。\n责任单位：县住建局\n整改时限：2026年6月底，具体由县住建局负责督促落实到位\n整改情况：已覆盖。\n"
        "2.问题：河道垃圾。\n责任单位：县水利局\n整改时限：2026年7月底\n整改情况：已清理。\n"
    )

    assert told(found, "deadline") == ["2026年6月底", "2026年7月底"]


@pytest.mark.parametrize(
    "behind",
    [
        "责任单位：县住建局（第1项）、县水利局（第2项）",
        "责任单位：分别为县住建局、县水利局",
        "整改时限：第1项2026年6月底，第2项2026年9月底",
    ],
)
def test_units_and_times_that_name_a_problem_each_are_not_those_of_all(behind):
    found = only(f"检查发现以下问题：\n1.砂场扬尘未覆盖。\n2.河道垃圾未清运。\n{behind}\n")

    first = found.records[0].fields
    assert not first.get("responsible_unit")
    assert not first.get("deadline")


def test_the_number_of_a_chapter_is_none_of_its_problem():
    found = only(
        "一、存在问题\n（一）制度不健全\n1.未建立巡查制度。\n2.台账缺失。\n（二）监管不到位\n责任单位：县住建局\n整改措施：加强巡查。\n"
    )

    assert not any(told(found, "number"))


def test_the_batch_of_the_paper_that_a_table_is_from_is_not_its_own():
    source = "来源：县整改办《青石县省级督察整改情况通报（第五批）》"
    title = "青石县整改台账"

    (found,) = read_text(rows([title], [source], HEADING, ["1", "砂场扬尘。", "覆盖。", "县住建局"])).tables

    assert titled_problem_batch(found) == ""
    assert titled_problem_batch(replace(found, title=f"{title}（第五批）")) == "第5批"


def test_signs_beside_lights_are_asked_about_too():
    heading = [*HEADING, "亮灯情况"]

    found = only(
        rows(
            heading,
            ["1", "砂场扬尘。", "覆盖。", "县住建局", "绿灯"],
            ["2", "河道垃圾。", "清运。", "县水利局", "●"],
        )
    )

    assert [one.value for one in found.faults if "亮灯情况" in one.message] == ["绿灯", "●"]
