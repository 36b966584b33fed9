"""Columns with the result of an acceptance: 通过 is a state and asked about, 未通过 is no completion, a report of the visit stays beside."""

import pytest
from openpyxl import Workbook

from dczg_desktop.imports.read import read_tables

TEXTS = ("某砂场扬尘扰民严重问题突出", "某厂废气直排问题突出未治理", "某河段污水直排问题突出未治理")
HEADINGS = [
    "验收结论",
    "核查验收意见",
    "验收情况",
    "核查验收情况",
    "市级验收意见",
    "专班验收意见",
    "县级验收",
    "销号意见",
]


@pytest.fixture
def read(tmp_path):
    def reading(heading, results, more=("整改进展", "已清理"), number="序号"):
        book = Workbook()
        book.active.append([number, "问题描述", "责任单位", more[0], heading])
        for place, (text, result) in enumerate(zip(TEXTS, results, strict=True), start=1):
            book.active.append([place, text, "县水利局", more[1], result])
        book.save(tmp_path / "a.xlsx")
        (one,) = read_tables(tmp_path / "a.xlsx").tables
        return one

    return reading


@pytest.mark.parametrize("heading", HEADINGS)
def test_results_of_acceptances_are_the_state_and_asked_about(read, heading):
    one = read(heading, ("通过", "合格，同意销号", "未通过"))

    assert [
        (column.header, column.confidence < 0.75) for column in one.columns if column.field == "status"
    ] == [(heading, True)]
    assert [(fault.place, fault.message) for fault in one.faults] == [
        ("Sheet!E4", "“未通过”：验收没有通过，不算完成整改。请写明整改现在到了哪一步，或确认。")
    ]


@pytest.mark.parametrize("heading", ["验收情况", "验收意见"])
def test_what_was_seen_at_the_acceptance_is_no_state(read, heading):
    one = read(
        heading,
        ("经现场核查，料场已经全部覆盖，喷淋设施正常运行。", "废气处理设施已经建成，监测数据达标。", ""),
    )

    assert "status" not in one.mapping
    assert one.records[0].extra[heading].startswith("经现场核查")


def test_a_state_of_its_own_comes_first_and_the_result_stays_beside(read):
    one = read("验收结论", ("通过", "通过", "未通过"), more=("整改状态", "达到序时进度"))

    assert one.mapping["status"] == "整改状态"
    assert [record.extra["验收结论"] for record in one.records] == ["通过", "通过", "未通过"]


def test_of_acceptances_at_several_levels_none_is_the_state(read):
    one = read("市级验收结论", ("通过", "未通过", "通过"), more=("县级验收结论", "通过"))

    assert "status" not in one.mapping
    assert one.records[1].extra == {"县级验收结论": "通过", "市级验收结论": "未通过"}
