"""The reading as the JSON that scripts see (docs/scripts.md): keys in English, texts as they stand."""

from typing import Any

from dczg_desktop.imports.reading import ImportReading, Table


def as_json(reading: ImportReading) -> dict[str, Any]:
    """`{"tables": [...]}` with sheet, header_rows, first_data_row, kind, mapping, unmapped, records and faults."""
    return {"tables": [_table(table) for table in reading.tables]}


def _table(table: Table) -> dict[str, Any]:
    return {
        "sheet": table.sheet,
        "header_rows": list(table.header_rows),
        "first_data_row": table.first_data_row,
        "kind": table.kind,
        "mapping": dict(table.mapping),
        "unmapped": list(table.unmapped),
        "records": [{"row": record.row, "fields": dict(record.fields)} for record in table.records],
        "faults": [
            {"cell": fault.place.rpartition("!")[2], "value": fault.value, "message": fault.message}
            for fault in table.faults
        ],
    }
