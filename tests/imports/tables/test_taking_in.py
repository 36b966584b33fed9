"""What a reading becomes in the ledger: no error value in a field, one office for party and government, own measures."""

from pathlib import Path
from typing import Any

import xlsxwriter
from openpyxl import Workbook
from sqlalchemy import select

from dczg_desktop.domain.comparison import Verdict
from dczg_desktop.domain.entities import Duty, Measure, Petition, Problem
from dczg_desktop.imports.read import read_tables
from dczg_desktop.services.importing.acceptance import accept_import
from dczg_desktop.services.importing.imports import preview_import
from dczg_desktop.store.ledger import Ledger


def workbook(path: Path, rows: list[list[Any]], *merges: str) -> Path:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for merge in merges:
        book.active.merge_cells(merge)
    book.save(path)
    return path


def taken(ledger: Ledger, path: Path, entity: Any) -> list[Any]:
    accept_import(ledger, preview_import(ledger, path))
    with ledger.reading() as session:
        found = list(session.scalars(select(entity).order_by(entity.id)).all())
        session.expunge_all()
    return found


def test_errors_formulas_and_pictures_never_become_field_texts(ledger, tmp_path):
    path = tmp_path / "清单.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("台账")
    sheet.write_row(0, 0, ["编号", "问题", "整改目标", "备注", "行政区域"])
    sheet.write_row(1, 0, ["第3项", "河道有垃圾"])
    sheet.write_formula(1, 2, "=VLOOKUP(A1,B:C,2)", None, "#N/A")
    sheet.write_formula(1, 3, "=A1&B1", None, "")
    sheet.write_formula(1, 4, '=_xlfn.DISPIMG("ID_1",1)')
    book.close()

    (problem,) = taken(ledger, path, Problem)

    assert (problem.goal, problem.remark, problem.area) == ("", "", "")
    assert problem.description == "河道有垃圾"
    assert problem.extra["整改目标"] == "#N/A"
    assert problem.extra["备注"] == "=A1&B1"
    assert "DISPIMG" in problem.extra["行政区域"]


def test_rows_without_a_description_wait_for_a_word_and_do_not_stop_the_others(ledger, tmp_path):
    rows = [
        ["编号", "问题", "责任单位"],
        ["第1项", "", "县水利局"],
        ["第2项", None, "县住建局"],
        ["", "", "县城管局"],
        ["第3项", "#REF!", "甲局"],
        ["第4项", "河道有垃圾", "乙局"],
    ]
    preview = preview_import(ledger, workbook(tmp_path / "a.xlsx", rows))

    done = accept_import(ledger, preview)

    assert (done.problems, done.unclear) == (1, 3)
    assert {one.note for one in preview.planned if one.verdict is Verdict.UNCLEAR} == {
        "有编号，没有内容，台账里也没有这个编号"
    }


def test_the_plan_of_a_problem_has_the_measures_of_every_row_merged_under_it(ledger, tmp_path):
    rows = [["编号", "问题", "整改措施", "责任单位"], ["第1项", "河道有垃圾", "1.清理河道", "县水利局"],
            [None, None, "2.建立巡查制度", None], [None, None, "3.立牌公示", None]]  # fmt: skip
    path = workbook(tmp_path / "a.xlsx", rows, "A2:A4", "B2:B4", "D2:D4")

    (problem,) = taken(ledger, path, Problem)

    assert problem.plan == "1.清理河道\n2.建立巡查制度\n3.立牌公示"


def test_a_doubt_about_a_merged_cell_is_told_once(tmp_path):
    rows = [["编号", "问题", "整改措施", "整改时限", "责任单位"], ["第1项", "河道有垃圾", "1.清理河道", "2026年12月前", "县水利局"],
            [None, None, "2.建立巡查制度", None, None]]  # fmt: skip
    path = workbook(tmp_path / "a.xlsx", rows, "A2:A3", "B2:B3", "D2:D3", "E2:E3")

    (table,) = read_tables(path).tables

    assert [(fault.place, fault.value) for fault in table.faults] == [("Sheet!D2", "2026年12月前")]


def test_party_and_government_are_one_duty(ledger, tmp_path):
    rows = [["编号", "问题", "责任单位"], ["第1项", "河道有垃圾", "埇桥区委、区政府，市水利局"]]

    duties = taken(ledger, workbook(tmp_path / "a.xlsx", rows), Duty)

    assert [duty.name for duty in duties] == ["埇桥区委、区政府", "市水利局"]


def test_measures_carry_the_unit_and_deadline_of_their_bracket(ledger, tmp_path):
    plan = "1.清理。（责任单位：河湾乡；时限：2025年6月底前）\n2.巡查。"
    rows = [["编号", "问题", "整改措施"], ["第1项", "河道有垃圾", plan]]

    first, second = taken(ledger, workbook(tmp_path / "a.xlsx", rows), Measure)

    assert (first.unit, first.deadline, str(first.due)) == ("河湾乡", "2025年6月底前", "2025-06-30")
    assert first.text.startswith("1.清理。（责任单位")
    assert (second.unit, second.deadline, second.due) == ("", "", None)


def test_two_problems_under_one_merged_number_are_two_problems(ledger, tmp_path):
    rows = [["序号", "问题", "整改措施"], ["1", "河道有垃圾", "清理"], ["", "料场未覆盖", "覆盖"]]

    problems = taken(ledger, workbook(tmp_path / "a.xlsx", rows, "A2:A3"), Problem)

    assert [problem.description for problem in problems] == ["河道有垃圾", "料场未覆盖"]


def test_several_units_beside_one_merged_measure_are_duties_and_no_second_measure(ledger, tmp_path):
    rows = [
        ["序号", "问题", "整改措施", "责任单位"],
        ["1", "河道有垃圾", "清理", "县水利局"],
        ["", "", "", "河湾乡"],
    ]
    path = workbook(tmp_path / "a.xlsx", rows, "A2:A3", "B2:B3", "C2:C3")

    duties = taken(ledger, path, Duty)

    with ledger.reading() as session:
        assert len(session.scalars(select(Measure)).all()) == 1
    assert [duty.name for duty in duties] == ["县水利局", "河湾乡"]


def test_fields_a_petition_does_not_have_are_kept_beside_it(ledger, tmp_path):
    rows = [
        ["受理编号", "交办问题基本情况", "是否属实", "整改措施", "督导单位"],
        ["X3HB202411050035", "噪声", "属实", "停工", "市住建局"],
    ]

    (petition,) = taken(ledger, workbook(tmp_path / "a.xlsx", rows), Petition)

    assert petition.extra == {"整改措施": "停工", "督导单位": "市住建局"}
