"""Faulty rows go back to the sender with the reasons, and come back corrected without our own words."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from dczg_desktop.base.errors import UserError
from dczg_desktop.domain.comparison import Verdict
from dczg_desktop.imports.read import read_tables, read_text
from dczg_desktop.imports.sender import sender_of
from dczg_desktop.imports.tables.around.stated import stated_year
from dczg_desktop.services.importing.acceptance import accept_import
from dczg_desktop.services.importing.faulty_rows import faulty_rows, write_faulty_rows
from dczg_desktop.services.importing.imports import correct_mapping, preview_import, proposed_source
from tests.re_saving import needs_libreoffice, resaved

HEAD = ["编号", "反馈问题", "整改时限", "责任单位", "备注"]
GOOD = ["第1项", "河道有垃圾", "2025年底前", "县水利局", "=1+1"]
BAD = ["第2项", "料场未覆盖", "20259月底前", "", '=HYPERLINK("http://x")']  # fmt: skip
ALSO = ["第2项", "工地扬尘，已于XX月整改", "2025年底前", "县住建局", "@cmd"]


def original(folder: Path) -> Path:
    book = Workbook()
    book.active.title = "问题清单"
    book.active.append(["青石县整改清单"])
    book.active.append(["填报单位：南坪镇人民政府"])
    for row in (HEAD, GOOD, BAD, ALSO):
        book.active.append([None] * 0 + row)
    for row in book.active.iter_rows(min_row=4):
        row[4].data_type = "s"
    path = folder / "清单.xlsx"
    book.save(path)
    return path


@pytest.fixture
def sent(ledger, tmp_path):
    reading = read_tables(original(tmp_path))
    target = tmp_path / "退回.xlsx"
    write_faulty_rows(ledger, reading, "南坪镇人民政府", target)
    return target


def test_only_rows_with_faults_go_back_with_their_columns_and_reasons(sent):
    book = load_workbook(sent)
    sheet = book["问题清单"]
    rows = [[cell.value or "" for cell in row] for row in sheet.iter_rows()]

    assert rows[2] == ["原表位置", *HEAD, "退回原因"]
    assert [row[:6] for row in rows[3:]] == [["5", *BAD], ["6", *ALSO]]
    assert "1. “整改时限”：时限没有读懂：“20259月”像是丢了字，可能是2025年9月，请核对原文。" in rows[3][6]
    assert "2. “责任单位”：责任单位为空。请补填负责整改的单位。" in rows[3][6]
    assert "与 A5 重复" in rows[4][6]
    assert "占位“XX”" in rows[4][6]


def test_title_and_sender_of_the_table_go_along_and_are_read_again(sent):
    sheet = load_workbook(sent)["问题清单"]
    (table,) = (reading := read_tables(corrected(sent))).tables

    assert (sheet["B1"].value, sheet["B2"].value) == ("青石县整改清单", "填报单位：南坪镇人民政府")
    assert proposed_source(sent, reading) == "青石县整改清单"
    assert sender_of(reading) == "南坪镇人民政府"
    assert table.header_rows == (3,)


def test_a_month_without_a_year_is_read_as_in_the_table_it_came_from(ledger, tmp_path):
    book = Workbook()
    for row in (["2026年青石县整改清单"], HEAD, ["第1项", "河道有垃圾", "9月底前", "", ""]):
        book.active.append(row)
    book.save(tmp_path / "清单.xlsx")
    write_faulty_rows(ledger, read_tables(tmp_path / "清单.xlsx"), "", tmp_path / "退回.xlsx")

    (table,) = read_tables(tmp_path / "退回.xlsx").tables

    assert stated_year(table) == date(2026, 1, 1)
    assert [fault.message for fault in table.faults] == ["责任单位为空。请补填负责整改的单位。"]


def test_the_year_that_only_a_sentence_below_the_title_says_goes_along(ledger, tmp_path):
    told = "根据2026年全县生态环境保护工作会议的要求，现将有关问题整改任务分解如下："
    book = Workbook()
    for row in (["青石县整改清单"], [told], HEAD, ["第1项", "河道有垃圾", "9月底前", "", ""]):
        book.active.append(row)
    book.save(tmp_path / "清单.xlsx")
    write_faulty_rows(ledger, read_tables(tmp_path / "清单.xlsx"), "", tmp_path / "退回.xlsx")

    (table,) = read_tables(tmp_path / "退回.xlsx").tables

    assert (table.title, stated_year(table)) == ("青石县整改清单", date(2026, 1, 1))
    assert [fault.message for fault in table.faults] == ["责任单位为空。请补填负责整改的单位。"]


def test_the_cover_says_which_file_from_whom_and_how_many(sent, ledger):
    texts = [cell.value for row in load_workbook(sent)["退回说明"].iter_rows() for cell in row if cell.value]

    for words in ("清单.xlsx", "南坪镇人民政府", "3 条", "2 条，共 4 处"):
        assert words in texts
    assert ledger.moment().strftime("%Y-%m-%d %H:%M") in texts


def test_faulty_cells_stand_out_and_nothing_is_a_formula(sent):
    sheet = load_workbook(sent)["问题清单"]
    marked = {cell.coordinate for row in sheet.iter_rows(min_row=2) for cell in row if cell.fill.fgColor.rgb == "FFFDE3E1"}  # fmt: skip

    assert marked == {"D4", "E4", "B5", "C5"}
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value} == {"s"}
    assert all(cell.number_format == "@" for row in sheet.iter_rows() for cell in row if cell.value)
    assert sheet.freeze_panes == "B4"
    assert sheet.print_title_rows == "$1:$3"
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)


def corrected(path: Path) -> Path:
    book = load_workbook(path)
    sheet = book["问题清单"]
    sheet["D4"], sheet["E4"], sheet["B5"], sheet["C5"] = "2025年9月底前", "县住建局", "第3项", "工地扬尘"
    book.save(path)
    return path


def check_comes_back(path: Path) -> None:
    reading = read_tables(path)

    (table,) = reading.tables
    assert [column.header for column in table.columns] == HEAD
    assert [record.fields["deadline"] for record in table.records] == ["2025年9月底前", "2025年底前"]
    assert [record.fields["number"] for record in table.records] == ["第2项", "第3项"]
    assert [list(record.extra) for record in table.records] == [[], []]
    assert [record.fields["remark"] for record in table.records] == [BAD[4], ALSO[4]]
    assert table.faults == ()
    assert any("退回修改后交回" in note for note in reading.notes)


def test_corrected_and_sent_back_it_is_read_without_our_words(sent):
    check_comes_back(corrected(sent))


def test_without_the_cover_both_columns_are_still_known(sent):
    book = load_workbook(corrected(sent))
    del book["退回说明"]
    book.save(sent)

    check_comes_back(sent)


@needs_libreoffice
def test_it_survives_saving_by_another_program(sent, tmp_path):
    check_comes_back(resaved([corrected(sent)], "xlsx", tmp_path / "另存")[0])


def test_a_column_of_that_name_in_another_table_is_kept(tmp_path):
    book = Workbook()
    for row in (["编号", "问题", "责任单位", "退回原因"], ["第1项", "河道有垃圾", "县水利局", "材料不全"]):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")

    (table,) = read_tables(tmp_path / "a.xlsx").tables

    assert table.records[0].extra == {"退回原因": "材料不全"}


def test_faults_of_a_pasted_plan_go_back_too(ledger, tmp_path):
    text = "一、河道垃圾。\n整改目标：清理。\n整改时限：20259月底前\n责任单位：县水利局\n二、扬尘。\n整改目标：覆盖。\n整改时限：立行立改\n责任单位：县住建局"

    done = write_faulty_rows(ledger, read_text(text, "方案"), "", tmp_path / "退回.xlsx")

    sheet = load_workbook(tmp_path / "退回.xlsx").worksheets[1]
    assert (done.rows, done.places) == (1, 1)
    assert [cell.value for cell in sheet[2]][:3] == ["第1行", "一", "河道垃圾。"]


def test_a_file_without_faults_and_a_wrong_name_are_refused(ledger, tmp_path):
    reading = read_text("编号\t问题\t责任单位\n第1项\t河道有垃圾\t县水利局\n")

    assert faulty_rows(reading) == 0
    with pytest.raises(UserError, match="没有需要退回的行"):
        write_faulty_rows(ledger, reading, "", tmp_path / "a.xlsx")
    with pytest.raises(UserError, match=r"不是 \.xlsx"):
        write_faulty_rows(ledger, reading, "", tmp_path / "a.xls")
    assert list(tmp_path.glob("a.*")) == []


def test_what_is_no_content_does_not_come_back_as_one(ledger, tmp_path):
    book = Workbook()
    for row in (HEAD, ["第1项", "河道两岸堆放垃圾，污染水体", "2025年底前", "", "待补充"], ["第2项", "料场未覆盖", "2025年底前", "县住建局", "=A1&B1"]):  # fmt: skip
        book.active.append(row)
    book.save(tmp_path / "清单.xlsx")
    write_faulty_rows(ledger, read_tables(tmp_path / "清单.xlsx"), "", tmp_path / "退回.xlsx")

    reasons = [row[-1].value for row in load_workbook(tmp_path / "退回.xlsx")["Sheet"].iter_rows(min_row=2)]
    (table,) = read_tables(tmp_path / "退回.xlsx").tables

    assert "没有写回来" not in reasons[0]
    assert "原表这一格是“=A1&B1”，没有写回来。" in reasons[1]
    assert [one.fields["remark"] for one in table.records] == ["待补充", ""]


def test_rows_of_one_problem_and_hand_made_columns_are_so_again_when_they_come_back(ledger, tmp_path):
    book = Workbook()
    rows = (
        ["填报单位：南坪镇人民政府"], ["编号", "反馈问题", "整改措施", "整改时限", "责任单位", None, "核心事项"],
        ["第1项", "料场未覆盖", "覆盖", "20259月底前", "县住建局", None, "大气"], [None, None, "绿化", "待定", None, None, None],
        ["第2项", "河道有垃圾", "清运", "待定", "县水利局", None, "水"],
    )  # fmt: skip
    for row in rows:
        book.active.append(row)
    for letter in "ABEG":
        book.active.merge_cells(f"{letter}3:{letter}4")
    book.save(tmp_path / "清单.xlsx")
    preview = preview_import(ledger, tmp_path / "清单.xlsx")
    fields = {**preview.reading.tables[0].mapping, "category": "核心事项"}
    preview = correct_mapping(ledger, preview, 0, fields)
    write_faulty_rows(ledger, preview.shown, preview.sender, tmp_path / "退回.xlsx")

    back = preview_import(ledger, tmp_path / "退回.xlsx")

    assert dict(back.reading.tables[0].mapping) == fields
    assert [
        (one.fields["number"], one.fields["measures"], one.fields["category"], one.merged_from is not None)
        for one in back.reading.tables[0].records
    ] == [("第1项", "覆盖", "大气", False), ("第1项", "绿化", "大气", True), ("第2项", "清运", "水", False)]


OVER_ROWS = (
    ["编号", "反馈问题", "整改措施", "整改时限", "责任单位"],
    ["第1项", "料场未覆盖，扬尘污染周边环境", "覆盖", "2025年9月底前", "县住建局"],
    [None, None, "绿化", "20258月底前", "县林业局"],
    [None, None, "道路硬化", "2025年10月底前", "县交通局"],
    ["第2项", "河道有垃圾，岸边堆放建筑垃圾", "清运", "2025年8月底前", "县水利局"],
)


@pytest.fixture
def lower(ledger, tmp_path):
    """A table of which only the second row of a problem over three is faulty, and where it goes back to."""
    book = Workbook()
    for row in OVER_ROWS:
        book.active.append(row)
    for letter in "AB":
        book.active.merge_cells(f"{letter}2:{letter}4")
    book.save(tmp_path / "清单.xlsx")
    preview = preview_import(ledger, tmp_path / "清单.xlsx")
    return preview, write_faulty_rows(ledger, preview.shown, "", tmp_path / "退回.xlsx")


def test_a_faulty_lower_row_goes_back_with_the_rows_of_its_problem(lower):
    preview, done = lower
    rows = [[cell or "" for cell in row] for row in load_workbook(done.path)["Sheet"].iter_rows(values_only=True)]  # fmt: skip

    assert (done.rows, done.places, faulty_rows(preview.shown)) == (1, 1, 1)
    assert [(row[0], row[1], row[3]) for row in rows[1:]] == [
        ("2", "第1项", "覆盖"),
        ("3", "", "绿化"),
        ("4", "", "道路硬化"),
    ]
    assert rows[1][-1] == rows[3][-1] == "没有疑点，与红框的行是同一条，随它一起退回，请原样交回。"
    assert "像是丢了字" in rows[2][-1]


def test_it_comes_back_to_its_problem_and_mends_its_own_measure_only(ledger, lower):
    preview, done = lower
    accept_import(ledger, preview)
    book = load_workbook(done.path)
    book["Sheet"]["E3"] = "2025年8月底前"
    book.save(done.path)

    back = preview_import(ledger, done.path)

    assert [(one.verdict, one.follows) for one in back.planned] == [
        (Verdict.CHANGED, None),
        (Verdict.CHANGED, 2),
        (Verdict.SAME, 2),
    ]
    first, second = (
        [(each.key.partition(":")[0], each.theirs) for each in one.candidates[0].differences]
        for one in back.planned[:2]
    )
    assert first == [("deadline", "2025年10月底前")]
    assert [key for key, _theirs in second] == ["own"]
    assert "2025年8月底前" in second[0][1]


def test_a_faulty_row_of_a_petition_goes_back_with_the_others(ledger, tmp_path):
    book = Workbook()
    for row in (["受理编号", "交办问题基本情况", "责任单位", "是否属实"], ["X3HN202611220001", "砂场噪声、扬尘", "县住建局", "属实"], [None, None, "县城管局", "待定"]):  # fmt: skip
        book.active.append(row)
    book.save(tmp_path / "清单.xlsx")

    write_faulty_rows(ledger, read_tables(tmp_path / "清单.xlsx"), "", tmp_path / "退回.xlsx")

    (table,) = read_tables(tmp_path / "退回.xlsx").tables
    assert [(one.fields["responsible_unit"], one.merged_from) for one in table.records] == [("县住建局", None), ("县城管局", 2)]  # fmt: skip
