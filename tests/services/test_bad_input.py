"""What people bring by mistake: every refusal is a Chinese sentence, and the ledger is as before."""

import errno
import os
import shutil
import zipfile

import pytest
from openpyxl import Workbook

from dczg_desktop.base.errors import UserError
from dczg_desktop.domain.words import EvidenceRole, Relation
from dczg_desktop.exchange.payload import NotOurPackage
from dczg_desktop.services.closure import apply_for_closure
from dczg_desktop.services.documents import print_list
from dczg_desktop.services.evidence import attach_files
from dczg_desktop.services.importing.imports import preview_import
from dczg_desktop.services.incoming.receiving import preview_package, receive
from dczg_desktop.services.ledgers import create_ledger
from dczg_desktop.services.measures import MeasureDraft, add_measures
from dczg_desktop.services.offices import enrol, export_card, look_at_card
from dczg_desktop.services.outgoing import contents as sending
from dczg_desktop.services.outgoing.scope import Scope, scope_for
from dczg_desktop.services.outgoing.shipments import send, shipments
from tests.offices import CITY, COUNTY, LEVELS, dump
from tests.services.acts import a_given_problem, a_photo


@pytest.fixture
def given(offices):
    uid = a_given_problem(offices.city, COUNTY)
    offices.deliver(CITY, COUNTY)
    return uid


def empty_workbook(path):
    Workbook().save(path)


def text(path):
    path.write_text("这是一段文字", "utf-8")


def nothing(path):
    path.write_bytes(b"")


def picture(path):
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))


def half(path):
    empty_workbook(path)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def other_zip(path):
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "x")


WRONG = [empty_workbook, text, nothing, picture, half, other_zip]


@pytest.mark.parametrize("make", WRONG, ids=lambda make: make.__name__)
@pytest.mark.parametrize("suffix", [".xlsx", ".zip"])
def test_a_wrong_file_is_no_package(offices, tmp_path, make, suffix):
    path = tmp_path / f"来文{suffix}"
    make(path)
    before = dump(offices.county)

    for act in (preview_package, receive):
        with pytest.raises(UserError, match="来文"):
            act(offices.county, path)

    assert dump(offices.county) == before


@pytest.mark.parametrize("make", WRONG, ids=lambda make: make.__name__)
def test_a_wrong_file_is_no_table(ledger, tmp_path, make):
    path = tmp_path / "表格.xlsx"
    make(path)
    before = dump(ledger)

    assert new_rows_or_words(ledger, path) in {"没有新记录", "说明了文件"}
    assert dump(ledger) == before


def new_rows_or_words(ledger, path):
    """What a person sees of a file that is no table: nothing to import, or a sentence that names the file."""
    try:
        found = preview_import(ledger, path).count("新增")
    except UserError as refusal:
        return "说明了文件" if path.stem in str(refusal) else str(refusal)
    return str(found) if found else "没有新记录"


def test_a_package_cut_short_is_refused(offices, given, tmp_path):
    attach_files(offices.city, given, [a_photo(tmp_path)], EvidenceRole.BEFORE)
    path = offices.package(CITY, COUNTY)
    content = path.read_bytes()
    before = dump(offices.county)

    for share in (0.1, 0.5, 0.9, 0.99):
        path.write_bytes(content[: int(len(content) * share)])
        with pytest.raises(UserError, match="台账"):
            receive(offices.county, path)

    assert dump(offices.county) == before


def test_the_stick_that_is_gone_is_named(offices):
    with pytest.raises(UserError, match="U 盘没有拔出"):
        receive(offices.county, offices.folder / "没有.xlsx")


def test_a_package_taken_for_a_card_and_a_card_for_a_package(offices, given, tmp_path):
    card, _ = export_card(offices.city, tmp_path / "市.卡片")
    with pytest.raises(UserError):
        look_at_card(offices.package(CITY, COUNTY))
    with pytest.raises(UserError):
        receive(offices.county, card)


def test_our_own_card_is_refused(offices, tmp_path):
    card, _ = export_card(offices.city, tmp_path / "市.卡片")

    with pytest.raises(UserError, match="本单位自己的卡片"):
        enrol(offices.city, card, Relation.SUPERIOR)


def disk_full(monkeypatch):
    def full(_handle):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)


def test_sending_to_a_full_stick_leaves_register_and_folder_as_before(offices, given, monkeypatch):
    before, out = dump(offices.city), offices.folder / "优盘"
    out.mkdir()
    disk_full(monkeypatch)

    with pytest.raises(UserError, match="磁盘空间不足"):
        send(offices.city, COUNTY, out)

    monkeypatch.undo()
    assert dump(offices.city) == before
    assert list(out.iterdir()) == []
    assert len(shipments(offices.city)) == 1


def test_a_disk_that_fills_up_while_the_register_is_written_leaves_no_package_that_nobody_knows(
    offices, given, monkeypatch
):
    before, out = dump(offices.city), offices.folder / "优盘"
    out.mkdir()

    def full(*_all):
        raise UserError("磁盘空间不足")

    monkeypatch.setattr("dczg_desktop.store.ledger.write_act", full)
    with pytest.raises(UserError, match="磁盘空间不足"):
        send(offices.city, COUNTY, out)

    monkeypatch.undo()
    assert dump(offices.city) == before
    assert list(out.iterdir()) == []


def test_receiving_onto_a_full_disk_changes_nothing(offices, given, tmp_path, monkeypatch):
    attach_files(offices.city, given, [a_photo(tmp_path)], EvidenceRole.BEFORE)
    path = offices.package(CITY, COUNTY)
    before = dump(offices.county)
    disk_full(monkeypatch)

    with pytest.raises(UserError, match="磁盘空间不足"):
        receive(offices.county, path)

    monkeypatch.undo()
    assert dump(offices.county) == before
    assert receive(offices.county, path).accepted


def test_printing_to_a_full_disk_keeps_the_old_file(offices, given, tmp_path, monkeypatch):
    target = tmp_path / "清单.xlsx"
    target.write_bytes(b"old")
    disk_full(monkeypatch)

    with pytest.raises(UserError, match="磁盘空间不足"):
        print_list(offices.city, "问题清单", target)

    assert target.read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.endswith(".part")) == []


@pytest.mark.parametrize(("name", "code"), [("", "430600"), ("某市", " ")])
def test_a_ledger_without_name_or_code_is_not_made(tmp_path, name, code):
    with pytest.raises(UserError, match="单位名称和单位代码"):
        create_ledger(tmp_path / "新.dczg", name, code, LEVELS[CITY], "甲")

    assert list(tmp_path.iterdir()) == []


def test_a_package_of_a_newer_program_is_refused(offices, given, monkeypatch):
    make = sending.Manifest
    with monkeypatch.context() as newer:
        newer.setattr(sending, "Manifest", lambda **values: make(**values, format="2.0"))
        path = offices.package(CITY, COUNTY)
    before = dump(offices.county)

    with pytest.raises(UserError, match="升级"):
        receive(offices.county, path)

    assert dump(offices.county) == before


def test_a_record_whose_problem_did_not_come_along_is_refused_and_the_rest_taken(offices, given, monkeypatch):
    add_measures(offices.city, given, [MeasureDraft("随问题来的")])
    lost = a_given_problem(offices.city, COUNTY, text="没有随包来的", plan="1.甲。2.乙。")

    def without(session, receiver, ours, **options):
        scope = scope_for(session, receiver, ours, **options)
        kept = tuple(record for record in scope.records if record.uid != lost)
        return Scope(kept, (given,), (), ())

    monkeypatch.setattr(sending, "scope_for", without)
    receipt = offices.deliver(CITY, COUNTY)

    assert any("所属的问题没有收到" in fault.message for fault in receipt.refused)
    assert [change.after for change in receipt.new] == ["随问题来的"]


def test_a_workbook_of_somebody_is_offered_as_a_table(offices, tmp_path):
    shutil.copy(offices.city.path, tmp_path / "x")
    path = tmp_path / "别人的表.xlsx"
    book = Workbook()
    book.active.append(["问题描述", "整改时限"])
    book.active.append(["污水直排", "2026年底前"])
    book.save(path)

    with pytest.raises(NotOurPackage):
        preview_package(offices.county, path)

    assert preview_import(offices.county, path).count("新增") == 1


def test_an_act_on_a_problem_that_does_not_exist_is_refused(ledger):
    before = dump(ledger)

    with pytest.raises(UserError, match="找不到这个问题"):
        apply_for_closure(ledger, "0" * 32)

    assert dump(ledger) == before
