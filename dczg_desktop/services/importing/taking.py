"""What an import under way knows, and what it says of a row: its number, its source, where its values stand."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from sqlalchemy.orm import Session

from dczg_desktop.base.text import clean
from dczg_desktop.domain.areas import Offices
from dczg_desktop.domain.numbering import split_number
from dczg_desktop.domain.records import Value
from dczg_desktop.imports.reading import CarriedPlaces, ImportReading, RecordReading, Table, column_number
from dczg_desktop.services.importing.handing import NOBODY_SAID, Handing
from dczg_desktop.services.importing.places import named_offices, offices_of
from dczg_desktop.services.importing.reporting import Periods
from dczg_desktop.services.problems import next_code
from dczg_desktop.store.journal import Act


@dataclass(slots=True)
class Taking:
    """State of one acceptance; `made` counts records by kind, `rows` names the problem of each (table, row).

    `handing` knows the batch of petitions whose row names none, and when each was handed over. `originals` holds, by (table, row), what a corrected cell said when it was read, under its field or heading;
    `plans` the measures of all rows merged together, by the first one; `periods` are those of reports of progress.
    """

    act: Act
    today: date
    file_name: str
    offices: Mapping[str, tuple[str, str]]
    places: Offices
    prefix: str
    serial: int
    handing: Handing = NOBODY_SAID
    sources: dict[str, str] = field(default_factory=dict)
    rows: dict[tuple[int, int], str] = field(default_factory=dict)
    originals: Mapping[tuple[int, int], Mapping[str, str]] = field(default_factory=dict)
    plans: Mapping[tuple[int, int], str] = field(default_factory=dict)
    made: dict[str, int] = field(default_factory=lambda: {"problem": 0, "petition": 0, "measure": 0})
    periods: Periods = field(init=False)

    def __post_init__(self) -> None:
        self.periods = Periods(self.today)


def start_taking(session: Session, act: Act, reading: ImportReading, today: date) -> Taking:
    """The state before the first row: directory of offices, next free code."""
    first = next_code(session, act.office_uid, today)
    offices, places = named_offices(session), offices_of(session)
    return Taking(act, today, reading.file_name, offices, places, first[:-4], int(first[-4:]))


def number_of(record: RecordReading) -> tuple[str, str, bool]:
    """(number, batch, starred) of a row; the batch column wins over one inside the number."""
    found = split_number(record.fields.get("number", ""))
    return found.number, record.fields.get("batch", "") or found.batch, found.starred


def source_name(table: Table, record: RecordReading, source: str) -> str:
    """Where a row comes from: its own column, what the clerk named, the title of its table."""
    return clean(record.fields.get("source", "")) or clean(source) or clean(table.title)


def cells_of(table: Table, record: RecordReading) -> dict[str, str]:
    """The cell of every field, and under their headings of every column kept as it is."""
    own = partial(table.grid.place, record.row - 1)
    place = record.cells.of_column if isinstance(record.cells, CarriedPlaces) else own
    others = {
        column.header: place(column_number(column.letter)) for column in table.columns if column.field is None
    }
    return others | dict(record.cells)


def provenance_of(taking: Taking, index: int, table: Table, record: RecordReading) -> dict[str, Value]:
    """Where the values of a row stand, and what its corrected cells said before."""
    cells: dict[str, Value] = dict(cells_of(table, record))
    place: dict[str, Value] = {
        "file": taking.file_name, "sheet": table.sheet, "row": record.row, "cells": cells,
    }  # fmt: skip
    if original := taking.originals.get((index, record.row)):
        place["read"] = dict(original)
    return place
