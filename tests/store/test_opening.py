"""Ledger files are opened whole, brought up from an older version, or refused untouched."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select

from dczg_desktop.base.errors import UserError
from dczg_desktop.domain.entities import Layout
from dczg_desktop.store import opening, schema
from dczg_desktop.store.opening import create, needs_upgrade, open_existing
from dczg_desktop.store.schema import SCHEMA, file_version
from tests.store.ledger_files import killed, patched


def refused(path, words):
    before = path.read_bytes()
    with pytest.raises(UserError, match=words):
        open_existing(path)
    assert path.read_bytes() == before
    assert sorted(entry.name for entry in path.parent.iterdir()) == [path.name]


def test_a_newer_ledger_is_refused_untouched(copied):
    patched(copied, 60, (SCHEMA + 1).to_bytes(4, "big"))

    refused(copied, f"由更新版本的程序建立（数据版本 {SCHEMA + 1}")


def test_a_database_of_another_program_is_refused_untouched(tmp_path):
    path = tmp_path / "别的.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE t (x)")

    refused(path, "是别的程序的数据库")


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04 xlsx", b"SQLite format 3\0", "问题,时限\n".encode("gbk")]
)
def test_a_file_that_is_no_database_is_refused_untouched(tmp_path, content):
    path = tmp_path / "表.dczg"
    path.write_bytes(content)

    refused(path, "不是督察整改台账文件")


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(UserError, match=r"找不到台账文件.*没有.dczg"):
        open_existing(tmp_path / "没有.dczg")


def test_an_existing_file_is_never_created_over(copied):
    before = copied.read_bytes()

    with pytest.raises(UserError, match="已经存在，没有覆盖"):
        create(copied, "o", "k", "甲")

    assert copied.read_bytes() == before


def test_a_ledger_of_this_program_needs_no_upgrade(copied):
    assert file_version(copied) == SCHEMA
    assert not needs_upgrade(copied)


def test_a_new_ledger_whose_program_was_killed_opens_with_all_confirmed_work(tmp_path, monkeypatch):
    monkeypatch.setattr(
        opening, "upgrade", schema.upgrade
    )  # the migrations themselves, in the log beside the file
    ledger = create(tmp_path / "新.dczg", "o" * 32, "k", "甲")
    with ledger.reading():
        path = killed(ledger.path, tmp_path / "断电后")
    ledger.close()
    patched(path, 60, bytes(4))
    patched(path, 68, bytes(4))

    reopened = open_existing(path)

    assert reopened.identity.office_uid == "o" * 32
    reopened.close()


def test_a_newer_ledger_whose_program_was_killed_is_refused(ledger, tmp_path):
    with ledger.reading():
        ledger.set_meta("probe", "1")
        with closing(sqlite3.connect(ledger.path)) as raw:
            raw.execute(f"PRAGMA user_version={SCHEMA + 1}")
        path = killed(ledger.path, tmp_path / "断电后")
        with closing(sqlite3.connect(ledger.path)) as raw:
            raw.execute(f"PRAGMA user_version={SCHEMA}")

    with pytest.raises(UserError, match="由更新版本的程序建立"):
        open_existing(path)


def test_a_ledger_of_the_first_version_is_brought_up_with_everything_in_it(tmp_path):
    old = shutil.copy(Path(__file__).parent.parent / "data" / "0.1.0" / "ledger.dczg", tmp_path / "台账.dczg")
    with closing(sqlite3.connect(old)) as raw:
        counts = [raw.execute(f"SELECT count(*) FROM {name}").fetchone() for name in ("problem", "shipment")]
    assert needs_upgrade(old)

    ledger = open_existing(old)

    with ledger.engine.connect() as migrated:
        now = [
            tuple(migrated.exec_driver_sql(f"SELECT count(*) FROM {name}").one())
            for name in ("problem", "shipment")
        ]
        assert now == counts
        assert migrated.exec_driver_sql("SELECT DISTINCT kind, jobs, medium FROM shipment").all() in (
            [],
            [("数据包", "[]", None)],
        )
    assert file_version(old) == SCHEMA
    ledger.close()


def test_layouts_remembered_before_offices_were_named_are_kept(tmp_path):
    old = shutil.copy(Path(__file__).parent.parent / "data" / "0.1.0" / "ledger.dczg", tmp_path / "台账.dczg")
    with closing(sqlite3.connect(old)) as raw:
        raw.execute("INSERT INTO layout (fingerprint, columns) VALUES ('f1', '{}')")
        raw.commit()

    ledger = open_existing(Path(old))

    with ledger.reading() as session:
        kept = session.scalars(select(Layout).where(Layout.fingerprint == "f1")).one()
        assert (kept.sender, kept.columns, kept.at) == ("", {}, "")
    ledger.close()
