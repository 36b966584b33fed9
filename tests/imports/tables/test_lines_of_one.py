"""Rows of one problem without measures of their own, extensions told in remarks, ticks that say yes: nothing of it is lost."""

import pytest
from openpyxl import Workbook

from dczg_desktop.imports.read import read_tables, read_text
from dczg_desktop.imports.tables.around.stated import told_title
from dczg_desktop.imports.tables.records.wholes import Wholes
from dczg_desktop.services.importing.taking import source_name

HEADS = ("序号", "整改任务", "责任单位", "完成时限")


def table_of(folder, *rows, heads=HEADS, merged=("A2:A3", "B2:B3")):
    book = Workbook()
    for row in (heads, *rows):
        book.active.append(list(row))
    for span in merged:
        book.active.merge_cells(span)
    book.save(folder / "表.xlsx")
    (table,) = read_tables(folder / "表.xlsx").tables
    return table


def test_deadlines_of_several_units_stay_side_by_side_where_no_measure_keeps_them(tmp_path):
    table = table_of(
        tmp_path, (1, "垃圾处理率偏低", "县城管局", "2025年9月底"), (None, None, "石桥镇", "2025年12月底")
    )
    wholes = Wholes(table)

    assert wholes.of(table.records[0]).fields["deadline"] == "县城管局：2025年9月底；石桥镇：2025年12月底"
    assert "时限连在一起记" in wholes.note
    assert "各条措施的时限" not in wholes.note


def test_deadlines_of_one_unit_stay_side_by_side_without_it(tmp_path):
    table = table_of(
        tmp_path, (1, "垃圾处理率偏低", "县城管局", "2025年9月底"), (None, None, "县城管局", "2025年12月底")
    )

    assert Wholes(table).of(table.records[0]).fields["deadline"] == "2025年9月底；2025年12月底"


def test_a_row_without_a_measure_does_not_lose_its_deadline(tmp_path):
    heads = (*HEADS, "整改措施")
    rows = (
        (1, "处理率偏低", "县城管局", "2025年9月底", "建焚烧厂"),
        (None, None, "石桥镇", "2025年12月底", None),
    )
    table = table_of(tmp_path, *rows, heads=heads)

    assert (
        Wholes(table).of(table.records[0]).fields["deadline"] == "县城管局：2025年9月底；石桥镇：2025年12月底"
    )


def test_measures_keep_their_deadlines_and_the_latest_is_that_of_the_problem(tmp_path):
    heads = (*HEADS, "整改措施")
    rows = (
        (1, "处理率偏低", "县城管局", "2025年9月底", "建焚烧厂"),
        (None, None, "石桥镇", "2025年12月底", "建收集点"),
    )
    table = table_of(tmp_path, *rows, heads=heads)

    assert Wholes(table).of(table.records[0]).fields["deadline"] == "2025年12月底"
    assert "各条措施的时限" in Wholes(table).note


@pytest.mark.parametrize(
    ("remark", "asked"),
    [
        ("经市整改办批准，整改时限延至2025年9月底", True), ("同意展期至2025年9月底", True), ("整改时限已调整为2025年9月底", True),
        ("申请延至2025年9月底", False), ("整改时限调整为2025年1月底", False), ("资金延至下季度到位", False),
    ],
)  # fmt: skip
def test_an_extension_in_a_remark_is_asked_about(remark, asked):
    (table,) = read_text(f"序号\t问题\t整改时限\t备注\n1\t渗滤液积存\t2025年3月底\t{remark}").tables

    assert any("批准延期的" in one.message for one in table.faults) is asked


@pytest.mark.parametrize(
    ("header", "sign", "asked"),
    [
        ("是否完成（✔/✘）", "✔", ""), ("是否完成（✔/✘）", "✘", "只说还没有完成"), ("是否完成（√或×）", "×", "只说还没有完成"),
        ("是否完成", "✔", "不认识的状态"), ("完成情况（√）", "√", "不认识的状态"),
    ],
)  # fmt: skip
def test_a_tick_is_yes_and_a_cross_no_where_the_heading_asks_for_them(header, sign, asked):
    (table,) = read_text(f"序号\t问题\t责任单位\t{header}\n1\t油烟直排\t县城管局\t{sign}").tables

    assert [asked in one.message for one in table.faults] == ([True] if asked else [])


@pytest.mark.parametrize(
    ("name", "state"),
    [("表一  已完成整治的水体", "已完成整治"), ("正在治理的河段", "正在治理"), ("已完成的工作", "")],
)
def test_a_list_of_waters_says_their_state_as_one_of_problems_does(name, state):
    rows = f"{name}\n序号\t问题\t责任单位\n1\t排污口直排\t市住建局\n2\t底泥淤积\t石桥镇"
    (table,) = read_text(rows).tables

    assert table.records[0].fields.get("status", "") == state


def test_an_annex_below_the_title_is_no_source(tmp_path):
    book = Workbook()
    for row in (("某县警示片问题整改分工方案",), ("附件2",), HEADS, (1, "甲", "县水利局", "2025年底")):
        book.active.append(list(row))
    book.save(tmp_path / "表.xlsx")
    (table,) = read_tables(tmp_path / "表.xlsx").tables

    assert source_name(table, table.records[0], "") == told_title(table) == "某县警示片问题整改分工方案"


def test_a_place_whose_name_is_a_colour_speaks_of_no_colours(tmp_path):
    book = Workbook()
    for row in (("红岩县整改台账",), ("填报单位：红岩县分局",), HEADS, (1, "甲", "县水利局", "2025年底")):
        book.active.append(list(row))
    book.save(tmp_path / "表.xlsx")

    assert not [one for one in read_tables(tmp_path / "表.xlsx").notes if "颜色" in one]


def test_a_rarer_surname_behind_a_unit_is_a_name():
    (table,) = read_text("序号\t问题\t责任单位\n1\t甲处直排\t县林草局 武志刚\n2\t乙处堆放\t县水利局").tables

    assert [one.place.rpartition("!")[2] for one in table.faults if "人名" in one.message] == ["C2"]


def test_the_last_of_three_columns_to_tick_is_one_of_them():
    heads = "序号\t问题\t责任单位\t已销号\t验收中\t未申请"
    (table,) = read_text(f"{heads}\n1\t甲\t县水利局\t√\t\t\n2\t乙\t县林业局\t\t\t√").tables

    assert [one.fields["status"] for one in table.records] == ["已销号", "未申请"]
    assert [one.value for one in table.faults] == ["未申请"]


def test_reports_under_a_heading_of_states_are_reports_though_one_names_a_state():
    texts = ("设备已安装，出水达标", "已编制环评", "未开工，业主资金不到位", "5座中3座恢复运行")
    rows = "\n".join(f"{line}\t问题{line}\t县水利局\t{text}" for line, text in enumerate(texts, 1))
    (table,) = read_text(f"序号\t问题\t责任单位\t进度情况\n{rows}").tables

    assert [one.fields.get("progress") for one in table.records] == list(texts)
    assert "status" not in table.mapping


def test_leaders_of_offices_below_a_heading_of_leaders_are_no_units():
    heads = "序号\t问题\t责任领导\t\n\t\t市级\t部门"
    (table,) = read_text(f"{heads}\n1\t河道垃圾\t罗副市长\t陈明\n2\t料场扬尘\t吴副市长\t郑辉").tables

    assert "responsible_unit" not in table.mapping
    assert [one.fields["responsible_leader"] for one in table.records] == ["陈明", "郑辉"]


def test_many_sure_headings_are_a_header_beside_as_many_unknown_ones():
    heads = "挂账号\t问题概况\t行业类别\t涉及乡镇\t主责部门\t主责部门分管领导\t销账日期\t9月\t10月\t11月\t是否销账"
    row = "NL-03\t矸石山自燃\t工矿\t麻柳镇\t县能源局\t何刚\t2025.12.31\t布设\t注浆\t明火消除\t否"
    (table,) = read_text(f"{heads}\n{row}").tables

    fields = table.records[0].fields
    assert (fields["number"], fields["responsible_unit"], fields["status"]) == ("NL-03", "县能源局", "否")


def test_a_list_of_measures_in_its_own_sheet_keeps_who_does_each_and_until_when(tmp_path):
    book = Workbook()
    book.active.title = "责任清单"
    for row in (
        ("问题编号", "反馈问题", "责任单位"),
        ("HW-01", "雨污混流", "县住建局"),
        ("HW-02", "砖厂停运设施", "县环保局"),
    ):
        book.active.append(list(row))
    measures = book.create_sheet("措施清单")
    for row in (
        ("问题编号", "序号", "具体措施", "承担单位", "完成时限"), ("HW-01", 1, "改造管网。", "县住建局", "2026年6月底"),
        ("HW-01", 2, "封堵排口", "县水利局", "2026年3月底"), ("HW-02", 1, "更换喷淋", "某砖厂", None),
    ):  # fmt: skip
        measures.append(list(row))
    book.save(tmp_path / "清单.xlsx")
    first, second = read_tables(tmp_path / "清单.xlsx").tables

    assert [one.fields["measures"] for one in first.records] == [
        "改造管网（责任单位：县住建局；时限：2026年6月底）。\n封堵排口（责任单位：县水利局；时限：2026年3月底）",
        "更换喷淋（责任单位：某砖厂）",
    ]
    assert [one.fields["responsible_unit"] for one in first.records] == ["县住建局", "县环保局"]
    assert second.kind == "measure"
