"""Rows that differ in their numbers alone are looked at once: what is found does not change by it."""

from hypothesis import given
from hypothesis import strategies as st

from dczg_desktop.domain.headings import HEADERS, header_field, of_words
from dczg_desktop.domain.numbering import split_number
from dczg_desktop.imports.header import headers, score
from dczg_desktop.imports.reading import Grid

SPELLINGS = sorted(name for names in HEADERS.values() for name in names)
CELLS = st.builds(
    "{}{}{}".format,
    st.sampled_from(["", "2025年", "2019年", "（", "内容", *SPELLINGS]),
    st.sampled_from(SPELLINGS),
    st.integers(0, 20_990).map(str) | st.sampled_from(["", "：", "。", "）"]),
)


@given(st.lists(st.lists(CELLS | st.just(""), min_size=3, max_size=6), min_size=1, max_size=8))
def test_a_row_is_scored_as_if_no_other_had_been_seen(rows):
    seen: set[bytes] = set()

    assert [score(row, seen) for row in rows] == [score(row) for row in rows]
    assert all(not score(words.decode().split("\n")) for words in seen)


@given(CELLS)
def test_which_number_stands_in_a_header_makes_no_difference(cell):
    assert header_field(of_words(cell).decode())[1] == header_field(cell)[1]


def test_a_header_stands_among_ten_thousand_rows_of_the_same_words():
    filling = [[f"内容{number}", f"单位{number}", f"日期{number}"] for number in range(9_000)]
    rows = [["反馈问题", "责任单位", "整改时限"], *filling, ["反馈问题", "责任单位", "整改时限"], *filling]

    found = headers(Grid("表", rows))

    assert [one.top for one in found] == [0, 9_001]


@given(st.text("第号编序十二38批项受理县-A重点", max_size=12))
def test_a_number_of_words_alone_is_taken_as_it_is(text):
    framed = split_number(f" {text} ")  # the blanks keep it from the quick way

    assert (split_number(text).number, split_number(text).batch) == (framed.number, framed.batch)
