"""Where a row might be taken for another one, a value be lost or written unseen: odd rows against a ledger that has some of them."""

from dataclasses import replace

import pytest
from openpyxl import Workbook, load_workbook
from sqlalchemy import select

from dczg_desktop.base.errors import UserError
from dczg_desktop.domain.comparison import Choice, Verdict, Way
from dczg_desktop.domain.entities import Measure, Problem
from dczg_desktop.services.detail import problem_detail
from dczg_desktop.services.importing.acceptance import accept_import
from dczg_desktop.services.importing.imports import preview_import, revised
from dczg_desktop.services.problems import ProblemDraft, add_problem, find_problem
from dczg_desktop.services.undo import undo

NUMBER, TEXT = "YX202600001", "某砂场未办理用地手续，长期违规采砂，河岸受损"
ALIKE = "某砂场未办理用地手续，长期违规采砂，河岸严重受损"


def a_table(folder, heads, *rows, merged=()):
    book = Workbook()
    book.active.title = "清单"
    for row in (heads, *rows):
        book.active.append(list(row))
    for span in merged:
        book.active.merge_cells(span)
    book.save(folder / "清单.xlsx")
    return folder / "清单.xlsx"


@pytest.fixture
def look(ledger, tmp_path):
    """Reads a table with these headings and rows and compares it with the ledger."""
    return lambda heads, *rows, source="甲轮", **more: preview_import(
        ledger, a_table(tmp_path, heads, *rows, **more), source=source
    )


@pytest.fixture
def take(ledger, look):
    """The same, and takes it in."""
    return lambda *parts, **more: accept_import(ledger, look(*parts, **more), more.get("source", "甲轮"))


def keys(one):
    return frozenset(each.key for each in one.candidates[0].differences)


def updates(preview):
    """Everything that the rows say otherwise."""
    return {(one.table, one.row): Choice(Way.UPDATE, one.known_uid, keys(one)) for one in preview.planned}


def test_two_rows_that_reword_one_measure_are_never_settled_by_their_order(ledger, look, take):
    heads = ("问题编号", "问题描述", "整改措施")
    take(heads, (NUMBER, TEXT, "1.停止采砂作业并恢复河岸原状。2.拆除全部采砂设备并清运。"))
    preview = look(
        heads,
        (NUMBER, TEXT, "1.停止采砂作业并恢复河岸原状。2.拆除全部采砂设备并清运出场。"),
        (NUMBER, TEXT, "2.拆除全部采砂设备并清运干净。"),
    )

    with pytest.raises(UserError, match="给同一条记录的“整改措施”写得不一样"):
        accept_import(ledger, preview, "甲轮", choices=updates(preview))


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


def test_one_short_number_with_one_text_twice_is_asked_about(look, tmp_path, ledger):
    heads, row = ("问题编号", "问题描述"), ("第九项", "河湾乡饮用水水源保护区内有养殖户")
    assert look(heads, row, row).planned[1].note == "与本表第 2 行编号、内容相同"
    book = load_workbook(a_table(tmp_path, heads, row))
    book.copy_worksheet(book.active)
    book.save(tmp_path / "两张.xlsx")

    one, other = preview_import(ledger, tmp_path / "两张.xlsx").planned

    assert (one.verdict, other.verdict) == (Verdict.NEW, Verdict.UNCLEAR)
    assert other.note == "与前面第 1 张表第 2 行编号、内容相同"


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


def test_two_tables_side_by_side_say_one_thing_once(ledger, look, take):
    heads = ("问题编号", "问题描述", "整改进展情况")
    take(heads[:2], (NUMBER, TEXT))
    preview = look((*heads, "", *heads), (NUMBER, TEXT, "已停产", "", NUMBER, TEXT, "已停产"))
    assert len(preview.reading.tables) == 2

    assert accept_import(ledger, preview, "甲轮", choices=updates(preview)).values == 1


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


def test_rows_of_two_tables_are_told_apart_in_what_is_said_of_them(look, take):
    heads = ("问题编号", "问题描述", "整改目标")
    take(heads, (NUMBER, TEXT, ""))

    planned = look((*heads, "", *heads), (NUMBER, TEXT, "取缔", "", NUMBER, TEXT, "恢复河岸")).planned

    assert planned[1].candidates[0].differences[0].note == "第 1 张表第 2 行写的不一样，请核对后只勾一行"


def test_rows_without_a_number_are_twins_only_when_every_column_is_the_same(ledger, look):
    heads = ("问题描述", "责任单位", "企业名称")
    rows = ((TEXT, "甲单位", "一厂"), (TEXT, "甲单位", "二厂"), (TEXT, "甲单位", "一厂"))

    planned = look(heads, *rows).planned

    assert [one.verdict for one in planned] == [Verdict.NEW, Verdict.NEW, Verdict.UNCLEAR]
    assert planned[2].note == "与本表第 2 行各栏内容相同"


def test_two_rows_under_one_number_are_not_two_petitions_without_a_word(ledger, look):
    heads = ("受理编号", "交办问题基本情况", "是否属实", "处理和整改情况", "责任单位")
    rows = (
        ("X3HN202611220001", "群众反映某砂场夜间噪声扰民", "属实", "一是停产", "甲"),
        ("", "", "", "二是拆除", "乙"),
    )
    preview = look(heads, *rows, merged=("A2:A3", "B2:B3", "C2:C3"))

    assert preview.planned[1].note == "与本表第 2 行编号、内容相同"
    done = accept_import(ledger, preview, "甲轮")
    assert (done.petitions, done.unclear) == (1, 1)


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


def test_rows_that_only_their_serial_tells_apart_are_twins(ledger, look):
    heads = ("序号", "问题描述", "责任单位")

    planned = look(heads, ("1", TEXT, "甲单位"), ("2", TEXT, "乙单位"), ("3", TEXT, "甲单位")).planned

    assert [one.verdict for one in planned] == [Verdict.NEW, Verdict.NEW, Verdict.UNCLEAR]
    assert planned[2].note == "与本表第 2 行各栏内容相同"


@pytest.mark.parametrize("words", ["无", "未发现环境问题", "无明显问题"])
def test_a_row_that_says_there_is_no_problem_makes_none_by_itself(ledger, look, words):
    heads = ("问题编号", "问题描述", "责任单位")
    preview = look(heads, (NUMBER, TEXT, "甲单位"), ("YX202600002", words, "乙单位"))

    assert [(one.verdict, one.note) for one in preview.planned][1] == (Verdict.UNCLEAR, "写着没有问题")
    assert accept_import(ledger, preview, "甲轮").problems == 1
