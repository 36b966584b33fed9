from dataclasses import replace
from datetime import date

import pytest
from openpyxl import load_workbook

from dczg_desktop.base.errors import Cancelled, UserError
from dczg_desktop.reports.tables import Align, Column, LedgerReport
from dczg_desktop.reports.workbooks import write_ledger_workbook

COLUMNS = (
    Column("序号", 1.4, Align.CENTER),
    Column("反馈问题", 10),
    Column("整改时限", 3, Align.CENTER, "整改要求"),
    Column("责任单位", 4, Align.CENTER, "整改要求"),
    Column("整改措施", 10),
)


def a_report(*rows: tuple[str, ...]) -> LedgerReport:
    return LedgerReport(
        "青石县整改台账",
        "青石县整改办",
        date(2026, 11, 22),
        COLUMNS,
        rows,
        code="A7&K2",
        footnotes=("注：自动计算。",),
    )


def a_row(problem: str = "污水直排", measures: str = "完成改造") -> tuple[str, ...]:
    return ("1", problem, "2025年底前", "县住建局", measures)


def test_title_headings_records_and_signatures_are_where_a_clerk_expects_them(tmp_path):
    count = write_ledger_workbook(a_report(a_row()), tmp_path / "台账.xlsx")
    sheet = load_workbook(tmp_path / "台账.xlsx").active

    assert sheet["A1"].value == "青石县整改台账"
    assert "A1:E1" in {str(area) for area in sheet.merged_cells.ranges}
    assert {cell.value for cell in sheet[2]} >= {
        "填报单位（盖章）：青石县整改办",
        "截至：2026年11月22日",
        "单位：件",
    }
    assert [cell.value for cell in sheet[3]] == ["序号", "反馈问题", "整改要求", None, "整改措施"]
    assert [cell.value for cell in sheet[4]] == [None, None, "整改时限", "责任单位", None]
    assert tuple(cell.value for cell in sheet[5]) == a_row()
    assert sheet["A6"].value == "注：自动计算。"
    assert sheet["A7"].value.startswith("填表人：")
    assert count == 7


def test_it_prints_on_a3_across_with_the_headings_on_every_page(tmp_path):
    write_ledger_workbook(a_report(a_row()), tmp_path / "t.xlsx")
    sheet = load_workbook(tmp_path / "t.xlsx").active

    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (8, "landscape")
    assert sheet.print_title_rows == "$3:$4"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToHeight == 0
    assert "A7&&K2" in sheet.oddFooter.right.text
    assert sheet.freeze_panes == "A5"


@pytest.mark.parametrize(
    "text", ["=1+1", "+86", "-5", "@SUM(A1)", "http://example.org", "007", "{=A1}", "2025/6/3"]
)
def test_every_cell_is_text_whatever_it_begins_with(tmp_path, text):
    write_ledger_workbook(a_report(a_row(text)), tmp_path / "t.xlsx")
    cell = load_workbook(tmp_path / "t.xlsx").active["B5"]

    assert (cell.value, cell.data_type, cell.number_format, cell.hyperlink) == (text, "s", "@", None)


def test_a_row_is_as_high_as_its_longest_text(tmp_path):
    write_ledger_workbook(a_report(a_row(), a_row("污水直排。" * 60)), tmp_path / "t.xlsx")
    sheet = load_workbook(tmp_path / "t.xlsx").active

    assert sheet.row_dimensions[5].height < 25
    assert 50 < sheet.row_dimensions[6].height < 409


def test_a_record_too_tall_for_one_row_goes_on_below_without_losing_a_character(tmp_path):
    problem = "".join(f"{number}号排口 COD 超标{number}.5倍；" for number in range(500)) + "\n另起一段。"
    write_ledger_workbook(a_report(a_row(problem), a_row("第二条")), tmp_path / "t.xlsx")
    sheet = load_workbook(tmp_path / "t.xlsx").active
    rows = list(sheet.iter_rows(min_row=5, max_row=sheet.max_row - 2))
    pieces = [row[1].value for row in rows[:-1]]

    assert len(pieces) > 1
    assert "".join(pieces).replace("\n", "") == problem.replace("\n", "")
    assert rows[-1][1].value == "第二条"
    assert all(sheet.row_dimensions[row[0].row].height <= 409 for row in rows)
    assert rows[0][1].border.bottom.style is None
    assert rows[-2][1].border.bottom.style == "thin"


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5])
def test_tables_of_any_number_of_columns_carry_the_whole_line_under_the_title(tmp_path, count):
    report = replace(a_report(a_row()[:count]), columns=COLUMNS[:count])
    write_ledger_workbook(report, tmp_path / "t.xlsx")
    sheet = load_workbook(tmp_path / "t.xlsx").active
    line = "".join(cell.value or "" for cell in sheet[2])

    assert "青石县整改办" in line
    assert "2026年11月22日" in line
    assert "单位：件" in line


def test_an_empty_ledger_says_so(tmp_path):
    write_ledger_workbook(a_report(), tmp_path / "t.xlsx")

    assert load_workbook(tmp_path / "t.xlsx").active["A5"].value == "（本期无记录）"


def test_cancelling_or_a_full_disk_leaves_the_old_file(tmp_path):
    resource = pytest.importorskip("resource")
    target = tmp_path / "t.xlsx"
    target.write_bytes(b"old")

    def stop(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        write_ledger_workbook(a_report(a_row()), target, stop)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1024, hard))
    try:
        with pytest.raises(UserError, match="原有文件未改动"):
            write_ledger_workbook(a_report(a_row()), target)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_what_is_not_seen_in_a_text_stands_as_a_mark_in_the_sheet(tmp_path):
    write_ledger_workbook(a_report(a_row("罚款\u202e7531元")), tmp_path / "台账.xlsx")

    values = [cell.value for row in load_workbook(tmp_path / "台账.xlsx").active.iter_rows() for cell in row]
    assert "罚款〔改变文字方向〕7531元" in values
