"""The work of the import page that runs beside the window: reading, comparing again, assigning columns anew."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from dczg_desktop.base.files import write_text
from dczg_desktop.base.progress import Tick
from dczg_desktop.services.importing.imports import (
    Preview,
    completed,
    correct_mapping,
    forget_mapping,
    preview_import,
    revised,
)
from dczg_desktop.services.importing.layouts import known_senders

if TYPE_CHECKING:
    from dczg_desktop.imports.editing import Edits
    from dczg_desktop.services.petitions.batches import DailyBatch
    from dczg_desktop.store.ledger import Ledger

AT_ONCE = 200
"""So many rows are searched for like texts before anything is shown; where there are more, the rest is shown first."""


@dataclass(frozen=True, slots=True)
class Looked:
    """A file as it was understood, and the offices it may have come from."""

    preview: Preview
    senders: list[str]


def look_at(
    ledger: "Ledger", path: Path, tick: Tick, source: str | None = None, batch: "DailyBatch | None" = None
) -> Looked:
    """Read a file and compare it with the ledger; `source` None takes it from its titles, `batch` is the one of the day."""
    preview = preview_import(ledger, path, tick=tick, source=source, most_alike=AT_ONCE, batch=batch)
    return Looked(preview, known_senders(ledger))


def look_on(ledger: "Ledger", preview: Preview, tick: Tick) -> Looked:
    """Find the like texts of the rows that wait for it."""
    return Looked(completed(ledger, preview, tick), known_senders(ledger))


def look_at_text(ledger: "Ledger", text: str, path: Path, tick: Tick) -> Looked:
    """Keep a pasted text in a file while it is looked at, and read it."""
    write_text(path, text)
    return look_at(ledger, path, tick)


def look_again(
    ledger: "Ledger",
    preview: Preview,
    edits: "Edits",
    sender: str,
    source: str,
    tick: Tick,
    batch: "DailyBatch | None" = None,
) -> Looked:
    """Compare the same file, corrected, from this office and source, its rows of this batch."""
    again = revised(
        ledger, preview, edits, tick, sender=sender, source=source, most_alike=AT_ONCE, batch=batch
    )
    return Looked(again, known_senders(ledger))


def remap(
    ledger: "Ledger", preview: Preview, edits: "Edits", table: int, wishes: Mapping[str, str], tick: Tick
) -> Looked:
    """The file with the columns of one table assigned by hand, which is remembered for its office."""
    mended = correct_mapping(ledger, replace(preview, edits=edits), table, wishes, tick, most_alike=AT_ONCE)
    return Looked(mended, known_senders(ledger))


def forget(ledger: "Ledger", preview: Preview, table: int, tick: Tick) -> Looked:
    """The file without the assignment of columns that was remembered for its office."""
    return Looked(forget_mapping(ledger, preview, table, tick, most_alike=AT_ONCE), known_senders(ledger))
