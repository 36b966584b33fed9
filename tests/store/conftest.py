"""A ledger file by itself."""

import shutil

import pytest


@pytest.fixture
def copied(founded, tmp_path):
    """A ledger file that nobody has open."""
    return shutil.copy(founded / "430600" / "台账.dczg", tmp_path / "台账.dczg")
