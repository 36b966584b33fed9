"""Numbers of petitions and problems taken apart, faults named and nothing corrected."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dczg_desktop.domain.numbering import (
    cited_numbers,
    find_number,
    number_key,
    numeral,
    ordinal,
    split_number,
)
from dczg_desktop.domain.titled_numbers import titled_number


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
        ("X410000201806160104(*)", "X410000201806160104", "", True),
        ("X2GD202109130057（★）", "X2GD202109130057", "", True),
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
    ("text", "starred"),
    [
        ("X2HA202104270093（重点）", True),
        ("（重点关注件）X2HA202104270093", True),
        ("X2HA202104270093号", False),
    ],
)
def test_words_beside_a_petition_number_are_no_part_of_it(text, starred):
    assert split_number(text) == (text, "X2HA202104270093", "", starred, ())


def test_other_words_in_brackets_beside_a_petition_number_are_told():
    read = split_number("X2HA202104270093（重复件）")

    assert read.number == "X2HA202104270093"
    assert "“重复件”" in read.faults[0]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12（原8）", "12(原8)"),
        ("整改任务（一）", "整改任务(一)"),
        ("（一）", "一"),
        ("（12", "12"),
        ("12）", "12"),
    ],
)
def test_brackets_of_other_numbers_stay_whole_or_come_off_in_pairs(text, number):
    assert split_number(text).number == number


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
        ("4.30621E+017", "科学计数"),
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


def test_the_number_that_a_title_begins_with_is_that_of_its_petition():
    assert titled_number("X3600220200711005案件处理情况") == "X3600220200711005"
    assert titled_number("D20181119007信访件办理情况") == "D20181119007"
    assert titled_number("X3600220200711005项目环评批复") == ""


@pytest.mark.parametrize("title", ["各节都按“点位一（编号）”分", "问题编号（）的公示", "编号：（待补）"])
def test_a_word_for_numbers_without_any_behind_it_names_none(title):
    assert titled_number(title) == ""


@given(st.integers(1, 999))
def test_numerals_read_back(number):
    hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
    digit = "零一二三四五六七八九"
    text = f"{digit[hundreds]}百" if hundreds else ""
    text += f"{digit[tens]}十" if tens else "零" if hundreds and ones else ""
    text += digit[ones] if ones else ""

    assert numeral(text) == number


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("该问题与12月8日交办的第18批D3GS202312070006号举报件反映的问题相同，此前已核查。", ("D3GS202312070006",)),
        ("与X3AH202411050035*、D3AH202411060012重复，一并办理。", ("X3AH202411050035", "D3AH202411060012")),
        ("此前反映的问题(D3GS202300781)已有整改", ("D3GS202300781",)),
        ("与Ｘ３ＪＸ２０２４０５２４００２３重复", ("X3JX202405240023",)),
        ("该件与第5批243号信访件重复。", ("243",)),
        ("与第十二批第30号相同", ("30",)),
        ("与受理编号：2145重复", ("2145",)),
        ("与受理编号4260号为同一问题", ("4260",)),
        ("与访受〔2021〕0517031号、信20170816134一致", ("访受〔2021〕0517031", "信20170816134")),
        ("与访受[2021]0517031号重复", ("访受〔2021〕0517031",)),
        ("与X140000201812090003、D53250020230620035属同一件", ("X140000201812090003", "D53250020230620035")),
        ("与BCD2022092601相同", ("BCD2022092601",)),
        ("D3GS202312070006，同D3GS202312070006", ("D3GS202312070006",)),
    ],
)  # fmt: skip
def test_the_numbers_a_repeated_petition_cites_are_found(text, numbers):
    assert cited_numbers(text) == numbers


@pytest.mark.parametrize(
    "text",
    [
        "监测值低于《社会生活环境噪声排放标准》(GB22337-2008)限值，与此前一致。", "依据湘突环改办〔2020〕3号，与方案一致。", "第3批交办件已办结。",
        "大唐街11栋2单元203号反映噪声，与之前相同", "罚款350000元，与此前相同", "受理编号第243号已交办。", "电话0730-1234567，之前打过", "", "第12项整改任务此前已完成",
        "信用代码91430600MA4L0000XX此前已变更",
    ],
)  # fmt: skip
def test_other_numbers_in_a_text_are_not_taken_for_cited_petitions(text):
    assert cited_numbers(text) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("第5批 243号", "243"), ("第243号", "0243"), ("x3jx202405240023*", "X3JX202405240023"), ("访受〔2021〕0517031号", "访受[2021]0517031"),
        ("受理编号4260号", "4260"),
    ],
)  # fmt: skip
def test_two_writings_of_one_number_compare_equal(one, other):
    assert number_key(one) == number_key(other)


@given(st.text())
def test_any_text_can_be_asked_for_cited_numbers(text):
    assert all(number_key(number) for number in cited_numbers(text))


@pytest.mark.parametrize("text", ["※X3HN202611220001", "▲ X3HN202611220001", "X3HN202611220001※"])
def test_a_mark_beside_a_petition_number_is_no_part_of_it_and_told(text):
    found = split_number(text)

    assert found.number == "X3HN202611220001"
    assert "按“X3HN202611220001”登记，请核对。" in found.faults[0]


def test_a_mark_beside_any_other_number_stays():
    assert split_number("12#").number == "12#"
