"""Cells that show no content of their own: error values, formulas without a result, pictures, numbers that lost digits."""

import re
from dataclasses import replace

from dczg_desktop.imports.reading import RecordReading, Table

ERROR = re.compile(r"^#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA|错误)$")
_NO_CONTENT = frozenset({"error", "formula", "picture", "digits"})


def without_oddities(table: Table, record: RecordReading) -> RecordReading:
    """The record with every field empty whose cell is an error, an uncomputed formula, a picture or a number of lost digits.

    What stands in the cell is kept in `extra` under the column's header; the fault about it is in `table.faults`
    (docs/import.md).
    """
    odd = {table.grid.place(*place) for place, oddity in table.grid.odd.items() if oddity.kind in _NO_CONTENT}
    empty = [
        field
        for field, text in record.fields.items()
        if text and (ERROR.match(text) or record.cells.get(field) in odd)
    ]
    if not empty:
        return record
    kept = {table.mapping[field]: record.fields[field] for field in empty}
    return replace(record, fields=dict(record.fields) | dict.fromkeys(empty, ""), extra=record.extra | kept)
