"""Workbooks of several sheets with merged cells, and the only table of a file."""

from pathlib import Path

from openpyxl import Workbook

from dczg_desktop.imports.read import read_tables
from dczg_desktop.imports.reading import Table

HEAD = ["序号", "问题", "整改时限", "责任单位", "完成情况"]


def workbook(path: Path, *sheets: tuple[list[list[object]], tuple[str, ...]]) -> Path:
    """Each sheet is its rows and its merged ranges."""
    book = Workbook()
    book.remove(book.active)
    for number, (rows, merges) in enumerate(sheets, start=1):
        sheet = book.create_sheet(f"表{number}")
        for row in rows:
            sheet.append(row)
        for merge in merges:
            sheet.merge_cells(merge)
    book.save(path)
    return path


def only(path: Path) -> Table:
    (table,) = read_tables(path).tables
    return table
