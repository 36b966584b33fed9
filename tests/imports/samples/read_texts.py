"""A text read, for tests: its one table, what was left out of it, what was asked."""

from dczg_desktop.imports.read import read_text
from dczg_desktop.imports.reading import Table


def table_of(text: str) -> Table:
    (table,) = read_text(text).tables
    return table


def left_out(table: Table) -> list[str]:
    return [one.text for one in table.left_out]


def asked(table: Table) -> str:
    return "".join(fault.message for fault in table.faults)
