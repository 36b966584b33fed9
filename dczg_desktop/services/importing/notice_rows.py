"""Rows that are published closure notices: they tell of problems that are there already, and never become new ones by themselves."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path

from dczg_desktop.domain.comparison import Verdict
from dczg_desktop.domain.notices import is_notice, is_surely_notice
from dczg_desktop.imports.files.remarks import COMMENT
from dczg_desktop.imports.outside import OUTSIDE, outside_of
from dczg_desktop.imports.reading import ImportReading, RecordReading, Table
from dczg_desktop.services.importing.planned import SKIP, Planned

Line = tuple[int, int]
"""Table and row of a record."""
_CONTAINERS = frozenset({"txt", "docx", "xlsx", "xls", "ods", "xml", "html"})
_ASKED = frozenset({Verdict.NEW, Verdict.CHANGED, Verdict.UNCLEAR})
NOTE = "这是销号公示，说的是台账里已有的问题：请登记到那个问题上；台账里确实没有的，再选“作为新的问题”"


def notice_lines(reading: ImportReading) -> tuple[Line, ...]:
    """The records of a document that are public notices of a closure."""
    name = Path(reading.file_name).stem
    return tuple(
        (index, record.row)
        for index, table, record in _records(reading)
        if is_notice(*parts_of_notice(reading, table, record), name)
    )


def with_notices_asked(reading: ImportReading, planned: Sequence[Planned]) -> tuple[Planned, ...]:
    """The rows; of one that is surely such a notice a person says whether it is registered at a problem or is a new one."""
    sure = _sure_lines(reading)
    if not sure:
        return tuple(planned)
    return tuple(_asked(one) if (one.table, one.row) in sure else one for one in planned)


def _asked(one: Planned) -> Planned:
    if one.verdict not in _ASKED or one.follows is not None:
        return one
    note = f"{NOTE}。{one.note}" if one.note else NOTE
    return one._replace(verdict=Verdict.UNCLEAR, usual=SKIP, note=note, is_notice=True)


def _sure_lines(reading: ImportReading) -> AbstractSet[Line]:
    name = Path(reading.file_name).stem
    return {
        (index, record.row)
        for index, table, record in _records(reading)
        if is_surely_notice(*parts_of_notice(reading, table, record), name)
    }


def _records(reading: ImportReading) -> Iterator[tuple[int, Table, RecordReading]]:
    """The records of forms and texts, which have no header."""
    tables = reading.tables if reading.container in _CONTAINERS else ()
    for index, table in enumerate(tables):
        for record in () if table.header_rows else table.records:
            yield index, table, record


def parts_of_notice(
    reading: ImportReading, table: Table, record: RecordReading
) -> tuple[Mapping[str, str], Mapping[str, str], str, list[str]]:
    """What a notice says: its fields, what has no field, its title, the lines around it."""
    own = [row.text for row in table.left_out if row.why not in {OUTSIDE, COMMENT}]
    return record.fields, record.extra, table.title, [*own, *outside_of(reading.tables)]
