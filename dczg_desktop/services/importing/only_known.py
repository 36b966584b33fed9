"""Lists whose every row is about a record that the ledger has (编号 | 进展 | 状态): they need no column of problems and no units."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from dczg_desktop.domain.comparison import Verdict
from dczg_desktop.imports.reading import ImportReading
from dczg_desktop.imports.tables.asked.problemless import of_others
from dczg_desktop.imports.tables.values.answerers import nobody_note
from dczg_desktop.services.importing.planned import Planned

_KNOWN = frozenset({Verdict.CHANGED, Verdict.SAME, Verdict.UNCLEAR})


def only_known(planned: Sequence[Planned]) -> AbstractSet[int]:
    """The tables (their places in the file) in which no row could become a new record: each has one that it may be about."""
    rows = [one for one in planned if one.follows is None]
    return {one.table for one in rows} - {one.table for one in rows if not _is_known(one)}


def _is_known(one: Planned) -> bool:
    return one.verdict in _KNOWN and (one.usual is None or bool(one.candidates))


def without_needless_questions(reading: ImportReading, tables: AbstractSet[int]) -> ImportReading:
    """The reading without what is only asked because rows of these tables might become new records."""
    needless = {number for number in tables if "description" not in reading.tables[number].mapping}
    if not needless:
        return reading
    notes = {nobody_note(reading.tables[number]) for number in needless}
    return replace(
        reading,
        tables=tuple(
            replace(table, faults=of_others(table)) if number in needless else table
            for number, table in enumerate(reading.tables)
        ),
        notes=tuple(one for one in reading.notes if one not in notes),
    )
