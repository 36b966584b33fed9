"""Widths of columns: by their weights, but numbers and days are not broken as long as there is room."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dczg_desktop.reports.tables import Column, LedgerReport, least_widths, shares

COLUMNS = (Column("序号", 1), Column("编号", 2, keeps=True), Column("情况", 7))


def a_report(*numbers: str) -> LedgerReport:
    return LedgerReport("表", "单位", None, COLUMNS, [("1", number, "很长的情况") for number in numbers])


def test_a_column_that_keeps_its_texts_is_as_wide_as_the_longest_and_the_others_give_way():
    least = least_widths(a_report("X2HA202104270093*", "D1"), 1000, lambda text: len(text) * 10.0)

    assert least == [0.0, 170.0, 0.0]
    assert shares(COLUMNS, 800, least) == [630 / 8, 170.0, 630 * 7 / 8]


def test_what_has_room_keeps_its_share_and_a_monster_takes_no_more_than_a_fifth():
    assert shares(COLUMNS, 1000, [0, 170, 0]) == [100, 200, 700]
    assert least_widths(a_report("1" * 500), 1000, lambda text: len(text) * 10.0)[1] == 200


@given(
    st.lists(st.floats(0.5, 20), min_size=1, max_size=20),
    st.lists(st.floats(0, 40), min_size=20, max_size=20),
)
def test_the_columns_fill_the_room_and_none_is_too_narrow(weights, least):
    columns = [Column("列", weight) for weight in weights]
    wanted = least[: len(columns)]

    widths = shares(columns, 1000, wanted)

    assert sum(widths) == pytest.approx(1000) or len(columns) * 40 > 1000
    assert all(width >= one - 1e-9 for width, one in zip(widths, wanted, strict=True))
