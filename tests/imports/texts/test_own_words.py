"""What a label says of one problem alone (整改情况（截至6月底）) stays with it where the labels of all become one."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from dczg_desktop.imports.read import read_tables
from tests.imports.samples.read_texts import asked, records_of, table_of

TWO = "（一）管网不健全\n整改措施：新建管网\n{}：新建5公里。\n（二）垃圾分类滞后\n整改措施：新建站点\n{}：完成2座。\n"


@pytest.mark.parametrize(
    ("labels", "words"),
    [
        (
            ("整改情况（截至2026年3月）", "整改情况（截至2026年6月）"),
            ("（截至2026年3月）", "（截至2026年6月）"),
        ),
        (("截至2026年3月整改情况", "截至2026年6月整改情况"), ("（截至2026年3月）", "（截至2026年6月）")),
        (("2026年3月进展情况", "2026年6月进展情况"), ("（2026年3月）", "（2026年6月）")),
        (("整改情况", "整改情况（县住建局填报）"), ("", "（县住建局填报）")),
        (
            ("整改情况（已完成）", "整改情况（未完成，计划12月底前完成）"),
            ("", "（未完成，计划12月底前完成）"),
        ),
    ],
)
def test_words_in_a_label_that_differ_from_problem_to_problem_stand_before_what_it_says(labels, words):
    found = records_of(TWO.format(*labels))

    assert [one.fields["progress"] for one in found] == [f"{words[0]}新建5公里。", f"{words[1]}完成2座。"]


def test_a_time_that_every_label_says_is_that_of_the_whole_list():
    table = table_of(TWO.format(*["整改情况（截至2026年3月）"] * 2))

    assert [one.fields["progress"] for one in table.records] == ["新建5公里。", "完成2座。"]
    assert table.mapping["progress"] == "整改情况（截至2026年3月）"


def test_what_was_done_by_a_month_is_no_part_of_the_measures():
    (one,) = records_of(
        "关于第三项问题整改情况的公示\n反馈问题：管网不健全\n整改目标：补齐\n整改措施：新建管网\n3月进展情况：新建5公里。\n6月进展情况：新建9公里。\n"
    )

    assert (one.fields["measures"], one.fields["progress"]) == ("新建管网", "新建9公里。")
    assert one.extra["3月进展情况"] == "新建5公里。"


def test_forms_below_one_another_keep_the_times_in_their_labels(tmp_path: Path):
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for number, label in (("1", "2026年3月进展情况"), ("2", "2026年6月进展情况")):
        for name, text in (
            ("序号", number),
            ("反馈问题", f"第{number}处管网不健全"),
            ("整改目标", "补齐"),
            (label, "施工"),
        ):
            sheet.append([name, text])
    path = tmp_path / "竖排.xlsx"
    book.save(path)

    (table,) = read_tables(path).tables

    assert [one.fields["progress"] for one in table.records] == ["（2026年3月）施工", "（2026年6月）施工"]
    assert not table.left_out


def test_units_below_a_list_that_nothing_else_labels_are_of_all_its_problems():
    table = table_of(
        "问题清单\n1.垃圾堆场未覆盖，渗滤液外溢。\n2.雨污混流。\n以上问题责任单位：县住建局\n整改时限：2026年6月底\n"
    )

    assert [one.fields["description"] for one in table.records] == [
        "垃圾堆场未覆盖，渗滤液外溢。",
        "雨污混流。",
    ]
    assert [one.fields["responsible_unit"] for one in table.records] == ["县住建局"] * 2
    assert "写在最后一条后面" in asked(table)


def test_a_section_on_units_and_times_is_no_problem_and_sections_are_not_counted():
    (one,) = records_of(
        "一、整改问题\n河道漂浮物多。\n二、整改目标及措施\n（一）整改目标：河面干净。\n（二）整改措施：落实保洁员。\n"
        "三、整改落实及成效\n（一）整改落实情况：已打捞3吨。\n四、责任单位及时限\n责任单位：县水利局\n整改时限：2026年5月\n"
    )

    assert (one.fields["description"], one.fields["responsible_unit"]) == ("河道漂浮物多。", "县水利局")
    assert one.fields["deadline"] == "2026年5月"
    assert not one.fields.get("sequence")
    assert not one.fields.get("number")


def test_troubles_met_and_what_is_needed_are_no_measures():
    (one,) = records_of(
        "反馈问题：管网不健全\n整改目标：补齐\n整改措施：\n1.新建管网。\n2.封堵错接。\n存在困难：征地未完成。\n需协调解决的问题：用地指标。\n责任单位：县住建局\n"
    )

    assert one.fields["measures"] == "1.新建管网。\n2.封堵错接。"
    assert (one.extra["存在困难"], one.extra["需协调解决的问题"]) == ("征地未完成。", "用地指标。")


def test_the_circumstances_of_a_problem_are_it_and_its_task_is_asked_about():
    item = "（一）问题情况。{}\n（二）整改任务。{}\n（三）责任单位。县水利局。\n（四）完成时限。2026年6月底前。\n"
    table = table_of(
        "一、关于水库保护区问题\n"
        + item.format("保护区内仍有农家乐。", "拆除农家乐。")
        + "二、关于东河断面问题\n"
        + item.format("水质为Ⅳ类。", "达到Ⅲ类。")
    )

    assert [(one.fields["number"], one.fields["description"]) for one in table.records] == [
        ("一", "保护区内仍有农家乐。"),
        ("二", "水质为Ⅳ类。"),
    ]
    assert table.mapping["measures"] == "整改任务"


def test_numbers_of_items_are_no_count_of_them():
    table = table_of(
        "现将我县承担的第8项、第11项问题整改情况函告如下：\n一、第8项：保护区存在种植\n整改目标：退出种植。\n整改进展：已退出。\n"
        "二、第11项：排污口整治滞后\n整改目标：完成整治。\n整改进展：完成6个。\n"
    )

    assert [one.fields["number"] for one in table.records] == ["第8项", "第11项"]
    assert "读出 2 个问题" not in asked(table)


@pytest.mark.parametrize(
    ("line", "source"), [("（来源：省长江办）", None), ("（来源：省级督察反馈意见）", "省级督察反馈意见")]
)
def test_whom_the_last_line_of_a_page_names_is_no_source_of_the_last_problem(line, source):
    *_others, last = records_of(
        f"一、问题：管网破损\n整改情况：修复管网。\n二、问题：占用岸线\n整改情况：清退堆场。\n{line}\n"
    )

    assert last.fields.get("source") == source


@pytest.mark.parametrize("words", ["整改进展情况", "问题整改情况"])
def test_a_label_right_behind_the_quoted_problem_begins_what_was_done(words):
    found = records_of(
        f"“回头看”反馈意见整改进展清单\n一、关于“部分工业园区污水管网不完善”{words}：已经完成。 1.新建8公里。2.封堵错接。\n"
        f"二、关于“扬尘管控不力”{words}：达到序时进度。 1.安装喷淋。2.覆盖料堆。\n"
    )

    assert [one.fields["number"] for one in found] == ["一", "二"]
    assert [one.fields["description"].removesuffix("问题") for one in found] == [
        "关于“部分工业园区污水管网不完善”",
        "关于“扬尘管控不力”",
    ]
    assert found[1].fields["progress"].startswith("达到序时进度。")
