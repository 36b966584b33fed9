"""Lists and notices as offices of many provinces publish them: a batch in front, two columns of states, numbers in headings."""

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.imports.read import read_tables, read_text
from tests.imports.texts_read import asked, one_table

HEAD = [
    "批次",
    "受理编号",
    "交办问题基本情况",
    "行政区域",
    "污染类型",
    "调查核实情况",
    "是否属实",
    "处理和整改情况",
    "办结情况",
    "责任人被处理情况",
]
FIRST = ["D3NM202506270018", "煤矿拉煤车沿途抛洒。", "云岭县", "大气", "经查，3辆车苫盖不严。", "属实", "罚款1500元。", "办结", "无"]  # fmt: skip
SECOND = ["X3NM202506270041", "排土场压占草原。", "青石县", "生态", "经查，越界11.6亩。", "部分属实", "责令恢复植被。", "阶段性办结", "约谈2人"]  # fmt: skip
TITLE = "群众信访举报转办和边督边改公开情况一览表"


def lines(*parts: list[str]) -> str:
    return "\n".join([TITLE, *(line for part in parts for line in part)])


@pytest.mark.parametrize("batch", ["第26批", "第二十六批", "26", "26批次"])
def test_a_batch_in_front_of_the_number_of_a_petition_is_its_batch(batch):
    table = one_table(lines(HEAD, [batch], FIRST, [batch], SECOND))

    assert [one.fields["batch"] for one in table.records] == [batch, batch]
    assert [one.fields["number"] for one in table.records] == [FIRST[0], SECOND[0]]
    assert [one.fields["description"] for one in table.records] == [FIRST[1], SECOND[1]]
    assert [one.fields["findings"] for one in table.records] == [FIRST[4], SECOND[4]]
    assert [one.fields["accountability"] for one in table.records] == ["无", "约谈2人"]
    assert table.title == TITLE


def test_a_batch_in_front_of_a_list_of_problems_stands_in_its_own_field():
    rows = ["第一批", "1", "河道垃圾未清理。", "县水利局", "2025年6月底", "第二批", "2", "管网破损。", "县住建局", "2025年8月底"]  # fmt: skip
    table = one_table("\n".join(["批次", "序号", "存在问题", "责任单位", "整改时限", *rows]))

    assert [one.fields["batch"] for one in table.records] == ["第一批", "第二批"]
    assert [one.fields["description"] for one in table.records] == ["河道垃圾未清理。", "管网破损。"]
    assert [one.fields["deadline"] for one in table.records] == ["2025年6月底", "2025年8月底"]


def test_a_batch_between_serial_number_and_number_stays_where_it_is():
    head = ["序号", "批次", *HEAD[1:3], *HEAD[5:9]]
    rows = [[str(place), "第26批", *one[:2], *one[4:8]] for place, one in enumerate((FIRST, SECOND), 1)]
    table = one_table(lines(head, *rows))

    assert [one.fields["sequence"] for one in table.records] == ["1", "2"]
    assert [one.fields["batch"] for one in table.records] == ["第26批", "第26批"]
    assert [one.fields["result"] for one in table.records] == ["罚款1500元。", "责令恢复植被。"]


def test_a_batch_named_once_for_several_rows_is_of_each_of_them():
    table = one_table(lines(HEAD, ["第26批"], FIRST, SECOND))

    assert [one.fields["batch"] for one in table.records] == ["第26批", "第26批"]
    assert [one.fields["accountability"] for one in table.records] == ["无", "约谈2人"]


def test_a_batch_named_by_a_count_once_for_several_rows_is_not_put_together_wrongly():
    with pytest.raises(UserError, match="丢了分列的位置"):
        read_text(lines(HEAD, ["26"], FIRST, SECOND), "剪贴板")


@pytest.mark.parametrize("words", ["正在依规依纪调查", "已移交纪委监委调查处理", "由区纪检组核查中。"])
def test_an_inquiry_that_goes_on_is_what_became_of_those_responsible(words):
    found = ["经查：", "1.现场有裸露边坡。", "2.未发现侵占水面。"]
    first = [*FIRST[:4], *found, *FIRST[5:8], words]
    table = one_table(lines(HEAD[1:], first, SECOND))

    assert table.records[0].fields["accountability"] == words
    assert table.records[0].fields["findings"] == "\n".join(found)
    assert table.records[0].fields["result"] == "罚款1500元。"


STATES = "序号\t反馈问题\t责任单位\t整改时限\t{}\t{}\n1\t河道垃圾未清理。\t县水利局\t2025年6月底\t已完成\t{}\n2\t管网破损。\t县住建局\t2025年8月底\t整改中\t整改中\n"


def test_two_offices_that_state_otherwise_are_asked_about_once():
    table = one_table(STATES.format("省系统状态", "市台账状态", "整改中"))
    (fault,) = [one for one in table.faults if "不止一栏" in one.message]

    assert "“省系统状态”（已完成），“市台账状态”写的是“整改中”" in fault.message
    assert table.records[0].extra["市台账状态"] == "整改中"


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("省系统状态", "市台账状态", "已完成"),
        ("整改状态", "销号状态", "未启动"),
        ("整改状态", "上月状态", "未启动"),
        ("整改状态", "备注", "未启动"),
    ],
)
def test_states_that_agree_or_are_of_another_step_are_not_asked_about(first, second, said):
    assert "不止一栏" not in asked(one_table(STATES.format(first, second, said)))


def test_two_levels_under_one_heading_of_states_are_asked_about():
    head = "台账\n序号\t反馈问题\t责任单位\t整改时限\t完成状态\t\t备注\n\t\t\t\t省级认定\t市级认定\t\n"
    table = one_table(f"{head}1\t河道垃圾未清理。\t县水利局\t2025年6月底\t已完成\t整改中\t无\n")

    assert "“完成状态/市级认定”写的是“整改中”" in asked(table)


def test_a_second_state_of_petitions_is_asked_about():
    head = "序号\t受理编号\t反映问题\t调查核实情况\t是否属实\t处理和整改情况\t是否办结\t市台账状态"
    row = "1\tD2HL202112070005\t江滩垃圾。\t有垃圾。\t属实\t已清运。\t已办结\t"

    assert "“市台账状态”写的是“阶段性办结”" in asked(one_table(f"{head}\n{row}阶段性办结"))
    assert "不止一栏" not in asked(one_table(f"{head}\n{row}已办结"))


def test_what_was_done_so_far_beside_what_was_done_this_month_is_asked_about():
    table = one_table(
        "序号\t反馈问题\t责任单位\t总体进展\t本月进展\n1\t河道垃圾。\t县水利局\t累计清理30吨。\t无\n2\t管网破损。\t县住建局\t修复3公里。\t修复1公里。"
    )

    assert "读的是“本月进展”（无），“总体进展”写的是“累计清理30吨。”" in asked(table)


NUMBERED = """群众举报件办理情况（第五批）
一、{}
举报内容：搅拌站粉尘大。
调查情况：经查，料仓未封闭，属实。
处理情况：责令停产整改。
二、{}
举报内容：养猪场臭气扰民。
调查情况：经查，已关停，不属实。
处理情况：加强巡查。
"""


@pytest.mark.parametrize("heading", ["受理编号{}号", "第{}号举报件", "信访编号：{}"])
def test_a_heading_that_is_nothing_but_the_number_is_the_number(heading):
    table = one_table(NUMBERED.format(heading.format("0312"), heading.format("0327")))

    assert [one.fields["number"] for one in table.records] == ["0312", "0327"]
    assert [one.fields["sequence"] for one in table.records] == ["一", "二"]
    assert "没有编号" not in asked(table)


def test_a_heading_that_says_more_than_a_number_is_no_number():
    table = one_table(NUMBERED.format("受理编号0312号与0310号重复", "受理编号0327号办理情况"))

    assert "0312" not in [one.fields["number"] for one in table.records]
    assert [one.extra["标题"] for one in table.records] == [
        "受理编号0312号与0310号重复",
        "受理编号0327号办理情况",
    ]


def test_where_a_form_was_copied_from_is_no_title_of_it(tmp_path):
    form = "问题编号\t第28项\n具体问题\t湖边仍有种植。\n责任单位\t云岭县政府\n整改时限\t2020年6月30日\n整改目标\t全面退出种植。"
    source = "来源: www.yunling.gov.cn《云岭县公示表》2020-08-20 | 说明: 竖排两列"
    (file := tmp_path / "公示表.tsv").write_text(
        f"{source}\n云岭县整改完成情况公示表\t\n{form}\n", encoding="utf-8"
    )
    (table,) = read_tables(file).tables

    assert table.title == "云岭县整改完成情况公示表"
    assert source in [one.text for one in table.left_out]
    assert not table.records[0].fields.get("source")


CODED = ["编号", "问题描述", "责任单位", "整改时限", "整改措施"]
WASTE = ["WT-01", "河道垃圾。", "县水利局", "2025年6月底", "1.清理垃圾。", "2.建立巡查制度。"]
PIPES = ["WT-02", "管网破损。", "县住建局", "2025年8月底", "修复管网。"]


def test_rows_that_begin_with_a_code_of_the_office_are_told_apart():
    table = one_table("\n".join(["云岭县整改清单", *CODED, *WASTE, *PIPES]))

    assert [one.fields["number"] for one in table.records] == ["WT-01", "WT-02"]
    assert [one.fields["responsible_unit"] for one in table.records] == ["县水利局", "县住建局"]
    assert [one.fields["deadline"] for one in table.records] == ["2025年6月底", "2025年8月底"]
    assert table.records[0].fields["measures"] == "1.清理垃圾。\n2.建立巡查制度。"


def test_petitions_with_codes_of_the_office_are_told_apart():
    head = ["举报编号", "举报方式", "投诉内容", "所属市县", "核查结果", "认定结论", "办理结果", "追责情况"]
    first = ["W10201806120007", "来电", "造纸厂遗留污染。", "云岭县", "地下水仍在监测。", "基本属实", "持续监测。", "已追责4人"]  # fmt: skip
    second = ["W10201806120015", "来信", "企业冒黑烟。", "青石县", "布袋破损2条。", "属实", "更换布袋。", "/"]
    table = one_table(lines(head, first, second))

    assert [one.fields["number"] for one in table.records] == [first[0], second[0]]
    assert [one.fields["channel"] for one in table.records] == ["来电", "来信"]
    assert [one.fields["result"] for one in table.records] == ["持续监测。", "更换布袋。"]


@pytest.mark.parametrize("lost", [WASTE[:3] + WASTE[4:], WASTE[:2] + WASTE[4:]])
def test_coded_rows_that_lost_a_cell_are_not_put_together_wrongly(lost):
    with pytest.raises(UserError, match="丢了分列的位置"):
        read_text("\n".join([*CODED, *PIPES, *lost]), "剪贴板")


def test_labels_over_contents_with_a_code_are_a_form():
    form = [one for pair in zip(CODED, PIPES, strict=True) for one in pair]
    table = one_table("\n".join(form))

    assert table.records[0].fields["number"] == "WT-02"
    assert table.records[0].fields["measures"] == "修复管网。"


def test_a_single_record_under_headings_of_two_levels_stands_in_its_columns():
    head = "信访件一览表\n序号\t受理编号\t反映问题\t核查情况\t\t处理情况\t\n\t\t\t调查核实情况\t是否属实\t处理和整改情况\t是否办结\n"
    table = one_table(f"{head}1\tD2HL202112070005\t江滩垃圾。\t有垃圾。\t属实\t已清运。\t已办结\n")
    (record,) = table.records

    assert record.fields["findings"] == "有垃圾。"
    assert record.fields["substantiated"] == "属实"
    assert record.fields["result"] == "已清运。"
    assert record.fields["completion"] == "已办结"
    assert not record.extra


def test_cells_of_several_lines_under_headings_of_two_levels_are_put_together():
    head = "信访件一览表\n序号\t受理编号\t反映问题\t核查情况\t\t处理情况\t\n\t\t\t调查核实情况\t是否属实\t处理和整改情况\t是否办结\n"
    first = "1\tD2HL202112070005\t江滩垃圾。\t有垃圾。\n2.现场无人。\t属实\t已清运。\t已办结\n"
    second = "2\tD2HL202112070006\t窑体冒烟。\t已停产。\t部分属实\t料堆已苫盖。\n拟罚款。\t未办结\n"
    table = one_table(f"{head}{first}{second}")

    assert [one.fields["findings"] for one in table.records] == ["有垃圾。\n2.现场无人。", "已停产。"]
    assert [one.fields["result"] for one in table.records] == ["已清运。", "料堆已苫盖。\n拟罚款。"]
    assert [one.fields["completion"] for one in table.records] == ["已办结", "未办结"]


def test_a_heading_torn_over_lines_is_still_put_together():
    head = "序号\t受理编号\t反映\n问题\t调查核实\n情况\t是否属实\t处理和整改情况\n"
    table = one_table(f"{head}1\tD2HL202112070005\t江滩垃圾。\t有垃圾。\t属实\t已清运。\n")

    assert table.records[0].fields["description"] == "江滩垃圾。"
    assert table.records[0].fields["findings"] == "有垃圾。"
