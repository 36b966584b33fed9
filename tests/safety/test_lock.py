"""One program at a time on a ledger, also when the first one was killed."""

import json
import os
import subprocess
import sys
import textwrap
import threading
from datetime import datetime
from pathlib import Path

import pytest

from dczg_desktop.base.clock import BEIJING
from dczg_desktop.base.errors import UserError
from dczg_desktop.safety import lock as lock_module
from dczg_desktop.safety.lock import LedgerLock

HOLD = textwrap.dedent(
    """
    import sys
    from pathlib import Path
    from dczg_desktop.safety.lock import LedgerLock
    with LedgerLock(Path(sys.argv[1])):
        print("held", flush=True)
        sys.stdin.readline()
    """
)


def half_past_ten() -> datetime:
    return datetime(2026, 11, 22, 10, 30, tzinfo=BEIJING)


@pytest.fixture
def ledger(tmp_path):
    return tmp_path / "督察 台账.db"


def a_program_holding(ledger: Path) -> subprocess.Popen[str]:
    root = Path(__file__).resolve().parents[2]
    program = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(ledger)],
        cwd=root,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1", "LOGNAME": "张三"},
    )
    assert program.stdout is not None
    assert program.stdout.readline() == "held\n"
    return program


def end(program: subprocess.Popen[str]) -> None:
    program.communicate("\n", timeout=20)


def test_a_second_program_is_refused_with_the_name_of_the_first(ledger):
    program = a_program_holding(ledger)
    try:
        with pytest.raises(
            UserError, match=r"督察 台账\.db.*用户 张三，自 \d+月\d+日 \d\d:\d\d 起.*没有任何改动"
        ):
            LedgerLock(ledger).__enter__()
    finally:
        end(program)


def test_the_lock_is_free_again_when_the_first_program_ends(ledger):
    end(a_program_holding(ledger))

    with LedgerLock(ledger) as lock:
        assert lock.holder().pid == os.getpid()


def test_the_lock_of_a_killed_program_clears_itself(ledger):
    program = a_program_holding(ledger)
    program.kill()
    program.communicate(timeout=20)
    assert LedgerLock(ledger).path.exists()

    with LedgerLock(ledger) as lock:
        assert lock.holder().pid == os.getpid()


def test_a_second_window_of_the_same_program_is_refused_and_told_where_the_first_is(ledger):
    with (
        LedgerLock(ledger, half_past_ten),
        pytest.raises(UserError, match=r"自 11月22日 10:30 起.*请切换到本机已打开的窗口"),
    ):
        LedgerLock(ledger).__enter__()


def test_a_refused_opener_leaves_the_lock_and_the_card_of_the_first_alone(ledger):
    with LedgerLock(ledger, half_past_ten) as lock:
        card = lock.path.read_bytes()
        for _ in range(2):
            with pytest.raises(UserError):
                LedgerLock(ledger).__enter__()

        assert lock.path.read_bytes() == card


def test_the_card_says_who_and_since_when(ledger):
    with LedgerLock(ledger, half_past_ten) as lock:
        assert json.loads(lock.path.read_text("utf-8")).keys() == {"computer", "user", "pid", "since"}
        assert "自 11月22日 10:30 起" in lock.holder().words()


def test_nothing_stays_beside_the_ledger_after_closing(ledger):
    with LedgerLock(ledger):
        pass

    assert list(ledger.parent.iterdir()) == []


@pytest.mark.parametrize(
    "card", [b"", b"\x00\xff", b"[]", b'{"computer": "A"}', b'{"computer":1,"user":2,"pid":"x","since":3}']
)
def test_an_unreadable_card_still_refuses_in_words(ledger, card):
    with LedgerLock(ledger) as lock:
        lock.path.write_bytes(card)

        with pytest.raises(UserError, match="正被另一个窗口打开，不能同时打开两次"):
            LedgerLock(ledger).__enter__()


def test_a_ledger_of_another_computer_gets_other_advice(ledger):
    with LedgerLock(ledger) as lock:
        lock.path.write_text(
            json.dumps({"computer": "环保局-02", "user": "李四", "pid": 7, "since": "2026-11-22T09:05:00"}),
            "utf-8",
        )

        with pytest.raises(UserError, match=r"电脑 环保局-02，用户 李四，自 11月22日 09:05 起.*重新启动"):
            LedgerLock(ledger).__enter__()


def test_a_folder_that_does_not_exist_is_refused_in_words(tmp_path):
    with pytest.raises(UserError, match=r"不能在.*建立占用标记.*找不到文件或文件夹"):
        LedgerLock(tmp_path / "没有" / "台账.db").__enter__()


def test_a_user_without_a_name_can_work(ledger, monkeypatch):
    def nameless() -> str:
        raise KeyError("uid not found")

    monkeypatch.setattr("getpass.getuser", nameless)

    with LedgerLock(ledger) as lock:
        assert lock.holder().user == "未知"


def test_a_link_to_the_ledger_is_the_same_ledger(ledger):
    ledger.write_bytes(b"")
    link = ledger.with_name("快捷.db")
    link.symlink_to(ledger)

    with LedgerLock(ledger), pytest.raises(UserError, match="正被另一个窗口打开"):
        LedgerLock(link).__enter__()


@pytest.mark.skipif(os.name == "nt", reason="Windows does not remove a file that is open")
def test_a_file_removed_between_opening_and_locking_is_not_taken_for_the_lock(ledger, monkeypatch):
    real, calls = lock_module._try_lock, []

    def late(handle: int) -> bool:
        calls.append(handle)
        if len(calls) == 1:
            LedgerLock(ledger).path.unlink()
        return real(handle)

    monkeypatch.setattr(lock_module, "_try_lock", late)
    with LedgerLock(ledger) as lock:
        assert lock.holder() is not None
    assert len(calls) == 2


def test_never_two_at_once_however_fast_they_come_and_go(ledger):
    inside: list[int] = []
    crowds: list[int] = []

    def visit(number: int) -> None:
        entered = 0
        while entered < 40:
            try:
                with LedgerLock(ledger):
                    inside.append(number)
                    crowds.append(len(inside))
                    inside.remove(number)
                    entered += 1
            except UserError:
                continue

    visitors = [threading.Thread(target=visit, args=(number,)) for number in range(4)]
    for visitor in visitors:
        visitor.start()
    for visitor in visitors:
        visitor.join()

    assert crowds == [1] * 160
