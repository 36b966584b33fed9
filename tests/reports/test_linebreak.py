from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dczg_desktop.reports.linebreak import NO_END, NO_START, balanced_lines, break_lines, may_break, starts

MARKS = "，。、；：？！…—）》”’（《“‘%·,.:)([$"
LETTERS = "COD58mg/L2025-17aZ"
HAN = "督察整改问题台账销号验收㙍䶮𬭎𫖮"


class Widths(dict[str, int]):
    def __missing__(self, character: str) -> int:
        return 500 if character.isascii() else 1000


WIDTHS = Widths()
TEXTS = st.text(alphabet=st.sampled_from(HAN * 3 + MARKS + LETTERS + " \n"), max_size=120)
LIMITS = st.integers(min_value=2000, max_value=9000)


def width(text: str) -> int:
    return sum(WIDTHS[character] for character in text)


@given(TEXTS, LIMITS)
def test_no_line_is_wider_than_the_cell(text, limit):
    for line in break_lines(text, limit, WIDTHS):
        assert line.width == width(line.text) <= limit


@given(TEXTS, LIMITS)
def test_every_character_but_blanks_and_line_feeds_is_kept_in_order(text, limit):
    printed = "".join(line.text for line in break_lines(text, limit, WIDTHS))

    assert printed.replace(" ", "") == text.replace(" ", "").replace("\n", "")


@given(TEXTS, LIMITS)
def test_a_forbidden_mark_stands_at_an_edge_only_where_no_other_break_was_possible(text, limit):
    for above, below in pairwise(break_lines(text, limit, WIDTHS)):
        if not above.soft or not below.text:
            continue
        bad = below.text[0] in NO_START or above.text[-1:] in NO_END
        possible = any(may_break(above.text, position) for position in range(1, len(above.text)))
        assert not (bad and possible)


def test_a_line_after_which_only_blanks_remain_was_ended_by_the_text():
    assert [line.soft for line in break_lines("0000 \n:", 2000, WIDTHS)] == [False, False]


@given(st.text(alphabet=st.sampled_from(HAN + "，。（）“”"), max_size=80), st.integers(5000, 12000))
def test_text_with_single_marks_has_no_forbidden_start_or_end_at_all(text, limit):
    lines = break_lines(text.replace("\n", ""), limit, WIDTHS)
    tight = any(set(text[at : at + 4]) <= NO_START | NO_END for at in range(len(text) - 3))

    for above, below in pairwise(lines):
        assert tight or (below.text[0] not in NO_START and above.text[-1] not in NO_END)


@given(TEXTS, LIMITS)
def test_starts_point_at_the_lines_in_the_text(text, limit):
    lines = break_lines(text, limit, WIDTHS)

    for line, begin in zip(lines, starts(text, lines), strict=False):
        assert text[begin : begin + len(line.text)] == line.text


@given(TEXTS, LIMITS)
def test_balancing_never_adds_a_line_and_never_overflows(text, limit):
    even = balanced_lines(text, limit, WIDTHS)

    assert len(even) == len(break_lines(text, limit, WIDTHS))
    assert all(line.width <= limit for line in even)


def test_a_comma_takes_the_character_before_it_to_the_next_line():
    assert [line.text for line in break_lines("督察整改，问题", 4000, WIDTHS)] == ["督察整", "改，问题"]


def test_an_opening_bracket_goes_down_with_what_it_opens():
    assert [line.text for line in break_lines("督察整（改）", 4000, WIDTHS)] == ["督察整", "（改）"]


def test_numbers_and_units_stay_whole_where_they_fit():
    assert [line.text for line in break_lines("浓度为58.5mg/L超标", 4000, WIDTHS)] == [
        "浓度为",
        "58.5mg/L",
        "超标",
    ]


def test_a_run_longer_than_the_line_is_cut_at_the_edge():
    assert [line.text for line in break_lines("D3GS20210427", 2000, WIDTHS)] == ["D3GS", "2021", "0427"]


def test_a_number_longer_than_the_line_is_cut_after_a_hyphen():
    assert [line.text for line in break_lines("ZY-3-001", 3000, WIDTHS)] == ["ZY-3-", "001"]


def test_line_feeds_and_empty_lines_are_obeyed():
    assert [line.text for line in break_lines("一\n\n二", 9000, WIDTHS)] == ["一", "", "二"]


def test_a_character_wider_than_the_line_still_gets_a_line():
    assert [line.text for line in break_lines("督察", 500, WIDTHS)] == ["督", "察"]


@pytest.mark.parametrize(
    ("text", "limit", "lines"),
    [("责任领导", 3000, ["责任", "领导"]), ("县住房城乡建设局", 7000, ["县住房城", "乡建设局"])],
)
def test_headings_part_into_even_lines(text, limit, lines):
    assert [line.text for line in balanced_lines(text, limit, WIDTHS)] == lines
