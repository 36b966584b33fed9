"""What a letter or notice lists as attached is no heading, no label and no part of what stands before it."""

import pytest

from dczg_desktop.imports.read import read_text
from tests.imports.samples.notice_answers import notices_of

PLAN = """一、问题一：加油站改造滞后。
1.整改目标：完成改造。
2.责任单位：县商务局
二、问题二：编码登记率低。
1.整改目标：达到98%。
2.责任单位：县住建局"""
NOTICE = """关于第5项整改任务完成情况的公示
一、整改任务
柳河镇生活污水直排入河。
二、整改完成情况
已建成管网3公里。
公示时间：2026年1月27日至2026年2月9日。
"""


@pytest.mark.parametrize(
    "attached", ["附件：整改任务清单", "附件：1.整改任务清单\n2.进展情况报送表", "附件：\n整改任务清单"]
)
@pytest.mark.parametrize("heading", ["", "附件1\n整改任务清单\n"])
def test_the_first_problem_below_a_letter_with_attachments_keeps_its_text(attached, heading):
    letter = f"关于印发整改任务的通知\n各乡镇：\n现印发给你们。\n{attached}\n青石县督察整改办\n2025年2月8日\n{heading}"

    (table,) = read_text(letter + PLAN).tables

    assert [(one.fields["number"], one.fields["description"]) for one in table.records] == [
        ("一", "加油站改造滞后。"), ("二", "编码登记率低。"),
    ]  # fmt: skip
    listed = "\n".join(one.text for one in table.left_out)
    assert all(line in listed for line in attached.split("\n"))


@pytest.mark.parametrize(
    "tail",
    [
        "联系电话：0555-7211243\n邮箱：ab@qingshi.cn\n附件：整改情况表\n青石县水利局",
        "联系电话：0555-7211243\n附件：1.整改情况表\n2.验收意见\n青石县水利局",
        "联系电话：0555-7211243\n附件：1.验收意见\n2.整改完成情况\n3.整改措施\n青石县水利局",
    ],
)
def test_attachments_at_the_end_of_a_notice_are_listed_and_do_not_hide_who_signed(tail):
    reading = read_text(f"{NOTICE}{tail}\n2026年1月27日")

    ((record, notice),) = notices_of(reading)
    assert record.extra["联系电话"] == "0555-7211243"
    assert record.extra.get("邮箱", "ab@qingshi.cn") == "ab@qingshi.cn"
    assert (notice.progress, notice.issued_by) == ("已建成管网3公里。", "青石县水利局")
    listed = "\n".join(one.text for one in reading.tables[0].left_out)
    attached = tail[tail.index("附件") : tail.rindex("\n")]
    assert all(line in listed for line in attached.split("\n"))


def test_two_offices_below_one_another_have_signed_both():
    reading = read_text(
        f"{NOTICE}联系电话：0555-7211243\n青石县水利局（盖章）\n柳河镇人民政府\n2026年1月27日"
    )

    ((record, notice),) = notices_of(reading)
    assert notice.issued_by == "青石县水利局、柳河镇人民政府"
    assert record.extra["联系电话"] == "0555-7211243"
