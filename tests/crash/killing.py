"""Starts the victim, ends it at a moment or at a named place, and judges what it left behind."""

import atexit
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path

from dczg_desktop.base.files import sha256_of
from dczg_desktop.services.ledgers import open_ledger
from dczg_desktop.services.verification import verify
from tests.crash.scene import Scene, clock, dump, likeness

ROOT = Path(__file__).resolve().parents[2]
CONFIRMED = "CONFIRMED"


@dataclass(frozen=True, slots=True)
class Run:
    """How the victim ended: the last place it named, whether it was ended, seconds from READY to that place."""

    last: str
    died: bool
    seconds: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """`state` is 之前 or 之后; `last` the last place passed; `left` names half-written files that opening removed."""

    state: str
    last: str
    died: bool
    left: tuple[str, ...]

    @property
    def confirmed(self) -> bool:
        """Whether the act had returned."""
        return self.last == CONFIRMED


class Victims:
    """The victim in waiting; started when first asked for, ended with this process."""

    def __init__(self) -> None:
        self._errors = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115 - as long as this process
        command = [sys.executable, "-m", "tests.crash.victim", "serve"]
        environment = {**os.environ, "PYTHONUTF8": "1"}
        self._waiting = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._errors, text=True
        )  # fmt: skip
        atexit.register(self._waiting.kill)

    @classmethod
    @cache
    def in_waiting(cls) -> "Victims":
        """The one of this process."""
        return cls()

    def run(self, arguments: list[str], environment: dict[str, str], after: float | None) -> Run:
        """One victim from its beginning to its end."""
        if self._waiting.stdin is None or self._waiting.stdout is None:
            raise AssertionError("the victim has no pipes")
        self._waiting.stdin.write(json.dumps({"arguments": arguments, "environment": environment}) + "\n")
        self._waiting.stdin.flush()
        lines = iter(self._waiting.stdout.readline, "")
        pid = int(next(lines, "PID 0").split()[1])
        return _watched(lines, lambda: os.kill(pid, signal.SIGKILL), after, self._said_wrong)

    def _said_wrong(self) -> str:
        self._errors.seek(0)
        return self._errors.read()


def _watched(
    lines: Iterator[str], kill: Callable[[], None], after: float | None, errors: Callable[[], str]
) -> Run:
    """Follow what a victim says until END; killed `after` that many seconds from its READY on."""
    first = next(lines, "").strip()
    start = time.monotonic()
    timer = threading.Timer(after, kill) if after is not None else None
    if timer is not None:
        timer.start()
    last, seconds, code = first, 0.0, 1
    for line in lines:
        if line.startswith("END "):
            code = int(line.split()[1])
            break
        last, seconds = line.strip(), time.monotonic() - start
    if timer is not None:
        timer.cancel()
        timer.join()
    if first != "READY" or code == 1:
        raise AssertionError(f"the victim failed by itself:\n{errors()}")
    return Run(last, code != 0, seconds)


def run_victim(scene: Scene, act: str, ledger: Path, *, fault: str = "", after: float | None = None) -> Run:
    """Let a victim do the act: killed `after` that many seconds, or where `fault` names a place."""
    folder = ledger.parent / "临时"
    folder.mkdir(exist_ok=True)
    environment = {
        "DCZG_FAULT": fault, "DCZG_DATA": str(ledger.parent / "data"), "TMPDIR": str(folder), "PYTHONUTF8": "1",
    }  # fmt: skip
    arguments = [act, str(ledger), str(scene.source(act))]
    if hasattr(os, "fork"):
        return Victims.in_waiting().run(arguments, environment, after)
    command = [sys.executable, "-m", "tests.crash.victim", *arguments]
    with subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, **environment}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as victim:  # fmt: skip
        if victim.stdout is None or victim.stderr is None:
            raise AssertionError("the victim has no pipes")
        said = chain(victim.stdout, (f"END {victim.wait()}" for _ in range(1)))
        return _watched(said, victim.kill, after, victim.stderr.read)


def judge(scene: Scene, act: str, ledger: Path, ran: Run, where: str) -> Outcome:
    """Open what is left and hold it against before and after. Raises AssertionError naming what is wrong."""
    left = tuple(path.parent.name for path in ledger.parent.rglob("*.part"))
    opened = open_ledger(ledger, clock)
    try:
        found = verify(opened)
    finally:
        opened.close()
    assert found.sound, f"{where}: {found}"
    assert not found.missing, f"{where}: registered without its file: {found.missing}"
    state = state_of(scene, act, dump(ledger))
    assert state, f"{where}: neither before nor after"
    assert state == "之后" or ran.last != CONFIRMED, f"{where}: confirmed work is gone"
    check_files(ledger, where)
    return Outcome(state, ran.last, ran.died, left)


def state_of(scene: Scene, act: str, left: dict[str, list[str]]) -> str:
    """之前, 之后, or nothing when the ledger is anything else."""
    if left == scene.before:
        return "之前"
    return "之后" if likeness(left) == likeness(scene.after[act]) else ""


def check_files(ledger: Path, where: str) -> None:
    """No evidence file is torn, and no half-written file is left anywhere after opening."""
    root = ledger.with_name(f"{ledger.stem}.附件")
    for file in root.rglob("*"):
        if file.is_file():
            assert sha256_of(file) == file.parent.name + file.name, f"{where}: torn evidence {file}"
    parts = [str(path.relative_to(ledger.parent)) for path in ledger.parent.rglob("*.part")]
    assert not parts, f"{where}: half-written files after opening: {parts}"
