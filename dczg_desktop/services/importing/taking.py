"""What an import under way knows, and what it says of a row: its number, its source."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.orm import Session

from dczg_desktop.base.text import clean
from dczg_desktop.domain.areas import Offices
from dczg_desktop.domain.numbering import split_number
from dczg_desktop.imports.reading import ImportReading, RecordReading, Table
from dczg_desktop.imports.tables.around.stated import told_title
from dczg_desktop.imports.tables.around.titled_batches import titled_problem_batch
from dczg_desktop.services.importing.handing import NOBODY_SAID, Handing
from dczg_desktop.services.importing.origin import Originals
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
    originals: Originals = field(default_factory=dict)
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


def number_in(table: Table, record: RecordReading) -> tuple[str, str, bool]:
    """The same in its table: a problem whose row names no batch belongs to the one in the title."""
    number, batch, starred = number_of(record)
    return number, batch or (titled_problem_batch(table) if number else ""), starred


def source_name(table: Table, record: RecordReading, source: str) -> str:
    """Where a row comes from: its own column, what the clerk named, the title of its table."""
    return clean(record.fields.get("source", "")) or clean(source) or clean(told_title(table))
