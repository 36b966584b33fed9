"""Known records updated by ticks: what comes over, what stands beside what was there, what is locked, where each value is from."""

from datetime import date

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.domain.comparison import Choice, Verdict, Way
from dczg_desktop.domain.words import DeadlineKind
from dczg_desktop.services.closure import apply_for_closure, decide
from dczg_desktop.services.detail import problem_detail
from dczg_desktop.services.importing.acceptance import accept_import
from dczg_desktop.services.importing.imports import preview_import, revised
from dczg_desktop.services.petitions.items import petition_detail
from dczg_desktop.services.petitions.listing import PetitionQuery, petition_ids
from dczg_desktop.services.problems import find_problem
from dczg_desktop.services.undo import undo
from tests.offices import CITY, COUNTY
from tests.services.acts import SecondPerson, a_given_problem, a_problem, make_ready
from tests.services.importing.second_table import FIRST, PETITION, SOURCE, a_table, first, update


def test_only_ticked_values_come_over(ledger, again):
    before = first(ledger)

    done = accept_import(ledger, again, SOURCE, choices=update(again, "goal"))

    after = first(ledger)
    assert (done.updated, done.values) == (1, 1)
    assert after.fields["goal"] == "依法取缔"
    assert after.facts.measures == before.facts.measures
    assert after.facts.deadlines == before.facts.deadlines
    assert after.facts.duties == before.facts.duties


def test_what_is_proposed_adds_and_changes_nothing_that_stands(ledger, again):
    before = first(ledger)

    accept_import(ledger, again, SOURCE, choices=update(again))

    after = first(ledger)
    assert after.fields["goal"] == "依法取缔"
    assert [one.text for one in after.facts.measures] == ["1.停止采砂。", "2.拆除设备。", "3.复垦复绿。"]
    assert [one.text for one in after.facts.progress] == ["已停产", "设备已拆除"]
    assert after.facts.measures[:2] == before.facts.measures
    assert after.facts.deadlines == before.facts.deadlines


def test_a_deadline_needs_a_reason_and_the_first_one_stays(ledger, again):
    with pytest.raises(UserError, match="必须写明原因"):
        accept_import(ledger, again, SOURCE, choices=update(again, "deadline"))
    assert first(ledger).facts.due() == date(2026, 12, 31)

    accept_import(ledger, again, SOURCE, choices=update(again, "deadline", reason="汛期无法施工"))

    decisions = first(ledger).facts.deadlines
    assert [(one.raw, one.kind) for one in decisions] == [
        ("2026年12月底前", DeadlineKind.ORIGINAL),
        ("2027年3月底前", DeadlineKind.ADJUSTED),
    ]
    assert (decisions[1].reason, decisions[1].document) == ("汛期无法施工", "又一批.xlsx")


def test_a_unit_is_added_beside_the_one_that_stands(ledger, again):
    accept_import(ledger, again, SOURCE, choices=update(again, "duty:+:责任单位:县水利局"))

    assert [one.name for one in first(ledger).facts.units()] == [COUNTY, "县水利局"]


def test_another_number_is_all_that_is_added(ledger, again):
    before = first(ledger)
    choice = Choice(Way.NUMBER, again.planned[3].known_uid)

    done = accept_import(ledger, again, SOURCE, choices={(0, 6): choice})

    after = first(ledger)
    assert done.numbers == 1
    assert [one.number for one in after.numbers] == ["YX202600001", "SD202600009"]
    assert (after.facts, after.fields["description"]) == (before.facts, before.fields["description"])
    assert find_problem(ledger, "SD202600009") == after.uid


def test_every_value_keeps_where_it_came_from(ledger, again):
    uid = find_problem(ledger, "YX202600001")
    accept_import(ledger, again, SOURCE, choices=update(again) | {(0, 6): Choice(Way.NUMBER, uid)})

    provenance = first(ledger).fields["provenance"]
    assert provenance["file"] == "清单.xlsx"
    assert provenance["cells"]["核算系数"] == "I3"
    later = {key.partition(":")[0]: place for key, place in provenance["later"].items()}
    assert later["goal"] == {"file": "又一批.xlsx", "sheet": "清单", "row": 3, "cell": "C3"}
    assert {kind: place["cell"] for kind, place in later.items()} == {
        "goal": "C3", "measure": "D3", "progress": "H3", "number": "A6",
    }  # fmt: skip


def test_a_corrected_cell_that_updates_keeps_what_was_read(ledger, again):
    mended = revised(ledger, again, (again.edits[0].with_cell((3, "C"), "依法关停"),))
    accept_import(ledger, mended, SOURCE, choices=update(mended, "goal"))

    detail = first(ledger)
    assert detail.fields["goal"] == "依法关停"
    assert detail.fields["provenance"]["later"]["goal"]["read"] == "依法取缔"


def test_a_closed_problem_is_not_changed_and_says_why(ledger, tmp_path):
    text = "某河段沿线生活污水未经处理直接排放"
    uid = a_problem(ledger, text)
    make_ready(ledger, uid, tmp_path)
    apply_for_closure(ledger, uid, "已全部完成")
    with SecondPerson(ledger):
        decide(ledger, uid, agree=True, opinion="经核实，同意")
    rows = (("", text, "别的目标", "", "", "", "", "", ""),)
    preview = preview_import(ledger, a_table(tmp_path, rows), source=SOURCE)

    assert "已销号" in preview.planned[0].candidates[0].locked
    for choice in (Choice(Way.UPDATE, uid, frozenset({"goal"})), Choice(Way.NUMBER, uid)):
        with pytest.raises(UserError, match="已销号并锁定"):
            accept_import(ledger, preview, SOURCE, choices={(0, 3): choice})


def test_what_the_office_above_owns_cannot_be_taken_over(offices, tmp_path):
    uid = a_given_problem(offices.city, COUNTY, number="ZY202600009", plan="1.封堵排口。")
    offices.deliver(CITY, COUNTY)
    county = offices.county
    rows = (
        (
            "ZY202600009",
            "某河段的污水直排",
            "别的目标",
            "",
            "2027年3月底前",
            "",
            "",
            "管网已铺设 2.3 公里，正在回填路面。",
            "",
        ),
    )
    preview = preview_import(county, a_table(tmp_path, rows), source=SOURCE)
    locked = {one.key for one in preview.planned[0].candidates[0].differences if one.locked}

    assert preview.planned[0].known_uid == uid
    assert locked == {"description", "goal", "deadline"}
    with pytest.raises(UserError, match="由交办单位掌握"):
        accept_import(county, preview, SOURCE, choices={(0, 3): Choice(Way.UPDATE, uid, frozenset({"goal"}))})

    accept_import(county, preview, SOURCE, choices={(0, 3): Choice(Way.UPDATE, uid, frozenset({"progress"}))})

    assert [one.text for one in problem_detail(county, uid).facts.progress] == [
        "管网已铺设 2.3 公里，正在回填路面。"
    ]


def test_a_petition_published_anew_becomes_an_update(ledger, tmp_path):
    row = ("X3HN202611220001", "群众反映某砂场夜间作业噪声扰民", "属实", "未办结", "", COUNTY)
    accept_import(ledger, preview_import(ledger, a_table(tmp_path, (row,), headings=PETITION)))
    new = (
        "X3HN202611220001",
        "群众反映某砂场夜间作业噪声扰民",
        "属实",
        "已办结",
        "已责令夜间停止作业",
        COUNTY,
    )
    preview = preview_import(ledger, a_table(tmp_path, (new,), "第二批.xlsx", PETITION))
    one = preview.planned[0]
    assert (one.verdict, one.proposal.ticks) == (Verdict.CHANGED, {"completion", "result"})

    done = accept_import(ledger, preview, choices={(0, 3): one.proposal})

    found = petition_ids(ledger, PetitionQuery())
    petition = petition_detail(ledger, found[0])
    assert (len(found), done.updated) == (1, 1)
    assert (petition.text("completion"), petition.text("result")) == ("已办结", "已责令夜间停止作业")
    assert petition.fields["provenance"]["later"]["result"]["cell"] == "E3"
    undo(ledger, done.act_uid)
    assert petition_detail(ledger, found[0]).text("completion") == "未办结"


def test_error_values_and_formulas_without_a_result_are_not_ticked_by_themselves(ledger, tmp_path):
    heads, text = ("问题编号", "问题描述", "整改目标", "面积", "户数"), "某砂场未办理用地手续，长期违规采砂"
    before = a_table(tmp_path, (("YX202600001", text, "", "", ""),), headings=heads)
    accept_import(ledger, preview_import(ledger, before, source=SOURCE), SOURCE)
    later = a_table(tmp_path, (("YX202600001", text, "#N/A", "=B9*2", 12),), "二.xlsx", heads)

    (candidate,) = preview_import(ledger, later, source=SOURCE).planned[0].candidates

    assert {one.label for one in candidate.differences} == {"整改目标", "面积", "户数"}
    assert candidate.proposed() == {"extra:户数"}


def test_a_measure_with_other_words_is_due_when_they_say(ledger, tmp_path):
    old = "1.清理河道两岸垃圾并平整场地恢复植被（县水利局，2026年6月底前）。2.建章立制"
    new = old.replace("县水利局，2026年6月底前", "县住建局，2026年12月底前")
    accept_import(ledger, preview_import(ledger, a_table(tmp_path, [(*FIRST[0][:3], old, *FIRST[0][4:])]), source=SOURCE), SOURCE)  # fmt: skip
    preview = preview_import(ledger, a_table(tmp_path, [(*FIRST[0][:3], new, *FIRST[0][4:])]), source=SOURCE)

    done = accept_import(ledger, preview, SOURCE, choices=update(preview, *_reworded(preview)))

    measure, other = first(ledger).facts.measures
    assert (measure.unit, measure.due) == ("县住建局", date(2026, 12, 31))
    assert (other.unit, other.due) == ("", None)
    undo(ledger, done.act_uid)
    assert first(ledger).facts.measures[0].due == date(2026, 6, 30)


def _reworded(preview):
    """The keys of the measures in other words."""
    return [one.key for one in preview.planned[0].candidates[0].differences if one.key.startswith("measure:")]
