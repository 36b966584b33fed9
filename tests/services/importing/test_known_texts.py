"""What the ledger's records say is read and indexed once for all files of the day; what changes in between is noticed."""

import pytest

from dczg_desktop.base.errors import Cancelled
from dczg_desktop.domain.likeness import plain
from dczg_desktop.services.importing.known import LedgerView
from dczg_desktop.services.problems import ProblemDraft, add_problem, edit_problem, void_problems

FIRST, SECOND = "南坪镇砖瓦窑厂夜间偷排废气未经处理", "青石县污水处理厂渗滤液外溢污染农田"


def stop(_done, _total):
    raise Cancelled


@pytest.fixture
def first(ledger):
    return add_problem(ledger, ProblemDraft(FIRST))


def test_the_next_file_finds_texts_and_likenesses_ready(ledger, first):
    before = LedgerView(ledger)
    assert before.like(FIRST)

    again = LedgerView(ledger)

    assert again.texts("problem") is before.texts("problem")
    assert again.like(FIRST, stop) == [(("problem", first), 1.0)]


def test_what_was_taken_in_meanwhile_is_added_to_what_is_ready(ledger, first):
    before = LedgerView(ledger)
    assert before.like(SECOND) == []
    second = add_problem(ledger, ProblemDraft(SECOND))

    again = LedgerView(ledger)

    assert again.same(plain(SECOND)) == [("problem", second)]
    assert again.like(SECOND) == [(("problem", second), 1.0)]
    assert again.texts("problem") is before.texts("problem")


def test_a_text_written_anew_is_no_longer_found_by_its_old_words(ledger, first):
    add_problem(ledger, ProblemDraft("与此无关的一个问题，只为后面还有一条"))
    assert LedgerView(ledger).same(plain(FIRST)) == [("problem", first)]
    edit_problem(ledger, first, {"description": SECOND})

    again = LedgerView(ledger)

    assert again.same(plain(FIRST)) == []
    assert again.same(plain(SECOND)) == [("problem", first)]


def test_a_voided_problem_is_not_found_any_more(ledger, first):
    assert LedgerView(ledger).like(FIRST)
    void_problems(ledger, [first], "重复登记")

    assert LedgerView(ledger).like(FIRST) == []


def test_whoever_is_stopped_in_between_leaves_nothing_twice(ledger, first):
    view = LedgerView(ledger)
    with pytest.raises(Cancelled):
        view.like(FIRST, stop)

    assert LedgerView(ledger).same(plain(FIRST)) == [("problem", first)]
    assert LedgerView(ledger).like(FIRST) == [(("problem", first), 1.0)]
