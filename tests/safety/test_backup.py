"""A full backup can be restored exactly, a damaged one is refused by name, and nothing is ever overwritten."""

import errno
import json
import os
import random
import shutil
from datetime import datetime
from pathlib import Path

import pytest

from dczg_desktop.base.clock import BEIJING
from dczg_desktop.base.errors import Cancelled, UserError
from dczg_desktop.safety.backup import LIST, evidence_folder_of, full_backup, read_contents, restore
from dczg_desktop.safety.copies import safety_copy

WHEN = datetime(2026, 11, 22, 10, 30, tzinfo=BEIJING)


@pytest.fixture
def backup(ledger, evidence, tmp_path) -> Path:
    return full_backup(ledger, evidence, tmp_path / "U盘", when=WHEN).folder


def flip(path: Path, position: int | None = None) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2 if position is None else position] ^= 0x10
    path.write_bytes(data)


def test_what_is_restored_equals_what_was_saved(ledger, evidence, backup, tmp_path, dump, evidence_hashes):
    restored = restore(backup, tmp_path / "新" / "恢复.db")

    assert dump(restored.ledger) == dump(ledger)
    assert evidence_hashes(tmp_path / "新" / "恢复.附件") == evidence_hashes(evidence)
    assert (restored.evidence, restored.missing, restored.needs_new_installation) == (5, (), True)
    assert {path.name for path in (tmp_path / "新").iterdir()} == {"恢复.db", "恢复.附件"}


def test_the_backup_says_what_is_in_it(ledger, evidence, tmp_path):
    made = full_backup(ledger, evidence, tmp_path / "U盘", when=WHEN)

    contents = read_contents(made.folder)
    assert made.folder.name == "某县 台账 全部备份 20261122-103000"
    assert (contents.ledger, contents.made) == ("某县 台账.db", "2026-11-22T10:30:00")
    assert contents.rows["problem"] == 300
    assert made.evidence == len(contents.evidence) == 5
    assert made.size == sum(
        path.stat().st_size for path in made.folder.rglob("*") if path.name != LIST and path.is_file()
    )


def test_two_backups_in_one_second_lie_side_by_side(ledger, evidence, tmp_path):
    made = [full_backup(ledger, evidence, tmp_path / "U盘", when=WHEN).folder for _ in range(2)]

    assert made[0] != made[1]
    assert all(read_contents(folder) for folder in made)


def test_a_ledger_without_evidence_can_be_saved_and_restored(ledger, tmp_path, dump):
    made = full_backup(ledger, evidence_folder_of(ledger), tmp_path / "U盘", when=WHEN)

    restored = restore(made.folder, tmp_path / "恢复.db")

    assert dump(restored.ledger) == dump(ledger)
    assert restored.evidence == 0


def test_missing_and_damaged_evidence_is_listed_and_the_rest_restored(
    ledger, evidence, tmp_path, evidence_hashes
):
    victim = sorted(evidence_hashes(evidence))[0]
    flip(evidence / victim[:2] / victim[2:])

    made = full_backup(ledger, evidence, tmp_path / "U盘", expected={"f" * 64, victim}, when=WHEN)
    restored = restore(made.folder, tmp_path / "恢复.db")

    assert (made.missing, made.damaged, made.evidence) == (("f" * 64,), (victim,), 4)
    assert (made.folder / "损坏附件" / victim[:2] / victim[2:]).is_file()
    assert (restored.evidence, restored.missing) == (4, tuple(sorted(["f" * 64, victim])))


@pytest.mark.parametrize("seed", range(12))
def test_a_flipped_byte_anywhere_is_found_before_anything_is_restored(backup, tmp_path, seed):
    chance = random.Random(seed)
    files = sorted(path for path in backup.rglob("*") if path.is_file())
    victim = files[seed % len(files)]
    flip(victim, chance.randrange(victim.stat().st_size))

    with pytest.raises(UserError, match=r"没有恢复任何内容") as refusal:
        restore(backup, tmp_path / "新" / "恢复.db")

    named = victim.name in str(refusal.value) or f"{victim.parent.name}{victim.name}"[:12] in str(
        refusal.value
    )
    assert named or victim.name == LIST
    assert not (tmp_path / "新" / "恢复.db").exists()
    assert not (tmp_path / "新" / "恢复.附件").exists()


def test_a_file_taken_out_of_the_backup_is_named(backup, tmp_path, evidence_hashes):
    gone = sorted(evidence_hashes(backup / "附件"))[2]
    (backup / "附件" / gone[:2] / gone[2:]).unlink()

    with pytest.raises(UserError, match=f"附件 {gone[:12]}"):
        restore(backup, tmp_path / "恢复.db")


def test_the_rest_can_be_restored_when_the_user_gives_up_damaged_evidence(
    backup, ledger, tmp_path, dump, evidence_hashes
):
    victim = sorted(evidence_hashes(backup / "附件"))[0]
    flip(backup / "附件" / victim[:2] / victim[2:])

    restored = restore(backup, tmp_path / "恢复.db", skip_damaged=True)

    assert dump(restored.ledger) == dump(ledger)
    assert (restored.evidence, restored.missing) == (4, (victim,))


def test_a_damaged_database_is_never_given_up(backup, tmp_path):
    flip(backup / "某县 台账.db")

    with pytest.raises(UserError, match=r"某县 台账\.db。没有恢复任何内容"):
        restore(backup, tmp_path / "恢复.db", skip_damaged=True)


def test_many_damaged_files_are_counted(backup, tmp_path):
    shutil.rmtree(backup / "附件")
    stored = json.loads((backup / LIST).read_text("utf-8"))
    assert len(stored["evidence"]) == 5

    with pytest.raises(UserError, match=r"附件 \w{12}…(、附件 \w{12}…){4}。"):
        restore(backup, tmp_path / "恢复.db")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"missing": ["0" * 64]}, "校验值不符"),
        ({"format": "dczg-backup-9"}, "不是本版程序能读的备份格式"),
        ({"digest": None}, "校验值不符"),
    ],
)
def test_an_edited_list_is_refused(backup, tmp_path, change, reason):
    stored = json.loads((backup / LIST).read_text("utf-8"))
    (backup / LIST).write_text(json.dumps({**stored, **change}), "utf-8")

    with pytest.raises(UserError, match=reason):
        restore(backup, tmp_path / "恢复.db")


def test_a_folder_without_a_list_is_no_backup(tmp_path):
    with pytest.raises(UserError, match=r"其中没有“清单\.json”"):
        restore(tmp_path, tmp_path / "恢复.db")


@pytest.mark.parametrize("ending", ["", "-wal", "-journal"])
def test_nothing_is_overwritten(backup, tmp_path, ending):
    occupied = tmp_path / f"恢复.db{ending}"
    occupied.write_bytes(b"mine")

    with pytest.raises(UserError, match="已经存在，恢复不会覆盖任何台账"):
        restore(backup, tmp_path / "恢复.db")
    assert occupied.read_bytes() == b"mine"


def test_a_safety_copy_can_be_restored_alone(ledger, tmp_path, dump):
    restored = restore(safety_copy(ledger, "导入前", WHEN), tmp_path / "恢复.db")

    assert dump(restored.ledger) == dump(ledger)
    assert restored.evidence is None


@pytest.mark.parametrize("position", [100, 5000, 9000, -1])
def test_a_flipped_byte_in_a_safety_copy_is_found(ledger, tmp_path, position):
    copy = safety_copy(ledger, "导入前", WHEN)
    flip(copy, position)

    with pytest.raises(UserError, match="已损坏"):
        restore(copy, tmp_path / "恢复.db")
    assert not (tmp_path / "恢复.db").exists()


def test_a_copy_of_a_ledger_in_use_is_refused_and_left_alone(ledger, tmp_path):
    loose = tmp_path / "拷贝.db"
    shutil.copy(ledger, loose)
    journal = tmp_path / "拷贝.db-wal"
    journal.write_bytes(b"unsaved work")

    with pytest.raises(UserError, match="没有正常关闭"):
        restore(loose, tmp_path / "恢复.db")
    assert journal.read_bytes() == b"unsaved work"


def test_a_cancelled_backup_leaves_nothing(ledger, evidence, tmp_path):
    def cancel_at_third(done: int, _total: int) -> None:
        if done == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        full_backup(ledger, evidence, tmp_path / "U盘", when=WHEN, tick=cancel_at_third)

    assert list((tmp_path / "U盘").iterdir()) == []


def test_a_cancelled_restore_leaves_nothing(backup, tmp_path):
    def cancel_late(done: int, total: int) -> None:
        if done == total - 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        restore(backup, tmp_path / "新" / "恢复.db", tick=cancel_late)

    assert list((tmp_path / "新").iterdir()) == []


def fail_at(monkeypatch: pytest.MonkeyPatch, nth: int, code: int) -> list[int]:
    """Let the n-th flush to disk fail; the list counts the calls."""
    calls: list[int] = []
    real = os.fsync

    def flush(handle: int) -> None:
        calls.append(handle)
        if len(calls) == nth:
            raise OSError(code, "disk")
        real(handle)

    monkeypatch.setattr("os.fsync", flush)
    return calls


def test_whenever_the_disk_gives_up_no_half_backup_stays(ledger, evidence, tmp_path, monkeypatch):
    refusals: list[str] = []
    for nth in range(1, 100):
        with monkeypatch.context() as patch:
            calls = fail_at(patch, nth, errno.ENOSPC)
            try:
                full_backup(ledger, evidence, tmp_path / "U盘", when=WHEN)
            except UserError as refusal:
                refusals.append(str(refusal))
        whole = list((tmp_path / "U盘").iterdir())
        if len(calls) < nth:
            break
        assert all(read_contents(folder) for folder in whole)
        for folder in whole:
            shutil.rmtree(folder)
    assert len(refusals) > 7
    assert all("磁盘空间不足" in refusal for refusal in refusals)
    assert len(whole) == 1


def test_whenever_the_disk_gives_up_no_half_ledger_stays(backup, ledger, tmp_path, monkeypatch, dump):
    target = tmp_path / "新" / "恢复.db"
    refusals: list[str] = []
    for nth in range(1, 100):
        with monkeypatch.context() as patch:
            calls = fail_at(patch, nth, errno.EIO)
            try:
                restore(backup, target)
            except UserError as refusal:
                refusals.append(str(refusal))
        if len(calls) < nth:
            break
        assert not target.exists() or dump(target) == dump(ledger)
        shutil.rmtree(target.parent)
    assert len(refusals) > 7
    assert all("U 盘可能已拔出" in refusal for refusal in refusals)
    assert dump(target) == dump(ledger)


def test_progress_reaches_its_end(ledger, evidence, tmp_path):
    seen: list[tuple[int, int]] = []

    full_backup(
        ledger, evidence, tmp_path / "U盘", when=WHEN, tick=lambda done, total: seen.append((done, total))
    )

    assert seen[-1] == (5, 5)
    assert seen == sorted(seen)
