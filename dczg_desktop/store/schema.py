"""Brings a ledger file to the schema of this program: Alembic steps inside one transaction, newer files refused."""

import logging
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, Engine

from dczg_desktop.base.errors import UserError
from dczg_desktop.store.db import APPLICATION_ID, begin, in_plain_words

SCHEMA = 7
"""`user_version` of a ledger of this program; each migration raises it by one."""


def file_version(path: Path) -> int:
    """The schema of an existing ledger file. Raises UserError when the file is something else or damaged."""
    with path.open("rb") as stream:
        header = stream.read(100)
    if not header.startswith(b"SQLite format 3\0") or len(header) < 100:
        raise UserError(
            f"“{path.name}”不是督察整改台账文件，没有打开。请选择扩展名为 .dczg 的台账，或用“导入”读入表格。"
        )
    application, version = int.from_bytes(header[68:72], "big"), int.from_bytes(header[60:64], "big")
    log = path.with_name(f"{path.name}-wal")
    if log.is_file() and log.stat().st_size:
        application, version = _behind_log(path)
    if application != APPLICATION_ID:
        raise UserError(f"“{path.name}”是别的程序的数据库，没有打开，也没有改动。请选择本程序的台账文件。")
    return version


def _behind_log(path: Path) -> tuple[int, int]:
    """Application and version of a file whose program was killed: the newest header may still stand in the log beside it."""
    address = f"{path.resolve().as_uri()}?mode=ro"
    with in_plain_words(path), closing(sqlite3.connect(address, uri=True)) as raw:
        return tuple(
            raw.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")
        )


def refuse_newer(path: Path) -> int:
    """The schema of the file. Raises UserError when a newer program made it; the file stays untouched."""
    version = file_version(path)
    if version > SCHEMA:
        raise UserError(
            f"台账“{path.name}”由更新版本的程序建立（数据版本 {version}，本程序支持到 {SCHEMA}），没有打开，也没有改动。"
            "请升级本程序后再打开。"
        )
    return version


def upgrade(engine: Engine, path: Path) -> None:
    """Run all missing migrations in one transaction; on any failure the file stays as it was."""
    with in_plain_words(path), engine.connect() as connection:
        begin(connection, writing=True)
        try:
            _run(connection)
            connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
            connection.exec_driver_sql(f"PRAGMA user_version={SCHEMA}")
            connection.exec_driver_sql("COMMIT")
        except BaseException:
            raw = connection.connection.driver_connection
            if raw is not None and raw.in_transaction:
                connection.exec_driver_sql("ROLLBACK")
            raise


def _run(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    logging.getLogger("alembic").setLevel(logging.WARNING)
    command.upgrade(config, "head")
