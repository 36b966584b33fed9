"""Problems that a check found without a number: one a line below 检查发现, or under 检查存在问题 with how far it is put right."""

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.imports.read import read_text
from tests.imports.texts_read import one_table


@pytest.mark.parametrize("begins", ["检查发现，", "暗访发现：", "现场检查中发现，"])
@pytest.mark.parametrize(
    "ends",
    [
        "现对以上问题公开曝光，请抓紧整改。",
        "以上问题请柳林镇立即整改。",
        "针对上述问题，县整治办已下发通知。",
    ],
)
def test_each_line_down_to_the_words_on_these_problems_is_one(begins, ends):
    text = f"这些地方被曝光\n县整治办近日对柳林镇开展暗访。\n{begins}东河村村西有垃圾。\n西河村桥下积存污水。\n上街沟渠内堆放柴草。\n{ends}\n页: [1]"
    table = one_table(text)

    assert [one.fields["description"] for one in table.records] == [
        "东河村村西有垃圾。",
        "西河村桥下积存污水。",
        "上街沟渠内堆放柴草。",
    ]
    assert sum("没有编号" in one.message for one in table.faults) == 3
    assert any(one.text == ends for one in table.left_out)


@pytest.mark.parametrize(
    "text",
    [
        "县整治办近日对柳林镇开展暗访。\n检查发现，东河村村西有垃圾。\n西河村桥下积存污水。\n县整治办将持续加强管理。",
        "检查发现，东河村村西有垃圾。\n下一步工作要求\n以上问题请立即整改。",
    ],
)
def test_lines_that_nobody_calls_problems_are_not_read_so(text):
    with pytest.raises(UserError):
        read_text(text)


@pytest.mark.parametrize("label", ["检查存在问题", "检查发现问题", "现场存在问题"])
@pytest.mark.parametrize("state", ["今日整改进度", "今日整改情况"])
def test_a_check_of_a_site_with_two_labels(label, state):
    text = f"5月2日，区建管中心对电力管沟工程扬尘整改情况进行督促。\n{label}：部分黄土裸露，围挡破损。\n{state}：黄土已全部覆盖。"
    (record,) = one_table(text).records

    assert record.fields["description"] == "部分黄土裸露，围挡破损。"
    assert record.fields["progress"] == "黄土已全部覆盖。"
