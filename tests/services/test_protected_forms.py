"""Sheets to fill in with personal data: behind a password that Excel, WPS and LibreOffice ask for, or without it; open only by choice."""

import zipfile
from functools import partial

import openpyxl
import pytest
from msoffcrypto.format.ooxml import OOXMLFile
from msoffcrypto.method.ecma376_agile import ECMA376Agile
from sqlalchemy import select

from dczg_desktop.base.errors import UserError
from dczg_desktop.domain.entities import ChangeSet, Office, Progress
from dczg_desktop.domain.words import DutyRole, InboxState, Job, Level, Sealing
from dczg_desktop.exchange import protection
from dczg_desktop.exchange.protection import NeedsPassword, is_protected, unprotect
from dczg_desktop.exchange.received import open_package
from dczg_desktop.services.detail import problem_detail
from dczg_desktop.services.duties import assign
from dczg_desktop.services.incoming import inbox
from dczg_desktop.services.incoming.receiving import preview_package, receive
from dczg_desktop.services.offices import add_office
from dczg_desktop.services.outgoing.outlook import NeedsReason, as_form, outlook
from dczg_desktop.services.outgoing.shipments import SendOrder, send
from dczg_desktop.services.passwords import TRIED, known_passwords, password_for
from dczg_desktop.services.problems import edit_problem
from tests.offices import CITY, COUNTY
from tests.re_saving import needs_uno, opened_by_libreoffice
from tests.services.workbooks import Filled

TOWN = "北坡镇"
PHONE = "13812345678"
FORM = SendOrder(jobs=(Job.PROGRESS, Job.MEASURES), reason="经核对确需发出")


@pytest.fixture(autouse=True)
def quick(request, monkeypatch):
    """A hundred thousand rounds take a third of a second a try; two tests pay them, the others count on these few."""
    if "agile" not in request.node.name and "libreoffice" not in request.node.name:
        few = staticmethod(partial(ECMA376Agile.encrypt, spin_count=200))
        monkeypatch.setattr(ECMA376Agile, "encrypt", few)


@pytest.fixture
def personal(offices, given):
    """The city's problem names a telephone, and a township with only Excel supports it."""
    edit_problem(offices.city, given, {"description": f"某河段污水直排，联系人电话 {PHONE}"})
    add_office(offices.city, TOWN, "430623109", Level.TOWNSHIP)
    assign(offices.city, [given], TOWN, DutyRole.SUPPORTING_UNIT)
    return given


def opened(sent, tmp_path):
    """The workbook as the township sees it after typing the password."""
    plain = tmp_path / "打开.xlsx"
    unprotect(sent.path, plain, (), sent.phrase)
    return plain


def everything(path):
    """All text of a workbook, its hidden sheet unpacked too."""
    with zipfile.ZipFile(path) as archive:
        parts = b"".join(archive.read(name) for name in archive.namelist())
    return parts.decode("utf-8", "replace")


def test_a_form_with_personal_data_asks_for_a_password_by_default(offices, personal, tmp_path):
    looked = as_form(outlook(offices.city, TOWN)).sealing
    sent = send(offices.city, TOWN, offices.post / "出", FORM)

    assert (looked.how, sent.sealing) == (Sealing.PASSWORD, Sealing.PASSWORD)
    assert looked.choices == (Sealing.PASSWORD, Sealing.BLANK, Sealing.PLAIN)
    assert sent.path.suffix == ".xlsx"
    assert is_protected(sent.path)
    assert len(sent.phrase.replace(" ", "")) == 20
    assert PHONE.encode() not in sent.path.read_bytes()
    assert "进展填报" in openpyxl.load_workbook(opened(sent, tmp_path)).sheetnames


def test_the_encryption_is_agile_with_aes_256_and_sha_512(offices, personal):
    sent = send(offices.city, TOWN, offices.post / "出", FORM)
    with sent.path.open("rb") as stream:
        book = OOXMLFile(stream)
        assert book.type == "agile"
        assert (book.info["passwordKeyBits"], book.info["passwordHashAlgorithm"]) == (256, "SHA512")
        assert book.info["spinValue"] >= 100_000


def test_the_returned_protected_form_is_opened_by_what_the_ledger_remembers(offices, personal, tmp_path):
    sent = send(offices.city, TOWN, offices.post / "出", FORM)
    form = Filled(opened(sent, tmp_path)).fill("进展填报", personal, 本期进展="已封堵排口。", 完成比例="35")
    back = tmp_path / "交回.xlsx"
    protection.protect(form.save(), back, sent.phrase.replace(" ", ""))

    receipt = receive(offices.city, back, accept_hand_edits=True)

    assert receipt.refused == ()
    with offices.city.reading() as session:
        assert "已封堵排口。" in set(session.scalars(select(Progress.text)))


def test_a_form_that_came_back_under_a_password_of_their_own_waits_until_it_is_told(
    offices, personal, tmp_path
):
    sent = send(offices.city, TOWN, offices.post / "出", FORM)
    back = tmp_path / "交回.xlsx"
    protection.protect(
        Filled(opened(sent, tmp_path)).fill("进展填报", personal, 本期进展="已封堵。").save(),
        back,
        "Beipo-2026",
    )

    item = inbox.keep(offices.city, back)
    assert item.state is InboxState.SEALED
    with pytest.raises(NeedsPassword, match="密码不对"):
        inbox.receive_kept(offices.city, item.uid, phrase="猜的")
    assert inbox.retry(offices.city, item.uid, phrase="Beipo-2026").state is InboxState.READY


def test_a_password_of_their_own_is_typed_once_and_a_changed_one_asked_for_again(offices, personal, tmp_path):
    sent = send(offices.city, TOWN, offices.post / "出", FORM)
    for number, password in enumerate(("Beipo-2026", "Beipo-2026", "Beipo-2027")):
        filled = Filled(opened(sent, tmp_path)).fill("进展填报", personal, 本期进展=f"第{number}次。").save()
        protection.protect(filled, tmp_path / f"交回{number}.xlsx", password)
    first, second, third = (tmp_path / f"交回{number}.xlsx" for number in range(3))

    with pytest.raises(NeedsPassword):
        preview_package(offices.city, first)
    preview_package(offices.city, first, phrase="Beipo-2026")
    assert receive(offices.city, second, accept_hand_edits=True).hand_edits
    with pytest.raises(NeedsPassword, match="记着的密码都打不开"):
        receive(offices.city, third)
    receive(offices.city, third, accept_hand_edits=True, phrase="Beipo-2027")

    assert receive(offices.reopen(CITY), third).repeated
    assert receive(offices.city, first).repeated is False
    with offices.city.transaction("发送") as (session, _act):
        agreed = password_for(session, office_of(offices.city))
    assert agreed == sent.phrase.replace(" ", "")


def office_of(ledger):
    with ledger.reading() as session:
        return session.scalar(select(Office.uid).where(Office.name == TOWN))


def test_what_somebody_typed_is_not_kept_before_the_file_has_proved_whose_it_is(offices, personal, tmp_path):
    openpyxl.Workbook().save(tmp_path / "外来.xlsx")
    protection.protect(tmp_path / "外来.xlsx", tmp_path / "加密.xlsx", "Waibu-1")
    before = list(known_passwords(offices.city))

    with pytest.raises(UserError):
        preview_package(offices.city, tmp_path / "加密.xlsx", phrase="Waibu-1")

    assert list(known_passwords(offices.city)) == before


def test_the_password_is_the_same_for_the_same_office_until_a_new_one_is_wished(offices, personal, tmp_path):
    first, second = (send(offices.city, TOWN, offices.post / "出", FORM) for _ in range(2))
    renewed = send(
        offices.city, TOWN, offices.post / "出", SendOrder(FORM.jobs, reason="换", new_password=True)
    )

    assert first.phrase == second.phrase != renewed.phrase
    back = Filled(opened(first, tmp_path)).fill("进展填报", personal, 本期进展="旧表交回。").save()
    protection.protect(back, tmp_path / "旧.xlsx", first.phrase.replace(" ", ""))
    assert receive(offices.city, tmp_path / "旧.xlsx", accept_hand_edits=True).refused == ()
    assert first.phrase.replace(" ", "") not in repr(first)


def test_a_form_without_personal_data_carries_none_behind_its_sheets_either(offices, personal, tmp_path):
    sent = send(offices.city, TOWN, offices.post / "出", SendOrder(FORM.jobs, sealing=Sealing.BLANK))

    text = everything(sent.path)
    assert PHONE not in text
    assert "不随表发出" in text
    package = open_package(sent.path, lambda *_key: None, tmp_path / "解")
    assert (package.records, dict(package.acts)) == ([], {})
    assert PHONE not in str(package.shown)


def test_what_is_filled_into_a_form_without_personal_data_comes_back_whole(offices, personal):
    sent = send(offices.city, TOWN, offices.post / "出", SendOrder(FORM.jobs, sealing=Sealing.BLANK))
    code = problem_detail(offices.city, personal).row.code
    form = Filled(sent.path).fill("进展填报", personal, 本期进展="已封堵排口 2 处。", 完成比例="50")
    form.add("措施细化", 台账编号=code, 整改措施="清理沿岸垃圾", 承办单位="北坡镇城管队")

    receipt = receive(offices.city, form.save(), accept_hand_edits=True)

    assert receipt.refused == ()
    assert len(receipt.hand_edits) == 3
    detail = problem_detail(offices.city, personal)
    assert "清理沿岸垃圾" in [one.text for one in detail.facts.measures]
    assert PHONE in detail.fields["description"]


def test_sending_in_the_clear_needs_a_choice_and_a_reason_that_enters_the_journal(offices, personal):
    with pytest.raises(NeedsReason, match="不加密"):
        send(offices.city, TOWN, offices.post / "出", SendOrder(FORM.jobs, sealing=Sealing.PLAIN))

    sent = send(
        offices.city,
        TOWN,
        offices.post / "出",
        SendOrder(FORM.jobs, sealing=Sealing.PLAIN, reason="专人当面送达"),
    )

    assert PHONE in everything(sent.path)
    assert not is_protected(sent.path)
    with offices.city.reading() as session:
        title = session.scalar(select(ChangeSet.title).order_by(ChangeSet.id.desc()).limit(1))
    assert "经确认不加密发出：专人当面送达" in title


def test_a_form_for_an_enrolled_office_does_not_say_that_it_is_not_enrolled(offices, given):
    edit_problem(offices.city, given, {"remark": f"举报电话 {PHONE}"})

    words = as_form(outlook(offices.city, COUNTY)).sealing

    assert words.how is Sealing.PASSWORD
    assert not any("没有登记" in said for said in words.told.values())


def test_a_form_without_anything_personal_stays_an_open_workbook(offices, given):
    sent = send(offices.city, COUNTY, offices.post / "出", SendOrder(FORM.jobs))

    assert (sent.sealing, sent.phrase) == (Sealing.PLAIN, "")
    assert sent.path.read_bytes().startswith(b"PK")


@pytest.mark.parametrize("wish", [Sealing.KEY, Sealing.PHRASE])
def test_a_form_is_never_sealed_in_a_way_that_excel_cannot_open(offices, personal, wish):
    with pytest.raises(UserError, match="打开密码"):
        send(offices.city, TOWN, offices.post / "出", SendOrder(FORM.jobs, reason="是", sealing=wish))


@pytest.mark.parametrize("damage", ["cut", "bomb", "entity", "flipped", "xml", "short"])
def test_a_damaged_or_costly_protected_file_is_refused_calmly(offices, personal, tmp_path, damage):
    sent = send(offices.city, TOWN, offices.post / "出", FORM)
    content = bytearray(sent.path.read_bytes())
    if damage == "cut":
        content = content[: len(content) // 2]
    elif damage == "bomb":
        content = content.replace(b'spinCount="200"', b'spinCount="1e9"')
    elif damage == "entity":
        content = content.replace(b"<encryption", b"<!ENTITY x ", 1)
    elif damage == "xml":
        content = content.replace(b"<keyData ", b"<keyData<", 1)
    elif damage == "short":
        content = content.replace("EncryptionInfo".encode("utf-16-le"), "EncryptionInfx".encode("utf-16-le"))
    else:
        content[-3000] ^= 0xFF
    broken = tmp_path / "坏.xlsx"
    broken.write_bytes(bytes(content))

    item = inbox.keep(offices.city, broken)

    assert item.state in {InboxState.REFUSED, InboxState.FOREIGN, InboxState.SEALED}
    assert item.reason


@pytest.mark.parametrize("written", ["spinCount='200'", 'spinCount= "20"'])
def test_rounds_are_counted_however_they_are_written(offices, personal, tmp_path, monkeypatch, written):
    sent = send(offices.city, TOWN, offices.post / "出", FORM)
    book = tmp_path / "回填.xlsx"
    book.write_bytes(sent.path.read_bytes().replace(b'spinCount="200"', written.encode()))
    monkeypatch.setattr("dczg_desktop.exchange.protection.MOST_SPINS", 10)

    def begun(*_all):
        raise AssertionError

    monkeypatch.setattr("dczg_desktop.exchange.protection._opened", begun)
    item = inbox.keep(offices.city, book)

    assert "加密的内容残缺，或加密方式本程序读不了" in item.reason


@needs_uno
def test_libreoffice_opens_the_form_with_the_password_and_not_with_another(offices, personal, tmp_path):
    sent = send(offices.city, TOWN, offices.post / "出", FORM)

    right, wrong = opened_by_libreoffice(sent.path, [sent.phrase.replace(" ", ""), "0" * 20], tmp_path)

    assert right.split("|")[:3] == ["说明", "进展填报", "措施细化"]
    assert wrong == "-"


def test_the_newest_password_of_every_office_is_tried_however_many_there_are(offices):
    made = []
    for number in range(TRIED + 6):
        with offices.city.transaction("发送") as (session, _act):
            made.append(password_for(session, f"单位{number}"))

    assert list(known_passwords(offices.city)) == made
