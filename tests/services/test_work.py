"""Duties, measures, milestones and reports of a problem."""

from datetime import date

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.domain.words import DutyRole, ProgressStatus
from dczg_desktop.services.detail import problem_detail
from dczg_desktop.services.duties import assign, end_duty, incomplete, responsibility
from dczg_desktop.services.measures import (
    MeasureDraft,
    add_measures,
    add_milestone,
    edit_measure,
    finish_measures,
    finish_milestone,
    void_measure,
)
from dczg_desktop.services.progress import Report, report_progress, unfinished_measures
from tests.offices import COUNTY, visible
from tests.services.acts import a_problem, measures_of


@pytest.mark.parametrize(
    "role", [DutyRole.RESPONSIBLE_UNIT, DutyRole.SUPERVISING_UNIT, DutyRole.ACCEPTING_UNIT]
)
def test_a_single_role_passes_on_and_the_former_holder_stays_on_record(ledger, role):
    uid = a_problem(ledger)
    assign(ledger, [uid], "甲单位", role)
    assign(ledger, [uid], "乙单位", role)

    assert [duty.name for duty in problem_detail(ledger, uid).facts.named(role)] == ["乙单位"]
    former = next(row for row in visible(ledger)["duty"] if "甲单位" in row)
    assert "改由乙单位承担" in former
    assert date(2026, 11, 22) in former


def test_other_roles_are_added_and_the_same_name_is_not_added_twice(ledger):
    uid = a_problem(ledger)
    for name in ("甲单位", "乙单位", "甲单位"):
        assign(ledger, [uid], name, DutyRole.SUPPORTING_UNIT)

    names = [duty.name for duty in problem_detail(ledger, uid).facts.named(DutyRole.SUPPORTING_UNIT)]

    assert names == ["甲单位", "乙单位"]


@pytest.mark.parametrize("written", [COUNTY, "430623", " 江南县整改办 "])
def test_a_unit_of_the_directory_is_recognised_by_name_or_code(ledger, written):
    done = assign(ledger, [a_problem(ledger)], written)

    assert (done.unit, done.known) == (COUNTY, True)


def test_many_problems_are_assigned_in_one_act_or_none(ledger):
    first, second = a_problem(ledger, "甲"), a_problem(ledger, "乙")
    before = visible(ledger)

    with pytest.raises(UserError, match="找不到这个问题"):
        assign(ledger, [first, second, "0" * 32], COUNTY)
    assert visible(ledger) == before

    assert assign(ledger, [first, second], COUNTY).problems == 2


def test_who_answers_for_what(ledger, watch):
    late, open_, nobody = (a_problem(ledger, text) for text in ("逾期的", "未到期的", "没人管的"))
    assign(ledger, [late, open_], COUNTY)
    watch.pass_days(60)
    ledger.clock = watch

    rows = responsibility(ledger, [DutyRole.RESPONSIBLE_UNIT])

    assert [(row.name, row.total, row.overdue) for row in rows] == [("〔未明确〕", 1, 1), (COUNTY, 2, 2)]
    assert nobody in {row.uid for row in incomplete(ledger)}


def test_ending_a_duty_needs_a_reason(ledger):
    uid = a_problem(ledger)
    assign(ledger, [uid], "王县长", DutyRole.RESPONSIBLE_LEADER)
    duty = problem_detail(ledger, uid).facts.people()[0].uid
    with pytest.raises(UserError, match="要写明理由"):
        end_duty(ledger, duty, " ")

    end_duty(ledger, duty, "调离")

    assert problem_detail(ledger, uid).facts.people() == ()


def test_measures_are_added_edited_finished_and_voided(ledger):
    uid = a_problem(ledger)
    first, second = add_measures(
        ledger, uid, [MeasureDraft("封堵", "县水利局", "2026年10月底前"), MeasureDraft("铺设")]
    )
    edit_measure(ledger, second, MeasureDraft("铺设管网", deadline="2026年12月底前"))
    finish_measures(ledger, [first], date(2026, 10, 30), "封堵 3 个")

    detail = problem_detail(ledger, uid)
    assert [(one.text, one.due, one.result) for one in detail.facts.measures] == [
        ("封堵", date(2026, 10, 31), "封堵 3 个"),
        ("铺设管网", date(2026, 12, 31), ""),
    ]
    assert (detail.row.percent, detail.row.progress_status) == (50, ProgressStatus.ON_SCHEDULE)
    void_measure(ledger, second, "并入第一条")
    assert problem_detail(ledger, uid).row.percent == 100


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (
            lambda ledger, problem, _: add_measures(ledger, problem, [MeasureDraft("好"), MeasureDraft(" ")]),
            "不能为空",
        ),
        (
            lambda ledger, problem, _: add_measures(ledger, problem, [MeasureDraft("好", deadline="尽快")]),
            "无法识别",
        ),
        (lambda ledger, _, measure: edit_measure(ledger, measure, MeasureDraft("")), "不能为空"),
        (lambda ledger, _, measure: finish_measures(ledger, [measure], date(2026, 11, 23)), "晚于今天"),
        (
            lambda ledger, _, measure: finish_measures(ledger, [measure, "0" * 32], date(2026, 11, 1)),
            "找不到这条措施",
        ),
        (lambda ledger, _, measure: void_measure(ledger, measure, ""), "必须写明理由"),
        (lambda ledger, problem, _: add_milestone(ledger, problem, "招标", "以后"), "无法识别|到期日期"),
        (lambda ledger, problem, _: add_milestone(ledger, problem, "", "2026年9月底前"), "需要名称"),
        (lambda ledger, problem, _: report_progress(ledger, problem, Report("2026-11", " ")), "不能为空"),
        (lambda ledger, problem, _: report_progress(ledger, problem, Report("2026-13", "x")), "调度期"),
        (lambda ledger, problem, _: report_progress(ledger, problem, Report("2026-11", "x", 101)), "0–100"),
    ],
)
def test_what_makes_no_sense_is_refused_untouched(ledger, act, words):
    problem = a_problem(ledger, plan="1.封堵。2.铺设。")
    measure = measures_of(ledger, problem)[0]
    before = visible(ledger)

    with pytest.raises(UserError, match=words):
        act(ledger, problem, measure)

    assert visible(ledger) == before


def test_a_void_measure_is_neither_finished_nor_voided_again(ledger):
    measure = measures_of(ledger, a_problem(ledger, plan="1.封堵。2.铺设。"))[0]
    void_measure(ledger, measure, "合并")

    for act in (
        lambda: finish_measures(ledger, [measure], date(2026, 11, 1)),
        lambda: void_measure(ledger, measure, "另一理由"),
    ):
        with pytest.raises(UserError, match="已作废"):
            act()


def test_a_milestone_missed_turns_the_problem_behind_and_reached_turns_it_back(ledger):
    uid = a_problem(ledger, plan="1.封堵。2.铺设。")
    milestone = add_milestone(ledger, uid, "完成招标", "2026年9月底前")
    assert problem_detail(ledger, uid).row.progress_status is ProgressStatus.BEHIND

    finish_milestone(ledger, milestone, date(2026, 9, 20))

    assert problem_detail(ledger, uid).row.progress_status is ProgressStatus.ON_SCHEDULE
    with pytest.raises(UserError, match="晚于今天"):
        finish_milestone(ledger, milestone, date(2026, 12, 1))


def test_a_second_report_of_a_period_replaces_the_first_which_stays_on_record(ledger):
    uid = a_problem(ledger)
    first = report_progress(ledger, uid, Report("2026-10", "写错了", 10))
    report_progress(ledger, uid, Report("2026-10", "改正了", 20))
    report_progress(ledger, uid, Report("2026-11", "下一期", 30))

    assert [one.text for one in problem_detail(ledger, uid).facts.progress] == ["改正了", "下一期"]
    assert any(row[0] == first for row in visible(ledger)["progress"])


def test_a_report_finishes_measures_of_its_own_problem_only(ledger):
    uid, other = (
        a_problem(ledger, plan="1.封堵。2.铺设。"),
        a_problem(ledger, "另一个", plan="1.拆除。2.复绿。"),
    )
    mine, foreign = measures_of(ledger, uid)[0], measures_of(ledger, other)[0]

    report_progress(ledger, uid, Report("2026-11", "完成一条", finished=(mine, foreign)))

    assert problem_detail(ledger, uid).facts.measures[0].done_on == date(2026, 11, 22)
    assert problem_detail(ledger, other).facts.measures[0].done_on is None
    assert [text for _, text in unfinished_measures(ledger, uid)] == ["2.铺设。"]
