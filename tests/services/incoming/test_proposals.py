"""What a changed program below writes into fields of the issuing office is a proposal, never the value."""

from sqlalchemy import select

from dczg_desktop.domain.entities import Deadline, Problem
from dczg_desktop.services.conflicts import list_conflicts, resolve_conflict
from dczg_desktop.services.detail import problem_detail
from dczg_desktop.services.undo import undo
from tests.offices import CITY, COUNTY, shared, visible


def force(ledger, uid, **values):
    """Write past the refusals of the services, as a changed program could."""
    with ledger.transaction("改写") as (session, _act):
        problem = session.scalar(select(Problem).where(Problem.uid == uid))
        for name, value in values.items():
            setattr(problem, name, value)


def test_a_goal_rewritten_below_stands_beside_the_issuers_until_the_issuer_decides(offices, given):
    before = problem_detail(offices.city, given).facts.goal
    force(offices.county, given, goal="改成容易完成的目标")

    receipt = offices.deliver(COUNTY, CITY)

    assert problem_detail(offices.city, given).facts.goal == before
    (conflict,) = list_conflicts(offices.city)
    assert {value.value for value in conflict.values} == {before, "改成容易完成的目标"}
    assert [one.field for one in receipt.conflicts] == ["整改目标"]
    offices.deliver(COUNTY, CITY)
    assert problem_detail(offices.city, given).facts.goal == before

    resolve_conflict(offices.city, conflict.kind, conflict.uid, conflict.field, before)
    offices.deliver(CITY, COUNTY)
    assert problem_detail(offices.county, given).facts.goal == before
    assert list_conflicts(offices.city) == list_conflicts(offices.county) == []


def test_both_offices_see_the_same_two_values_until_the_issuer_decides(offices, given):
    before = problem_detail(offices.city, given).facts.goal
    force(offices.county, given, goal="改成容易完成的目标")
    offices.deliver(COUNTY, CITY)

    for _ in range(2):
        offices.deliver(CITY, COUNTY)
        offices.deliver(COUNTY, CITY)

        assert shared(offices.city)["problem"] == shared(offices.county)["problem"]
        (conflict,) = list_conflicts(offices.county)
        assert {value.value for value in conflict.values} == {before, "改成容易完成的目标"}
        assert problem_detail(offices.county, given).facts.goal == before


def test_undoing_the_receipt_of_a_proposal_restores_the_ledger(offices, given):
    before = visible(offices.city)
    force(offices.county, given, goal="改成容易完成的目标")

    undo(offices.city, offices.deliver(COUNTY, CITY).act_uid)

    assert visible(offices.city) == before


def test_a_deadline_decided_below_is_named_and_left_out(offices, given):
    before = problem_detail(offices.city, given).facts.deadline()
    with offices.county.transaction("改写") as (session, _act):
        session.add(Deadline(problem_uid=given, raw="2030年底前", reason="自行放宽"))

    receipt = offices.deliver(COUNTY, CITY)

    assert problem_detail(offices.city, given).facts.deadline() == before
    assert any("时限由交办单位决定" in fault.message for fault in receipt.refused)
