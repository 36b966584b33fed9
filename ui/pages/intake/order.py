"""A file to be taken in as the batch of a day, as the page 信访件 asks for it."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dczg_desktop.services.petitions.batches import DailyBatch


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
