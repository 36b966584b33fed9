"""The work of the import page that runs beside the window: reading, comparing again, assigning columns anew."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from dczg_desktop.base.files import write_text
from dczg_desktop.base.progress import Tick
from dczg_desktop.services.imports import Preview, correct_mapping, forget_mapping, preview_import, revised
from dczg_desktop.services.layouts import known_senders

if TYPE_CHECKING:
    from dczg_desktop.imports.editing import Edits
    from dczg_desktop.store.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Looked:
    """A file as it was understood, and the offices it may have come from."""

    preview: Preview
    senders: list[str]


def look_at(ledger: "Ledger", path: Path, tick: Tick, source: str | None = None) -> Looked:
    """Read a file and compare it with the ledger; `source` None takes it from its titles."""
    return Looked(preview_import(ledger, path, tick=tick, source=source), known_senders(ledger))


def look_at_text(ledger: "Ledger", text: str, path: Path, tick: Tick) -> Looked:
    """Keep a pasted text in a file while it is looked at, and read it."""
    write_text(path, text)
    return look_at(ledger, path, tick)


def look_again(
    ledger: "Ledger", preview: Preview, edits: "Edits", sender: str, source: str, tick: Tick
) -> Looked:
    """Compare the same file, corrected, from this office and source."""
    return Looked(revised(ledger, preview, edits, tick, sender=sender, source=source), known_senders(ledger))


def remap(
    ledger: "Ledger", preview: Preview, edits: "Edits", table: int, wishes: Mapping[str, str], tick: Tick
) -> Looked:
    """The file with the columns of one table assigned by hand, which is remembered for its office."""
    mended = correct_mapping(ledger, replace(preview, edits=edits), table, wishes, tick)
    return Looked(mended, known_senders(ledger))


def forget(ledger: "Ledger", preview: Preview, table: int, tick: Tick) -> Looked:
    """The file without the assignment of columns that was remembered for its office."""
    return Looked(forget_mapping(ledger, preview, table, tick), known_senders(ledger))
