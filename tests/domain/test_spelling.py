"""Which outside numbers are one number in two writings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dczg_desktop.domain.numbering import cited_numbers, find_number, is_petition_number, number_key
from dczg_desktop.domain.spelling import are_one_writing, near_key, one_writing, same_number


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("访受〔2021〕0517031号", "访受[2021]0517031"),
        ("访受〔2021〕0517031", "访受（2021）0517031号"),
        ("访受【2021】0517031", "访受［2021］０５１７０３１"),
        ("x3jx202405240023", "X3JX202405240023*"),
        ("Ｘ３ＪＸ２０２４０５２４００２３", "X3JX202405240023"),
        ("202302－43–N1", "202302-43-n1"),
        ("第三十八项", "第38项"),
        ("受理编号 X3JX202405240023", "X3JX 202405240023"),
    ],
)
def test_brackets_width_letters_and_dashes_make_no_other_number(one, other):
    assert same_number(one, other)
    assert near_key(one) == near_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("访受〔2021〕0517031", "访受20210517031"), ("000123", "123"), ("12(1)", "121")],
)
def test_numbers_that_differ_in_brackets_or_zeros_are_only_near(one, other):
    assert not same_number(one, other)
    assert near_key(one) == near_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("第三十八项", "第三十七项"),
        ("X3JX202405240023", "D3JX202405240023"),
        ("第9项", "第9条"),
        ("12-1", "121"),
    ],
)
def test_other_numbers_are_not_near(one, other):
    assert near_key(one) != near_key(other)


@given(st.text("AX09-x〔第号", max_size=30))
def test_what_is_passed_over_at_once_is_written_plainly(text):
    assert are_one_writing([text]) <= (one_writing(text) == text)


@pytest.mark.parametrize(
    "number", ["x3jx202405240023", "Ｘ３ＪＸ２０２４０５２４００２３", "d140000201812090003"]
)
def test_a_petition_number_in_small_or_wide_letters_is_one_and_is_found_as_written(number):
    assert find_number(f"关于信访件{number}的公示") == number
    assert is_petition_number(number)


@pytest.mark.parametrize("text", ["附件dsc20240516001.jpg", "wjx2024051612.docx", "版本xls202405"])
def test_names_of_files_are_no_petition_numbers(text):
    assert find_number(text) == ""


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("与访受（2021）0517031号重复", "访受20210517031"),
        ("与访受【2021】0517031号重复", "访受20210517031"),
        ("与x3jx202405240023相同", "X3JX202405240023"),
    ],
)
def test_a_cited_number_is_found_in_any_writing(text, key):
    assert [number_key(one) for one in cited_numbers(text)] == [key]
