"""退回修改 and 建议修改 between real offices: asked, seen, answered or corrected, and the answer comes back."""

import pytest

from dczg_desktop.base.errors import GateClosed, UserError
from dczg_desktop.domain.amendments import Standing, returnable
from dczg_desktop.domain.entities import Amendment, AmendmentAnswer, Withdrawal
from dczg_desktop.domain.words import AmendmentVerdict, AmendmentWay, DutyRole
from dczg_desktop.services.amendments import (
    Wish,
    answer_amendment,
    propose,
    return_fields,
    withdraw_amendment,
)
from dczg_desktop.services.detail import problem_detail
from dczg_desktop.services.duties import assign
from dczg_desktop.services.incoming.receiving import receive
from dczg_desktop.services.measures import MeasureDraft, edit_measure
from dczg_desktop.services.problems import edit_problem
from dczg_desktop.services.progress import Report, report_progress
from dczg_desktop.services.requests import count_open, list_amendments, may_be_returned_to
from dczg_desktop.services.undo import last_undoable, undo
from tests.offices import CITY, COUNTY, TOWNSHIP, shared
from tests.services.acts import measures_of
from tests.services.workbooks import Filled


def item(ledger, uid, kind, field):
    """The returnable field of the problem as this office sees it."""
    facts = problem_detail(ledger, uid).facts
    return next(one for one in returnable(facts) if (one.kind, one.field) == (kind, field))


def send_back(ledger, uid, *fields):
    """Return these fields to the first office that may get them."""
    wishes = [Wish(item(ledger, uid, kind, field), f"{field} 不实，请改") for kind, field in fields]
    return return_fields(ledger, uid, wishes, may_be_returned_to(ledger, uid)[0][0])


@pytest.fixture
def reported(offices, given):
    """The county has reported to the city."""
    report_progress(offices.county, given, Report("2026-11", "完成大部分", 80))
    offices.deliver(COUNTY, CITY)
    return given


@pytest.fixture
def returned(offices, reported):
    """The city has sent three fields back; the county has the package."""
    send_back(offices.city, reported, ("progress", "text"), ("progress", "percent"), ("measure", "result"))
    offices.deliver(CITY, COUNTY)
    return reported


def standings(ledger):
    return {(one.place, one.label): one.standing for one in list_amendments(ledger)}


def test_a_return_names_its_fields_and_waits_at_the_office_below(offices, returned):
    assert count_open(offices.county) == 3
    assert count_open(offices.city) == 0
    (first, *_) = list_amendments(offices.county)
    assert (first.maker, first.receiver, first.way) == (CITY, COUNTY, AmendmentWay.RETURN)
    assert {one.label for one in list_amendments(offices.county)} == {"本期进展", "完成比例", "完成情况"}


def test_the_correction_travels_up_and_closes_the_return(offices, returned):
    report_progress(offices.county, returned, Report("2026-11", "完成 2 处封堵，余 1 处", 60))
    assert count_open(offices.county) == 1

    offices.deliver(COUNTY, CITY)

    assert standings(offices.city) == {
        ("2026-11 进展", "本期进展"): Standing.CORRECTED,
        ("2026-11 进展", "完成比例"): Standing.CORRECTED,
        ("第 1 条措施", "完成情况"): Standing.OPEN,
    }


def test_a_new_report_that_says_the_same_again_does_not_close_the_return(offices, returned):
    report_progress(offices.county, returned, Report("2026-11", "完成大部分", 80, obstacle="雨季"))

    assert count_open(offices.county) == 3


def test_what_is_right_as_it_stands_is_explained_and_the_words_come_back(offices, returned):
    one = next(one for one in list_amendments(offices.county) if one.label == "完成情况")
    with pytest.raises(UserError, match="写明理由"):
        answer_amendment(offices.county, one.uid, AmendmentVerdict.EXPLAINED)

    answer_amendment(offices.county, one.uid, AmendmentVerdict.EXPLAINED, "尚未开工，无情况可填")
    offices.deliver(COUNTY, CITY)

    (seen,) = [one for one in list_amendments(offices.city) if one.label == "完成情况"]
    assert (seen.standing, seen.answer, seen.answered_by) == (
        Standing.EXPLAINED,
        "尚未开工，无情况可填",
        "张录入",
    )


def test_a_measure_is_corrected_by_wording_it_anew(offices, given):
    offices.deliver(COUNTY, CITY)
    send_back(offices.city, given, ("measure", "text"))
    offices.deliver(CITY, COUNTY)

    edit_measure(offices.county, measures_of(offices.county, given)[0], MeasureDraft("封堵 3 处排口"))
    offices.deliver(COUNTY, CITY)

    assert set(standings(offices.city).values()) == {Standing.CORRECTED}


def test_the_county_returns_what_the_township_filled_in_although_the_city_issued_it(offices, given):
    report_progress(offices.township, given, Report("2026-11", "已完成"))
    offices.deliver(TOWNSHIP, COUNTY)

    send_back(offices.county, given, ("progress", "text"))
    offices.deliver(COUNTY, TOWNSHIP)

    assert count_open(offices.township) == 1
    report_progress(offices.township, given, Report("2026-11", "完成封堵 1 处"))
    offices.deliver(TOWNSHIP, COUNTY)
    assert set(standings(offices.county).values()) == {Standing.CORRECTED}


def test_an_office_below_does_not_see_what_its_superior_was_told(offices, returned):
    offices.deliver(COUNTY, TOWNSHIP)

    assert list_amendments(offices.township) == []


def test_a_missing_leader_is_returned_and_closed_by_naming_one(offices, given):
    send_back(offices.city, given, ("duty", "责任领导"))
    offices.deliver(CITY, COUNTY)
    assign(offices.county, [given], "王县长", DutyRole.RESPONSIBLE_LEADER)

    assert count_open(offices.county) == 0


@pytest.mark.parametrize("flaw", ["no reason", "nothing", "upward", "changed"])
def test_a_return_that_cannot_stand_is_refused_in_words(offices, reported, flaw):
    wish = Wish(item(offices.city, reported, "progress", "text"), "不实")
    to = offices.county.identity.office_uid
    wishes, words = [wish], ""
    if flaw == "no reason":
        wishes, words = [Wish(wish.item, " ")], "没有写明退回理由"
    elif flaw == "nothing":
        wishes, words = [], "没有选择"
    elif flaw == "upward":
        to, words = offices.city.identity.office_uid, "不是本单位的下级"
    else:
        report_progress(offices.county, reported, Report("2026-11", "又报一次", 90))
        offices.deliver(COUNTY, CITY)
        words = "刚刚变了"

    with pytest.raises(UserError, match=words):
        return_fields(offices.city, reported, wishes, to)

    assert list_amendments(offices.city) == []


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


# 表里的标记


def test_returned_cells_are_marked_in_the_sheets_with_the_reason_beside_them(offices, reported):
    send_back(offices.city, reported, ("progress", "text"), ("measure", "result"), ("duty", "责任人员"))
    first, second = measures_of(offices.city, reported)

    form = Filled(offices.package(CITY, COUNTY))

    page = form.book["整改措施"]
    column = form.columns("整改措施")
    cell = page.cell(form.row_of("整改措施", first), column["完成情况"])
    other = page.cell(form.row_of("整改措施", second), column["完成情况"])
    assert (cell.fill.fgColor.rgb[-6:], cell.protection.locked) == ("FCE4D6", False)
    assert other.fill.fgColor.rgb[-6:] != "FCE4D6"
    assert page.cell(cell.row, column["退回意见"]).value == "完成情况：result 不实，请改"
    assert "退回意见" in form.columns("进展填报")
    assert "退回意见" in form.columns("责任清单")
    assert "退回意见" not in form.columns("问题清单")


def test_a_township_without_the_program_puts_it_right_in_the_sheet(offices, given):
    uid = given
    send_back(offices.city, uid, ("measure", "result"))
    first, _ = measures_of(offices.city, uid)
    form = Filled(offices.package(CITY, COUNTY)).fill("整改措施", first, 完成情况="已封堵 2 处，余 1 处")

    receive(offices.city, form.save(), accept_hand_edits=True)

    assert [one.standing for one in list_amendments(offices.city)] == [Standing.CORRECTED]


def test_sheets_without_anything_returned_look_as_before(offices, given):
    form = Filled(offices.package(CITY, COUNTY))

    assert all("退回意见" not in form.columns(name) for name in ("整改措施", "进展填报", "责任清单"))


def test_a_report_of_an_earlier_period_is_named_but_not_marked_in_the_sheet_of_this_one(
    offices, reported, watch
):
    send_back(offices.city, reported, ("progress", "text"))
    watch.pass_days(20)

    form = Filled(offices.package(CITY, COUNTY))

    page, column = form.book["进展填报"], form.columns("进展填报")
    row = form.row_of("进展填报", reported)
    assert page.cell(row, column["退回意见"]).value == "2026-11 本期进展：text 不实，请改"
    assert page.cell(row, column["本期进展"]).fill.fgColor.rgb[-6:] != "FCE4D6"


def forged(ledger, record):
    """A record that a changed program wrote."""
    with ledger.transaction("修改问题", "改过的程序") as (session, _):
        session.add(record)


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
