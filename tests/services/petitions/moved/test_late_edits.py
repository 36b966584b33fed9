"""What an office still writes about a petition that moved away decides nothing."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from dczg_desktop.domain.entities import PetitionPoint
from dczg_desktop.services.conflicts import list_conflicts, resolve_conflict
from dczg_desktop.services.incoming.receiving import preview_package, receive
from dczg_desktop.services.petitions.closure import apply_petition, closure_steps
from dczg_desktop.services.petitions.items import edit_petition, petition_detail
from dczg_desktop.services.petitions.points import Point, points_of, save_points
from tests.offices import CITY, COUNTY, OTHER, TOWNSHIP
from tests.services.petition_acts import field, shown
from tests.services.petitions.moved.counties import from_other, office_uid, to_other


def test_what_the_old_county_still_sends_is_a_proposal_that_the_city_decides(offices, other, item):
    to_other(offices, other)
    edit_petition(offices.county, item, {"findings": "老县移交后又改的", "result": "老县补的"})
    save_points(offices.county, item, [Point("改成别的点位", uid=points_of(offices.county, item)[0].uid)])
    offices.watch.moment += timedelta(days=2)

    receipt = offices.deliver(COUNTY, CITY)

    assert (field(offices.city, item, "findings"), field(offices.city, item, "result")) == (
        "老县核查属实",
        "",
    )
    assert [one.text for one in points_of(offices.city, item)] == ["料堆扬尘"]
    assert {one.key != "" for one in receipt.conflicts} == {True}
    assert {one.field for one in list_conflicts(offices.city)} == {"findings", "result", "text"}
    to_other(offices, other)
    assert field(other, item, "findings") == "老县核查属实"


def test_what_the_old_county_still_sends_may_be_left_and_never_beats_the_new_one(offices, other, item):
    to_other(offices, other)
    edit_petition(other, item, {"findings": "新县核查"})
    from_other(offices, other)
    edit_petition(offices.county, item, {"findings": "老县又改"})
    path = offices.package(COUNTY, CITY)

    seen = preview_package(offices.city, path)
    receive(offices.city, path, chosen=frozenset())

    assert [one.key != "" for one in seen.conflicts] == [True]
    assert field(offices.city, item, "findings") == "新县核查"
    assert list_conflicts(offices.city) == []


def test_what_the_old_county_wrote_at_the_same_time_and_later_by_the_clock_does_not_take_the_petition_back(
    offices, other, item
):
    edit_petition(offices.city, item, {"responsible_unit": COUNTY})
    offices.deliver(CITY, COUNTY)
    edit_petition(offices.city, item, {"responsible_unit": OTHER, "findings": "市里核查"})
    offices.watch.moment += timedelta(days=1)
    edit_petition(offices.county, item, {"responsible_unit": TOWNSHIP, "findings": "老县迟来的"})

    offices.deliver(COUNTY, CITY)

    assert (field(offices.city, item, "responsible_unit"), field(offices.city, item, "findings")) == (
        OTHER,
        "市里核查",
    )
    assert {one.field for one in list_conflicts(offices.city)} == {"responsible_unit", "findings"}
    offices.deliver(CITY, COUNTY)
    assert petition_detail(offices.county, shown(offices.county, item).id).moved == OTHER


@pytest.mark.parametrize("unit", [TOWNSHIP, COUNTY])
def test_whoever_is_decided_to_answer_for_it_is_so_by_name_and_in_the_directory(offices, other, item, unit):
    edit_petition(offices.city, item, {"responsible_unit": COUNTY})
    offices.deliver(CITY, COUNTY)
    edit_petition(offices.city, item, {"responsible_unit": OTHER})
    edit_petition(offices.county, item, {"responsible_unit": TOWNSHIP})
    offices.deliver(COUNTY, CITY)

    resolve_conflict(offices.city, "petition", item, "responsible_unit", unit, "仍由该县办理")

    assert field(offices.city, item, "responsible_unit") == unit
    assert field(offices.city, item, "office_uid") == office_uid(offices.city, unit)
    assert list_conflicts(offices.city) == []


def test_the_old_county_cannot_apply_for_its_closure_any_more(offices, other, item):
    edit_petition(offices.county, item, {"completion": "已办结", "result": "已处理"})
    with offices.county.transaction("逐点核查") as (session, _act):
        session.scalar(select(PetitionPoint)).substantiated = "属实"
    apply_petition(offices.county, item)

    receipt = offices.deliver(COUNTY, CITY)

    assert [one.message for one in receipt.refused if "验收销号申请没有接收" in one.message]
    assert closure_steps(offices.city, item) == []


def test_what_a_former_township_still_writes_does_not_beat_the_next_one(offices, other, item):
    edit_petition(offices.city, item, {"responsible_unit": COUNTY})
    offices.deliver(CITY, COUNTY)
    edit_petition(offices.county, item, {"responsible_unit": TOWNSHIP})
    offices.deliver(COUNTY, TOWNSHIP)
    edit_petition(offices.county, item, {"responsible_unit": COUNTY})
    edit_petition(offices.township, item, {"findings": "镇里迟来的"})

    offices.deliver(TOWNSHIP, COUNTY)

    assert field(offices.county, item, "findings") == "老县核查属实"
    assert [one.field for one in list_conflicts(offices.county)] == ["findings"]
