"""A small ledger with evidence beside it, and how to compare two ledgers."""

import hashlib
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest


@pytest.fixture
def ledger(tmp_path) -> Path:
    """A WAL ledger as the store makes it: 300 problems, an index, a search table and text in Chinese."""
    path = tmp_path / "某县 台账.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("CREATE TABLE problem (id INTEGER PRIMARY KEY, uid TEXT UNIQUE, text TEXT)")
        connection.execute("CREATE VIRTUAL TABLE words USING fts5(text, content='')")
        rows = [(f"{n:032x}", f"第 {n} 项：污水直排" * 20) for n in range(300)]
        connection.executemany("INSERT INTO problem (uid, text) VALUES (?, ?)", rows)
        connection.execute("INSERT INTO words (rowid, text) VALUES (1, '污水')")
        connection.commit()
    return path


@pytest.fixture
def evidence(ledger) -> Path:
    """Five evidence files in the folder beside the ledger, and an unfinished one that does not count."""
    folder = ledger.with_name("某县 台账.附件")
    for number in range(5):
        put_evidence(folder, f"照片 {number}".encode() * 5000)
    (folder / "ab").mkdir(exist_ok=True)
    (folder / "ab" / ".77.part").write_bytes(b"half")
    return folder


def put_evidence(folder: Path, data: bytes) -> str:
    sha256 = hashlib.sha256(data).hexdigest()
    path = folder / sha256[:2] / sha256[2:]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return sha256


@pytest.fixture
def dump() -> Callable[[Path], list[str]]:
    """The logical content of a database as SQL lines."""

    def lines(path: Path) -> list[str]:
        with closing(sqlite3.connect(path)) as connection:
            return list(connection.iterdump())

    return lines


@pytest.fixture
def evidence_hashes() -> Callable[[Path], set[str]]:
    """The hashes of what lies in an evidence folder, computed from the bytes."""

    def hashes(folder: Path) -> set[str]:
        files = [path for path in folder.glob("??/*") if len(path.name) == 62]
        assert all(
            hashlib.sha256(path.read_bytes()).hexdigest() == path.parent.name + path.name for path in files
        )
        return {path.parent.name + path.name for path in files}

    return hashes
