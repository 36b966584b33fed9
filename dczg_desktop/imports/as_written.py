"""Texts in traditional characters are read as if they stood in simplified ones, and what was read is given back as it was written."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from dczg_desktop.domain.traditional import is_traditional, simplified
from dczg_desktop.imports.reading import ImportReading, RecordReading, Table

_PIECE = re.compile(r"[^\s，。；：、（）(),;|\"]+")
_MOST_SEARCHED = 300_000
"""Longer texts are tables of many rows, which are read under headings in any characters: they are left as they are."""


class Written:
    """The `plain` text, in simplified characters, and what stood in the places of its parts."""

    def __init__(self, text: str) -> None:
        self.plain = simplified(text)
        self._bare = "".join(text.split())
        self._bare_plain = simplified(self._bare)
        self._pieces: dict[str, str] = {}
        for found in _PIECE.finditer(self.plain):
            self._pieces.setdefault(found[0], text[slice(*found.span())])

    def of(self, text: str) -> str:
        """A text that was read as it was written; one that was put together is looked for piece by piece."""
        return (
            self._pieces.get(text) or self._found(text) or _PIECE.sub(lambda one: self._piece(one[0]), text)
        )

    def table(self, table: Table) -> Table:
        """A table with its title, its headings and everything in its cells as they were written."""
        for row in table.grid.rows:
            row[:] = map(self.of, row)
        return replace(
            table,
            title=self.of(table.title),
            mapping={name: self.of(header) for name, header in table.mapping.items()},
            columns=tuple(replace(one, header=self.of(one.header)) for one in table.columns),
            unmapped=tuple(map(self.of, table.unmapped)),
            records=tuple(map(self._record, table.records)),
            faults=tuple(replace(one, value=self.of(one.value)) for one in table.faults),
            left_out=tuple(replace(one, text=self.of(one.text)) for one in table.left_out),
        )

    def _record(self, record: RecordReading) -> RecordReading:
        fields = record.fields
        if isinstance(fields, dict):  # others look their texts up in the rows
            fields = {name: self.of(text) for name, text in fields.items()}
        extra = {self.of(header): self.of(text) for header, text in record.extra.items()}
        return record._replace(fields=fields, extra=extra)

    def _piece(self, piece: str) -> str:
        return self._pieces.get(piece) or self._found(piece) or piece

    def _found(self, text: str) -> str:
        """The same signs as they were written, whatever blanks are between them now; '' for a text that stands nowhere."""
        bare = "".join(text.split())
        place = self._bare_plain.find(bare) if bare else -1
        if place < 0:
            return ""
        written = iter(self._bare[place : place + len(bare)])
        return "".join(one if one.isspace() else next(written) for one in text)


def _is_changed(text: str) -> bool:
    return len(text) <= _MOST_SEARCHED and is_traditional(text)


def tables_as_written(
    lines: list[tuple[int, str]], read: Callable[[list[tuple[int, str]]], list[Table]]
) -> list[Table]:
    """The tables that `read` finds in the lines of a text, whichever characters it is written in."""
    text = "\n".join(line for _row, line in lines)
    if not _is_changed(text):
        return read(lines)
    written = Written(text)
    return [written.table(one) for one in read([(row, simplified(line)) for row, line in lines])]


def reading_as_written(text: str, read: Callable[[str], ImportReading]) -> ImportReading:
    """What `read` finds in a text, whichever characters it is written in."""
    if not _is_changed(text):
        return read(text)
    written = Written(text)
    reading = read(written.plain)
    return replace(reading, tables=tuple(_once(written, reading.tables)))


def _once(written: Written, tables: Iterable[Table]) -> Iterable[Table]:
    """The tables as written; the sheet that several of them stand in is given back with the first."""
    seen: set[int] = set()
    for table in tables:
        grid = table.grid
        kept = replace(table, grid=replace(grid, rows=[])) if id(grid) in seen else table
        seen.add(id(grid))
        yield replace(written.table(kept), grid=grid)
