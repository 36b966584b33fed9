"""Which rows of a table its doubts are about, and what is left of them when rows are left out."""

from collections.abc import Container, Mapping, Sequence

from dczg_desktop.base.errors import Fault
from dczg_desktop.imports.reading import Table


def rows_of_faults(table: Table, faults: Sequence[Fault]) -> dict[str, list[int]]:
    """The doubted cells with the numbers of the records that show them: of a merged cell several; one pass, because tables are long."""
    found: dict[str, list[int]] = {cell_of(fault.place): [] for fault in faults}
    for record in table.records if found else ():
        places = {table.grid.cell_of(record, column) for column in table.columns}
        if record.row - 1 in table.grid.hidden_rows:
            places.add(f"A{record.row}")
        for place in places & found.keys():
            found[place].append(record.row)
    return found


def standing_faults(
    faults: Sequence[Fault], rows_of: Mapping[str, Sequence[int]], left_out: Container[int]
) -> list[Fault]:
    """The faults without those of records that are left out; what is said of a whole column or of no record stands."""
    return [
        fault
        for fault in faults
        if not (rows := rows_of[cell_of(fault.place)]) or not all(row in left_out for row in rows)
    ]


def cell_of(place: str) -> str:
    """`C5` of `Sheet1!C5`."""
    return place.rpartition("!")[2]
