"""Safety copies are whole even while others write, never half made, and thinned without losing the needed ones."""

import errno
import os
import sqlite3
import threading
import time
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dczg_desktop.base.clock import BEIJING
from dczg_desktop.base.errors import UserError
from dczg_desktop.safety.copies import (
    DAILY,
    SafetyCopy,
    copies_folder,
    copies_in,
    daily_copy,
    kept,
    safety_copy,
    thin,
)

WHEN = datetime(2026, 11, 22, 10, 30, tzinfo=BEIJING)
NOW = datetime.fromisoformat("2026-11-22T10:30:00")


def test_a_copy_holds_what_the_ledger_holds(ledger, dump):
    copy = safety_copy(ledger, "导入前", WHEN)

    assert dump(copy) == dump(ledger)
    assert copy.parent == ledger.with_name("某县 台账.备份")
    assert copy.name.startswith("20261122-103000-00-导入前-")


def test_a_copy_is_one_file_that_needs_no_other(ledger):
    copy = safety_copy(ledger, "导入前", WHEN)

    assert list(copy.parent.iterdir()) == [copy]
    assert copy.read_bytes()[18:20] == b"\x01\x01"  # rollback journal, not WAL (sqlite.org/fileformat.html)


def test_names_sort_by_time_also_within_one_second(ledger):
    made = [safety_copy(ledger, reason, WHEN) for reason in ("升级前", "导入前", "每日")]
    made.append(safety_copy(ledger, "导入前", WHEN + timedelta(seconds=1)))

    assert [copy.path for copy in copies_in(copies_folder(ledger))] == made
    assert [copy.reason for copy in copies_in(copies_folder(ledger))] == [
        "升级前",
        "导入前",
        "每日",
        "导入前",
    ]


def test_a_reason_with_a_path_in_it_stays_a_name(ledger):
    copy = safety_copy(ledger, "导入/..\\前:*", WHEN)

    assert copy.parent == copies_folder(ledger)
    assert copies_in(copy.parent)[0].reason == "导入____前__"


def test_a_copy_made_while_another_thread_writes_is_one_moment(ledger):
    stop = threading.Event()

    def write() -> None:
        with closing(sqlite3.connect(ledger, isolation_level=None, timeout=20)) as connection:
            while not stop.is_set():
                connection.execute("BEGIN IMMEDIATE")
                connection.execute("INSERT INTO problem (uid, text) VALUES (hex(randomblob(16)), 'a')")
                connection.execute("INSERT INTO problem (uid, text) VALUES (hex(randomblob(16)), 'b')")
                connection.execute("COMMIT")

    writer = threading.Thread(target=write)
    writer.start()
    try:
        copies = [safety_copy(ledger, "导入前", WHEN + timedelta(seconds=n)) for n in range(5)]
    finally:
        stop.set()
        writer.join()

    counts = [halves(copy) for copy in copies]
    assert all(first == second for first, second in counts)
    assert counts[-1][0] > counts[0][0]


def halves(copy: Path) -> tuple[int, int]:
    with closing(sqlite3.connect(copy)) as connection:
        row = connection.execute("SELECT sum(text = 'a'), sum(text = 'b') FROM problem").fetchone()
    return row[0] or 0, row[1] or 0


def test_a_missing_ledger_is_refused_and_not_created(tmp_path):
    with pytest.raises(UserError, match="找不到文件"):
        safety_copy(tmp_path / "没有.db", "导入前", WHEN)

    assert not (tmp_path / "没有.db").exists()


def test_a_damaged_ledger_is_not_taken_for_a_backup(ledger):
    with closing(sqlite3.connect(ledger)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    data = bytearray(ledger.read_bytes())
    data[8192 : 8192 + 2000] = b"\xff" * 2000
    ledger.write_bytes(data)

    with pytest.raises(UserError, match=r"导入前的备份没有做成.*已损坏.*从最近的备份恢复"):
        safety_copy(ledger, "导入前", WHEN)
    assert list(copies_folder(ledger).iterdir()) == []


@pytest.mark.parametrize(("offset", "damage"), [(0, bytes(100)), (5, b"\x00\x10")])
def test_damage_that_counting_does_not_touch_is_found_too(ledger, offset, damage):
    with closing(sqlite3.connect(ledger)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    data = bytearray(ledger.read_bytes())
    start = 29 * 4096 + offset
    data[start : start + len(damage)] = damage
    ledger.write_bytes(data)
    with closing(sqlite3.connect(ledger)) as connection:
        assert connection.execute("SELECT count(*) FROM problem").fetchone() == (300,)

    with pytest.raises(UserError, match="已损坏"):
        safety_copy(ledger, "导入前", WHEN)


def test_a_copy_with_other_rows_than_the_ledger_is_thrown_away(ledger, monkeypatch):
    monkeypatch.setattr("dczg_desktop.safety.snapshot.inspect", lambda _: {"problem": 299})

    with pytest.raises(UserError, match="导入前的备份没有做成"):
        safety_copy(ledger, "导入前", WHEN)
    assert list(copies_folder(ledger).iterdir()) == []


def test_a_file_that_is_no_database_is_refused(tmp_path):
    path = tmp_path / "台账.db"
    path.write_text("这不是台账" * 500, "utf-8")

    with pytest.raises(UserError, match="已损坏"):
        safety_copy(path, "导入前", WHEN)


def test_a_busy_ledger_is_refused_in_words(ledger, monkeypatch):
    monkeypatch.setattr("dczg_desktop.safety.snapshot.PATIENCE", 0.05)
    with closing(sqlite3.connect(ledger, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
        connection.execute("BEGIN EXCLUSIVE")

        with pytest.raises(UserError, match="另一项写入还没有结束"):
            safety_copy(ledger, "导入前", WHEN)


@pytest.mark.parametrize("call", ["os.fsync", "pathlib.Path.replace", "pathlib.Path.mkdir"])
def test_a_disk_that_fills_up_leaves_nothing_half_made(ledger, dump, monkeypatch, call):
    before = dump(ledger)

    def full(*_args: object, **_more: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(call, full)
    with pytest.raises(UserError, match=r"导入前的备份没有做成：磁盘空间不足.*没有改动"):
        safety_copy(ledger, "导入前", WHEN)
    monkeypatch.undo()

    assert not list(ledger.parent.rglob("*.part*"))
    assert copies_in(copies_folder(ledger)) == []
    assert dump(ledger) == before


def test_too_little_space_is_said_before_anything_is_written(ledger, monkeypatch):
    monkeypatch.setattr("shutil.disk_usage", lambda _: type("Usage", (), {"free": 1 << 20})())

    with pytest.raises(UserError, match=r"空间不足，需要约 \d+ MB，只剩 1 MB"):
        safety_copy(ledger, "导入前", WHEN)


def test_what_a_killed_program_left_is_swept_after_an_hour(ledger):
    folder = copies_folder(ledger)
    folder.mkdir()
    old, young = folder / ".1.whole.part", folder / ".2.whole.part"
    for path in (old, young):
        path.write_bytes(b"half")
    os.utime(old, (time.time() - 4000,) * 2)

    safety_copy(ledger, "导入前", WHEN)

    assert (old.exists(), young.exists()) == (False, True)


def test_the_daily_copy_is_made_once_a_day(ledger):
    made = [daily_copy(ledger, WHEN + timedelta(hours=hours)) for hours in (0, 1, 13, 14)]

    assert [path is not None for path in made] == [True, False, False, True]  # 22 Nov 23:30, 23 Nov 00:30


def test_another_copy_of_the_day_does_not_stand_in_for_the_daily_one(ledger):
    safety_copy(ledger, "导入前", WHEN)

    assert daily_copy(ledger, WHEN) is not None


def test_the_daily_copy_thins_the_folder(ledger):
    old = safety_copy(ledger, DAILY, WHEN - timedelta(days=30, hours=1))
    last_of_that_week = safety_copy(ledger, DAILY, WHEN - timedelta(days=30))

    daily_copy(ledger, WHEN)

    assert (old.exists(), last_of_that_week.exists()) == (False, True)


def test_thinning_leaves_foreign_files_alone(ledger):
    folder = copies_folder(ledger)
    for days in (400, 401, 402):
        safety_copy(ledger, DAILY, WHEN - timedelta(days=days))
    foreign = [folder / "我的备份.db", folder / "20269999-103000-00-每日-0123456789abcdef.db"]
    for path in foreign:
        path.write_bytes(b"x")

    removed = thin(folder, WHEN)

    assert len(removed) == 2
    assert all(path.exists() for path in foreign)


def a_copy(minutes: int, reason: str = DAILY) -> SafetyCopy:
    moment = NOW - timedelta(minutes=minutes)
    return SafetyCopy(Path(f"{moment:%Y%m%d-%H%M%S}-{reason}"), moment, reason)


many = st.lists(
    st.builds(a_copy, st.integers(-60, 1_200_000), st.sampled_from([DAILY, "导入前", "升级前"])),
    max_size=60,
    unique=True,
)


@settings(deadline=None)
@given(many)
def test_thinning_keeps_the_promised_copies(copies):
    staying = kept(copies, NOW)

    for copy in copies:
        age = NOW - copy.moment
        later = [other for other in copies if other.moment > copy.moment]
        if age <= timedelta(days=2):
            assert copy in staying
        if age <= timedelta(days=14) and not any(
            other.moment.date() == copy.moment.date() for other in later
        ):
            assert {other for other in staying if other.moment.date() == copy.moment.date()}
        if age <= timedelta(days=730):
            assert any(
                (other.moment.year, other.moment.month) == (copy.moment.year, copy.moment.month)
                for other in staying
            )
        if copy.reason != DAILY and not any(other.reason == copy.reason for other in later):
            assert any(other.reason == copy.reason and other.moment == copy.moment for other in staying)
    assert not copies or max(copy.moment for copy in copies) in {copy.moment for copy in staying}


@settings(deadline=None)
@given(many)
def test_thinning_twice_is_thinning_once(copies):
    once = kept(copies, NOW)

    assert kept(once, NOW) == once


def test_the_last_copy_of_a_ledger_untouched_for_years_stays():
    old = [a_copy(minutes=60 * 24 * days) for days in (900, 901)]

    assert kept(old, NOW) == {old[0]}


def test_weeks_stay_apart_for_two_months_and_then_months_do():
    weekly = [a_copy(minutes=60 * 24 * days) for days in range(3, 200, 7)]

    ages = sorted((NOW - copy.moment).days for copy in kept(weekly, NOW))

    assert ages[:9] == [3, 10, 17, 24, 31, 38, 45, 52, 59]
    assert ages[9:] == [87, 115, 150, 178]  # the last of August, July, June and May


def test_a_year_of_daily_copies_shrinks_to_a_handful():
    copies = {a_copy(minutes=0)}
    for day in range(1, 366):
        copies = {SafetyCopy(copy.path, copy.moment, copy.reason) for copy in copies}
        moment = NOW + timedelta(days=day)
        copies.add(SafetyCopy(Path(f"{moment:%Y%m%d}"), moment, DAILY))
        copies = kept(copies, moment)

    assert 25 <= len(copies) <= 40
    assert len({(copy.moment.year, copy.moment.month) for copy in copies}) == 13
