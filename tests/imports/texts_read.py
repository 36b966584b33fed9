"""Reading a pasted text in tests: its one table, and everything that is asked about it."""

from dczg_desktop.imports.read import read_text
from dczg_desktop.imports.reading import Table


def one_table(text: str, name: str = "剪贴板") -> Table:
    """The only table of a text."""
    (table,) = read_text(text, name).tables
    return table


def asked(table: Table) -> str:
    """Every question about a table, one a line."""
    return "\n".join(fault.message for fault in table.faults)
