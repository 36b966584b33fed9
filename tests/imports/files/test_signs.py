"""A column that was looked through while it was read is not looked through again; nothing is overlooked by that."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from dczg_desktop.imports.editing import TableEdits, corrected
from dczg_desktop.imports.read import read_tables
from dczg_desktop.imports.signs import LONGEST_CELL, Sign
from dczg_desktop.imports.tables.asked.faults import faults_of
from tests.imports.samples.plain_workbooks import workbook

HEADER = ("序号", "问题编号", "问题", "整改措施", "责任单位", "整改时限", "完成情况")
PLAIN = ("1", "A1", "河道有垃圾", "清运", "县水利局", "2026年底前", "")
PIECES = ("河道有垃圾", "同上", "〃", "XXX", "×", "【待填】", "***", "__", "139-0774-1234", "１３９", "　", "举报人", "待补充", "#N/A", "1.2E+15", "\n", "口", "☑已完成", "2026年底前")  # fmt: skip
cells = st.lists(st.sampled_from(PIECES), max_size=3).map("".join)


def sheet(tmp_path, rows):
    return workbook(tmp_path / "台账.xlsx", [list(HEADER), *map(list, rows)])


@given(st.lists(st.tuples(*[cells] * len(HEADER)), min_size=1, max_size=6))
def test_a_column_known_to_hold_no_sign_is_doubted_as_if_nothing_were_known(tmp_path_factory, rows):
    rows = [(str(number), *row[1:]) for number, row in enumerate([PLAIN, *rows], start=1)]
    path = sheet(tmp_path_factory.mktemp("表"), rows)
    (table,) = read_tables(path).tables

    unknown = replace(table, grid=replace(table.grid, signs={}))

    assert table.faults == tuple(faults_of(unknown, list(table.records)))


def test_what_is_written_into_a_cell_is_doubted_though_its_column_held_no_sign(tmp_path):
    (table,) = read_tables(sheet(tmp_path, [PLAIN])).tables
    assert not table.grid.may_hold(Sign.MARK, 3)

    mended = corrected(table, TableEdits(cells={(2, "D"): "清运XXX吨"}))

    assert [fault.place for fault in mended.faults] == ["Sheet!D2"]


def test_a_cell_cut_off_by_the_program_is_told_among_long_ones(tmp_path):
    rows = [(str(number), f"A{number}", "河道有垃圾" * 40, "清运", "县水利局", "2026年底前", "") for number in range(1, 300)]  # fmt: skip
    rows[280] = (*rows[280][:3], "清" * LONGEST_CELL, *rows[280][4:])

    (table,) = read_tables(sheet(tmp_path, rows)).tables

    assert [fault.place for fault in table.faults] == ["Sheet!D282"]
