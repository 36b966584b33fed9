"""A petition over several rows of a table is one petition: what its rows say comes together, what they say otherwise is asked about."""

import pytest
from sqlalchemy import select

from dczg_desktop.domain.comparison import Choice, Verdict, Way
from dczg_desktop.domain.entities import Petition, PetitionPoint
from dczg_desktop.imports.editing import TableEdits
from dczg_desktop.services.importing.acceptance import accept_import
from dczg_desktop.services.importing.daily import batch_of_file
from dczg_desktop.services.importing.foreseen import foreseen
from dczg_desktop.services.importing.imports import correct_mapping, preview_import, revised
from dczg_desktop.services.undo import undo
from tests.services.importing.doubtful import a_sheet_of

HEADS = ("序号", "受理编号", "交办问题基本情况", "责任单位", "调查核实情况", "是否属实", "处理和整改情况", "是否办结")  # fmt: skip
ONE, OTHER = "X3HN202611220001", "X3HN202611220002"
FIRST = (
    "1",
    ONE,
    "群众反映砂场夜间噪声、渣土外溢",
    "县住建局",
    "经查，夜间施工",
    "属实",
    "一是停工",
    "已办结",
)
MORE = ("", "", "", "县城管局", "经查，渣土外溢", "", "二是清扫路面", "")
LAST = ("2", OTHER, "河道排放污水", "县水利局", "经查，管网破损", "属实", "修复管网", "已办结")
MERGED = ("A2:A3", "B2:B3", "C2:C3")


def told(ledger, query):
    with ledger.reading() as session:
        found = session.scalars(query).all()
        session.expunge_all()
        return found


def petitions(ledger):
    return told(ledger, select(Petition).where(~Petition.hidden).order_by(Petition.number))


def points(ledger):
    return told(ledger, select(PetitionPoint).where(~PetitionPoint.hidden).order_by(PetitionPoint.position))


def asked(preview, words):
    return [one.place.rpartition("!")[2] for one in preview.reading.tables[0].faults if words in one.message]


@pytest.mark.parametrize("merged", [MERGED, ()])
def test_what_the_rows_of_one_petition_say_comes_together(ledger, look, merged):
    preview = look(HEADS, FIRST, MORE, LAST, merged=merged)
    done = accept_import(ledger, preview, "甲轮")

    one, other = petitions(ledger)
    assert (done.petitions, done.unclear) == (2, 0)
    assert one.responsible_unit == "县住建局、县城管局"
    assert one.findings == "经查，夜间施工\n经查，渣土外溢"
    assert (one.result, one.substantiated, one.completion) == ("一是停工\n二是清扫路面", "属实", "已办结")
    assert other.result == "修复管网"
    assert (points(ledger), one.provenance["rows"]["3"]["cells"]["findings"]) == ([], "E3")
    assert "1 件信访件各占几行（如第 2–3 行）" in "".join(preview.reading.notes)
    assert asked(preview, "紧接在上一件下面") == ([] if merged else ["B3"])


def test_a_row_with_nothing_but_one_more_unit_is_no_title(ledger, look):
    accept_import(ledger, look(HEADS, FIRST, ("", "", "", "县城管局", "", "", "", ""), LAST), "甲轮")

    assert petitions(ledger)[0].responsible_unit == "县住建局、县城管局"


def test_rows_with_complaints_of_their_own_are_points(ledger, look):
    own = ("", "", "反映料场扬尘", "县城管局", "经查，未覆盖", "不属实", "", "已办结")
    preview = look(HEADS, FIRST, own, LAST, merged=MERGED[:2])
    written = foreseen(preview, (0, 2))
    done = accept_import(ledger, preview, "甲轮")

    one = petitions(ledger)[0]
    assert one.description == "群众反映砂场夜间噪声、渣土外溢\n反映料场扬尘"
    assert [(each.text, each.unit, each.substantiated, each.result) for each in points(ledger)] == [
        (FIRST[2], "县住建局", "属实", "一是停工"),
        ("反映料场扬尘", "县城管局", "不属实", ""),
    ]
    assert [each.name for each in written if each.name.endswith("点")] == ["第 1 点", "第 2 点"]
    undo(ledger, done.act_uid)
    assert (petitions(ledger), points(ledger)) == ([], [])


def test_what_is_merged_over_all_its_rows_is_said_of_no_single_point(ledger, look):
    own = ("", "", "反映料场扬尘", "", "", "", "", "")
    merged = (*MERGED[:2], *(f"{letter}2:{letter}3" for letter in "DEFGH"))
    accept_import(ledger, look(HEADS, FIRST, own, LAST, merged=merged), "甲轮")

    assert [(each.text, each.unit, each.findings) for each in points(ledger)] == [(FIRST[2], "", ""), (own[2], "", "")]  # fmt: skip
    assert petitions(ledger)[0].findings == FIRST[4]


def test_a_truth_and_an_end_that_differ_are_asked_about_and_never_taken_from_the_first_row(ledger, look):
    preview = look(HEADS, FIRST, (*MORE[:5], "不属实", MORE[6], "未办结"), LAST, merged=MERGED)

    assert asked(preview, "“是否属实”各行写的不同（属实；不属实）") == ["F2"]
    assert asked(preview, "“是否办结”各行写的不同（已办结；未办结）") == ["H2"]
    accept_import(ledger, preview, "甲轮")
    one = petitions(ledger)[0]
    assert (one.substantiated, one.completion) == ("属实；不属实", "已办结；未办结")


@pytest.mark.parametrize("second", [("1", ONE, FIRST[2]), ("", ONE, FIRST[2]), ("", ONE, ""), ("", ONE, "反映料场扬尘")])  # fmt: skip
def test_a_number_written_again_in_the_row_below_is_the_same_petition(ledger, look, second):
    preview = look(HEADS, FIRST, (*second, *MORE[3:]), LAST)

    assert accept_import(ledger, preview, "甲轮").petitions == 2
    assert petitions(ledger)[0].responsible_unit == "县住建局、县城管局"
    assert len(points(ledger)) == (2 if second[2] == "反映料场扬尘" else 0)


def test_a_number_written_again_under_another_serial_is_asked_about_as_before(look):
    preview = look(HEADS, FIRST, ("2", ONE, "河道排放污水", *MORE[3:]), ("3", *LAST[1:]))

    assert [one.follows for one in preview.planned] == [None, None, None]
    assert asked(preview, "与 B2 重复") == ["B3"]


def test_one_content_merged_over_two_numbers_is_two_petitions(ledger, look):
    merged = ("C2:C3",)
    preview = look(HEADS, FIRST, ("2", OTHER, "", *LAST[3:]), merged=merged)

    assert accept_import(ledger, preview, "甲轮").petitions == 2
    assert [one.description for one in petitions(ledger)] == [FIRST[2], FIRST[2]]


def test_a_row_with_content_and_no_number_is_asked_about_once_and_joined_by_the_number(ledger, look):
    own = ("", "", "反映料场扬尘", *MORE[3:])
    preview = look(HEADS, FIRST, own, LAST)

    assert [one.verdict for one in preview.planned] == [Verdict.NEW, Verdict.UNCLEAR, Verdict.NEW]
    assert preview.planned[1].note == "没有序号和编号，紧接在第 2 行下面，可能与它是同一件"
    assert asked(preview, "可能与第 2 行是同一件") == ["B3"]

    joined = revised(ledger, preview, (TableEdits().with_cell((3, "B"), ONE),))
    assert joined.planned[1].follows == 2
    back = revised(ledger, joined, (TableEdits(),))
    assert back.planned == preview.planned
    assert accept_import(ledger, joined, "甲轮").petitions == 2
    assert [each.text for each in points(ledger)] == [FIRST[2], "反映料场扬尘"]


def test_a_row_with_content_and_no_number_may_be_taken_as_a_petition(ledger, look):
    preview = look(HEADS, FIRST, ("", "", "反映料场扬尘", *MORE[3:]), LAST)

    done = accept_import(ledger, preview, "甲轮", choices={(0, 3): Choice(Way.NEW)})

    assert done.petitions == 3


def test_the_same_table_again_brings_nothing_and_a_row_changed_below_an_update(ledger, look):
    accept_import(ledger, look(HEADS, FIRST, MORE, LAST, merged=MERGED), "甲轮")

    assert {one.verdict for one in look(HEADS, FIRST, MORE, LAST, merged=MERGED).planned} == {Verdict.SAME}
    again = look(HEADS, FIRST, (*MORE[:6], "二是清扫路面并洒水", ""), LAST, merged=MERGED)
    assert [one.verdict for one in again.planned] == [Verdict.CHANGED, Verdict.SAME, Verdict.SAME]
    accept_import(ledger, again, "甲轮", choices={(0, 2): again.planned[0].proposal})
    assert petitions(ledger)[0].result == "一是停工\n二是清扫路面并洒水"


def test_a_batch_counts_petitions_and_not_their_rows(tmp_path):
    assert batch_of_file(a_sheet_of(tmp_path, HEADS, FIRST, MORE, LAST, merged=MERGED)).rows == 2


def test_where_the_first_row_is_left_out_the_next_stands_for_the_petition(ledger, look):
    preview = look(HEADS, FIRST, MORE, LAST, merged=MERGED)

    accept_import(ledger, preview, "甲轮", leave_out=frozenset({(0, 2)}))

    assert [(one.number, one.responsible_unit) for one in petitions(ledger)] == [
        (ONE, "县城管局"),
        (OTHER, "县水利局"),
    ]


def test_columns_assigned_by_hand_join_the_rows_too(ledger, tmp_path):
    heads = ("序号", "标识", "交办内容描述", "责任单位", "现场看到的")
    path = a_sheet_of(tmp_path, heads, ("1", ONE, FIRST[2], "县住建局", "夜间施工"), ("", "", "", "县城管局", "渣土外溢"), ("2", OTHER, LAST[2], "县水利局", "破损"))  # fmt: skip
    preview = preview_import(ledger, path)
    fields = {"number": "标识", "description": "交办内容描述", "findings": "现场看到的"}

    mended = correct_mapping(ledger, preview, 0, fields)

    assert mended.reading.tables[0].kind == "petition"
    assert [one.follows for one in mended.planned] == [None, 2, None]
    assert all(row[1] == "" for row in preview.original.tables[0].grid.rows[2:3])
