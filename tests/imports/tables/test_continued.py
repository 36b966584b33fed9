"""Rows that go on without being merged, columns that are ticked, tables on their side, tables in the middle of a web page."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from dczg_desktop.domain.entities import Measure, Problem
from dczg_desktop.imports.editing import TableEdits, corrected
from dczg_desktop.imports.read import read_tables, read_text
from dczg_desktop.imports.tables.sheets import remapped
from tests.imports.samples.word_files import document, paragraph, table
from tests.imports.tables.test_taking_in import taken

HEAD = "序号|问题|整改措施|责任单位|时限"


def book(path: Path, text: str, merges: str = "") -> Path:
    made = Workbook()
    for line in text.strip("\n").split("\n"):
        made.active.append([cell.replace("⏎", "\n") or None for cell in line.split("|")])
    for merge in merges.split():
        made.active.merge_cells(merge)
    made.save(path / "a.xlsx")
    return path / "a.xlsx"


def read(path: Path, text: str, merges: str = ""):
    (one,) = read_tables(book(path, text, merges)).tables
    return one


def test_a_problem_spread_over_two_rows_is_one_and_the_second_row_stays_in_sight(tmp_path):
    one = read(tmp_path, f"""
{HEAD}
1|料场未覆盖，防尘网破损，|覆盖防尘网，安装喷淋设施，|县住建局|2024年底
|扬尘污染严重。|建立巡查制度。||
2|河道有垃圾。|清理河道。|县水利局|2024年6月底
""")  # fmt: skip

    assert [(r.row, r.fields["description"], r.fields["measures"]) for r in one.records] == [
        (2, "料场未覆盖，防尘网破损，扬尘污染严重。", "覆盖防尘网，安装喷淋设施，建立巡查制度。"),
        (4, "河道有垃圾。", "清理河道。"),
    ]
    assert [(left.row, left.text, left.why) for left in one.left_out] == [
        (3, "扬尘污染严重。　建立巡查制度。", "接上一行，已并入")
    ]


@pytest.mark.parametrize(
    "second",
    [
        "|料场无围挡。|建围挡。|县住建局|",  # a unit of its own
        "|一、料场无围挡。|建围挡。||",  # a number of its own
        "2|料场无围挡。|建围挡。||",
    ],
)
def test_what_may_be_a_problem_of_its_own_is_not_joined(tmp_path, second):
    one = read(tmp_path, f"{HEAD}\n1|料场未覆盖，|覆盖，|县住建局|2024年底\n{second}")

    assert [record.row for record in one.records] == [2, 3]


def test_a_whole_sentence_is_not_gone_on_with(tmp_path):
    one = read(tmp_path, f"{HEAD}\n1|料场未覆盖。|覆盖。|县住建局|2024年底\n|料场无围挡。|建围挡。||")

    assert [record.row for record in one.records] == [2, 3]
    assert one.left_out == ()


def test_measures_counted_on_below_belong_to_the_problem_above_also_after_columns_are_assigned_anew(
    ledger, tmp_path
):
    text = f"""
{HEAD}
1|料场未覆盖|1.覆盖防尘网|县住建局|2024年底
||2.安装喷淋|县城管局|2024年9月底
||3.建立巡查制度||
2|河道有垃圾|1.清理|县水利局|2024年6月底
||清理完成后验收|县水利局|
"""
    one = read(tmp_path, text)
    for shown in (one, remapped(one, {}), corrected(one, TableEdits())):
        assert [(r.row, r.merged_from, r.fields["measures"]) for r in shown.records] == [
            (2, None, "1.覆盖防尘网"),
            (3, 2, "2.安装喷淋"),
            (4, 2, "3.建立巡查制度"),
            (5, None, "1.清理"),
            (6, None, "清理完成后验收"),
        ]
    assert [fault.place for fault in one.faults if "问题内容为空" in fault.message] == ["Sheet!B6"]

    problems = taken(ledger, book(tmp_path, "\n".join(text.strip().split("\n")[:5])), Problem)

    assert [problem.description for problem in problems] == ["料场未覆盖", "河道有垃圾"]
    with ledger.reading() as session:
        texts = [measure.text for measure in session.query(Measure).order_by(Measure.id)]
    assert texts == ["1.覆盖防尘网", "2.安装喷淋", "3.建立巡查制度", "1.清理"]


def test_numbers_that_begin_anew_under_titles_of_groups_are_not_doubled(tmp_path):
    one = read(tmp_path, f"""
{HEAD}
一|大气方面|||
（1）|料场未覆盖|覆盖|县住建局|2024年底
（2）|锅炉未改造|改造|县工信局|2024年底
二|水方面|||
（1）|河道有垃圾|清理|县水利局|2024年6月
""")  # fmt: skip

    assert [record.row for record in one.records] == [3, 4, 6]
    assert [(left.row, left.why[:4]) for left in one.left_out] == [(2, "分组标题"), (5, "分组标题")]
    assert [record.fields["category"] for record in one.records] == ["大气", "大气", "水"]


def test_a_row_of_number_and_problem_alone_is_a_problem_where_numbers_go_on(tmp_path):
    one = read(tmp_path, f"{HEAD}\n1|料场未覆盖|||\n2|河道有垃圾|清理|县水利局|2024年6月底")

    assert [record.row for record in one.records] == [2, 3]


TICKED = """
序号|问题|责任单位|整改情况|||备注
|||已完成|正在整改|未启动|
1|料场未覆盖|县住建局|√|||
2|河道有垃圾|县水利局||√||
3|矿山未复绿|县自然资源局|||☑|资金未到位
4|餐饮油烟|县城管局|√|√||
"""


def test_ticked_columns_are_one_status_and_two_ticks_are_asked_about(tmp_path):
    one = read(tmp_path, TICKED, "A1:A2 B1:B2 C1:C2 D1:F1 G1:G2")

    assert [r.fields["status"] for r in one.records] == [
        "已完成",
        "正在整改",
        "未启动",
        "☑已完成 ☑正在整改 □未启动",
    ]
    assert one.mapping["status"] == "整改情况"
    assert [r.fields["remark"] for r in one.records] == ["", "", "资金未到位", ""]
    assert [(left.text, left.why) for left in one.left_out] == [
        ("D–F 列：已完成、正在整改、未启动", "勾选栏，已读作“整改情况”一栏")
    ]
    assert [fault.place for fault in one.faults] == ["Sheet!D6"]


def test_columns_of_counts_are_not_ticked(tmp_path):
    one = read(tmp_path, "乡镇|问题总数|已完成|正在整改|未启动\n南坪镇|3|1|1|1\n北坡镇|1||1|")

    assert one.kind == "statistics"
    assert [record.extra["已完成"] for record in one.records] == ["1", ""]


def test_a_table_on_its_side_has_a_record_in_every_column(tmp_path):
    one = read(tmp_path, """
项目|问题一|问题二|问题三
问题描述|料场未覆盖|河道有垃圾|矿山未复绿
整改目标|全部覆盖|全部清理|完成复绿
整改措施|覆盖防尘网|清理河道|覆土种草
责任单位|县住建局||县自然资源局
整改时限|2024年6月底|2024年9月底|2024年12月底
""", "B5:C5")  # fmt: skip

    assert [
        (r.fields["description"], r.fields["responsible_unit"], r.fields["deadline"], r.cells["goal"])
        for r in one.records
    ] == [
        ("料场未覆盖", "县住建局", "2024年6月底", "B3"),
        ("河道有垃圾", "县住建局", "2024年9月底", "C3"),
        ("矿山未复绿", "县自然资源局", "2024年12月底", "D3"),
    ]


def test_a_form_with_labels_in_two_columns_is_one_record(tmp_path):
    blocks = [
        ["问题编号", "DC2024-01", "责任单位", "县住建局"],
        ["反馈问题", "料场未覆盖，扬尘污染严重。>", ""],
        ["整改目标", "全部覆盖", "整改时限", "2024年6月底"],
        ["整改措施", "1.覆盖防尘网；\n2.安装喷淋。>", ""],
        ["验收意见", "同意销号。（盖章）>", ""],
    ]

    path = document(tmp_path / "a.docx", paragraph("督察反馈问题整改验收表"), table(blocks))

    (one,) = read_tables(path).tables

    (record,) = one.records
    assert (record.fields["number"], record.fields["responsible_unit"], record.fields["deadline"]) == (
        "DC2024-01",
        "县住建局",
        "2024年6月底",
    )
    assert record.extra["验收意见"] == "同意销号。（盖章）"


def test_a_table_copied_with_the_page_around_it_is_found():
    (one,) = read_text(
        "首页 > 政务公开 > 督察整改\n"
        "青石县反馈问题整改情况公示\n"
        "发布时间：2024-06-30 来源：县整改办\n"
        "序号\t反馈问题\t整改目标\t整改措施\t责任单位\t完成情况\n"
        "1\t料场未覆盖\t全部覆盖\t覆盖防尘网\t县住建局\t已完成\n"
        '2\t"河道有垃圾\n群众反映强烈"\t全部清理\t清理河道\t县水利局\t达到序时进度\n'
        "打印本页 关闭窗口\n",
        "剪贴板",
    ).tables

    assert one.title == "青石县反馈问题整改情况公示"
    assert [r.fields["description"] for r in one.records] == ["料场未覆盖", "河道有垃圾\n群众反映强烈"]
    assert [left.why for left in one.left_out] == ["来源、时间等", "来源、时间等", "分组标题或说明"]


def test_a_line_of_a_form_with_labels_nobody_lists_keeps_them(tmp_path):
    one = read(tmp_path, """
整改事项登记表|||
编号|DC2024-01★|交办日期|2024.6.3
问题|料场未覆盖||
责任单位|县住建局|责任人|周明
整改措施|覆盖|（盖章）|
整改时限|2024.6底|录入时段|2024.6.5
督导单位|市生态环境局|录入时段|2024.6.9
""", "A1:D1 B3:D3")  # fmt: skip

    (record,) = one.records
    assert record.extra == {"交办日期": "2024.6.3", "录入时段": "2024.6.5", "录入时段（2）": "2024.6.9"}
    assert record.fields["supervising_unit"] == "市生态环境局"
    assert [(left.row, left.text) for left in one.left_out] == [(5, "（盖章）")]


def test_the_date_of_the_signature_is_no_record_where_a_note_above_it_is_long(tmp_path):
    one = read(tmp_path, """
序号|问题|责任单位
1|料场未覆盖|县住建局
填表说明：1.本表由责任单位填写；2.时限按方案执行。||
2024年6月30日||
""")  # fmt: skip

    assert [record.row for record in one.records] == [2]
    assert [left.why for left in one.left_out] == ["说明", "落款日期"]


def test_two_petition_numbers_in_one_cell_are_asked_about(tmp_path):
    one = read(
        tmp_path,
        "受理编号|举报内容|是否属实\nX3GS202406070011、X3GS202406080012|河道垃圾|属实\nD3GS202406090020*|油烟|属实",
    )

    (fault,) = one.faults
    assert fault.place == "Sheet!A2"
    assert "这一格里有 2 个受理编号" in fault.message
