"""Beside the rows stands what each would become in the ledger."""

from dczg_desktop.domain.comparison import Way
from tests.ui.intake.scene import choose, go_to, write

NEW_ROW = 8


def written(page):
    table = page.preview.compare.written.table
    return {table.item(row, 0).text(): table.item(row, 1).text() for row in range(table.rowCount())}


def test_a_new_row_shows_what_it_will_become(shown):
    go_to(shown, NEW_ROW)

    found = written(shown)
    assert found["编号"] == "YJ202600004"
    assert (found["措施 1"], found["措施 2"]) == ("1.建设三格池。", "2.签订消纳协议。")
    assert found["整改时限"] == "立行立改"


def test_a_corrected_cell_is_shown_as_it_will_be_written(qtbot, shown):
    write(qtbot, shown, NEW_ROW, "D", "2026年3月底前")

    assert written(shown)["整改时限"] == "2026年3月底前\n读作：2026-03-31"


def test_a_row_that_stays_out_shows_nothing_to_be_written(shown):
    go_to(shown, NEW_ROW)
    choose(shown, NEW_ROW, Way.SKIP)
    assert shown.preview.compare.written.isHidden()

    choose(shown, NEW_ROW, Way.NEW)
    assert not shown.preview.compare.written.isHidden()


def test_a_row_that_changes_a_known_record_shows_its_differences_alone(shown):
    go_to(shown, 4)

    assert shown.preview.compare.ticks
    assert shown.preview.compare.written.isHidden()


def test_long_texts_are_not_cut_though_the_panel_is_narrow(qtbot, shown):
    go_to(shown, NEW_ROW)
    table = shown.preview.compare.written.table

    qtbot.waitUntil(
        lambda: all(table.rowHeight(row) >= table.sizeHintForRow(row) for row in range(table.rowCount()))
    )
    assert table.height() >= sum(table.rowHeight(row) for row in range(table.rowCount()))
