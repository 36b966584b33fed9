"""Closure as people go through it: the gate, the second person, notices, objections, reopening, across offices."""

from datetime import date, timedelta

import pytest

from dczg_desktop.base.errors import GateClosed, UserError
from dczg_desktop.domain.words import ClosureStatus, DutyRole
from dczg_desktop.services.calendars import working_days
from dczg_desktop.services.closure import (
    answer_objection,
    apply_for_closure,
    choose_procedure,
    closure_objections,
    closure_queue,
    decide,
    list_procedures,
    publish_notice,
    raise_objection,
    ready_to_apply,
    reopen,
)
from dczg_desktop.services.detail import problem_detail
from dczg_desktop.services.duties import assign
from dczg_desktop.services.evidence import attach_files
from dczg_desktop.services.measures import MeasureDraft, add_measures, edit_measure, finish_measures
from dczg_desktop.services.problems import adjust_deadline, edit_problem, void_problems
from dczg_desktop.services.progress import Report, report_progress
from dczg_desktop.services.undo import last_undoable, undo
from tests.offices import CITY, COUNTY, dump, visible
from tests.services.acts import (
    DONE,
    SecondPerson,
    a_given_problem,
    a_photo,
    a_problem,
    make_ready,
    measures_of,
)


def status(ledger, uid):
    return problem_detail(ledger, uid).closure_status


@pytest.fixture
def ready(ledger, tmp_path):
    uid = a_problem(ledger)
    make_ready(ledger, uid, tmp_path)
    return uid


@pytest.fixture
def closed(ledger, ready):
    apply_for_closure(ledger, ready, "已全部完成")
    with SecondPerson(ledger):
        decide(ledger, ready, agree=True, opinion="经核实，同意")
    return ready


def test_an_unready_problem_is_refused_with_every_reason(ledger):
    uid = a_problem(ledger)
    before = dump(ledger)

    with pytest.raises(GateClosed) as refusal:
        apply_for_closure(ledger, uid)

    assert refusal.value.reasons == closure_objections(ledger, uid)
    assert len(refusal.value.reasons) == 8
    assert dump(ledger) == before


def test_a_ready_problem_is_offered_applied_for_once_and_closed_by_a_second_person(ledger, ready):
    assert [row.uid for row in ready_to_apply(ledger)] == [ready]
    apply_for_closure(ledger, ready, "已全部完成")
    with pytest.raises(UserError, match="没有重复申请"):
        apply_for_closure(ledger, ready)
    assert [row.status for row in closure_queue(ledger)] == [ClosureStatus.IN_REVIEW]

    with SecondPerson(ledger):
        assert decide(ledger, ready, agree=True, opinion="同意") is ClosureStatus.CLOSED

    assert status(ledger, ready) is ClosureStatus.CLOSED
    assert ready_to_apply(ledger) == []


@pytest.mark.parametrize("agree", [True, False])
def test_the_applicant_decides_neither_way(ledger, ready, agree):
    apply_for_closure(ledger, ready)
    before = dump(ledger)

    with pytest.raises(GateClosed, match="申请人不能审批本人事项"):
        decide(ledger, ready, agree=agree, opinion="意见")

    assert dump(ledger) == before


@pytest.mark.parametrize("agree", [True, False])
def test_a_decision_needs_words(ledger, ready, agree):
    apply_for_closure(ledger, ready)

    with SecondPerson(ledger), pytest.raises(GateClosed, match="没有填写"):
        decide(ledger, ready, agree=agree, opinion=" \t")

    assert status(ledger, ready) is ClosureStatus.IN_REVIEW


def test_a_returned_problem_is_worked_on_and_applied_for_anew(ledger, ready):
    apply_for_closure(ledger, ready)
    with SecondPerson(ledger):
        assert decide(ledger, ready, agree=False, opinion="照片看不清") is ClosureStatus.RETURNED
        with pytest.raises(UserError, match="没有待审核"):
            decide(ledger, ready, agree=True, opinion="同意")

    apply_for_closure(ledger, ready, "已补拍")

    assert status(ledger, ready) is ClosureStatus.IN_REVIEW
    assert len(visible(ledger)["closure_case"]) == 2


def test_content_changed_after_the_application_stops_the_decision(ledger, ready, tmp_path):
    apply_for_closure(ledger, ready)
    edit_measure(ledger, measures_of(ledger, ready)[0], MeasureDraft("改成容易的措施"))

    with SecondPerson(ledger), pytest.raises(GateClosed, match="签后有变"):
        decide(ledger, ready, agree=True, opinion="同意")

    assert status(ledger, ready) is ClosureStatus.IN_REVIEW


def test_an_objection_stops_application_and_decision_until_answered(ledger, ready):
    apply_for_closure(ledger, ready)
    objection = raise_objection(ledger, ready, "村民反映夜间仍有排放")
    with SecondPerson(ledger):
        with pytest.raises(GateClosed, match="夜间仍有排放"):
            decide(ledger, ready, agree=True, opinion="同意")
        with pytest.raises(UserError, match="请写明异议的核查处理结果"):
            answer_objection(ledger, objection, " ")
        answer_objection(ledger, objection, "夜查三次未发现排放，已回访")
        assert decide(ledger, ready, agree=True, opinion="同意") is ClosureStatus.CLOSED


LOCKED = [
    lambda ledger, uid, _: edit_problem(ledger, uid, {"goal": "改"}),
    lambda ledger, uid, _: adjust_deadline(ledger, uid, "2027年底前", "理由"),
    lambda ledger, uid, _: void_problems(ledger, [uid], "理由"),
    lambda ledger, uid, _: assign(ledger, [uid], "别的单位", DutyRole.RESPONSIBLE_UNIT),
    lambda ledger, uid, _: add_measures(ledger, uid, [MeasureDraft("补一条")]),
    lambda ledger, uid, _: finish_measures(ledger, measures_of(ledger, uid), None),
    lambda ledger, uid, _: report_progress(ledger, uid, Report("2026-11", "补报")),
    lambda ledger, uid, folder: attach_files(ledger, uid, [a_photo(folder, "补.jpg")], "其他"),
    lambda ledger, uid, _: raise_objection(ledger, uid, "有异议"),
    lambda ledger, uid, _: apply_for_closure(ledger, uid),
    lambda ledger, uid, _: publish_notice(ledger, uid, DONE, DONE, "网站"),
    lambda ledger, _uid, _: undo(ledger, last_undoable(ledger).uid),
]


@pytest.mark.parametrize("act", LOCKED)
def test_a_closed_problem_is_locked(ledger, closed, tmp_path, act):
    before = dump(ledger)

    with pytest.raises(UserError, match="已销号并锁定"):
        act(ledger, closed, tmp_path)

    assert dump(ledger) == before


def test_closure_decisions_cannot_be_undone(ledger, closed):
    assert last_undoable(ledger).act not in {"申请销号", "审核同意"}
    with ledger.reading() as session:
        last = (
            session.connection()
            .exec_driver_sql("SELECT uid FROM change_set ORDER BY counter DESC LIMIT 1")
            .scalar()
        )

    with pytest.raises(UserError, match="不能撤销"):
        undo(ledger, last)


def test_reopening_needs_a_reason_and_keeps_every_record(ledger, closed):
    said = visible(ledger)["closure_step"]
    with pytest.raises(UserError, match="必须写明理由"):
        reopen(ledger, closed, "")

    reopen(ledger, closed, "回头看发现反弹")

    assert status(ledger, closed) is ClosureStatus.NOT_APPLIED
    assert len(visible(ledger)["closure_step"]) == len(said) + 1
    assert set(said) < set(visible(ledger)["closure_step"])
    edit_problem(ledger, closed, {"goal": "又可以改了"})
    with pytest.raises(UserError, match="没有销号"):
        reopen(ledger, closed, "再来一次")


def test_a_notice_needs_a_place_and_days_in_order(ledger, ready):
    with pytest.raises(UserError, match="早于起日"):
        publish_notice(ledger, ready, date(2026, 11, 10), date(2026, 11, 9), "网站")
    with pytest.raises(UserError, match="公示在哪里"):
        publish_notice(ledger, ready, date(2026, 11, 9), date(2026, 11, 10), " ")


def test_an_unknown_procedure_is_refused(ledger):
    with pytest.raises(UserError, match="没有名为“海外”的销号流程"):
        choose_procedure(ledger, "海外")


def shortest_notice(procedure, starts):
    """The first last day on which a notice from `starts` is long enough."""
    ends = starts
    while (
        working_days(starts, ends) if procedure.notice_working else (ends - starts).days + 1
    ) < procedure.notice_days:
        ends += timedelta(days=1)
    return ends


@pytest.mark.parametrize("procedure", list_procedures(), ids=lambda one: one.key)
def test_each_shipped_procedure_closes_step_by_step_after_its_full_notice(
    offices, tmp_path, watch, procedure
):
    ledger = offices.city
    choose_procedure(ledger, procedure.key)
    uid = a_problem(ledger)
    make_ready(ledger, uid, tmp_path)
    apply_for_closure(ledger, uid)
    starts = date(2026, 9, 24)  # the Mid-Autumn holiday follows: working days are not weekdays
    with SecondPerson(ledger):
        for step in procedure.steps[:-1]:
            assert decide(ledger, uid, agree=True, opinion=step.name) is ClosureStatus.IN_REVIEW
        if procedure.notice_days:
            ends = shortest_notice(procedure, starts)
            with pytest.raises(GateClosed, match="尚未公示"):
                decide(ledger, uid, agree=True, opinion="同意")
            publish_notice(ledger, uid, starts, ends - timedelta(days=1), "政府网站")
            with pytest.raises(GateClosed, match="公示天数不足"):
                decide(ledger, uid, agree=True, opinion="同意")
            publish_notice(ledger, uid, starts, ends, "政府网站")
        assert decide(ledger, uid, agree=True, opinion="同意") is ClosureStatus.CLOSED


def test_holidays_do_not_count_as_working_days():
    weekdays = sum(1 for n in range(14) if (date(2026, 9, 24) + timedelta(days=n)).weekday() < 5)

    assert working_days(date(2026, 9, 24), date(2026, 10, 7)) < weekdays


@pytest.fixture
def applied_below(offices, tmp_path):
    """The county has applied for closure of a problem that the city issued; the city has the application."""
    uid = a_given_problem(offices.city, COUNTY)
    offices.deliver(CITY, COUNTY)
    make_ready(offices.county, uid, tmp_path)
    apply_for_closure(offices.county, uid, "请予销号")
    offices.deliver(COUNTY, CITY)
    return uid


def test_the_issuing_office_decides_on_what_came_up_and_the_answer_travels_down(offices, applied_below):
    assert decide(offices.city, applied_below, agree=True, opinion="现场核实，同意") is ClosureStatus.CLOSED

    offices.deliver(CITY, COUNTY)

    assert status(offices.county, applied_below) is ClosureStatus.CLOSED
    with pytest.raises(UserError, match="已销号并锁定"):
        edit_problem(offices.county, applied_below, {"plan": "改"})
    assert visible(offices.county)["closure_step"] == visible(offices.city)["closure_step"]


def test_the_office_below_neither_decides_nor_reopens(offices, applied_below):
    with SecondPerson(offices.county), pytest.raises(UserError, match="本单位不能审核"):
        decide(offices.county, applied_below, agree=True, opinion="自己同意")
    decide(offices.city, applied_below, agree=True, opinion="同意")
    offices.deliver(CITY, COUNTY)

    with pytest.raises(UserError, match="重新启动由交办单位办理"):
        reopen(offices.county, applied_below, "想再改改")


def test_work_added_below_after_the_application_is_seen_above(offices, applied_below, tmp_path):
    attach_files(offices.county, applied_below, [a_photo(tmp_path, "补.jpg", "补充")], "其他")
    offices.deliver(COUNTY, CITY)

    with pytest.raises(GateClosed, match="签后有变"):
        decide(offices.city, applied_below, agree=True, opinion="同意")
