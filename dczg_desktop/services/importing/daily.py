"""The batch of a day before it is taken in: what the title of its list says of batch and day."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import select

from dczg_desktop.base.progress import Tick, no_tick
from dczg_desktop.domain.entities import PetitionLine, Source
from dczg_desktop.domain.petitions import batch_in, day_in
from dczg_desktop.imports.read import read_tables
from dczg_desktop.store.ledger import Ledger

_BATCH = re.compile(r"[（(【]?[^（(【]{0,4}第[^批]{1,6}批[^）)】]*[）)】]?")


@dataclass(frozen=True, slots=True)
class FileBatch:
    """Batch and day that a file names in its titles or its own name; '' and None when it names none or several."""

    name: str
    handed_on: date | None
    rows: int
    source: str = ""


def batch_of_file(path: Path, tick: Tick = no_tick) -> FileBatch:
    """What a list says of its batch. Raises UserError as `imports.read_tables`."""
    reading = read_tables(path, tick=tick)
    titles = "\n".join(table.title for table in reading.tables)
    petitions = [table for table in reading.tables if table.kind == "petition"]
    rows = sum(one.merged_from is None for table in petitions for one in table.records)
    first = next((table.title for table in reading.tables if table.title), "").split("\n")[0]
    source = _BATCH.sub("", first).strip()
    return FileBatch(
        batch_in(titles) or batch_in(path.stem), day_in(titles) or day_in(path.stem), rows, source
    )


def last_source(ledger: Ledger) -> str:
    """The inspection that the newest petitions come from: those of the day come from the same one."""
    query = select(Source.name).join(PetitionLine, PetitionLine.source_uid == Source.uid)
    with ledger.reading() as session:
        return session.scalar(query.order_by(PetitionLine.id.desc()).limit(1)) or ""
