"""Where each petition is: sent on, received, answered, sent back, reported upwards, and for how many days overdue."""

from datetime import date

import pytest

from dczg_desktop.domain.petition_amendments import returnable_of
from dczg_desktop.services.amendments import Wish
from dczg_desktop.services.correspondence import correspondence
from dczg_desktop.services.incoming.receiving import receive
from dczg_desktop.services.petitions.amendments import return_petition
from dczg_desktop.services.petitions.items import edit_petition
from dczg_desktop.services.petitions.listing import PetitionQuery, petition_ids, petition_rows
from dczg_desktop.services.petitions.places import whereabouts
from dczg_desktop.services.petitions.requests import petition_facts
from dczg_desktop.services.undo import undo
from tests.offices import CITY, COUNTY, TOWNSHIP
from tests.services.petition_acts import numbers, put

NUMBER = "D3XJ202611200017"


@pytest.fixture
def item(offices):
    return put(
        offices.city,
        NUMBER,
        office_uid=offices.county.identity.office_uid,
        responsible_unit=COUNTY,
        batch="第17批",
    )


def word(ledger, uid):
    return whereabouts(ledger, [uid])[uid].word


def test_it_is_followed_from_the_day_it_is_given_to_the_answer(offices, item):
    assert word(offices.city, item) == "待发出"
    package = offices.package(CITY, COUNTY)
    assert word(offices.city, item) == "已发出"
    receive(offices.county, package)
    assert word(offices.county, item) == "本单位办理"
    edit_petition(offices.county, item, {"area": "江南县"})
    offices.deliver(COUNTY, CITY)
    assert word(offices.city, item) == "对方已收到"
    edit_petition(offices.county, item, {"findings": "核查了"})
    offices.deliver(COUNTY, CITY)

    found = whereabouts(offices.city, [item])[item]
    assert found.word == "已答复"
    assert found.told == f"已答复（11月22日发给{COUNTY}（第 1 号），11月22日对方收到，11月22日答复）"


def test_the_office_in_between_sees_both_ways(offices, item):
    offices.deliver(CITY, COUNTY)
    edit_petition(offices.county, item, {"findings": "核查了", "substantiated": "属实"})
    assert word(offices.county, item) == "本单位办理"
    offices.deliver(COUNTY, CITY)
    assert word(offices.county, item) == "已上报"
    offices.deliver(CITY, COUNTY)
    assert word(offices.county, item) == "上级已收到"

    edit_petition(offices.county, item, {"responsible_unit": TOWNSHIP})

    assert word(offices.county, item) == "待发出"
    offices.deliver(COUNTY, TOWNSHIP)
    assert word(offices.county, item) == "已发出"
    offices.deliver(COUNTY, CITY)
    assert word(offices.city, item) == "已答复"


def test_what_was_sent_back_waits_again_until_it_is_put_right(offices, item):
    offices.deliver(CITY, COUNTY)
    edit_petition(offices.county, item, {"findings": "核查了"})
    receipt = offices.deliver(COUNTY, CITY)
    with offices.city.reading() as session:
        wanted = returnable_of(petition_facts(session, [item])[item])[0]

    return_petition(offices.city, item, [Wish(wanted, "写明时间")], offices.county.identity.office_uid)
    assert word(offices.city, item) == "退回待改"
    edit_petition(offices.city, item, {"findings": "市里代填"})
    assert word(offices.city, item) == "已答复"

    assert receipt.accepted


def test_an_answer_taken_back_is_none(offices, item):
    offices.deliver(CITY, COUNTY)
    edit_petition(offices.county, item, {"findings": "核查了"})
    receipt = offices.deliver(COUNTY, CITY)
    assert word(offices.city, item) == "已答复"

    undo(offices.city, receipt.act_uid)

    assert word(offices.city, item) == "对方已收到"


def test_the_list_can_be_narrowed_to_where_items_are_and_names_days_overdue(offices, item):
    ours = put(offices.city, "本级", office_uid=offices.city.identity.office_uid)
    put(offices.city, "无主")
    edit_petition(offices.city, item, {"deadline": "2026-11-20"})
    offices.package(CITY, COUNTY)

    assert numbers(offices.city, place="已发出") == [NUMBER]
    assert numbers(offices.city, place="未定承办单位") == ["无主"]
    assert numbers(offices.city, place="本单位办理") == ["本级"]
    rows = petition_rows(offices.city, petition_ids(offices.city, PetitionQuery()))
    assert [row.place for row in rows] == ["已发出，逾期 2 天", "本单位办理", "未定承办单位"]
    assert whereabouts(offices.city, [item])[item].told.endswith("；已逾期 2 天")
    edit_petition(offices.city, item, {"completion": "已办结"})
    assert whereabouts(offices.city, [item, ours])[item].late == 0


def test_the_register_of_correspondence_counts_what_each_office_has_not_answered(offices, item):
    offices.deliver(CITY, COUNTY)
    late = put(
        offices.city,
        "过期件",
        office_uid=offices.county.identity.office_uid,
        due=date(2026, 11, 20),
        findings="核查了",
    )

    (row,) = correspondence(offices.city)
    assert (row.office, row.petitions) == (COUNTY, "2 件，未答复 1，逾期 1")
    edit_petition(offices.city, late, {"completion": "已办结"})
    assert correspondence(offices.city)[0].petitions == "2 件，未答复 1"
    above = next(row for row in correspondence(offices.county) if row.office == CITY)
    assert above.petitions == "1 件，未答复 1"
