"""Ledgers for the tests: made once, copied into `tmp_path` for each test that asks for them."""

import os
import tempfile

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anything imports Qt: there may be no screen
os.environ.setdefault(
    "DCZG_DATA", f"{tempfile.gettempdir()}/dczg-tests-{os.getpid()}"
)  # never the user's own

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.offices import Offices, Watch, found_offices


def pytest_unconfigure() -> None:
    """The data folder of this run goes with it; whoever set another one keeps it."""
    if os.environ["DCZG_DATA"].endswith(f"dczg-tests-{os.getpid()}"):
        shutil.rmtree(os.environ["DCZG_DATA"], ignore_errors=True)


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of three offices that know each other; never opened, only copied."""
    folder = tmp_path_factory.mktemp("founded")
    found_offices(folder)
    return folder


@pytest.fixture
def watch() -> Watch:
    """A clock at 22 November 2026, nine in the morning."""
    return Watch()


@pytest.fixture
def offices(founded: Path, tmp_path: Path, watch: Watch) -> Iterator[Offices]:
    """The three offices; each ledger is opened when first asked for."""
    shutil.copytree(founded, tmp_path / "单位")
    opened = Offices(tmp_path / "单位", watch)
    yield opened
    opened.close()


@pytest.fixture
def ledger(offices: Offices):
    """The city's ledger, empty, with its clerk signed in."""
    return offices.city
