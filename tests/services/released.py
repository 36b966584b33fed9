"""Ledgers as released versions left them, opened by today's program; what they wrote lies beside them."""

import shutil
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select

from dczg_desktop.base.clock import BEIJING
from dczg_desktop.exchange.received import OpenedPackage, open_package
from dczg_desktop.safety.keys import restored
from dczg_desktop.services.ledgers import open_ledger
from dczg_desktop.store.ledger import Ledger

DATA = Path(__file__).resolve().parents[1] / "data"


def the_day_after() -> datetime:
    """The day after the specimens were made."""
    return datetime(2026, 11, 27, 9, 0, tzinfo=BEIJING)


def opened(specimen: Path, folder: Path) -> Iterator[Ledger]:
    """A copy of a ledger of a released version, opened and so migrated; closed in the end."""
    folder.mkdir()
    ledger = open_ledger(Path(shutil.copy(specimen, folder / "台账.dczg")), the_day_after)
    yield ledger
    ledger.close()


def rows(ledger: Ledger, *columns: Any) -> list[Any]:
    """All rows of these columns."""
    with ledger.reading() as session:
        return list(session.execute(select(*columns)))


def read_whole(path: Path, ledgers: Iterable[Ledger], folder: Path) -> OpenedPackage:
    """A package checked with the keys of these ledgers; as many records as it says, and the files it says are in it."""
    keys = {
        (one.identity.office_uid, one.identity.replica): restored(one.identity.private_key).public
        for one in ledgers
    }
    package = open_package(path, lambda office, replica: keys.get((office, replica)), folder)
    assert Counter(record.kind for record in package.records) == package.manifest.counts
    assert len(package.attachments) == sum(note.included for note in package.manifest.attachments)
    return package
