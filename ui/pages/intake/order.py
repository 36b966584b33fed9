"""A file to be taken in as the batch of a day, as the page 信访件 asks for it."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from dczg_desktop.base.progress import Tick
from dczg_desktop.services.importing.daily import FileBatch, batch_of_file, last_source
from dczg_desktop.services.petitions.batches import DailyBatch
from ui.dialogs.batch import BatchAnswer

if TYPE_CHECKING:
    from dczg_desktop.store.ledger import Ledger


@dataclass(frozen=True, slots=True)
class BatchOrder:
    """Rows that name no batch of their own belong to `name`; `expected` is what the covering letter announces."""

    path: Path
    name: str
    source: str = ""
    handed_on: date | None = None
    expected: int | None = None

    def batch(self) -> DailyBatch:
        """What the import writes down of the batch."""
        return DailyBatch(self.name, self.handed_on, self.expected)


def named(ledger: "Ledger", path: Path, tick: Tick) -> tuple[FileBatch, str]:
    """What a list says of its batch, and the inspection that the newest petitions come from."""
    return batch_of_file(path, tick=tick), last_source(ledger)


def ordered(path: Path, answer: BatchAnswer) -> BatchOrder:
    """The file as the batch that a person named."""
    return BatchOrder(path, answer.name, answer.source, answer.handed_on, answer.expected)
