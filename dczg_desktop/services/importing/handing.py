"""When the petitions of a foreign table were handed over: from this day their counts of days begin, before and while they are taken in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from sqlalchemy import select

from dczg_desktop.base.text import clean
from dczg_desktop.domain.deadlines import read_deadline
from dczg_desktop.domain.entities import PetitionBatch, Source
from dczg_desktop.domain.finishing import FINISHED, Finished, finished_text, read_finished
from dczg_desktop.domain.numbering import split_number
from dczg_desktop.domain.personal import without_persons
from dczg_desktop.domain.petitions import batch_of
from dczg_desktop.domain.records import Value
from dczg_desktop.imports.reading import RecordReading, Table
from dczg_desktop.imports.tables.around.stated import stated_day
from dczg_desktop.imports.tables.around.titled_batches import titled_batch
from dczg_desktop.imports.tables.asked.days import StartOf, own_day
from dczg_desktop.services.petitions.batches import DailyBatch
from dczg_desktop.store.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Handing:
    """The batch that a table is taken in as, the days of all batches the ledger knows by (source, name), and what day it is."""

    today: date
    batch: DailyBatch | None = None
    source: str = ""
    known: Mapping[tuple[str, str], date] = field(default_factory=dict, hash=False)

    def of(self, table: Table, record: RecordReading) -> date | None:
        """When a row was handed over: as it says itself, as its batch did, as stands above the table; None when nobody said."""
        return self.starts(table)(record)

    def starts(self, table: Table) -> StartOf:
        """The same for many rows of one table: what is of all of them is looked up once, and only where a row does not say it."""
        stated = cache(lambda: stated_day(table, self.today))
        if table.kind != "petition":
            return lambda _record: stated()
        titled, named = cache(lambda: self.in_title(table)), clean(self.source) or clean(table.title)

        def start_of(record: RecordReading) -> date | None:
            if (told := own_day(record)) and (day := self._past(read_deadline(told).due)):
                return day
            source = clean(record.fields.get("source", "")) or named
            return self._of_batch(own_batch(record) or titled(), source) or stated()

        return start_of

    def batch_for(self, table: Table, record: RecordReading) -> str:
        """The batch of a petition: its own, that which the table is taken in as, else the one in the title of the table."""
        return own_batch(record) or self.usual or titled_batch(table)

    def in_title(self, table: Table) -> str:
        """The batch of petitions without one of their own that stands in the title of their table; '' for none, and where one is told."""
        return "" if self.batch else titled_batch(table)

    @property
    def usual(self) -> str:
        """The batch of petitions whose row names none, '' when there is no such."""
        return self.batch.name if self.batch else ""

    def _of_batch(self, own: str, source: str) -> date | None:
        daily, name = self.batch, batch_of(own)[0] or self.usual
        if daily and daily.handed_on and name == daily.name:
            return self._past(daily.handed_on)
        return self._past(self.known.get((source, name))) if name else None

    def _past(self, day: date | None) -> date | None:
        return day if day and day <= self.today else None


def own_batch(record: RecordReading) -> str:
    """The batch that a row names itself, in a column or in its number."""
    return record.fields.get("batch", "") or split_number(record.fields.get("number", "")).batch


NOBODY_SAID = Handing(date.max)
"""For a comparison that knows of no days."""


def finished_of(handing: Handing, table: Table, record: RecordReading) -> Finished:
    """The day on which the petition of a row was finished."""
    return read_finished(finished_text(record.fields)[1], handing.of(table, record), handing.today)


def said_of(finished: Finished) -> dict[str, Value]:
    """For the provenance: how the table wrote the day, where that is more than the day."""
    if finished.day is None or finished.is_plain:
        return {}
    return {"said": {FINISHED: without_persons(finished.raw)}}


def with_finished(place: Mapping[str, Value], finished: Finished, record: RecordReading) -> dict[str, Value]:
    """The provenance of a row with the cell that the day stands in, and how it is written there."""
    cells = place["cells"]
    if finished.day is None or not isinstance(cells, Mapping):
        return dict(place)
    own: dict[str, Value] = {FINISHED: record.cells.get(finished_text(record.fields)[0], "")}
    return dict(place) | {"cells": dict(cells) | own} | said_of(finished)


def handing_of(ledger: Ledger, source: str, batch: DailyBatch | None) -> Handing:
    """What is known of the days of handing over, for a file whose rows come from `source`."""
    one = PetitionBatch
    query = select(Source.name, one.name, one.handed_on).join_from(
        one, Source, Source.uid == one.source_uid, isouter=True
    )
    query = query.where(~one.hidden, one.voided == "", one.handed_on.is_not(None)).order_by(one.id)
    with ledger.reading() as session:
        known = {
            (clean(name or ""), batch_name): day for name, batch_name, day in session.execute(query) if day
        }
    return Handing(ledger.today(), batch, source, known)
