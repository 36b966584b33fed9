"""Filling in a package as a person with only a spreadsheet program does: cells found by the headings that are shown."""

from pathlib import Path
from typing import Any

import openpyxl

IDENTITY_ROW, HEADING_ROW = 3, 4


class Filled:
    """An open package workbook; `save` writes it under a name of its own and returns the path."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.book = openpyxl.load_workbook(path)

    def columns(self, sheet: str) -> dict[str, int]:
        """Column numbers by heading."""
        return {cell.value: cell.column for cell in self.book[sheet][HEADING_ROW] if cell.value}

    def row_of(self, sheet: str, uid: str) -> int:
        return next(cell.row for cell in self.book[sheet]["A"] if cell.value == uid)

    def fill(self, sheet: str, uid: str, **cells: Any) -> "Filled":
        """Write cells of the row of a record, by heading."""
        for heading, value in cells.items():
            self.book[sheet].cell(self.row_of(sheet, uid), self.columns(sheet)[heading], value)
        return self

    def add(self, sheet: str, **cells: Any) -> "Filled":
        """Write a new row into the first spare one."""
        page = self.book[sheet]
        row = max(cell.row for cell in page["A"] if cell.value) + 1
        while any(page.cell(row, column).value for column in self.columns(sheet).values()):
            row += 1
        for heading, value in cells.items():
            page.cell(row, self.columns(sheet)[heading], value)
        return self

    def save(self, name: str = "回填.xlsx") -> Path:
        target = self._path.with_name(name)
        self.book.save(target)
        return target
