"""Safety copies of the ledger in `<ledger stem>.备份/`: made before big acts and daily, thinned with age."""

import os
import re
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from dczg_desktop.base import clock
from dczg_desktop.base.files import replace_file
from dczg_desktop.safety.snapshot import copy_ledger, fingerprint, refused

DAILY = "每日"
NAME = re.compile(r"(?P<moment>\d{8}-\d{6})-\d\d-(?P<reason>.+)-(?P<fingerprint>[0-9a-f]{16})")
MOMENT = "%Y%m%d-%H%M%S"
STALE_SECONDS = 3600


@dataclass(frozen=True, slots=True)
class SafetyCopy:
    """One copy as its name tells it; `moment` is civil time of China without a zone."""

    path: Path
    moment: datetime
    reason: str


def copies_folder(ledger: Path) -> Path:
    """Where the safety copies of a ledger lie."""
    return ledger.with_name(f"{ledger.stem}.备份")


def copies_in(folder: Path) -> list[SafetyCopy]:
    """The safety copies in a folder, oldest first; other files are passed over."""
    found = []
    for path in sorted(folder.glob("*")):
        if match := NAME.fullmatch(path.stem):
            try:
                moment = datetime.fromisoformat(match["moment"].replace("-", "T"))
            except ValueError:
                continue
            found.append(SafetyCopy(path, moment, match["reason"]))
    return found


def safety_copy(ledger: Path, reason: str, when: datetime) -> Path:
    """Copy the ledger, check the copy and name it by time, `reason` (导入前, 升级前 …) and its fingerprint.

    Evidence is not copied: it lies unchanged beside the ledger. Raises UserError when the ledger is missing,
    busy or damaged or the disk is full; nothing half made stays behind.
    """
    folder = copies_folder(ledger)
    whole = folder / f".{os.getpid()}.whole.part"
    purpose = f"{reason}的备份"
    _sweep(folder)
    try:
        copy_ledger(ledger, whole, purpose)
        with refused(ledger, purpose):
            target = _free_name(folder, when, reason, fingerprint(whole), ledger.suffix)
            replace_file(whole, target)
    finally:
        whole.unlink(missing_ok=True)
    return target


def daily_copy(ledger: Path, when: datetime) -> Path | None:
    """Make the day's safety copy and thin the folder; None when there is one already. Raises UserError."""
    folder = copies_folder(ledger)
    today = _civil(when).date()
    if any(copy.reason == DAILY and copy.moment.date() == today for copy in copies_in(folder)):
        return None
    path = safety_copy(ledger, DAILY, when)
    thin(folder, when)
    return path


def thin(folder: Path, now: datetime) -> list[Path]:
    """Remove the safety copies that age has made superfluous (see `kept`); the paths removed."""
    copies = copies_in(folder)
    staying = kept(copies, _civil(now))
    removed = []
    for copy in copies:
        if copy not in staying:
            try:
                copy.path.unlink()
            except PermissionError:
                continue  # open in another program; the next thinning takes it
            removed.append(copy.path)
    return removed


def kept(copies: Iterable[SafetyCopy], now: datetime) -> set[SafetyCopy]:
    """All of 2 days, the last of each day for 14 days, of each week for 61 and of each month for 730 days.

    The newest copy and the newest of every reason other than the daily one stay for ever, and so do copies
    dated in the future (a wrong clock). `now` is civil time of China without a zone.
    """
    ordered = sorted(copies, key=lambda copy: (copy.moment, copy.path.name))
    staying = {copy for copy in ordered if now - copy.moment <= timedelta(days=2)}
    staying.update(ordered[-1:])
    staying.update({copy.reason: copy for copy in ordered if copy.reason != DAILY}.values())
    for days, bucket in BUCKETS:
        young = (copy for copy in ordered if now - copy.moment <= timedelta(days=days))
        staying.update({bucket(copy.moment): copy for copy in young}.values())
    return staying


BUCKETS: tuple[tuple[int, Callable[[datetime], tuple[int, ...]]], ...] = (
    (14, lambda moment: (moment.year, moment.month, moment.day)),
    (61, lambda moment: moment.isocalendar()[:2]),
    (730, lambda moment: (moment.year, moment.month)),
)


def sweep(ledger: Path) -> int:
    """Remove every unfinished copy of a ledger that this program alone holds (`LedgerLock`); how many there were."""
    leftovers = list(copies_folder(ledger).glob(".*.part*"))
    for part in leftovers:
        part.unlink(missing_ok=True)
    return len(leftovers)


def _free_name(folder: Path, when: datetime, reason: str, mark: str, suffix: str) -> Path:
    """A name that sorts by time even when two copies fall into one second."""
    moment = f"{_civil(when):{MOMENT}}"
    turn = sum(1 for _ in folder.glob(f"{moment}-*"))
    words = re.sub(r"[^\w（）]", "_", reason)[:30]
    return folder / f"{moment}-{turn:02}-{words}-{mark}{suffix}"


def _civil(moment: datetime) -> datetime:
    return moment.astimezone(clock.BEIJING).replace(tzinfo=None) if moment.tzinfo else moment


def _sweep(folder: Path) -> None:
    """Remove what killed programs left unfinished."""
    for part in folder.glob(".*.part*"):
        if time.time() - part.stat().st_mtime > STALE_SECONDS:
            part.unlink(missing_ok=True)
