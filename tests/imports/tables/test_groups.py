"""Rows that only name a group of the table and how many it has: no records, and what they name is said of the rows of the group."""

import time

import pytest

from dczg_desktop.imports.merged import MergedDown
from dczg_desktop.imports.reading import Column, Grid
from dczg_desktop.imports.tables.around.groups import with_groups_said, without_group_rows

HEAD = "序号|问题描述|整改措施|责任单位|整改时限"
SAND = "1|某砂场扬尘扰民严重问题突出|1.清理。|县水利局|2026年12月底前"
SMOKE = "2|某厂废气直排问题突出未治理|1.清理。|县水利局|2026年12月底前"
RIVER = "3|某河段污水直排问题突出未治理|1.清理。|县水利局|2026年12月底前"


def said(table, field):
    return [record.fields.get(field) for record in table.records]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("大气|2个", "水|1个"),
        ("大气|2", "水|1"),
        ("一、大气|共2项", "二、水|共1项"),
        ("一|大气|2个", "二|水|1个"),
        ("一、大气问题（2个）", "二、水问题（1个）"),
        ("（一）大气方面", "（二）水方面"),
        ("一|大气方面", "二|水方面"),
    ],
)
def test_the_category_of_a_group_is_that_of_its_rows_and_asked_about(read, first, second):
    one = read(HEAD, first, SAND, SMOKE, second, RIVER)

    assert [record.row for record in one.records] == [3, 4, 6]
    assert said(one, "category") == ["大气", "大气", "水"]
    assert one.columns[-1].header == "类型（分组标题）"
    assert one.columns[-1].confidence < 0.75
    assert [(left.row, left.why) for left in one.left_out] == [
        (2, "分组标题，已读作“类型”"),
        (5, "分组标题，已读作“类型”"),
    ]
    assert one.records[2].cells["category"].endswith("5")


@pytest.mark.parametrize("first", ["河湾镇|小计 2 件", "河湾镇小计 2件", "河湾镇（2件）"])
def test_the_area_of_a_group_is_that_of_its_rows(read, first):
    one = read(HEAD, first, SAND, SMOKE, "云溪镇（1件）", RIVER)

    assert said(one, "area") == ["河湾镇", "河湾镇", "云溪镇"]


def test_a_sum_below_its_rows_is_of_the_rows_above(read):
    one = read(HEAD, SAND, SMOKE, "河湾镇小计|2件", RIVER, "云溪镇小计|1件", "合计|3件")

    assert said(one, "area") == ["河湾镇", "河湾镇", "云溪镇"]
    assert [left.why for left in one.left_out] == [
        "分组小计，已读作“行政区域”",
        "分组小计，已读作“行政区域”",
        "合计行",
    ]


def test_a_group_that_counts_otherwise_than_was_read_is_told(read):
    one = read(HEAD, "大气|3个", SAND, SMOKE, "水|1个", RIVER)

    assert one.left_out[0].why == "分组标题，已读作“类型”；写着 3 个，读出 2 个，请核对"


def test_a_column_of_the_same_kind_is_left_as_it_is(read):
    one = read(
        "序号|行政区域|问题描述|责任单位",
        "河湾镇||2个",
        "1|河湾镇新村|某砂场扬尘扰民严重|县水利局",
        "2|河湾镇老村|某厂废气直排|县水利局",
    )

    assert said(one, "area") == ["河湾镇新村", "河湾镇老村"]
    assert [left.text for left in one.left_out] == ["河湾镇　2个"]


def test_groups_within_groups_end_with_the_outer_one(read):
    one = read(
        HEAD,
        "一、中央生态环境保护督察反馈问题（2个）",
        "（一）大气方面",
        SAND,
        "（二）水方面",
        SMOKE,
        "二、省级督察反馈问题（1个）",
        RIVER,
    )

    assert said(one, "source") == ["中央生态环境保护督察反馈问题"] * 2 + ["省级督察反馈问题"]
    assert said(one, "category") == ["大气", "水", ""]


def test_a_title_nobody_knows_is_kept_beside_when_its_number_is_right(read):
    one = read(HEAD, "大棚房|2个", SAND, SMOKE, "尾矿库|1个", RIVER)

    assert [record.extra["分组标题"] for record in one.records] == ["大棚房", "大棚房", "尾矿库"]


def test_a_short_row_whose_number_is_not_that_of_the_rows_below_stays_a_record(read):
    one = read(HEAD, SAND, "排污口|3个", RIVER)

    assert [record.row for record in one.records] == [2, 3, 4]


def test_petitions_in_groups_of_batches_have_their_batch(read):
    one = read(
        "受理编号|交办问题基本情况|是否属实|处理和整改情况",
        "第一批（1件）", "X3YX202405160020|某砂场扬尘扰民|属实|已整改", "第二批（1件）", "X3YX202405170020|某河段污水直排|属实|已整改",
    )  # fmt: skip

    assert said(one, "batch") == ["第一批", "第二批"]


def test_the_office_that_signs_below_is_no_group(read):
    one = read("序号|问题描述|整改措施", "1|某砂场扬尘扰民严重|清理", "2|某厂废气直排|清理", "县生态环境局")

    assert [column.field for column in one.columns] == ["number", "description", "measures"]


def test_rows_of_measures_merged_under_a_problem_are_not_counted(read):
    one = read(
        "序号|问题描述|整改措施|责任单位", "大气|1个", "1|某砂场扬尘扰民严重|1.清理。|县水利局", "||2.覆盖。|县住建局",
        merges="A3:A4 B3:B4",
    )  # fmt: skip

    assert one.left_out[0].why == "分组标题，已读作“类型”"
    assert said(one, "category") == ["大气", "大气"]


@pytest.mark.parametrize("numbers", ["123", "一二三", ("（一）", "（二）", "（三）")])
def test_a_row_numbered_as_the_records_are_is_one_of_them_however_little_it_says(read, numbers):
    first, second, third = numbers
    one = read(
        "序号|问题描述|数量|责任单位",
        f"{first}|排污口未整治|3个|县水利局",
        f"{second}|散乱污企业未清理|5家|县住建局",
        f"{third}|噪声扰民|2个|",
    )

    assert [record.row for record in one.records] == [2, 3, 4]


def test_a_title_may_say_under_a_label_what_it_is(read):
    one = read(
        "序号|问题描述|整改措施",
        "责任单位：县水利局（1个）",
        "1|某砂场扬尘扰民严重|清理",
        "责任单位：县住建局",
        "2|某厂废气直排|清理",
    )

    assert said(one, "responsible_unit") == ["县水利局", "县住建局"]


def test_who_filled_the_table_in_is_no_group(read):
    one = read(
        "序号|问题描述|整改措施", "填报单位：县水利局", "1|某砂场扬尘扰民严重|清理", "2|某厂废气直排|清理"
    )

    assert [column.field for column in one.columns] == ["number", "description", "measures"]


@pytest.mark.parametrize("label", ["责任单位：", ""])
def test_what_stands_below_each_record_is_not_said_of_the_next_one(read, label):
    one = read(
        "序号|问题描述|整改措施",
        "1|某砂场扬尘扰民严重|清理",
        f"{label}县水利局",
        "2|某厂废气直排|清理",
        f"{label}县住建局",
    )

    assert "responsible_unit" not in one.mapping
    assert [left.text for left in one.left_out] == [f"{label}县水利局", f"{label}县住建局"]


def test_many_groups_are_told_in_time():
    def seconds(count):
        cells = [
            [f"{number}村", "1个", "", ""] if number % 2 else ["1", f"某砂场{number}", "清", "县水利局"]
            for number in range(count)
        ]
        grid = Grid("清单", cells)
        columns = tuple(
            Column(letter, name, field, 1.0)
            for letter, name, field in zip(
                "ABCD",
                HEAD.split("|"),
                ("number", "description", "measures", "responsible_unit"),
                strict=False,
            )
        )
        began = time.process_time()
        rows, others = without_group_rows(grid, columns, list(range(count)), [], ())
        with_groups_said(grid, columns, rows, others, MergedDown())
        return time.process_time() - began

    seconds(100)
    assert seconds(8000) < 12 * max(seconds(2000), 0.01)


def test_numbered_chapters_nobody_knows_are_kept_beside_their_rows(read):
    one = read(HEAD, "一、思想认识方面", SAND, SMOKE, "二|环境基础设施方面", RIVER)

    assert [record.extra["分组标题"] for record in one.records] == ["思想认识方面"] * 2 + ["环境基础设施方面"]


def test_the_state_of_a_group_is_that_of_its_rows_and_asked_about(read):
    head = "序号|问题描述|整改措施|责任单位|整改时限|整改情况"
    rows = [f"{one}|已清理到位，完成投资两百万元。" for one in (SAND, SMOKE, RIVER)]
    one = read(head, "一、已完成整改（2项）", *rows[:2], "二、正在推进问题（1项）", rows[2])

    assert said(one, "status") == ["已完成整改", "已完成整改", "正在推进"]
    assert (one.columns[-1].header, one.columns[-1].confidence < 0.75) == ("完成情况（分组标题）", True)


def test_the_state_of_a_group_of_petitions_is_how_far_they_are(read):
    head = "序号|受理编号|交办问题基本情况|责任单位|调查核实情况|处理和整改情况"
    rows = [
        f"{n}|X3HN20261122000{n}|某厂第{n}处噪声扰民|县住建局|经查，情况存在|责令整改到位" for n in (1, 2, 3)
    ]
    one = read(head, "一、已办结（2件）", *rows[:2], "二、未办结（1件）", rows[2])

    assert said(one, "completion") == ["已办结", "已办结", "未办结"]


def test_a_state_beside_a_column_of_states_stays_a_title(read):
    one = read(f"{HEAD}|完成情况", "一、已完成整改（2项）", f"{SAND}|正在整改", f"{SMOKE}|已完成", "二、正在推进（1项）", f"{RIVER}|正在整改")  # fmt: skip

    assert said(one, "status") == ["正在整改", "已完成", "正在整改"]


def test_a_day_in_the_title_of_a_group_is_no_count(read):
    head = "序号|受理编号|交办问题基本情况|责任单位"
    rows = [f"{n}|X3HN20261122000{n}|某厂第{n}处噪声扰民|县住建局" for n in (1, 2, 3)]
    one = read(head, "第一批（9月1日交办，共2件）", *rows[:2], "第二批（9月2日交办，共1件）", rows[2])

    assert said(one, "batch") == ["第一批", "第一批", "第二批"]
    assert [left.why for left in one.left_out] == ["分组标题，已读作“批次”"] * 2


def test_records_above_the_first_batch_that_a_line_names_are_of_the_batch_in_the_title(read):
    head = "序号|受理编号|举报问题|是否属实|整改情况"
    table = read(
        "第一批信访件（4月19日交办）|||||",
        head,
        "1|D2YN202604190001|甲厂臭|属实|整改",
        "2|X2YN202604190002|乙场吵|不属实|无",
        "第二批信访件（4月20日交办）|||||",
        head,
        "1|D2YN202604200001|丙河黑|属实|清淤",
    )

    assert [one.fields["batch"] for one in table.records] == ["第1批", "第1批", "第二批"]
