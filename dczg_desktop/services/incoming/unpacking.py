"""A file that came, opened and verified in the ledger's own work folder; a password that opened it is remembered."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from dczg_desktop.base.collector import collector_resting
from dczg_desktop.base.errors import UserError
from dczg_desktop.base.progress import Tick
from dczg_desktop.exchange.received import OpenedPackage, Trust, open_package
from dczg_desktop.safety.medium import bring_in
from dczg_desktop.services.incoming.arrivals import SANE, known_keys
from dczg_desktop.services.passwords import remember_told
from dczg_desktop.services.trust.sealing import unsealed
from dczg_desktop.store.ledger import Ledger


@contextmanager
def unpacked(ledger: Ledger, path: Path, tick: Tick, phrase: str = "") -> Iterator[OpenedPackage]:
    """The package, its seal opened, verified, from a copy on the local disk (the USB stick may go); all temporary files are removed.

    Raises UserError as `exchange.received.open_package` and `services.trust.sealing.unsealed`.
    """
    with ledger.reading() as session:
        keys = known_keys(session, ledger.identity)
    if not path.is_file():
        raise UserError(f"找不到文件“{path.name}”。请确认 U 盘没有拔出、文件没有改名。")
    with collector_resting(kept=False), ledger.evidence.workspace() as folder:
        local = folder / "来文" / path.name
        bring_in(path, local)
        plain, password = unsealed(ledger, local, phrase)
        package = open_package(plain, keys, folder / "附件", tick)
        if password and package.verdict is Trust.ENROLLED:
            remember_told(ledger, _other_office(package, ledger.identity.office_uid), password)
        sequence = min(package.manifest.sequence, SANE)  # no number may be too large for the database
        yield replace(package, manifest=replace(package.manifest, sequence=sequence))


def _other_office(package: OpenedPackage, our_uid: str) -> str:
    """Whose file it is: of our own package, filled in and sent back, its receiver's."""
    manifest = package.manifest
    return manifest.receiver.uid if manifest.sender.uid == our_uid else manifest.sender.uid
