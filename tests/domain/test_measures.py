import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dczg_desktop.domain.measures import split_measures


@pytest.mark.parametrize(
    ("plan", "expected"),
    [
        ("", []),
        ("封堵排口", ["封堵排口"]),
        ("1.封堵排口。2.铺设管网。", ["1.封堵排口。", "2.铺设管网。"]),
        ("（1）封堵排口；（2）铺设管网", ["（1）封堵排口；", "（2）铺设管网"]),
        ("1、封堵排口\n2、铺设管网\n3、长效管护", ["1、封堵排口", "2、铺设管网", "3、长效管护"]),
        ("措施如下：\n1.封堵。\n2.铺设。", ["措施如下：\n1.封堵。", "2.铺设。"]),
        ("1.建成1.5公里管网；2.验收。", ["1.建成1.5公里管网；", "2.验收。"]),
        ("1.只有一条", ["1.只有一条"]),
        ("3.从三开始。4.再到四。", ["3.从三开始。4.再到四。"]),
        ("1.甲。3.跳过二。", ["1.甲。3.跳过二。"]),
        ("1.清理：(1)沿河。(2)沿路。\n2.巡查。", ["1.清理：(1)沿河。(2)沿路。", "2.巡查。"]),
        (
            "（一）组织。1.成立专班。2.调度。（二）清理。",
            ["（一）组织。1.成立专班。2.调度。", "（二）清理。"],
        ),
        ("一是清理；二是保洁。", ["一是清理；", "二是保洁。"]),
        ("①清理；②保洁", ["①清理；", "②保洁"]),
        ("１．清理。２．保洁。", ["１．清理。", "２．保洁。"]),
        ("3.清理。\n4.保洁。", ["3.清理。", "4.保洁。"]),
        ("3.清理。\n5.保洁。", ["3.清理。\n5.保洁。"]),
        ("1.水质达到3.0标准。2.巡查2.5次。3.完成。", ["1.水质达到3.0标准。", "2.巡查2.5次。", "3.完成。"]),
    ],
)
def test_run_on_plans_are_split_where_they_are_numbered(plan, expected):
    assert split_measures(plan) == expected


PIECES = st.text(alphabet="整改清运。；\n 1234567890.、（）()", max_size=60)


@given(PIECES)
def test_nothing_is_lost_and_nothing_is_empty(plan):
    pieces = split_measures(plan)

    assert re.sub(r"\s", "", "".join(pieces)) == re.sub(r"\s", "", plan)
    assert all(piece.strip() for piece in pieces)
