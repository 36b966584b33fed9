"""A sending in volumes: each useful alone, in any order, never mixed; a failed one leaves nothing."""

import random

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.domain.words import EvidenceRole, Medium
from dczg_desktop.services.detail import problem_detail
from dczg_desktop.services.evidence import attach_files
from dczg_desktop.services.incoming.receiving import receive
from dczg_desktop.services.outgoing import shipments as sending
from dczg_desktop.services.outgoing.outlook import outlook
from dczg_desktop.services.outgoing.shipments import SendOrder, send
from dczg_desktop.services.register import shipments
from dczg_desktop.services.undo import undo
from tests.offices import CITY, COUNTY
from tests.services.acts import a_given_problem

MEGABYTE = 1 << 20
IN_VOLUMES = SendOrder(volume_size=3 * MEGABYTE, medium=Medium.STICK, medium_number="U-07", handler="王送达")


@pytest.fixture
def with_files(offices, tmp_path):
    """A problem with three files of more than a megabyte that do not compress."""
    uid = a_given_problem(offices.city, COUNTY)
    paths = []
    for number in range(3):
        path = tmp_path / f"现场{number}.jpg"
        path.write_bytes(b"\xff\xd8\xff" + random.Random(number).randbytes(MEGABYTE + 200_000))
        paths.append(path)
    attach_files(offices.city, uid, paths, EvidenceRole.BEFORE)
    return uid


def test_volumes_come_in_any_order_each_with_all_records_and_the_missing_ones_are_named(offices, with_files):
    sent = send(offices.city, COUNTY, offices.post, IN_VOLUMES)
    assert [path.name[-10:] for path in sent.paths] == ["第1卷共3卷.zip", "第2卷共3卷.zip", "第3卷共3卷.zip"]
    assert all(path.stat().st_size < 3 * MEGABYTE for path in sent.paths)
    one, two, three = sent.paths

    receipt = receive(offices.county, three)
    assert receipt.sequence == "第 1 号，第 3 卷（共 3 卷）"
    assert receipt.warnings[0].startswith("第 1/3 卷、第 2/3 卷未收到")
    assert problem_detail(offices.county, with_files).row.evidence == 3
    assert [row.receipt for row in shipments(offices.county)] == ["缺第 1、2 卷"]

    assert receive(offices.county, one).warnings[0].startswith("第 2/3 卷未收到")
    last = receive(offices.county, two)
    assert last.warnings == ()
    assert {row.receipt for row in shipments(offices.county)} == {"已接收"}
    assert all(
        offices.county.evidence.has(item.sha256)
        for item in problem_detail(offices.county, with_files).facts.evidence
    )
    assert receive(offices.county, one).repeated


def test_what_is_confirmed_of_some_volumes_is_not_sent_again(offices, with_files):
    receive(offices.county, send(offices.city, COUNTY, offices.post, IN_VOLUMES).paths[1])
    offices.deliver(COUNTY, CITY)

    assert outlook(offices.city, COUNTY).files == 2


def test_volumes_of_two_sendings_with_one_number_are_not_mixed(offices, with_files, tmp_path):
    copy = offices.copy_of(CITY, tmp_path / "旧.dczg")
    first = send(offices.city, COUNTY, offices.post / "一", IN_VOLUMES)
    offices.put_back(CITY, copy)
    second = send(offices.city, COUNTY, offices.post / "二", IN_VOLUMES)
    taken = receive(offices.county, first.paths[0])

    with pytest.raises(UserError, match="第 1 号已收到第 1 卷，是另一次发出的，两次的分卷不能混用"):
        receive(offices.county, second.paths[1])

    undo(offices.county, taken.act_uid)
    assert receive(offices.county, second.paths[1]).accepted


def test_a_file_larger_than_a_volume_stands_alone_and_is_named(offices, with_files):
    sent = send(offices.city, COUNTY, offices.post, SendOrder(volume_size=MEGABYTE + 300_000))

    assert len(sent.paths) == 3
    assert set(sent.oversize) == {"现场0.jpg", "现场1.jpg", "现场2.jpg"}


def test_volumes_too_small_for_the_workbook_are_refused(offices, with_files):
    with pytest.raises(UserError, match="台账表格本身约 2 MB，超过每卷 1 MB"):
        send(offices.city, COUNTY, offices.post, SendOrder(volume_size=MEGABYTE))


def test_no_volume_is_larger_than_a_zip_may_be_whatever_was_asked_for(offices, with_files, monkeypatch):
    monkeypatch.setattr(sending, "ZIP_LIMIT", 2 * MEGABYTE)

    sent = send(offices.city, COUNTY, offices.post, SendOrder(volume_size=100 * MEGABYTE))

    assert len(sent.paths) == 3


def test_few_files_need_no_volumes(offices, with_files):
    sent = send(offices.city, COUNTY, offices.post, SendOrder(volume_size=100 * MEGABYTE))

    assert [path.suffix for path in sent.paths] == [".zip"]
    assert "卷" not in sent.path.name


def test_a_stick_that_goes_between_two_volumes_keeps_none_and_the_register_says_nothing(
    offices, with_files, monkeypatch
):
    whole = sending.deliver

    def gone(path, folder):
        if "第2卷" in path.name:
            raise UserError("U 盘已断开")
        return whole(path, folder)

    monkeypatch.setattr(sending, "deliver", gone)
    with pytest.raises(UserError, match="U 盘已断开"):
        send(offices.city, COUNTY, offices.post, IN_VOLUMES)

    assert list(offices.post.iterdir()) == []
    assert shipments(offices.city) == []


def test_the_register_knows_medium_number_and_carrier_of_every_volume(offices, with_files):
    send(offices.city, COUNTY, offices.post, IN_VOLUMES)

    rows = shipments(offices.city)

    assert [(row.number, row.medium, row.medium_number, row.handler) for row in reversed(rows)] == [
        (f"1（{n}/3 卷）", Medium.STICK, "U-07", "王送达") for n in (1, 2, 3)
    ]
    assert all(row.size > MEGABYTE and row.attachments == 1 for row in rows)
