"""Packages with personal data are sealed for their receiver; plain ones stay readable; wrong keys and damage are refused."""

from dataclasses import replace

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.domain.words import DutyRole, InboxState, Level, Sealing
from dczg_desktop.exchange.sealing import NeedsPhrase, SealedForOthers, is_sealed, needs_phrase
from dczg_desktop.safety.phrase import COUNT, WORDS, make_phrase
from dczg_desktop.services.detail import problem_detail
from dczg_desktop.services.duties import assign
from dczg_desktop.services.incoming import inbox
from dczg_desktop.services.incoming.receiving import preview_package, receive
from dczg_desktop.services.offices import add_office
from dczg_desktop.services.outgoing import shipments
from dczg_desktop.services.outgoing.shipments import SendOrder, outlook, send
from dczg_desktop.services.problems import edit_problem
from dczg_desktop.services.trust.keys import stop_key
from tests.offices import CITY, COUNTY, dump

ORDER = SendOrder(reason="经核对确需发出")


@pytest.fixture
def personal(offices, given):
    """The city's problem now names a telephone in its text."""
    edit_problem(offices.city, given, {"remark": "举报电话 13812345678"})
    return given


def test_a_telephone_in_free_text_seals_the_package_and_the_receiver_opens_it_unasked(offices, personal):
    looked = outlook(offices.city, COUNTY).sealing
    sent = send(offices.city, COUNTY, offices.post / "出", ORDER)

    assert (looked.how, sent.sealing, sent.phrase) == (Sealing.KEY, Sealing.KEY, "")
    assert "手机号 1 处" in looked.words
    assert sent.path.name.endswith(".xlsx.age")
    assert is_sealed(sent.path)
    assert b"PK\x03\x04" not in sent.path.read_bytes()[:400]
    assert receive(offices.county, sent.path).accepted
    assert problem_detail(offices.county, personal).fields["remark"] == "举报电话 13812345678"


def test_a_package_without_personal_data_stays_a_readable_workbook_and_says_so(offices, given):
    looked = outlook(offices.city, COUNTY).sealing
    sent = send(offices.city, COUNTY, offices.post / "出", ORDER)

    assert looked.how is Sealing.PLAIN
    assert "不密封" in looked.words
    assert "没有发现个人信息" in looked.words
    assert sent.path.suffix == ".xlsx"
    assert sent.path.read_bytes().startswith(b"PK")


def test_a_plain_package_can_be_sealed_by_choice(offices, given):
    sent = send(offices.city, COUNTY, offices.post / "出", replace(ORDER, sealing=Sealing.KEY))

    assert needs_phrase(sent.path) is False
    assert is_sealed(sent.path)
    assert receive(offices.county, sent.path).accepted


def test_personal_data_does_not_leave_open_to_an_office_that_could_open_a_seal(offices, personal):
    before = dump(offices.city)

    with pytest.raises(UserError, match="必须密封"):
        send(offices.city, COUNTY, offices.post / "出", replace(ORDER, sealing=Sealing.PLAIN))

    assert dump(offices.city) == before


def test_another_office_cannot_open_the_seal_and_is_told_what_to_do(offices, personal):
    sent = send(offices.city, COUNTY, offices.post / "出", ORDER)
    before = dump(offices.township)

    with pytest.raises(SealedForOthers, match="不是密封给本机的"):
        receive(offices.township, sent.path)

    assert dump(offices.township) == before
    assert inbox.keep(offices.township, sent.path).state is InboxState.REFUSED


def test_we_can_open_what_we_sealed_ourselves(offices, personal):
    """For our own recovery: it is also sealed for us; that it is not ours to receive is another matter."""
    sent = send(offices.city, COUNTY, offices.post / "出", ORDER)

    assert preview_package(offices.city, sent.path).sender == CITY


@pytest.mark.parametrize("cut", [1, 40, 3000])
def test_a_seal_cut_short_is_refused_and_nothing_of_it_is_read(offices, personal, cut, tmp_path):
    sent = send(offices.city, COUNTY, offices.post / "出", ORDER)
    short = tmp_path / sent.path.name
    short.write_bytes(sent.path.read_bytes()[:-cut])
    before = dump(offices.county)

    with pytest.raises(UserError, match="没有拷贝完整"):
        receive(offices.county, short)

    assert dump(offices.county) == before


@pytest.mark.parametrize("place", [0.02, 0.3, 0.6, 0.99])
def test_a_seal_with_one_changed_bit_is_refused(offices, personal, place, tmp_path):
    sent = send(offices.city, COUNTY, offices.post / "出", ORDER)
    content = bytearray(sent.path.read_bytes())
    content[int(len(content) * place)] ^= 1
    bent = tmp_path / sent.path.name
    bent.write_bytes(content)
    before = dump(offices.county)

    with pytest.raises(UserError, match=r"没有接收|没有打开"):
        receive(offices.county, bent)

    assert dump(offices.county) == before


def without_sealing_key(ledger):
    """As after enrolling a card of 0.1.0."""
    with ledger.housekeeping() as session:
        session.connection().exec_driver_sql("UPDATE counterpart SET sealing_key = ''")


def test_a_receiver_with_an_old_card_gets_a_pass_phrase_to_be_told_by_telephone(offices, personal):
    """The real thing, scrypt and all."""
    without_sealing_key(offices.city)

    sent = send(offices.city, COUNTY, offices.post / "出", ORDER)

    assert sent.sealing is Sealing.PHRASE
    assert len(sent.phrase.split()) == COUNT
    assert sent.phrase not in "\n".join(dump(offices.city))
    assert sent.phrase not in repr(sent)
    with pytest.raises(NeedsPhrase, match="问清口令"):
        receive(offices.county, sent.path)
    assert receive(offices.county, sent.path, phrase=sent.phrase.replace(" ", "　-")).accepted


def test_a_wrong_pass_phrase_is_named_and_the_file_waits_in_the_inbox(offices, personal, quick_phrase):
    without_sealing_key(offices.city)
    sent = send(offices.city, COUNTY, offices.post / "出", ORDER)
    item = inbox.keep(offices.county, sent.path)

    assert item.state is InboxState.SEALED
    with pytest.raises(NeedsPhrase, match="口令不对"):
        inbox.receive_kept(offices.county, item.uid, phrase=make_phrase())
    assert inbox.item_of(offices.county, item.uid).state is InboxState.SEALED
    assert inbox.retry(offices.county, item.uid, phrase=sent.phrase).state is InboxState.READY
    assert inbox.receive_kept(offices.county, item.uid, phrase=sent.phrase).accepted


def test_the_sealing_key_of_an_upgraded_office_is_learned_from_its_next_package(
    offices, personal, quick_phrase
):
    without_sealing_key(offices.city)
    assert outlook(offices.city, COUNTY).sealing.how is Sealing.PHRASE

    sent = send(offices.city, COUNTY, offices.post / "出", ORDER)
    receive(offices.county, sent.path, phrase=sent.phrase)
    offices.deliver(COUNTY, CITY)

    assert outlook(offices.city, COUNTY).sealing.how is Sealing.KEY


def test_an_office_without_the_program_gets_its_workbook_behind_a_password(offices, personal):
    add_office(offices.city, "北坡镇", "430623109", Level.TOWNSHIP)
    assign(offices.city, [personal], "北坡镇", DutyRole.SUPPORTING_UNIT)

    looked = outlook(offices.city, "北坡镇").sealing

    assert looked.how is Sealing.PASSWORD
    assert "打开密码" in looked.words
    with pytest.raises(UserError, match="还没有登记"):
        send(offices.city, "北坡镇", offices.post / "出", replace(ORDER, sealing=Sealing.KEY))


def test_a_ledger_without_sealing_key_gets_one_when_opened(offices):
    with offices.county.housekeeping() as session:
        session.connection().exec_driver_sql("DELETE FROM meta WHERE key = 'sealing_key'")

    assert offices.reopen(COUNTY).meta("sealing_key").startswith("AGE-SECRET-KEY-")


def test_the_words_of_pass_phrases_are_256_different_ones():
    assert len(WORDS) == len(set(WORDS)) == 256
    assert make_phrase() != make_phrase()


def test_a_package_too_large_for_a_pass_phrase_names_the_ways_out(offices, personal, monkeypatch):
    without_sealing_key(offices.city)
    monkeypatch.setattr("dczg_desktop.exchange.sealing.PHRASE_LIMIT", 10)
    before = dump(offices.city)

    with pytest.raises(UserError, match="分卷报送"):
        send(offices.city, COUNTY, offices.post / "出", ORDER)

    assert dump(offices.city) == before
    assert shipments.shipments(offices.city)[0].sequence == 1


def test_personal_data_does_not_leave_open_for_an_office_whose_only_computer_was_stopped(offices, personal):
    stop_key(offices.city, offices.county.identity.replica, "电脑被盗")

    looked = outlook(offices.city, COUNTY).sealing

    assert (looked.how, looked.choices) == (Sealing.PHRASE, (Sealing.PHRASE,))
    for wish in (Sealing.PLAIN, Sealing.KEY):
        with pytest.raises(UserError, match="没有生成数据包"):
            send(offices.city, COUNTY, offices.post / "出", replace(ORDER, sealing=wish))


@pytest.mark.parametrize("name", [".age", "..age", "...age", " .age"])
def test_a_sealed_file_of_a_strange_name_is_opened_all_the_same(offices, personal, tmp_path, name):
    sent = send(offices.city, COUNTY, offices.post / "出", ORDER)
    strange = tmp_path / name
    strange.write_bytes(sent.path.read_bytes())

    assert receive(offices.county, strange).accepted
