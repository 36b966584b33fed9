"""Closure of petitions: computed, apart from 办结, applied for and decided by two people, the issuer's to decide."""

import pytest
from openpyxl import Workbook
from sqlalchemy import select

from dczg_desktop.base.errors import GateClosed, UserError
from dczg_desktop.domain.entities import ChangeSet, Petition
from dczg_desktop.services.closure import apply_for_closure, decide
from dczg_desktop.services.importing.imports import preview_import
from dczg_desktop.services.petitions.cards import petition_counts
from dczg_desktop.services.petitions.closure import (
    apply_petition,
    closure_steps,
    decide_petition,
    petition_objections,
    reopen_petition,
)
from dczg_desktop.services.petitions.items import edit_petition, link_petition
from dczg_desktop.services.petitions.listing import PetitionQuery, petition_ids
from dczg_desktop.services.petitions.points import Point, save_points
from dczg_desktop.services.undo import undo
from tests.offices import CITY, COUNTY
from tests.services.acts import SecondPerson, a_problem, make_ready
from tests.services.petition_acts import numbers, put, shown

DONE = {"completion": "已办结", "substantiated": "属实", "findings": "现场核查属实"}


def test_a_petition_goes_from_application_to_closure_and_back(ledger):
    uid = put(ledger, "D1", **DONE)
    assert shown(ledger, uid).closure == "未申请验收"

    apply_petition(ledger, uid)
    assert shown(ledger, uid).closure == "验收中"
    with SecondPerson(ledger):
        assert (
            decide_petition(ledger, uid, agree=True, opinion="现场复核到位", document="浔环验〔2026〕1号")
            == "已验收销号"
        )
    assert numbers(ledger, closure="已验收销号") == ["D1"]

    reopen_petition(ledger, uid, "回头看发现复产")
    assert shown(ledger, uid).closure == "未申请验收"
    assert [one.verdict for one in closure_steps(ledger, uid)] == ["申请", "同意", "重新启动"]
    assert shown(ledger, uid).completion == "已办结"  # the other status is untouched


def test_the_applicant_does_not_decide_and_an_opinion_is_needed(ledger):
    uid = put(ledger, "D1", **DONE)
    apply_petition(ledger, uid)

    with pytest.raises(GateClosed) as refused:
        decide_petition(ledger, uid, agree=True, opinion=" ")

    assert refused.value.reasons == ["没有填写意见", "申请人不能审批本人事项，请由第二人办理"]


def test_returning_and_applying_again(ledger):
    uid = put(ledger, "D1", **DONE)
    apply_petition(ledger, uid)
    with SecondPerson(ledger):
        assert decide_petition(ledger, uid, agree=False, opinion="补照片") == "验收退回"

    apply_petition(ledger, uid)

    assert shown(ledger, uid).closure == "验收中"


@pytest.mark.parametrize(
    ("flaw", "objection"),
    [
        ({"completion": "阶段性办结"}, "办结情况为“阶段性办结”：先办结，再申请验收销号"),
        ({"substantiated": ""}, "没有写明是否属实"),
        ({"findings": ""}, "没有填写调查核实情况"),
    ],
)
def test_what_stands_in_the_way_is_named(ledger, flaw, objection):
    uid = put(ledger, "D1", **(DONE | flaw))

    assert petition_objections(ledger, uid) == [objection]
    with pytest.raises(GateClosed):
        apply_petition(ledger, uid)


def test_unjudged_points_and_a_contradicting_item_stand_in_the_way(ledger):
    uid = put(ledger, "D1", **DONE)
    save_points(ledger, uid, [Point("甲厂", substantiated="属实"), Point("乙厂")])
    assert petition_objections(ledger, uid) == ["逐点核查还有 1 个点位没有判定是否属实"]

    other = put(ledger, "D2", **DONE)
    save_points(ledger, other, [Point("甲厂", substantiated="不属实")])
    assert "逐点为不属实 1，整件写“属实”" in petition_objections(ledger, other)[0]


def test_a_linked_petition_follows_its_problem_through_every_step(ledger, tmp_path):
    uid, problem = put(ledger, "D1", **DONE), a_problem(ledger)
    make_ready(ledger, problem, tmp_path)
    link_petition(ledger, uid, problem)
    with pytest.raises(UserError, match="随该问题验收销号"):
        apply_petition(ledger, uid)

    apply_for_closure(ledger, problem)
    assert shown(ledger, uid).closure == "验收中"
    with SecondPerson(ledger):
        decide(ledger, problem, agree=True, opinion="同意")
    assert shown(ledger, uid).closure == "已验收销号"

    link_petition(ledger, uid, "")
    assert shown(ledger, uid).closure == "未申请验收"


def test_the_counts_of_both_sides_add_up_to_the_total(ledger):
    for number, completion in enumerate(["已办结", "阶段性办结", "", "已办结"]):
        put(ledger, f"D{number}", **(DONE | {"completion": completion}))
    first = petition_ids(ledger, PetitionQuery(completion="已办结"))
    assert len(first) == 2
    apply_petition(ledger, shown_uid(ledger, "D3"))

    counts = petition_counts(ledger)

    assert counts.completed + counts.staged + counts.unfinished == counts.total == 4
    assert counts.closed + counts.in_review + counts.returned + counts.not_applied == 4
    assert (counts.in_review, counts.finished_in_review) == (1, 1)


def shown_uid(ledger, number: str) -> str:
    with ledger.reading() as session:
        return next(p.uid for p in session.query(Petition) if p.number == number)


def test_closure_cannot_be_typed(ledger):
    uid = put(ledger, "D1")

    with pytest.raises(UserError, match="没有可修改的字段"):
        edit_petition(ledger, uid, {"closure": "已验收销号"})


def test_a_step_of_closure_is_not_undone_but_returned(ledger):
    uid = put(ledger, "D1", **DONE)
    apply_petition(ledger, uid)
    with ledger.reading() as session:
        act = session.query(ChangeSet).order_by(ChangeSet.counter.desc()).first().uid

    with pytest.raises(UserError, match="不能撤销"):
        undo(ledger, act)


def given(offices) -> str:
    """A petition of the city that the county handles, known to both."""
    county = offices.county.identity.office_uid
    uid = put(offices.city, "D1", office_uid=county, responsible_unit=COUNTY)
    offices.deliver(CITY, COUNTY)
    return uid


def test_the_responsible_office_applies_and_only_the_issuer_decides(offices):
    uid = given(offices)
    edit_petition(offices.county, uid, DONE)
    apply_petition(offices.county, uid)
    with SecondPerson(offices.county), pytest.raises(UserError, match="由云溪市整改办办理"):
        decide_petition(offices.county, uid, agree=True, opinion="同意")

    offices.deliver(COUNTY, CITY)
    assert shown(offices.city, uid).closure == "验收中"
    decide_petition(offices.city, uid, agree=True, opinion="同意")
    offices.deliver(CITY, COUNTY)

    assert shown(offices.county, uid).closure == "已验收销号"


def test_a_closure_that_another_office_decided_by_itself_is_named_and_not_taken(offices, monkeypatch):
    uid = given(offices)
    edit_petition(offices.county, uid, DONE)
    apply_petition(offices.county, uid)
    monkeypatch.setattr("dczg_desktop.services.petitions.closure._refuse_foreign", lambda *_: None)
    with SecondPerson(offices.county):
        decide_petition(offices.county, uid, agree=True, opinion="自行同意")

    receipt = offices.deliver(COUNTY, CITY)

    assert [one.message[:16] for one in receipt.refused] == ["信访件的验收销号由交办单位决定，"]
    assert shown(offices.city, uid).closure == "验收中"


@pytest.fixture
def closed(ledger):
    uid = put(ledger, "D1", **DONE)
    apply_petition(ledger, uid)
    with SecondPerson(ledger):
        decide_petition(ledger, uid, agree=True, opinion="现场复核到位")
    return uid


def test_a_closed_petition_is_not_set_back_without_a_reason(ledger, closed):
    with pytest.raises(UserError, match="信访件 D1 已验收销号，改为“未办结”就是重新启动整改，必须写明理由"):
        edit_petition(ledger, closed, {"completion": "未办结", "remark": "x"})

    assert (shown(ledger, closed).completion, shown(ledger, closed).closure) == ("已办结", "已验收销号")
    assert edit_petition(ledger, closed, {"completion": "已办结并公示"}) == 1  # still finished


def test_setting_a_closed_petition_back_starts_its_closure_again_in_the_same_act(ledger, closed):
    edit_petition(ledger, closed, {"completion": "未办结"}, "回头看发现复产")

    assert (shown(ledger, closed).completion, shown(ledger, closed).closure) == ("未办结", "未申请验收")
    last = closure_steps(ledger, closed)[-1]
    assert (last.verdict, last.opinion) == ("重新启动", "办结情况由“已办结”改为“未办结”：回头看发现复产")
    assert last.who
    with ledger.reading() as session:
        last = session.execute(select(ChangeSet.act, ChangeSet.title).order_by(ChangeSet.id.desc())).first()
    assert last == ("重启信访件", "D1：重新启动验收销号、办结情况")


def test_a_petition_closed_with_its_problem_is_not_set_back_by_itself(ledger, tmp_path):
    problem = a_problem(ledger)
    uid = put(ledger, "D1", problem_uid=problem, **DONE)
    make_ready(ledger, problem, tmp_path)
    apply_for_closure(ledger, problem)
    with SecondPerson(ledger):
        decide(ledger, problem, agree=True, opinion="到位")
    assert shown(ledger, uid).closure == "已验收销号"

    with pytest.raises(UserError, match="随关联的问题验收销号，不能单独改为“未办结”"):
        edit_petition(ledger, uid, {"completion": "未办结"}, "理由")


def test_an_import_does_not_set_a_closed_petition_back(ledger, closed, tmp_path):
    book = Workbook()
    book.active.append(["受理编号", "交办问题基本情况", "是否属实", "是否办结", "备注"])
    book.active.append(["D1", "D1 反映洗砂场噪声扰民", "属实", "未办结", "新备注"])
    book.save(tmp_path / "今日.xlsx")

    preview = preview_import(ledger, tmp_path / "今日.xlsx")

    one = next(row for row in preview.planned if row.candidates)
    by_key = {each.key: each for each in one.candidates[0].differences}
    assert "不能由导入改回" in by_key["completion"].locked
    assert not by_key["completion"].proposed
    assert by_key["remark"].locked == ""
