"""Receipts: a code read over the telephone, a small signed file, a printed page; and what the sender makes of them."""

from dataclasses import replace

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.domain.acknowledgement import Outcome
from dczg_desktop.domain.words import Sealing
from dczg_desktop.services.acknowledgement import (
    accept_code,
    accept_receipt,
    acknowledgement,
    print_receipt,
    take_back_receipt,
    write_receipt,
)
from dczg_desktop.services.incoming.receiving import receive
from dczg_desktop.services.outgoing.shipments import SendOrder, send, shipments
from dczg_desktop.services.trust.keys import RevokedKey, stop_key
from dczg_desktop.services.undo import undo
from tests.offices import CITY, COUNTY, dump

ORDER = SendOrder(reason="经核对确需发出")


@pytest.fixture
def taken(offices, given):
    """(sent, receipt): a package of the city that the county has received."""
    sent = send(offices.city, COUNTY, offices.post / "出", ORDER)
    return sent, receive(offices.county, sent.path)


def row_of(ledger, uid):
    return next(row for row in shipments(ledger) if row.uid == uid)


def test_a_code_read_over_the_telephone_makes_the_package_count_as_received(offices, taken):
    sent, receipt = taken
    told = acknowledgement(offices.county, receipt.package_uid)

    done = accept_code(offices.city, told.code)

    assert (done.package_uid, done.outcome, done.office) == (sent.package_uid, Outcome.ACCEPTED, COUNTY)
    row = row_of(offices.city, sent.package_uid)
    assert (row.acknowledged_by, bool(row.acknowledged_at)) == ("电话回执", True)
    assert told.code in told.text
    assert CITY in told.text


def test_the_next_package_acknowledges_as_before(offices, taken):
    sent, _ = taken
    offices.deliver(COUNTY, CITY)

    assert row_of(offices.city, sent.package_uid).acknowledged_by == "数据包"


def test_a_mistyped_code_is_refused_with_what_to_do_and_nothing_is_written(offices, taken):
    _, receipt = taken
    code = acknowledgement(offices.county, receipt.package_uid).code
    wrong = code[:-1] + str((int(code[-1]) + 1) % 10)
    before = dump(offices.city)

    with pytest.raises(UserError, match="一组一组再念一遍"):
        accept_code(offices.city, wrong)

    assert dump(offices.city) == before


def test_a_code_of_a_package_that_we_did_not_send_is_refused(offices, taken):
    _, receipt = taken
    code = acknowledgement(offices.county, receipt.package_uid).code
    before = dump(offices.township)

    with pytest.raises(UserError, match="都对不上"):
        accept_code(offices.township, code)

    assert dump(offices.township) == before


def test_a_code_entered_twice_says_when_it_was_entered(offices, taken):
    _, receipt = taken
    code = acknowledgement(offices.county, receipt.package_uid).code
    accept_code(offices.city, code)

    with pytest.raises(UserError, match="已于 2026-11-22"):
        accept_code(offices.city, code)


def test_a_receipt_file_tells_counts_and_is_signed(offices, taken, tmp_path):
    sent, receipt = taken
    path = write_receipt(offices.county, receipt.package_uid, tmp_path)

    done = accept_receipt(offices.city, path)

    assert path.suffix == ".dczghz"
    assert (done.package_uid, done.outcome) == (sent.package_uid, Outcome.ACCEPTED)
    row = row_of(offices.city, sent.package_uid)
    assert row.acknowledged_by == "回执文件"
    assert row.answer["accepted"] > 5


def test_an_altered_receipt_file_is_refused(offices, taken, tmp_path):
    _, receipt = taken
    path = write_receipt(offices.county, receipt.package_uid, tmp_path)
    path.write_text(path.read_text("utf-8").replace('\\"held\\":0', '\\"held\\":7'), "utf-8")
    before = dump(offices.city)

    with pytest.raises(UserError, match="可能被改动过"):
        accept_receipt(offices.city, path)

    assert dump(offices.city) == before


def test_a_receipt_for_another_office_is_refused(offices, taken, tmp_path):
    _, receipt = taken
    path = write_receipt(offices.county, receipt.package_uid, tmp_path)

    with pytest.raises(UserError, match=f"是给“{CITY}”的"):
        accept_receipt(offices.township, path)


def test_a_receipt_signed_by_a_stopped_key_is_refused(offices, taken, tmp_path):
    _, receipt = taken
    path = write_receipt(offices.county, receipt.package_uid, tmp_path)
    stop_key(offices.city, offices.county.identity.replica, "电脑被盗")

    with pytest.raises(RevokedKey):
        accept_receipt(offices.city, path)


def test_no_receipt_for_what_was_never_received_or_was_taken_back(offices, taken):
    _, receipt = taken
    undo(offices.county, receipt.act_uid)

    for uid in (receipt.package_uid, "0" * 32):
        with pytest.raises(UserError, match="不能出具回执"):
            acknowledgement(offices.county, uid)


def test_a_receipt_entered_by_mistake_can_be_taken_back_but_not_one_of_a_package(offices, taken):
    sent, receipt = taken
    accept_code(offices.city, acknowledgement(offices.county, receipt.package_uid).code)

    take_back_receipt(offices.city, sent.package_uid)

    assert row_of(offices.city, sent.package_uid).acknowledged_at == ""
    offices.deliver(COUNTY, CITY)
    with pytest.raises(UserError, match="自动确认的不能撤销"):
        take_back_receipt(offices.city, sent.package_uid)


def test_a_receipt_can_be_printed(offices, taken, tmp_path):
    _, receipt = taken

    path = print_receipt(offices.county, receipt.package_uid, tmp_path / "回执")

    assert path.read_bytes().startswith(b"%PDF")


def test_the_code_is_the_same_whether_the_package_was_sealed_or_not(offices, given):
    sent = send(offices.city, COUNTY, offices.post / "出", replace(ORDER, sealing=Sealing.KEY))
    receipt = receive(offices.county, sent.path)

    assert accept_code(offices.city, acknowledgement(offices.county, receipt.package_uid).code)
