"""Points of a petition in its sheet: judged one by one, new ones written below, and for which petitions that is taken."""

import sqlite3

from dczg_desktop.exchange.returned import NewRow
from dczg_desktop.services.handwork.petitions import plan_petitions
from dczg_desktop.services.handwork.plan import HandPlan
from dczg_desktop.services.incoming.merging import MergePlan
from dczg_desktop.services.petitions.points import Point, points_of, save_points
from dczg_desktop.services.trust.sealing import opened_seal
from dczg_desktop.store.among import driver
from tests.offices import CITY, COUNTY
from tests.services.petition_acts import put
from tests.services.petitions.sheets.paper_office import (
    NUMBER,
    PAPER,
    given_item,
    package,
    taken,
)
from tests.services.workbooks import Filled


def test_points_are_judged_one_by_one_and_new_ones_added(offices, item):
    save_points(offices.city, item, [Point("料堆扬尘"), Point("夜间噪声")])
    first, second = points_of(offices.city, item)
    form = package(offices)
    form.fill("信访件", first.uid, 是否属实="属实", 处理和整改情况="已覆盖")
    form.fill("信访件", second.uid, 办结情况="已办结")
    form.add("信访件", 受理编号=NUMBER, 交办问题基本情况="污水外溢", 是否属实="不属实")
    form.add("信访件", 受理编号="D3XJ000000000000", 交办问题基本情况="不认识的件")

    receipt = taken(offices.city, form)

    assert [(one.text, one.substantiated, one.result) for one in points_of(offices.city, item)] == [
        ("料堆扬尘", "属实", "已覆盖"), ("夜间噪声", "", ""), ("污水外溢", "不属实", ""),
    ]  # fmt: skip
    assert sorted(fault.message[:11] for fault in receipt.refused) == [
        "“办结情况”只在整件的",
        "台账里没有受理编号“D",
    ]
    again = taken(offices.city, form, "再交一次.xlsx")
    assert len(points_of(offices.city, item)) == 3
    assert any("台账里已有" in fault.message for fault in again.refused)


def test_a_number_written_otherwise_is_that_of_the_petition(offices, item):
    wide = NUMBER.lower().translate({ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"})
    form = package(offices).add("信访件", 受理编号=f"{wide}号", 交办问题基本情况="污水外溢")

    receipt = taken(offices.city, form)

    assert ([one.text for one in points_of(offices.city, item)], receipt.refused) == (["污水外溢"], ())


def test_of_two_writings_the_one_letter_for_letter_is_meant(offices, item):
    put(offices.city, NUMBER.lower(), responsible_unit=PAPER, description="编号小写的另一件")
    form = package(offices).add("信访件", 受理编号=NUMBER, 交办问题基本情况="污水外溢")

    receipt = taken(offices.city, form)

    assert ([one.text for one in points_of(offices.city, item)], receipt.refused) == (["污水外溢"], ())


def test_a_new_point_is_taken_only_for_what_the_sheet_was_open_for(offices, item):
    other = put(offices.city, "D3XJ202611200099", responsible_unit="别的县", description="不归它的件")
    form = package(offices).add("信访件", 受理编号="D3XJ202611200099", 交办问题基本情况="别人的点位")

    receipt = taken(offices.city, form)

    assert ["不由填这张表的单位承办" in fault.message for fault in receipt.refused] == [True]
    assert points_of(offices.city, other) == []


def test_more_new_points_than_the_database_binds_at_once_are_sorted_calmly(offices, item):
    rows = [NewRow("信访件", n, {"number": f"D3XJ{n}", "description": "新点位"}) for n in range(200)]
    plan = HandPlan(PAPER, "", "回填.xlsx", "2026-11")
    with offices.city.reading() as session:
        driver(session).setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, 100)
        plan_petitions(session, plan, [], rows, MergePlan(), offices.city.today(), [])

    assert len(plan.refused) == len(rows)


def test_a_superior_adds_no_point_in_a_sheet_that_is_only_to_be_looked_at(offices):
    item = given_item(offices, unit=COUNTY)
    offices.deliver(CITY, COUNTY)
    form = Filled(opened_seal(offices.city, offices.package(COUNTY, CITY), ""))

    receipt = taken(offices.city, form.add("信访件", 受理编号=NUMBER, 交办问题基本情况="上级加的点位"))

    assert ["不由填这张表的单位承办" in fault.message for fault in receipt.refused] == [True]
    assert points_of(offices.city, item) == []


def test_nobody_is_named_in_the_unit_of_a_point_filled_in_by_hand(offices, item):
    unit = "南坪镇（举报人：张小明 13912345678）"
    taken(
        offices.city, package(offices).add("信访件", 受理编号=NUMBER, 交办问题基本情况="扬尘", 责任单位=unit)
    )
    assert points_of(offices.city, item)[0].unit == "南坪镇（举报人：张某某 139****5678）"

    save_points(offices.city, item, [Point("噪声", unit=unit)])

    assert "张小明" not in str([cell.value for row in package(offices).book["信访件"] for cell in row])
