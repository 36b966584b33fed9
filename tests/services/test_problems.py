"""Problems in the ledger: making, finding, editing, voiding, deadlines — and who may not."""

from datetime import date

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.services.detail import problem_detail, problem_history
from dczg_desktop.services.grid import GridQuery, problem_ids
from dczg_desktop.services.problems import (
    ProblemDraft,
    add_problem,
    adjust_deadline,
    edit_problem,
    find_problem,
    void_problems,
)
from dczg_desktop.services.users import act_as, add_user, disable_user, list_users, sign_in
from tests.offices import CITY, COUNTY, dump, visible
from tests.services.acts import a_given_problem, a_problem


def test_a_new_problem_has_code_number_source_measures_and_deadline(ledger):
    draft = ProblemDraft(
        " 污水直排\t入河 ",
        number="D3HN0001",
        source="第二轮督察",
        plan="1.封堵。2.铺设。",
        deadline="2026年12月底前",
    )

    detail = problem_detail(ledger, add_problem(ledger, draft))

    assert detail.row.code == "430600-2026-0001"
    assert detail.facts.description == "污水直排 入河"
    assert [measure.text for measure in detail.facts.measures] == ["1.封堵。", "2.铺设。"]
    assert (detail.row.number, detail.source, detail.issuer) == ("D3HN0001", "第二轮督察", CITY)
    assert detail.row.due == date(2026, 12, 31)
    assert problem_detail(ledger, a_problem(ledger)).row.code == "430600-2026-0002"


def test_a_problem_needs_a_description(ledger):
    before = dump(ledger)

    with pytest.raises(UserError, match="问题描述不能为空"):
        add_problem(ledger, ProblemDraft(" \n"))

    assert dump(ledger) == before


def test_a_problem_is_found_by_code_number_or_sequence(ledger):
    uid = a_problem(ledger, number="D3HN202611220001*")

    assert find_problem(ledger, "430600-2026-0001") == uid
    assert find_problem(ledger, uid) == uid
    with pytest.raises(UserError, match="没有编号为“没有”"):
        find_problem(ledger, "没有")


def test_a_number_of_two_problems_lists_both(ledger):
    a_problem(ledger, "第一个问题", number="X0001")
    a_problem(ledger, "第二个问题", number="X0001")

    with pytest.raises(UserError, match=r"对应多个问题.*第一个问题.*第二个问题"):
        find_problem(ledger, "X0001")


def test_editing_keeps_who_said_what(ledger):
    uid = a_problem(ledger)

    assert edit_problem(ledger, uid, {"goal": "新目标", "remark": ""}) == 1

    newest = problem_history(ledger, uid, "goal")[0]
    assert (newest.old, newest.new, newest.who, newest.office) == ("消除直排", "新目标", "张录入", CITY)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"deadline": "明年"}, "没有可修改的字段"),
        ({"issuer_uid": "x"}, "没有可修改的字段"),
        ({"assigned_on": "十月"}, "日期请写成"),
        ({"description": " "}, "不能清空"),
        ({"goal": 5}, "内容“5”不对"),
    ],
)
def test_values_that_do_not_fit_are_refused_untouched(ledger, values, words):
    uid = a_problem(ledger)
    before = dump(ledger)

    with pytest.raises(UserError, match=words):
        edit_problem(ledger, uid, {"remark": "先改备注"} | values)

    assert dump(ledger) == before


@pytest.fixture
def from_above(offices):
    uid = a_given_problem(offices.city, COUNTY)
    offices.deliver(CITY, COUNTY)
    return uid


@pytest.mark.parametrize("field", ["description", "goal", "category", "confidential"])
def test_fields_of_the_issuing_office_cannot_be_changed_below(offices, from_above, field):
    before = dump(offices.county)

    with pytest.raises(UserError, match="由交办单位掌握"):
        edit_problem(offices.county, from_above, {field: "是"})

    assert dump(offices.county) == before


def test_the_office_below_keeps_its_own_fields(offices, from_above):
    assert (
        edit_problem(
            offices.county,
            from_above,
            {"accountability": "约谈 2 人", "internal_note": "内部", "plan": "方案"},
        )
        == 3
    )


def test_the_office_below_neither_moves_the_deadline_nor_voids(offices, from_above):
    with pytest.raises(UserError, match="由交办单位决定"):
        adjust_deadline(offices.county, from_above, "2027年底前", "工期不足")
    with pytest.raises(UserError, match="由交办单位掌握"):
        void_problems(offices.county, [from_above], "重复")


def test_the_first_deadline_is_never_overwritten(ledger):
    uid = a_problem(ledger)
    adjust_deadline(ledger, uid, "2027年3月底前", "汛期无法施工", "市政府", "云政函〔2026〕8号")
    adjust_deadline(ledger, uid, "2027年6月底前", "再次调整")

    facts = problem_detail(ledger, uid).facts

    assert [deadline.raw for deadline in facts.deadlines] == [
        "2026年12月底前",
        "2027年3月底前",
        "2027年6月底前",
    ]
    assert facts.first_deadline().due == date(2026, 12, 31)
    assert facts.due() == date(2027, 6, 30)
    assert facts.deadlines[1].document == "云政函〔2026〕8号"


def test_a_clock_set_back_does_not_make_a_change_the_first_deadline(ledger, watch):
    uid = a_problem(ledger)
    watch.pass_days(-30)
    adjust_deadline(ledger, uid, "2027年3月底前", "汛期")

    assert problem_detail(ledger, uid).facts.first_deadline().raw == "2026年12月底前"


@pytest.mark.parametrize(
    ("raw", "reason", "words"),
    [("2027年3月底前", " ", "必须写明原因"), ("看情况", "工期", "无法识别"), ("", "x", "无法识别")],
)
def test_a_deadline_needs_a_reading_and_a_ground(ledger, raw, reason, words):
    uid = a_problem(ledger)

    with pytest.raises(UserError, match=words):
        adjust_deadline(ledger, uid, raw, reason)

    assert len(problem_detail(ledger, uid).facts.deadlines) == 1


def test_voiding_needs_a_reason_and_locks(ledger):
    uid = a_problem(ledger)
    with pytest.raises(UserError, match="必须写明理由"):
        void_problems(ledger, [uid], "  ")

    void_problems(ledger, [uid], "与另一件重复")

    assert problem_ids(ledger, GridQuery()) == []
    assert len(problem_ids(ledger, GridQuery(voided=True))) == 1
    with pytest.raises(UserError, match="已作废（与另一件重复）"):
        edit_problem(ledger, uid, {"goal": "改"})


def test_voiding_is_all_or_none(ledger):
    first, second = a_problem(ledger, "甲"), a_problem(ledger, "乙")
    void_problems(ledger, [second], "重复")
    before = visible(ledger)

    with pytest.raises(UserError, match="已作废"):
        void_problems(ledger, [first, second], "再次作废")

    assert visible(ledger) == before


def test_nobody_acts_without_a_name(ledger):
    ledger.user_uid = ""

    with pytest.raises(UserError, match="没有选定经办人"):
        a_problem(ledger)


def test_a_disabled_account_cannot_act_or_sign_in(ledger):
    uid = add_user(ledger, "离任的人")
    disable_user(ledger, uid)

    with pytest.raises(UserError, match="已停用"):
        sign_in(ledger, "离任的人")
    ledger.user_uid = uid
    with pytest.raises(UserError, match="已停用"):
        a_problem(ledger)


def test_a_password_is_asked_for_once_set(ledger):
    add_user(ledger, "有口令的人", password="Qing-Shan 2026 绿水")

    with pytest.raises(UserError, match="口令不对"):
        sign_in(ledger, "有口令的人", "猜的")
    sign_in(ledger, "有口令的人", "Qing-Shan 2026 绿水")

    assert ledger.user_uid == next(row.uid for row in list_users(ledger) if row.name == "有口令的人")


def test_a_script_names_a_person_by_acting_as_one(ledger):
    act_as(ledger, "新来的人")
    act_as(ledger, "新来的人")

    assert [row.name for row in list_users(ledger)].count("新来的人") == 1
