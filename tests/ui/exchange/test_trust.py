"""Keys, receipts and pass-phrases in the windows of the exchange."""

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from dczg_desktop.domain.words import RevocationCause, Sealing
from dczg_desktop.services.acknowledgement import acknowledgement
from dczg_desktop.services.incoming.receiving import receive
from dczg_desktop.services.offices import export_card
from dczg_desktop.services.outgoing.shipments import SendOrder, Sent, send
from dczg_desktop.services.register import shipments
from dczg_desktop.services.returns import request_return
from dczg_desktop.services.trust.installation import renew_key, settle
from dczg_desktop.services.trust.keys import stop_key
from dczg_desktop.services.trust.partners import partners
from tests.offices import CITY, CLERK, COUNTY
from tests.services.acts import a_given_problem
from tests.ui.typed import answering, typing
from ui.dialogs.enrolment import Card, EnrolmentDialog
from ui.dialogs.phrase import PhraseDialog
from ui.pages.exchange.keys_card import KeysCard
from ui.pages.exchange.page import ExchangePage
from ui.pages.exchange.receipt_card import ReceiptCard
from ui.pages.exchange.receipt_entry import ReceiptEntry
from ui.pages.exchange.sent_card import SentCard
from ui.task import Task


@pytest.fixture
def given(offices):
    settle(offices.city, copied=False)
    settle(offices.county, copied=False)
    return a_given_problem(offices.city, COUNTY)


@pytest.fixture
def at_city(context, offices, given):
    context.open_ledger(offices.city, offices.city.user_uid, CLERK, CITY)
    return context


@pytest.fixture
def at_county(context, offices, given):
    context.open_ledger(offices.county, offices.county.user_uid, CLERK, COUNTY)
    return context


@pytest.fixture
def said(context):
    heard: list[str] = []
    context.said.connect(lambda words, _undoable: heard.append(words))
    return heard


def idle(qtbot, panel):
    qtbot.waitUntil(lambda: not panel.is_busy, timeout=10_000)


def ended(qtbot, card):
    qtbot.waitUntil(lambda: card.isEnabled() and not card.findChildren(Task), timeout=10_000)


def state_of(page, row=0):
    return page.counterparts.partner_model.row_at(row).state


def a_page(qtbot, context):
    page = ExchangePage(context)
    qtbot.addWidget(page)
    page.reload()
    return page


def test_a_lost_computer_is_stopped_and_resumed_from_the_list(qtbot, at_city, said):
    page = a_page(qtbot, at_city)
    panel = page.counterparts
    panel.partners.selectRow(0)
    panel.ask_reason = typing("电脑被盗")

    panel.stop_button.click()
    idle(qtbot, panel)
    panel.reload()
    assert "已停用" in state_of(page)

    panel.partners.selectRow(0)
    panel.resume_button.click()
    idle(qtbot, panel)
    panel.reload()
    assert "停用" not in state_of(page)
    assert "已恢复" in said[-1]


def test_a_card_in_place_of_an_old_one_says_so_before_it_is_enrolled(qtbot, at_city, offices, tmp_path):
    renew_key(offices.county, RevocationCause.REPLACED, "换了新电脑")
    path, _ = export_card(offices.county, tmp_path / "新.dczgcard")
    page = a_page(qtbot, at_city)
    asked = []
    page.counterparts.ask_relation = answering(lambda _parent, card, likely: asked.append(card) or likely)

    page.counterparts.enrol(path)
    idle(qtbot, page.counterparts)

    assert asked[0].endorsed
    assert any("取代原来登记的电脑" in words for words in asked[0].news)
    assert {one.stopped for one in partners(offices.city)} == {True, False}


def test_an_endorsed_card_needs_no_telephone_and_any_other_does(qtbot):
    for endorsed in (True, False):
        dialog = EnrolmentDialog(None, Card("江南县", "县", "1234 " * 6, (), endorsed), None)
        qtbot.addWidget(dialog)
        next(iter(dialog.choices.values())).setChecked(True)
        assert (dialog.check() == "") is endorsed


def test_an_old_card_is_refused_in_a_box(qtbot, at_city, offices, shown_errors, tmp_path):
    path, _ = export_card(offices.county, tmp_path / "旧.dczgcard")
    stop_key(offices.city, offices.county.identity.replica, "电脑被盗")

    page = a_page(qtbot, at_city)
    page.counterparts.enrol(path)

    assert "已停用" in str(shown_errors[0])


def test_our_key_is_changed_with_a_reason(qtbot, at_county, offices, said):
    card = KeysCard(at_county)
    qtbot.addWidget(card)
    card.reload()
    card.ask_reason = typing("换了新电脑")
    before = offices.county.identity.replica

    card.renew_button.click()
    ended(qtbot, card)

    assert offices.county.identity.replica != before
    assert "请导出新的单位卡片" in said[-1]


def test_a_copied_ledger_asks_and_the_answer_settles_it(qtbot, at_county, offices, monkeypatch):
    monkeypatch.setattr("dczg_desktop.services.trust.installation.machine_id", lambda: "另一台电脑")
    card = KeysCard(at_county)
    qtbot.addWidget(card)
    card.reload()
    assert "移动还是复制" in card.state.words.text()
    before = offices.county.identity.replica

    card.copied_button.click()
    ended(qtbot, card)
    card.reload()

    assert offices.county.identity.replica != before
    assert card.state.isHidden()


def test_a_banner_over_every_page_speaks_of_a_copied_ledger(qtbot, at_county, monkeypatch):
    monkeypatch.setattr("dczg_desktop.services.trust.installation.machine_id", lambda: "另一台电脑")
    shown = {}
    at_county.banner_changed.connect(lambda banner: shown.update({banner.key: banner.words}))

    a_page(qtbot, at_county)

    assert "移动还是复制" in shown["installation"]


def test_everything_is_asked_back_and_the_other_side_answers(qtbot, at_county, offices, said, tmp_path):
    card = KeysCard(at_county)
    qtbot.addWidget(card)
    card.ask_folder = lambda *_question: tmp_path
    card.partner = CITY
    card.request_button.click()
    ended(qtbot, card)
    (request,) = tmp_path.glob("*.dczgqq")
    assert CITY in said[-1]

    own = request_return(offices.city, COUNTY, tmp_path / "市.dczgqq", "恢复了备份")
    a_given_problem(offices.county, CITY)
    asked = []
    card.ask_request = lambda _parent: own
    card.confirm = lambda *question: asked.append(question) or True
    card.answer_button.click()
    qtbot.waitUntil(lambda: not card.findChildren(Task), timeout=10_000)
    assert "已生成回传包" in said[-1]

    assert request.exists()
    assert "恢复了备份" in asked[0][-1]


def test_the_receipt_is_shown_copied_saved_and_made_a_page(qtbot, at_county, offices, said, tmp_path):
    receipt = receive(offices.county, offices.package(CITY, COUNTY))
    card = ReceiptCard(at_county)
    qtbot.addWidget(card)

    card.show_receipt(receipt.package_uid)

    code = acknowledgement(offices.county, receipt.package_uid).code
    assert (card.code.digits, card.isHidden()) == (code, False)
    card.copy_button.click()
    assert code in QGuiApplication.clipboard().text()
    card.ask_target = lambda _parent, _title, name: tmp_path / name
    card.save_button.click()
    card.print_button.click()
    qtbot.waitUntil(lambda: not card.findChildren(Task), timeout=10_000)
    assert {path.suffix for path in tmp_path.glob("回执_*")} == {".dczghz", ".pdf"}
    assert any("已存成 PDF" in words for words in said)
    card.show_receipt("")
    assert card.isHidden()


def test_the_code_is_typed_in_at_the_register_and_a_wrong_one_stays_to_be_put_right(
    qtbot, at_city, offices, shown_errors
):
    sent = send(offices.city, COUNTY, offices.post)
    receipt = receive(offices.county, sent.path)
    code = acknowledgement(offices.county, receipt.package_uid).code
    entry = ReceiptEntry(at_city)
    qtbot.addWidget(entry)

    entry.code.setText(code[:-1] + str((int(code[-1]) + 1) % 10))
    entry.enter_button.click()
    qtbot.waitUntil(lambda: not entry.findChildren(Task))
    assert "再念一遍" in str(shown_errors[-1])
    assert entry.code.text()
    entry.code.setText(code)
    entry.enter_button.click()

    qtbot.waitUntil(lambda: not entry.findChildren(Task))
    assert entry.code.text() == ""
    assert shipments(offices.city)[0].acknowledged_by == "电话回执"


def test_a_sealed_file_asks_for_its_pass_phrase_and_opens(qtbot, at_county, offices, quick_phrase, tmp_path):
    sent = send(offices.city, COUNTY, tmp_path, SendOrder(sealing=Sealing.PHRASE))
    page = a_page(qtbot, at_county)
    panel = page.receiving
    answers = ["白菜 萝卜", sent.phrase]
    asked = []
    panel.ask_phrase = lambda _parent, _name, *said: asked.append(said) or answers.pop(0)

    panel.open_file(sent.path)  # a single file is opened by itself
    qtbot.waitUntil(lambda: panel.receipt is not None, timeout=30_000)
    panel.receive()
    qtbot.waitUntil(lambda: panel.receipt is not None and panel.receipt.accepted, timeout=30_000)

    assert asked[0] == ("", "")
    assert "口令不对" in asked[1][0]
    assert asked[1][1] == "白菜 萝卜"
    assert not panel.told.isHidden()


def test_the_pass_phrase_of_a_sending_is_shown_with_what_to_do(qtbot, context):
    card = SentCard(context)
    qtbot.addWidget(card)

    card.show_sent(
        Sent(Path("包.xlsx.age"), "u", 1, "d" * 64, {}, 0, (), sealing=Sealing.PHRASE, phrase="白菜 萝卜"),
        "说明",
    )

    assert "电话告知" in card.phrase.words.text()
    assert "白菜 萝卜" in card.phrase.words.text()


def test_an_empty_pass_phrase_is_not_accepted(qtbot):
    dialog = PhraseDialog(None, "包.xlsx.age")
    qtbot.addWidget(dialog)

    assert "请输入" in dialog.check()
    dialog.phrase.setText(" 白菜 ")
    assert (dialog.check(), dialog.answer()) == ("", "白菜")
