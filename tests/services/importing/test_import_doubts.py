"""Where a row might be taken for another one, a value be lost or written unseen: odd rows against a ledger that has some of them."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from dczg_desktop.base.errors import UserError
from dczg_desktop.domain.comparison import Choice, Verdict, Way
from dczg_desktop.domain.entities import Measure, Problem
from dczg_desktop.services.detail import problem_detail
from dczg_desktop.services.importing.acceptance import accept_import
from dczg_desktop.services.importing.imports import revised
from dczg_desktop.services.problems import ProblemDraft, add_problem, find_problem
from dczg_desktop.services.undo import undo
from tests.services.importing.doubtful import ALIKE, NUMBER, TEXT, keys, updates


def test_what_a_corrected_cell_said_stands_with_the_values_of_that_cell_only(ledger, look, take):
    heads = ("问题编号", "问题描述", "责任单位", "配合单位")
    take(heads[:3], (NUMBER, TEXT, "甲单位"))
    preview = look(heads, (NUMBER, TEXT, "甲单位", "丙单位"))
    edits = preview.edits[0].with_cell((2, "C"), "乙单位").with_cell((2, "D"), "丁单位")
    preview = revised(ledger, preview, (edits,))

    accept_import(ledger, preview, "甲轮", choices=updates(preview))

    later = problem_detail(ledger, preview.planned[0].known_uid).fields["provenance"]["later"]
    assert {(one["cell"], one["read"]) for one in later.values()} == {("C2", "甲单位"), ("D2", "丙单位")}


def test_a_merged_cell_is_named_and_its_first_words_are_kept_in_every_row_it_covers(ledger, look):
    rows = ((NUMBER, TEXT, "甲单位", "一组"), ("YX202600002", "某养殖场粪污直排鱼塘", "", ""))
    preview = look(("问题编号", "问题描述", "责任单位", "片区"), *rows, merged=("C2:C3", "D2:D3"))

    preview = revised(ledger, preview, (preview.edits[0].with_cell((2, "C"), "乙单位"),))
    accept_import(ledger, preview, "甲轮")

    with ledger.reading() as session:
        places = session.scalars(select(Problem.provenance)).all()
    assert [(one["cells"]["片区"], one["read"]) for one in places] == [
        ("D2", {"responsible_unit": "甲单位"})
    ] * 2


def test_a_column_that_is_no_field_of_a_known_problem_is_compared_and_its_cell_named(ledger, look, take):
    """Of progress and result the problem has one, the other is kept aside; so is what only petitions have."""
    heads = ("问题编号", "问题描述", "整改措施", "整改进展情况", "整改结果", "处理类别")
    fields = {"number": heads[0], "description": heads[1], "measures": heads[2], "progress": heads[3]}

    def mended(*row):
        preview = look(heads, row)
        more = {"result": heads[4], "handling": heads[5]}
        return revised(ledger, preview, (replace(preview.edits[0], fields=fields | more),))

    accept_import(ledger, mended(NUMBER, TEXT, "停产", "已停产", "", ""), "甲轮")
    preview = mended(NUMBER, TEXT, "停产", "已停产", "罚款三万元", "行政处罚")
    accept_import(ledger, preview, "甲轮", choices=updates(preview))

    made = problem_detail(ledger, find_problem(ledger, NUMBER)).fields
    assert made["extra"] == {"整改结果": "罚款三万元", "处理类别": "行政处罚"}
    assert {one["cell"] for one in made["provenance"]["later"].values()} == {"E2", "F2"}


def test_a_merged_row_brings_its_measure_with_the_unit_and_time_it_names_and_says_so(ledger, look, take):
    heads = ("问题编号", "问题描述", "整改措施", "整改时限", "责任单位", "整改进展情况")
    leader = (NUMBER, TEXT, "停止采砂", "2026年6月底前", "甲单位", "已停产")
    take(heads, leader)
    row = ("", "", "复垦复绿", "2027年3月底前", "乙单位", "正在平整")
    preview = look(heads, leader, row, merged=("A2:A3", "B2:B3"))
    (shown,) = preview.planned[1].candidates[0].differences
    assert "承办单位“乙单位”，时限“2027年3月底前”，完成情况“正在平整”" in shown.note

    follower = {(0, 3): Choice(Way.UPDATE, preview.planned[1].known_uid, frozenset({shown.key}))}
    accept_import(ledger, preview, "甲轮", choices=follower)

    with ledger.reading() as session:
        made = session.scalars(select(Measure).where(Measure.text == "复垦复绿")).one()
        assert (made.unit, made.deadline, made.result) == ("乙单位", "2027年3月底前", "正在平整")


def test_a_row_shown_as_known_comes_in_when_somebody_says_it_is_another_problem(ledger, look, take):
    heads, rows = ("问题描述", "责任单位"), ((TEXT, "甲单位"), ("某养殖场粪污未经处理直接排入鱼塘", "乙单位"))
    take(heads, *rows)
    preview = look(heads, *rows)
    assert {one.verdict for one in preview.planned} == {Verdict.SAME}

    assert accept_import(ledger, preview, "甲轮", choices={(0, 2): Choice(Way.NEW)}).problems == 1


def test_a_record_that_came_after_the_preview_is_seen_before_a_new_one_is_made(ledger, look, take):
    heads = ("问题编号", "问题描述")
    take(heads, (NUMBER, TEXT))
    preview = look(heads, ("QT202600001", ALIKE))
    add_problem(ledger, ProblemDraft(ALIKE))

    with pytest.raises(UserError, match="第 2 行在预览之后台账里有了变化"):
        accept_import(ledger, preview, "甲轮", choices={(0, 2): Choice(Way.NEW)})


def test_a_likely_record_that_is_gone_when_somebody_looks_is_none(ledger, look, take):
    heads = ("问题编号", "问题描述")
    done = take(heads, (NUMBER, TEXT))
    (one,) = look(heads, ("QT202600001", ALIKE)).planned
    undo(ledger, done.act_uid)

    assert (one.known_uid, one.proposal.way, tuple(one.candidates)) == ("", Way.SKIP, ())


def test_a_number_whose_giving_was_taken_back_finds_nothing(ledger, look, take):
    heads = ("问题编号", "问题描述")
    take(heads, (NUMBER, TEXT))
    given = Choice(Way.NUMBER, find_problem(ledger, NUMBER))
    done = accept_import(ledger, look(heads, ("QT202600001", ALIKE)), "甲轮", choices={(0, 2): given})
    undo(ledger, done.act_uid)

    with pytest.raises(UserError, match="没有编号为“QT202600001”的问题"):
        find_problem(ledger, "QT202600001")


def test_a_long_ordinal_means_a_record_only_within_its_source(look, take):
    heads = ("问题编号", "问题描述")
    take(heads, ("第一百二十一项", "东河镇污水处理厂管网不完善，雨季溢流严重"))
    row = ("第一百二十一项", "西河镇污水处理厂管网不配套，汛期溢流")

    assert look(heads, row, source="乙轮").planned[0].verdict is Verdict.NEW
    assert look(heads, row, source="甲轮").planned[0].candidates[0].why == "编号相同"


def test_a_row_of_a_table_of_figures_is_no_problem_whatever_is_chosen(ledger, look):
    preview = look(("单位", "问题数", "已完成数"), ("甲县", 3, 1), ("乙县", 4, 2))

    with pytest.raises(UserError, match="第 2 行不是问题或信访件"):
        accept_import(ledger, preview, choices={(0, 2): Choice(Way.NEW)})


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_the_upper_of_two_unclear_rows_proposes_whichever_is_looked_at_first(look, take, order):
    heads = ("问题编号", "问题描述", "整改目标")
    take(heads, (NUMBER, TEXT, ""))
    planned = look(heads, ("", ALIKE, "取缔"), ("", f"{ALIKE}了", "恢复")).planned

    proposed = {place: planned[place].candidates[0].proposed() for place in order}

    assert proposed == {0: {"goal"}, 1: set()}


def test_what_a_row_under_a_hidden_one_says_is_not_lost_with_it(ledger, look):
    """The merged cells show the problem in the rows that stay."""
    rows = ((NUMBER, TEXT, "停止采砂"), ("", "", "复垦复绿"), ("", "", "补种苗木"))
    preview = look(("问题编号", "问题描述", "整改措施"), *rows, merged=("A2:A4", "B2:B4"))

    done = accept_import(ledger, preview, "甲轮", frozenset({(0, 2)}))

    assert (done.problems, done.measures) == (1, 2)
    assert problem_detail(ledger, find_problem(ledger, NUMBER)).fields["description"] == TEXT


def test_a_corrected_sequence_is_looked_at_in_every_row(ledger, look, take):
    """While they only count the rows of the file they say nothing; no longer when one of them is mended."""
    heads = ("序号", "问题编号", "问题描述")
    rows = ((NUMBER, TEXT), ("YX202600002", "某养殖场粪污直排鱼塘"))
    take(heads, ("5", *rows[0]), ("6", *rows[1]))
    preview = look(heads, ("1", *rows[0]), ("2", *rows[1]))
    assert [one.verdict for one in preview.planned] == [Verdict.SAME, Verdict.SAME]

    mended = revised(ledger, preview, (preview.edits[0].with_cell((3, "A"), "17"),))

    assert [keys(one) for one in mended.planned] == [{"sequence"}, {"sequence"}]


def test_a_unit_named_twice_in_a_cell_has_one_duty(ledger, look, take):
    heads = ("问题编号", "问题描述", "责任单位")
    take(heads, (NUMBER, TEXT, "甲局、甲局"))
    (unit,) = problem_detail(ledger, find_problem(ledger, NUMBER)).facts.units()
    assert unit.name == "甲局"

    (shown,) = look(heads, (NUMBER, TEXT, "甲局、乙局、乙局")).planned[0].candidates[0].differences
    assert shown.theirs == "乙局"


def test_a_few_words_that_are_the_same_by_chance_are_asked_about(look, take):
    heads = ("问题描述", "责任单位")
    take(heads, ("扬尘污染", "甲单位"))

    (one,) = look(heads, ("扬尘污染", "乙单位")).planned

    assert (one.verdict, one.candidates[0].why) == (Verdict.UNCLEAR, "描述相同")


@pytest.mark.parametrize("words", ["无", "未发现环境问题", "无明显问题"])
def test_a_row_that_says_there_is_no_problem_makes_none_by_itself(ledger, look, words):
    heads = ("问题编号", "问题描述", "责任单位")
    preview = look(heads, (NUMBER, TEXT, "甲单位"), ("YX202600002", words, "乙单位"))

    assert [(one.verdict, one.note) for one in preview.planned][1] == (Verdict.UNCLEAR, "写着没有问题")
    assert accept_import(ledger, preview, "甲轮").problems == 1
