"""Taking part of a package: what nobody disputes is always taken, the rest one by one, now or later from the same file."""

import pytest
from sqlalchemy import event

from dczg_desktop.domain.words import DutyRole
from dczg_desktop.services.conflicts import list_conflicts
from dczg_desktop.services.detail import problem_detail
from dczg_desktop.services.duties import assign
from dczg_desktop.services.incoming.proposals import outsiders_of
from dczg_desktop.services.incoming.receiving import preview_package, receive
from dczg_desktop.services.measures import MeasureDraft, add_measures, edit_measure, finish_measures
from dczg_desktop.services.problems import edit_problem
from dczg_desktop.services.progress import Report, report_progress
from dczg_desktop.services.undo import undo
from tests.offices import CITY, COUNTY, shared, visible
from tests.services.acts import DONE, a_given_problem, measures_of
from tests.services.incoming.test_proposals import force
from tests.services.workbooks import Filled


@pytest.fixture
def filled(offices):
    """The city's workbook with three cells filled in by a county without the program."""
    uid = a_given_problem(offices.city, COUNTY, plan="1.封堵排口。2.铺设管网。")
    first, second = measures_of(offices.city, uid)
    form = Filled(offices.package(CITY, COUNTY))
    form.fill("整改措施", first, 完成情况="已封堵").fill("整改措施", second, 完成情况="管沟开挖")
    return uid, form.fill("进展填报", uid, 本期进展="完成一半").save()


def by_text(receipt):
    return {one.after: one.key for one in receipt.hand_edits}


def results(ledger, uid):
    return [one.result for one in problem_detail(ledger, uid).facts.measures]


def test_hand_edits_are_taken_one_by_one_and_the_rest_later_from_the_same_file(ledger, filled):
    uid, path = filled
    keys = by_text(preview_package(ledger, path))

    receipt = receive(ledger, path, chosen=[keys["已封堵"]])

    assert results(ledger, uid) == ["已封堵", ""]
    assert receipt.pending == 2
    assert "留待以后" in receipt.message
    again = preview_package(ledger, path)
    assert set(by_text(again)) == {"管沟开挖", "完成一半"}
    assert "2 处" in again.message
    receive(ledger, path, chosen=[keys["完成一半"]])
    receive(ledger, path, chosen=[keys["管沟开挖"]])
    assert results(ledger, uid) == ["已封堵", "管沟开挖"]
    assert [one.text for one in problem_detail(ledger, uid).facts.progress] == ["完成一半"]
    assert "无需重复" in preview_package(ledger, path).message


def test_choosing_nothing_of_a_returned_workbook_writes_nothing(ledger, filled):
    uid, path = filled

    receipt = receive(ledger, path, chosen=[])

    assert not receipt.accepted
    assert results(ledger, uid) == ["", ""]


def test_each_taken_part_is_undone_for_itself(ledger, filled):
    uid, path = filled
    keys = by_text(preview_package(ledger, path))
    first = receive(ledger, path, chosen=[keys["已封堵"]])
    receive(ledger, path, chosen=[keys["完成一半"]])

    undo(ledger, first.act_uid)

    assert results(ledger, uid) == ["", ""]
    assert len(problem_detail(ledger, uid).facts.progress) == 1


@pytest.fixture
def forced(offices, given):
    """A changed program below rewrote the goal; besides, a measure was reworded as it should be."""
    force(offices.county, given, goal="改成容易完成的目标")
    first, _ = measures_of(offices.county, given)
    edit_measure(offices.county, first, MeasureDraft("封堵全部排口"))
    return offices.package(COUNTY, CITY)


def test_a_value_of_a_foreign_field_may_stay_outside_while_the_rest_comes_in(offices, given, forced):
    before = problem_detail(offices.city, given).fields["goal"]
    seen = preview_package(offices.city, forced)
    (key,) = {one.key for one in seen.conflicts}

    receipt = receive(offices.city, forced, chosen=[])

    assert (receipt.pending, seen.optional()) == (1, {key})
    assert list_conflicts(offices.city) == []
    assert problem_detail(offices.city, given).fields["goal"] == before
    assert problem_detail(offices.city, given).facts.measures[0].text == "封堵全部排口"
    receive(offices.city, forced, chosen=[key])
    (conflict,) = list_conflicts(offices.city)
    assert {one.value for one in conflict.values} == {before, "改成容易完成的目标"}


def test_a_value_left_outside_comes_again_with_the_next_package(offices, given, forced):
    receive(offices.city, forced, chosen=[])

    later = preview_package(offices.city, offices.package(COUNTY, CITY))

    assert [one.field for one in later.conflicts] == ["整改目标"]


def test_with_everything_taken_or_left_offices_agree_after_the_owner_wrote(offices, given, forced):
    receive(offices.city, forced, chosen=[])
    edit_problem(offices.city, given, {"goal": "雨季前消除直排"})

    offices.deliver(CITY, COUNTY)
    offices.deliver(COUNTY, CITY)

    values = [[one.values for one in list_conflicts(ledger)] for ledger in (offices.city, offices.county)]
    assert values[0] == values[1]
    assert shared(offices.city) == shared(offices.county)


def test_every_change_says_who_made_it_when_and_where(offices, given):
    first, _ = measures_of(offices.county, given)
    finish_measures(offices.county, [first], DONE, "县里写的")
    report_progress(offices.county, given, Report("2026-11", "已进场"))

    receipt = preview_package(offices.city, offices.package(COUNTY, CITY))

    for one in (*receipt.changed, *receipt.new):
        assert (one.office, one.who, one.at[:10]) == (COUNTY, "张录入", "2026-11-22")
    assert {one.kind for one in receipt.changed} == {"措施"}
    assert {one.kind for one in receipt.new} >= {"进展"}


def test_the_receipt_says_upon_what_of_ours_a_package_was_made(offices, given, watch):
    offices.deliver(COUNTY, CITY)
    stale = offices.package(COUNTY, CITY)
    edit_problem(offices.city, given, {"goal": "后来的目标"})
    watch.pass_days(12)
    offices.package(CITY, COUNTY)

    receipt = preview_package(offices.city, stale)

    assert "对方已收到我方第 1 号" in receipt.base
    assert "距今 12 天" in receipt.base
    assert "此后又发出 1 包" in receipt.base


def test_a_package_of_a_newer_program_is_named(offices, given, monkeypatch):
    monkeypatch.setattr("dczg_desktop.__version__", "7.1.0")
    path = offices.package(COUNTY, CITY)
    monkeypatch.undo()

    receipt = preview_package(offices.city, path)

    assert "较新的程序（7.1.0）" in receipt.skew
    assert preview_package(offices.county, offices.package(CITY, COUNTY)).skew == ""


# 移交以后的补报


@pytest.fixture
def transferred(offices, given):
    """The county has reported and reworded a measure, not knowing that the city has given the problem to another one."""
    offices.deliver(COUNTY, CITY)
    assign(offices.city, [given], "平江县整改办")
    first, _ = measures_of(offices.county, given)
    edit_measure(offices.county, first, MeasureDraft("移交后改写"))
    add_measures(offices.county, given, [MeasureDraft("移交后新增")])
    report_progress(offices.county, given, Report("2026-11", "移交后补报"))
    return given


def test_late_work_of_the_former_office_is_a_proposal_beside_what_stands(offices, transferred):
    path = offices.package(COUNTY, CITY)
    seen = preview_package(offices.city, path)
    late = {(one.kind, one.after) for one in (*seen.new, *seen.changed, *seen.conflicts) if one.key}

    receive(offices.city, path)

    assert {("进展", "移交后补报"), ("措施", "移交后新增")} <= late
    first = problem_detail(offices.city, transferred).facts.measures[0]
    assert first.text != "移交后改写"
    (conflict,) = list_conflicts(offices.city)
    assert {one.value for one in conflict.values} == {first.text, "移交后改写"}
    offices.deliver(COUNTY, CITY)
    assert problem_detail(offices.city, transferred).facts.measures[0].text == first.text


def test_late_work_may_be_left_outside_and_taken_later(offices, transferred):
    before = visible(offices.city)
    path = offices.package(COUNTY, CITY)
    keys = {one.after: one.key for one in preview_package(offices.city, path).new}

    receive(offices.city, path, chosen=[])

    assert visible(offices.city)["progress"] == before["progress"]
    assert visible(offices.city)["measure"] == before["measure"]
    receive(offices.city, path, chosen=[keys["移交后补报"]])
    assert [one.text for one in problem_detail(offices.city, transferred).facts.progress] == ["移交后补报"]
    assert visible(offices.city)["measure"] == before["measure"]


def test_many_problems_that_moved_on_take_no_question_each(offices):
    asked: list[str] = []
    event.listen(offices.city.engine, "before_cursor_execute", lambda *told: asked.append(told[2]))

    def questions(problems):
        uids = [a_given_problem(offices.city, COUNTY) for _ in range(problems)]
        assign(offices.city, uids, "平江县整改办")
        with offices.city.reading() as session:
            asked.clear()
            found = outsiders_of(session, uids, offices.city.identity.office_uid)
        assert all(offices.county.identity.office_uid in found[uid] for uid in uids)
        return len(asked)

    assert questions(5) == questions(1)


def test_an_office_that_was_taken_in_again_is_no_outsider(offices, given):
    offices.deliver(COUNTY, CITY)
    assign(offices.city, [given], "平江县整改办")
    assign(offices.city, [given], COUNTY, DutyRole.SUPPORTING_UNIT)
    report_progress(offices.county, given, Report("2026-11", "配合完成"))

    assert preview_package(offices.city, offices.package(COUNTY, CITY)).optional() == set()
