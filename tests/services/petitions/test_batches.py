"""Batches: one however written, in their order, with what they should have, have and miss."""

from datetime import date

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.domain.entities import Source
from dczg_desktop.services.petitions.batches import announce_batch, batches
from dczg_desktop.services.undo import last_undoable, undo
from tests.offices import CITY, COUNTY
from tests.services.petition_acts import numbers, put


@pytest.fixture
def two(ledger):
    put(ledger, "D1", batch="第十七批", sequence="1", completion="已办结")
    put(ledger, "D2", batch="17", sequence="3")
    put(ledger, "D3", batch="第2批", sequence="1")
    return ledger


def test_batches_stand_in_their_order_with_their_counts(two):
    rows = batches(two)

    assert [(row.name, row.counts.total, row.counts.completed) for row in rows] == [
        ("第2批", 1, 0),
        ("第17批", 2, 1),
    ]
    assert numbers(two, batch="第17批") == ["D1", "D2"]


def test_what_should_be_there_is_compared_with_what_is(two):
    announce_batch(two, "第十七批", handed_on=date(2026, 6, 9), expected=4)

    row = batches(two)[1]

    assert (row.expected, row.short, row.missing, row.handed_on) == (4, 2, (2, 4), date(2026, 6, 9))
    assert row.gap_words == "应有 4 件，已有 2 件，少 2 件，缺序号 2、4"


def test_a_batch_that_was_announced_and_has_not_come_is_listed_empty(two):
    announce_batch(two, "第18批", expected=5)

    assert batches(two)[-1].gap_words == "应有 5 件，已有 0 件，少 5 件"


def test_announcing_again_changes_and_is_undone(two):
    announce_batch(two, "17", expected=4)
    announce_batch(two, "第17批", expected=2)
    assert batches(two)[1].short == 0

    undo(two, last_undoable(two).uid)

    assert batches(two)[1].expected == 4


def test_items_without_a_batch_have_no_gaps(ledger):
    for number, sequence in (("D1", "1"), ("D2", "9"), ("D3", "9")):
        put(ledger, number, sequence=sequence)

    (row,) = batches(ledger)

    assert (row.missing, row.doubled, row.gap_words) == ((), (), "应有件数未登记，已有 3 件")


def test_doubled_numbers_are_named(ledger):
    for number in ("D1", "D2"):
        put(ledger, number, batch="1", sequence="1")

    assert batches(ledger)[0].gap_words == "应有件数未登记，已有 2 件，序号重复 1"


def test_batches_of_two_inspections_are_apart(ledger):
    with ledger.transaction("导入表格") as (session, _act):
        session.add_all([Source(uid="a" * 32, name="第二轮督察"), Source(uid="b" * 32, name="第三轮督察")])
    put(ledger, "D1", batch="第1批", source_uid="a" * 32)
    put(ledger, "D2", batch="第1批", source_uid="b" * 32)

    assert [(row.source, row.counts.total) for row in batches(ledger)] == [
        ("第二轮督察", 1),
        ("第三轮督察", 1),
    ]
    assert [row.source for row in batches(ledger, "b" * 32)] == ["第三轮督察"]
    assert numbers(ledger, batch="第1批", source="b" * 32) == ["D2"]


def test_a_batch_without_an_inspection_counts_only_its_own(ledger):
    with ledger.transaction("导入表格") as (session, _act):
        session.add(Source(uid="a" * 32, name="第二轮督察"))
    put(ledger, "D1", batch="第1批", source_uid="a" * 32)
    put(ledger, "D2", batch="第1批")

    assert [(row.source, row.counts.total) for row in batches(ledger)] == [("", 1), ("第二轮督察", 1)]
    assert numbers(ledger, batch="第1批", source="〔空〕") == ["D2"]


@pytest.mark.parametrize(
    ("name", "values", "words"),
    [("补报", {}, "无法识别"), ("第1批", {"expected": -1}, "不能是负数"), ("第1批", {"handed_on": date(2030, 1, 1)}, "晚于今天")],
)  # fmt: skip
def test_what_cannot_be_is_refused(ledger, name, values, words):
    with pytest.raises(UserError, match=words):
        announce_batch(ledger, name, **values)


def test_what_a_batch_should_have_stays_in_its_office(offices):
    put(offices.city, "D1", batch="第1批", office_uid=offices.county.identity.office_uid)
    announce_batch(offices.city, "第1批", expected=40)

    offices.deliver(CITY, COUNTY)

    assert [(row.name, row.expected) for row in batches(offices.county)] == [("第1批", None)]
