"""Forms of one problem whose number stands only in their title."""

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.imports.read import read_tables, read_text
from tests.imports.samples.plain_workbooks import workbook

FORM = [
    ["反馈问题", "北街粉碎塑料，噪音扰民。"],
    ["整改目标", "消除噪音。"],
    ["责任单位", "青石县商务局"],
    ["整改完成情况", "已清理。"],
]


@pytest.mark.parametrize(
    ("title", "number"),
    [
        ("信访交办件（编号D3GS202312200043）办理情况公示", "D3GS202312200043"),
        ("贯彻落实海洋督察整改任务（序号16）整改完成情况公示表", "16"),
        ("省级督察第二十七项整改任务完成情况表", "第二十七项"),
    ],
)
def test_the_number_in_the_title_of_a_form_is_that_of_its_problem(tmp_path, title, number):
    (table,) = read_tables(workbook(tmp_path / "公示.xlsx", [[title], *FORM])).tables

    assert table.records[0].fields["number"] == number
    assert not [one for one in table.faults if "没有问题编号" in one.message]


def test_the_number_of_the_paper_itself_is_none_of_the_problem(tmp_path):
    rows = [["青石县督办单（督办〔2026〕编号3）"], *FORM]
    (table,) = read_tables(workbook(tmp_path / "督办单.xlsx", rows)).tables

    assert not table.records[0].fields.get("number")


def test_a_form_with_a_number_of_its_own_keeps_it(tmp_path):
    rows = [["整改任务（序号16）整改完成情况公示表"], ["编号", "第十六项"], *FORM]
    (table,) = read_tables(workbook(tmp_path / "公示.xlsx", rows)).tables

    assert table.records[0].fields["number"] == "第十六项"


def test_every_form_of_a_sheet_has_the_number_of_the_title_above_it(tmp_path):
    rows = [["整改任务（序号16）完成情况公示表"], *FORM, [""], ["整改任务（序号18）完成情况公示表"], *FORM]
    (table,) = read_tables(workbook(tmp_path / "公示.xlsx", rows)).tables

    assert [one.fields["number"] for one in table.records] == ["16", "18"]


def test_numbers_of_titles_that_some_forms_lack_are_taken_for_none(tmp_path):
    rows = [["整改任务（序号16）完成情况公示表"], *FORM, [""], ["完成情况公示表"], *FORM]
    (table,) = read_tables(workbook(tmp_path / "公示.xlsx", rows)).tables

    assert not any(one.fields.get("number") for one in table.records)


def test_the_number_in_the_label_of_a_problem_keeps_no_form_from_being_told_apart(tmp_path):
    first, second = (
        [[f"反馈问题\n（整改任务\n第{count}项）", text], *FORM[1:]]
        for count, text in (("十", "废渣露天堆存。"), ("八", "污水直排。"))
    )
    (table,) = read_tables(workbook(tmp_path / "公示.xlsx", [*first, *second])).tables

    assert [one.fields["number"] for one in table.records] == ["第十项", "第八项"]
    assert [one.fields["description"] for one in table.records] == ["废渣露天堆存。", "污水直排。"]
    assert not any(one.extra for one in table.records)


def test_forms_framed_by_signs_are_read_each_with_the_number_above_it():
    form = "".join(f"| {label} | {text} |\n" for label, text in FORM)
    text = f"# 整改清单\n### 问题1\n| 项目 | 内容 |\n|---|---|\n{form}### 问题2\n| 项目 | 内容 |\n|---|---|\n{form}"
    (table,) = read_text(text).tables

    assert [one.fields["number"] for one in table.records] == ["1", "2"]
    assert [one.fields["responsible_unit"] for one in table.records] == ["青石县商务局"] * 2


def test_a_sentence_with_signs_in_it_is_no_form():
    with pytest.raises(UserError):
        read_text(
            "整改目标和整改措施 | 责任单位 | 时限都要写明。\n请 | 各单位 | 按时报送。\n联系人 | 张三 | 电话\n"
        )
