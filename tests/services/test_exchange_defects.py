"""What once went wrong between offices: each test is a history that lost, hid or doubled something."""

from datetime import date

import pytest

from dczg_desktop.domain.words import DutyRole
from dczg_desktop.services.conflicts import list_conflicts, resolve_conflict
from dczg_desktop.services.detail import problem_detail
from dczg_desktop.services.duties import assign
from dczg_desktop.services.incoming.receiving import preview_package, receive
from dczg_desktop.services.measures import (
    MeasureDraft,
    add_measures,
    edit_measure,
    finish_measures,
    void_measure,
)
from dczg_desktop.services.outgoing.shipments import outlook, send
from dczg_desktop.services.problems import adjust_deadline, edit_problem
from dczg_desktop.services.progress import Report, report_progress
from dczg_desktop.services.undo import last_undoable, undo
from tests.offices import CITY, COUNTY, TOWNSHIP, shared
from tests.services.acts import DONE, a_given_problem, measures_of
from tests.services.workbooks import Filled


@pytest.fixture
def sent_out(offices):
    """A problem of the city whose workbook goes to a county without the program."""
    return a_given_problem(offices.city, COUNTY, plan="1.封堵排口。2.铺设管网。")


def taken(ledger, form, name="回填.xlsx"):
    return receive(ledger, form.save(name), accept_hand_edits=True)


def facts(ledger, uid):
    return problem_detail(ledger, uid).facts


def test_a_note_written_after_the_first_package_does_not_block_the_problem(offices, given):
    edit_problem(offices.city, given, {"internal_note": "市里的批注"})
    edit_problem(offices.city, given, {"goal": "新的目标"})

    receipt = offices.deliver(CITY, COUNTY)

    assert receipt.refused == ()
    assert problem_detail(offices.county, given).fields["goal"] == "新的目标"


def test_each_office_keeps_its_own_note(offices, given):
    edit_problem(offices.city, given, {"internal_note": "市里的批注"})
    offices.deliver(CITY, COUNTY)
    edit_problem(offices.county, given, {"internal_note": "县里的批注", "accountability": "已约谈"})

    offices.deliver(COUNTY, CITY)
    offices.deliver(CITY, COUNTY)

    notes = [problem_detail(one, given).fields["internal_note"] for one in (offices.city, offices.county)]
    assert notes == ["市里的批注", "县里的批注"]
    assert problem_detail(offices.city, given).fields["accountability"] == "已约谈"
    assert list_conflicts(offices.city) == list_conflicts(offices.county) == []


def test_the_preview_names_records_that_come_back_after_an_undo(offices, given):
    report_progress(offices.county, given, Report("2026-11", "已进场"))
    path = offices.package(COUNTY, CITY)
    first = preview_package(offices.city, path)
    undo(offices.city, receive(offices.city, path).act_uid)

    again = preview_package(offices.city, path)

    assert (again.new, again.unchanged) == (first.new, first.unchanged)
    assert again.message == first.message


def test_a_conflict_by_hand_shows_the_same_value_at_every_office(offices):
    uid = a_given_problem(offices.city, COUNTY, plan="1.封堵排口。2.铺设管网。")
    offices.deliver(CITY, COUNTY)
    assign(offices.county, [uid], TOWNSHIP, DutyRole.SUPPORTING_UNIT)
    form = Filled(offices.package(COUNTY, TOWNSHIP))
    first, _ = measures_of(offices.county, uid)
    edit_measure(offices.county, first, MeasureDraft("封堵排口。", deadline="2026年9月底前"))
    finish_measures(offices.county, [first], DONE, "县里写的")

    taken(offices.county, form.fill("整改措施", first, 完成情况="镇里填的", 时限="2026年10月底前"))
    offices.deliver(COUNTY, CITY)

    assert shared(offices.city) == shared(offices.county)
    shown = facts(offices.county, uid).measures[0]
    assert (shown.deadline, shown.due) == ("2026年10月底前", date(2026, 10, 31))
    assert len(list_conflicts(offices.county)) == 2


def test_people_named_here_meanwhile_stay_beside_those_named_by_hand(ledger, sent_out, offices):
    assign(ledger, [sent_out], "张三", DutyRole.RESPONSIBLE_PERSON)
    form = Filled(offices.package(CITY, COUNTY))
    assign(ledger, [sent_out], "李四", DutyRole.RESPONSIBLE_PERSON)

    taken(ledger, form.fill("责任清单", sent_out, 责任人员="王五"))

    assert [duty.name for duty in facts(ledger, sent_out).people()] == ["李四", "王五"]


def test_blank_cells_leave_the_former_report_of_the_month_as_it_is(ledger, sent_out, offices):
    form = Filled(offices.package(CITY, COUNTY))
    taken(ledger, form.fill("进展填报", sent_out, 本期进展="完成封堵", 完成比例="３０％"))
    form = Filled(offices.package(CITY, COUNTY))

    taken(ledger, form.fill("进展填报", sent_out, 完成比例="60"), "再填.xlsx")

    (report,) = facts(ledger, sent_out).progress
    assert (report.text, report.percent) == ("完成封堵", 60)


@pytest.mark.parametrize("gone", ["voided", "undone"])
def test_a_measure_that_is_gone_takes_nothing_by_hand(ledger, sent_out, offices, gone):
    add_measures(ledger, sent_out, [MeasureDraft("建泵站")])
    last = measures_of(ledger, sent_out)[-1]
    form = Filled(offices.package(CITY, COUNTY)).fill("整改措施", last, 完成情况="已完成")
    if gone == "voided":
        void_measure(ledger, last, "不再执行")
    else:
        undo(ledger, last_undoable(ledger).uid)

    receipt = taken(ledger, form)

    assert receipt.hand_edits == ()
    assert "已作废或撤销" in receipt.refused[0].message


def test_a_workbook_returned_again_with_more_in_it_brings_only_what_is_new(ledger, sent_out, offices):
    code = str(problem_detail(ledger, sent_out).fields["code"])
    first, _ = measures_of(ledger, sent_out)
    form = Filled(offices.package(CITY, COUNTY)).fill("整改措施", first, 完成情况="一半")
    for _ in range(2):
        form.add("整改措施", 台账编号=code, 整改措施="建泵站")
    taken(ledger, form)

    receipt = taken(ledger, form.fill("进展填报", sent_out, 本期进展="后来填的"), "再填.xlsx")

    assert [change.after for change in receipt.hand_edits] == ["后来填的"]
    assert [one.text for one in facts(ledger, sent_out).measures] == [
        "1.封堵排口。",
        "2.铺设管网。",
        "建泵站",
    ]
    assert list_conflicts(ledger) == []


def test_a_value_that_came_with_the_same_file_is_not_in_conflict_with_the_hand_edit_of_it(offices, given):
    first, _ = measures_of(offices.city, given)
    finish_measures(offices.city, [first], None, "市里写的")
    form = Filled(offices.package(CITY, COUNTY))

    taken(offices.county, form.fill("整改措施", first, 完成情况="县里改的"))

    assert list_conflicts(offices.county) == []
    assert facts(offices.county, given).measures[0].result == "县里改的"


def test_measures_and_duties_stand_in_the_same_order_at_every_office(offices, given):
    add_measures(offices.county, given, [MeasureDraft("县里的")])
    add_measures(offices.city, given, [MeasureDraft("市里的")])
    assign(offices.county, [given], "县住建局", DutyRole.SUPPORTING_UNIT)
    assign(offices.city, [given], "市水务局", DutyRole.SUPPORTING_UNIT)
    offices.deliver(COUNTY, CITY)
    offices.deliver(CITY, COUNTY)

    city, county = facts(offices.city, given), facts(offices.county, given)

    assert (city.measures, city.duties) == (county.measures, county.duties)


def test_a_conflict_about_a_day_can_be_settled_on_no_day(offices, given):
    first, _ = measures_of(offices.city, given)
    finish_measures(offices.city, [first], DONE)
    offices.deliver(CITY, COUNTY)
    finish_measures(offices.county, [first], None)
    finish_measures(offices.city, [first], date(2026, 11, 19))
    offices.deliver(COUNTY, CITY)

    (conflict,) = list_conflicts(offices.city)
    resolve_conflict(offices.city, conflict.kind, conflict.uid, conflict.field, "", "现场核对没有完成")

    assert facts(offices.city, given).measures[0].done_on is None


def test_a_package_never_takes_the_place_of_another_file(offices, given, tmp_path):
    copy = offices.copy_of(COUNTY, tmp_path / "旧.dczg")
    report_progress(offices.county, given, Report("2026-11", "只在这一包里"))
    first = send(offices.county, CITY, offices.post).path
    content = first.read_bytes()
    offices.put_back(COUNTY, copy)

    second = send(offices.county, CITY, offices.post).path

    assert second != first
    assert first.read_bytes() == content


def test_the_later_deadline_counts_although_the_clock_was_wrong_before(offices, given, watch):
    watch.pass_days(30)
    adjust_deadline(offices.city, given, "2027年1月底前", "时钟快了一个月时定的")
    watch.pass_days(-30)
    adjust_deadline(offices.city, given, "2027年3月底前", "时钟校正以后定的")
    offices.deliver(CITY, COUNTY)

    assert [facts(one, given).deadline().raw for one in (offices.city, offices.county)] == [
        "2027年3月底前"
    ] * 2


def test_a_problem_taken_from_a_county_leaves_it_although_a_township_of_its_own_worked_on_it(offices, given):
    offices.deliver(COUNTY, CITY)
    assert outlook(offices.city, COUNTY).problems == 1

    assign(offices.city, [given], "平江县整改办")

    looked = outlook(offices.city, COUNTY)
    assert (looked.problems, looked.released) == (0, 1)
