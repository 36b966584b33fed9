"""Steps numbered below a problem that go back to the sender: each with its own place."""

from openpyxl import Workbook, load_workbook

from dczg_desktop.imports.read import read_tables
from dczg_desktop.services.importing.faulty_rows import write_faulty_rows


def test_every_numbered_step_goes_back_with_its_own_place(ledger, tmp_path):
    book = Workbook()
    for row in (
        ["编号", "问题及整改任务", "责任单位", "整改时限"],
        ["1", "河湾镇污水直排小河", "县水利局", "2026年6月底"],
        ["1.1", "建管网", "县水利局", "20269月"],
        ["1.2", "封堵排口", "县住建局", "20268月"],
    ):
        book.active.append(row)
    book.save(tmp_path / "计划.xlsx")

    write_faulty_rows(ledger, read_tables(tmp_path / "计划.xlsx"), "", tmp_path / "退回.xlsx")

    sheet = load_workbook(tmp_path / "退回.xlsx")["Sheet"]
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == ["2", "3", "4"]
