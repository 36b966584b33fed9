"""How far down a problem has come, seen from the top."""

from dczg_desktop.domain.words import DutyRole, Level
from dczg_desktop.services.chain import Receipt, chain, chains
from dczg_desktop.services.duties import assign
from dczg_desktop.services.incoming.receiving import receive
from tests.offices import CITY, COUNTY, TOWNSHIP
from tests.services.acts import a_given_problem
from tests.services.workbooks import Filled


def passed_down(offices):
    uid = a_given_problem(offices.city, COUNTY, plan="1.封堵排口。")
    offices.deliver(CITY, COUNTY)
    assign(offices.county, [uid], "王县长", DutyRole.RESPONSIBLE_LEADER)
    assign(offices.county, [uid], TOWNSHIP, DutyRole.SUPPORTING_UNIT)
    return uid


def test_the_city_sees_that_the_county_has_it_and_nobody_below(offices):
    uid = a_given_problem(offices.city, COUNTY)
    (link,) = chain(offices.city, uid).links
    assert (link.unit, link.level, link.receipt, link.staffed) == (
        COUNTY,
        Level.COUNTY,
        Receipt.UNSENT,
        False,
    )

    path = offices.package(CITY, COUNTY)
    assert chain(offices.city, uid).links[0].receipt is Receipt.WAITING
    receive(offices.county, path)
    offices.deliver(COUNTY, CITY)

    link = chain(offices.city, uid).links[0]
    assert (link.receipt, bool(link.received_at), link.assigned_by) == (Receipt.CONFIRMED, True, CITY)
    assert chain(offices.county, uid).links[0].receipt is Receipt.OURS


def test_the_city_sees_the_township_its_receipt_and_the_people_of_each_level(offices):
    uid = passed_down(offices)
    offices.deliver(COUNTY, CITY)
    county, township = chain(offices.city, uid).links
    assert (county.leaders, county.people) == (("王县长",), ())
    assert (township.unit, township.assigned_by, township.receipt) == (TOWNSHIP, COUNTY, Receipt.UNTOLD)

    offices.deliver(COUNTY, TOWNSHIP)
    assign(offices.township, [a_given_problem(offices.township)], "别人", DutyRole.RESPONSIBLE_PERSON)
    offices.deliver(TOWNSHIP, COUNTY)
    offices.deliver(COUNTY, CITY)
    assert chain(offices.city, uid).links[1].receipt is Receipt.CONFIRMED

    assign(offices.township, [uid], "赵所长", DutyRole.RESPONSIBLE_PERSON)
    offices.deliver(TOWNSHIP, COUNTY)
    offices.deliver(COUNTY, CITY)
    found = chain(offices.city, uid)
    assert found.links[1].people == ("赵所长",)
    assert found.words == f"已落实到乡镇：{TOWNSHIP}，责任人员 赵所长，已收到"


def test_people_filled_in_by_hand_belong_to_the_office_that_filled_them_in(offices):
    uid = passed_down(offices)
    form = Filled(offices.package(COUNTY, TOWNSHIP))
    receive(offices.county, form.fill("责任清单", uid, 责任人员="赵所长").save(), accept_hand_edits=True)
    offices.deliver(COUNTY, CITY)

    for ledger in (offices.county, offices.city):
        county, township = chain(ledger, uid).links
        assert (county.people, township.people) == ((), ("赵所长",))
        assert township.receipt is Receipt.CONFIRMED


def test_a_unit_outside_the_directory_is_named_so_and_a_problem_without_units_says_it(offices):
    one = a_given_problem(offices.city, "某某公司")
    other = a_given_problem(offices.city)

    found = chains(offices.city, [one, other, "没有"])

    assert set(found) == {one, other}
    assert found[one].links[0].receipt is Receipt.STRANGER
    assert found[other].words == "没有明确责任单位"


def test_people_named_beside_the_unit_by_the_issuer_stand_for_that_unit(offices):
    uid = a_given_problem(offices.city, COUNTY)
    assign(offices.city, [uid], "钱局长", DutyRole.RESPONSIBLE_PERSON, post="局长")

    assert chain(offices.city, uid).links[0].people == ("钱局长（局长）",)
