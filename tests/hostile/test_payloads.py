"""Texts that want to be formulas, SQL, templates or markup: kept and shown as they are, and plain text in all we write."""

import shutil
import zipfile
from pathlib import Path

import pytest

from dczg_desktop.domain.words import DutyRole
from dczg_desktop.services.detail import problem_detail
from dczg_desktop.services.documents import FORMS, print_list
from dczg_desktop.services.duties import assign
from dczg_desktop.services.grid import GridQuery, problem_ids
from dczg_desktop.services.measures import MeasureDraft, add_measures
from dczg_desktop.services.problems import ProblemDraft, add_problem, edit_problem
from dczg_desktop.services.progress import Report, report_progress
from dczg_desktop.services.verification import verify
from tests.offices import CITY, COUNTY, Offices, Watch
from tests.re_saving import needs_libreoffice, resaved

STARTS = ("=1+1", "+1+1", "-1+1", "@SUM(1+1)", "\t=1+1", "\r=1+1", " =1+1", "\u00a0=1+1", "\u3000=1+1", "＝1+1", "=1+1\n=2+2", "\u200b=1+1", "''=1+1",
          '"=1+1"', "=cmd|' /C calc'!A0", '=DDE("cmd";"/C calc";"x")', "@cmd|'/C calc'!A0", "-2+3+cmd|' /C calc'!A0", "=10+20+cmd|' /C calc'!A0",
          '=HYPERLINK("http://127.0.0.1:1/?"&A1,"点我")', '=WEBSERVICE("http://127.0.0.1:1/")', '=IMPORTXML("http://127.0.0.1:1/","//a")',
          '=INDIRECT("A1")', "{=1+1}", "=A1:A9", "=Sheet2!A1", "='file:///etc/passwd'#$x.A1", '=RTD("x",,"y")', '=CALL("a","b")', '=EXEC("calc")',
          "%0A=1+1", ";=1+1", ",=1+1", "|=1+1", "=1+1;", "1=1", "==1", "=-1", "+-1", "@@", "=TODAY()", "=NOW()", "=RAND()", "=SUM(A1)*2",
          "_x003D_1+1", "_x0000_", "_x000D_=1", "http://127.0.0.1:1/", "mailto:a@b", "file:///c:/x", "=\u202e1+1", "007", "1e309", "TRUE", "#REF!", "#N/A",
          '="a"&"b"', "=1/0", "+86 10 1", "-（一）")  # fmt: skip
OTHERS = ("'); DROP TABLE problem;--", '" OR 1=1 --', "%s%n{0}{x}", "${7*7}{{7*7}}<%= 7*7 %>#{7*7}", "<b>粗</b><img src=x onerror=alert(1)>",
          "<script>alert(1)</script>", "<a href='http://127.0.0.1:1/'>点</a>", "&lt;&amp;&#x41;", "]]><x/>", "\\x41\\u0041\\", "%20%00../", "a\u0000b".replace("\u0000", ""),
          "\u202e倒\u202c", "👩‍👩‍👧", "𠮷" * 50)  # fmt: skip


@pytest.fixture(scope="module")
def offices(founded, tmp_path_factory):
    folder = tmp_path_factory.mktemp("文字") / "单位"
    shutil.copytree(founded, folder)
    opened = Offices(folder, Watch())
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def filled(offices) -> list[str]:
    """A ledger in which every text a clerk can type is one of the payloads, a problem a payload."""
    city = offices.city
    uids = []
    for text in (*STARTS, *OTHERS):
        uid = add_problem(
            city,
            ProblemDraft(text, number=text, source=text, goal=text, category=text, area=text, remark=text),
        )
        edit_problem(city, uid, {"plan": text, "accountability": text})
        add_measures(city, uid, [MeasureDraft(text, unit=text)])
        uids.append(uid)
    assign(city, uids, COUNTY)
    for text, uid in zip((*STARTS, *OTHERS), uids, strict=True):
        if text in STARTS[::6]:
            assign(city, [uid], text, DutyRole.RESPONSIBLE_LEADER)
        report_progress(city, uid, Report("2026-11", text, None, text, text))
    return uids


def test_there_are_sixty_that_want_to_be_formulas():
    assert len(set(STARTS)) == len(STARTS) == 60


def test_every_payload_is_kept_and_travels_as_it_was_typed(offices, filled):
    before = [problem_detail(offices.city, uid).facts for uid in filled]

    offices.deliver(CITY, COUNTY)

    after = [problem_detail(offices.county, uid).facts for uid in filled]
    assert [(one.goal, one.plan, one.description) for one in after] == [
        (one.goal, one.plan, one.description) for one in before
    ]
    for text, one in zip((*STARTS, *OTHERS), before, strict=True):
        assert one.goal.split() == text.replace("\t", " ").split() or one.goal in text
        assert one.progress[0].text == one.measures[0].text == one.goal
    for ledger in (offices.city, offices.county):
        assert verify(ledger).sound
        assert len(problem_ids(ledger, GridQuery())) == len(filled)


@needs_libreoffice
def test_no_payload_becomes_a_formula_or_a_link_in_anything_we_write(offices, filled, tmp_path):
    written = [offices.package(CITY, COUNTY)]
    for name in FORMS:
        print_list(offices.city, name, tmp_path / f"{name}.xlsx")
        written.append(tmp_path / f"{name}.xlsx")

    saved = resaved(written, "xlsx", tmp_path / "另存")

    assert [formulas_and_links(path) for path in (*written, *saved)] == [[]] * (2 * len(written))


def formulas_and_links(path: Path) -> list[str]:
    """Formulas and outside links in the parts of a workbook."""
    with zipfile.ZipFile(path) as archive:
        parts = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    found = [
        name
        for name, data in parts.items()
        if "worksheets/sheet" in name and (b"<f>" in data or b"<f " in data)
    ]
    return found + [name for name, data in parts.items() if name.endswith(".rels") and b'"External"' in data]
