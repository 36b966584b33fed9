"""What a person should know of the tables of a file before taking them in."""

from collections.abc import Sequence

from dczg_desktop.base.text import excerpt
from dczg_desktop.imports.files.album import named
from dczg_desktop.imports.files.excel.colours import colour_note, struck_note
from dczg_desktop.imports.reading import Table
from dczg_desktop.imports.tables.file_names import files_note
from dczg_desktop.imports.tables.stated import year_note
from dczg_desktop.imports.tables.wholes import Wholes


def crossed_note(name: str, words: list[str]) -> list[str]:
    """What to say of words in a document that are crossed out; nothing when there are none."""
    if not words:
        return []
    shown = named([f"“{excerpt(one, 20)}”" for one in words])
    return [
        f"“{name}”里有加了删除线的字（{shown}），程序照读；删除线表示已删去的，请对照原件从读入的内容里去掉。"
    ]


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
