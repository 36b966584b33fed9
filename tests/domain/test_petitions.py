"""What a petition counts as: batches, two kinds of status, publication, missing numbers."""

from datetime import date

import pytest

from dczg_desktop.domain.petitions import (
    accepted_on,
    batch_in,
    batch_of,
    closure_word,
    completion_word,
    day_in,
    missing_sequence,
    types_of,
    waits_for_publication,
)
from dczg_desktop.domain.words import ClosureStatus, Verdict


@pytest.mark.parametrize(
    ("written", "name"),
    [("第十七批", "第17批"), ("17", "第17批"), ("第１７批次", "第17批"), ("第 17 批", "第17批"), ("第35-1批", "第35-1批"), ("", ""), ("补报", "补报")],
)  # fmt: skip
def test_a_batch_has_one_name_however_it_is_written(written, name):
    assert batch_of(written)[0] == name


def test_batches_are_ordered_by_their_number_and_nameless_ones_come_last():
    written = ["第十七批", "补报", "第2批", "第35-1批", "", "第35批"]

    assert sorted(written, key=lambda one: batch_of(one)[1]) == [
        "第2批",
        "第十七批",
        "第35批",
        "第35-1批",
        "补报",
        "",
    ]


@pytest.mark.parametrize(
    ("title", "batch", "day"),
    [
        (
            "浔江市群众信访举报转办和边督边改公开情况一览表（第十七批 2026年6月9日）",
            "第17批",
            date(2026, 6, 9),
        ),
        ("第3批交办信访件（2026.6.3）", "第3批", date(2026, 6, 3)),
        ("第1批至第5批汇总", "", None),
        ("信访件一览表", "", None),
        ("2026年2月30日", "", None),
    ],
)
def test_batch_and_day_are_taken_from_a_title_only_when_it_names_one(title, batch, day):
    assert (batch_in(title), day_in(title)) == (batch, day)


@pytest.mark.parametrize(
    ("number", "day"),
    [("D3JX202405240023", date(2024, 5, 24)), ("X140000201812090003", date(2018, 12, 9)), ("2145", None), ("D410400000000201912170004", date(2019, 12, 17))],
)  # fmt: skip
def test_the_day_of_acceptance_stands_in_the_number(number, day):
    assert accepted_on(number) == day


@pytest.mark.parametrize(
    ("verdicts", "problem", "word"),
    [
        ([], None, "未申请验收"),
        ([], ClosureStatus.CLOSED, "已验收销号"),
        ([], ClosureStatus.IN_REVIEW, "验收中"),
        ([Verdict.APPLIED], None, "验收中"),
        ([Verdict.APPLIED, Verdict.RETURNED], ClosureStatus.CLOSED, "验收退回"),
        ([Verdict.APPLIED, Verdict.AGREED], None, "已验收销号"),
        ([Verdict.APPLIED, Verdict.AGREED, Verdict.REOPENED], None, "未申请验收"),
    ],
)
def test_closure_comes_from_the_petitions_own_steps_or_else_from_its_problem(verdicts, problem, word):
    assert closure_word(verdicts, problem) == word


def test_a_finished_petition_is_not_thereby_closed():
    assert completion_word("已办结") == "已办结"
    assert closure_word([], None) == "未申请验收"


@pytest.mark.parametrize(
    ("published", "now", "waits"),
    [("阶段性办结", "已办结", True), ("未办结", "已办结", True), ("已办结", "已办结", False), ("", "已办结", False), ("阶段性办结", "阶段性办结", False)],
)  # fmt: skip
def test_only_what_went_out_unfinished_and_is_finished_now_waits(published, now, waits):
    assert waits_for_publication(published, now) is waits


@pytest.mark.parametrize(
    ("present", "expected", "missing"),
    [([1, 2, 4], None, [3]), ([1, 2], 4, [3, 4]), ([0, 0], 9, []), ([1, 2, 3], 2, []), ([], 3, [])],
)
def test_missing_numbers_are_those_the_batch_should_have(present, expected, missing):
    assert missing_sequence(present, expected) == missing


def test_an_item_has_each_of_its_types_once():
    assert types_of("大气、噪声，废气") == ("大气", "噪声")
    assert types_of(" ") == ("未写明类型",)
