"""退回修改 between real offices: asked, seen, corrected or explained, and the answer comes back."""

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.domain.amendments import Standing
from dczg_desktop.domain.words import AmendmentVerdict, AmendmentWay, DutyRole
from dczg_desktop.services.amendments import (
    Wish,
    answer_amendment,
    return_fields,
)
from dczg_desktop.services.duties import assign
from dczg_desktop.services.measures import MeasureDraft, edit_measure
from dczg_desktop.services.progress import Report, report_progress
from dczg_desktop.services.requests import count_open, list_amendments
from tests.offices import CITY, COUNTY, TOWNSHIP
from tests.services.acts import measures_of
from tests.services.amendments.scene import item, send_back, standings


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
