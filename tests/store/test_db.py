"""Every connection keeps confirmed work; a full, busy or damaged ledger is told in plain words."""

import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from dczg_desktop.base.errors import UserError
from dczg_desktop.services.problems import edit_problem
from dczg_desktop.store import db
from dczg_desktop.store.db import DatabaseUnsafe, in_plain_words, open_engine
from dczg_desktop.store.opening import open_existing
from tests.offices import dump
from tests.services.acts import a_problem
from tests.store.ledger_files import patched


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


def test_a_damaged_ledger_says_so_in_plain_words(copied):
    size = copied.stat().st_size
    patched(copied, 4096, bytes(size - 8192))
    ledger = open_existing(copied)

    with pytest.raises(UserError, match=r"发现数据损坏.*备份恢复"):
        a_problem(ledger)

    ledger.engine.dispose()


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
