"""What several tests of imports begin with."""

import pytest
from openpyxl import Workbook

from dczg_desktop.imports.read import read_tables


@pytest.fixture
def read(tmp_path):
    """A sheet of lines of cells parted by `|`, with merged ranges, saved and read: its one table."""

    def reading(*lines, merges=""):
        book = Workbook()
        for line in lines:
            book.active.append([cell or None for cell in line.split("|")])
        for merge in merges.split():
            book.active.merge_cells(merge)
        book.save(tmp_path / "a.xlsx")
        (one,) = read_tables(tmp_path / "a.xlsx").tables
        return one

    return reading
