"""Petitions answered in plain paragraphs under a batch and a running number, without labels."""

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.imports.read import read_text
from dczg_desktop.imports.reading import RecordReading
from tests.imports.samples.read_texts import asked, table_of

LETTERS = """督察组转办云溪市信访件办结情况（8月7日）
8月7日，我市共接到督察组交办的第二十六批信访件9件，现将办理情况予以公开。
1.第23批1676号办理情况。来信反映“青石县家属楼化粪池污水流入隔壁院内”的问题。经调查，情况属实。8月5日，业主代表对化粪池进行了清理。
2.第23批1680号办理情况。来电反映“河湾镇砖厂粉尘大”的问题。经调查，无证生产不属实，情况部分属实。已责令停产整治。
"""
NUMBERS = """督察组举报受理事项（第35-1批）案件办理情况
受理编号4260：“鸿雅家园一期9家饭店油烟排放，异味扰民”。
经调查，举报情况属实。已责令经营业户安装油烟净化设施。
云溪市整改办
2018年7月7日
"""
SECTIONS = """受理编号第二十一批2280号：砬子村西侧养猪场粪污渗入地下。要求治理。
（一）基本情况
养猪户存栏100余头。
（二）核实处理情况
经调查，举报问题基本属实。已责令封堵排污口。
受理编号第二十二批2301号：河湾村砖厂扬尘。
（一）基本情况
砖厂位于村东。
（二）核实处理情况
经调查，举报问题属实。已责令停产。
"""


def told(record: RecordReading, *names: str) -> tuple[str, ...]:
    return tuple(record.fields.get(name, "") for name in names)


def test_answers_under_a_batch_and_a_number_are_one_petition_each():
    table = table_of(LETTERS)

    assert [told(one, "number", "batch", "description") for one in table.records] == [
        ("1676号", "第23批", "来信反映“青石县家属楼化粪池污水流入隔壁院内”的问题。"),
        ("1680号", "第23批", "来电反映“河湾镇砖厂粉尘大”的问题。"),
    ]
    assert told(table.records[0], "findings", "substantiated", "result") == (
        "经调查，情况属实。", "属实", "8月5日，业主代表对化粪池进行了清理。",
    )  # fmt: skip


def test_two_verdicts_on_one_petition_are_none_that_is_taken():
    second = table_of(LETTERS).records[1]

    assert told(second, "substantiated", "result") == ("", "已责令停产整治。")


def test_every_petition_parted_by_its_sentences_is_asked_about():
    table = table_of(LETTERS)
    asked = [fault.place for fault in table.faults if "按句子分开" in fault.message]

    assert len(asked) == len(table.records) == 2


def test_a_single_petition_under_its_number_is_read_and_the_title_above_it_is_none():
    table = table_of(NUMBERS)
    (record,) = table.records

    assert told(record, "number", "description", "result") == (
        "4260", "“鸿雅家园一期9家饭店油烟排放，异味扰民”。", "已责令经营业户安装油烟净化设施。",
    )  # fmt: skip
    assert table.title == "督察组举报受理事项（第35-1批）案件办理情况"


def test_the_names_of_sections_are_nothing_that_was_found():
    first, second = table_of(SECTIONS).records

    assert told(first, "number", "batch", "findings", "substantiated") == (
        "2280号", "第二十一批", "养猪户存栏100余头。\n经调查，举报问题基本属实。", "基本属实",
    )  # fmt: skip
    assert told(second, "description", "result") == ("河湾村砖厂扬尘。", "已责令停产。")


def test_a_number_without_a_verdict_is_read_and_asked_about():
    (table,) = read_text(NUMBERS.replace("属实", "复杂")).tables

    assert table.records[0].fields["findings"] == "经调查，举报情况复杂。"
    assert "是否属实没有看出来" in asked(table)


def test_a_number_without_what_was_found_is_refused():
    with pytest.raises(UserError):
        read_text(NUMBERS.replace("经调查，举报情况属实。已", "已"))
