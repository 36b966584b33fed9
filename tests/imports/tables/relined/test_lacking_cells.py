"""Rows of a pasted table with fewer cells than the heading: perhaps one was lost, and those behind it moved."""

import pytest

from dczg_desktop.imports.read import read_text

_HEAD = ("序号", "存在问题", "整改措施", "责任单位", "整改时限", "备注")
_ROWS = (
    ("1", "垃圾乱堆。", "清运。", "县城管局", "2026年6月底", "重点"),
    ("2", "污水直排。", "截污。", "县住建局", "2026年9月底", ""),
    ("3", "堆场未覆盖。", "覆盖。", "县住建局", "2026年7月底", "一般"),
)


def _notes(*rows, between="\t"):
    return "\n".join(read_text("\n".join(between.join(row) for row in (_HEAD, *rows))).notes)


@pytest.mark.parametrize("between", ["\t", ";"])
@pytest.mark.parametrize("lost", [1, 2, 3, 4])
def test_a_row_that_lost_a_cell_among_full_ones_is_named(lost, between):
    row = (*_ROWS[2][:lost], *_ROWS[2][lost + 1 :])
    assert "第 4 行的格数比列名少" in _notes(*_ROWS[:2], row, between=between)


def test_cells_without_a_text_at_the_end_may_be_left_out():
    assert "格数比列名少" not in _notes(_ROWS[0], _ROWS[1][:-1], _ROWS[2])


def test_rows_that_are_all_whole_are_not_asked_about():
    assert "格数比列名少" not in _notes(*_ROWS)


def test_a_title_between_the_rows_is_no_row():
    assert "格数比列名少" not in _notes(_ROWS[0], ("二、水环境（2项）",), *_ROWS[1:])
