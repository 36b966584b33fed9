"""Refusing a package from the inbox and from its preview, taking that back, and taking back a receipt entered by mistake."""

import pytest

from dczg_desktop.domain.words import InboxState
from dczg_desktop.services.acknowledgement import accept_receipt, acknowledgement, write_receipt
from dczg_desktop.services.incoming.inbox import items
from dczg_desktop.services.incoming.receiving import receive
from dczg_desktop.services.outgoing.shipments import SendOrder, send
from dczg_desktop.services.register import shipments
from dczg_desktop.services.trust.installation import settle
from tests.offices import CITY, CLERK, COUNTY
from tests.services.acts import a_given_problem
from tests.ui.typed import typing
from ui.pages.exchange.receiving import ReceivingPanel
from ui.pages.exchange.shipments import ShipmentsPanel
from ui.task import Task

WHY = "附件不全，请补齐后重报"


@pytest.fixture
def sent(offices):
    settle(offices.city, copied=False)
    settle(offices.county, copied=False)
    a_given_problem(offices.city, COUNTY)
    return send(offices.city, COUNTY, offices.post / "出", SendOrder(reason="经核对确需发出"))


@pytest.fixture
def heard(context):
    heard: list[str] = []
    context.said.connect(lambda words, _undoable: heard.append(words))
    return heard


@pytest.fixture
def receiving(qtbot, context, offices, sent):
    """The county's receiving tab with the package in the inbox, opened."""
    context.open_ledger(offices.county, offices.county.user_uid, CLERK, COUNTY)
    panel = ReceivingPanel(context)
    panel.inbox.desk.ask_reason = typing(WHY)
    panel.inbox.desk.confirm = lambda *_question: True
    context.ledger_changed.connect(panel.reload)
    qtbot.addWidget(panel)
    panel.show()
    panel.open_file(sent.path)
    idle(qtbot, panel)
    return panel


def idle(qtbot, panel):
    busy = [panel, panel.inbox] if hasattr(panel, "inbox") else [panel]
    qtbot.waitUntil(lambda: not any(one.is_busy for one in busy), timeout=10_000)


def test_a_package_is_refused_from_its_preview_and_the_list_shows_why(qtbot, receiving, heard, offices, sent):
    qtbot.waitUntil(receiving.refuse_button.isVisible)

    receiving.refuse_button.click()
    idle(qtbot, receiving)

    (item,) = items(offices.county)
    assert (item.state, receiving.stack.currentIndex()) == (InboxState.DECLINED, 0)
    assert acknowledgement(offices.county, sent.package_uid).code in heard[-1]
    assert WHY in receiving.inbox.refusal.words.text()
    assert receiving.inbox.withdraw_button.isVisible()
    assert not receiving.inbox.refuse_button.isVisible()


def test_a_package_is_refused_from_the_inbox_and_the_refusal_taken_back(qtbot, receiving, offices):
    receiving.start_over()
    receiving.inbox.grid.selectRow(0)

    receiving.inbox.refuse_button.click()
    idle(qtbot, receiving)
    assert [one.state for one in items(offices.county)] == [InboxState.DECLINED]

    receiving.inbox.withdraw_button.click()
    idle(qtbot, receiving)
    assert [one.state for one in items(offices.county)] == [InboxState.READY]


def test_without_a_reason_or_a_yes_nothing_happens(qtbot, receiving, offices):
    receiving.inbox.desk.ask_reason = lambda *_question: None  # nothing is saved

    receiving.refuse_button.click()

    assert not receiving.is_busy
    assert [one.state for one in items(offices.county)] == [InboxState.READY]


def test_the_receipt_of_a_refused_file_is_shown_and_saved_from_its_preview(
    qtbot, receiving, offices, sent, tmp_path
):
    receiving.refuse_button.click()
    idle(qtbot, receiving)

    receiving.open_item(items(offices.county)[0])
    idle(qtbot, receiving)
    receiving.told.ask_target = lambda *_question: tmp_path / "回执.dczghz"
    receiving.told.save_button.click()
    qtbot.waitUntil(lambda: not receiving.told.findChildren(Task), timeout=10_000)

    assert not receiving.refuse_button.isVisible()
    assert WHY in accept_receipt(offices.city, tmp_path / "回执.dczghz").words


@pytest.fixture
def register(qtbot, context, offices, sent, tmp_path):
    """The city's register with one receipt entered from a file."""
    receive(offices.county, sent.path)
    accept_receipt(offices.city, write_receipt(offices.county, sent.package_uid, tmp_path / "收"))
    context.open_ledger(offices.city, offices.city.user_uid, CLERK, CITY)
    panel = ShipmentsPanel(context)
    context.ledger_changed.connect(panel.reload)
    qtbot.addWidget(panel)
    panel.reload()
    panel.grid.selectRow(0)
    return panel


def test_a_receipt_entered_by_mistake_is_taken_back_after_a_question(qtbot, register, offices, heard):
    asked = []
    register.confirm = lambda *question: bool(asked.append(question)) or len(asked) > 1

    register.take_back_button.click()
    assert shipments(offices.city)[0].acknowledged_at

    register.take_back_button.click()
    idle(qtbot, register)
    assert shipments(offices.city)[0].receipt == "等待回执"
    assert "重新等待回执" in heard[-1]


def test_a_package_without_an_entered_receipt_says_why_there_is_nothing_to_take_back(qtbot, register):
    register.confirm = lambda *_question: True
    register.take_back_button.click()
    idle(qtbot, register)
    register.grid.selectRow(0)

    assert not register.take_back_button.isEnabled()
    assert "没有人工登记的回执" in register.take_back_button.toolTip()
