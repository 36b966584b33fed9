"""The county that had a petition learns that it moved, keeps what it had, can only read, and is told no more."""

import pytest
from sqlalchemy import select

from dczg_desktop.base.errors import UserError
from dczg_desktop.domain.entities import Office
from dczg_desktop.domain.words import Level
from dczg_desktop.services.amendments import Wish
from dczg_desktop.services.conflicts import list_conflicts
from dczg_desktop.services.importing.acceptance import accept_import
from dczg_desktop.services.importing.closure_notices import read_notice, register_notice
from dczg_desktop.services.importing.imports import preview_import
from dczg_desktop.services.incoming.receiving import receive
from dczg_desktop.services.offices import add_office
from dczg_desktop.services.outgoing.correction import print_correction
from dczg_desktop.services.outgoing.letters import flaws_of
from dczg_desktop.services.outgoing.outlook import outlook
from dczg_desktop.services.outgoing.scope import scope_for
from dczg_desktop.services.petitions.amendments import return_petition
from dczg_desktop.services.petitions.cards import petition_counts
from dczg_desktop.services.petitions.closure import apply_petition
from dczg_desktop.services.petitions.items import edit_petition, petition_detail
from dczg_desktop.services.petitions.listing import PetitionQuery, petition_ids
from dczg_desktop.services.petitions.places import whereabouts
from dczg_desktop.services.petitions.points import Point, points_of, save_points
from dczg_desktop.services.petitions.requests import requests_about, returnable_items
from tests.offices import CITY, COUNTY, OTHER, TOWNSHIP
from tests.services.importing.lists import a_list_of
from tests.services.petition_acts import field, put, shown
from tests.services.petitions.moved.counties import NUMBER, from_other, office_uid, to_other


def test_the_day_of_one_that_moved_away_counts_at_nobody_who_lost_it(offices, item):
    edit_petition(offices.city, item, {"deadline": "2026年11月20日前"})
    offices.deliver(CITY, COUNTY)
    late = PetitionQuery(overdue=True)

    assert petition_counts(offices.county).overdue == 0
    assert petition_ids(offices.county, late) == []
    assert petition_counts(offices.city).overdue == len(petition_ids(offices.city, late)) == 1


def test_the_old_county_learns_it_keeps_what_it_had_and_can_only_read(offices, other, item, tmp_path):
    offices.deliver(CITY, COUNTY)

    row = shown(offices.county, item)
    kept = petition_detail(offices.county, row.id)
    assert (kept.moved, kept.text("findings"), row.place) == (OTHER, "老县核查属实", "已移交")
    assert [one.text for one in points_of(offices.county, item)] == ["料堆扬尘"]
    assert list_conflicts(offices.county) == []
    for act in (
        lambda: edit_petition(offices.county, item, {"findings": "还想改"}),
        lambda: save_points(offices.county, item, []),
        lambda: apply_petition(offices.county, item),
    ):
        with pytest.raises(UserError, match=f"已改由{OTHER}承办"):
            act()
    path = a_list_of(
        tmp_path,
        ("受理编号", "交办问题基本情况", "调查核实情况"),
        (NUMBER, f"{NUMBER} 反映洗砂场噪声扰民", "表里改的"),
    )
    (found,) = preview_import(offices.county, path).planned[0].candidates
    assert f"已改由{OTHER}承办" in found.locked
    with pytest.raises(UserError, match="没有可以导入"):
        accept_import(offices.county, preview_import(offices.county, path))
    notice = tmp_path / "公示.txt"
    notice.write_text(f"整改销号公示\n受理编号：{NUMBER}\n反馈问题：洗砂场噪声扰民。\n整改完成情况：已停产。\n公示时间：2026年5月21日至2026年6月4日", "utf-8")  # fmt: skip
    reading = read_notice(offices.county, notice)
    with pytest.raises(UserError, match=f"已改由{OTHER}承办"):
        register_notice(offices.county, reading, reading.candidates[0], None, None, "")


def test_the_sender_sees_what_the_old_county_is_told_and_nothing_that_hangs_on_it_goes(offices, other, item):
    to_other(offices, other)
    save_points(other, item, [Point("新县查出的点位")])
    from_other(offices, other)

    seen = outlook(offices.city, COUNTY)
    assert [(one.what, one.weight) for one in seen.lines if one.petition_uid == item] == [
        ("信访件，已改由其他单位承办，只带登记时写的、编号、内容、时限和现在由谁承办", "移交告知")
    ]
    assert (seen.moved, seen.petitions) == (1, 0)
    with offices.city.reading() as session:
        county, ours = office_uid(offices.city, COUNTY), offices.city.identity.office_uid
        scope = scope_for(session, county, ours)
    (told,) = [one for one in scope.records if one.kind == "petition"]
    assert "新县查出的点位" not in str(scope.records)
    assert told.fields["office_uid"] == office_uid(offices.city, OTHER)
    assert not [one for one in scope.records if one.kind == "petition_point"]


def test_what_moved_is_told_in_the_order_of_the_register(offices, other):
    county = office_uid(offices.city, COUNTY)
    uids = [f"{digit * 32}" for digit in "f7b0"]
    for uid in uids:
        put(offices.city, f"{NUMBER}{uid[0]}", uid=uid, office_uid=county, responsible_unit=COUNTY)
    offices.deliver(CITY, COUNTY)
    for uid in uids:
        edit_petition(offices.city, uid, {"responsible_unit": OTHER})

    with offices.city.reading() as session:
        assert [*scope_for(session, county, offices.city.identity.office_uid).moved] == uids


def test_an_office_that_was_never_sent_it_is_told_nothing(offices, other):
    county = office_uid(offices.city, COUNTY)
    uid = put(offices.city, NUMBER, office_uid=county, responsible_unit=COUNTY)
    edit_petition(offices.city, uid, {"responsible_unit": OTHER})

    with offices.city.reading() as session:
        assert scope_for(session, county, offices.city.identity.office_uid).moved == ()


def test_the_township_under_the_old_county_learns_it_from_the_county(offices, other, item):
    edit_petition(offices.city, item, {"responsible_unit": COUNTY})
    offices.deliver(CITY, COUNTY)
    edit_petition(offices.county, item, {"responsible_unit": TOWNSHIP})
    offices.deliver(COUNTY, TOWNSHIP)
    offices.deliver(COUNTY, CITY)
    edit_petition(offices.city, item, {"responsible_unit": OTHER})

    offices.deliver(CITY, COUNTY)
    offices.deliver(COUNTY, TOWNSHIP)

    for ledger in (offices.county, offices.township):
        assert petition_detail(ledger, shown(ledger, item).id).moved == OTHER


def test_where_it_is_says_who_has_it_now(offices, other, item):
    offices.deliver(CITY, COUNTY)

    assert whereabouts(offices.county, [item])[item].told == f"已移交：{OTHER}"


def test_a_restored_ledger_tells_an_office_that_it_knows_only_from_what_came(offices, other, tmp_path):
    uid = put(offices.city, NUMBER, office_uid=office_uid(offices.city, COUNTY), responsible_unit=COUNTY)
    backup = offices.copy_of(CITY, tmp_path / "备份.dczg")
    offices.deliver(CITY, COUNTY)
    edit_petition(offices.county, uid, {"findings": "老县核查属实"})
    path = offices.package(COUNTY, CITY)
    restored = offices.put_back(CITY, backup)
    receive(restored, path)
    edit_petition(restored, uid, {"responsible_unit": OTHER})

    offices.deliver(CITY, COUNTY)

    assert petition_detail(offices.county, shown(offices.county, uid).id).moved == OTHER


def test_an_office_that_lost_the_first_package_learns_it_and_takes_nothing_from_the_city_by_answering(
    offices, other
):
    there = {"findings": {"file": "一览表.xlsx", "cell": "F3"}}
    county = office_uid(offices.city, COUNTY)
    uid = put(
        offices.city,
        NUMBER,
        office_uid=county,
        responsible_unit=COUNTY,
        findings="!交办时已写明",
        provenance=there,
    )
    offices.package(CITY, COUNTY)  # never arrives
    edit_petition(offices.city, uid, {"responsible_unit": OTHER, "result": "新县的结果"})
    offices.deliver(CITY, COUNTY)
    offices.deliver(COUNTY, CITY)

    assert petition_detail(offices.county, shown(offices.county, uid).id).moved == OTHER
    assert field(offices.county, uid, "result") == ""
    assert (field(offices.city, uid, "provenance"), field(offices.city, uid, "findings")) == (
        there,
        "!交办时已写明",
    )
    assert field(offices.city, uid, "result") == "新县的结果"
    edit_petition(offices.city, uid, {"responsible_unit": COUNTY})
    offices.deliver(CITY, COUNTY)
    assert field(offices.county, uid, "result") == "新县的结果"
    assert list_conflicts(offices.city) == list_conflicts(offices.county) == []


def test_what_we_give_to_somebody_beside_us_stays_in_our_hands(offices, other, item):
    """An office without a superior in the directory: given by us it is no transfer away from us."""
    edit_petition(offices.city, item, {"responsible_unit": COUNTY})
    offices.deliver(CITY, COUNTY)
    beside = add_office(offices.county, "县生态环境分局", "430623900", Level.COUNTY)
    with offices.county.transaction("登记单位") as (session, _act):
        session.scalar(select(Office).where(Office.uid == beside)).parent_uid = ""

    edit_petition(offices.county, item, {"responsible_unit": "县生态环境分局"})

    assert petition_detail(offices.county, shown(offices.county, item).id).moved == ""
    edit_petition(offices.county, item, {"responsible_unit": COUNTY})
    assert field(offices.county, item, "office_uid") == offices.county.identity.office_uid


def test_what_was_sent_back_before_is_no_longer_asked_of_the_old_county(offices, item):
    edit_petition(offices.city, item, {"responsible_unit": COUNTY})
    wish = next(one for one in returnable_items(offices.city, item) if one.field == "findings")
    return_petition(offices.city, item, [Wish(wish, "请写明排口数量")], office_uid(offices.city, COUNTY))
    offices.deliver(CITY, COUNTY)
    assert [one.ours for one in requests_about(offices.county, item)] == [True]

    edit_petition(offices.city, item, {"responsible_unit": OTHER})
    offices.deliver(CITY, COUNTY)

    assert [one.ours for one in requests_about(offices.county, item)] == [False]
    assert whereabouts(offices.city, [item])[item].word == "待发出"  # nothing was sent back to the new one
    assert flaws_of(offices.city, COUNTY) == []
    with pytest.raises(UserError, match="不必发补正通知"):
        print_correction(offices.city, COUNTY, offices.post / "补正通知.pdf")
