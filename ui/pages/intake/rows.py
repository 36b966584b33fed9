"""The rows of one table of a foreign file: cells as they stand, the verdict, what is wrong where, what is left out."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from dczg_desktop.services.comparing import Planned
from dczg_desktop.services.imports import Preview
from ui.models.grid import Order
from ui.pages.intake.words import FIELD_NAMES, deadline_words
from ui.widgets.columns import GridColumn, Kind

if TYPE_CHECKING:
    from dczg_desktop.imports.reading import Column, RecordReading, Table

TAKE, VERDICT, ROW, READ = "take", "verdict", "row", "read_as"
LEFT_OUT = "不导入"
LONG = {"description", "measures", "goal", "progress", "findings", "result"}


class ImportLine:
    """One row; columns of the file answer to their letter."""

    def __init__(self, rows: "ImportRows", number: int) -> None:
        self.id = number
        self._rows = rows
        self.record = rows.table.records[number - 1]

    def __getattr__(self, name: str) -> object:
        if name == ROW:
            return self.record.row
        if name == VERDICT:
            return LEFT_OUT if self.id in self._rows.left_out else self._rows.verdict(self.id)
        if name == TAKE:
            return "导入" if self._rows.is_taken(self.id) else ""
        if name == READ:
            return deadline_words(self.record.fields.get("deadline", ""), self._rows.today)
        return self._rows.text(self.record, name)


class ImportRows:
    """Source of the grid's model; ids count the records from 1 in the order of the file."""

    def __init__(self, preview: Preview, table: int, today: date, left_out: set[int] | None = None) -> None:
        self.table: Table = preview.reading.tables[table]
        self.today = today
        self.left_out = left_out or set()
        self._planned: list[Planned] = [one for one in preview.planned if one.table == table]
        self._columns: dict[str, Column] = {column.letter: column for column in self.table.columns}
        self._faults: dict[str, list[str]] = defaultdict(list)
        for fault in self.table.faults:
            self._faults[cell_of(fault.place)].append(fault.message)

    def columns(self) -> Iterator[GridColumn]:
        """Tick, verdict, row number, then the columns of the file from left to right."""
        yield GridColumn(TAKE, "", 42, "text", "centre", sortable=False)
        yield GridColumn(VERDICT, "结果", 92, "chip")
        yield GridColumn(ROW, "行", 52, "number", "centre")
        for column in self.table.columns:
            kind: Kind = "long" if column.field == "description" else "text"
            title = FIELD_NAMES.get(column.field or "", column.header.replace("\n", ""))
            wide = 230 if column.field in LONG else 116
            yield GridColumn(column.letter, title, wide, kind)
            if column.field == "deadline":
                yield GridColumn(READ, "时限读作", 150)

    def ids(self, only: object, order: Order | None) -> Sequence[int]:
        """Rows with a verdict, with faults (`有疑点`), or all for ''."""
        found = [number for number in range(1, len(self.table.records) + 1) if self._fits(number, only)]
        if order is None:
            return found
        return sorted(found, key=lambda n: _key(getattr(self.line(n), order.key)), reverse=order.descending)

    def rows(self, ids: Sequence[int]) -> list[ImportLine]:
        """The rows with these ids."""
        return [self.line(number) for number in ids]

    def line(self, number: int) -> ImportLine:
        """One row."""
        return ImportLine(self, number)

    def verdict(self, number: int) -> str:
        """新增, 已有 or 跳过."""
        return self._planned[number - 1].verdict

    def planned(self, number: int) -> Planned:
        """What accepting would do with a row."""
        return self._planned[number - 1]

    def is_taken(self, number: int) -> bool:
        """Whether the row is going to be taken in."""
        return self.verdict(number) == "新增" and number not in self.left_out

    def toggle(self, number: int) -> bool:
        """Leave a new row out, or take it again; False for rows that are not taken anyway."""
        if self.verdict(number) != "新增":
            return False
        self.left_out ^= {number}
        return True

    def text(self, record: "RecordReading", letter: str) -> str:
        """What stands in a column of a row."""
        column = self._columns.get(letter)
        if column is None:
            raise AttributeError(letter)
        return record.fields.get(column.field, "") if column.field else record.extra.get(column.header, "")

    def faults(self, number: int, letter: str) -> list[str]:
        """What is wrong with a cell, one sentence each."""
        record, column = self.table.records[number - 1], self._columns.get(letter)
        if column is None or not self._faults:
            return []
        place = record.cells.get(column.field or "") or f"{letter}{record.row}"
        return self._faults.get(place, [])

    def row_of(self, cell: str) -> tuple[int, str]:
        """Id of the row and letter of the column that a cell's name stands for; 0 for whole columns."""
        for number, record in enumerate(self.table.records, start=1):
            for letter in self._columns:
                column = self._columns[letter]
                if (record.cells.get(column.field or "") or f"{letter}{record.row}") == cell:
                    return number, letter
        return 0, ""

    def _fits(self, number: int, only: object) -> bool:
        if not only:
            return True
        if only == "有疑点":
            return any(self.faults(number, letter) for letter in self._columns)
        return self.line(number).verdict == only


def cell_of(place: str) -> str:
    """`C5` of `Sheet1!C5`."""
    return place.rpartition("!")[2]


def _key(value: object) -> tuple[int, str]:
    return (value, "") if isinstance(value, int) else (0, str(value))
