import pytest

from dczg_desktop.base.errors import Fault


@pytest.mark.parametrize(
    ("message", "parts"),
    [
        ("责任单位为空。请补填负责整改的单位。", ("责任单位为空。", "请补填负责整改的单位。")),
        ("占位“XX”未填，请对照原件补填或确认。", ("占位“XX”未填", "请对照原件补填或确认。")),
        ("最后一次修改的时间晚于今天。", ("最后一次修改的时间晚于今天。", "")),
    ],
)
def test_a_fault_says_what_is_wrong_and_what_is_proposed(message, parts):
    assert Fault("清单!C5", "", message).parts() == parts
