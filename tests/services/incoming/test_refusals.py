"""拒收: the sender learns it and why; receipts that come again, late or from elsewhere replace nothing newer."""

import shutil
from dataclasses import replace

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.domain.acknowledgement import Outcome
from dczg_desktop.domain.words import InboxState
from dczg_desktop.services.acknowledgement import (
    accept_code,
    accept_receipt,
    acknowledgement,
    take_back_receipt,
    write_receipt,
)
from dczg_desktop.services.incoming import inbox
from dczg_desktop.services.incoming.receiving import receive
from dczg_desktop.services.incoming.refusals import refuse_package, withdraw_refusal
from dczg_desktop.services.outgoing.shipments import SendOrder, send, shipments
from dczg_desktop.services.undo import undo
from tests.offices import CITY, COUNTY, dump, visible
from tests.services.acts import a_given_problem

ORDER = SendOrder(reason="经核对确需发出")
WHY = "附件不全，请补齐后重报"


@pytest.fixture
def sent(offices, given):
    """A package of the city for the county, not received yet."""
    return send(offices.city, COUNTY, offices.post / "出", ORDER)


def standing(ledger, uid):
    """How the register shows the newest entry of a package."""
    return next(row for row in shipments(ledger) if row.uid == uid).receipt


def letter(ledger, uid, tmp_path, name):
    return write_receipt(ledger, uid, tmp_path / name)


def test_a_refused_package_leaves_nothing_but_the_entry_in_the_register(offices, sent):
    before = visible(offices.county)

    told = refuse_package(offices.county, sent.path, WHY)

    assert visible(offices.county) == before
    assert told.outcome is Outcome.REFUSED
    assert f"原因：{WHY}" in told.text
    assert standing(offices.county, sent.package_uid) == f"已拒收：{WHY}"


def test_the_reason_arrives_by_file_and_the_package_waits(offices, sent, tmp_path):
    refuse_package(offices.county, sent.path, WHY)

    done = accept_receipt(offices.city, letter(offices.county, sent.package_uid, tmp_path, "拒"))

    assert WHY in done.words
    assert standing(offices.city, sent.package_uid) == f"对方拒收：{WHY}"


def test_the_reason_arrives_with_the_next_package_by_itself(offices, sent):
    a_given_problem(offices.county, CITY)
    refuse_package(offices.county, sent.path, WHY)

    receipt = receive(offices.city, send(offices.county, CITY, offices.post / "回", ORDER).path)

    assert f"对方拒收了我方第 2 号数据包“{sent.path.name}”，原因：{WHY}" in receipt.warnings
    assert standing(offices.city, sent.package_uid) == f"对方拒收：{WHY}"
    again = receive(offices.city, send(offices.county, CITY, offices.post / "回", ORDER).path)
    assert again.warnings == ()


def test_a_code_read_aloud_says_refused(offices, sent):
    told = refuse_package(offices.county, sent.path, WHY)

    assert accept_code(offices.city, told.code).outcome is Outcome.REFUSED
    assert standing(offices.city, sent.package_uid) == "对方拒收"


def test_without_a_reason_nothing_is_refused(offices, sent):
    before = dump(offices.county)

    with pytest.raises(UserError, match="写明拒收的原因"):
        refuse_package(offices.county, sent.path, "  ")

    assert dump(offices.county) == before


def test_what_was_received_is_not_refused_before_it_is_taken_back(offices, sent):
    receipt = receive(offices.county, sent.path)
    with pytest.raises(UserError, match="先在登记簿里撤销那次接收"):
        refuse_package(offices.county, sent.path, WHY)

    undo(offices.county, receipt.act_uid)

    assert refuse_package(offices.county, sent.path, WHY).outcome is Outcome.REFUSED


def test_our_own_form_that_came_back_is_not_refused(offices, sent):
    with pytest.raises(UserError, match="退回修改"):
        refuse_package(offices.city, sent.path, WHY)


def test_the_inbox_keeps_the_refusal_when_the_same_file_comes_again(offices, sent):
    item = inbox.keep(offices.county, sent.path)
    told = refuse_package(offices.county, inbox.path_of(offices.county, item), WHY)

    again = inbox.keep(offices.county, sent.path)

    assert (again.uid, again.state) == (item.uid, InboxState.DECLINED)
    assert WHY in again.reason
    assert told.code in again.reason
    assert inbox.waiting(offices.county) == 0


def test_a_refusal_is_withdrawn_and_the_file_received_after_all(offices, sent, tmp_path):
    item = inbox.keep(offices.county, sent.path)
    refuse_package(offices.county, inbox.path_of(offices.county, item), WHY)
    accept_receipt(offices.city, letter(offices.county, sent.package_uid, tmp_path, "拒"))

    withdraw_refusal(offices.county, item.uid)
    assert inbox.item_of(offices.county, item.uid).state is InboxState.READY
    assert standing(offices.county, sent.package_uid) == "拒收后撤销"
    inbox.receive_kept(offices.county, item.uid)
    accept_receipt(offices.city, letter(offices.county, sent.package_uid, tmp_path, "收"))

    assert standing(offices.city, sent.package_uid).startswith("对方已收")


def copied(ledger, item):
    """The same file once more in the inbox, as a copied folder leaves it."""
    place = inbox.inbox_folder(ledger)
    shutil.copytree(place / item.uid, place / ("f" * 32))
    inbox.mark(ledger, replace(inbox.item_of(ledger, item.uid), uid="f" * 32))


def test_what_is_decided_about_a_file_counts_for_its_copies_in_the_inbox(offices, sent):
    item = inbox.keep(offices.county, sent.path)
    copied(offices.county, item)

    def states():
        return {one.state for one in inbox.items(offices.county)}

    refuse_package(offices.county, inbox.path_of(offices.county, item), WHY)
    assert states() == {InboxState.DECLINED}
    withdraw_refusal(offices.county, item.uid)
    assert states() == {InboxState.READY}
    receipt = inbox.receive_kept(offices.county, item.uid)
    assert states() == {InboxState.RECEIVED}
    assert inbox.waiting(offices.county) == 0
    undo(offices.county, receipt.act_uid)
    inbox.undone(offices.county, receipt.act_uid)
    assert states() == {InboxState.READY}


def test_a_refused_file_may_be_received_without_withdrawing(offices, sent):
    item = inbox.keep(offices.county, sent.path)
    refuse_package(offices.county, inbox.path_of(offices.county, item), WHY)

    assert inbox.receive_kept(offices.county, item.uid).accepted
    assert acknowledgement(offices.county, sent.package_uid).outcome is Outcome.ACCEPTED


@pytest.fixture
def letters(offices, sent, tmp_path):
    """(received, refused): what the county wrote first and later, having taken the receipt back."""
    receipt = receive(offices.county, sent.path)
    first = letter(offices.county, sent.package_uid, tmp_path, "先")
    undo(offices.county, receipt.act_uid)
    refuse_package(offices.county, sent.path, WHY)
    return first, letter(offices.county, sent.package_uid, tmp_path, "后")


def test_an_older_receipt_entered_again_does_not_overwrite_the_newer(offices, sent, letters):
    first, later = letters
    accept_receipt(offices.city, first)
    accept_receipt(offices.city, later)
    before = dump(offices.city)

    with pytest.raises(UserError, match="这一份是以前写的，没有采用"):
        accept_receipt(offices.city, first)

    assert dump(offices.city) == before
    assert standing(offices.city, sent.package_uid) == f"对方拒收：{WHY}"


def test_receipts_that_arrive_in_the_wrong_order_end_with_the_newer(offices, sent, letters):
    first, later = letters
    accept_receipt(offices.city, later)

    with pytest.raises(UserError, match="没有采用"):
        accept_receipt(offices.city, first)

    assert standing(offices.city, sent.package_uid) == f"对方拒收：{WHY}"


def test_the_same_file_entered_again_is_nothing_new(offices, letters):
    accept_receipt(offices.city, letters[1])

    with pytest.raises(UserError, match="登记过同一份回执"):
        accept_receipt(offices.city, letters[1])


def test_an_old_package_that_comes_late_does_not_confirm_what_was_refused_since(offices, sent, tmp_path):
    a_given_problem(offices.county, CITY)
    receipt = receive(offices.county, sent.path)
    late = send(offices.county, CITY, offices.post / "晚", ORDER).path
    undo(offices.county, receipt.act_uid)
    refuse_package(offices.county, sent.path, WHY)
    accept_receipt(offices.city, letter(offices.county, sent.package_uid, tmp_path, "后"))

    receive(offices.city, late)

    assert standing(offices.city, sent.package_uid) == f"对方拒收：{WHY}"


def test_a_code_never_overwrites_the_opposite(offices, sent, letters):
    code = acknowledgement(offices.county, sent.package_uid).code
    accept_receipt(offices.city, letters[0])

    with pytest.raises(UserError, match="分不出先后"):
        accept_code(offices.city, code)

    assert standing(offices.city, sent.package_uid).startswith("对方已收")


def test_a_receipt_taken_back_restores_what_stood_before(offices, sent, letters):
    first, later = letters
    accept_receipt(offices.city, first)
    accept_receipt(offices.city, later)

    assert "回执文件" in take_back_receipt(offices.city, sent.package_uid)
    assert standing(offices.city, sent.package_uid).startswith("对方已收")
    assert "重新等待" in take_back_receipt(offices.city, sent.package_uid)
    assert standing(offices.city, sent.package_uid) == "等待回执"


def test_a_refusal_entered_by_telephone_can_be_taken_back(offices, sent):
    accept_code(offices.city, refuse_package(offices.county, sent.path, WHY).code)

    take_back_receipt(offices.city, sent.package_uid)

    assert standing(offices.city, sent.package_uid) == "等待回执"


def test_an_old_package_that_comes_late_does_not_refuse_what_was_confirmed_by_telephone(offices, sent):
    refuse_package(offices.county, sent.path, WHY)
    late = offices.package(COUNTY, CITY)
    receive(offices.county, sent.path)
    accept_code(offices.city, acknowledgement(offices.county, sent.package_uid).code)
    before = standing(offices.city, sent.package_uid)

    receipt = receive(offices.city, late)

    assert standing(offices.city, sent.package_uid) == before
    assert "（电话）" in before
    assert ["与登记的电话回执相反" in words for words in receipt.warnings] == [True]
