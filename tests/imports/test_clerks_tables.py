"""Tables as clerks draw them by themselves: short headings, sums and signatures, rows that go on, numbers below numbers."""

from datetime import date

import pytest
from openpyxl import Workbook

from dczg_desktop.domain.deadlines import read_deadline
from dczg_desktop.domain.headings import header_field
from dczg_desktop.domain.reported import month_of
from dczg_desktop.imports.read import read_tables
from dczg_desktop.imports.tables.rivals import ASKED
from dczg_desktop.imports.tables.wholes import Wholes

HEAD = "序号|问题|整改措施|整改时限|责任单位"
ROW = "1|河道有垃圾|清理|2026年9月底|县水利局"


def fields(table):
    return {one.header: one.field for one in table.columns}


def sureness(table, header):
    return next(one.confidence for one in table.columns if one.header == header)


@pytest.mark.parametrize(
    ("head", "texts", "field"),
    [
        ("责主", ("县水利局", "上坝村委会"), "responsible_unit"),
        ("主办", ("执法一中队", "园林所"), "responsible_unit"),
        ("督单", ("市住建局", "市水务局"), "supervising_unit"),
        ("责主", ("张三", "李四"), None),
    ],
)
def test_a_heading_shortened_to_two_characters_counts_where_units_stand_below(read, head, texts, field):
    table = read(
        f"序号|问题|整改时限|{head}", *(f"{n}|问题{n}|2026年9月底|{one}" for n, one in enumerate(texts, 1))
    )

    assert fields(table)[head] == field
    assert sureness(table, head) <= ASKED


def test_who_has_which_part_may_stand_in_brackets_behind_the_unit(read):
    table = read("序号|问题|责任单位（牵头）|责任单位（配合）", "1|河道有垃圾|县水利局|白石乡")

    assert table.records[0].fields["responsible_unit"] == "县水利局"
    assert table.records[0].fields["supporting_unit"] == "白石乡"


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("违法用地情况", "description"),
        ("违规建设行为", "description"),
        ("违法查处情况", None),
        ("违建拆除情况", None),
    ],
)
def test_what_is_against_the_law_is_the_problem_and_what_became_of_it_is_not(header, field):
    assert (header_field(header)[0] == "description") is (field == "description")


def test_the_state_that_a_sheet_is_named_after_is_read_where_the_problem_is_called_otherwise(tmp_path):
    book = Workbook()
    book.active.title = "已整改"
    for line in (("编号", "违法用地情况", "责任单位"), ("W-1", "占用耕地建仓库", "青禾镇")):
        book.active.append(line)
    book.save(tmp_path / "a.xlsx")
    (table,) = read_tables(tmp_path / "a.xlsx").tables

    assert table.records[0].fields["status"] == "已整改"


def test_the_inspector_of_a_grid_is_asked_about_before_he_answers_for_anything(read):
    table = read("序号|网格员|问题|整改时限", "1|李娟|河面有漂浮物|2026年9月底")

    assert 0 < sureness(table, "网格员") <= ASKED


def test_how_it_was_judged_before_is_no_state_of_today(read):
    table = read("序号|问题|原整改结论|责任单位", "1|雨污分流不彻底|已销号|县住建局")

    assert table.records[0].extra["原整改结论"] == "已销号"
    assert "status" not in table.mapping


def test_what_came_back_and_still_counts_as_solved_is_asked(read):
    table = read(
        "序号|问题|状态|是否反弹", "1|溢流|已销号|是", "2|扬尘|已销号|否", "3|油烟|正在整改|部分反弹"
    )

    asked = [one for one in table.faults if "是否反弹" in one.message]

    assert [(one.place, one.value) for one in asked] == [("Sheet!C2", "已销号")]


def test_a_slash_in_brackets_parts_no_heading(read):
    table = read("序号|问题|责任单位|立案（是/否）", "1|废水超标|县环境局|是")

    assert fields(table)["立案（是/否）"] is None


def test_bare_figures_under_percent_are_no_state(read):
    table = read("序号|问题|整改进度（％）|责任单位", "1|废水超标|60|县环境局", "2|废气超标|100|县环境局")

    assert fields(table)["整改进度（％）"] is None
    assert not table.faults


def test_a_task_with_a_remark_beside_the_problem_is_what_is_done_about_it(read):
    table = read(
        "编号|存在问题（检查发现）|整改任务（企业填报）|整改时限", "K-1|在线数据超标|更换设备|2026年9月底"
    )

    assert table.records[0].fields["measures"] == "更换设备"


def test_whether_a_petition_is_true_may_stand_under_any_word_for_checking(read):
    table = read("受理编号|信访内容|初核|办理情况", "X3YN202609030015|油烟直排|属实|已清洗", "X3YN202609030016|噪声|部分属实|已约谈")  # fmt: skip

    assert [one.fields["substantiated"] for one in table.records] == ["属实", "部分属实"]
    assert sureness(table, "初核") <= ASKED


@pytest.mark.parametrize(
    "row",
    [
        "合计3项8条措施|||||",
        "|小计（2个）|||11.6|",
        "编制：宋岚|审核：李铁||批准：王东||",
        "总计：7处|||||已完成3",
    ],
)
def test_sums_and_signatures_are_no_problems(read, row):
    table = read(f"{HEAD}|状态", f"{ROW}|正在整改", row)

    assert [one.row for one in table.records] == [2]
    assert [one.row for one in table.left_out] == [3]


def test_a_sum_under_a_merged_town_is_no_problem(read):
    lines = [
        "乡镇|图斑号|违法事实|面积",
        "白石乡|5301-01|建便道|3.2",
        "|5301-02|毁林开垦|8.4",
        "|小计（2个）||11.6",
    ]

    table = read(*lines, merges="A2:A4")

    assert [one.row for one in table.records] == [2, 3]
    assert [(one.row, one.why) for one in table.left_out] == [(4, "合计行")]


def test_a_row_that_says_it_goes_on_belongs_to_the_one_above(read):
    table = read(
        "序号|问题来源|问题|整改措施|整改时限",
        "1|暗访|污水站停运。|①抢修曝气机；|2026年9月底",
        "|（续上）|数据缺失15天。|②补装流量计。|",
        "2|自查|溯源滞后。|委托第三方。|2026年12月底",
    )

    assert [one.row for one in table.records] == [2, 4]
    first = table.records[0].fields
    assert first["description"] == "污水站停运。数据缺失15天。"
    assert first["measures"] == "①抢修曝气机；②补装流量计。"
    assert first["source"] == "暗访"


def test_the_leader_named_over_a_group_is_that_of_its_rows(read):
    table = read("序号|问题|责任单位", "包案领导：县委副书记 李建国（2件）||", ROW[: ROW.index("|清理")] + "|县水利局", "2|料场未覆盖|县住建局", "包案领导：副县长 王志强（1件）||", "3|扬尘|县城管局", merges="A2:C2 A5:C5")  # fmt: skip

    assert [one.fields["responsible_leader"] for one in table.records] == [
        "县委副书记 李建国",
        "县委副书记 李建国",
        "副县长 王志强",
    ]


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


STEPS = ("1|出水超标|生产部|2026年10月底|调试中", "1.1|增加投加系统|工程部|2026年8月底|已完成", "1.2|连续监测|生产部|2026年10月底|第12天")  # fmt: skip


def test_rows_numbered_below_a_problem_are_its_measures_where_the_heading_says_both(read):
    table = read(
        "编号|问题及整改任务|责任部门|完成时限|进度说明", *STEPS, "2|漏损率高|管网部|2026年12月底|推进中"
    )

    assert [(one.row, one.merged_from) for one in table.records] == [(2, None), (3, 2), (4, 2), (5, None)]
    second = table.records[1]
    assert (second.fields["number"], second.fields["description"]) == ("1", "出水超标")
    assert (second.fields["measures"], second.cells["measures"]) == ("增加投加系统", "B3")
    assert second.fields["responsible_unit"] == "工程部"


def test_a_problem_that_leads_measures_with_times_of_their_own_keeps_its_own(read):
    table = read("编号|问题及整改任务|责任部门|完成时限|进度说明", *STEPS)

    assert Wholes(table).of(table.records[0]).fields["deadline"] == "2026年10月底"


def test_rows_numbered_below_a_problem_are_asked_about_where_it_is_not_said(read):
    table = read("编号|问题|责任部门|完成时限|进度说明", *STEPS)

    assert [one.merged_from for one in table.records] == [None, None, None]
    (fault,) = [one for one in table.faults if "下一级" in one.message]
    assert (fault.place, fault.value) == ("Sheet!A3", "1.1")


def test_numbers_with_points_that_do_not_count_below_others_are_left_alone(read):
    table = read(
        "编号|问题及整改任务|责任部门", "1|出水超标|生产部", "1.1|增加投加|工程部", "3.2|连续监测|生产部"
    )

    assert [one.merged_from for one in table.records] == [None, None, None]
    assert not [one for one in table.faults if "下一级" in one.message]


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


def test_a_list_of_problems_without_the_problem_is_told_once(read):
    table = read(
        "编号|整改时限|责任单位|进展情况", "A-1|2026年9月底|县水利局|已清理", "A-2|2026年9月底|县水利局|未动"
    )

    (fault,) = [one for one in table.faults if "没有写着问题内容的一栏" in one.message]
    assert (fault.place, "2 行" in fault.message) == ("Sheet!A", True)


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


SIDEWAYS = ("问题描述|河道有垃圾|料场未覆盖", "整改措施|清理|覆盖", "责任单位|县水利局|县住建局", "整改时限|2026年9月底|2026年6月底")  # fmt: skip


@pytest.mark.parametrize(
    ("row", "numbers"),
    [
        ("项目|问题一|问题二", ["一", "二"]),
        ("事项|第3项|第7项", ["第3项", "第7项"]),
        ("|问题1|问题2", ["1", "2"]),
        ("序号|1|2", ["1", "2"]),
    ],
)
def test_the_numbers_over_problems_side_by_side_are_theirs(read, row, numbers):
    table = read("整改一览表", row, *SIDEWAYS, merges="A1:C1")

    assert [one.fields["number"] for one in table.records] == numbers
    assert [one.cells["number"] for one in table.records] == ["B2", "C2"]
    assert [one.fields["description"] for one in table.records] == ["河道有垃圾", "料场未覆盖"]
    assert table.title == "整改一览表"


def test_names_over_problems_side_by_side_are_no_numbers(read):
    table = read("整改一览表", "项目|云溪河|料场", *SIDEWAYS, merges="A1:C1")

    assert all("number" not in one.fields for one in table.records)


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("到期时间", "deadline"),
        ("办理到期日期", "deadline"),
        ("市级督导", "supervising_unit"),
        ("监督措施", None),
        ("督促措施", None),
        ("监管措施", "measures"),
        ("红绿灯", "status"),
    ],
)
def test_what_a_heading_names(header, field):
    assert header_field(header)[0] == field


def test_offices_under_the_place_of_a_problem_answer_for_it(read):
    table = read(
        "编号|问题|时限|属地",
        "G-1|岸电使用率低|2026年9月底|云岭县人民政府",
        "G-2|联单不闭环|2026年9月底|开发区管委会",
    )

    assert table.records[0].fields["responsible_unit"] == "云岭县人民政府"
    assert "area" not in table.mapping


def test_signs_under_lights_are_read_by_the_note_that_explains_them(read):
    table = read("编号|整改任务|责任单位|红绿灯", "1|零排放投运|县电厂|●", "2|装置修复|县电厂|○", "注：●正常推进 ○滞后|||", merges="A4:D4")  # fmt: skip

    assert [one.fields["status"] for one in table.records] == ["正常推进", "滞后"]


def test_the_name_of_the_place_in_a_form_is_kept(read):
    table = read("水源地问题整治表", "编号|SY-01|级别|县级", "水源地名称|黑龙潭水源地||", "存在问题|有耕地约12亩||", "责任单位|县水务局|配合单位|县住建局", "整治目标|2026年底前退耕||", merges="A1:D1 B3:D3 B4:D4 B6:D6")  # fmt: skip

    assert table.records[0].extra["水源地名称"] == "黑龙潭水源地"


FURTHER = "编号|反馈问题|具体措施|牵头单位|完成时限|备注"


def test_a_measure_with_unit_and_time_below_a_problem_is_one_of_it_and_asked_about(read):
    table = read(FURTHER, "1|总磷超标|排查污染源|县水务局|2026年6月底|", "||建设调蓄带|县住建局|2026年9月底|专项债", "2|渣土抛洒|更换车辆|县城管局|2026年6月底|")  # fmt: skip

    assert [(one.row, one.merged_from) for one in table.records] == [(2, None), (3, 2), (4, None)]
    assert table.records[1].fields["measures"] == "建设调蓄带"
    (fault,) = table.faults
    assert (fault.place, "作为上一个问题的措施" in fault.message) == ("Sheet!B3", True)


@pytest.mark.parametrize(
    "row",
    ["||建设调蓄带|县住建局||", "||建设调蓄带||2026年9月底|", "3||建设调蓄带|县住建局|2026年9月底|"],
)
def test_a_measure_that_lacks_anything_of_this_is_asked_about_as_a_problem_without_words(read, row):
    table = read(FURTHER, "1|总磷超标|排查污染源|县水务局|2026年6月底|", row)

    assert [one.merged_from for one in table.records] == [None, None]
    assert any("问题内容为空" in one.message for one in table.faults)


def test_the_last_week_over_what_was_done_is_the_progress_and_asked_about(read):
    table = read("编号|问题|责任单位|第1周（9.1-9.7）|第2周（9.8-9.14）", "1|黑臭|县水务局|清淤一段|清淤完成")

    assert table.records[0].fields["progress"] == "清淤完成"
    assert sureness(table, "第2周（9.8-9.14）") <= ASKED
    assert table.records[0].extra == {"第1周（9.1-9.7）": "清淤一段"}


def test_of_a_file_of_nothing_but_measures_it_is_said_that_nothing_is_taken_in(tmp_path):
    book = Workbook()
    for line in (("序号", "整治内容", "责任单位", "完成时限"), ("1", "清淤2公里", "县水务局", "2026年9月底")):
        book.active.append(line)
    book.save(tmp_path / "a.xlsx")

    assert any("把“整治内容”改为问题" in note for note in read_tables(tmp_path / "a.xlsx").notes)


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


def test_titles_that_count_on_are_kept_for_the_rows_below_whatever_they_name(read):
    table = read("任务编号|整改任务|责任人", "一、马关电厂||", "1-1|零排放投运|高磊", "二、普者黑电站||", "2-1|装置修复|段飞", merges="A2:C2 A4:C4")  # fmt: skip

    assert [one.extra["分组标题"] for one in table.records] == ["马关电厂", "普者黑电站"]


BLOCKS = (
    "问题{0}|{1}||",
    "问题来源|暗访|整改时限|2026年9月30日",
    "责任单位|街道办事处|责任领导|李强",
    "整改措施|截污||",
    "|||",
)


def test_blocks_that_count_their_problems_give_each_its_number(read):
    lines = [
        line.format(number, text)
        for number, text in (("1", "河道黑臭"), ("2", "尾菜堆放"))
        for line in BLOCKS
    ]

    table = read("一事一单", *lines, merges="A1:D1")

    assert [one.fields["number"] for one in table.records] == ["1", "2"]
    assert [one.cells["number"] for one in table.records] == ["A2", "A7"]
    assert [one.fields["description"] for one in table.records] == ["河道黑臭", "尾菜堆放"]


def test_an_office_that_looks_like_a_heading_is_the_unit_behind_its_label(read):
    lines = [line.format(number, "河道黑臭") for number in ("1", "2") for line in BLOCKS]

    first = read("一事一单", *lines, merges="A1:D1").records[0].fields

    assert (first["responsible_unit"], first["responsible_leader"]) == ("街道办事处", "李强")
    assert "area" not in first


def test_a_node_by_which_all_is_to_be_done_is_a_deadline():
    assert header_field("整改完成节点")[0] == "deadline"
