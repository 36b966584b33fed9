"""A foreign table against a ledger that has some of its rows."""

import pytest

from dczg_desktop.services.importing.acceptance import accept_import
from dczg_desktop.services.importing.imports import preview_import
from tests.services.importing.second_table import AGAIN, FIRST, SOURCE, a_table


@pytest.fixture
def again(ledger, tmp_path):
    """The preview of the second table; the ledger has the first."""
    accept_import(ledger, preview_import(ledger, a_table(tmp_path, FIRST), source=SOURCE), SOURCE)
    return preview_import(ledger, a_table(tmp_path, AGAIN, "又一批.xlsx"), source=SOURCE)
