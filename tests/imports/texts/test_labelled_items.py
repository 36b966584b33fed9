"""Lists whose labels change from item to item: every item is one record, every label is kept, nothing is glued to another."""

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.imports.read import read_text
from dczg_desktop.imports.texts.labelled_items import labelled_items

ITEMS = (
    ("河湾镇柳林村污水直排小河，岸边垃圾成堆。", ("责任单位：河湾镇人民政府", "整改时限：2026年6月底", "整改情况：已清理。")),
    ("青石镇砖厂扬尘未覆盖，堆场裸露。", ("牵头单位：县住建局", "完成期限：2026年8月底", "目前进度：正在覆盖。", "存在困难：资金不足。")),
    ("云溪村养殖场粪污外溢。", ("主责部门：县农业农村局", "限办日期：2026年9月底", "工作打算：建设粪池。", "包案人：李明")),
)  # fmt: skip
HEADS = ("问题", "问题描述", "存在的问题")


def counted():
    return "督察反馈问题清单\n" + "\n".join(
        "\n".join((f"{number}. {head}", *told)) for number, (head, told) in enumerate(ITEMS, start=1)
    )


def apart():
    return "\n\n".join("\n".join((head, *told)) for head, told in ITEMS)


def labelled():
    return "\n".join("\n".join((f"{label}：{head}", *told)) for label, (head, told) in zip(HEADS, ITEMS, strict=True))  # fmt: skip


@pytest.mark.parametrize("made", [counted, apart, labelled])
def test_every_item_is_a_record_with_all_that_stands_under_its_labels(made):
    (table,) = read_text(made()).tables

    first, second, third = table.records
    assert [one.fields["description"] for one in table.records] == [head for head, _told in ITEMS]
    assert [one.fields["deadline"] for one in table.records] == ["2026年6月底", "2026年8月底", "2026年9月底"]
    assert (first.fields["responsible_unit"], first.fields["progress"]) == ("河湾镇人民政府", "已清理。")
    assert (second.fields["lead_unit"], second.fields["progress"]) == ("县住建局", "正在覆盖。")
    assert second.extra["存在困难"] == "资金不足。"
    assert third.fields["responsible_unit"] == "县农业农村局"
    assert (third.extra["工作打算"], third.extra["包案人"]) == ("建设粪池。", "李明")
    assert not table.left_out


def test_numbers_of_the_items_are_kept():
    (table,) = read_text(counted()).tables

    assert [one.fields["number"] for one in table.records] == ["1", "2", "3"]
    assert table.title == "督察反馈问题清单"


def test_what_goes_on_below_a_label_belongs_to_it():
    text = apart().replace("资金不足。", "资金不足。\n正在申请专项债券支持。") + "\n\n特此函告"
    (table,) = read_text(text).tables

    assert table.records[1].extra["存在困难"] == "资金不足。\n正在申请专项债券支持。"
    assert table.records[2].extra["包案人"] == "李明"
    assert [one.text for one in table.left_out] == ["特此函告"]


def test_a_deadline_of_an_item_ends_where_the_time_ends():
    text = apart().replace("2026年8月底", "2026年8月底 请县住建局督促企业覆盖堆场")
    (table,) = read_text(text).tables

    assert table.records[1].fields["deadline"] == "2026年8月底"
    assert table.records[1].extra["时限后面的文字"] == "请县住建局督促企业覆盖堆场"
    assert [one for one in table.faults if "没有算进时限" in one.message]


def test_what_is_still_in_the_way_is_of_the_problem_above():
    text = (
        "问题：河湾镇污水直排小河。\n责任单位：河湾镇人民政府\n整改情况：已封堵。\n存在的问题：管网资金没有落实。\n"
        "问题：青石镇砖厂扬尘。\n牵头单位：县住建局\n目前进度：正在覆盖。\n"
    )
    (table,) = read_text(text).tables

    assert [one.fields["description"] for one in table.records] == [
        "河湾镇污水直排小河。",
        "青石镇砖厂扬尘。",
    ]


def test_measures_with_units_of_their_own_are_no_items():
    text = (
        "一、河道有垃圾问题\n整改目标：清洁。\n整改措施：1.清理河道垃圾。\n责任单位：县水利局\n2.沿河种树并安装护栏。\n牵头单位：县林业局\n"
        "二、管网破损问题\n整改目标：完好。\n整改措施：1.修复管网破损处。\n责任单位：县住建局\n2.定期巡查管网设施。\n牵头单位：县城管局\n"
    )
    (table,) = read_text(text).tables

    assert [one.fields["description"] for one in table.records] == ["河道有垃圾问题", "管网破损问题"]


def test_contents_below_their_labels_are_no_items():
    text = (
        "问题：河道有垃圾，岸边杂草丛生。\n责任单位：县水利局\n整改措施：\n清理河道垃圾并清除杂草。\n整改时限：2026年6月底\n整改进展：正在清理。\n"
        "问题：管网破损，污水外溢。\n牵头单位：县住建局\n整改措施：\n修复破损管网并定期巡查。\n完成期限：2026年8月底\n目前进度：已修复。\n"
    )
    (table,) = read_text(text).tables

    assert [one.fields["description"] for one in table.records] == [
        "河道有垃圾，岸边杂草丛生。",
        "管网破损，污水外溢。",
    ]
    assert table.records[0].fields["measures"] == "清理河道垃圾并清除杂草。"


def test_lines_that_nobody_names_are_no_list():
    with pytest.raises(UserError):
        read_text("会议时间：3月5日\n会议地点：二楼\n\n参会人员名单如下所示\n联系人：李明\n备注：请准时")


def test_sections_of_a_report_are_no_items():
    text = (
        "一、问题整改情况\n省督察指出：青石县矿山修复缓慢。\n牵头单位：县自然资源局\n整改时限：2026年12月底\n"
        "二、整改措施及落实情况\n整改措施：加快编制修复方案。\n落实情况：已完成9座。\n"
    )

    assert labelled_items(list(enumerate(text.splitlines()))) is None
