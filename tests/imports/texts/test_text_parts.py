"""Several lists in one text are read appendix by appendix: nothing of one gets into another, and nothing is lost."""

import pytest

from dczg_desktop.imports.read import read_tables, read_text
from dczg_desktop.imports.reading import ImportReading
from tests.imports.samples.word_files import document, paragraph, table

HEAD = [
    "关于印发整改清单的通知",
    "各科室：",
    "请认真抓好整改。",
    "附件：1.问题清单",
    "2.信访件清单",
    "青石县整改办",
    "2024年5月8日",
]
PROBLEMS = [
    "1.河道有垃圾",
    "整改措施：清理。",
    "责任单位：县水利局",
    "整改时限：2024年6月底",
    "2.管网破损",
    "整改措施：修复。",
    "责任单位：县住建局",
    "整改时限：2024年9月底",
]
PETITIONS = [
    "1.受理编号：D3GS202405160012",
    "反映问题：噪声扰民。",
    "调查核实情况：噪声超标。",
    "是否属实：属实",
    "处理情况：已停工。",
    "2.受理编号：X3GS202405160013",
    "反映问题：粪污直排。",
    "调查核实情况：未发现。",
    "是否属实：不属实",
    "处理情况：无。",
]
FIGURES = ["截至5月20日，共收到信访件126件。", "青溪镇3件，石桥镇5件。"]
WAYS = {
    "beside": ["附件1 问题清单", *PROBLEMS, "附件2：信访件清单", *PETITIONS, "附件3 统计", *FIGURES],
    "below": ["附件1", "问题清单", *PROBLEMS, "附件2", "信访件清单", *PETITIONS, "附件3", "统计", *FIGURES],
    "turned": ["附件2", "信访件清单", *PETITIONS, "附件1", "问题清单", *PROBLEMS],
    "titles": ["问题清单", *PROBLEMS, "信访件清单", *PETITIONS],
    "chapters": ["一、问题清单", *PROBLEMS, "二、信访件清单", *PETITIONS],
}


def read(lines: list[str]) -> ImportReading:
    return read_text("\n".join(lines))


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("head", [[], HEAD])
def test_every_list_is_a_table_of_its_own_kind(way: str, head: list[str]):
    found = {one.kind: one for one in read(head + WAYS[way]).tables}
    problems, petitions = (found[kind].records for kind in ("problem", "petition"))

    assert [(one.fields["number"], one.fields["description"]) for one in problems] == [
        ("1", "河道有垃圾"),
        ("2", "管网破损"),
    ]
    assert problems[1].fields["deadline"] == "2024年9月底"
    assert [one.fields["number"] for one in petitions] == ["D3GS202405160012", "X3GS202405160013"]
    assert [one.fields["description"] for one in petitions] == ["噪声扰民。", "粪污直排。"]


def test_lines_of_parts_without_a_list_are_listed():
    listed = {one.text for found in read(HEAD + WAYS["below"]).tables for one in found.left_out}

    assert {*HEAD[1:], *FIGURES, "附件1", "附件2", "附件3"} <= listed


def test_places_are_those_of_the_whole_text():
    (_problems, petitions) = read(WAYS["below"]).tables

    assert petitions.records[0].cells["description"] == "第14行"


def test_parts_of_one_kind_stay_one_table():
    (found,) = read(
        [
            "附件1 整改清单",
            *PROBLEMS,
            "附件2 整改清单（续）",
            *[one.replace("1.", "3.").replace("2.", "4.") for one in PROBLEMS],
        ]
    ).tables

    assert [one.fields["number"] for one in found.records] == ["1", "2", "3", "4"]


def test_lists_as_paragraphs_and_as_tables_of_a_document_are_each_read(tmp_path):
    rows = [
        ["序号", "受理编号", "交办问题基本情况", "是否属实", "处理和整改情况"],
        ["1", "D3GS202405160012", "噪声扰民", "属实", "已停工"],
    ]
    words = map(paragraph, [*HEAD, "附件1", "问题清单", *PROBLEMS, "附件2", "信访件清单"])
    petitions, problems = read_tables(document(tmp_path / "通知.docx", *words, table(rows))).tables

    assert (petitions.kind, petitions.records[0].fields["number"]) == ("petition", "D3GS202405160012")
    assert [one.fields["number"] for one in problems.records] == ["1", "2"]


def test_a_plan_with_a_list_of_petitions_behind_it_keeps_both(tmp_path):
    plan = [
        "青石县整改方案",
        "一、河道有垃圾",
        "整改目标：清洁。",
        *PROBLEMS[1:4],
        "二、管网破损",
        "整改目标：完好。",
        *PROBLEMS[5:],
        "三、保障措施",
        "加强领导。",
    ]
    words = map(paragraph, [*plan, "附件", "信访件清单", *PETITIONS])
    problems, petitions = read_tables(document(tmp_path / "方案.docx", *words)).tables

    assert [one.fields["number"] for one in problems.records] == ["一", "二"]
    assert (len(petitions.records), petitions.records[0].fields["result"]) == (2, "已停工。")


def test_a_label_alone_on_its_line_is_no_title_of_another_list():
    form = "受理编号\n{}\n举报内容\n{}\n是否属实\n属实\n办结目标\n消除污染。\n处理和整改情况\n{}\n是否办结\n已办结\n"
    text = form.format("D2YN202604190027", "油烟大。", "已清洗。") + form.format(
        "D2YN202604190035", "臭味大。", "已更换。"
    )

    (table,) = read_text(text).tables

    assert [one.fields["result"] for one in table.records] == ["已清洗。", "已更换。"]
