"""The one door to SQLite: settings of every connection, and the disk's refusals in the user's words."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool
from sqlalchemy.util import LRUCache

from dczg_desktop.base.errors import UserError
from dczg_desktop.base.json_text import encoder

APPLICATION_ID = 0x44435A47
"""'DCZG' in the file header: this file is one of our ledgers."""

SAFE = (("journal_mode", "wal"), ("synchronous", "2"), ("foreign_keys", "1"))
"""What every connection must answer; anything else loses confirmed work in a power cut (docs/architecture.md)."""


class DatabaseUnsafe(UserError):
    """The database did not accept the settings that keep confirmed work through a power cut."""


def _prepare(raw: sqlite3.Connection, _record: ConnectionPoolEntry) -> None:
    raw.isolation_level = None
    cursor = raw.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA cache_size=-32000")
    cursor.execute("PRAGMA temp_store=MEMORY")
    for name, wanted in SAFE:
        answer = str(cursor.execute(f"PRAGMA {name}").fetchone()[0]).lower()
        if answer != wanted:
            raise DatabaseUnsafe(
                f"数据库没有接受安全设置（{name}={answer}），未作任何改动。请把台账放到本机硬盘上再打开。"
            )
    cursor.close()


_JSON = encoder(sort_keys=False)
"""Chinese as it is: half the bytes of escapes."""

_EMPTY = {dict: "{}", list: "[]", type(None): "null"}


def json_text(content: Any) -> str:
    """A JSON column's text; most are empty (no conflicts, no unknown fields), and those need no encoder."""
    return _JSON(content) if content else _EMPTY.get(type(content)) or _JSON(content)


class SharedDialect(SQLiteDialect_pysqlite):
    """SQLite as all ledgers of this process speak it: equal dialects, so that what is compiled for one serves all."""

    supports_statement_cache = True

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other)

    def __hash__(self) -> int:
        return hash(SharedDialect)


registry.register("sqlite.dczg", __name__, SharedDialect.__name__)
_COMPILED: LRUCache[Any, Any] = LRUCache(1500)
"""Statements as SQL text with their parameters, of all ledgers: compiling one costs more than asking it."""


def open_engine(path: Path) -> Engine:
    """An engine on the ledger file; every connection is set to WAL, FULL and foreign keys, and asked back.

    Up to two connections stay open between uses: opening one costs more than the page of a grid.
    """
    engine = create_engine(
        f"sqlite+dczg:///{path}",
        execution_options={"compiled_cache": _COMPILED},
        poolclass=QueuePool,
        pool_size=2,
        pool_use_lifo=True,
        json_serializer=json_text,
        connect_args={"timeout": 15, "check_same_thread": False},
    )
    event.listen(engine, "connect", _prepare)
    return engine


def begin(connection: Connection, *, writing: bool) -> None:
    """Open a transaction ourselves, so that DDL and `user_version` roll back with the rest."""
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


_REASONS = (
    ("disk is full", "磁盘空间不足，本次操作没有执行，台账没有任何改动。请清理磁盘后重试"),
    ("readonly", "台账文件是只读的，没有任何改动。请取消文件的“只读”属性，或换到有写入权限的文件夹"),
    ("locked", "台账正被另一个程序写入，本次操作没有执行。请稍候再试，或关闭另一个窗口"),
    ("malformed", "发现数据损坏，已停止写入。请用“系统—备份与恢复”从最近的备份恢复，并保留这个文件备查"),
    ("not a database", "这个文件不是台账，或已经损坏。请确认选对了文件，必要时从备份恢复"),
    ("disk i/o error", "读写磁盘出错，本次操作没有执行。请检查磁盘后重试"),
    ("unable to open", "打不开台账文件。请确认文件存在、所在文件夹可以写入"),
)


@contextmanager
def in_plain_words(path: Path) -> Iterator[None]:
    """Turn the world's faults (busy, full, read-only, damaged) into `UserError`; other errors stay bugs."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        text = str(getattr(error, "orig", error)).lower()
        for mark, words in _REASONS:
            if mark in text:
                raise UserError(f"“{path.name}”：{words}。") from error
        raise
