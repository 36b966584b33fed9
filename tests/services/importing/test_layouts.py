"""Assignments of columns remembered for each sending office and layout."""

import hashlib

import pytest
from openpyxl import Workbook
from sqlalchemy import select

from dczg_desktop.domain.entities import Layout
from dczg_desktop.services.importing.imports import correct_mapping, forget_mapping, preview_import, revised
from dczg_desktop.services.importing.layouts import known_senders, remembered_layouts

HEADINGS = ("序号", "问题编号", "甲栏", "乙栏", "责任单位")
ROW = ("1", "YX202600001", "某砂场违规采砂", "石坳村鱼塘污染", "南坪镇")
TAKES_FIRST = {
    "sequence": "序号",
    "number": "问题编号",
    "description": "甲栏",
    "responsible_unit": "责任单位",
}
TAKES_SECOND = TAKES_FIRST | {"description": "乙栏"}


@pytest.fixture
def read(ledger, tmp_path):
    def read_from(sender):
        book = Workbook()
        book.active.append(["问题清单"])
        if sender:
            book.active.append([f"填报单位：{sender}"])
        book.active.append(list(HEADINGS))
        book.active.append(list(ROW))
        book.save(tmp_path / f"{sender or '无名'}.xlsx")
        return preview_import(ledger, tmp_path / f"{sender or '无名'}.xlsx")

    return read_from


def described(preview):
    return preview.reading.tables[0].mapping.get("description")


def test_two_offices_with_one_layout_have_an_answer_each(ledger, read):
    correct_mapping(ledger, read("甲县生态环境局"), 0, TAKES_FIRST)
    correct_mapping(ledger, read("乙县生态环境局"), 0, TAKES_SECOND)

    assert described(read("甲县生态环境局")) == "甲栏"
    assert described(read("乙县生态环境局")) == "乙栏"
    assert described(read("丙县生态环境局")) is None
    assert remembered_layouts(ledger) == 2
    assert known_senders(ledger)[:2] == ["乙县生态环境局", "甲县生态环境局"]


def test_what_was_kept_without_naming_an_office_serves_any_office_until_it_has_its_own(ledger, read):
    correct_mapping(ledger, read(""), 0, TAKES_FIRST)
    assert described(read("甲县生态环境局")) == "甲栏"

    correct_mapping(ledger, read("甲县生态环境局"), 0, TAKES_SECOND)

    assert (described(read("甲县生态环境局")), described(read(""))) == ("乙栏", "甲栏")


def test_naming_the_office_afterwards_brings_its_answer(ledger, read):
    correct_mapping(ledger, read("甲县生态环境局"), 0, TAKES_SECOND)
    nameless = read("")
    assert (nameless.sender, described(nameless)) == ("", None)

    named = revised(ledger, nameless, sender="甲县生态环境局")

    assert described(named) == "乙栏"
    assert named.remembered[0].sender == "甲县生态环境局"


def test_columns_assigned_before_the_office_was_named_are_remembered_for_it(ledger, read):
    assigned = correct_mapping(ledger, read(""), 0, TAKES_SECOND)

    revised(ledger, assigned, sender="甲县生态环境局")

    assert read("甲县生态环境局").remembered[0].sender == "甲县生态环境局"


def test_a_remembered_answer_is_told_and_can_be_forgotten(ledger, read):
    correct_mapping(ledger, read("甲县生态环境局"), 0, TAKES_FIRST)
    again = read("甲县生态环境局")
    assert (again.remembered[0].fields, again.remembered[0].headings) == (TAKES_FIRST, "、".join(HEADINGS))

    forgotten = forget_mapping(ledger, again, 0)

    assert (described(forgotten), forgotten.remembered[0]) == (None, None)
    assert remembered_layouts(ledger) == 0
    assert described(read("甲县生态环境局")) is None


def test_an_answer_that_says_what_is_read_anyway_is_not_told(ledger, read):
    preview = read("甲县生态环境局")
    correct_mapping(ledger, preview, 0, dict(preview.reading.tables[0].mapping))

    assert read("甲县生态环境局").remembered == (None,)


def test_what_was_remembered_with_the_letters_of_the_columns_still_holds_until_it_is_answered_anew(
    ledger, read
):
    preview = read("甲县生态环境局")
    correct_mapping(ledger, preview, 0, TAKES_FIRST)
    letters = "".join(f"{one.letter}{one.header}\n" for one in preview.original.tables[0].columns)[:-1]
    with ledger.housekeeping() as session:
        former = session.scalars(select(Layout)).one()
        former.fingerprint = hashlib.sha256(letters.encode()).hexdigest()
    assert described(read("甲县生态环境局")) == "甲栏"

    correct_mapping(ledger, read("甲县生态环境局"), 0, TAKES_SECOND)

    assert (described(read("甲县生态环境局")), remembered_layouts(ledger)) == ("乙栏", 1)
