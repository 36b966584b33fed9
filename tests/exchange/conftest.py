"""A written package and a way to open it as it came or as people change it, in a folder of the test's own."""

import openpyxl
import pytest

from dczg_desktop.exchange.package import write_package
from dczg_desktop.exchange.received import open_package
from tests.exchange.builders import KEY, an_outgoing, known


@pytest.fixture
def written(tmp_path):
    return write_package(tmp_path / "来文.xlsx", an_outgoing(), KEY.sign)


@pytest.fixture
def opened_from(tmp_path):
    return lambda path: open_package(path, known, tmp_path / "work")


@pytest.fixture
def edited(written, opened_from):
    """Open the package after `change(page, book)` was done to its sheet and it was saved by openpyxl.

    In the written sheet: row 3 column ids, row 4 headings, rows 5-7 p1-p3, rows 8-10 spare;
    columns B number, C description, D person, E due, F status.
    """

    def edit(change):
        book = openpyxl.load_workbook(written.path)
        change(book["问题清单"], book)
        book.save(written.path)
        return opened_from(written.path)

    return edit
