"""Numbers of petitions and problems taken apart, faults named and nothing corrected."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dczg_desktop.domain.numbering import find_number, numeral, ordinal, split_number


@pytest.mark.parametrize(
    "text",
    [
        "D3JX202405240023", "X3AH202411050035", "D2HH202403250005", "X140000201812090003", "D53250020230620035",
        "D410400000000201912170004", "BCD2022092601", "访受〔2021〕0517031号", "信20170816134", "2145",
        "202302-43-N1-007-MD-0018", "243号", "第35-1批",
    ],
)  # fmt: skip
def test_sound_numbers_are_kept_as_written(text):
    read = split_number(text)

    assert (read.number, read.faults, read.starred) == (text, (), False)


@pytest.mark.parametrize(
    ("text", "number", "batch", "starred"),
    [
        ("X2HA202104270093*", "X2HA202104270093", "", True),
        ("30＊", "30", "", True),
        ("第31批 D3GS202312200043", "D3GS202312200043", "第31批", False),
        ("第三十一批\nD3GS202312200043*", "D3GS202312200043", "第三十一批", True),
        ("受理编号4260号", "4260号", "", False),
        ("", "", "", False),
    ],
)
def test_batch_label_and_star_come_off(text, number, batch, starred):
    read = split_number(text)

    assert (read.raw, read.number, read.batch, read.starred) == (text, number, batch, starred)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("D3GS202300781", "缺 3 位"),
        ("D3GS2023122000431", "多 1 位"),
        ("D3GS202313200043", "不存在"),
        ("D5325002023062003", "位数"),
        ("20252792025280", "“2025279”和“2025280”"),
        ("D3GS202312200043D3GS202312200044", "粘连"),
        ("4.30621E+17", "科学计数"),
    ],
)
def test_damaged_numbers_are_named_and_not_corrected(text, words):
    read = split_number(text)

    assert read.number == text
    assert words in read.faults[0]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("第二十七项", 27), ("第三十八项", 38), ("第11项", 11), ("序号14", 14), ("序号：十", 10), ("(41号)", 41), ("（41号）", 41),
        ("问题编号5", 5), ("省整改任务第五十五项", 55), ("整改任务第1项", 1), ("十三、截至2021年8月，仍有部分村未通水", 13),
        ("（一）关于推进不够的问题", 1), ("1.某厂扬尘", 1), ("一百零三", 103), ("２７", 27),
    ],
)  # fmt: skip
def test_ordinals_of_every_form(text, value):
    assert ordinal(text) == value


@pytest.mark.parametrize("text", ["2021年8月，全县排查", "河道有垃圾", "2.5公里河道", ""])
def test_no_ordinal_is_none(text):
    assert ordinal(text) is None


def test_a_number_is_found_in_a_title():
    assert find_number("关于转办信访件(受理编号X3JX202405160020)整改销号情况公示") == "X3JX202405160020"
    assert find_number("关于整改情况的公示") == ""


@given(st.integers(1, 999))
def test_numerals_read_back(number):
    hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
    digit = "零一二三四五六七八九"
    text = f"{digit[hundreds]}百" if hundreds else ""
    text += f"{digit[tens]}十" if tens else "零" if hundreds and ones else ""
    text += digit[ones] if ones else ""

    assert numeral(text) == number
