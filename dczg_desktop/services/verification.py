"""核验台账: database, journal chain, evidence hashes — and backup and restore."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select, text

from dczg_desktop.base.progress import Tick, no_tick
from dczg_desktop.domain.entities import Evidence
from dczg_desktop.safety.backup import FullBackup, Restored, full_backup, restore
from dczg_desktop.services.ledgers import open_ledger
from dczg_desktop.services.trust.installation import settle
from dczg_desktop.store.journal import verify_chain
from dczg_desktop.store.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Verification:
    """What 核验 found; `sound` when nothing is wrong. `missing` files were registered but have not arrived."""

    sound: bool
    database: tuple[str, ...]
    acts: int
    changes: int
    head: str
    broken_at: int | None
    reason: str
    evidence: int
    damaged: tuple[str, ...]
    missing: tuple[str, ...]


def verify(ledger: Ledger, tick: Tick = no_tick) -> Verification:
    """Check the file, recompute the journal from its beginning, and hash every evidence file."""
    with ledger.reading() as session:
        problems = [row[0] for row in session.execute(text("PRAGMA integrity_check")) if row[0] != "ok"]
        problems += [
            f"{row[0]} 第 {row[1]} 行缺少所属的 {row[2]}"
            for row in session.execute(text("PRAGMA foreign_key_check"))
        ]
        chain = verify_chain(session)
        query = select(Evidence.sha256, Evidence.name).where(~Evidence.hidden).group_by(Evidence.sha256)
        files = session.execute(query.order_by(Evidence.sha256)).all()
    damaged, missing = [], []
    for done, (sha256, name) in enumerate(files, start=1):
        if not ledger.evidence.has(sha256):
            missing.append(name)
        elif not ledger.evidence.intact(sha256):
            damaged.append(name)
        tick(done, len(files))
    sound = not problems and chain.broken_at is None and not damaged
    return Verification(
        sound, tuple(problems), chain.acts, chain.changes, chain.head, chain.broken_at, chain.reason, len(files),
        tuple(damaged), tuple(missing),
    )  # fmt: skip


def back_up(ledger: Ledger, out: Path, tick: Tick = no_tick) -> FullBackup:
    """A complete, checked backup in a new folder under `out`. Raises UserError when the disk refuses."""
    with ledger.reading() as session:
        expected = set(session.scalars(select(Evidence.sha256).where(~Evidence.hidden)))
    return full_backup(
        ledger.path, ledger.evidence.root, out, expected=expected, when=ledger.moment(), tick=tick
    )


def bring_back(backup: Path, to: Path, tick: Tick = no_tick) -> Restored:
    """Restore a backup to a new file, as an installation with an id of its own; the backup is checked first.

    Raises UserError: damaged backup (nothing is written), `to` exists already.
    """
    restored = restore(backup, to, tick=tick)
    ledger = open_ledger(to, safety=False)
    try:
        settle(ledger, copied=True)
    finally:
        ledger.close()
    return restored
