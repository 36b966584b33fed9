"""A deadline in a text that lost its line breaks ends where the time ends; what goes on behind it is kept and asked about."""

import pytest

from dczg_desktop.imports.read import read_text
from dczg_desktop.imports.texts.content.after_deadline import AFTER, end_of_deadline

PLAN = (
    "整改方案 问题一：河湾镇污水直排小河。整改目标：消除直排。整改时限：{}责任单位：河湾镇人民政府 "
    "问题二：青石镇砖厂扬尘未覆盖。整改目标：扬尘达标。整改时限：2024年8月底前 责任单位：青石镇人民政府"
)


def first(deadline):
    (table,) = read_text(PLAN.format(deadline)).tables
    return table, table.records[0]


@pytest.mark.parametrize(
    ("text", "deadline", "rest"),
    [
        ("2024年6月底 立行立改请市城管局牵头清理河道。", "2024年6月底 立行立改", "请市城管局牵头清理河道"),
        ("2024年6月底前 清理河道并安装护栏 ", "2024年6月底前", "清理河道并安装护栏"),
        ("2024年6月底。河湾镇已编制方案并招标。", "2024年6月底", "河湾镇已编制方案并招标"),
        ("立行立改由市城管局牵头清理河道垃圾 ", "立行立改", "由市城管局牵头清理河道垃圾"),
    ],
)
def test_what_goes_on_behind_the_time_is_kept_beside_it_and_asked_about(text, deadline, rest):
    table, record = first(text)

    assert record.fields["deadline"] == deadline
    assert record.extra[AFTER] == rest
    assert [one.value for one in table.faults if "没有算进时限" in one.message] == [deadline]
    assert record.fields["responsible_unit"] == "河湾镇人民政府"


@pytest.mark.parametrize(
    "text",
    [
        "2024年6月底前，并长期坚持",
        "2024年6月底前 长期坚持",
        "立行立改，举一反三，建立长效机制",
        "2024年6月底前完成管网建设 2025年底前完成验收",
        "2024年6月底前。其中清淤2024年3月底前完成。",
        "2024 年 6 月底前完成全部整改任务",
        "按照省级方案规定的时间完成整改",
        "2024年6月底前 完成整改",
    ],
)
def test_a_deadline_that_is_one_stays_whole(text):
    table, record = first(f"{text} ")

    assert record.fields["deadline"] == text
    assert AFTER not in record.extra
    assert not [one for one in table.faults if "没有算进时限" in one.message]


def test_an_order_right_behind_the_time_ends_it():
    assert "2024年6月底前责成县水利局清理河道"[: end_of_deadline("2024年6月底前责成县水利局清理河道")] == "2024年6月底前"  # fmt: skip
