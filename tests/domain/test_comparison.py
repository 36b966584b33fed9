from dataclasses import replace

import pytest

from dczg_desktop.domain.comparison import (
    Candidate,
    Choice,
    Difference,
    Row,
    Verdict,
    Way,
    is_digits,
    is_doubtful,
    proposal_of,
    verdict_of,
    ways_of,
)

ROW = Row("problem", {"description": "南坪镇污水直排云水河"}, number="YJ202600001")
GOAL = Difference("goal", "整改目标", "", "依法取缔", proposed=True)
REMARK = Difference("remark", "备注", "甲", "乙")


def a_candidate(*differences: Difference, certain: bool = True, **changes: object) -> Candidate:
    made = {
        "kind": "problem",
        "uid": "u1",
        "code": "450421-2026-0001",
        "text": "",
        "unit": "",
        "why": "编号相同",
        "alike": 1.0,
    }
    return Candidate(**(made | {"is_certain": certain, "differences": differences} | changes))  # fmt: skip


@pytest.mark.parametrize(
    ("candidates", "verdict"),
    [
        ((), Verdict.NEW),
        ((a_candidate(),), Verdict.SAME),
        ((a_candidate(GOAL),), Verdict.CHANGED),
        ((a_candidate(GOAL, certain=False),), Verdict.UNCLEAR),
        ((a_candidate(), a_candidate(uid="u2")), Verdict.UNCLEAR),
    ],
)
def test_a_row_is_certain_only_when_one_record_is_meant_without_doubt(candidates, verdict):
    assert verdict_of(ROW, candidates) is verdict


def test_a_row_of_another_kind_of_table_or_without_anything_is_skipped():
    assert verdict_of(Row("statistics", {"description": "南坪镇"}), ()) is Verdict.SKIPPED
    assert verdict_of(Row("problem", {"remark": "无"}), ()) is Verdict.SKIPPED


@pytest.mark.parametrize(
    ("candidates", "choice"),
    [
        ((), Choice(Way.NEW)),
        ((a_candidate(),), Choice(Way.SKIP)),
        ((a_candidate(GOAL, REMARK),), Choice(Way.UPDATE, "u1", frozenset({"goal"}))),
        ((a_candidate(REMARK),), Choice(Way.SKIP)),
        ((a_candidate(GOAL, certain=False),), Choice(Way.NUMBER, "u1")),
        ((a_candidate(GOAL, certain=False, locked="已销号"),), Choice(Way.SKIP)),
        ((a_candidate(GOAL, certain=False, has_number=True),), Choice(Way.UPDATE, "u1", frozenset({"goal"}))),
        ((a_candidate(GOAL, certain=False, has_number=True, is_other=True),), Choice(Way.SKIP)),
    ],
)
def test_what_is_proposed_changes_nothing_the_ledger_says_otherwise(candidates, choice):
    assert proposal_of(ROW, verdict_of(ROW, candidates), candidates) == choice


def test_a_number_the_record_has_is_no_other_number():
    known = replace(a_candidate(GOAL, certain=False), has_number=True)

    assert Way.NUMBER not in ways_of("problem", (known,))
    assert proposal_of(ROW, Verdict.UNCLEAR, (known,)) == Choice(Way.UPDATE, "u1", frozenset({"goal"}))


def test_a_row_with_a_number_nobody_knows_and_nothing_else_waits_for_a_word():
    row = Row("problem", {"remark": "无"}, number="第3项")

    assert verdict_of(row, ()) is Verdict.UNCLEAR
    assert proposal_of(row, Verdict.UNCLEAR, ()) == Choice(Way.SKIP)


def test_a_petition_can_update_a_petition_and_give_its_number_to_a_problem():
    petition = a_candidate(kind="petition")

    assert ways_of("petition", (petition,)) == (Way.NEW, Way.UPDATE, Way.SKIP)
    assert ways_of("petition", (petition, a_candidate())) == (Way.NEW, Way.NUMBER, Way.UPDATE, Way.SKIP)
    assert ways_of("problem", ()) == (Way.NEW, Way.SKIP)


def test_one_number_with_two_quite_different_texts_is_doubted():
    assert is_doubtful(ROW, "县垃圾填埋场渗滤液外溢至周边农田")
    assert not is_doubtful(ROW, "南坪镇的污水直排云水河")
    assert not is_doubtful(Row("problem", {}), "任何描述")


def test_digits_count_rows_and_name_no_record():
    assert [is_digits(number) for number in ("3", "12345", "123456", "第九项", "")] == [
        True,
        True,
        False,
        False,
        False,
    ]
