"""A notice that names two numbers for its one problem: a person sees both."""

import pytest

from tests.imports.texts_read import asked, one_table

NOTICE = """{title}
{opening}
整改任务：沿河垃圾未清理。
整改目标：全面清理。
整改完成情况：已清运垃圾30吨。
{annex}
青石县整改办
"""
TITLE = "关于青石县反馈问题整改任务（序号十）整改情况的公示"
OPENING = "现对省级督察反馈问题（序号十）整改完成情况进行公示。"


def told(title=TITLE, opening=OPENING, annex=""):
    return asked(one_table(NOTICE.format(title=title, opening=opening, annex=annex)))


def test_an_annex_or_opening_of_another_number_is_told():
    assert "读的编号是“十”，“附表：序号一任务公示表”里写的却是“一”" in told(annex="附表：序号一任务公示表")
    assert "里写的却是“第十二项”" in told(opening="现对反馈问题第十二项整改完成情况进行公示。")


@pytest.mark.parametrize("annex", ["附表：序号10任务公示表", "附表：任务公示表", "附件1：验收意见", ""])
def test_the_same_number_or_none_is_not(annex):
    assert "读的编号是" not in told(annex=annex)


def test_the_number_of_a_petition_is_no_ordinal():
    title = "关于信访件（受理编号X3JX202405160020）整改情况的公示"

    assert "读的编号是" not in told(title=title)
