"""A problem over several rows, each with a measure: deadline, units and remarks of all its rows are the problem's, none is lost."""

from datetime import date

import pytest
from openpyxl import Workbook
from sqlalchemy import select

from dczg_desktop.base.errors import UserError
from dczg_desktop.domain.comparison import Choice, Way
from dczg_desktop.domain.entities import Duty, Measure
from dczg_desktop.imports.editing import TableEdits
from dczg_desktop.services.detail import problem_detail
from dczg_desktop.services.importing.acceptance import accept_import
from dczg_desktop.services.importing.imports import preview_import, revised
from dczg_desktop.services.problems import find_problem

HEADS = ("编号", "反馈问题", "整改措施", "牵头单位", "配合单位", "启动时间", "整改时限", "备注")
FIRST = (
    "XM-01",
    "污水厂超负荷运行，日均溢流约两千吨",
    "完成立项",
    "县住建局",
    "县发改局",
    "2025年9月",
    "2025年12月底前",
    "",
)
SECOND = ("", "", "完成主体工程", "县城投公司", "县财政局", "2026年1月", "2026年9月底前", "")
THIRD = ("", "", "通过验收", "县住建局", "县环境局", "2026年10月", "2026年12月31日前", "含联网")  # fmt: skip


@pytest.fixture
def table(tmp_path):
    def made(*rows, heads=HEADS):
        book = Workbook()
        for row in (heads, *rows):
            book.active.append(list(row))
        for letter in "AB":
            book.active.merge_cells(f"{letter}2:{letter}{len(rows) + 1}")
        book.save(tmp_path / "清单.xlsx")
        return tmp_path / "清单.xlsx"

    return made


def taken(ledger, path):
    accept_import(ledger, preview_import(ledger, path))
    return problem_detail(ledger, find_problem(ledger, "XM-01"))


def test_the_problem_is_due_when_its_last_measure_is_and_this_is_said(ledger, table):
    path = table(FIRST, SECOND, THIRD)
    said = "".join(preview_import(ledger, path).reading.notes)
    made = taken(ledger, path)

    assert "各行的时限不同" in said
    assert "取“2026年12月31日前”" in said
    assert [one.due for one in made.facts.deadlines] == [date(2026, 12, 31)]
    assert [one.due for one in made.facts.measures] == [
        date(2025, 12, 31),
        date(2026, 9, 30),
        date(2026, 12, 31),
    ]


def test_a_time_without_a_day_among_them_is_kept_beside_the_others(ledger, table):
    made = taken(ledger, table(FIRST, (*SECOND[:6], "长期坚持", "")))

    assert [(one.raw, one.due, one.long_term) for one in made.facts.deadlines] == [
        ("2025年12月底前；长期坚持", date(2025, 12, 31), True)
    ]


def test_rows_with_one_time_say_nothing_of_several(ledger, table):
    path = table(FIRST, (*SECOND[:6], FIRST[6], ""))

    assert "各行的时限不同" not in "".join(preview_import(ledger, path).reading.notes)


def test_every_measure_has_the_unit_of_its_row_and_every_helper_is_one_of_the_problem(ledger, table):
    taken(ledger, table(FIRST, SECOND, THIRD))

    with ledger.reading() as session:
        measures = session.scalars(select(Measure).order_by(Measure.position)).all()
        helpers = session.scalars(select(Duty.name).where(Duty.role == "配合单位")).all()
        assert [one.unit for one in measures] == ["县住建局", "县城投公司", "县住建局"]
        assert set(helpers) == {"县发改局", "县财政局", "县环境局"}
        assert len(helpers) == 3


def test_remarks_and_columns_of_no_field_are_kept_of_every_row(ledger, table):
    made = taken(ledger, table(FIRST, SECOND, THIRD))

    assert made.fields["remark"] == "含联网"
    assert made.fields["extra"] == {"启动时间": "2025年9月\n2026年1月\n2026年10月"}


def test_provenance_names_the_cells_of_the_rows_that_say_it(ledger, table):
    made = taken(ledger, table(FIRST, SECOND, THIRD))

    cells = made.fields["provenance"]["cells"]
    assert (cells["lead_unit"], cells["remark"], cells["deadline"]) == ("D2", "H4", "G4")
    assert (cells["supporting_unit"], cells["启动时间"]) == ("E2、E3、E4", "F2、F3、F4")
    assert (cells["number"], cells["description"], cells["measures"]) == ("A2", "B2", "C2")


def test_a_unit_that_only_a_row_below_names_stands_in_its_cell(ledger, table):
    made = taken(ledger, table((*FIRST[:4], "", *FIRST[5:]), (*SECOND[:4], "", *SECOND[5:]), THIRD))

    assert made.fields["provenance"]["cells"]["supporting_unit"] == "E4"


def test_what_a_row_below_changed_later_is_remembered_with_its_cell(ledger, table):
    taken(ledger, table((*FIRST[:7], ""), SECOND, (*THIRD[:7], "")))
    again = preview_import(ledger, table(FIRST, SECOND, THIRD))

    (found,) = again.planned[0].candidates[0].differences
    assert (found.key, found.cell) == ("remark", "H4")


def test_a_stroke_in_one_row_is_no_part_of_what_the_others_report(ledger, table):
    heads = ("编号", "反馈问题", "整改措施", "整改时限", "整改进展")
    rows = (
        ("XM-01", FIRST[1], "完成立项", "2025年12月底前", "/"),
        ("", "", "建成", "2026年12月底前", "已开工"),
    )
    made = taken(ledger, table(*rows, heads=heads))

    assert [one.text for one in made.facts.progress] == ["已开工"]
    assert [one.result for one in made.facts.measures] == ["", "已开工"]
    assert made.fields["provenance"]["cells"]["progress"] == "E3"


def test_states_that_differ_are_not_told_by_the_first_row_alone(ledger, table):
    heads = ("编号", "反馈问题", "整改措施", "整改时限", "完成情况")
    rows = (
        ("XM-01", FIRST[1], "完成立项", "2025年12月底前", "已完成"),
        ("", "", "建成", "2026年12月底前", "正在整改"),
    )
    made = taken(ledger, table(*rows, heads=heads))

    assert made.fields["stated_status"] == "已完成；正在整改"


def test_the_same_table_again_brings_nothing_new(ledger, table):
    path = table(FIRST, SECOND, THIRD)
    taken(ledger, path)

    with pytest.raises(UserError, match="3 条台账里已有"):
        accept_import(ledger, preview_import(ledger, path))


def test_a_later_time_in_a_row_below_is_a_difference_of_the_problem(ledger, table):
    taken(ledger, table(FIRST, SECOND, THIRD))
    again = preview_import(ledger, table(FIRST, SECOND, (*THIRD[:6], "2027年3月底前", THIRD[7])))

    assert [one.theirs for one in again.planned[0].candidates[0].differences] == ["2027年3月底前"]


EARLIER = (*FIRST[:6], "2025年10月底前", "")


def told(preview):
    return [
        (one.row, [(each.label, each.ours, each.theirs) for each in one.candidates[0].differences])
        for one in preview.planned
    ]


def measures(ledger):
    with ledger.reading() as session:
        found = session.scalars(select(Measure).where(~Measure.hidden).order_by(Measure.text)).all()
        return [(one.text, one.unit, one.deadline, one.due) for one in found]


def test_the_unit_and_time_of_the_first_measure_are_compared_too_and_taken_alone(ledger, table):
    taken(ledger, table(FIRST, SECOND, THIRD))
    before = measures(ledger)
    again = preview_import(ledger, table(EARLIER, SECOND, THIRD))
    changed = ("措施的单位、时限", "时限“2025年12月底前”", "时限“2025年10月底前”")
    assert told(again) == [(2, [changed]), (3, []), (4, [])]
    (found,) = again.planned[0].candidates

    accept_import(
        ledger, again, choices={(0, 2): Choice(Way.UPDATE, found.uid, frozenset({found.differences[0].key}))}
    )

    assert [one for one in measures(ledger) if one not in before] == [
        ("完成立项", "县住建局", "2025年10月底前", date(2025, 10, 31))
    ]
    assert told(preview_import(ledger, table(EARLIER, SECOND, THIRD))) == [(2, []), (3, []), (4, [])]


def test_a_time_of_the_first_measure_corrected_in_the_preview_is_compared_at_once(ledger, table):
    taken(ledger, table(FIRST, SECOND, THIRD))
    again = preview_import(ledger, table(FIRST, SECOND, THIRD))

    mended = revised(ledger, again, (TableEdits({(2, "G"): EARLIER[6]}),))

    assert [theirs for _row, found in told(mended) for _label, _ours, theirs in found] == [
        "时限“2025年10月底前”"
    ]


def test_a_measure_put_in_front_brings_its_own_unit_and_time(ledger, table):
    taken(ledger, table(FIRST, SECOND))
    rows = (*FIRST[:2], "完成征地", "县自然资源局", "", "", "2025年6月底前", ""), ("", "", *FIRST[2:]), SECOND
    again = preview_import(ledger, table(*rows))

    accept_import(ledger, again, choices={(0, 2): again.planned[0].proposal})

    assert ("完成征地", "县自然资源局", "2025年6月底前", date(2025, 6, 30)) in measures(ledger)


def test_a_corrected_time_of_a_later_row_says_what_it_was_when_it_becomes_the_problem_s(ledger, table):
    taken(ledger, table(FIRST, SECOND))
    again = preview_import(ledger, table(FIRST, (*SECOND[:6], "待定", "")))
    mended = revised(ledger, again, (TableEdits({(3, "G"): "2027年3月底前"}),))
    (found,) = mended.planned[0].candidates
    choice = Choice(Way.UPDATE, found.uid, frozenset({"deadline"}), "项目审批")

    accept_import(ledger, mended, choices={(0, 2): choice})

    (place,) = problem_detail(ledger, found.uid).fields["provenance"]["later"].values()
    assert (place["cell"], place["read"]) == ("G3", "待定")


def test_what_stands_in_the_ledger_by_now_is_no_update(ledger, table):
    taken(ledger, table(FIRST, SECOND))
    changed = table(FIRST, (*SECOND[:7], "新备注"))
    first, second = preview_import(ledger, changed), preview_import(ledger, changed)
    choices = {(0, 2): first.planned[0].proposal}
    accept_import(ledger, first, choices=choices)

    with pytest.raises(UserError, match="没有可以导入的新记录"):
        accept_import(ledger, second, choices=choices)
