"""Old backups laid over a ledger and copied installations: nothing is lost, and people are told."""

import shutil

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.domain.words import DutyRole, EvidenceRole, Relation
from dczg_desktop.services.detail import problem_detail
from dczg_desktop.services.duties import assign
from dczg_desktop.services.evidence import attach_files, evidence_file
from dczg_desktop.services.incoming.receiving import receive
from dczg_desktop.services.ledgers import open_ledger
from dczg_desktop.services.measures import finish_measures
from dczg_desktop.services.offices import enrol, export_card
from dczg_desktop.services.outgoing.scope import scope_for
from dczg_desktop.services.progress import Report, report_progress
from dczg_desktop.services.returns import answer_request, look_at_request, request_return
from dczg_desktop.services.trust.installation import Standing, installation_state, settle
from dczg_desktop.services.trust.partners import partners
from dczg_desktop.services.verification import verify
from tests.offices import CITY, COUNTY, file_of, shared
from tests.services.acts import DONE, a_given_problem, a_photo, measures_of


def test_a_restored_backup_regains_everything_and_both_sides_are_told(offices, given, tmp_path):
    copy = offices.copy_of(COUNTY, tmp_path / "旧.dczg")
    report_progress(offices.county, given, Report("2026-11", "恢复前报送的进展"))
    finish_measures(offices.county, measures_of(offices.county, given), DONE, "全部完成")
    offices.deliver(COUNTY, CITY)
    full = shared(offices.county)
    offices.put_back(COUNTY, copy)
    assert shared(offices.county) != full

    told_county = offices.deliver(CITY, COUNTY)
    told_city = offices.deliver(COUNTY, CITY)

    assert shared(offices.county) == full == shared(offices.city)
    assert any("本机历史" in warning for warning in told_county.warnings)
    assert any("历史记录与上次报送不一致" in warning for warning in told_city.warnings)


def test_a_copied_installation_loses_no_work_of_either(offices, given, tmp_path):
    copy = offices.copy_of(COUNTY, tmp_path / "拷贝.dczg")
    report_progress(offices.county, given, Report("2026-10", "原机的进展"))
    offices.deliver(COUNTY, CITY)
    first = offices.copy_of(COUNTY, tmp_path / "原机.dczg")
    offices.put_back(COUNTY, copy)
    report_progress(offices.county, given, Report("2026-11", "拷贝机的进展"))
    receipt = offices.deliver(COUNTY, CITY)
    assert receipt.warnings
    offices.put_back(COUNTY, first)

    offices.deliver(CITY, COUNTY)

    for ledger in (offices.city, offices.county):
        texts = {one.text for one in problem_detail(ledger, given).facts.progress}
        assert texts == {"原机的进展", "拷贝机的进展"}


def test_after_a_restore_everything_ever_delivered_comes_back_on_request(offices, given, tmp_path):
    """A problem of the county's own, a report with its photograph and finished measures were delivered, then lost."""
    copy = offices.copy_of(COUNTY, tmp_path / "旧.dczg")
    report_progress(offices.county, given, Report("2026-11", "恢复前报送的进展"))
    finish_measures(offices.county, measures_of(offices.county, given), DONE, "全部完成")
    (photo,) = attach_files(offices.county, given, [a_photo(tmp_path)], EvidenceRole.AFTER)
    offices.deliver(COUNTY, CITY)
    full = shared(offices.county)
    shutil.rmtree(offices.county.evidence.root)
    offices.put_back(COUNTY, copy)
    former = offices.county.identity.replica
    settle(offices.county, copied=True)
    enrol(offices.city, export_card(offices.county, tmp_path / "新.dczgcard")[0], Relation.SUBORDINATE)

    request = request_return(offices.county, CITY, tmp_path, "恢复了 11 月 20 日的备份")
    asked = look_at_request(offices.city, request)
    answer = answer_request(offices.city, request, tmp_path / "回传")
    receipt = receive(offices.county, answer.path)

    assert (asked.office, asked.reason) == (COUNTY, "恢复了 11 月 20 日的备份")
    assert not receipt.missing_files
    assert shared(offices.county) == full == shared(offices.city)
    assert evidence_file(offices.county, photo.sha256).is_file()
    assert verify(offices.county).sound
    assert offices.county.identity.replica != former
    offices.deliver(COUNTY, CITY)
    offices.deliver(CITY, COUNTY)
    assert shared(offices.county) == full == shared(offices.city)


def test_a_problem_that_was_taken_away_meanwhile_still_gives_back_what_its_office_had_delivered(
    offices, given, tmp_path
):
    copy = offices.copy_of(COUNTY, tmp_path / "旧.dczg")
    own = a_given_problem(offices.county, COUNTY, text="县里自查发现的问题")
    report_progress(offices.county, own, Report("2026-11", "自查进展"))
    assign(offices.county, [own], CITY, DutyRole.SUPERVISING_UNIT)
    offices.deliver(COUNTY, CITY)
    with offices.city.reading() as session:
        assert (
            own
            in scope_for(
                session, offices.county.identity.office_uid, offices.city.identity.office_uid
            ).problems
        )
    offices.put_back(COUNTY, copy)

    request = request_return(offices.county, CITY, tmp_path)
    receive(offices.county, answer_request(offices.city, request, tmp_path / "回传").path)

    assert [one.text for one in problem_detail(offices.county, own).facts.progress] == ["自查进展"]


def test_a_request_of_a_stranger_or_for_another_office_is_refused(offices, given, tmp_path):
    request = request_return(offices.county, CITY, tmp_path)
    renewed = settle(offices.county, copied=True)
    strange = request_return(offices.county, CITY, tmp_path / "新的.dczgqq")

    with pytest.raises(UserError, match="请转交给该单位"):
        look_at_request(offices.township, request)
    with pytest.raises(UserError, match="先登记它的新卡片"):
        look_at_request(offices.city, strange)
    assert renewed


def test_a_restored_sender_is_named_even_when_its_journal_has_grown_past_what_we_hold(
    offices, given, tmp_path
):
    copy = offices.copy_of(COUNTY, tmp_path / "旧.dczg")
    report_progress(offices.county, given, Report("2026-10", "恢复前的进展"))
    offices.deliver(COUNTY, CITY)
    offices.put_back(COUNTY, copy)
    for month in range(1, 8):
        report_progress(offices.county, given, Report(f"2026-0{month}", "恢复后补填"))

    told = offices.deliver(COUNTY, CITY)

    assert any("历史记录与上次报送不一致（自第 " in warning for warning in told.warnings)
    (county,) = [one for one in partners(offices.city) if one.enrolled.name == COUNTY]
    assert county.state == "历史记录与上次报送不一致，请核实"
    assert "自第" in county.history


def test_late_and_lost_packages_of_an_honest_sender_raise_no_alarm(offices, given):
    first = offices.package(COUNTY, CITY)
    report_progress(offices.county, given, Report("2026-09", "第一次"))
    offices.package(COUNTY, CITY)  # lost
    report_progress(offices.county, given, Report("2026-10", "第二次"))
    third = receive(offices.city, offices.package(COUNTY, CITY))
    late = receive(offices.city, first)
    report_progress(offices.county, given, Report("2026-11", "第三次"))

    assert (*third.warnings, *late.warnings, *offices.deliver(COUNTY, CITY).warnings) == ()


def test_a_rewritten_journal_is_named_by_the_entry_from_which_it_differs(offices, given):
    offices.deliver(COUNTY, CITY)
    with offices.county.engine.connect() as connection:
        connection.exec_driver_sql("DROP TRIGGER IF EXISTS change_set_no_update")
        for (name,) in connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type='trigger'"
        ).all():
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        for column in ("hash", "previous"):
            connection.exec_driver_sql(
                f"UPDATE change_set SET {column} = "
                f"CASE substr({column}, 1, 1) WHEN 'f' THEN '0' ELSE 'f' END || substr({column}, 2)"
            )
        connection.commit()

    told = offices.deliver(COUNTY, CITY)

    assert any("自第 1 条" in warning for warning in told.warnings)


def test_the_mark_outside_knows_a_ledger_that_is_older_than_when_last_used(offices, given, tmp_path):
    settled(offices.county)
    copy = offices.copy_of(COUNTY, tmp_path / "旧.dczg")
    report_progress(offices.county, given, Report("2026-11", "恢复前的进展"))
    offices.reopen(COUNTY)

    state = installation_state(offices.put_back(COUNTY, copy))

    assert state.standing is Standing.OLDER
    assert "比上次使用时旧" in state.words
    settle(offices.county, copied=True)
    assert installation_state(offices.reopen(COUNTY)).standing is Standing.FINE


def test_a_copy_beside_the_original_asks_whether_it_was_moved_or_copied(offices, tmp_path):
    shutil.copy(offices.copy_of(COUNTY, tmp_path / "拷贝.dczg"), tmp_path / "另一份.dczg")
    original = settled(offices.county)
    copied = open_ledger(tmp_path / "另一份.dczg", offices.watch, safety=False)

    state = installation_state(copied)

    assert state.standing is Standing.COPIED
    assert "移动还是复制" in state.words
    settle(copied, copied=True)
    assert copied.identity.replica != original.identity.replica
    assert installation_state(copied).standing is Standing.FINE
    copied.close()


def settled(ledger):
    """The ledger at home where it lies."""
    settle(ledger, copied=False)
    return ledger


def test_a_ledger_moved_on_the_same_computer_is_at_home_without_a_question(offices, tmp_path):
    settled(offices.county)
    moved = offices.copy_of(COUNTY, tmp_path / "拷贝.dczg")
    file_of(offices.folder, COUNTY).rename(tmp_path / "移走.dczg")
    ledger = open_ledger(tmp_path / "移走.dczg", offices.watch, safety=False)

    assert moved.exists()
    assert installation_state(ledger).standing is Standing.FINE
    ledger.close()


def test_a_ledger_from_another_computer_asks_whether_it_was_moved_or_copied(offices, monkeypatch):
    settled(offices.county)
    monkeypatch.setattr("dczg_desktop.services.trust.installation.machine_id", lambda: "另一台")

    assert installation_state(offices.county).standing is Standing.ELSEWHERE
    settle(offices.county, copied=False)
    assert installation_state(offices.county).standing is Standing.FINE
