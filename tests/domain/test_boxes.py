"""Cells of boxes are read whatever the mark and wherever it stands; nothing ticked, or several, is no answer."""

import pytest

from dczg_desktop.domain.boxes import has_boxes, ticked
from dczg_desktop.domain.vocabulary import status_of


@pytest.mark.parametrize(
    ("text", "option"),
    [
        ("□已验收销号\n☑已完成\n□达到时序进度\n□未达时序进度\n□尚未启动", "已完成"), ("□已销号 √已完成 □未完成", "已完成"), ("□已销号 ■已完成", "已完成"),
        ("☐已销号 ✔已完成", "已完成"), ("R已完成 £达到时序进度 £尚未启动", "已完成"), ("£ 已完成\nR 达到时序进度", "达到时序进度"), ("þ已完成 ¨未完成", "已完成"),
        ("( )已完成 (√)达到序时进度 ( )未达时序进度", "达到序时进度"), ("[√]已完成 [ ]未完成", "已完成"), ("已完成☑ 未完成□", "已完成"), ("已完成□\n未完成☑", "未完成"),
        ("已完成（√）　未完成（ ）", "已完成"), ("○已完成 ●未完成", "未完成"), ("⬜已完成 ✅未完成", "未完成"), ("口已完成 √未完成", "未完成"), ("□已完成□达到时序进度☑未达时序进度", "未达时序进度"),
        ("☑已完成", "已完成"), ("已完成√", "已完成"), ("已完成☑未完成□", "已完成"), ("已完成（√）未完成（ ）", "已完成"), ("已完成□未完成☑。", "未完成"),
    ],
)  # fmt: skip
def test_the_ticked_option_is_found(text, option):
    assert ticked(text) == (option,)
    assert status_of(text) == status_of(option) is not None


@pytest.mark.parametrize("text", ["□已完成 □未完成", "☑已完成 ☑未完成", "√", "£已完成 £未完成", "□", ""])
def test_nothing_or_several_ticked_is_no_answer(text):
    assert len(ticked(text)) != 1
    assert status_of(text) is None


@pytest.mark.parametrize("text", ["已完成", "完成R135型设备改造", "口头警告", "金额£", "一口井 已封", ""])
def test_other_texts_have_no_boxes(text):
    assert not has_boxes(text)
    assert ticked(text) == ()
