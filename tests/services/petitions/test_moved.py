"""A petition is given to another county: the former one learns it, can only read, and what it still sends decides nothing."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from dczg_desktop.base.errors import UserError
from dczg_desktop.base.progress import no_tick
from dczg_desktop.domain.entities import Office, Petition, PetitionPoint
from dczg_desktop.domain.words import Level, Relation
from dczg_desktop.services.amendments import Wish
from dczg_desktop.services.conflicts import list_conflicts, resolve_conflict
from dczg_desktop.services.importing.acceptance import accept_import
from dczg_desktop.services.importing.closure_notices import read_notice, register_notice
from dczg_desktop.services.importing.imports import preview_import
from dczg_desktop.services.incoming.receiving import preview_package, receive
from dczg_desktop.services.incoming.unpacking import unpacked
from dczg_desktop.services.ledgers import create_ledger
from dczg_desktop.services.offices import add_office, enrol, export_card
from dczg_desktop.services.outgoing.correction import print_correction
from dczg_desktop.services.outgoing.letters import flaws_of
from dczg_desktop.services.outgoing.outlook import outlook
from dczg_desktop.services.outgoing.scope import scope_for
from dczg_desktop.services.outgoing.shipments import send
from dczg_desktop.services.petitions.amendments import return_petition
from dczg_desktop.services.petitions.cards import petition_counts
from dczg_desktop.services.petitions.closure import apply_petition, closure_steps
from dczg_desktop.services.petitions.items import edit_petition, petition_detail
from dczg_desktop.services.petitions.listing import PetitionQuery, petition_ids
from dczg_desktop.services.petitions.places import whereabouts
from dczg_desktop.services.petitions.points import Point, points_of, save_points
from dczg_desktop.services.petitions.requests import requests_about, returnable_items
from tests.offices import CITY, CLERK, COUNTY, TOWNSHIP
from tests.services.importing.lists import a_list_of
from tests.services.petition_acts import put, shown

OTHER = "平江县整改办"
NUMBER = "D3XJ202611200017"


@pytest.fixture
def other(offices, tmp_path):
    """A second county that the city exchanges with."""
    ledger = create_ledger(
        tmp_path / "平江" / "台账.dczg", OTHER, "430626", Level.COUNTY, CLERK, offices.watch
    )
    enrol(offices.city, export_card(ledger, tmp_path / "平江.卡片")[0], Relation.SUBORDINATE)
    enrol(ledger, export_card(offices.city, tmp_path / "市.卡片")[0], Relation.SUPERIOR)
    yield ledger
    ledger.close()


@pytest.fixture
def item(offices, other):
    """The first county has it, has found something and said so; then the city gives it to the second one."""
    county = office_uid(offices.city, COUNTY)
    uid = put(offices.city, NUMBER, office_uid=county, responsible_unit=COUNTY, batch="第17批")
    offices.deliver(CITY, COUNTY)
    edit_petition(offices.county, uid, {"findings": "老县核查属实", "substantiated": "属实"})
    save_points(offices.county, uid, [Point("料堆扬尘")])
    offices.deliver(COUNTY, CITY)
    edit_petition(offices.city, uid, {"responsible_unit": OTHER})
    return uid


def office_uid(ledger, name):
    with ledger.reading() as session:
        return session.scalar(select(Office.uid).where(Office.name == name))


def text(ledger, uid, name):
    with ledger.reading() as session:
        return session.scalar(select(getattr(Petition, name)).where(Petition.uid == uid))


def test_the_day_of_one_that_moved_away_counts_at_nobody_who_lost_it(offices, item):
    edit_petition(offices.city, item, {"deadline": "2026年11月20日前"})
    offices.deliver(CITY, COUNTY)
    late = PetitionQuery(overdue=True)

    assert petition_counts(offices.county).overdue == 0
    assert petition_ids(offices.county, late) == []
    assert petition_counts(offices.city).overdue == len(petition_ids(offices.city, late)) == 1


def to_other(offices, other):
    return receive(other, send(offices.city, OTHER, offices.post / "发平江").path)


def from_other(offices, other):
    return receive(offices.city, send(other, CITY, offices.post / "平江发").path)


def test_the_history_goes_along_to_the_new_county(offices, other, item):
    to_other(offices, other)

    assert text(other, item, "findings") == "老县核查属实"
    assert [one.text for one in points_of(other, item)] == ["料堆扬尘"]
    edit_petition(other, item, {"findings": "新县重新核查，部分属实", "substantiated": "部分属实"})
    from_other(offices, other)
    assert text(offices.city, item, "findings") == "新县重新核查，部分属实"
    assert list_conflicts(offices.city) == []


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


def test_what_the_new_county_wrote_is_not_for_the_old_one_and_comes_when_it_is_given_back(
    offices, other, item
):
    to_other(offices, other)
    for words in (
        "新县初查，企业负责人已约谈",
        "新县复查，料堆已清",
    ):  # the first is replaced before it is sent
        edit_petition(other, item, {"findings": words, "result": f"{words}之后", "handling": "新县立案处罚"})
    from_other(offices, other)
    edit_petition(offices.city, item, {"remark": "市里对新县的话"})

    path = offices.package(CITY, COUNTY)
    assert "新县" not in everything_in(offices.county, path)
    receive(offices.county, path)
    offices.deliver(COUNTY, CITY)

    assert text(offices.county, item, "findings") == "老县核查属实"
    assert text(offices.city, item, "findings") == "新县复查，料堆已清"
    assert list_conflicts(offices.city) == list_conflicts(offices.county) == []
    edit_petition(offices.city, item, {"responsible_unit": COUNTY})
    offices.deliver(CITY, COUNTY)
    assert text(offices.county, item, "findings") == "新县复查，料堆已清"
    assert text(offices.county, item, "remark") == "市里对新县的话"
    assert list_conflicts(offices.county) == []


def everything_in(ledger, path):
    """All that a package says."""
    with unpacked(ledger, path, no_tick) as package:
        return f"{package.records}{package.acts}{package.manifest}{package.shown}"


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


def test_what_the_old_county_still_sends_is_a_proposal_that_the_city_decides(offices, other, item):
    to_other(offices, other)
    edit_petition(offices.county, item, {"findings": "老县移交后又改的", "result": "老县补的"})
    save_points(offices.county, item, [Point("改成别的点位", uid=points_of(offices.county, item)[0].uid)])
    offices.watch.moment += timedelta(days=2)

    receipt = offices.deliver(COUNTY, CITY)

    assert (text(offices.city, item, "findings"), text(offices.city, item, "result")) == ("老县核查属实", "")
    assert [one.text for one in points_of(offices.city, item)] == ["料堆扬尘"]
    assert {one.key != "" for one in receipt.conflicts} == {True}
    assert {one.field for one in list_conflicts(offices.city)} == {"findings", "result", "text"}
    to_other(offices, other)
    assert text(other, item, "findings") == "老县核查属实"


def test_what_the_old_county_still_sends_may_be_left_and_never_beats_the_new_one(offices, other, item):
    to_other(offices, other)
    edit_petition(other, item, {"findings": "新县核查"})
    from_other(offices, other)
    edit_petition(offices.county, item, {"findings": "老县又改"})
    path = offices.package(COUNTY, CITY)

    seen = preview_package(offices.city, path)
    receive(offices.city, path, chosen=frozenset())

    assert [one.key != "" for one in seen.conflicts] == [True]
    assert text(offices.city, item, "findings") == "新县核查"
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

    assert (text(offices.city, item, "responsible_unit"), text(offices.city, item, "findings")) == (
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

    assert text(offices.city, item, "responsible_unit") == unit
    assert text(offices.city, item, "office_uid") == office_uid(offices.city, unit)
    assert list_conflicts(offices.city) == []


def test_the_old_county_cannot_apply_for_its_closure_any_more(offices, other, item):
    edit_petition(offices.county, item, {"completion": "已办结", "result": "已处理"})
    with offices.county.transaction("逐点核查") as (session, _act):
        session.scalar(select(PetitionPoint)).substantiated = "属实"
    apply_petition(offices.county, item)

    receipt = offices.deliver(COUNTY, CITY)

    assert [one.message for one in receipt.refused if "验收销号申请没有接收" in one.message]
    assert closure_steps(offices.city, item) == []


def test_a_petition_that_comes_back_is_as_the_city_has_it(offices, other, item):
    to_other(offices, other)
    edit_petition(other, item, {"findings": "新县核查", "result": "新县处理"})
    from_other(offices, other)
    offices.deliver(CITY, COUNTY)
    edit_petition(offices.city, item, {"responsible_unit": COUNTY})

    offices.deliver(CITY, COUNTY)

    assert (text(offices.county, item, "findings"), text(offices.county, item, "result")) == (
        "新县核查",
        "新县处理",
    )
    assert list_conflicts(offices.county) == []
    edit_petition(offices.county, item, {"result": "老县接着办"})
    offices.deliver(COUNTY, CITY)
    assert text(offices.city, item, "result") == "老县接着办"
    assert list_conflicts(offices.city) == []


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


def test_what_a_former_township_still_writes_does_not_beat_the_next_one(offices, other, item):
    edit_petition(offices.city, item, {"responsible_unit": COUNTY})
    offices.deliver(CITY, COUNTY)
    edit_petition(offices.county, item, {"responsible_unit": TOWNSHIP})
    offices.deliver(COUNTY, TOWNSHIP)
    edit_petition(offices.county, item, {"responsible_unit": COUNTY})
    edit_petition(offices.township, item, {"findings": "镇里迟来的"})

    offices.deliver(TOWNSHIP, COUNTY)

    assert text(offices.county, item, "findings") == "老县核查属实"
    assert [one.field for one in list_conflicts(offices.county)] == ["findings"]


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
    assert text(offices.county, uid, "result") == ""
    assert (text(offices.city, uid, "provenance"), text(offices.city, uid, "findings")) == (
        there,
        "!交办时已写明",
    )
    assert text(offices.city, uid, "result") == "新县的结果"
    edit_petition(offices.city, uid, {"responsible_unit": COUNTY})
    offices.deliver(CITY, COUNTY)
    assert text(offices.county, uid, "result") == "新县的结果"
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
    assert text(offices.county, item, "office_uid") == offices.county.identity.office_uid


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
