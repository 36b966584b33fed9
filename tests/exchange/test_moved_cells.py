"""Rows, columns and sheets that people sort, insert, delete, merge, rename or paste again before they send a workbook back."""

import pytest

from dczg_desktop.exchange.payload import HIDDEN_SHEET, NotOurPackage
from tests.exchange.hand_edits import edits_of, nothing_found


def test_rows_sorted_filtered_and_hidden_are_still_known(edited):
    def change(page, book):
        rows = [[cell.value for cell in row] for row in page["A5:F7"]]
        for number, row in enumerate(reversed(rows), start=5):
            for column, value in enumerate(row, start=1):
                page.cell(number, column).value = value
        page["D5"] = "钱七"  # now p3
        page.row_dimensions[6].hidden = True
        page.column_dimensions["C"].hidden = True

    opened = edited(change)

    assert edits_of(opened) == {("p3", "person"): ("李四", "钱七")}
    assert not opened.problems


def test_inserted_and_moved_columns_and_rows_do_no_harm(edited):
    def change(page, book):
        page.merged_cells.ranges.clear()
        page.insert_cols(3, 2)
        page.insert_rows(1, 3)
        page.insert_rows(9)
        page["C8"] = "自己加的列"
        page["D10"] = 12
        page["F8"] = "钱七"  # p1's person: two columns and three rows further

    opened = edited(change)

    assert edits_of(opened) == {("p1", "person"): ("张三", "钱七")}
    assert not opened.new_rows


def test_a_deleted_column_is_reported_and_clears_nothing(edited):
    def change(page, book):
        page.merged_cells.ranges.clear()
        page.delete_cols(3)

    opened = edited(change)

    assert opened.hand_edits == []
    assert [fault.value for fault in opened.problems] == ["问题描述"]


def test_a_deleted_row_is_not_returned_and_nothing_else(edited):
    opened = edited(lambda page, _book: page.delete_rows(6))

    assert [row.uid for row in opened.missing_rows] == ["p2"]
    assert opened.hand_edits == []


def test_a_deleted_sheet_is_not_returned(edited):
    opened = edited(lambda page, book: book.remove(page))

    assert [row.uid for row in opened.missing_rows] == ["p1", "p2", "p3"]
    assert "没有这张工作表" in opened.problems[0].message


def test_renamed_headings_and_tabs_change_nothing(edited):
    def change(page, book):
        page["D4"] = "责任人员姓名"
        page.title = "问题清单（县里填好）"

    assert nothing_found(edited(change))


def test_merged_cells_are_read_as_unchanged(edited):
    opened = edited(lambda page, _book: page.merge_cells("D5:D7"))

    assert nothing_found(opened)


def copied(page, source, target):
    for column in range(1, 7):
        page.cell(target, column).value = page.cell(source, column).value


def test_a_row_pasted_twice_unchanged_counts_once(edited):
    def change(page, book):
        page["D5"] = "钱七"
        copied(page, 5, 8)

    opened = edited(change)

    assert edits_of(opened) == {("p1", "person"): ("张三", "钱七")}
    assert len(opened.hand_edits) == 1
    assert "粘贴了多次" in opened.problems[0].message


def test_a_row_pasted_twice_and_changed_is_taken_from_neither(edited):
    def change(page, book):
        copied(page, 5, 8)
        page["D8"] = "以第一行为样子新写的"

    opened = edited(change)

    assert opened.hand_edits == []
    assert opened.new_rows == []
    assert "第 5 行、第 8 行" in opened.problems[0].message


def test_a_row_from_another_package_is_not_taken(edited):
    def change(page, book):
        page["A8"], page["D8"] = "p99", "外来"

    opened = edited(change)

    assert (opened.hand_edits, opened.new_rows) == ([], [])
    assert "不是本数据包发出的" in opened.problems[0].message


def test_a_lost_identity_row_means_nothing_is_taken(edited):
    def change(page, book):
        page.delete_rows(3)
        page["D5"] = "钱七"

    opened = edited(change)

    assert opened.hand_edits == []
    assert len(opened.missing_rows) == 3
    assert "列标识行" in opened.problems[0].message


def test_a_copied_column_and_a_copied_sheet_are_reported(edited):
    def change(page, book):
        book.copy_worksheet(page)
        for row in range(3, 8):
            page.cell(row, 9).value = page.cell(row, 4).value

    opened = edited(change)

    assert opened.hand_edits == []
    assert ["复制出来" in opened.problems[0].message, "重复" in opened.problems[1].message] == [True, True]


def test_a_workbook_without_the_hidden_sheet_is_a_foreign_table(edited):
    with pytest.raises(NotOurPackage, match="导入表格"):
        edited(lambda _page, book: book.remove(book[HIDDEN_SHEET]))


def test_a_workbook_with_a_lost_chunk_is_a_foreign_table(edited):
    with pytest.raises(NotOurPackage, match="残缺"):
        edited(lambda _page, book: book[HIDDEN_SHEET].delete_rows(3))


def test_the_hidden_sheet_may_be_shown_and_sorted(edited):
    def change(page, book):
        hidden = book[HIDDEN_SHEET]
        hidden.sheet_state = "visible"
        rows = [[cell.value for cell in row] for row in hidden.iter_rows()]
        hidden.delete_rows(1, len(rows))
        for row in reversed(rows):
            hidden.append(row)

    assert nothing_found(edited(change))
