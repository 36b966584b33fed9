"""The directory of offices: pushed down with cards and packages; an office that gets the program takes its own place."""

from sqlalchemy import select

from dczg_desktop.domain.dictionary import KINDS
from dczg_desktop.domain.entities import Duty, Office
from dczg_desktop.domain.versions import write
from dczg_desktop.domain.words import DutyRole, Level, Relation
from dczg_desktop.services.chain import Receipt, chain
from dczg_desktop.services.duties import assign
from dczg_desktop.services.incoming.receiving import receive
from dczg_desktop.services.ledgers import create_ledger
from dczg_desktop.services.offices import add_office, enrol, export_card, offices
from dczg_desktop.services.offices import offices as every_office
from dczg_desktop.services.outgoing.outlook import outlook
from dczg_desktop.services.outgoing.scope import scope_for
from dczg_desktop.services.outgoing.shipments import send
from dczg_desktop.services.undo import undo
from dczg_desktop.store.bulk import load_records, replace_records
from tests.offices import CITY, COUNTY, TOWNSHIP
from tests.services.acts import a_given_problem

VILLAGE = "石门镇人民政府"


def directory(ledger):
    return {row.name: row.parent for row in offices(ledger)}


def office_of(ledger, problem, name):
    with ledger.reading() as session:
        query = select(Duty.office_uid).where(Duty.problem_uid == problem, Duty.name == name)
        return session.scalar(query)


def test_a_package_brings_the_directory_and_names_find_their_offices(founded, offices):
    uid = a_given_problem(offices.city, COUNTY)
    offices.deliver(CITY, COUNTY)
    assign(offices.county, [uid], "市水利局", DutyRole.SUPPORTING_UNIT)
    assert office_of(offices.county, uid, "市水利局") == ""
    bureau = add_office(offices.city, "市水利局", "430600S1", Level.DEPARTMENT)

    receipt = offices.deliver(CITY, COUNTY)

    assert directory(offices.county)["市水利局"] == CITY
    assert office_of(offices.county, uid, "市水利局") == bureau
    undo(offices.county, receipt.act_uid)
    assert office_of(offices.county, uid, "市水利局") == ""


def test_the_card_of_the_superior_carries_everybody_below_it(offices, tmp_path):
    add_office(offices.county, VILLAGE, "430623106", Level.TOWNSHIP)
    new = create_ledger(
        tmp_path / "乡.dczg", "花桥乡人民政府", "430623107", Level.TOWNSHIP, "刘", offices.watch
    )

    enrol(new, export_card(offices.county, tmp_path / "县")[0], Relation.SUPERIOR)

    assert directory(new)[VILLAGE] == COUNTY
    assert directory(new)["花桥乡人民政府"] == COUNTY
    new.close()


def test_an_office_that_gets_the_program_takes_the_place_it_was_given_before(offices, tmp_path):
    uid = a_given_problem(offices.city, COUNTY)
    offices.deliver(CITY, COUNTY)
    stand_in = add_office(offices.county, VILLAGE, "430623106", Level.TOWNSHIP)
    assign(offices.county, [uid], VILLAGE, DutyRole.SUPPORTING_UNIT)
    assert office_of(offices.county, uid, VILLAGE) == stand_in
    new = create_ledger(tmp_path / "镇.dczg", VILLAGE, "430623106", Level.TOWNSHIP, "刘", offices.watch)

    enrol(new, export_card(offices.county, tmp_path / "县")[0], Relation.SUPERIOR)
    enrol(offices.county, export_card(new, tmp_path / "镇")[0], Relation.SUBORDINATE)

    assert office_of(offices.county, uid, VILLAGE) == new.identity.office_uid
    assert [row.name for row in offices_named(offices.county)] == [VILLAGE]
    assert [row.uid for row in offices_named(new)] == [new.identity.office_uid]
    assert outlook(offices.county, VILLAGE).problems == 1
    receive(new, send(offices.county, VILLAGE, tmp_path / "包").path)
    receive(offices.county, send(new, COUNTY, tmp_path / "包").path)
    offices.deliver(COUNTY, CITY)
    link = chain(offices.city, uid).links[-1]
    assert (link.unit, link.level, link.receipt) == (VILLAGE, Level.TOWNSHIP, Receipt.CONFIRMED)
    with new.reading() as session:
        names = session.scalars(select(Office.name).where(Office.name == VILLAGE, Office.voided == ""))
        assert len(list(names)) == 1
    new.close()


def offices_named(ledger):
    return [row for row in offices(ledger) if row.name == VILLAGE]


def rewritten(ledger, office_uid, changes):
    """What a changed program could do: an entry of the directory that is not this office's to write."""
    with ledger.transaction("修改单位", "机构表") as (session, act):
        before = load_records(session, KINDS["office"], [office_uid])[office_uid]
        replace_records(session, act, [(before, write(before, changes, act.uid))])


def test_an_office_cannot_put_itself_over_its_superiors_and_be_sent_what_is_theirs(founded, offices):
    shared = a_given_problem(offices.city, COUNTY)
    others = a_given_problem(offices.city, COUNTY)
    offices.deliver(CITY, COUNTY)
    assign(offices.county, [shared], TOWNSHIP, DutyRole.SUPPORTING_UNIT)
    offices.deliver(COUNTY, TOWNSHIP)
    before = directory(offices.county)
    township = offices.township.identity.office_uid
    rewritten(offices.township, offices.city.identity.office_uid, {"parent_uid": township, "voided": "撤销"})

    offices.deliver(TOWNSHIP, COUNTY)

    assert directory(offices.county) == before
    with offices.county.reading() as session:
        scope = scope_for(session, township, offices.county.identity.office_uid)
    assert others not in scope.problems


def test_an_office_cannot_put_its_neighbour_under_itself(founded, offices):
    neighbour = add_office(offices.county, VILLAGE, "430623106", Level.TOWNSHIP)
    shared, others = a_given_problem(offices.city, COUNTY), a_given_problem(offices.city, COUNTY)
    offices.deliver(CITY, COUNTY)
    assign(offices.county, [shared], TOWNSHIP, DutyRole.SUPPORTING_UNIT)
    assign(offices.county, [others], VILLAGE, DutyRole.SUPPORTING_UNIT)
    offices.deliver(COUNTY, TOWNSHIP)
    township = offices.township.identity.office_uid
    rewritten(offices.township, neighbour, {"parent_uid": township})

    offices.deliver(TOWNSHIP, COUNTY)

    assert directory(offices.county)[VILLAGE] == COUNTY
    with offices.county.reading() as session:
        scope = scope_for(session, township, offices.county.identity.office_uid)
    assert others not in scope.problems


def test_an_office_goes_on_speaking_for_itself_and_those_below_it(founded, offices):
    village = add_office(offices.township, VILLAGE, "430623106", Level.TOWNSHIP)
    shared = a_given_problem(offices.city, COUNTY)
    offices.deliver(CITY, COUNTY)
    assign(offices.county, [shared], TOWNSHIP, DutyRole.SUPPORTING_UNIT)
    offices.deliver(COUNTY, TOWNSHIP)
    offices.deliver(TOWNSHIP, COUNTY)
    rewritten(offices.township, village, {"name": "石门村"})
    rewritten(offices.township, offices.township.identity.office_uid, {"code": "430623999"})

    offices.deliver(TOWNSHIP, COUNTY)

    known = {row.name: (row.code, row.parent) for row in every_office(offices.county)}
    assert known["石门村"] == ("430623106", TOWNSHIP)
    assert known[TOWNSHIP][0] == "430623999"
