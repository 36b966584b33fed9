"""Fifty names planted where nothing may leave an office: in no byte of a package, preview, log, temporary file or document."""

import io
import logging
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select

from dczg_desktop.base.errors import UserError
from dczg_desktop.base.paths import data_folder
from dczg_desktop.base.scratch import scratch_root
from dczg_desktop.domain.amendments import returnable
from dczg_desktop.domain.entities import Problem
from dczg_desktop.domain.words import Job, Sealing
from dczg_desktop.safety.copies import copies_folder
from dczg_desktop.services.acknowledgement import acknowledgement, print_receipt, write_receipt
from dczg_desktop.services.amendments import Wish, return_fields
from dczg_desktop.services.correspondence import print_correspondence
from dczg_desktop.services.detail import problem_detail
from dczg_desktop.services.documents import DOCUMENTS, print_list
from dczg_desktop.services.incoming import inbox
from dczg_desktop.services.incoming.receiving import preview_package, receive
from dczg_desktop.services.incoming.refusals import refuse_package
from dczg_desktop.services.offices import export_card
from dczg_desktop.services.outgoing.correction import print_correction as print_returned
from dczg_desktop.services.outgoing.letters import (
    Heading,
    covering_note,
    flaws_of,
    missing_reports,
    print_correction,
    print_reminder,
)
from dczg_desktop.services.outgoing.outlook import outlook
from dczg_desktop.services.outgoing.outlook_print import print_outlook
from dczg_desktop.services.outgoing.shipments import SendOrder, send
from dczg_desktop.services.register import print_register
from dczg_desktop.services.requests import may_be_returned_to
from dczg_desktop.services.returns import answer_request, request_return
from dczg_desktop.services.trust.sealing import opened_seal
from tests.hostile import markers
from tests.hostile.markers import NAMES, all_files, every_form, in_pdf, names_in
from tests.offices import CITY, COUNTY
from tests.services.printed_files import words_of


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
    county_folder = offices.county.path.parent
    files = all_files(scratch, offices.post, data_folder(), county_folder)
    assert {package, back} <= set(files)
    assert {path.suffix for path in files if path.is_relative_to(county_folder)} >= {".dczg-wal", ".dczg-shm"}
    assert [path for path in files if names_in(path.read_bytes()) or names_in(path.name.encode())] == []
    assert [text[:80] for text in texts if names_in(text.encode())] == []
    copies = all_files(copies_folder(offices.county.path))
    assert copies
    assert {path.suffix for path in copies} == {".dczg"}
    offices.county.close()
    assert [path.name for path in all_files(county_folder) if names_in(path.read_bytes())] == []
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
    asked = request_return(county, CITY, offices.post / "请求")
    given_back = answer_request(city, asked, offices.post / "回传")
    contents = {
        "回传": opened(county, given_back.path, tmp_path / "二"),
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
    letters_to(city, out)
    for suffix in ("pdf", "xlsx"):
        print_correspondence(city, out / f"往来台账.{suffix}")

    files = [
        path
        for folder in (out, tmp_path / "临时", inbox.inbox_folder(county))
        for path in folder.rglob("*")
        if path.is_file()
    ]
    leaked = {path.name: names_in(path.read_bytes()) or names_in(path.name.encode()) for path in files}
    leaked |= {path.name: in_pdf(path) for path in files if path.suffix == ".pdf"}

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
    assert all_files(tmp_path / "临时", scratch_root()) == []
    with closing(sqlite3.connect(city.path)) as raw:
        told = str(
            raw.execute("SELECT * FROM change_set").fetchall()
            + raw.execute("SELECT * FROM change").fetchall()
        )
    assert [secret for secret in markers.MARKED if secret in told] == []


def letters_to(city, out: Path) -> None:
    """Every letter to the county: what it must put right, what it did not report, what was returned to it."""
    heading, due = Heading("", "0790-1234567"), city.today()
    with city.reading() as session:
        query = select(Problem.uid, Problem.confidential).order_by(Problem.id)
        uids = {secret: uid for uid, secret in session.execute(query)}
    for uid, reason in ((uids[True], f"{NAMES[10]}反映不实"), (uids[False], "请写实")):
        (county, _), *_ = may_be_returned_to(city, uid)
        item = returnable(problem_detail(city, uid).facts)[0]
        return_fields(city, uid, [Wish(item, reason)], county)
    print_returned(city, COUNTY, out / "退回.pdf")
    assert "请写实" in words_of(out / "退回.pdf")
    print_correction(city, COUNTY, flaws_of(city, COUNTY), due, heading, out / "补正通知.pdf")
    missing = missing_reports(city, COUNTY, "2026-11")
    assert len(missing) == 10
    print_reminder(city, COUNTY, "2026-11", missing, due, heading, out / "催报函.pdf")


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
