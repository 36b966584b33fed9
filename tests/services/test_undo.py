"""Undo and redo: each kind of act is taken back whole, and not when later work depends on it."""

from datetime import date

import pytest

from dczg_desktop.base.errors import GateClosed, UserError
from dczg_desktop.domain.words import DutyRole, EvidenceRole
from dczg_desktop.services.closure import answer_objection, publish_notice, raise_objection
from dczg_desktop.services.detail import problem_detail
from dczg_desktop.services.duties import assign, end_duty
from dczg_desktop.services.evidence import attach_files, withdraw_evidence
from dczg_desktop.services.measures import (
    MeasureDraft,
    add_measures,
    add_milestone,
    edit_measure,
    finish_measures,
    finish_milestone,
    void_measure,
)
from dczg_desktop.services.problems import adjust_deadline, edit_problem, void_problems
from dczg_desktop.services.progress import Report, report_progress
from dczg_desktop.services.undo import last_redoable, last_undoable, redo, undo
from dczg_desktop.services.verification import verify
from tests.offices import CITY, COUNTY, visible
from tests.services.acts import DONE, a_given_problem, a_photo, a_problem, measures_of


@pytest.fixture
def busy(ledger, tmp_path):
    """A problem with something of every kind on it."""
    uid = a_problem(ledger, plan="1.封堵。2.铺设。")
    assign(ledger, [uid], "甲单位")
    assign(ledger, [uid], "王县长", DutyRole.RESPONSIBLE_LEADER)
    add_milestone(ledger, uid, "招标", "2026年9月底前")
    attach_files(ledger, uid, [a_photo(tmp_path)], EvidenceRole.BEFORE)
    raise_objection(ledger, uid, "仍有异味")
    report_progress(ledger, uid, Report("2026-10", "十月进展", 20))
    return uid


def first(ledger, kind):
    return visible(ledger)[kind][0][0]


ACTS = {
    "新增问题": lambda led, _uid, _: a_problem(led, "另一个问题", number="D3HN0002", plan="1.甲。2.乙。"),
    "修改问题": lambda led, uid, _: edit_problem(led, uid, {"goal": "新目标", "remark": "备注"}),
    "确定时限": lambda led, uid, _: adjust_deadline(led, uid, "2027年3月底前", "汛期"),
    "作废问题": lambda led, uid, _: void_problems(led, [uid], "重复"),
    "交办": lambda led, uid, _: assign(led, [uid], "乙单位"),
    "免除职责": lambda led, uid, _: end_duty(led, problem_detail(led, uid).facts.people()[0].uid, "调离"),
    "分解措施": lambda led, uid, _: add_measures(led, uid, [MeasureDraft("巡查")]),
    "修改措施": lambda led, uid, _: edit_measure(
        led, measures_of(led, uid)[0], MeasureDraft("封堵全部", "县局", "2026年底前")
    ),
    "完成措施": lambda led, uid, _: finish_measures(led, measures_of(led, uid), DONE, "完成"),
    "作废措施": lambda led, uid, _: void_measure(led, measures_of(led, uid)[0], "合并"),
    "新增节点": lambda led, uid, _: add_milestone(led, uid, "验收", "2026年12月底前"),
    "完成节点": lambda led, _uid, _: finish_milestone(led, first(led, "milestone"), DONE),
    "填报进展": lambda led, uid, _: report_progress(
        led, uid, Report("2026-10", "更正", 30, finished=tuple(measures_of(led, uid)))
    ),
    "附佐证": lambda led, uid, folder: attach_files(
        led, uid, [a_photo(folder, "后.jpg", "后")], EvidenceRole.AFTER
    ),
    "撤回佐证": lambda led, _uid, _: withdraw_evidence(led, first(led, "evidence"), "拍错"),
    "登记公示": lambda led, uid, _: publish_notice(led, uid, date(2026, 11, 2), date(2026, 11, 6), "网站"),
    "登记异议": lambda led, uid, _: raise_objection(led, uid, "第二条异议"),
    "处理异议": lambda led, _uid, _: answer_objection(led, first(led, "objection"), "已复测"),
}


@pytest.mark.parametrize("name", ACTS)
def test_undo_restores_what_was_visible_and_redo_brings_the_act_back(ledger, busy, tmp_path, name):
    before = visible(ledger)
    ACTS[name](ledger, busy, tmp_path)
    after = visible(ledger)
    assert after != before
    assert last_undoable(ledger).act == name

    undo(ledger, last_undoable(ledger).uid)
    assert visible(ledger) == before

    redo(ledger, last_redoable(ledger).uid)
    assert visible(ledger) == after
    assert last_undoable(ledger).act == "重做"
    assert verify(ledger).sound


def test_several_steps_go_back_and_forth_in_order(ledger, busy):
    states = [visible(ledger)]
    for goal in ("一", "二", "三"):
        edit_problem(ledger, busy, {"goal": goal})
        states.append(visible(ledger))

    for state in states[-2::-1]:
        undo(ledger, last_undoable(ledger).uid)
        assert visible(ledger) == state
    for state in states[1:]:
        redo(ledger, last_redoable(ledger).uid)
        assert visible(ledger) == state
    assert last_redoable(ledger) is None


def test_steps_on_a_record_made_meanwhile_go_back_to_before_its_making(ledger, busy):
    before = visible(ledger)
    add_measures(ledger, busy, [MeasureDraft("巡查")])
    edit_measure(ledger, measures_of(ledger, busy)[-1], MeasureDraft("每日巡查"))
    finish_measures(ledger, measures_of(ledger, busy)[-1:], DONE)

    for _ in range(3):
        undo(ledger, last_undoable(ledger).uid)

    assert visible(ledger) == before


def test_a_new_act_ends_the_chance_to_redo(ledger, busy):
    edit_problem(ledger, busy, {"goal": "一"})
    undo(ledger, last_undoable(ledger).uid)

    edit_problem(ledger, busy, {"goal": "二"})

    assert last_redoable(ledger) is None


def test_an_act_is_undone_once(ledger, busy):
    edit_problem(ledger, busy, {"goal": "一"})
    act = last_undoable(ledger).uid
    undo(ledger, act)

    with pytest.raises(UserError, match="已经撤销过"):
        undo(ledger, act)


DEPENDING = {
    "同一字段又改": (
        lambda led, uid, _: edit_problem(led, uid, {"goal": "一"}),
        lambda led, uid, _: edit_problem(led, uid, {"goal": "二"}),
        "“整改目标”后来又有改动",
    ),
    "新增的措施又改": (
        lambda led, uid, _: add_measures(led, uid, [MeasureDraft("巡查")]),
        lambda led, uid, _: edit_measure(led, measures_of(led, uid)[-1], MeasureDraft("每日巡查")),
        "后来又有改动",
    ),
    "新增的问题又交办": (
        lambda led, _uid, _: a_problem(led, "第二个"),
        lambda led, _uid, _: assign(
            led, [visible(led)["board"][-1][0], *[row[0] for row in visible(led)["problem"]]], "丙单位"
        ),
        "后来又增加了责任“丙单位”",
    ),
    "附上的佐证又撤回": (
        lambda led, uid, folder: attach_files(
            led, uid, [a_photo(folder, "错.jpg", "错")], EvidenceRole.OTHER
        ),
        lambda led, _uid, _: withdraw_evidence(
            led, next(row[0] for row in visible(led)["evidence"] if "错.jpg" in row), "拍错"
        ),
        "后来又增加了撤回",
    ),
    "进展又更正": (
        lambda led, uid, _: report_progress(led, uid, Report("2026-11", "初报")),
        lambda led, uid, _: report_progress(led, uid, Report("2026-11", "更正")),
        "后来又增加了进展“更正”",
    ),
}


@pytest.mark.parametrize("name", DEPENDING)
def test_undo_refuses_by_name_when_later_work_depends_on_it(ledger, busy, tmp_path, name):
    act, later, words = DEPENDING[name]
    act(ledger, busy, tmp_path)
    uid = last_undoable(ledger).uid
    later(ledger, busy, tmp_path)
    before = visible(ledger)

    with pytest.raises(GateClosed, match=words):
        undo(ledger, uid)

    assert visible(ledger) == before


def test_an_older_act_on_another_field_can_still_be_undone(ledger, busy):
    edit_problem(ledger, busy, {"goal": "新目标"})
    act = last_undoable(ledger).uid
    edit_problem(ledger, busy, {"remark": "另一处"})

    undo(ledger, act)

    detail = problem_detail(ledger, busy)
    assert (detail.facts.goal, detail.fields["remark"]) == ("消除直排", "另一处")


def test_a_redone_edit_survives_the_neighbour_who_saw_the_undo(offices):
    uid = a_given_problem(offices.city, COUNTY)
    offices.deliver(CITY, COUNTY)
    edit_problem(offices.city, uid, {"goal": "改后的目标"})
    undo(offices.city, last_undoable(offices.city).uid)
    offices.deliver(CITY, COUNTY)

    redo(offices.city, newest_undo(offices.city))
    offices.deliver(COUNTY, CITY)

    assert problem_detail(offices.city, uid).facts.goal == "改后的目标"


def newest_undo(ledger):
    with ledger.reading() as session:
        query = "SELECT uid FROM change_set WHERE act = '撤销' ORDER BY counter DESC LIMIT 1"
        return session.connection().exec_driver_sql(query).scalar()


def test_the_journal_keeps_both_the_act_and_its_undo(ledger, busy):
    acts = verify(ledger).acts
    edit_problem(ledger, busy, {"goal": "一"})
    undo(ledger, last_undoable(ledger).uid)

    assert verify(ledger).acts == acts + 2
