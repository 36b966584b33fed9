"""A consistent, checked copy of a living SQLite ledger as one file, made with plain sqlite3."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from dczg_desktop.base.errors import UserError
from dczg_desktop.base.files import disk_reason, replace_file, sha256_of
from dczg_desktop.safety.medium import require_space

PATIENCE = 30
"""Seconds to wait for a writer to end its transaction."""

Rows = dict[str, int]
"""Number of rows by table name."""


def copy_ledger(ledger: Path, target: Path, purpose: str) -> Rows:
    """Copy the ledger as one transaction sees it, check the copy, flush it, then rename it to `target`.

    Works while others write: the whole copy is one step (`pages=-1`; smaller steps never end under a writer).
    Returns the rows by table. Raises UserError, `purpose` naming the work, when the ledger is missing, busy,
    damaged or the disk is full; then there is no `target`. The ledger is never opened as an ordinary file,
    because closing that would drop SQLite's locks in this process (sqlite.org/howtocorrupt.html).
    """
    part = target.with_name(f".{target.name[:60]}.{os.getpid()}.part")
    try:
        with refused(ledger, purpose):
            target.parent.mkdir(parents=True, exist_ok=True)
            rows = _copy(ledger, part, purpose)
            if inspect(part) != rows:
                raise sqlite3.DatabaseError("row counts differ")
            with part.open("r+b") as stream:
                os.fsync(stream.fileno())
            replace_file(part, target)
    finally:
        for leftover in (part, *sidecars(part)):
            leftover.unlink(missing_ok=True)
    return rows


def inspect(database: Path) -> Rows:
    """SQLite's `quick_check` of a closed copy, then its rows; raises sqlite3.DatabaseError when damaged."""
    with closing(_opened(database)) as connection:
        verdict = connection.execute("PRAGMA quick_check").fetchone()[0]
        if verdict != "ok":
            raise sqlite3.DatabaseError(str(verdict))
        return _counted(connection)


def sidecars(database: Path) -> list[Path]:
    """The files SQLite keeps beside a database while it is in use or was left by a crash."""
    return [database.with_name(database.name + ending) for ending in ("-wal", "-shm", "-journal")]


def _copy(ledger: Path, part: Path, purpose: str) -> Rows:
    with closing(_opened(ledger)) as source, closing(_opened(part, "rwc")) as copy:
        source.execute("BEGIN")
        rows = _counted(source)
        pages, size = (source.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size"))
        require_space(part.parent, pages * size, purpose)
        source.backup(copy, pages=-1)
        source.execute("COMMIT")
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, readable from a write-protected medium too
    return rows


def _opened(database: Path, mode: str = "rw") -> sqlite3.Connection:
    address = f"{database.absolute().as_uri()}?mode={mode}"
    return sqlite3.connect(address, uri=True, timeout=PATIENCE, isolation_level=None)


def _counted(connection: sqlite3.Connection) -> Rows:
    """Rows of every real table; virtual ones (the search index) are rebuilt from these."""
    query = (
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
        "AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name"
    )
    names = [name for (name,) in connection.execute(query)]
    return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}


@contextmanager
def refused(ledger: Path, purpose: str) -> Iterator[None]:
    """Turn what the disk and SQLite refuse during `purpose` into a UserError about `ledger`."""
    if not ledger.is_file():
        raise UserError(f"{purpose}没有做成：找不到文件“{ledger}”。没有改动任何内容。请核对位置后重试。")
    try:
        yield
    except OSError as error:
        raise UserError(
            f"{purpose}没有做成：{disk_reason(error)}。台账“{ledger.name}”没有改动。请检查磁盘后重试。"
        ) from error
    except sqlite3.Error as error:
        reason = _database_reason(error)
        raise UserError(f"{purpose}没有做成：{reason}（“{ledger.name}”）。") from error


def _database_reason(error: sqlite3.Error) -> str:
    """What SQLite's refusal means, what is safe and what to do, without the subject."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
    if code in {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR}:
        return "磁盘空间不足或设备读写出错，台账没有改动；请清理磁盘或检查设备后重试"
    if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return "另一项写入还没有结束，台账没有改动；请稍候再试"
    if code in {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM}:
        return "文件打不开或不能写入，台账没有改动；请检查文件夹的权限后重试"
    return "文件已损坏，已有的备份不受影响；请停止录入，保留这个文件，并从最近的备份恢复"


def fingerprint(database: Path) -> str:
    """The first 16 hex digits of the SHA-256 of a closed copy, as its name carries them."""
    return sha256_of(database)[:16]
