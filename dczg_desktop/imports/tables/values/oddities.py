"""Cells that show no content of their own: error values, formulas without a result, pictures, numbers that lost digits."""

import re

from dczg_desktop.imports.reading import RecordReading, Table

ERROR = re.compile(r"^#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA|错误)$")
_ROW = re.compile(r"(?<!\d)\d+$")
_NO_CONTENT = frozenset({"error", "formula", "picture", "digits"})


def is_error(text: str) -> bool:
    """Whether a text is an error value as spreadsheets show it."""
    return text.startswith("#") and ERROR.match(text) is not None


class Oddities:
    """The cells of one table that show no content of their own; looked up once for all its rows."""

    def __init__(self, table: Table) -> None:
        grid = table.grid
        self._table = table
        self.cells = frozenset(
            grid.place(*place) for place, oddity in grid.odd.items() if oddity.kind in _NO_CONTENT
        )
        errors = [fault for fault in table.faults if is_error(fault.value)]
        self._rows = {row + 1 for (row, _column), oddity in grid.odd.items() if oddity.kind in _NO_CONTENT}
        self._rows |= {int(found[0]) for fault in errors if (found := _ROW.search(fault.place))}
        self._anywhere = bool(self.cells and grid.merges) or bool((self.cells or errors) and grid.places)

    def __bool__(self) -> bool:
        return bool(self._rows) or self._anywhere

    def without(self, record: RecordReading) -> RecordReading:
        """The record with every field empty whose cell is an error, an uncomputed formula, a picture or a number of lost digits.

        What stands in the cell is kept in `extra` under the column's header; the fault about it is in `table.faults`
        (docs/import-questions.md).
        """
        if record.row not in self._rows and not self._anywhere:
            return record
        empty = [
            field
            for field, text in record.fields.items()
            if text and (is_error(text) or record.cells.get(field) in self.cells)
        ]
        if not empty:
            return record
        kept = {self._table.mapping[field]: record.fields[field] for field in empty}
        fields = dict(record.fields) | dict.fromkeys(empty, "")
        return record._replace(fields=fields, extra=record.extra | kept)
