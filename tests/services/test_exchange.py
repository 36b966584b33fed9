"""Packages between real ledgers of a city, a county and a township."""

import shutil

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.domain.words import EvidenceRole, Relation
from dczg_desktop.services.detail import problem_detail
from dczg_desktop.services.duties import assign
from dczg_desktop.services.evidence import attach_files, evidence_file
from dczg_desktop.services.incoming.receiving import preview_package, receive
from dczg_desktop.services.measures import finish_measures
from dczg_desktop.services.offices import enrol, export_card
from dczg_desktop.services.outgoing.shipments import outlook, send, shipments
from dczg_desktop.services.problems import edit_problem
from dczg_desktop.services.progress import Report, report_progress
from dczg_desktop.services.undo import undo
from dczg_desktop.services.verification import verify
from tests.offices import CITY, COUNTY, TOWNSHIP, dump, shared, visible
from tests.services.acts import DONE, a_given_problem, a_photo, measures_of


def test_a_round_trip_carries_measures_reports_and_files(offices, given, tmp_path):
    first, _ = measures_of(offices.township, given)
    finish_measures(offices.township, [first], DONE, "封堵 3 个排口")
    report_progress(offices.township, given, Report("2026-11", "已封堵排口", 50))
    photo = a_photo(tmp_path)
    (attached,) = attach_files(offices.township, given, [photo], EvidenceRole.AFTER)

    offices.deliver(TOWNSHIP, COUNTY)
    offices.deliver(COUNTY, CITY)

    detail = problem_detail(offices.city, given)
    assert (detail.row.percent, detail.row.evidence) == (50, 1)
    assert detail.facts.progress[-1].text == "已封堵排口"
    assert evidence_file(offices.city, attached.sha256).read_bytes() == photo.read_bytes()
    assert shared(offices.city) == shared(offices.county)


def test_packages_out_of_order_end_where_packages_in_order_end(offices, given):
    older = offices.package(CITY, COUNTY)
    edit_problem(offices.city, given, {"goal": "消除直排并恢复水质"})
    newer = offices.package(CITY, COUNTY)

    receive(offices.county, newer)
    late = receive(offices.county, older)

    assert problem_detail(offices.county, given).facts.goal == "消除直排并恢复水质"
    assert "较旧" in late.sequence
    assert not late.changed


def test_the_same_package_again_changes_nothing_and_says_when_it_came(offices, given):
    path = offices.package(CITY, COUNTY)
    receive(offices.county, path)
    before = dump(offices.county)

    again = receive(offices.county, path)

    assert dump(offices.county) == before
    assert again.repeated
    assert not again.accepted
    assert "2026-11-22" in again.message


def test_a_lost_package_is_repaired_by_the_next_and_named(offices, given):
    edit_problem(offices.city, given, {"goal": "第一次改"})
    offices.package(CITY, COUNTY)
    edit_problem(offices.city, given, {"remark": "第二次改"})

    receipt = offices.deliver(CITY, COUNTY)

    facts = problem_detail(offices.county, given)
    assert (facts.facts.goal, facts.fields["remark"]) == ("第一次改", "第二次改")
    assert "缺第 2 号" in receipt.sequence


def test_a_sender_who_is_not_enrolled_is_refused_until_enrolled(offices, founded, tmp_path):
    uid = a_given_problem(offices.city, COUNTY)
    path = offices.package(CITY, COUNTY)
    with offices.county.housekeeping() as session:
        session.connection().exec_driver_sql("DELETE FROM counterpart")
    before = dump(offices.county)

    with pytest.raises(UserError, match="还没有登记"):
        receive(offices.county, path)

    assert dump(offices.county) == before
    enrol(offices.county, export_card(offices.city, tmp_path / "市.卡片")[0], Relation.SUPERIOR)
    assert receive(offices.county, path).accepted
    assert problem_detail(offices.county, uid).issuer == CITY


def test_preview_writes_nothing_and_says_the_same_as_receiving(offices, given):
    edit_problem(offices.city, given, {"goal": "新的目标"})
    path = offices.package(CITY, COUNTY)
    before = dump(offices.county)

    looked = preview_package(offices.county, path)

    assert dump(offices.county) == before
    received = receive(offices.county, path)
    assert (looked.new, looked.changed, looked.unchanged) == (
        received.new,
        received.changed,
        received.unchanged,
    )
    assert [(one.field, one.before, one.after) for one in looked.changed] == [
        ("整改目标", "消除直排", "新的目标")
    ]


def test_undoing_a_receipt_restores_the_ledger_and_receiving_again_repeats_it(offices, given):
    finish_measures(offices.county, measures_of(offices.county, given)[:1], DONE)
    before = visible(offices.city)
    path = offices.package(COUNTY, CITY)
    receipt = receive(offices.city, path)
    after = visible(offices.city)

    undo(offices.city, receipt.act_uid)

    assert visible(offices.city) == before
    assert not receive(offices.city, path).repeated
    assert visible(offices.city) == after
    assert verify(offices.city).sound


def test_a_receipt_is_not_undone_when_later_work_hangs_on_it(offices):
    uid = a_given_problem(offices.city, COUNTY)
    receipt = offices.deliver(CITY, COUNTY)
    report_progress(offices.county, uid, Report("2026-11", "已进场"))
    before = visible(offices.county)

    with pytest.raises(UserError, match="后来又增加了进展"):
        undo(offices.county, receipt.act_uid)

    assert visible(offices.county) == before


def test_acknowledgement_marks_the_package_and_its_files_are_not_sent_twice(offices, given, tmp_path):
    attach_files(offices.county, given, [a_photo(tmp_path)], EvidenceRole.BEFORE)
    first = send(offices.county, CITY, offices.post)
    receive(offices.city, first.path)
    assert shipments(offices.county)[0].acknowledged_at == ""

    offices.deliver(CITY, COUNTY)

    sent = next(row for row in shipments(offices.county) if row.uid == first.package_uid)
    assert sent.acknowledged_at
    assert first.attachments == 1
    assert send(offices.county, CITY, offices.post).attachments == 0


def test_nothing_confidential_is_in_any_byte_of_a_package(offices, tmp_path):
    a_given_problem(offices.city, COUNTY, text="公开的问题", source="共同来源")
    secret = a_given_problem(offices.city, COUNTY, text="机密线索涉及某某人", source="另一来源")
    edit_problem(offices.city, secret, {"confidential": True})
    public = a_given_problem(offices.city, COUNTY, text="另一个公开的问题", source="另一来源")
    edit_problem(offices.city, public, {"internal_note": "不可外传的批注"})

    sent = send(offices.city, COUNTY, tmp_path / "发")

    text = everything_in(sent.path, offices)
    assert "另一个公开的问题" in text
    for word in ("机密线索", "不可外传"):
        assert word not in text
    assert len(sent.withheld) == 1
    receive(offices.county, sent.path)
    assert "internal_note" not in str(problem_detail(offices.county, public).fields.get("internal_note"))
    with pytest.raises(UserError, match="找不到"):
        problem_detail(offices.county, secret)


def everything_in(path, offices):
    """All visible texts and the whole hidden payload of a package."""
    import tempfile
    import zipfile
    from pathlib import Path

    from dczg_desktop.exchange.received import open_package

    with tempfile.TemporaryDirectory() as folder:
        opened = open_package(path, lambda *_: None, Path(folder))
        hidden = repr((opened.manifest, list(opened.records), dict(opened.acts)))
    with zipfile.ZipFile(path) as archive:
        return hidden + "".join(archive.read(name).decode("utf-8", "ignore") for name in archive.namelist())


def test_a_note_of_this_office_survives_the_record_coming_back(offices, given):
    edit_problem(offices.city, given, {"internal_note": "请李局长过问"})
    offices.deliver(CITY, COUNTY)
    edit_problem(offices.county, given, {"plan": "县里改了措施原文"})
    offices.deliver(COUNTY, CITY)

    fields = problem_detail(offices.city, given).fields
    assert (fields["internal_note"], fields["plan"]) == ("请李局长过问", "县里改了措施原文")


def test_a_problem_of_one_county_does_not_reach_another_office(offices):
    a_given_problem(offices.city, "别的县", text="别县的问题")
    uid = a_given_problem(offices.city, COUNTY, text="本县的问题")

    offices.deliver(CITY, COUNTY)

    assert [row[0] for row in visible(offices.county)["problem"]] == [uid]


def test_a_problem_taken_away_is_released_to_the_former_office(offices, given):
    assign(offices.city, [given], "平江县整改办")
    edit_problem(offices.city, given, {"goal": "移交以后的新目标"})

    looked = outlook(offices.city, COUNTY)
    offices.deliver(CITY, COUNTY)

    assert (looked.problems, looked.released) == (0, 1)
    names = {duty.name for duty in problem_detail(offices.county, given).facts.units()}
    assert "平江县整改办" in names
    assert COUNTY not in names


def test_an_office_with_nothing_in_its_scope_gets_no_package(offices):
    a_given_problem(offices.city, "别的县")

    with pytest.raises(UserError, match="没有需要发给"):
        send(offices.city, COUNTY, offices.post)

    assert shipments(offices.city) == []
    assert not list(offices.post.rglob("*.xlsx"))


def test_a_file_renamed_by_the_courier_is_still_the_package(offices, given, tmp_path):
    edit_problem(offices.city, given, {"goal": "改名后仍可接收"})
    renamed = shutil.copy(offices.package(CITY, COUNTY), tmp_path / "新建 文件(1).xlsx")

    assert receive(offices.county, renamed).accepted
