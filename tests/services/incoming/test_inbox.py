"""The inbox: files are kept with their state, tried again after an upgrade, received from there, removed."""

import zipfile

import pytest

import dczg_desktop
from dczg_desktop.base.errors import UserError
from dczg_desktop.domain.words import InboxState, Relation
from dczg_desktop.exchange import manifest
from dczg_desktop.services.detail import problem_detail
from dczg_desktop.services.incoming import inbox
from dczg_desktop.services.offices import enrol, export_card
from dczg_desktop.services.problems import edit_problem
from dczg_desktop.services.undo import undo
from tests.offices import CITY, COUNTY, dump


@pytest.fixture
def arriving(offices, given):
    """A package of the city for the county with one change in it."""
    edit_problem(offices.city, given, {"goal": "消除直排并恢复水质"})
    return offices.package(CITY, COUNTY)


def test_a_kept_package_waits_and_is_received_from_the_inbox(offices, given, arriving):
    before = dump(offices.county)

    item = inbox.keep(offices.county, arriving)
    arriving.unlink()

    assert (item.state, item.sender, item.sequence) == (InboxState.READY, CITY, 2)
    assert dump(offices.county) == before
    receipt = inbox.receive_kept(offices.county, item.uid)
    assert problem_detail(offices.county, given).facts.goal == "消除直排并恢复水质"
    (kept,) = inbox.items(offices.county)
    assert (kept.state, kept.act_uid) == (InboxState.RECEIVED, receipt.act_uid)


def test_the_same_file_is_kept_once(offices, arriving):
    first = inbox.keep(offices.county, arriving)

    assert inbox.keep(offices.county, arriving).uid == first.uid
    assert len(inbox.items(offices.county)) == 1


def test_a_package_of_a_newer_major_format_waits_for_the_upgrade(offices, given, monkeypatch):
    edit_problem(offices.city, given, {"goal": "新版写下的目标"})
    with monkeypatch.context() as newer:
        newer.setattr(manifest.Manifest.__init__, "__defaults__", _as_written_by("2.0", "9.1.0"))
        package = offices.package(CITY, COUNTY)
    before = dump(offices.county)

    item = inbox.keep(offices.county, package)

    assert (item.state, item.needs) == (InboxState.NEWER, "9.1.0")
    assert "升级到 9.1.0 版" in item.reason
    assert dump(offices.county) == before
    assert inbox.retry_waiting(offices.county) == []
    monkeypatch.setattr(manifest, "FORMAT", "2.0")
    assert inbox.retry_waiting(offices.county) == []  # still the old program, whatever it can read
    monkeypatch.setattr(dczg_desktop, "__version__", "9.1.0")
    assert [one.uid for one in inbox.retry_waiting(offices.county)] == [item.uid]
    inbox.receive_kept(offices.county, item.uid)
    assert problem_detail(offices.county, given).facts.goal == "新版写下的目标"


def _as_written_by(form, program):
    defaults = manifest.Manifest.__init__.__defaults__
    swapped = {manifest.FORMAT: form, "0.1.0": program}
    return tuple(swapped.get(value, value) if isinstance(value, str) else value for value in defaults)


def test_a_package_of_a_stranger_waits_for_the_card(offices, arriving, tmp_path):
    with offices.county.housekeeping() as session:
        session.connection().exec_driver_sql("DELETE FROM counterpart")

    item = inbox.keep(offices.county, arriving)

    assert item.state is InboxState.STRANGER
    enrol(offices.county, export_card(offices.city, tmp_path / "市.卡片")[0], Relation.SUPERIOR)
    assert inbox.retry(offices.county, item.uid).state is InboxState.READY


def test_what_cannot_be_received_says_why_and_can_be_removed(offices, arriving, tmp_path):
    table = tmp_path / "自制表.xlsx"
    with zipfile.ZipFile(table, "w") as archive:
        archive.writestr("a.txt", "x")
    wrong_office = inbox.keep(offices.township, arriving)
    foreign = inbox.keep(offices.county, table)

    assert wrong_office.state is InboxState.REFUSED
    assert f"接收单位是“{COUNTY}”" in wrong_office.reason
    assert foreign.state is InboxState.FOREIGN
    inbox.remove(offices.township, wrong_office.uid)
    assert inbox.items(offices.township) == []
    assert not any(inbox.inbox_folder(offices.township).iterdir())
    with pytest.raises(UserError, match="收件箱里没有"):
        inbox.remove(offices.township, wrong_office.uid)


def test_an_undone_receipt_can_be_received_again_from_the_inbox(offices, arriving):
    item = inbox.keep(offices.county, arriving)
    receipt = inbox.receive_kept(offices.county, item.uid)

    undo(offices.county, receipt.act_uid)
    inbox.undone(offices.county, receipt.act_uid)

    assert inbox.item_of(offices.county, item.uid).state is InboxState.READY


def test_a_file_whose_note_a_kill_cut_short_is_still_there_and_can_be_tried(offices, arriving):
    kept = inbox.keep(offices.county, arriving)
    note = inbox.inbox_folder(offices.county) / kept.uid / inbox.NOTE
    note.write_text(note.read_text("utf-8")[:40], "utf-8")

    (found,) = inbox.items(offices.county)

    assert (found.uid, found.file_name, found.digest) == (kept.uid, kept.file_name, kept.digest)
    assert inbox.retry(offices.county, kept.uid).sender == CITY


def test_nothing_of_a_file_that_cannot_be_read_stays_in_the_inbox(offices, tmp_path):
    with pytest.raises(UserError, match="找不到文件"):
        inbox.keep(offices.city, tmp_path / "没有.xlsx")

    assert inbox.items(offices.city) == []
