"""建议修改 between real offices: it changes nothing until its owner takes it, and only the asked office answers."""

import pytest

from dczg_desktop.base.errors import GateClosed, UserError
from dczg_desktop.domain.amendments import Standing
from dczg_desktop.domain.entities import Amendment, AmendmentAnswer, Withdrawal
from dczg_desktop.domain.words import AmendmentVerdict, AmendmentWay
from dczg_desktop.services.amendments import (
    answer_amendment,
    propose,
    withdraw_amendment,
)
from dczg_desktop.services.detail import problem_detail
from dczg_desktop.services.problems import edit_problem
from dczg_desktop.services.requests import count_open, list_amendments
from dczg_desktop.services.undo import last_undoable, undo
from tests.offices import CITY, COUNTY, TOWNSHIP, shared
from tests.services.amendments.scene import forged, standings


def test_a_proposal_changes_nothing_until_the_owner_accepts_it(offices, given):
    propose(offices.county, given, {"goal": "雨季前消除直排", "deadline": "2027年3月底前"}, "汛期无法施工")
    before = problem_detail(offices.city, given).fields["goal"]
    offices.deliver(COUNTY, CITY)
    assert count_open(offices.city) == 2
    assert problem_detail(offices.city, given).fields["goal"] == before

    for one in list_amendments(offices.city):
        answer_amendment(offices.city, one.uid, AmendmentVerdict.ACCEPTED)
    offices.deliver(CITY, COUNTY)

    county = problem_detail(offices.county, given)
    assert county.fields["goal"] == "雨季前消除直排"
    assert county.facts.deadline().raw == "2027年3月底前"
    assert "汛期无法施工" in county.facts.deadline().reason
    assert set(standings(offices.county).values()) == {Standing.ACCEPTED}
    assert shared(offices.city) == shared(offices.county)


def test_a_declined_proposal_tells_the_proposer_why(offices, given):
    propose(offices.county, given, {"goal": "适当减少直排"}, "任务过重")
    offices.deliver(COUNTY, CITY)
    (one,) = list_amendments(offices.city)

    answer_amendment(offices.city, one.uid, AmendmentVerdict.DECLINED, "目标由省里核定，不能降低")
    offices.deliver(CITY, COUNTY)

    (seen,) = list_amendments(offices.county)
    assert (seen.standing, seen.answer) == (Standing.DECLINED, "目标由省里核定，不能降低")
    assert problem_detail(offices.county, given).fields["goal"] == "消除直排"


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"goal": "消除直排"}, "一样"),
        ({"accountability": "约谈"}, "不用提建议"),
        ({"description": ""}, "不能清空"),
    ],
)
def test_a_proposal_without_sense_is_refused(offices, given, values, words):
    with pytest.raises(UserError, match=words):
        propose(offices.county, given, values, "理由")


def test_only_the_asked_office_answers_and_only_once(offices, given):
    (uid,) = propose(offices.county, given, {"goal": "适当减少"}, "任务过重")
    with pytest.raises(UserError, match="不能代答"):
        answer_amendment(offices.county, uid, AmendmentVerdict.DECLINED, "自己答")
    offices.deliver(COUNTY, CITY)
    answer_amendment(offices.city, uid, AmendmentVerdict.DECLINED, "不行")

    with pytest.raises(UserError, match="已经办结"):
        answer_amendment(offices.city, uid, AmendmentVerdict.ACCEPTED)


def test_a_request_is_withdrawn_with_a_reason_and_stays_on_record(offices, given):
    (uid,) = propose(offices.county, given, {"goal": "适当减少"}, "任务过重")

    withdraw_amendment(offices.county, uid, "已电话沟通")
    offices.deliver(COUNTY, CITY)

    assert list_amendments(offices.city) == []


def test_a_return_can_be_taken_back_until_it_was_answered(offices, given):
    (uid,) = propose(offices.county, given, {"goal": "适当减少"}, "任务过重")
    asked = last_undoable(offices.county).uid
    offices.deliver(COUNTY, CITY)
    answer_amendment(offices.city, uid, AmendmentVerdict.DECLINED, "不行")
    offices.deliver(CITY, COUNTY)

    with pytest.raises(GateClosed, match="意见答复"):
        undo(offices.county, asked)


def test_only_the_asked_office_answers_and_only_the_asking_one_takes_back(offices, given):
    (uid,) = propose(offices.county, given, {"goal": "新目标"}, "标准已变")
    forged(
        offices.township,
        AmendmentAnswer(problem_uid=given, amendment_uid=uid, verdict=AmendmentVerdict.DECLINED, text="冒答"),
    )
    forged(
        offices.township,
        Withdrawal(problem_uid=given, target_kind="amendment", target_uid=uid, reason="冒撤"),
    )

    offices.deliver(TOWNSHIP, COUNTY)
    offices.deliver(COUNTY, CITY)

    for ledger in (offices.county, offices.city):
        (asked,) = list_amendments(ledger, given)
        assert (asked.standing, asked.answer) == (Standing.OPEN, "")
    assert count_open(offices.city) == 1


def test_a_proposal_for_what_never_leaves_is_not_written(offices, given):
    edit_problem(offices.city, given, {"internal_note": "市里的批注"})
    forged(
        offices.county,
        Amendment(
            problem_uid=given, way=AmendmentWay.PROPOSAL, batch="b" * 32, target_kind="problem", target_uid=given,
            field="internal_note", place="基本情况", said="", wanted="改掉的批注", reason="无",
            to_office_uid=offices.city.identity.office_uid,
        ),
    )  # fmt: skip
    offices.deliver(COUNTY, CITY)
    (asked,) = list_amendments(offices.city, given)

    with pytest.raises(UserError, match="不接受别的单位的建议"):
        answer_amendment(offices.city, asked.uid, AmendmentVerdict.ACCEPTED)

    assert problem_detail(offices.city, given).fields["internal_note"] == "市里的批注"
