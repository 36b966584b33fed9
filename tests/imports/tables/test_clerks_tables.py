"""Tables as clerks draw them by themselves: short headings, former states, percents, lights, who has which part."""

import pytest
from openpyxl import Workbook

from dczg_desktop.domain.headings import header_field
from dczg_desktop.imports.read import read_tables
from dczg_desktop.imports.tables.values.rivals import ASKED


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


def test_a_list_of_problems_without_the_problem_is_told_once(read):
    table = read(
        "编号|整改时限|责任单位|进展情况", "A-1|2026年9月底|县水利局|已清理", "A-2|2026年9月底|县水利局|未动"
    )

    (fault,) = [one for one in table.faults if "没有写着问题内容的一栏" in one.message]
    assert (fault.place, "2 行" in fault.message) == ("Sheet!A", True)


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


LIST = [
    "序号|问题|责任单位|时限||单位|总数|完成",
    "1|甲河有垃圾|县水务局|2026年6月||县水务局|2|1",
    "2|乙村有污水|县水务局|2026年8月||县城管局|1|0",
    "3|丙街有油烟|县城管局|2026年9月||合计|3|1",
]


def test_figures_beside_a_list_are_nothing_of_its_problems(read):
    table = read(*LIST)

    assert not any(one.extra for one in table.records)
    assert [one.row for one in table.left_out if "数字" in one.why] == [1, 2, 3, 4]


def test_columns_behind_an_empty_one_that_tell_more_of_the_list_stay(read):
    rows = [line.replace("单位|总数|完成", "位置|面积|户数").replace("合计", "河湾村") for line in LIST]

    table = read(*rows)

    assert [one.extra["面积"] for one in table.records] == ["2", "1", "3"]


@pytest.mark.parametrize(
    ("line", "field"), [("一、河道有垃圾。", "一、河道有垃圾。"), ("一、水环境方面", None)]
)
def test_a_short_sentence_across_the_table_is_the_problem_of_its_measures(read, line, field):
    head = "序号|整改措施|责任单位|完成时限"
    rows = ["1|清淤|县水务局|2026年6月底", "2|截污|县住建局|2026年9月底"]

    table = read(head, f"{line}|||", *rows, merges="A2:D2")

    assert table.records[0].fields.get("description") == field


def test_figures_with_headings_of_their_own_beside_a_list_are_nothing_of_its_problems(read):
    table = read(
        "序号|问题|责任单位|时限|||附：统计|",
        "1|甲河有垃圾|县水务局|2026年6月|||类别|数量",
        "2|乙村有污水|县水务局|2026年8月|||水|2",
        "3|丙街有油烟|县城管局|2026年9月|||合计|2",
    )

    assert not any(one.extra for one in table.records)
    assert [one.row for one in table.left_out if "数字" in one.why] == [1, 2, 3, 4]


def test_rows_whose_cells_are_merged_as_their_headings_are_no_more_headings(read):
    merges = " ".join(f"{left}{row}:{right}{row}" for row in (1, 2, 3) for left, right in ("AB", "CD", "EF"))
    table = read(
        "问题编号||具体问题||责任单位|",
        "YL-01||河道有垃圾||县水务局|",
        "YL-02||油烟扰民||县城管局|",
        merges=merges,
    )

    assert [one.fields["number"] for one in table.records] == ["YL-01", "YL-02"]


def test_labels_below_headings_that_hold_several_of_them_are_still_headings(read):
    table = read(
        "序号|问题|责任||整改情况|",
        "||责任单位|责任人|进展|状态",
        "1|河道有垃圾|县水务局|李伟|已清理|完成整改",
        merges="A1:A2 B1:B2 C1:D1 E1:F1",
    )

    assert table.records[0].fields["responsible_person"] == "李伟"


def test_a_title_in_the_column_of_batches_above_a_repeated_header_is_of_no_petition(read):
    head = "批次|编号|举报内容|是否属实|处理情况"
    table = read(
        head,
        "第1批|D2YN202604190001|噪声大|属实|已停工",
        "某县台账（续表）||||",
        head,
        "第1批|X2YN202604190002|臭味大|属实|已清理",
    )

    assert [one.row for one in table.records] == [2, 5]
    assert {one.fields["batch"] for one in table.records} == {"第1批"}
