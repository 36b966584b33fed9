"""A township without the program fills the workbook in and sends it back."""

from datetime import date

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.domain.words import DutyRole
from dczg_desktop.services.closure import apply_for_closure, decide
from dczg_desktop.services.conflicts import list_conflicts
from dczg_desktop.services.detail import problem_detail, problem_history
from dczg_desktop.services.duties import assign
from dczg_desktop.services.incoming.receiving import preview_package, receive
from dczg_desktop.services.measures import MeasureDraft, edit_measure
from dczg_desktop.services.problems import void_problems
from dczg_desktop.services.undo import undo
from tests.offices import CITY, COUNTY, dump, visible
from tests.services.acts import SecondPerson, a_given_problem, make_ready, measures_of
from tests.services.workbooks import Filled


@pytest.fixture
def given(offices):
    return a_given_problem(offices.city, COUNTY, plan="1.封堵排口。2.铺设管网。")


@pytest.fixture
def form(offices, given):
    """The workbook as it went out to the county, which has no program."""
    return Filled(offices.package(CITY, COUNTY))


def taken(ledger, form):
    return receive(ledger, form.save(), accept_hand_edits=True)


def test_measures_are_finished_by_hand(ledger, given, form):
    first, _ = measures_of(ledger, given)
    form.fill("整改措施", first, 完成日期="2026年11月20日", 完成情况="封堵 3 个排口", 时限="2026年11月底前")

    receipt = taken(ledger, form)

    one, two = problem_detail(ledger, given).facts.measures
    assert (one.done_on, one.result, one.due) == (date(2026, 11, 20), "封堵 3 个排口", date(2026, 11, 30))
    assert two.done_on is None
    assert len(receipt.hand_edits) == 3
    assert any(
        row.act == "接收数据包" and row.new == "封堵 3 个排口" for row in problem_history(ledger, given)
    )


def test_a_report_by_hand_is_the_word_of_the_office_that_filled_it_in(ledger, offices, given, form):
    form.fill("进展填报", given, 本期进展="完成封堵", 完成比例="60%", 困难和问题="资金未到位")

    taken(ledger, form)

    report = problem_detail(ledger, given).facts.progress[-1]
    assert (report.text, report.percent, report.obstacle, report.period) == (
        "完成封堵",
        60,
        "资金未到位",
        "2026-11",
    )
    assert report.office_uid == offices.county.identity.office_uid
    assert COUNTY in report.made_by


def test_a_second_return_for_the_same_period_replaces_the_first_report(ledger, given, form):
    taken(ledger, form.fill("进展填报", given, 本期进展="写错的进展"))
    form.fill("进展填报", given, 本期进展="更正的进展")

    receive(ledger, form.save("更正.xlsx"), accept_hand_edits=True)

    assert [report.text for report in problem_detail(ledger, given).facts.progress] == ["更正的进展"]
    assert len(visible(ledger)["progress"]) == 2


def test_people_named_by_hand_become_duties_and_former_ones_stay_on_record(ledger, given, offices):
    assign(ledger, [given], "旧科长", DutyRole.RESPONSIBLE_PERSON)
    form = Filled(offices.package(CITY, COUNTY))
    form.fill("责任清单", given, 责任领导="王县长", 责任人员="赵科长、钱干事")

    taken(ledger, form)

    people = {duty.name for duty in problem_detail(ledger, given).facts.people()}
    assert people == {"王县长", "赵科长", "钱干事"}
    assert any("旧科长" in row for row in visible(ledger)["duty"])


WIDE = {ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"} | {ord("-"): "－"}


@pytest.mark.parametrize("spelled", [str, lambda code: f"{code.translate(WIDE)} 号"])
def test_a_new_row_becomes_a_measure_of_the_problem_it_names(ledger, given, form, spelled):
    code = problem_detail(ledger, given).row.code
    form.add(
        "整改措施",
        台账编号=spelled(code),
        整改措施="建立巡查制度",
        承办单位="镇环保所",
        时限="2026年12月15日前",
    )

    taken(ledger, form)

    added = problem_detail(ledger, given).facts.measures[-1]
    assert (added.text, added.unit, added.due, added.position) == (
        "建立巡查制度",
        "镇环保所",
        date(2026, 12, 15),
        3,
    )


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"台账编号": "没有的编号", "整改措施": "巡查"}, "台账编号"),
        ({"整改措施": "没写编号"}, "台账编号"),
        ({"台账编号": "CODE", "整改措施": "巡查", "完成日期": "大概下周"}, "完成日期无法识别"),
        ({"台账编号": "CODE", "整改措施": "巡查", "时限": "尽快"}, "时限无法识别"),
    ],
)
def test_a_new_row_that_cannot_be_read_is_refused_with_its_place(ledger, given, form, cells, words):
    code = problem_detail(ledger, given).row.code
    form.add("整改措施", **{heading: code if text == "CODE" else text for heading, text in cells.items()})
    before = dump(ledger)

    receipt = taken(ledger, form)

    (fault,) = receipt.refused
    assert words in fault.message
    assert fault.place.startswith("整改措施 第")
    assert dump(ledger) == before


@pytest.mark.parametrize(
    ("sheet", "cells", "words"),
    [
        ("进展填报", {"完成比例": "一半"}, "0 到 100"),
        ("进展填报", {"完成比例": "150"}, "0 到 100"),
        ("进展填报", {"本期进展": "=1+1"}, "公式"),
        ("整改措施", {"完成日期": "快了"}, "完成日期无法识别"),
        ("整改措施", {"完成日期": "2026年6月底前"}, "完成日期无法识别"),
        ("整改措施", {"完成日期": "2027-01-01"}, "晚于今天"),
        ("整改措施", {"时限": "抓紧"}, "时限无法识别"),
        ("整改措施", {"整改措施": "〔清空〕"}, "不能清空"),
        ("问题清单", {"整改目标": "降低目标"}, "由交办单位掌握"),
        ("责任清单", {"责任单位": "别的单位"}, "由交办单位掌握"),
    ],
)
def test_a_cell_that_cannot_be_taken_is_refused_and_nothing_changes(ledger, given, form, sheet, cells, words):
    uid = measures_of(ledger, given)[0] if sheet == "整改措施" else given
    form.fill(sheet, uid, **cells)
    before = dump(ledger)

    receipt = taken(ledger, form)

    (fault,) = receipt.refused
    assert words in fault.message
    assert fault.place.startswith(f"{sheet}!")
    assert dump(ledger) == before


def test_blank_means_unchanged_and_the_word_clears(ledger, given, offices):
    first, second = measures_of(ledger, given)
    for uid in (first, second):
        edit_measure(ledger, uid, MeasureDraft("措施", unit="县水利局"))
    form = Filled(offices.package(CITY, COUNTY))
    form.fill("整改措施", first, 承办单位=None).fill("整改措施", second, 承办单位="〔清空〕")

    taken(ledger, form)

    assert [measure.unit for measure in problem_detail(ledger, given).facts.measures] == ["县水利局", ""]


def test_a_field_changed_here_meanwhile_becomes_a_conflict(ledger, given, form):
    first, _ = measures_of(ledger, given)
    edit_measure(ledger, first, MeasureDraft("本级后来改的措施"))
    form.fill("整改措施", first, 整改措施="下级改的措施", 承办单位="县水利局")

    looked = preview_package(ledger, form.save())
    taken(ledger, form)

    assert [change.disputed for change in looked.hand_edits] == [True, False]
    (conflict,) = list_conflicts(ledger)
    assert {one.value for one in conflict.values} == {"本级后来改的措施", "下级改的措施"}
    shown = problem_detail(ledger, given).facts.measures[0]
    assert (shown.text, shown.unit) == ("下级改的措施", "县水利局")  # the latest, as at every office


def test_missing_rows_are_not_a_deletion(ledger, given, form):
    page = form.book["整改措施"]
    page.delete_rows(form.row_of("整改措施", measures_of(ledger, given)[0]))
    form.fill("进展填报", given, 本期进展="正常推进")

    receipt = taken(ledger, form)

    assert receipt.missing_rows == 1
    assert len(problem_detail(ledger, given).facts.measures) == 2


def test_hand_edits_wait_for_a_person_to_accept_them(ledger, given, form):
    form.fill("进展填报", given, 本期进展="待审阅")
    path = form.save()
    before = dump(ledger)

    looked = receive(ledger, path)

    assert dump(ledger) == before
    assert [change.after for change in looked.hand_edits] == ["待审阅"]
    assert receive(ledger, path, accept_hand_edits=True).accepted


def test_the_same_return_twice_is_taken_once(ledger, given, form):
    path = form.fill("进展填报", given, 本期进展="只算一次").save()
    receive(ledger, path, accept_hand_edits=True)

    again = receive(ledger, path, accept_hand_edits=True)

    assert again.repeated
    assert len(problem_detail(ledger, given).facts.progress) == 1


def test_undoing_a_return_takes_every_cell_back(ledger, given, form):
    first, _ = measures_of(ledger, given)
    code = problem_detail(ledger, given).row.code
    before = visible(ledger)
    form.fill("整改措施", first, 完成日期="2026-11-20").fill("进展填报", given, 本期进展="正常")
    form.fill("责任清单", given, 责任领导="王县长").add("整改措施", 台账编号=code, 整改措施="新增的措施")
    receipt = taken(ledger, form)
    assert visible(ledger) != before

    undo(ledger, receipt.act_uid)

    assert visible(ledger) == before


@pytest.mark.parametrize("state", ["销号", "作废"])
def test_a_problem_closed_or_void_meanwhile_takes_nothing(ledger, given, form, tmp_path, state):
    if state == "作废":
        void_problems(ledger, [given], "重复")
    else:
        make_ready(ledger, given, tmp_path)
        apply_for_closure(ledger, given)
        with SecondPerson(ledger):
            decide(ledger, given, agree=True, opinion="同意")
    form.fill("进展填报", given, 本期进展="迟到的进展")
    before = dump(ledger)

    receipt = taken(ledger, form)

    (fault,) = receipt.refused
    assert f"已{state}" in fault.message
    assert dump(ledger) == before


def test_a_return_for_a_problem_that_an_old_backup_does_not_know_is_refused_by_name(offices, tmp_path):
    copy = offices.copy_of(CITY, tmp_path / "旧.dczg")
    uid = a_given_problem(offices.city, COUNTY)
    form = Filled(offices.package(CITY, COUNTY)).fill("进展填报", uid, 本期进展="进展")
    path = form.save()
    ledger = offices.put_back(CITY, copy)
    before = dump(ledger)

    receipt = receive(ledger, path, accept_hand_edits=True)

    assert "不在本台账" in receipt.refused[0].message
    assert dump(ledger) == before


def test_a_damaged_payload_is_refused_as_a_package(ledger, given, form):
    from dczg_desktop.exchange.payload import HIDDEN_SHEET, NotOurPackage

    form.book.remove(form.book[HIDDEN_SHEET])

    with pytest.raises(NotOurPackage, match="导入表格") as refusal:
        receive(ledger, form.save())

    assert isinstance(refusal.value, UserError)
