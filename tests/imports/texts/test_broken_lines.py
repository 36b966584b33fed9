"""Public texts whose lines were lost or broken on the way: one paragraph for all, or lines cut in the middle of a date."""

from datetime import date

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.imports.read import read_text
from dczg_desktop.imports.texts.document import document_table, lines_of
from tests.imports.texts.test_public_texts import noticed, table_of
from tests.imports.texts_read import one_table

PARTS = [
    "青石县自查突出生态环境27号问题已整改完成，现将完成情况公示如下：",
    "一、整改问题",
    "（一）清河桥下堆放建筑垃圾约30立方米。",
    "二、整改实施主体",
    "南坪镇政府",
    "三、重点措施",
    "（一）全部清运。（二）安装监控。",
    "四、完成时限",
    "2025年9月30日前",
    "五、整改完成情况",
    "（一）垃圾已清运。（二）监控已安装。",
    "如对该问题整改完成情况有异议，请在公示期间（2025年8月1日至2025年8月14日，共10个工作日）向县生态环境分局反映。",
    "监督电话：0700-2666031",
    "2025年8月1日",
]


@pytest.mark.parametrize("gap", ["", "  ", "　"])
def test_counted_sections_in_one_paragraph(gap):
    notice = noticed(gap.join(PARTS))

    assert notice.description == "（一）清河桥下堆放建筑垃圾约30立方米。"
    assert (notice.responsible, notice.deadline) == ("南坪镇政府", "2025年9月30日前")
    assert notice.measures == "（一）全部清运。（二）安装监控。"
    assert notice.progress == "（一）垃圾已清运。（二）监控已安装。"
    assert (notice.phone, notice.receiver) == ("0700-2666031", "县生态环境分局")
    assert notice.period.ends == date(2025, 8, 14)


def test_labels_right_behind_one_another_in_one_paragraph():
    notice = noticed(
        "现将整改情况公示如下：一、整改任务河道堆土没有清理，群众反映强烈，应当尽快清理到位。二、整改实施主体牵头单位：县水利局。责任单位：南坪镇政府。"
        "三、整改情况堆土已清理。四、公示期限公示期限：2025年3月3日至2025年3月9日，共7天。"
    )

    assert (notice.responsible, notice.progress) == ("南坪镇政府。", "堆土已清理。")
    assert notice.period.stated == 7


def test_a_section_that_nobody_lists_is_not_swallowed_by_the_one_before():
    text = "".join([*PARTS[:11], "六、各方看法群众表示满意。", *PARTS[11:]])

    with pytest.raises(UserError, match="没有认出表格"):
        table_of(text)


def test_a_date_broken_over_two_lines_is_read_whole():
    text = "\n".join(PARTS).replace("至2025年8月14日", "至2025年8月1\n4日")

    notice = noticed(text)

    assert (notice.period.ends, notice.period.stated) == (date(2025, 8, 14), 10)
    assert notice.receiver == "县生态环境分局"


def test_a_line_that_goes_on_with_an_address_or_a_number_is_no_heading():
    table = table_of(
        "青石县反馈意见整改任务（\n序号1）整改验收公示\n监督电话：2051006，邮箱：czgk@\n163.com，地址：青石路1号。\n一、整改任务\n河道堆土。\n二、责任单位\n县水利局\n三、整改情况\n已清理。"
    )

    (record,) = table.records
    assert record.fields["description"] == "河道堆土。"
    assert record.fields.get("number", "") not in {"163", "1）整改验收公示"}


def test_a_count_of_problems_is_no_heading():
    table = document_table(
        "方案", lines_of("一、整改目标：清理。\n反馈问题3项\n存在问题一：河道堆土。\n责任单位：县水利局")
    )

    assert table is not None
    assert "反馈问题3项" in "".join([table.title, *(row.text for row in table.left_out)]) + "".join(
        "".join(record.fields.values()) for record in table.records
    )


def test_a_number_in_brackets_alone_parts_labels():
    (record,) = table_of(
        "一、整改任务：河道堆土\n（二）责任单位：南坪镇、县水利局（三）整改时限：2025年6月底（四）整改目标：清理到位。"
    ).records

    assert record.fields["responsible_unit"] == "南坪镇、县水利局"
    assert (record.fields["deadline"], record.fields["goal"]) == ("2025年6月底", "清理到位。")


BROKEN_HEADING = (
    "信访举报情况一览表\n序号\t受理编号\t交办\n问题基本情况\t行政\n区域\t是否\n属实\t处理和整改情况\n"
    "63\tD3HN202406020040\t广场舞噪音扰民，\n屡禁不止。\t青石县\t基本\n属实\t1.宣传劝导。\n2.定时巡查。\n64\tD3HN202406020041\t烧烤店油烟。\t河湾县\t属实\t已安装净化器。\n"
)


def test_a_heading_whose_cells_go_on_over_lines_is_put_together_and_rows_may_begin_at_any_number():
    (table,) = read_text(BROKEN_HEADING).tables

    assert [one.fields["number"] for one in table.records] == ["D3HN202406020040", "D3HN202406020041"]
    assert [one.fields["area"] for one in table.records] == ["青石县", "河湾县"]
    assert table.records[0].fields["result"] == "1.宣传劝导。\n2.定时巡查。"
    assert table.records[0].fields["substantiated"] == "基本\n属实"


def test_torn_rows_without_numbers_are_refused_and_not_read_shifted():
    text = (
        "受理\n编号\t交办问题基本情况\t行政\n区域\t污染\n类型\t调查核实情况\t是否\n属实\t处理和整改情况\n"
        "D3HN202406020040\t广场舞\n噪音扰民。\t青石\n县\t噪声\t经查，\n属实。\t属实\t已劝导。\nD3HN202406020041\t烧烤店\n油烟。\t河湾\n县\t大气\t经查，\n属实。\t属实\t已整改。\n"
    )

    with pytest.raises(UserError, match="丢了分列的位置"):
        read_text(text.replace("D3HN202406020040", "县转办件").replace("D3HN202406020041", "乡转办件"))


def test_torn_rows_that_begin_with_numbers_of_petitions_are_put_together():
    text = (
        "受理编号\t交办问题基本情况\t行政区域\t是否属实\t处理和整改情况\n"
        'D3HN202406020040\t广场舞\n噪音“扰民”，"很吵"。\t青石县\t属实\t1.已劝导。\n2.定时巡查。\nD3HN202406020041\t烧烤店\n油烟。\t河湾县\t属实\t已整改。'
    )
    first, second = one_table(text).records

    assert first.fields["description"] == '广场舞\n噪音“扰民”，"很吵"。'
    assert first.fields["result"] == "1.已劝导。\n2.定时巡查。"
    assert (second.fields["area"], second.fields["result"]) == ("河湾县", "已整改。")


def test_torn_rows_of_an_extract_begin_with_the_numbers_that_are_left():
    text = "序号\t反馈问题\t整改措施\t责任单位\n8\t河道脏。\t1.清淤。\n2.截污。\t县水务局\n11\t油烟大。\t装\n净化器。\t县城管局"

    first, second = one_table(text).records

    assert (first.fields["number"], second.fields["number"]) == ("8", "11")
    assert first.fields["measures"] == "1.清淤。\n2.截污。"
    assert second.fields["responsible_unit"] == "县城管局"


def test_two_headings_that_stand_one_below_the_other_are_not_one_broken_heading():
    headings = ["序号", "受理编号", "交办问题基本情况", "行政区域", "是否属实", "处理和整改情况"]
    rows = [["1", "2366", "小吃店油烟。", "厦门", "属实"], ["2", "2369", "养猪场臭味。", "福州", "不属实"]]

    with pytest.raises(UserError):
        read_text("\n".join([*headings, *(cell for row in rows for cell in row)]))


def test_headings_one_below_the_other_are_no_form_filled_with_headings():
    headings = [
        "序号",
        "省份",
        "所在地",
        "水源地名称",
        "问题类型",
        "问题具体情况",
        "具体整治措施",
        "计划完成时间",
        "备注",
        "是否完成整治",
    ]
    cells = ["12", "河东省", "青石县", "乌木水库", "旅游餐饮", "房屋未拆除。", "立即整改", "2018年11月", "否"]

    with pytest.raises(UserError):
        read_text("\n\n".join([*headings, *cells]))


GROUPED = (
    "序号\t编号\t内容\t属地\t是否属实\t处理情况\n一、已办结（2件）\n1\tD2YN202604200019\t垃圾露天焚烧\t河湾乡\t属实\t{}\n"
    "2\tD2YN202604200021\t加油站油气味大\t城关镇\t不属实\t加强监管\n二、正在办理（1件）\n3\tD2YN202604200033\t广场舞噪声大\t城关镇\t属实\t协调时间"
)


@pytest.mark.parametrize("told", ["已清理", "1.已清理。\n2.已立牌。"])
def test_a_title_between_the_rows_is_nothing_of_the_row_above(told):
    table = one_table(GROUPED.format(told))

    assert [one.fields["result"] for one in table.records] == [told, "加强监管", "协调时间"]
    assert [one.fields["completion"] for one in table.records] == ["已办结", "已办结", "正在办理"]


def test_headings_inside_a_cell_stay_in_it():
    table = one_table(GROUPED.format("一、调查情况\n已核实。\n二、处理情况\n已清理。"))

    assert table.records[0].fields["result"] == "一、调查情况\n已核实。\n二、处理情况\n已清理。"


def test_the_contents_of_petitions_are_what_was_complained_of_where_nothing_else_is():
    table = one_table(GROUPED.format("已清理"))

    column = next(one for one in table.columns if one.field == "description")
    assert (column.header, column.confidence < 0.75) == ("内容", True)


def test_the_number_of_a_page_is_of_no_cell():
    table = one_table(GROUPED.format("已清理").replace("\n2\t", "\n— 2 —\n2\t"))

    assert [one.fields["result"] for one in table.records] == ["已清理", "加强监管", "协调时间"]
