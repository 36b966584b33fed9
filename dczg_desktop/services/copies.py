"""Safety copies and backups for the person who needs one: what there is, what would be lost, bringing it back."""

import shutil
from bisect import bisect_left
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import func, select

from dczg_desktop.base.errors import UserError
from dczg_desktop.base.files import disk_reason
from dczg_desktop.base.progress import Tick, no_tick
from dczg_desktop.domain.entities import ChangeSet
from dczg_desktop.safety.backup import evidence_folder_of, read_contents
from dczg_desktop.safety.copies import copies_folder, copies_in
from dczg_desktop.safety.drives import refuse_unsafe_place
from dczg_desktop.safety.medium import copy_hashed, require_space
from dczg_desktop.services.verification import bring_back
from dczg_desktop.store.ledger import Ledger

NAMED = 4


@dataclass(frozen=True, slots=True)
class CopyRow:
    """One safety copy: when and before what it was made, bytes, and how many acts came after it."""

    path: Path
    moment: datetime
    reason: str
    size: int
    acts_since: int


@dataclass(frozen=True, slots=True)
class Loss:
    """What a ledger brought back from a moment would lack; `titles` are the newest acts, four at most."""

    acts: int
    first: str
    last: str
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BackupCard:
    """What the list in a full backup says: civil time made, ledger, files whole, absent and damaged."""

    folder: Path
    made: str
    ledger: str
    evidence: int
    missing: int
    damaged: int


@dataclass(frozen=True, slots=True)
class BroughtBack:
    """A ledger brought back; `evidence` counts its files, `missing` those that could not be brought."""

    path: Path
    evidence: int
    missing: int


def list_copies(ledger: Ledger) -> list[CopyRow]:
    """The safety copies beside the ledger, newest first."""
    found = copies_in(copies_folder(ledger.path))
    with ledger.reading() as session:
        times = list(session.scalars(select(ChangeSet.at).order_by(ChangeSet.at)))
    return [
        CopyRow(
            one.path,
            one.moment,
            one.reason,
            one.path.stat().st_size,
            len(times) - bisect_left(times, one.moment.isoformat(timespec="seconds")),
        )
        for one in reversed(found)
    ]


def loss_since(ledger: Ledger, moment: str) -> Loss:
    """The acts of this ledger from `moment` (civil time as stored) on: what the older state does not hold."""
    since = ChangeSet.at >= moment
    with ledger.reading() as session:
        count, first, last = session.execute(
            select(func.count(), func.min(ChangeSet.at), func.max(ChangeSet.at)).where(since)
        ).one()
        newest = session.execute(
            select(ChangeSet.act, ChangeSet.title)
            .where(since)
            .order_by(ChangeSet.counter.desc())
            .limit(NAMED)
        ).all()
    titles = tuple(f"{act}：{title}" if title else act for act, title in newest)
    return Loss(count, first or "", last or "", titles)


def look_at_backup(folder: Path) -> BackupCard:
    """What a full backup holds. Raises UserError when the folder is no backup or its list is damaged."""
    contents = read_contents(folder)
    return BackupCard(
        folder,
        contents.made,
        contents.ledger,
        len(contents.evidence),
        len(contents.missing),
        len(contents.damaged),
    )


def restore_copy(ledger: Ledger, copy: Path, to: Path, tick: Tick = no_tick) -> BroughtBack:
    """Bring a safety copy back as the new ledger `to`, with the evidence that lies beside the present one.

    The ledger appears last. Raises UserError (copy damaged, `to` exists or is unsafe, disk) or what `tick`
    raises; then nothing of it stays. The present ledger is never touched.
    """
    if to.exists():
        raise UserError(f"没有恢复：“{to.name}”已经存在，恢复不会覆盖任何台账。请换一个文件名。")
    refuse_unsafe_place(to)
    files = [path for path in sorted(ledger.evidence.root.glob("[0-9a-f][0-9a-f]/*")) if path.is_file()]
    folder = evidence_folder_of(to)
    is_new = not folder.exists()
    done = False
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        require_space(to.parent, sum(path.stat().st_size for path in files), f"恢复“{to.name}”")
        for number, path in enumerate(files):
            tick(number, len(files) + 1)
            copy_hashed(path, folder / path.parent.name / path.name)
        bring_back(copy, to)
        done = True
    except OSError as error:
        raise UserError(
            f"没有恢复成“{to.name}”：{disk_reason(error)}。备份和现有台账没有改动。请检查磁盘后重试。"
        ) from error
    finally:
        if is_new and not done:
            shutil.rmtree(folder, ignore_errors=True)
    return BroughtBack(to, len(files), 0)


def restore_backup(backup: Path, to: Path, tick: Tick = no_tick) -> BroughtBack:
    """Bring a full backup back as the new ledger `to`. Raises UserError as `bring_back`."""
    restored = bring_back(backup, to, tick)
    return BroughtBack(restored.ledger, restored.evidence or 0, len(restored.missing))
