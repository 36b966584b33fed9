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
