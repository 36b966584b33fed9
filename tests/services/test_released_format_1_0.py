"""What 0.1.0 wrote is read by today's program: ledgers migrate, cards enrol, packages and hand edits are taken in."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import select

from dczg_desktop.domain.entities import (
    Board,
    Counterpart,
    Evidence,
    Measure,
    Meta,
    Problem,
    Progress,
    Shipment,
)
from dczg_desktop.domain.words import Level, Relation
from dczg_desktop.exchange.card import read_card
from dczg_desktop.exchange.received import Trust
from dczg_desktop.services.detail import problem_detail
from dczg_desktop.services.incoming.receiving import preview_package, receive
from dczg_desktop.services.ledgers import create_ledger, open_ledger
from dczg_desktop.services.offices import counterparts, enrol
from dczg_desktop.services.outgoing.shipments import send
from dczg_desktop.services.trust.partners import partners
from dczg_desktop.services.verification import verify
from dczg_desktop.store.schema import SCHEMA, file_version
from tests.services.released import DATA, opened, read_whole, rows, the_day_after

RELEASED = DATA / "0.1.0"


@pytest.fixture
def county(tmp_path):
    """青石县 as 0.1.0 left it, opened and so migrated."""
    yield from opened(RELEASED / "ledger.dczg", tmp_path / "县")


@pytest.fixture
def city(tmp_path):
    """浔江市 as 0.1.0 left it, opened and so migrated."""
    yield from opened(RELEASED / "city.dczg", tmp_path / "市")


@pytest.mark.parametrize(("name", "problems"), [("ledger.dczg", 7), ("city.dczg", 12)])
def test_a_ledger_of_0_1_0_is_migrated_sound_with_all_it_held(name, problems, tmp_path):
    path = Path(shutil.copy(RELEASED / name, tmp_path / "台账.dczg"))
    assert file_version(path) == 1

    ledger = open_ledger(path, the_day_after)

    assert verify(ledger).sound
    assert len(rows(ledger, Problem.uid)) == len(rows(ledger, Board.uid)) == problems
    assert ledger.meta("sealing_key").startswith("AGE-SECRET-KEY-")
    assert list(path.parent.glob("台账.备份/*升级前*"))
    assert all(one.serial == 1 and not one.sealing for one in partners(ledger))
    assert all(
        row.acknowledged_by == "数据包"
        for row in rows(ledger, Shipment.acknowledged_by, Shipment.acknowledged_at)
        if row.acknowledged_at
    )
    ledger.close()
    assert file_version(path) == SCHEMA


def test_both_cards_of_0_1_0_are_read_and_enrolled(tmp_path):
    ledger = create_ledger(tmp_path / "省.dczg", "某省整改办", "450000", Level.PROVINCE, "甲", the_day_after)

    for name in ("city.dczgcard", "county.dczgcard"):
        card = read_card(RELEASED / name)
        done = enrol(ledger, RELEASED / name, Relation.SUBORDINATE)
        assert (card.sealing_key, card.serial, card.revoked) == ("", 1, ())
        assert done.fingerprint.replace(" ", "").isdigit()

    assert {one.name for one in counterparts(ledger)} == {"浔江市", "青石县"}
    ledger.close()


def test_the_cards_still_fit_the_ledgers_that_had_enrolled_them(county, city):
    for ledger, name in ((county, "city.dczgcard"), (city, "county.dczgcard")):
        card = read_card(RELEASED / name)
        (known,) = rows(ledger, Counterpart.public_key, Counterpart.replica)[:1]
        assert (known.public_key, known.replica) == (card.public_key.hex(), card.replica)


@pytest.mark.parametrize("name", ["package.xlsx", "package_with_files.zip", "filled_by_hand.xlsx"])
def test_a_package_of_0_1_0_is_read_whole_and_its_signature_holds(name, city, county, tmp_path):
    package = read_whole(RELEASED / name, (city, county), tmp_path / "解")

    assert (package.verdict, package.manifest.format, package.problems) == (Trust.ENROLLED, "1.0", [])
    assert (package.manifest.serial, package.manifest.sealing_key, package.manifest.trail) == (1, "", {})


def test_the_county_that_had_received_the_package_finds_its_content_word_for_word(county):
    again = preview_package(county, RELEASED / "package.xlsx")

    assert (again.sender, again.repeated, again.conflicts, again.refused) == ("浔江市", True, (), ())
    assert not receive(county, RELEASED / "package.xlsx").accepted


def test_the_city_that_had_received_the_package_with_files_finds_it_received(city):
    again = preview_package(city, RELEASED / "package_with_files.zip")

    assert (again.sender, again.repeated) == ("青石县", True)


def test_a_new_county_ledger_takes_the_whole_package_in(county, tmp_path):
    """The identity of 青石县 in an empty ledger, as after a lost computer: everything of the package appears."""
    ledger = reborn(county, tmp_path, "青石县", Level.COUNTY, ("city.dczgcard", Relation.SUPERIOR))

    receipt = receive(ledger, RELEASED / "package.xlsx")

    assert receipt.accepted
    assert not receipt.refused
    assert len(rows(ledger, Problem.uid)) == 7
    for uid, description in rows(ledger, Problem.uid, Problem.description):
        assert problem_detail(county, uid).fields["description"] == description
    assert verify(ledger).sound
    ledger.close()


def test_a_new_city_ledger_takes_the_package_with_its_files_in(city, tmp_path):
    ledger = reborn(city, tmp_path, "浔江市", Level.CITY, ("county.dczgcard", Relation.SUBORDINATE))

    receipt = receive(ledger, RELEASED / "package_with_files.zip")

    assert receipt.accepted
    assert not receipt.missing_files
    assert len(rows(ledger, Evidence.sha256)) > 0
    assert all(ledger.evidence.intact(row.sha256) for row in rows(ledger, Evidence.sha256))
    assert {row.text for row in rows(ledger, Progress.text)} <= {
        row.text for row in rows(city, Progress.text)
    }
    ledger.close()


def reborn(old, tmp_path, name, level, card):
    """An empty ledger with the office and installation ids and the key of `old`."""
    ledger = create_ledger(tmp_path / "新" / "台账.dczg", name, "450421", level, "甲", the_day_after)
    with ledger.housekeeping() as session:
        session.connection().exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        new = ledger.identity.office_uid
        session.connection().exec_driver_sql(
            "UPDATE office SET uid = ? WHERE uid = ?", (old.identity.office_uid, new)
        )
        for key, value in (("office_uid", old.identity.office_uid), ("replica", old.identity.replica),
                           ("private_key", old.identity.private_key)):  # fmt: skip
            session.scalars(select(Meta).where(Meta.key == key)).one().value = value
    ledger.forget_identity()
    enrol(ledger, RELEASED / card[0], card[1])
    return ledger


def test_the_sheet_filled_in_by_hand_against_0_1_0_still_says_what_was_written(county):
    """The county had taken it in already: the same edits again are nothing new, and none is lost or doubled."""
    measures = rows(county, Measure.uid, Measure.text, Measure.done_on)

    receipt = preview_package(county, RELEASED / "filled_by_hand.xlsx")
    receive(county, RELEASED / "filled_by_hand.xlsx", accept_hand_edits=True)

    assert receipt.sender == "青石县"
    assert receipt.refused == ()
    assert rows(county, Measure.uid, Measure.text, Measure.done_on) == measures


def test_packages_of_today_are_exchanged_between_the_two_upgraded_ledgers(county, city, tmp_path):
    """Each tells the other its sealing key with the first package; nothing is disputed."""
    down = receive(county, send(city, "青石县", tmp_path / "往").path)
    up = receive(city, send(county, "浔江市", tmp_path / "来").path)

    assert (down.conflicts, up.conflicts) == ((), ())
    assert (down.warnings, up.warnings) == ((), ())
    assert [one.sealing for one in partners(county) if one.enrolled.name == "浔江市"] == [True]
    assert [one.sealing for one in partners(city) if one.enrolled.name == "青石县"] == [True]
