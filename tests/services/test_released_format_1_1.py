"""What 0.2.0 wrote (format 1.1) is read by today's program: ledgers, cards with directory, packages, seals, forms, letters."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import select

from dczg_desktop.domain.acknowledgement import Outcome
from dczg_desktop.domain.entities import Board, Evidence, Measure, Petition, Problem, Progress, Shipment
from dczg_desktop.domain.words import Direction, Level, Relation
from dczg_desktop.exchange.card import read_card
from dczg_desktop.exchange.received import Trust
from dczg_desktop.exchange.sealing import is_sealed, needs_phrase
from dczg_desktop.services.acknowledgement import accept_code, accept_receipt
from dczg_desktop.services.incoming.receiving import preview_package, receive
from dczg_desktop.services.ledgers import create_ledger, open_ledger
from dczg_desktop.services.offices import counterparts, enrol
from dczg_desktop.services.outgoing.shipments import send
from dczg_desktop.services.returns import look_at_request
from dczg_desktop.services.trust.partners import partners
from dczg_desktop.services.undo import undo
from dczg_desktop.services.verification import verify
from dczg_desktop.store.schema import SCHEMA, file_version
from tests.services.released import DATA, opened, read_whole, rows, the_day_after

RELEASED = DATA / "0.2.0"
PHRASE = "章鱼 牙刷 天鹅 狮子 蜜蜂 地图 信封 枕头"
CODE = "2793 4049 2251"


@pytest.fixture
def county(tmp_path):
    """青石县 as 0.2.0 left it: the first package of 浔江市 received, the three others not yet."""
    yield from opened(RELEASED / "county.dczg", tmp_path / "县")


@pytest.fixture
def city(tmp_path):
    """浔江市 as 0.2.0 left it: nothing of 青石县 received, no receipt entered."""
    yield from opened(RELEASED / "city.dczg", tmp_path / "市")


@pytest.mark.parametrize(("name", "petitions"), [("city.dczg", 1), ("county.dczg", 0)])
def test_a_ledger_of_0_2_0_is_sound_with_all_it_held_and_of_todays_schema(name, petitions, tmp_path):
    path = Path(shutil.copy(RELEASED / name, tmp_path / "台账.dczg"))
    assert file_version(path) == 6

    ledger = open_ledger(path, the_day_after)

    assert verify(ledger).sound
    assert len(rows(ledger, Problem.uid)) == len(rows(ledger, Board.uid)) == 2
    assert len(rows(ledger, Petition.uid)) == petitions
    assert [one.sealing for one in partners(ledger)] == [True]
    ledger.close()
    assert file_version(path) == SCHEMA


def test_both_cards_of_0_2_0_are_enrolled_with_their_sealing_keys_and_the_directory(tmp_path):
    ledger = create_ledger(tmp_path / "省.dczg", "某省整改办", "450000", Level.PROVINCE, "甲", the_day_after)

    for name in ("city.dczgcard", "county.dczgcard"):
        assert read_card(RELEASED / name).sealing_key.startswith("age1")
        enrol(ledger, RELEASED / name, Relation.SUBORDINATE)

    listed = {
        entry.name
        for name in ("city", "county")
        for entry in read_card(RELEASED / f"{name}.dczgcard").directory
    }
    assert {"青石县", "云岭县", "北坡镇"} <= listed
    assert {one.name for one in counterparts(ledger)} == {"浔江市", "青石县"}
    ledger.close()


@pytest.mark.parametrize("name", ["package.xlsx", "package_with_files.zip", "filled_form.xlsx"])
def test_a_package_of_format_1_1_is_read_whole_and_its_signature_holds(name, city, county, tmp_path):
    package = read_whole(RELEASED / name, (city, county), tmp_path / "解")

    assert (package.verdict, package.manifest.format, package.problems) == (Trust.ENROLLED, "1.1", [])
    assert package.manifest.sealing_key.startswith("age1")


def test_the_county_takes_the_plain_and_both_sealed_packages_in_and_back_out(county):
    assert is_sealed(RELEASED / "sealed.xlsx.age")
    assert needs_phrase(RELEASED / "sealed_by_phrase.xlsx.age")

    plain = receive(county, RELEASED / "package.xlsx")
    sealed = receive(county, RELEASED / "sealed.xlsx.age")
    told = receive(county, RELEASED / "sealed_by_phrase.xlsx.age", phrase=PHRASE)

    assert [one.accepted for one in (plain, sealed, told)] == [True, True, True]
    assert [one.warnings for one in (plain, sealed, told)] == [(), (), ()]
    assert [row.text for row in rows(county, Measure.text)][-1] == "沿沟敷设截污管 600 米"
    assert [row.description for row in rows(county, Petition.description)] == ["反映油坊沟砂场夜间噪声。"]
    for one in (told, sealed, plain):
        undo(county, one.act_uid)
    assert not preview_package(county, RELEASED / "package.xlsx").repeated
    assert verify(county).sound


def test_the_city_takes_the_package_with_its_file_in(city):
    receipt = receive(city, RELEASED / "package_with_files.zip")

    assert (receipt.accepted, receipt.refused, receipt.missing_files) == (True, (), ())
    (file,) = rows(city, Evidence.sha256)
    assert city.evidence.intact(file.sha256)
    assert [row.text for row in rows(city, Progress.text)] == ["设备已拆除，正在清场。"]


def test_the_form_filled_in_by_hand_becomes_the_progress_of_the_township(county):
    receipt = receive(county, RELEASED / "filled_form.xlsx", accept_hand_edits=True)

    assert receipt.refused == ()
    assert ("已封堵排口 1 处。", 35.0) in {
        (row.text, row.percent) for row in rows(county, Progress.text, Progress.percent)
    }


def test_the_receipt_is_entered_from_its_file_or_by_its_code(city):
    query = select(Shipment.acknowledged_by).where(
        Shipment.direction == Direction.SENT, Shipment.sequence == 1
    )

    by_file = accept_receipt(city, RELEASED / "receipt.dczghz")

    assert (by_file.office, by_file.sequence, by_file.outcome) == ("青石县", 1, Outcome.ACCEPTED)
    with city.reading() as session:
        assert session.scalar(query) == "回执文件"


def test_the_code_read_over_the_telephone_fits_the_package_of_0_2_0(city):
    assert accept_code(city, CODE).sequence == 1


def test_the_request_to_be_sent_everything_back_is_understood(city):
    assert look_at_request(city, RELEASED / "request.dczgqq").office == "青石县"


def test_packages_of_today_pass_between_the_two_ledgers_of_0_2_0(city, county, tmp_path):
    """The newest package makes those under way unnecessary: they are named as missing, nothing is disputed."""
    down = receive(county, send(city, "青石县", tmp_path / "往").path)
    up = receive(city, send(county, "浔江市", tmp_path / "来").path)

    assert (down.accepted, up.accepted) == (True, True)
    assert (down.conflicts, up.conflicts) == ((), ())
    assert "缺第 2、3、4 号" in down.sequence
    assert [row.description for row in rows(county, Petition.description)] == ["反映油坊沟砂场夜间噪声。"]
