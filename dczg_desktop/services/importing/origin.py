"""Where the values of a row stand in their file, as the record keeps it: file, sheet, row, cells, what a corrected cell said."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from dczg_desktop.domain.records import Value
from dczg_desktop.domain.words import DutyRole
from dczg_desktop.imports.reading import RecordReading, Table, column_number

Originals = Mapping[tuple[int, int], Mapping[str, str]]
"""By table and row: what a corrected cell said when it was read, under its field or heading."""


ROLES: tuple[tuple[str, DutyRole], ...] = (
    ("responsible_unit", DutyRole.RESPONSIBLE_UNIT),
    ("lead_unit", DutyRole.LEAD_UNIT),
    ("supporting_unit", DutyRole.SUPPORTING_UNIT),
    ("supervising_unit", DutyRole.SUPERVISING_UNIT),
    ("accepting_unit", DutyRole.ACCEPTING_UNIT),
    ("lead_leader", DutyRole.LEAD_LEADER),
    ("responsible_leader", DutyRole.RESPONSIBLE_LEADER),
    ("responsible_person", DutyRole.RESPONSIBLE_PERSON),
)
COLUMN_OF = {role.value: column for column, role in ROLES}
"""The usual column of everybody with a role."""


def cells_of(table: Table, record: RecordReading) -> dict[str, str]:
    """The cell of every field, and under their headings of every column kept as it is."""
    others = {
        column.header: table.grid.cell_of(record, column) for column in table.columns if column.field is None
    }
    return others | dict(record.cells)


def provenance_of(
    file_name: str,
    originals: Originals,
    index: int,
    table: Table,
    record: RecordReading,
    below: Sequence[RecordReading] = (),
) -> dict[str, Value]:
    """Where the values of a row stand, and what its corrected cells said before; so too under `rows` of the rows `below` of
    the same problem, as far as they say something in cells of their own.
    """
    cells = cells_of(table, record)
    place: dict[str, Any] = {"file": file_name, "sheet": table.sheet, "row": record.row, "cells": cells}
    if original := originals.get((index, record.row)):
        place["read"] = dict(original)
    if below:
        own = {one.row: _own_cells(table, one) for one in below}
        place["rows"] = {
            str(row): {"cells": found} | _read(originals.get((index, row), {}), found)
            for row, found in own.items()
        }
    return place


def with_columns(
    place: dict[str, Value],
    report: str,
    named: Mapping[tuple[DutyRole, str], str],
    earlier: Mapping[str, str] = MappingProxyType({}),
) -> dict[str, Value]:
    """The same with the columns of what stands in another one than usual: a unit under a role of its own, a report of results, the reports of `earlier` periods."""
    others: dict[str, Value] = {
        duty_key(role.value, name): column
        for (role, name), column in named.items()
        if column != COLUMN_OF[role.value]
    }
    others |= {"progress": report} if report != "progress" else {}
    others |= {report_key(period): heading for period, heading in earlier.items()}
    return place | ({"columns": others} if others else {})


def report_key(period: str) -> str:
    """How `columns` of a provenance names the report of an earlier period."""
    return f"progress：{period}"


def duty_key(role: str, name: str) -> str:
    """How `columns` of a provenance names a duty."""
    return f"{role}：{name}"


def _own_cells(table: Table, record: RecordReading) -> dict[str, str]:
    """The cells of a row that say something and are none merged down from above."""
    texts = record.extra | dict(record.fields)
    found = cells_of(table, record)
    own = {
        column.field or column.header: table.grid.place(record.row - 1, column_number(column.letter))
        for column in table.columns
    }
    return {name: cell for name, cell in found.items() if texts.get(name) and own.get(name) == cell}


def _read(original: Mapping[str, str], cells: Mapping[str, str]) -> dict[str, Mapping[str, str]]:
    read = {name: text for name, text in original.items() if name in cells}
    return {"read": read} if read else {}


def read_in(place: Mapping[str, Any], name: str, cell: str) -> str:
    """What the cell, or the cells (E2、E4), that a value came from said before they were corrected; '' where none was."""
    parts = set(cell.split("、"))
    below = [one for one in (place.get("rows") or {}).values() if one["cells"].get(name) in parts]
    is_first = bool(parts - {one["cells"][name] for one in below})
    rows = [place, *below] if is_first else below
    return "；".join(dict.fromkeys(one["read"][name] for one in rows if name in (one.get("read") or {})))
