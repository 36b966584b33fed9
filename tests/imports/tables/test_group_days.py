"""A day written once for a group of rows without a merge: read for the rows below and asked about, never silently nothing."""

import pytest

from dczg_desktop.imports.editing import TableEdits, corrected
from dczg_desktop.imports.read import read_tables
from tests.imports.samples.merged_workbooks import workbook

HEAD = ["序号", "责任单位", "存在的问题", "整改时限"]
WATER, TOWN = "县水利局", "县住建局"
JUNE, YEAR = "2025年6月底前", "2025年底前"
FILLED = "同一组的第一行写着"
ASKED = "行没有写整改时限"


def only(folder, rows, head=HEAD, merges=()):
    (table,) = read_tables(workbook(folder / "a.xlsx", ([head, *rows], merges))).tables
    return table


def listed(*pairs):
    return [
        [str(n), unit, f"第{n}处河段垃圾堆放，影响行洪", day] for n, (unit, day) in enumerate(pairs, start=1)
    ]


def days(table):
    return [one.fields["deadline"] for one in table.records]


def told(table, words):
    return [one.place.rpartition("!")[2] for one in table.faults if words in one.message]


def test_rows_of_one_unit_below_a_day_have_it_too_and_each_is_asked_about(tmp_path):
    table = only(tmp_path, listed((WATER, JUNE), (WATER, ""), (WATER, ""), (TOWN, YEAR), (TOWN, "")))

    assert days(table) == [JUNE, JUNE, JUNE, YEAR, YEAR]
    assert (told(table, FILLED), told(table, ASKED)) == (["D3", "D4", "D6"], [])


def test_a_group_beside_groups_that_repeat_the_day_has_it_too(tmp_path):
    table = only(tmp_path, listed((WATER, JUNE), (WATER, JUNE), (TOWN, YEAR), (TOWN, ""), (TOWN, "")))

    assert (days(table), told(table, FILLED)) == ([JUNE, JUNE, YEAR, YEAR, YEAR], ["D5", "D6"])


def test_a_unit_left_empty_in_just_these_rows_comes_with_the_day(tmp_path):
    table = only(tmp_path, listed((WATER, JUNE), ("", ""), ("", ""), (TOWN, YEAR), ("", "")))

    assert [one.fields["responsible_unit"] for one in table.records] == [WATER] * 3 + [TOWN] * 2
    assert days(table) == [JUNE, JUNE, JUNE, YEAR, YEAR]
    assert told(table, FILLED) == ["B3", "D3", "B4", "D4", "B6", "D6"]
    assert not told(table, "责任单位为空")


def test_rows_under_one_title_are_a_group(tmp_path):
    rows = listed(*[(f"单位{n}公司", day) for n, day in enumerate([JUNE, "", "", YEAR, ""])])
    rows.insert(0, ["一、大气环境问题（3个）"])
    rows.insert(4, ["二、水环境问题（2个）"])
    table = only(tmp_path, rows)

    assert (days(table), told(table, FILLED)) == ([JUNE, JUNE, JUNE, YEAR, YEAR], ["D4", "D5", "D8"])


def test_numbers_of_two_parts_tell_the_groups(tmp_path):
    numbers, wanted = ["1-1", "1-2", "1-3", "2-1", "2-2"], [JUNE, "", "", YEAR, ""]
    rows = listed(*[(f"单位{n}公司", day) for n, day in enumerate(wanted)])
    table = only(tmp_path, [[number, *row[1:]] for number, row in zip(numbers, rows, strict=True)])

    assert (days(table), told(table, FILLED)) == ([JUNE, JUNE, JUNE, YEAR, YEAR], ["D3", "D4", "D6"])


@pytest.mark.parametrize(
    "pairs",
    [
        [(WATER, JUNE), (WATER, ""), (WATER, YEAR), (TOWN, YEAR), (TOWN, "")],
        [(WATER, JUNE), (TOWN, ""), ("县城管局", ""), ("县交通局", YEAR)],
        [(WATER, JUNE), (WATER, ""), (WATER, "")],
        [(WATER, JUNE), (WATER, ""), (TOWN, YEAR)],
    ],
)
def test_where_no_group_is_to_be_seen_nothing_is_filled_in_and_it_is_asked_about(tmp_path, pairs):
    table = only(tmp_path, listed(*pairs))

    assert days(table) == [day for _unit, day in pairs]
    assert (told(table, FILLED), len(told(table, ASKED))) == ([], 1)
    count = sum(not day for _unit, day in pairs)
    assert any(one.message.startswith(f"有 {count} 行没有写整改时限") for one in table.faults)


def test_problems_that_are_done_and_those_whose_measures_say_when_are_not_asked_about(tmp_path):
    head = [*HEAD, "整改措施", "完成情况"]
    rows = listed((WATER, JUNE), (TOWN, ""), ("县城管局", ""))
    more = [["清运", "正在整改"], ["封堵", "已完成整改"], ["2025年底前建成管网", "正在整改"]]
    table = only(tmp_path, [[*row, *rest] for row, rest in zip(rows, more, strict=True)], head)

    assert told(table, ASKED) == []


def test_a_table_in_which_every_row_has_a_day_or_none_has_one_is_not_asked_about(tmp_path):
    assert told(only(tmp_path, listed((WATER, JUNE), (TOWN, YEAR))), ASKED) == []
    assert told(only(tmp_path, listed((WATER, ""), (TOWN, ""))), ASKED) == []


def test_rows_merged_under_a_problem_are_no_group(tmp_path):
    head = ["序号", "存在的问题", "整改措施", "整改时限"]
    rows = [
        ["1", "河段垃圾堆放", "清运", JUNE],
        ["", "", "建立巡查", ""],
        ["", "", "立牌", ""],
        ["2", "污水直排", "封堵", YEAR],
    ]
    table = only(tmp_path, rows, head, ("A2:A4", "B2:B4"))

    assert (days(table), told(table, FILLED)) == ([JUNE, "", "", YEAR], [])


def test_a_corrected_day_holds_for_its_group(tmp_path):
    table = only(tmp_path, listed((WATER, JUNE), (WATER, ""), (WATER, ""), (TOWN, YEAR), (TOWN, "")))
    mended = corrected(table, TableEdits().with_cell((2, "D"), "2026年6月底前"))

    assert days(mended)[:4] == ["2026年6月底前"] * 3 + [YEAR]
    other = corrected(table, TableEdits().with_cell((3, "D"), "2026年6月底前"))
    assert told(other, FILLED) == ["D4", "D6"]


LOG = ["序号", "巡查日期", "企业名称", "存在的问题", "责任单位"]
MARCH, MAY = "2026年3月1日", "2026年5月6日"


def logged(*rows):
    return [
        [str(n), day, firm, f"第{n}处料场未覆盖，扬尘污染", f"单位{n}公司"]
        for n, (day, firm) in enumerate(rows, start=1)
    ]


def found_on(table):
    return [one.extra["巡查日期"] for one in table.records]


def test_the_day_of_a_round_written_once_holds_for_the_rows_of_the_same_firm(tmp_path):
    rows = logged((MARCH, "甲厂"), ("", "甲厂"), ("", "甲厂"), (MAY, "乙厂"), ("", "乙厂"))
    table = only(tmp_path, rows, LOG)

    assert found_on(table) == [MARCH, MARCH, MARCH, MAY, MAY]
    assert (told(table, FILLED), told(table, "没有写巡查日期")) == (["B3", "B4", "B6"], [])


def test_a_firm_left_empty_in_just_these_rows_comes_with_the_day_of_the_round(tmp_path):
    table = only(tmp_path, logged((MARCH, "甲厂"), ("", ""), ("", ""), (MAY, "乙厂"), ("", "")), LOG)

    assert found_on(table) == [MARCH, MARCH, MARCH, MAY, MAY]
    assert [one.extra["企业名称"] for one in table.records] == ["甲厂"] * 3 + ["乙厂"] * 2


@pytest.mark.parametrize(
    "rows",
    [
        [(MARCH, "甲厂"), ("", "乙厂"), ("", "丙厂"), (MAY, "丁厂"), ("", "戊厂")],
        [(MARCH, "甲厂"), (MARCH, "乙厂"), (MAY, "丙厂"), ("", ""), ("", "")],
        [(MARCH, "甲厂"), ("", "甲厂"), (MARCH, "甲厂"), (MAY, "乙厂"), ("", "乙厂")],
    ],
)
def test_a_day_of_no_evident_round_is_left_empty_and_asked_about_once(tmp_path, rows):
    table = only(tmp_path, logged(*rows), LOG)

    assert found_on(table) == [day for day, _firm in rows]
    count = sum(not day for day, _firm in rows)
    (message,) = [one.message for one in table.faults if "没有写巡查日期" in one.message]
    assert message.startswith(f"有 {count} 行没有写巡查日期")


def test_days_of_handing_over_of_petitions_hold_for_their_batch(tmp_path):
    head = ["序号", "受理编号", "批次", "交办日期", "交办问题基本情况", "责任单位"]
    days_of = [("第1批", MARCH), ("第1批", ""), ("第2批", MAY), ("第2批", ""), ("第2批", "")]
    rows = [[str(n), f"X3HN20261122000{n}", batch, day, f"第{n}处噪声扰民", WATER] for n, (batch, day) in enumerate(days_of, 1)]  # fmt: skip
    table = only(tmp_path, rows, head)

    assert table.kind == "petition"
    assert [one.extra["交办日期"] for one in table.records] == [MARCH, MARCH, MAY, MAY, MAY]


def test_an_empty_day_of_being_done_is_never_filled_nor_asked_about(tmp_path):
    head = ["序号", "复查时间", *LOG[2:]]
    table = only(
        tmp_path, logged((MARCH, "甲厂"), ("", "甲厂"), ("", "甲厂"), (MAY, "乙厂"), ("", "乙厂")), head
    )

    assert [one.extra["复查时间"] for one in table.records] == [MARCH, "", "", MAY, ""]
    assert told(table, "没有写复查时间") == []


def test_days_merged_down_are_read_as_they_are(tmp_path):
    rows = logged((MARCH, "甲厂"), ("", "乙厂"), ("", "丙厂"), (MAY, "丁厂"))
    table = only(tmp_path, rows, LOG, ("B2:B4",))

    assert (found_on(table), told(table, FILLED)) == ([MARCH, MARCH, MARCH, MAY], [])
    assert told(table, "没有写巡查日期") == []


def test_a_day_and_a_deadline_written_once_for_a_unit_are_both_of_its_rows(tmp_path):
    head = [*HEAD, "交办日期"]
    rows = [[*row, day] for row, day in zip(listed((WATER, JUNE), ("", ""), ("", ""), (TOWN, YEAR), ("", "")), [MARCH, "", "", MAY, ""], strict=True)]  # fmt: skip
    table = only(tmp_path, rows, head)

    assert days(table) == [JUNE, JUNE, JUNE, YEAR, YEAR]
    assert [one.extra["交办日期"] for one in table.records] == [MARCH, MARCH, MARCH, MAY, MAY]


def test_petitions_without_a_place_below_others_that_have_one_are_asked_about(read):
    head = "受理编号|行政区域|交办问题基本情况|是否属实|处理和整改情况"
    rows = ["D3HB202506110021|青石县|噪声扰民|属实|已停工", "D3HB202506110022||垃圾堆积|属实|已清理"]

    (asked,) = [one.message for one in read(head, *rows).faults if "没有写行政区域" in one.message]

    assert asked.startswith("有 1 行没有写行政区域（第 3 行），别的行写着（如“青石县”）")


def test_petitions_of_a_list_without_any_place_are_not_asked_about_one(read):
    head = "受理编号|行政区域|交办问题基本情况|是否属实|处理和整改情况"

    table = read(head, "D3HB202506110021||噪声扰民|属实|已停工", "D3HB202506110022||垃圾堆积|属实|已清理")

    assert not [one for one in table.faults if "没有写行政区域" in one.message]
