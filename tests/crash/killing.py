"""Starts the victim, ends it at a moment or at a named place, and judges what it left behind."""

import os
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
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


def run_victim(scene: Scene, act: str, ledger: Path, *, fault: str = "", after: float | None = None) -> Run:
    """Let the victim do the act: killed `after` that many seconds, or where `fault` names a place."""
    folder = ledger.parent / "临时"
    folder.mkdir(exist_ok=True)
    environment = {
        **os.environ, "DCZG_FAULT": fault, "DCZG_DATA": str(ledger.parent / "data"), "TMPDIR": str(folder), "PYTHONUTF8": "1",
    }  # fmt: skip
    command = [sys.executable, "-m", "tests.crash.victim", act, str(ledger), str(scene.source(act))]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as victim:
        if victim.stdout is None or victim.stderr is None:
            raise AssertionError("the victim has no pipes")
        first = victim.stdout.readline()
        start = time.monotonic()
        timer = threading.Timer(after, victim.kill) if after is not None else None
        if timer is not None:
            timer.start()
        last, seconds = first.strip(), 0.0
        for line in victim.stdout:
            last, seconds = line.strip(), time.monotonic() - start
        errors = victim.stderr.read()
        code = victim.wait()
        if timer is not None:
            timer.cancel()
            timer.join()
    if first.strip() != "READY" or code == 1:
        raise AssertionError(f"the victim failed by itself:\n{errors}")
    return Run(last, code != 0, seconds)


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
