"""Times, states and persons in tables that clerks draw by themselves: 9.30前, months in columns, a unit and its person in one cell."""

from datetime import date

import pytest

from dczg_desktop.domain.deadlines import read_deadline
from dczg_desktop.domain.headings import header_field
from dczg_desktop.domain.reported import month_of
from dczg_desktop.imports.tables.values.rivals import ASKED


def sureness(table, header):
    return next(one.confidence for one in table.columns if one.header == header)


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("9.30前", date(2025, 9, 30)),
        ("10.15之前完成", date(2025, 10, 15)),
        ("9/8日前", date(2025, 9, 8)),
        ("9.30", None),
        ("13.5前", None),
        ("2.30前", None),
    ],
)
def test_a_month_and_day_with_a_point_is_a_day_where_it_says_before(text, due):
    assert read_deadline(text, date(2025, 1, 1)).due == due


def test_a_month_and_day_without_a_year_is_asked_about():
    assert "没有写年份" in read_deadline("9.30前").proposal


def test_deadlines_of_two_offices_are_both_shown_to_a_person(read):
    table = read(
        "编号|问题|完成时限||责任单位",
        "||省定|县定|",
        "A-1|污泥超标|2026年12月底|2026年12月底|县水务公司",
        "A-2|管网破损|2026年12月底|2026年10月底|县住建局",
        merges="A1:A2 B1:B2 C1:D1 E1:E2",
    )

    (fault,) = [one for one in table.faults if "不止一栏" in one.message]

    assert fault.place == "Sheet!C4"
    assert "县定”写的是“2026年10月底”" in fault.message


@pytest.mark.parametrize("other", ["完成时限/实际", "交办时限", "原整改时限"])
def test_other_times_are_no_second_deadline(read, other):
    table = read(f"编号|问题|整改时限|{other}|责任单位", "A-1|污泥超标|2026年12月底|2026年10月底|县水务公司")

    assert not [one for one in table.faults if "不止一栏" in one.message]


@pytest.mark.parametrize(
    ("said", "state"),
    [("达到", "达到序时进度"), ("未达到", "未达到序时进度"), ("已完成", "已完成")],
)
def test_whether_the_work_keeps_its_pace_is_its_state(read, said, state):
    table = read(
        "序号|问题|整改时限|是否达到序时进度", f"1|溢流|2026年9月底|{said}", "2|扬尘|2026年9月底|未达到"
    )

    assert [one.fields["status"] for one in table.records] == [state, "未达到序时进度"]
    assert sureness(table, "是否达到序时进度") <= ASKED
    assert not table.faults


@pytest.mark.parametrize("said", ["施工单位已进场，主体完成一半", "是", "否"])
def test_whether_the_work_keeps_its_pace_may_be_told_otherwise_and_is_kept_then(read, said):
    table = read("序号|问题|整改时限|是否达到序时进度", f"1|溢流|2026年9月底|{said}")

    assert "status" not in table.mapping


@pytest.mark.parametrize(
    ("title", "month"),
    [
        ("云岭县2025年9月底督察整改进展表", (2025, 9)),
        ("督察整改工作2025年第三季度进展情况表", (2025, 9)),
        ("2025年上半年河湖四乱整治推进情况表", (2025, 6)),
        ("云岭县整改台账（9月）", (None, 9)),
        ("2024年9月省级督察反馈问题整改进展表", None),
        ("2025年9月云岭县整改台账", None),
        ("2024年一季度暗访发现问题整改进展表", None),
    ],
)
def test_the_name_of_a_table_tells_the_month_of_its_reports(title, month):
    found = month_of("整改进展", [title], "Sheet1", None)

    assert (found and found[:2]) == month


@pytest.mark.parametrize(
    ("said", "unit", "person"),
    [
        ("县住建局 王强", "县住建局", "王强"),
        ("县住建局（王强）", "县住建局", "王强"),
        ("县住建局/王强、李红", "县住建局", "王强、李红"),
        ("王强（县住建局）", "县住建局", "王强"),
        ("县住建局：王强；县水利局：李红", "县住建局、县水利局", "王强、李红"),
    ],
)
@pytest.mark.parametrize("header", ["责任单位及责任人", "责任单位（责任人）", "牵头单位、责任人"])
def test_a_unit_and_its_person_in_one_cell_are_parted_and_asked_about(read, header, said, unit, person):
    table = read(
        f"序号|问题|整改时限|{header}", f"1|溢流|2026年9月底|{said}", "2|扬尘|2026年9月底|县城管局 何敏"
    )

    first = table.records[0]
    field = "lead_unit" if "牵头" in header else "responsible_unit"
    assert (first.fields[field], first.fields["responsible_person"]) == (unit, person)
    assert (first.cells[field], first.cells["responsible_person"]) == ("D2", "D2")
    assert first.extra == {header: said}
    assert all(one.confidence <= ASKED for one in table.columns if one.field in {field, "responsible_person"})


@pytest.mark.parametrize("said", ["县住建局（牵头）", "县住建局 城建股", "县住建局、县水利局"])
def test_what_stands_behind_a_unit_and_is_nobody_stays_with_it(read, said):
    table = read("序号|问题|责任单位及责任人", f"1|溢流|{said}", f"2|扬尘|{said}")

    assert table.records[0].fields["responsible_unit"] == said
    assert "responsible_person" not in table.mapping


def test_a_few_persons_among_units_are_asked_about_where_they_stand(read):
    table = read("序号|问题|责任单位及责任人", "1|溢流|县住建局", "2|扬尘|县城管局", "3|油烟|县城管局 何敏")

    assert "responsible_person" not in table.mapping
    assert [one.place for one in table.faults if "人名" in one.message] == ["Sheet!C4"]


def test_the_last_week_over_what_was_done_is_the_progress_and_asked_about(read):
    table = read("编号|问题|责任单位|第1周（9.1-9.7）|第2周（9.8-9.14）", "1|黑臭|县水务局|清淤一段|清淤完成")

    assert table.records[0].fields["progress"] == "清淤完成"
    assert sureness(table, "第2周（9.8-9.14）") <= ASKED
    assert table.records[0].extra == {"第1周（9.1-9.7）": "清淤一段"}


@pytest.mark.parametrize(
    ("said", "deadline"),
    [
        ("9月底前恢复运行", "9月底前"),
        ("2026年8月31日前整改到位", "2026年8月31日前"),
        ("长期坚持", "长期坚持"),
        ("立即拆除，恢复原状", ""),
        ("2026年3月底前开工，2026年9月底前完工", ""),
    ],
)
@pytest.mark.parametrize("header", ["整改要求及时限", "整改措施及完成时限"])
def test_the_one_time_told_with_what_is_to_be_done_is_the_deadline_and_asked_about(
    read, header, said, deadline
):
    table = read(f"序号|问题|{header}", f"1|处理站不运行|{said}", "2|占用湿地|2026年6月底前恢复")

    assert [one.fields["deadline"] for one in table.records] == [deadline, "2026年6月底前"]
    assert table.records[0].cells["deadline"] == "C2"
    assert next(one.confidence for one in table.columns if one.field == "deadline") <= ASKED
    assert said in table.records[0].fields.values()


def test_times_with_what_is_to_be_done_are_left_there_beside_a_column_of_deadlines(read):
    table = read("序号|问题|整改措施及时限|整改时限", "1|处理站不运行|9月底前恢复运行|2026年12月底")

    assert table.records[0].fields["deadline"] == "2026年12月底"


def test_a_node_by_which_all_is_to_be_done_is_a_deadline():
    assert header_field("整改完成节点")[0] == "deadline"
