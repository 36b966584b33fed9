"""Tables of public pages: numbers and batches told in words, columns named for one thing that hold another, forms with results."""

import pytest
from openpyxl import Workbook

from dczg_desktop.imports.read import read_tables
from dczg_desktop.imports.reading import Table
from tests.imports.samples.read_texts import asked, left_out
from tests.imports.samples.word_files import document, paragraph, table


def a_sheet(folder, *rows: list[str]) -> Table:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(folder / "表.xlsx")
    (one,) = read_tables(folder / "表.xlsx").tables
    return one


LABELS = ["序号", "交办问题基本情况", "涉及团场及部门", "调查核实情况", "是否属实", "办结目标"]
FIRST = [
    "1", "受理编号为30号的信访问题为：河湾连队砖厂扬尘。", "县环保局、县城管局", "经调查，扬尘明显。", "属实", "已办结",
]  # fmt: skip
SECOND = [
    "2",
    "受理编号为31号的信访问题为：云溪连队污水直排。",
    "县水利局",
    "没有发现。",
    "不属实",
    "阶段性办结",
]


def test_the_number_that_every_petition_begins_with_is_its_number(tmp_path):
    told = a_sheet(tmp_path, LABELS, FIRST, SECOND)

    assert [(one.fields["number"], one.fields["sequence"]) for one in told.records] == [
        ("30号", "1"),
        ("31号", "2"),
    ]
    assert "取自问题的文字" in asked(told)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("（受理编号：D3SN20241112003{}）砖厂扬尘。", "D3SN20241112003{}"),
        ("D3SN20241112003{} 砖厂扬尘。", "D3SN20241112003{}"),
        ("受理编号X3SN20241112003{}的信访件：砖厂扬尘。", "X3SN20241112003{}"),
        ("第3{}号信访件：砖厂扬尘。", "第3{}号"),
    ],
)
def test_a_number_that_every_text_begins_with_is_found_however_it_is_said(tmp_path, text, number):
    rows = [[*row[:1], text.format(row[0]), *row[2:]] for row in (FIRST, SECOND)]
    told = a_sheet(tmp_path, LABELS, *rows)

    assert [one.fields["number"] for one in told.records] == [number.format(1), number.format(2)]


def test_where_one_petition_names_no_number_the_count_stays_the_number(tmp_path):
    told = a_sheet(tmp_path, LABELS, FIRST, [*SECOND[:1], "云溪连队污水直排。", *SECOND[2:]])

    assert [one.fields["number"] for one in told.records] == ["1", "2"]


def test_a_column_of_areas_and_offices_that_holds_offices_says_who_is_to_act(tmp_path):
    told = a_sheet(tmp_path, LABELS, FIRST, SECOND)

    assert told.records[0].fields["responsible_unit"] == "县环保局、县城管局"
    assert next(one for one in told.columns if one.field == "responsible_unit").confidence < 0.75


def test_a_column_of_areas_and_offices_that_holds_places_is_the_area(tmp_path):
    told = a_sheet(
        tmp_path, LABELS, [*FIRST[:2], "六十一团", *FIRST[3:]], [*SECOND[:2], "六十二团", *SECOND[3:]]
    )

    assert told.records[0].fields["area"] == "六十一团"


def test_an_aim_of_settling_that_only_says_how_far_is_how_far(tmp_path):
    told = a_sheet(tmp_path, LABELS, FIRST, SECOND)

    assert [one.fields["completion"] for one in told.records] == ["已办结", "阶段性办结"]


def test_the_batch_said_in_the_sentence_that_leads_to_a_table_is_that_of_its_petitions(tmp_path):
    document(
        tmp_path / "公示.docx",
        paragraph("兵团督察组交办青石师信访件2件，现将第三批交办问题结果通报如下：（该表自行公示）"),
        table([LABELS, FIRST, SECOND]),
    )
    reading = read_tables(tmp_path / "公示.docx")

    assert "表名或表前的话里的“第3批”" in "".join(reading.notes)


def test_a_paragraph_below_the_title_is_no_title(tmp_path):
    leads = "截至2024年9月13日，我区收到转办信访举报件2件，现将办理情况公布如下："
    told = a_sheet(tmp_path, ["边督边改公开情况"], [leads], LABELS, FIRST, SECOND)

    assert told.title == "边督边改公开情况"
    assert leads in left_out(told)


def test_codes_of_kinds_are_no_numbers(tmp_path):
    told = a_sheet(
        tmp_path,
        ["序号", "乡镇", "水体名称", "主要污染问题编码", "治理措施"],
        ["1", "河湾镇", "内河", "a", "截污"],
        ["2", "云溪镇", "清溪", "b", "清淤"],
        ["3", "河湾镇", "外河", "a", "清淤"],
    )

    assert [one.fields["number"] for one in told.records] == ["1", "2", "3"]


@pytest.mark.parametrize("measure", ["立即整改", "立行立改"])
def test_to_mend_at_once_is_a_measure_and_no_day(tmp_path, measure):
    told = a_sheet(
        tmp_path,
        ["序号", "问题具体情况", "整治措施", "完成时间"],
        ["1", "水库保护区内度假村未拆除。", measure, "2018年11月"],
        ["2", "保护区内加水点废水直排。", measure, "2018年5月"],
    )

    assert told.records[0].fields["measures"] == measure
    assert "错开了一栏" not in asked(told)


def test_measures_and_results_under_labels_in_one_cell_are_parted(tmp_path):
    document(
        tmp_path / "公示.docx",
        paragraph("青石县整改情况公示"),
        table(
            [
                ["整改任务概述", "渗滤液处理能力不足。"],
                ["整改责任单位", "县城管局"],
                ["整改目标", "完成填埋场扩容。"],
                ["整改措施及成效", "整改措施：1.制定方案。2.新建调节池。整改成效：填埋场已扩容。"],
            ]
        ),
    )
    (told,) = read_tables(tmp_path / "公示.docx").tables

    assert told.records[0].fields["measures"] == "1.制定方案。2.新建调节池。"
    assert told.records[0].fields["progress"] == "填埋场已扩容。"
