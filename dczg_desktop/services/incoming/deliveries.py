"""Many files put into the inbox at once, and the inbox brought in line with receipts that were taken back."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from dczg_desktop.base.errors import Fault, UserError
from dczg_desktop.base.files import write_text
from dczg_desktop.base.progress import Tick, no_tick
from dczg_desktop.domain.entities import Shipment
from dczg_desktop.domain.words import InboxState
from dczg_desktop.services.incoming.inbox import (
    InboxItem,
    inbox_folder,
    items,
    keep,
    mark_seen,
    path_of,
    undone,
)
from dczg_desktop.services.incoming.receipts import Receipt
from dczg_desktop.services.incoming.receiving import preview_package
from dczg_desktop.services.incoming.sightings import Sighting, given_files
from dczg_desktop.store.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of several given files: those kept, and those that could not be, each with the reason."""

    items: tuple[InboxItem, ...]
    faults: tuple[Fault, ...]


def keep_all(ledger: Ledger, paths: Sequence[Path], tick: Tick = no_tick) -> Kept:
    """Keep many files, of folders everything that may be a package; one that cannot be read does not stop the others."""
    kept, faults = [], []
    files = given_files(paths)
    for done, path in enumerate(files, start=1):
        try:
            kept.append(keep(ledger, path))
        except UserError as error:
            faults.append(Fault(path.name, "", str(error)))
        tick(done, len(files))
    return Kept(tuple(kept), tuple(faults))


def reconcile(ledger: Ledger) -> None:
    """Files whose receipt was taken back meanwhile, by whatever way, can be received again."""
    with ledger.reading() as session:
        gone = set(session.scalars(select(Shipment.act_uid).where(Shipment.undone, Shipment.act_uid != "")))
    for item in items(ledger):
        if item.state is InboxState.RECEIVED and item.act_uid in gone:
            undone(ledger, item.act_uid)


def preview_kept(ledger: Ledger, item: InboxItem, tick: Tick = no_tick, *, phrase: str = "") -> Receipt:
    """What accepting a kept file would do; somebody has looked at it then. Raises UserError as `preview_package`."""
    seen = preview_package(ledger, path_of(ledger, item), tick, phrase=phrase)
    mark_seen(ledger, item.uid)
    return seen


def inbox_now(ledger: Ledger) -> list[InboxItem]:
    """The inbox, newest first, in line with what was received and taken back meanwhile."""
    reconcile(ledger)
    return items(ledger)


SEEN = "见过.json"
"""In the inbox folder: what of a watched folder was put into the inbox already, so that it does not come again."""


def news(ledger: Ledger, sightings: Sequence[Sighting]) -> list[Sighting]:
    """Of files seen in a watched folder those that never were in the inbox, or have changed since."""
    known = _seen(ledger)
    return [one for one in sightings if known.get(str(one.path)) != [one.size, one.changed]]


def keep_news(ledger: Ledger, sightings: Sequence[Sighting], tick: Tick = no_tick) -> Kept:
    """Keep the new ones among files seen in a watched folder, and remember all of them."""
    found = news(ledger, sightings)
    kept = keep_all(ledger, [one.path for one in found], tick)
    failed = {fault.place for fault in kept.faults}
    done = {str(one.path): [one.size, one.changed] for one in found if one.path.name not in failed}
    if done:
        write_text(
            inbox_folder(ledger) / SEEN, json.dumps(_seen(ledger) | done, ensure_ascii=False, indent=0)
        )
    return kept


def _seen(ledger: Ledger) -> dict[str, list[int]]:
    try:
        stored = json.loads((inbox_folder(ledger) / SEEN).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return stored if isinstance(stored, dict) else {}
