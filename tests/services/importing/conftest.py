"""A foreign table against a ledger that has some of its rows."""

import pytest

from dczg_desktop.services.importing.acceptance import accept_import
from dczg_desktop.services.importing.imports import preview_import
from tests.services.importing.doubtful import a_sheet_of
from tests.services.importing.notices import HEAD, PETITIONS, ROWS, workbook
from tests.services.importing.second_table import AGAIN, FIRST, SOURCE, a_table


@pytest.fixture
def again(ledger, tmp_path):
    """The preview of the second table; the ledger has the first."""
    accept_import(ledger, preview_import(ledger, a_table(tmp_path, FIRST), source=SOURCE), SOURCE)
    return preview_import(ledger, a_table(tmp_path, AGAIN, "又一批.xlsx"), source=SOURCE)


@pytest.fixture
def county(ledger, tmp_path):
    """The ledger with the list and the petition."""
    for name, rows in (("清单.xlsx", [HEAD, *ROWS]), ("信访件.xlsx", PETITIONS)):
        accept_import(ledger, preview_import(ledger, workbook(tmp_path / name, rows)))
    return ledger


@pytest.fixture
def look(ledger, tmp_path):
    """Reads a table with these headings and rows and compares it with the ledger."""
    return lambda heads, *rows, source="甲轮", **more: preview_import(
        ledger, a_sheet_of(tmp_path, heads, *rows, **more), source=source
    )


@pytest.fixture
def take(ledger, look):
    """The same, and takes it in."""
    return lambda *parts, **more: accept_import(ledger, look(*parts, **more), more.get("source", "甲轮"))
