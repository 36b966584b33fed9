"""Every connection keeps confirmed work; files that are not ours, newer or damaged are refused untouched."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect, select, text
from sqlalchemy.exc import OperationalError

from dczg_desktop.base.errors import UserError
from dczg_desktop.domain.entities import Entity, Layout
from dczg_desktop.services.problems import edit_problem
from dczg_desktop.store import db, opening, schema
from dczg_desktop.store.db import DatabaseUnsafe, in_plain_words, open_engine
from dczg_desktop.store.opening import create, needs_upgrade, open_existing
from dczg_desktop.store.schema import SCHEMA, file_version
from tests.offices import dump
from tests.services.acts import a_problem


@pytest.fixture
def copied(founded, tmp_path):
    """A ledger file that nobody has open."""
    return shutil.copy(founded / "430600" / "台账.dczg", tmp_path / "台账.dczg")


def answers(connection):
    return [str(connection.exec_driver_sql(f"PRAGMA {name}").scalar()) for name, _ in db.SAFE]


def test_every_connection_answers_wal_full_and_foreign_keys(ledger):
    wanted = ["wal", "2", "1"]
    with ledger.reading() as one, ledger.reading() as other:
        assert answers(one.connection()) == wanted
        assert answers(other.connection()) == wanted
    with ledger.housekeeping() as session:
        assert answers(session.connection()) == wanted
    with ledger.transaction("试") as (session, _act):
        assert answers(session.connection()) == wanted


@pytest.mark.parametrize(
    ("name", "answer"), [("journal_mode", "delete"), ("synchronous", "1"), ("foreign_keys", "0")]
)
def test_a_database_that_does_not_accept_the_settings_is_refused(tmp_path, monkeypatch, name, answer):
    monkeypatch.setattr(db, "SAFE", tuple((key, "别的" if key == name else value) for key, value in db.SAFE))

    with pytest.raises(DatabaseUnsafe, match=f"没有接受安全设置（{name}="):
        open_engine(tmp_path / "台账.dczg").connect()


def test_a_database_in_memory_cannot_be_made_safe():
    with pytest.raises(DatabaseUnsafe, match="journal_mode=memory"):
        open_engine(":memory:").connect()


def test_the_entities_are_what_the_migrations_make(ledger, tmp_path):
    fresh = create_engine(f"sqlite:///{tmp_path / 'fresh.db'}")
    Entity.metadata.create_all(fresh)
    with ledger.engine.connect() as migrated, fresh.connect() as declared:
        assert tables(migrated) == tables(declared)
    fresh.dispose()


def tables(connection):
    """All tables with columns, keys and indexes, as the database describes them."""
    described = {}
    look = inspect(connection)
    for name in look.get_table_names():
        if name.startswith(("alembic", "search_", "sqlite_")):
            continue
        columns = {
            c["name"]: (str(c["type"]), c["nullable"], c["primary_key"]) for c in look.get_columns(name)
        }
        keys = sorted(
            (k["constrained_columns"], k["referred_table"], k["options"]) for k in look.get_foreign_keys(name)
        )
        indexes = sorted((i["name"], i["column_names"], i["unique"]) for i in look.get_indexes(name))
        unique = sorted(tuple(u["column_names"]) for u in look.get_unique_constraints(name))
        described[name] = (columns, repr(keys), indexes, unique)
    return described


def test_the_board_and_the_journal_are_where_the_entities_say(ledger):
    with ledger.engine.connect() as connection:
        assert set(tables(connection)) == set(Entity.metadata.tables)


def patched(path, offset, content):
    with path.open("r+b") as stream:
        stream.seek(offset)
        stream.write(content)


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


def test_a_damaged_ledger_says_so_in_plain_words(copied):
    size = copied.stat().st_size
    patched(copied, 4096, bytes(size - 8192))
    ledger = open_existing(copied)

    with pytest.raises(UserError, match=r"发现数据损坏.*备份恢复"):
        a_problem(ledger)

    ledger.engine.dispose()


def test_a_failed_migration_leaves_the_file_as_it_was(tmp_path, monkeypatch):

    path = tmp_path / "新.dczg"
    engine = open_engine(path)
    run = schema._run

    def broken(connection):
        run(connection)
        raise RuntimeError("power")

    monkeypatch.setattr(schema, "_run", broken)
    with pytest.raises(RuntimeError):
        schema.upgrade(engine, path)
    with engine.connect() as connection:
        assert inspect(connection).get_table_names() == []
        assert connection.exec_driver_sql("PRAGMA application_id").scalar() == 0

    monkeypatch.setattr(schema, "_run", run)
    schema.upgrade(engine, path)
    assert file_version(path) == SCHEMA
    engine.dispose()


def killed(path, folder):
    """The files as a power cut leaves them: the log not folded in."""
    folder.mkdir()
    for name in (path.name, f"{path.name}-wal"):
        shutil.copy(path.with_name(name), folder / name)
    return folder / path.name


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


def test_a_full_disk_is_a_refusal_and_the_ledger_is_unchanged(ledger, monkeypatch):
    uid = a_problem(ledger)
    before = dump(ledger)
    from sqlalchemy import event

    def quota(raw, _record):
        pages = raw.execute("PRAGMA page_count").fetchone()[0]
        raw.execute(f"PRAGMA max_page_count={pages}")

    ledger.engine.dispose()
    event.listen(ledger.engine, "connect", quota)
    with pytest.raises(UserError, match=r"“台账.dczg”：磁盘空间不足"):
        edit_problem(ledger, uid, {"goal": "很长的目标" * 200_000})
    event.remove(ledger.engine, "connect", quota)
    ledger.engine.dispose()

    assert dump(ledger) == before
    assert edit_problem(ledger, uid, {"goal": "空间够了"}) == 1


def test_a_second_writer_is_told_to_wait(ledger, monkeypatch):
    uid = a_problem(ledger)
    with closing(sqlite3.connect(ledger.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        impatient = open_engine(ledger.path)
        monkeypatch.setattr(ledger, "engine", impatient)
        from sqlalchemy import event

        event.listen(impatient, "connect", lambda raw, _: raw.execute("PRAGMA busy_timeout=50"))
        with pytest.raises(UserError, match="正被另一个程序写入"):
            edit_problem(ledger, uid, {"goal": "抢写"})


def test_a_reader_sees_its_snapshot_while_another_writes(ledger):
    uid = a_problem(ledger)
    query = text("SELECT goal FROM problem")
    with ledger.reading() as session:
        before = session.execute(query).scalar()
        edit_problem(ledger, uid, {"goal": "新目标"})
        assert session.execute(query).scalar() == before
    with ledger.reading() as session:
        assert session.execute(query).scalar() == "新目标"


def test_errors_of_our_own_stay_bugs(ledger):
    with pytest.raises(OperationalError), in_plain_words(ledger.path), ledger.engine.connect() as connection:
        connection.exec_driver_sql("SELECT nothing FROM nowhere")


def test_closing_folds_everything_into_one_file(offices):
    a_problem(offices.city)
    path = offices.city.path

    offices.city.close()

    assert not path.with_name(path.name + "-wal").exists()
    offices.reopen("云溪市整改办")


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
