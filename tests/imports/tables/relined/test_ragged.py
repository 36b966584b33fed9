"""Rows that lost the cells merged down over them while the table was copied."""

from dczg_desktop.imports.read import read_text

HEAD = "序号\t反馈问题\t整改目标\t整改措施\t责任单位\t完成时限\t进展情况"
FIRST = "一\t河道脏。\t干净。\t1.清淤。\t县水务局\t2026年6月底\t已清淤。"
MORE = "2.截污。\t县水务局、县住建局\t2026年9月底\t在建。"
NEXT = "二\t油烟大。\t达标。\t装净化器。\t县城管局\t2026年5月底\t已装。"


def read(*lines):
    reading = read_text("\n".join([HEAD, *lines]))
    (table,) = reading.tables
    return table, " ".join(reading.notes)


def test_what_is_left_of_a_row_stands_below_its_own_headings():
    table, notes = read(FIRST, MORE, NEXT)

    assert [one.fields["measures"] for one in table.records] == ["1.清淤。", "2.截污。", "装净化器。"]
    assert table.records[1].fields["deadline"] == "2026年9月底"
    assert table.records[1].merged_from == 2
    assert "有 1 行前面的格（序号、反馈问题、整改目标）复制时丢了" in notes


def test_rows_that_fit_nowhere_further_right_stay_where_they_are():
    table, notes = read(FIRST, "2.截污。\t县住建局\t尽快\t在建。", NEXT)

    assert table.records[1].fields["number"] == "2.截污。"
    assert "往右移" not in notes


def test_a_row_without_its_last_cells_is_whole():
    table, notes = read(
        FIRST, "二\t油烟大。\t达标。\t装净化器。\t县城管局\t2026年5月底", NEXT.replace("二", "三")
    )

    assert [one.fields["number"] for one in table.records] == ["一", "二", "三"]
    assert "往右移" not in notes
