"""What 0.3.0 wrote (format 1.2) is read by today's program: petitions in packages and in a protected form, returns, a refusal."""

import shutil
from pathlib import Path

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.domain.acknowledgement import Outcome
from dczg_desktop.domain.amendments import Standing
from dczg_desktop.domain.entities import Board, Evidence, Petition, PetitionPoint, Problem, Progress
from dczg_desktop.exchange.protection import NeedsPassword
from dczg_desktop.exchange.received import Trust
from dczg_desktop.services.acknowledgement import accept_code, accept_receipt
from dczg_desktop.services.incoming.receiving import preview_package, receive
from dczg_desktop.services.ledgers import open_ledger
from dczg_desktop.services.outgoing.shipments import send
from dczg_desktop.services.petitions.items import edit_petition
from dczg_desktop.services.requests import list_amendments
from dczg_desktop.services.trust.sealing import opened_seal
from dczg_desktop.services.undo import undo
from dczg_desktop.services.verification import verify
from dczg_desktop.store.schema import SCHEMA, file_version
from tests.services.released import DATA, opened, read_whole, rows, the_day_after

RELEASED = DATA / "0.3.0"
PASSWORD = "8555 4718 2135 8196 1426"
CODE = "8115 3265 2887"
SEALED = ("petitions.xlsx.age", "returned.xlsx.age", "package_with_files.zip.age")


@pytest.fixture
def county(tmp_path):
    """青石县 as 0.3.0 left it: two packages received, 退回修改 not yet, the last refused, a form out at 北坡镇."""
    yield from opened(RELEASED / "county.dczg", tmp_path / "县")


@pytest.fixture
def city(tmp_path):
    """浔江市 as 0.3.0 left it: the answer to the petition received and returned, the refusal not entered."""
    yield from opened(RELEASED / "city.dczg", tmp_path / "市")


@pytest.mark.parametrize(("name", "petitions"), [("city.dczg", 1), ("county.dczg", 2)])
def test_a_ledger_of_0_3_0_is_sound_with_all_it_held_and_of_todays_schema(name, petitions, tmp_path):
    path = Path(shutil.copy(RELEASED / name, tmp_path / "台账.dczg"))
    assert file_version(path) == 7

    ledger = open_ledger(path, the_day_after)

    assert verify(ledger).sound
    assert len(rows(ledger, Problem.uid)) == len(rows(ledger, Board.uid)) == 1
    assert len(rows(ledger, Petition.uid)) == petitions
    assert [row.substantiated for row in rows(ledger, PetitionPoint.substantiated)] == ["属实", "部分属实"]
    ledger.close()
    assert file_version(path) == SCHEMA


@pytest.mark.parametrize("name", ["package.xlsx", *SEALED])
def test_a_package_of_format_1_2_is_read_whole_and_its_signature_holds(name, city, county, tmp_path):
    receiver = city if name.startswith("package_with") else county
    plain = opened_seal(receiver, RELEASED / name, "") if name in SEALED else RELEASED / name

    package = read_whole(plain, (city, county), tmp_path / "解")

    assert (package.verdict, package.manifest.format, package.problems) == (Trust.ENROLLED, "1.2", [])


def test_what_was_returned_arrives_and_is_put_right_and_the_city_sees_it(city, county, tmp_path):
    receipt = receive(county, RELEASED / "returned.xlsx.age")
    assert (receipt.accepted, receipt.warnings, receipt.conflicts) == (True, (), ())
    asked = {(one.place, one.label, one.reason): one.standing for one in list_amendments(county)}
    assert asked == {
        ("整件", "调查核实情况", "请写明核查时间"): Standing.OPEN,
        ("第 1 个点位", "处理和整改情况", "请写明是否已经覆盖"): Standing.OPEN,
    }

    (item,) = [row.uid for row in rows(county, Petition.uid, Petition.batch) if row.batch == "第17批"]
    edit_petition(county, item, {"findings": "11月20日核查，砂场一家夜间作业"})
    receive(city, send(county, "浔江市", tmp_path / "来").path)

    standing = {one.label: one.standing for one in list_amendments(city)}
    assert standing == {"调查核实情况": Standing.CORRECTED, "处理和整改情况": Standing.OPEN}


def test_the_city_takes_the_package_with_its_file_in_and_back_out(city):
    receipt = receive(city, RELEASED / "package_with_files.zip.age")

    assert (receipt.accepted, receipt.refused, receipt.missing_files) == (True, (), ())
    (file,) = rows(city, Evidence.sha256)
    assert city.evidence.intact(file.sha256)
    undo(city, receipt.act_uid)
    assert verify(city).sound


def test_the_protected_form_filled_in_by_hand_opens_with_its_password_alone(county):
    with pytest.raises(NeedsPassword):
        preview_package(county, RELEASED / "filled_form.xlsx", phrase="1111 2222 3333 4444 5555")

    receipt = receive(county, RELEASED / "filled_form.xlsx", accept_hand_edits=True, phrase=PASSWORD)

    assert receipt.refused == ()
    assert "设备已拆除 2 台。" in {row.text for row in rows(county, Progress.text)}
    told = {row.batch: row for row in rows(county, Petition.batch, Petition.findings, Petition.substantiated)}
    assert (told["第18批"].findings, told["第18批"].substantiated) == ("11月25日核查，废渣约 3 方", "属实")


def test_the_refusal_is_entered_from_its_file_once(city):
    done = accept_receipt(city, RELEASED / "refusal.dczghz")

    assert (done.office, done.sequence, done.outcome) == ("青石县", 4, Outcome.REFUSED)
    assert "附件不全，请补齐后重报" in done.words
    with pytest.raises(UserError, match="登记过同样的回执"):
        accept_code(city, CODE)


def test_the_refusal_read_over_the_telephone_fits_the_package_of_0_3_0(city):
    done = accept_code(city, CODE)

    assert (done.sequence, done.outcome) == (4, Outcome.REFUSED)


def test_packages_of_today_pass_between_the_two_ledgers_of_0_3_0(city, county, tmp_path):
    down = receive(county, send(city, "青石县", tmp_path / "往").path)
    up = receive(city, send(county, "浔江市", tmp_path / "来").path)

    assert (down.accepted, up.accepted) == (True, True)
    assert (down.conflicts, up.conflicts) == ((), ())
    assert [one.standing for one in list_amendments(county)] == [Standing.OPEN] * 2
