from dataclasses import replace
from datetime import date, timedelta

import pytest

from dczg_desktop.domain.closure import (
    closure_status,
    content_digest,
    decision_objections,
    last_case,
    next_step,
    notice_objections,
    objections,
)
from dczg_desktop.domain.facts import DeadlineFacts, DutyFacts, NoticeFacts, ObjectionFacts
from dczg_desktop.domain.procedures import Procedure, Step, procedure_from
from dczg_desktop.domain.words import ClosureStatus, DutyRole, EvidenceRole, Verdict
from tests.domain.builders import CHAIN, PLAIN, a_file, a_measure, a_problem, applied, decided

TODAY = date(2026, 11, 22)
WORKING = Procedure("工", "工作日公示", PLAIN.steps, notice_days=5, notice_working=True)
CALENDAR = Procedure("历", "自然日公示", PLAIN.steps, notice_days=7, notice_working=False)
LATER = Procedure("次", "次日起算", PLAIN.steps, notice_days=7, notice_working=False, first_day_counts=False)


def weekdays(start, end):
    days = (start + timedelta(days=n) for n in range((end - start).days + 1))
    return sum(1 for day in days if day.weekday() < 5)


def test_a_complete_problem_may_be_applied_for():
    assert objections(a_problem(), PLAIN) == []


@pytest.mark.parametrize(
    ("flaw", "objection"),
    [
        ({"voided": "重复交办"}, "该问题已作废（重复交办），不能申请销号"),
        ({"measures": (a_measure(), a_measure("清运底泥", done_on=None))}, "措施未完成：清运底泥"),
        ({"evidence": (a_file(EvidenceRole.AFTER),)}, "缺少佐证材料：整改前"),
        ({"goal": " "}, "责任要素缺失：整改目标"),
        ({"deadlines": ()}, "责任要素缺失：整改时限"),
        ({"duties": CHAIN[1:]}, "责任要素缺失：责任单位"),
        ({"duties": CHAIN[:1] + CHAIN[2:]}, "责任要素缺失：责任领导"),
        ({"duties": (*CHAIN[:2], CHAIN[3])}, "责任要素缺失：责任人员"),
        ({"duties": CHAIN[:3]}, "责任要素缺失：督导单位"),
        ({"objections": (ObjectionFacts("村民反映仍有异味"),)}, "异议尚未处理：村民反映仍有异味"),
    ],
)
def test_each_flaw_is_named_once(flaw, objection):
    assert objections(a_problem(**flaw), PLAIN) == [objection]


def test_a_problem_without_measures_lacks_them_twice_over():
    found = objections(a_problem(measures=()), PLAIN)

    assert [text[:8] for text in found] == ["没有分解整改措施", "责任要素缺失：整"]


def test_an_answered_objection_no_longer_stops_closure():
    answered = ObjectionFacts("仍有异味", answer="复测达标，已回复村民")

    assert objections(a_problem(objections=(answered,)), PLAIN) == []


def agree(problem, *, actor="乙", opinion="同意销号", procedure=PLAIN, today=TODAY):
    return decision_objections(problem, procedure, actor, opinion, today, weekdays)


def test_a_second_person_with_an_opinion_may_agree():
    assert agree(applied(a_problem())) == []


def test_the_applicant_may_not_agree():
    (reason,) = agree(applied(a_problem(), actor="甲"), actor="甲")

    assert reason.startswith("申请人不能审批本人事项")


def test_agreeing_needs_an_opinion():
    (reason,) = agree(applied(a_problem()), opinion="  ")

    assert reason.startswith("没有填写意见")


@pytest.mark.parametrize(
    "change",
    [
        {"description": "改了描述"},
        {"goal": "降低目标"},
        {"deadlines": (DeadlineFacts("2027年底前", due=date(2027, 12, 31)),)},
        {"measures": (a_measure(done_on=date(2026, 11, 1)),)},
        {"measures": (a_measure(result="补写了完成情况"),)},
        {"duties": (*CHAIN, DutyFacts(DutyRole.SUPPORTING_UNIT, "县水利局"))},
        {"evidence": (a_file(EvidenceRole.BEFORE), a_file(EvidenceRole.AFTER, "换了一张照片"))},
    ],
)
def test_content_changed_after_the_application_is_noticed(change):
    (reason,) = agree(replace(applied(a_problem()), **change))

    assert "签后有变" in reason


def test_the_digest_does_not_depend_on_the_order_of_records():
    two = (a_measure("甲"), a_measure("乙"))

    assert content_digest(a_problem(measures=two)) == content_digest(a_problem(measures=two[::-1]))


def test_the_gate_is_asked_again_when_deciding():
    problem = applied(a_problem(objections=(ObjectionFacts("公示期内收到异议"),)))

    assert agree(problem) == ["异议尚未处理：公示期内收到异议"]


def notice(starts, ends):
    return a_problem(notices=(NoticeFacts(starts, ends, "县政府网站"),))


def test_a_procedure_without_notice_asks_for_none():
    assert notice_objections(a_problem(), PLAIN, TODAY, weekdays) == []


@pytest.mark.parametrize(("procedure", "words"), [(WORKING, "5 个工作日"), (CALENDAR, "7 个自然日")])
def test_a_missing_notice_is_named_with_its_length(procedure, words):
    (reason,) = notice_objections(a_problem(), procedure, TODAY, weekdays)

    assert words in reason


@pytest.mark.parametrize(
    ("procedure", "starts", "ends", "enough"),
    [
        (WORKING, date(2026, 11, 9), date(2026, 11, 13), True),
        (WORKING, date(2026, 11, 11), date(2026, 11, 16), False),
        (WORKING, date(2026, 11, 11), date(2026, 11, 17), True),
        (CALENDAR, date(2026, 11, 9), date(2026, 11, 15), True),
        (CALENDAR, date(2026, 11, 9), date(2026, 11, 14), False),
        (LATER, date(2026, 11, 9), date(2026, 11, 15), False),
        (LATER, date(2026, 11, 9), date(2026, 11, 16), True),
    ],
)
def test_days_of_a_notice_are_counted_by_the_procedure(procedure, starts, ends, enough):
    found = notice_objections(notice(starts, ends), procedure, TODAY, weekdays)

    assert (found == []) is enough
    assert enough or "公示天数不足" in found[0]


def test_a_notice_runs_out_at_the_end_of_its_last_day():
    problem = notice(date(2026, 11, 9), date(2026, 11, 20))

    (reason,) = notice_objections(problem, CALENDAR, date(2026, 11, 20), weekdays)

    assert "公示期未满：2026-11-20 止" in reason
    assert notice_objections(problem, CALENDAR, date(2026, 11, 21), weekdays) == []


def test_the_latest_notice_counts():
    problem = a_problem(
        notices=(
            NoticeFacts(date(2026, 10, 1), date(2026, 10, 31), "网站"),
            NoticeFacts(date(2026, 11, 19), date(2026, 11, 20), "网站"),
        )
    )

    assert notice_objections(problem, CALENDAR, TODAY, weekdays) == ["公示天数不足：2 个自然日，要求 7 个"]


def test_the_notice_is_asked_for_at_the_last_step_only():
    steps = (Step("现场核查", "督导单位"), Step("销号", "交办单位"))
    procedure = Procedure("两步", "两步", steps, notice_days=5)
    problem = applied(a_problem())

    assert agree(problem, procedure=procedure) == []
    checked = decided(problem, Verdict.AGREED, "现场核查")
    assert agree(checked, procedure=procedure) == ["尚未公示：本流程要求公示 5 个工作日"]


def status(problem, procedure=PLAIN):
    return closure_status(last_case(problem), procedure)


def test_a_case_goes_through_its_states():
    problem = a_problem()
    assert status(problem) is ClosureStatus.NOT_APPLIED
    problem = applied(problem)
    assert status(problem) is ClosureStatus.IN_REVIEW
    returned = decided(problem, Verdict.RETURNED)
    assert status(returned) is ClosureStatus.RETURNED
    again = applied(returned, at="2026-11-23T09:00:00", case="c2")
    assert status(again) is ClosureStatus.IN_REVIEW
    closed = decided(again, Verdict.AGREED, at="2026-11-24T09:00:00", case="c2")
    assert status(closed) is ClosureStatus.CLOSED
    reopened = decided(closed, Verdict.REOPENED, "重新启动", at="2026-11-25T09:00:00", case="c2")
    assert status(reopened) is ClosureStatus.NOT_APPLIED
    assert len(reopened.steps) == 5


def test_every_step_must_agree_before_a_problem_is_closed():
    procedure = Procedure(
        "三步", "三步", (Step("验收", "验收单位"), Step("复核", "督导单位"), Step("销号", "交办单位"))
    )
    problem = applied(a_problem())
    for name in ("验收", "复核"):
        assert next_step(last_case(problem), procedure).name == name
        problem = decided(problem, Verdict.AGREED, name)
        assert status(problem, procedure) is ClosureStatus.IN_REVIEW

    problem = decided(problem, Verdict.AGREED, "销号")

    assert status(problem, procedure) is ClosureStatus.CLOSED
    assert next_step(last_case(problem), procedure) is None


@pytest.mark.parametrize(
    "content",
    [
        {"key": "甲", "name": "甲"},
        {"key": "甲", "name": "甲", "steps": []},
        {"key": "甲", "name": "甲", "steps": [{"name": "审核"}]},
        {
            "key": "甲",
            "name": "甲",
            "steps": [{"name": "审核", "actor": "交办单位"}],
            "materials": ["没有的材料"],
        },
    ],
)
def test_a_procedure_with_a_missing_or_unknown_part_is_refused(content):
    with pytest.raises((ValueError, KeyError)):
        procedure_from(content)
