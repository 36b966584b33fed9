"""Fifty names planted where nothing may leave an office: in no byte of a package, preview, log, temporary file or document."""

import io
import logging
import zipfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pypdfium2
import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.domain.entities import Petition
from dczg_desktop.domain.words import EvidenceRole, Job, Sealing
from dczg_desktop.services.acknowledgement import acknowledgement, print_receipt, write_receipt
from dczg_desktop.services.documents import DOCUMENTS, print_list
from dczg_desktop.services.evidence import attach_files
from dczg_desktop.services.incoming import inbox
from dczg_desktop.services.incoming.receiving import preview_package, receive
from dczg_desktop.services.incoming.refusals import refuse_package
from dczg_desktop.services.offices import export_card
from dczg_desktop.services.outgoing.letters import covering_note
from dczg_desktop.services.outgoing.outlook import outlook
from dczg_desktop.services.outgoing.outlook_print import print_outlook
from dczg_desktop.services.outgoing.shipments import SendOrder, send
from dczg_desktop.services.passwords import password_for, remember_told
from dczg_desktop.services.problems import edit_problem
from dczg_desktop.services.register import print_register
from dczg_desktop.services.returns import request_return
from dczg_desktop.services.trust.sealing import opened_seal
from tests.offices import CITY, COUNTY
from tests.services.acts import a_given_problem, a_photo
from tests.soak.package_file import hidden_texts

NAMES = [f"欧阳{first}{second}" for first in "甲乙丙丁戊" for second in "梓萱宸睿玥瑾奕翊晗煜"]

SPELLINGS = [
    *(partial(str.encode, encoding=code) for code in ("utf-8", "utf-16-le", "utf-16-be", "gb18030")),
    lambda text: text.encode("ascii", "backslashreplace"),
]
"""How a name may stand in bytes."""


MARKED: list[str] = []
"""Secrets of the city that no file but its ledger and its backups may hold: passwords for opening, private keys."""


@pytest.fixture
def secrets(offices, monkeypatch) -> None:
    """Passwords agreed with and told by the county, and the keys, are searched for as the names are."""
    city = offices.city
    with city.transaction("约定密码") as (session, _act):
        agreed = password_for(session, office_uid(offices))
    remember_told(city, office_uid(offices), "Jiangnan-欧阳-0815")
    keys = (city.identity.private_key, city.meta("sealing_key"))
    monkeypatch.setattr("tests.hostile.test_markers.MARKED", [agreed, "Jiangnan-欧阳-0815", *keys])
    assert all(MARKED)


@pytest.fixture
def planted(offices, secrets) -> list[str]:
    """Ten names each in petitions' unknown columns, confidential problems, their children, internal notes, texts of acts."""
    city, names = offices.city, iter(NAMES)
    uids = [a_given_problem(city, COUNTY, text=f"可以发出的问题{number}") for number in range(10)]
    with city.transaction("导入表格") as (session, _act):
        for number in range(10):
            extra = {"来信人": next(names), "电话": "见原件"}
            session.add(Petition(number=f"X{number}", description="噪声扰民", issuer_uid=city.identity.office_uid,
                                 office_uid=office_uid(offices), responsible_unit=COUNTY, extra=extra))  # fmt: skip
    for _ in range(10):
        name = next(names)
        secret = a_given_problem(city, COUNTY, text=f"{name}反映的线索", goal=name, plan=f"1.{name}")
        edit_problem(city, secret, {"confidential": True})
        attach_files(
            city, secret, [a_photo(offices.folder, f"{next(names)}.jpg", next(names))], EvidenceRole.BEFORE
        )
    for uid in uids:
        edit_problem(city, uid, {"internal_note": f"内部：{next(names)}"})
    assert next(names, None) is None
    return uids


def office_uid(offices) -> str:
    return offices.county.identity.office_uid


def every_form(data: bytes) -> Iterator[bytes]:
    """The bytes, and what is packed, coded or compressed in them."""
    yield data
    if data.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for entry in archive.infolist():
                yield from every_form(archive.read(entry))
            if (
                "xl/workbook.xml" in archive.namelist()
                and "_包信息" in archive.read("xl/workbook.xml").decode()
            ):
                yield from hidden_texts(archive)


def names_in(data: bytes) -> list[str]:
    """Names that stand in the bytes in UTF-8, UTF-16, GBK or as JSON escapes."""
    found = []
    for form in every_form(data):
        for spelled in SPELLINGS:
            if spelled("欧阳") in form:
                found += [name for name in NAMES if spelled(name) in form]
            found += [secret for secret in MARKED if spelled(secret) in form]
    return found


def test_the_search_finds_a_name_in_every_form(tmp_path):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.zip", stream.getvalue() or b"")
        archive.writestr("b.xml", NAMES[3].encode("utf-16-le"))
    assert names_in(stream.getvalue()) == [NAMES[3]]
    assert names_in(repr(NAMES[7]).encode("gb18030")) == [NAMES[7]]


def test_no_package_preview_log_or_temporary_file_holds_a_planted_name(
    offices, planted, tmp_path, monkeypatch, caplog, capfd
):
    scratch = tmp_path / "临时"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    caplog.set_level(logging.DEBUG)

    package = offices.package(CITY, COUNTY)
    shown = preview_package(offices.county, package)
    receipt = receive(offices.county, package)
    (tmp_path / "坏.xlsx").write_bytes(package.read_bytes()[:-40])
    with pytest.raises(UserError) as refused:
        receive(offices.county, tmp_path / "坏.xlsx")
    back = offices.package(COUNTY, CITY)

    said = capfd.readouterr()
    texts = [repr(shown), repr(receipt), str(refused.value), caplog.text, said.out, said.err]
    files = [path for folder in (scratch, offices.post) for path in folder.rglob("*") if path.is_file()]
    assert {package, back} <= set(files)
    assert [path for path in files if names_in(path.read_bytes()) or names_in(path.name.encode())] == []
    assert [text[:80] for text in texts if names_in(text.encode())] == []
    offices.county.close()
    assert names_in(offices.county.path.read_bytes()) == []
    del offices.open[COUNTY]


def opened(ledger, path, folder, phrase="") -> bytes:
    """The bytes of a file with its seal or password opened as its receiver does."""
    copy = folder / f"{path.parent.name}-{path.name}"
    copy.parent.mkdir(parents=True, exist_ok=True)
    copy.write_bytes(path.read_bytes())
    plain = opened_seal(ledger, copy, phrase)
    assert plain != copy, path.name
    return plain.read_bytes()


def test_no_planted_name_stands_behind_a_seal_or_a_password_either(offices, planted, tmp_path):
    """A sealed file shows no name to anybody; opened with the receiver's own key or the password told, neither."""
    city, county = offices.city, offices.county
    sealed = offices.package(CITY, COUNTY)
    form = send(city, COUNTY, offices.post / "表", SendOrder(jobs=tuple(Job)))
    item = inbox.keep(county, sealed)
    contents = {
        "密封": opened(county, sealed, tmp_path / "一"),
        "打开密码": opened(county, form.path, tmp_path / "三", form.phrase),
        "收件箱": opened(county, inbox.path_of(county, item), tmp_path / "四"),
    }

    assert {name: names_in(content) for name, content in contents.items() if names_in(content)} == {}
    assert all(content.startswith(b"PK") and list(every_form(content)) for content in contents.values())


def test_no_form_receipt_card_letter_request_or_log_holds_a_planted_name(
    offices, planted, tmp_path, monkeypatch, caplog
):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "临时"))
    (tmp_path / "临时").mkdir()
    caplog.set_level(logging.DEBUG)
    city, county, out = offices.city, offices.county, tmp_path / "出"
    out.mkdir()
    send(city, COUNTY, out, SendOrder(jobs=tuple(Job), sealing=Sealing.BLANK))
    send(city, COUNTY, out, SendOrder(jobs=tuple(Job), sealing=Sealing.PLAIN, reason="专人送达"))
    first, second = (send(city, COUNTY, offices.post / "包", SendOrder()) for _ in range(2))
    item = inbox.keep(county, first.path)
    inbox.receive_kept(county, item.uid)
    refuse_package(county, second.path, "重复发送")
    for number, sent in enumerate((first, second)):
        write_receipt(county, sent.package_uid, out / f"回执{number}")
        print_receipt(county, sent.package_uid, out / f"回执{number}.pdf")
        (out / f"说明{number}.txt").write_text(covering_note(city, sent.package_uid).text, "utf-8")
    (out / "回执.txt").write_text(acknowledgement(county, first.package_uid).text, "utf-8")
    export_card(city, out / "市.dczgcard")
    request_return(city, COUNTY, out / "请求")
    print_register(city, out / "登记簿.pdf")
    print_outlook(city, outlook(city, COUNTY), outlook(city, COUNTY).lines, out / "将要发出.pdf")

    files = [
        path
        for folder in (out, tmp_path / "临时", inbox.inbox_folder(county))
        for path in folder.rglob("*")
        if path.is_file()
    ]
    leaked = {path.name: names_in(path.read_bytes()) or names_in(path.name.encode()) for path in files}
    leaked |= {
        path.name: in_pdf(path) for path in files if path.suffix == ".pdf" and path.name != "将要发出.pdf"
    }

    assert {name: names for name, names in leaked.items() if names} == {}
    assert {path.suffix for path in files} >= {
        ".xlsx",
        ".dczghz",
        ".dczgqq",
        ".dczgcard",
        ".pdf",
        ".txt",
        ".age",
        ".json",
    }
    assert names_in(caplog.text.encode()) == []
    kept = {path.name for path in (tmp_path / "临时").rglob("*") if path.is_file()}
    assert kept == set()


def test_no_public_document_holds_a_petitioner_or_an_internal_note(offices, planted, tmp_path):
    kept_out = set(NAMES[:10] + NAMES[40:])
    found = {}
    for name in DOCUMENTS:
        for suffix in (".pdf", ".xlsx"):
            target = tmp_path / f"{name}{suffix}"
            print_list(offices.city, name, target)
            found[target.name] = set(
                names_in(target.read_bytes()) + (in_pdf(target) if suffix == ".pdf" else [])
            )

    assert {name: names & kept_out for name, names in found.items() if names & kept_out} == {}


def in_pdf(path: Path) -> list[str]:
    document = pypdfium2.PdfDocument(path)
    try:
        texts = []
        for page in document:
            text = page.get_textpage()
            texts.append(text.get_text_bounded())
            text.close()
            page.close()
    finally:
        document.close()
    said = "".join("".join(texts).split())
    return [name for name in NAMES if name in said]
