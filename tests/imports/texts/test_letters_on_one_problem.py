"""Letters on one problem that say in a sentence until when and by whom it is put right."""

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.imports.read import read_text
from tests.imports.samples.read_texts import table_of

REMINDER = """关于尽快完成督察反馈问题整改的提醒函
古城县人民政府：
省督察反馈“湿地公园内违规建设游船码头”问题，整改时限为2024年6月30日，牵头单位为你县人民政府，督导单位为省林草局。{now}
请你县加快进度，并于6月20日前将整改情况报我办。
省督察整改办
2024年6月5日
"""
NOW = "目前距整改时限不足一个月，6月3日现场核查发现，栈道尚有120米未拆除。"


def test_a_letter_on_one_quoted_problem_is_read_with_a_question():
    table = table_of(REMINDER.format(now=NOW))
    fields = table.records[0].fields

    assert fields == {
        "description": "湿地公园内违规建设游船码头",
        "deadline": "2024年6月30日",
        "lead_unit": "古城县人民政府",
        "supervising_unit": "省林草局",
        "progress": NOW,
    }
    assert any("按句子分开的" in one.message for one in table.faults)


@pytest.mark.parametrize(
    "text",
    [
        REMINDER.format(now=NOW).replace("请你县", "另有“湿地内弃置采砂船只”问题。请你县"),
        REMINDER.format(now=NOW).replace(
            "整改时限为2024年6月30日，牵头单位为你县人民政府，督导单位为省林草局", "请予重视"
        ),
    ],
)
def test_letters_on_several_problems_or_without_time_and_unit_are_still_refused(text):
    with pytest.raises(UserError):
        read_text(text)


def test_an_office_run_on_behind_its_label_is_its_content():
    text = (
        "关于第21项问题整改情况的公示\n一、整改问题垃圾中转站渗滤液直排沟渠。二、整改目标渗滤液全部收集处理。"
        "三、整改时限2022年6月底前。四、责任单位青河镇人民政府。五、整改完成情况已建成收集池1座并投入使用。\n"
    )

    assert table_of(text).records[0].fields["responsible_unit"].rstrip("。") == "青河镇人民政府"
