"""Columns looked at as one text come out as cell by cell; rare patterns are found by their first byte; lost digits are asked for."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dczg_desktop.base.text import clean
from dczg_desktop.imports.files.seeking import holds
from dczg_desktop.imports.files.shown import shown
from dczg_desktop.imports.files.styles import simplified, tells
from dczg_desktop.imports.files.values import texts_of_rows
from dczg_desktop.imports.read import read_tables

cells = st.one_of(
    st.text(alphabet="镇河1 \n\t\r　\x00\x07\ufeff\u200b\u241fa", max_size=5),
    st.just(""),
    st.just("污水直排"),
)


@given(st.lists(st.lists(cells, min_size=3, max_size=3), max_size=6))
def test_every_text_is_cleaned_as_if_it_stood_alone(values):
    rows = texts_of_rows([list(row) for row in values]).rows

    whole = [[clean(cell) for cell in row] for row in values]
    while whole and not any(whole[-1]):
        whole.pop()
    assert rows == whole


def test_numbers_and_rows_of_unequal_length_come_out_as_texts_of_equal_length():
    texts = texts_of_rows([[1.0, "甲", True], [2.5], [1234567890123456.0, "乙"]])

    assert texts.rows == [["1", "甲", "TRUE"], ["2.5", "", ""], ["1.23456789012346E+15", "乙", ""]]
    assert texts.has_long_numbers


@pytest.mark.parametrize(
    ("data", "found"),
    [(b"<a>", False), (b"x!!DOCTYPE", True), (b"!" * 6000 + b"!ENTITY", True), (b"!" * 6000, False)],
)
def test_a_pattern_is_found_wherever_its_first_byte_is_common_or_rare(data, found):
    assert holds(data, re.compile(rb"!(?:DOCTYPE|ENTITY)")) is found


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [(0.8, "0%", "80%"), (80, '0"%"', "80%"), (80.5, '0.0"%"', "80.5%"), (45, "0\\%", "45%")],
)
def test_a_percent_sign_that_is_only_written_behind_a_number_multiplies_nothing(value, code, text):
    assert tells(simplified(code))
    assert shown(value, simplified(code)) == text


@pytest.mark.parametrize("shown", ["4.50421199001011E+17", "4.50421199001011E+017"])
def test_a_long_number_that_a_program_printed_in_its_own_way_is_asked_for_again(tmp_path, shown):
    path = tmp_path / "台账.csv"
    path.write_text(f"序号,反馈问题,责任单位,身份代码\n1,河道有垃圾,县水利局,{shown}\n", "utf-8")

    (fault,) = read_tables(path).tables[0].faults

    assert (fault.place, fault.value) == ("台账!D2", shown)
    assert "科学计数" in fault.message
