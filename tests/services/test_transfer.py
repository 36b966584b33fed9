"""A problem moves from one county to another: real packages between four offices."""

from datetime import timedelta

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.domain.words import DutyRole
from dczg_desktop.services.closure import raise_objection
from dczg_desktop.services.conflicts import list_conflicts
from dczg_desktop.services.detail import problem_detail, problem_history
from dczg_desktop.services.duties import assign
from dczg_desktop.services.grid import GridQuery, problem_ids, uids_of
from dczg_desktop.services.incoming.receiving import receive
from dczg_desktop.services.measures import MeasureDraft, edit_measure, finish_measures
from dczg_desktop.services.outgoing.shipments import send
from dczg_desktop.services.problems import edit_problem
from dczg_desktop.services.progress import Report, report_progress
from tests.offices import CITY, COUNTY, OTHER, shared
from tests.services.acts import DONE, a_problem, measures_of


@pytest.fixture
def moved(offices, given, other):
    """The first county has worked and reported; the city gives the problem to the second one and tells both."""
    first, _ = measures_of(offices.county, given)
    finish_measures(offices.county, [first], DONE, "已封堵 2 处")
    report_progress(offices.county, given, Report("2026-11", "完成一半", 50))
    offices.deliver(COUNTY, CITY)
    assign(offices.city, [given], OTHER)
    return given


def test_what_moved_away_is_found_by_the_filter_and_nothing_else(offices, given, moved):
    def listed(ledger):
        return uids_of(ledger, problem_ids(ledger, GridQuery(released=True)))

    a_problem(offices.county, "本县自己的问题")
    assert listed(offices.county) == []

    offices.deliver(CITY, COUNTY)

    assert listed(offices.county) == [moved]
    assert listed(offices.city) == []
    assign(offices.city, [moved], COUNTY)
    offices.deliver(CITY, COUNTY)
    assert listed(offices.county) == []


def to_other(offices, other):
    return receive(other, send(offices.city, OTHER, offices.post / "发平江").path)


def test_the_history_goes_along_to_the_new_county(offices, other, moved):
    to_other(offices, other)

    facts = problem_detail(other, moved).facts
    assert [(one.text, one.office_uid) for one in facts.progress] == [
        ("完成一半", offices.county.identity.office_uid)
    ]
    assert facts.measures[0].result == "已封堵 2 处"
    assert [duty.name for duty in facts.named(DutyRole.RESPONSIBLE_UNIT)] == [OTHER]
    first, _ = measures_of(other, moved)
    edit_measure(other, first, MeasureDraft("封堵其余排口"))
    receive(offices.city, send(other, CITY, offices.post / "平江发").path)
    assert problem_detail(offices.city, moved).facts.measures[0].text == "封堵其余排口"
    assert list_conflicts(offices.city) == []


def test_the_old_county_keeps_what_it_had_and_can_only_read_it(offices, other, moved):
    offices.deliver(CITY, COUNTY)
    edit_problem(offices.city, moved, {"goal": "新县的目标"})
    offices.deliver(CITY, COUNTY)

    kept = problem_detail(offices.county, moved)

    assert (kept.released, kept.locked) == (OTHER, True)
    assert [one.text for one in kept.facts.progress] == ["完成一半"]
    assert any(row.act == "填报进展" for row in problem_history(offices.county, moved))
    for act in (
        lambda: report_progress(offices.county, moved, Report("2026-12", "还想填")),
        lambda: raise_objection(offices.county, moved, "有意见"),
    ):
        with pytest.raises(UserError, match="已改由其他单位承担"):
            act()


def test_what_the_old_county_still_sends_is_a_proposal_that_the_city_decides(offices, other, moved):
    to_other(offices, other)
    first, _ = measures_of(offices.county, moved)
    edit_measure(offices.county, first, MeasureDraft("老县后来的写法"))
    report_progress(offices.county, moved, Report("2026-11", "移交后补报", 80))
    offices.watch.moment += timedelta(days=2)

    receipt = offices.deliver(COUNTY, CITY)

    assert {one.after for one in receipt.new if one.key} == {"移交后补报"}
    assert [one.key != "" for one in receipt.conflicts] == [True]
    (conflict,) = list_conflicts(offices.city)
    assert {one.office for one in conflict.values} == {CITY, COUNTY}
    to_other(offices, other)
    assert shared(other)["measure"] == shared(offices.city)["measure"]
    assert [one.base for one in list_conflicts(other)] != []
