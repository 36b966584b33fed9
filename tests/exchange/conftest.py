"""A written package and a way to open it, in a folder of the test's own."""

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
