"""One program at a time on a ledger: a lock file beside it that says who holds it, locked by the system."""

import getpass
import json
import os
import platform
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from dczg_desktop.base import clock
from dczg_desktop.base.errors import UserError
from dczg_desktop.base.files import disk_reason

LOCKED_BYTE = 1 << 30
"""Windows forbids reading a locked byte; this one lies far behind the holder's card, which stays readable."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a ledger open; `since` is civil time of China as `clock.stamp` writes it."""

    computer: str
    user: str
    pid: int
    since: str

    def words(self) -> str:
        """`电脑 X，用户 Y，自 11月22日 10:30 起`."""
        day, time = self.since.split("T")
        _, month, date = day.split("-")
        return f"电脑 {self.computer}，用户 {self.user}，自 {int(month)}月{int(date)}日 {time[:5]} 起"


class LedgerLock:
    """Context manager around all work with one ledger; a killed program's lock clears itself.

    Entering raises UserError naming the holder when another window or program has the ledger open, or when
    no lock file can be written beside it.
    """

    def __init__(self, ledger: Path, now: clock.Clock = clock.now) -> None:
        self.ledger = ledger
        whole = ledger.resolve()  # a link to the ledger is the same ledger
        self.path = whole.with_name(f".{whole.name}.lock")
        self._now = now
        self._handle = -1

    def __enter__(self) -> Self:
        try:
            self._handle = self._locked_handle()
            if self._handle >= 0:
                self._write_card()
                return self
        except OSError as error:
            self._release()
            raise UserError(
                f"台账“{self.ledger.name}”没有打开：不能在“{self.ledger.parent}”里建立占用标记"
                f"（{disk_reason(error)}）。台账没有任何改动。请把台账放到本机硬盘上可写的文件夹后再打开。"
            ) from error
        raise UserError(self._occupied())

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._release()

    def holder(self) -> Holder | None:
        """Who wrote the card last; None when there is none or it is not readable."""
        try:
            with self.path.open("rb") as stream:
                card = json.loads(stream.read(4096))
            holder = Holder(str(card["computer"]), str(card["user"]), int(card["pid"]), str(card["since"]))
            holder.words()
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return holder

    def _locked_handle(self) -> int:
        """An open, locked lock file that is still the one at `self.path`; -1 when another holds the lock."""
        while True:
            handle = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o666)
            is_locked = is_ours = False
            try:
                is_locked = _try_lock(handle)
                is_ours = is_locked and (os.name == "nt" or _is_at(handle, self.path))
            finally:
                if not is_ours:
                    os.close(handle)
            if is_ours or not is_locked:
                return handle if is_ours else -1

    def _occupied(self) -> str:
        holder = self.holder()
        who = f"（{holder.words()}）" if holder else ""
        is_here = holder is not None and holder.computer == platform.node()
        advice = (
            "请切换到本机已打开的窗口，或先关闭它。"
            if is_here
            else "请先在那里关闭程序；如果那台电脑已断电或死机，重新启动它之后再打开。"
        )
        return (
            f"台账“{self.ledger.name}”正被另一个窗口打开{who}，不能同时打开两次。台账没有任何改动。{advice}"
        )

    def _write_card(self) -> None:
        holder = Holder(platform.node() or "未知", _user_name(), os.getpid(), clock.stamp(self._now()))
        os.ftruncate(self._handle, 0)
        os.lseek(self._handle, 0, os.SEEK_SET)
        os.write(self._handle, json.dumps(asdict(holder), ensure_ascii=False).encode())

    def _release(self) -> None:
        """Remove the file and let go; on Windows in the other order, where an open file cannot be removed."""
        handle, self._handle = self._handle, -1
        if handle < 0:
            return
        if os.name != "nt":
            self.path.unlink(missing_ok=True)
        os.close(handle)
        if os.name == "nt":
            try:
                self.path.unlink(missing_ok=True)
            except PermissionError:
                return  # the next program has it open already


def _user_name() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "未知"


def _is_at(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _try_lock(handle: int) -> bool:
        """Lock without waiting; False when another program holds it."""
        os.lseek(handle, LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True

else:
    import fcntl

    def _try_lock(handle: int) -> bool:
        """Lock without waiting; False when another program, or another window of this one, holds it."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
