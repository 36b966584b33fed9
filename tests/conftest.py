"""Ledgers for the tests: made once, copied into `tmp_path` for each test that asks for them."""

import gc
import os
import tempfile

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anything imports Qt: there may be no screen
os.environ.setdefault(
    "DCZG_DATA", f"{tempfile.gettempdir()}/dczg-tests-{os.getpid()}"
)  # never the user's own

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pyrage
import pytest
from hypothesis import settings
from sqlalchemy import Engine

from dczg_desktop.domain.words import DutyRole
from dczg_desktop.services.duties import assign
from dczg_desktop.store import opening
from dczg_desktop.store.schema import upgrade
from tests.offices import CITY, COUNTY, TOWNSHIP, Offices, Watch, found_offices
from tests.services.acts import a_given_problem

settings.register_profile("work", deadline=None)  # a busy machine is no defect
settings.register_profile("gate", derandomize=True, deadline=None)
settings.load_profile("gate" if os.environ.get("CI") else "work")
"""The gate judges the same examples every time; whoever works here tries new ones."""
MEMORY, PLENTY = Path("/dev/shm"), 4 << 30  # noqa: S108 - pytest makes a folder of its own there


def pytest_configure() -> None:
    """The folders of the tests lie in memory where there is plenty, so that no disk is waited for."""
    if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > PLENTY:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


def pytest_collection_finish() -> None:
    """Modules and collected tests live as long as the run: the collector of garbage need not walk over them again."""
    gc.collect()
    gc.freeze()


def pytest_unconfigure() -> None:
    """The data folder of this run goes with it; whoever set another one keeps it."""
    if os.environ["DCZG_DATA"].endswith(f"dczg-tests-{os.getpid()}"):
        shutil.rmtree(os.environ["DCZG_DATA"], ignore_errors=True)


@pytest.fixture(scope="session", autouse=True)
def migrated_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """New ledgers begin as copies of one that went through all migrations: going through them takes half a second."""
    template = tmp_path_factory.mktemp("schema") / "空.dczg"

    def upgraded(engine: Engine, path: Path) -> None:
        if path.exists():
            upgrade(engine, path)
            return
        if not template.exists():
            upgrade(engine, path)
            engine.dispose()
            with closing(sqlite3.connect(path)) as made, closing(sqlite3.connect(template)) as kept:
                made.backup(kept)
        else:
            shutil.copy(template, path)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(opening, "upgrade", upgraded)
        yield


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


@dataclass(frozen=True)
class Given:
    """Three offices that share a problem: their folder, its uid, and what the clock said afterwards."""

    folder: Path
    uid: str
    moment: datetime


@pytest.fixture(scope="session")
def given_founded(founded: Path, tmp_path_factory: pytest.TempPathFactory) -> Given:
    """The folder of three offices after a problem has gone down all three levels; never opened, only copied."""
    folder, watch = tmp_path_factory.mktemp("given") / "单位", Watch()
    shutil.copytree(founded, folder)
    offices = Offices(folder, watch)
    uid = a_given_problem(offices.city, COUNTY, plan="1.封堵排口。2.铺设管网。", number="D3HN202611220001")
    offices.deliver(CITY, COUNTY)
    assign(offices.county, [uid], TOWNSHIP, DutyRole.SUPPORTING_UNIT)
    offices.deliver(COUNTY, TOWNSHIP)
    offices.close()
    return Given(folder, uid, watch.moment)


@pytest.fixture
def offices(request: pytest.FixtureRequest, tmp_path: Path, watch: Watch) -> Iterator[Offices]:
    """The three offices; a test that asks for `given` finds its problem there. Ledgers open when first asked for."""
    if "given_founded" in request.fixturenames:
        template: Given = request.getfixturevalue("given_founded")
        folder, watch.moment = template.folder, template.moment
    else:
        folder = request.getfixturevalue("founded")
    shutil.copytree(folder, tmp_path / "单位")
    opened = Offices(tmp_path / "单位", watch)
    yield opened
    opened.close()


@pytest.fixture
def given(offices: Offices, given_founded: Given) -> str:
    """A problem of the city for which county and township answer, known to all three."""
    return given_founded.uid


@pytest.fixture
def ledger(offices: Offices):
    """The city's ledger, empty, with its clerk signed in."""
    return offices.city


@pytest.fixture
def quick_phrase(monkeypatch: pytest.MonkeyPatch) -> None:
    """The real pass-phrase sealing costs a second and a half a try; one test pays it, the others count on this one."""
    known: dict[str, bytes] = {}

    def encrypt(content: bytes, phrase: str) -> bytes:
        known[phrase] = content
        return b"age-encryption.org/v1\n-> scrypt AAAA 1\n" + content

    def decrypt(content: bytes, phrase: str) -> bytes:
        if phrase not in known:
            raise pyrage.DecryptError("Decryption failed")
        return known[phrase]

    monkeypatch.setattr(pyrage.passphrase, "encrypt", encrypt)
    monkeypatch.setattr(pyrage.passphrase, "decrypt", decrypt)
