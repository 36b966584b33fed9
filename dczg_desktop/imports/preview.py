"""The reading as the JSON that scripts see (docs/scripts.md): keys in English, texts as they stand."""

from typing import Any

from dczg_desktop.imports.reading import ImportReading, Table, column_number
from dczg_desktop.imports.tables.values.rivals import ASKED


def as_json(reading: ImportReading) -> dict[str, Any]:
    """`{"tables": [...], "notes": [...], "pictures": [...]}`; every table with its mapping and how sure it is, records, faults, rows left out."""
    return {
        "tables": [_table(table) for table in reading.tables],
        "notes": list(reading.notes),
        "pictures": [
            {"table": one.table, "row": one.row, "cell": one.place, "name": one.name, "sha256": one.sha256, "size": len(one.data)}
            for one in reading.pictures
        ],
    }  # fmt: skip


def _table(table: Table) -> dict[str, Any]:
    return {
        "sheet": table.sheet,
        "header_rows": list(table.header_rows),
        "first_data_row": table.first_data_row,
        "kind": table.kind,
        "mapping": dict(table.mapping),
        "confidence": {one.field: round(one.confidence, 2) for one in table.columns if one.field},
        "asked": [one.header for one in table.columns if one.field and one.confidence <= ASKED],
        "unmapped": list(table.unmapped),
        "records": [
            {
                "row": record.row,
                "fields": dict(record.fields),
                "extra": {header: text for header, text in record.extra.items() if text},
            }
            for record in table.records
        ],
        "left_out": [
            {"row": one.row, "text": one.text, "why": one.why} | ({"place": one.place} if one.place else {})
            for one in table.left_out
        ],
        "hidden": _hidden(table),
        "faults": [
            {
                "cell": fault.place.rpartition("!")[2],
                "value": fault.value,
                "message": fault.message,
                "sheet": fault.place.rpartition("!")[0],
                "rule": fault.parts()[0],
                "proposal": fault.parts()[1],
            }
            for fault in table.faults
        ],
    }


def _hidden(table: Table) -> dict[str, list[Any]]:
    """Rows (numbers) and columns (letters) of the table that are hidden in the sheet; they are read like the others."""
    grid = table.grid
    return {
        "rows": [record.row for record in table.records if record.row - 1 in grid.hidden_rows],
        "columns": [one.letter for one in table.columns if column_number(one.letter) in grid.hidden_columns],
    }
