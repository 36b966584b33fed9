"""Points of a petition are proposed, saved in one act, travel, and are taken back."""

import pytest

from dczg_desktop.base.errors import GateClosed, UserError
from dczg_desktop.services.petitions.points import (
    Point,
    Saved,
    points_disagree,
    points_of,
    proposed_points,
    save_points,
)
from dczg_desktop.services.undo import last_undoable, undo
from tests.offices import CITY, COUNTY
from tests.services.petition_acts import numbers, put, shown

FINDINGS = "（一）关于“甲厂噪声”问题。经查属实。（二）关于“乙厂异味”问题。经查不属实。"


def test_points_are_proposed_and_nothing_is_written_by_it(ledger):
    uid = put(ledger, "D1", findings=FINDINGS)

    assert [(one.text, one.substantiated) for one in proposed_points(ledger, uid)] == [
        ("甲厂噪声", "属实"),
        ("乙厂异味", "不属实"),
    ]
    assert points_of(ledger, uid) == []


def test_saving_adds_changes_and_removes_in_one_act_that_can_be_undone(ledger):
    uid = put(ledger, "D1", findings=FINDINGS)
    assert save_points(ledger, uid, proposed_points(ledger, uid)) == Saved(2, 0, 0)
    first, second = points_of(ledger, uid)

    changed = Point(first.text, "南坪镇", "青石县住建局", "部分属实", first.findings, "已停产", first.uid)
    assert save_points(ledger, uid, [changed, Point("丙厂扬尘")]) == Saved(1, 1, 1)
    assert [one.text for one in points_of(ledger, uid)] == ["甲厂噪声", "丙厂扬尘"]
    assert shown(ledger, uid).marks == "2 个点位"

    undo(ledger, last_undoable(ledger).uid)
    assert points_of(ledger, uid) == [first, second]
    act = last_undoable(ledger)
    undo(ledger, act.uid)
    assert points_of(ledger, uid) == []


def test_points_are_found_by_search(ledger):
    uid = put(ledger, "D1")
    put(ledger, "D2")

    save_points(ledger, uid, [Point("油漆味", place="石桥镇三里铺")])

    assert numbers(ledger, words="三里铺") == ["D1"]


@pytest.mark.parametrize(
    ("points", "words"),
    [([Point(" ")], "没有写反映的问题"), ([Point("甲", uid="0" * 32)], "已被撤销或移除"), ([], "没有改动")],
)
def test_impossible_points_are_refused(ledger, points, words):
    uid = put(ledger, "D1")

    with pytest.raises(UserError, match=words):
        save_points(ledger, uid, points)
    assert points_of(ledger, uid) == []


def test_the_item_is_compared_with_its_points(ledger):
    uid = put(ledger, "D1", substantiated="不属实")
    save_points(ledger, uid, [Point("甲", substantiated="属实"), Point("乙", substantiated="属实")])

    assert "整件写“不属实”，按逐点应为“属实”" in points_disagree(ledger, uid)


def test_points_travel_with_their_petition_both_ways(offices):
    county = offices.county.identity.office_uid
    uid = put(offices.city, "D1", office_uid=county, responsible_unit=COUNTY)
    save_points(offices.city, uid, [Point("甲厂"), Point("乙厂")])
    offices.deliver(CITY, COUNTY)
    first, second = points_of(offices.county, uid)
    judged = [Point("甲厂", substantiated="属实", findings="超标", uid=first.uid), second]
    save_points(offices.county, uid, judged)

    offices.deliver(COUNTY, CITY)

    assert [one.substantiated for one in points_of(offices.city, uid)] == ["属实", ""]


def test_an_import_with_points_on_it_is_not_undone_over_them(ledger):
    uid = put(ledger, "D1")
    imported = last_undoable(ledger).uid
    save_points(ledger, uid, [Point("甲厂")])

    with pytest.raises(GateClosed) as refused:
        undo(ledger, imported)
    assert any("逐点“甲厂”" in one for one in refused.value.reasons)

    points = last_undoable(ledger).uid
    undo(ledger, points)
    undo(ledger, imported)
    assert numbers(ledger) == []
