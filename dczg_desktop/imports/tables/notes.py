"""What a person should know of the tables of a file before taking them in."""

from collections.abc import Sequence

from dczg_desktop.imports.files.excel.colours import colour_note, struck_note
from dczg_desktop.imports.reading import Table
from dczg_desktop.imports.tables.file_names import files_note
from dczg_desktop.imports.tables.stated import year_note
from dczg_desktop.imports.tables.wholes import Wholes


def notes_about(tables: Sequence[Table]) -> list[str]:
    """The year their months were read by, colours that may say something, words crossed out, files that are not in them."""
    return [
        note
        for table in tables
        if table.records
        for note in (
            year_note(table),
            Wholes(table).note,
            colour_note(table),
            struck_note(table),
            files_note(table),
        )
        if note
    ]
