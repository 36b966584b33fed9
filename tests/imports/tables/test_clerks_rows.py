"""Rows of tables that clerks draw by themselves: sums and signatures, rows that go on, numbers below numbers, blocks, titles."""

import pytest
from openpyxl import Workbook

from dczg_desktop.imports.read import read_tables
from dczg_desktop.imports.tables.records.wholes import Wholes

HEAD = "序号|问题|整改措施|整改时限|责任单位"
ROW = "1|河道有垃圾|清理|2026年9月底|县水利局"


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


def test_of_a_file_of_nothing_but_measures_it_is_said_that_nothing_is_taken_in(tmp_path):
    book = Workbook()
    for line in (("序号", "整治内容", "责任单位", "完成时限"), ("1", "清淤2公里", "县水务局", "2026年9月底")):
        book.active.append(line)
    book.save(tmp_path / "a.xlsx")

    assert any("把“整治内容”改为问题" in note for note in read_tables(tmp_path / "a.xlsx").notes)


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


@pytest.mark.parametrize(
    "row", ["图例：|已完成|正常推进|滞后|", "图例|●已完成|○滞后||", "图例：绿色为已完成||||"]
)
def test_what_explains_signs_or_colours_is_no_problem(read, row):
    table = read(HEAD, ROW, row)

    assert [one.row for one in table.records] == [2]
    assert [(one.row, one.why) for one in table.left_out] == [(3, "图例")]


@pytest.mark.parametrize("line", ["— 2 —", "第2页 共5页", "云岭县整改办"])
def test_what_stands_alone_in_the_column_of_long_numbers_is_no_petition(read, line):
    rows = ["X3HB202506110004|噪声扰民|属实|已停工", "D3HB202506110021|垃圾堆积|属实|已清理"]
    table = read("受理编号|举报内容|是否属实|处理情况", rows[0], f"{line}|||", rows[1])

    assert [one.row for one in table.records] == [2, 4]
    assert [one.row for one in table.left_out] == [3]


def test_the_number_of_a_petition_alone_in_its_row_is_a_record(read):
    table = read(
        "受理编号|举报内容|是否属实|处理情况", "X3HB202506110004|噪声扰民|属实|已停工", "D3HB202506110021|||"
    )

    assert [one.row for one in table.records] == [2, 3]
