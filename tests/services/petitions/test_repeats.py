"""Repeated petitions are linked by the number they cite, both ways, in chains; what a person says has the last word."""

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.services.petitions.items import edit_petition
from dczg_desktop.services.petitions.repeats import confirm_repeat, deny_repeat, find_petition, repeats_of
from dczg_desktop.services.undo import last_undoable, undo
from tests.services.petition_acts import numbers, put, shown

FIRST, SECOND, THIRD = "D3GS202312070006", "D3GS202312090011", "X3GS202312150002"


def cite(number: str) -> str:
    return f"与第18批{number}号反映的问题相同。"


@pytest.fixture
def three(ledger):
    first = put(ledger, FIRST)
    second = put(ledger, SECOND, findings=cite(FIRST))
    third = put(ledger, THIRD, description="再次反映（D3GS202312090011）洗砂场噪声")
    return ledger, first, second, third


def related(rows) -> list[tuple[str, str]]:
    return [(one.number, one.how) for one in rows]


def test_a_cited_number_links_both_ways_and_makes_a_chain(three):
    ledger, first, second, third = three

    found = repeats_of(ledger, second)

    assert related(found.earlier) == [(FIRST, "引用")]
    assert related(found.later) == [(THIRD, "被引用")]
    assert [one.number for one in found.chain] == [FIRST, SECOND, THIRD]
    assert found.count == 3
    assert {shown(ledger, uid).marks for uid in (first, second, third)} == {"重复3次（3次以上）"}
    assert numbers(ledger, repeats=3) == [FIRST, SECOND, THIRD]
    assert numbers(ledger, repeats=5) == []


def test_five_reports_are_marked_as_such(ledger):
    put(ledger, FIRST)
    uids = [put(ledger, f"D3GS2023122{n}0001", findings=cite(FIRST)) for n in range(4)]

    assert shown(ledger, uids[0]).marks == "重复5次（5次以上）"
    assert len(numbers(ledger, repeats=5)) == 5


def test_the_order_of_arrival_does_not_matter(ledger):
    late = put(ledger, SECOND, findings=cite(FIRST))
    assert related(repeats_of(ledger, late).earlier) == [(FIRST, "引用")]
    assert repeats_of(ledger, late).earlier[0].note == "台账里没有这个编号，请核对原件"

    put(ledger, FIRST)

    assert repeats_of(ledger, late).earlier[0].uid
    assert repeats_of(ledger, late).count == 2


def test_a_malformed_number_is_named_and_never_completed(ledger):
    put(ledger, "D3GS202307810001")
    uid = put(ledger, SECOND, findings="与D3GS202300781号重复")

    found = repeats_of(ledger, uid)

    assert [one.uid for one in found.earlier] == [""]
    assert "现缺 3 位" in found.earlier[0].note
    assert found.count == 1


def test_its_own_number_is_no_citation(ledger):
    uid = put(ledger, FIRST, findings=f"{FIRST}号件经查属实")

    assert repeats_of(ledger, uid).earlier == []


def test_a_person_may_say_that_a_citation_is_no_repetition_and_take_it_back(three):
    ledger, first, second, _third = three

    deny_repeat(ledger, second, first, "只是同一园区")
    assert related(repeats_of(ledger, second).earlier) == [(FIRST, "已确认无关")]
    assert shown(ledger, first).marks == ""
    assert shown(ledger, second).marks == "重复2次"

    undo(ledger, last_undoable(ledger).uid)
    assert shown(ledger, first).marks == "重复3次（3次以上）"


def test_a_repetition_without_a_number_is_confirmed_by_a_person(ledger):
    first, second = put(ledger, "D1"), put(ledger, "D2")

    confirm_repeat(ledger, second, first, "同一洗砂场")

    assert related(repeats_of(ledger, second).earlier) == [("D1", "已确认重复")]
    assert related(repeats_of(ledger, first).later) == [("D2", "已确认重复")]
    assert repeats_of(ledger, first).count == 2
    with pytest.raises(UserError, match="没有重复登记"):
        confirm_repeat(ledger, second, first)
    with pytest.raises(UserError, match="自己的重复件"):
        confirm_repeat(ledger, first, first)


def test_a_changed_text_changes_the_chain(three):
    ledger, first, second, _third = three

    edit_petition(ledger, second, {"findings": "经查属实"})

    assert shown(ledger, first).marks == ""
    assert repeats_of(ledger, second).count == 2


def test_a_petition_is_found_by_its_number_however_it_is_written(three):
    ledger, first, *_ = three

    assert find_petition(ledger, "第18批 Ｄ3GS202312070006*") == first
    with pytest.raises(UserError, match="没有受理编号"):
        find_petition(ledger, "X9")
