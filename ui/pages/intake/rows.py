"""The rows of one table of a foreign file: cells as they stand, verdict, what will be done, what is wrong where."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from dczg_desktop.base.errors import Fault
from dczg_desktop.domain.comparison import Choice, Verdict, Way
from dczg_desktop.domain.finishing import FINISHED
from dczg_desktop.services.importing.acceptance import Line
from dczg_desktop.services.importing.doubted import cell_of, rows_of_faults, standing_faults
from dczg_desktop.services.importing.imports import original_text
from dczg_desktop.services.importing.planned import Planned
from dczg_desktop.services.importing.promises import base_of
from ui.models.grid import Order
from ui.pages.intake.draft import Draft
from ui.pages.intake.words import FIELD_NAMES, deadline_words, finished_words
from ui.widgets.columns import GridColumn, Kind

if TYPE_CHECKING:
    from dczg_desktop.imports.reading import Column, Picture, RecordReading, Table

TAKE, VERDICT, WAY, ROW, READ = "take", "verdict", "way", "row", "read_as"
FINISHED_AS = "finished_as"
DOUBTS, OPEN = "有疑点", "待选择"
LONG = {"description", "measures", "goal", "progress", "findings", "result"}
LONG_WIDTH, WIDEST, WIDEST_NUMBER, NARROWEST, OF_ONE_TEXT = 230, 116, 168, 56, 76
SIGN, HALF_SIGN, BESIDE = 15.5, 9.0, 20
"""Pixels at 11 points: of a Chinese character, of a Latin one, and what a cell has beside its text."""
LOOKED_AT, SEVERAL = 200, 3
"""So many rows tell how wide a column need be, and more than so many that it holds one text only."""


class ImportLine:
    """One row; columns of the file answer to their letter."""

    def __init__(self, rows: "ImportRows", number: int) -> None:
        self.id = number
        self._rows = rows
        self.record = rows.table.records[number - 1]

    def __getattr__(self, name: str) -> object:
        if name == ROW:
            return f"{self.record.row} 隐藏" if self._rows.is_hidden(self.id) else str(self.record.row)
        if name == VERDICT:
            return self._rows.planned(self.id).verdict.value
        if name == WAY:
            return self._rows.draft.words(self._rows.key(self.id))
        if name == TAKE:
            return "导入" if self._rows.is_taken(self.id) else ""
        if name == READ:
            start = self._rows.handing.of(self._rows.table, self.record)
            base = base_of(self._rows.table, self.record, self._rows.today)
            return deadline_words(self.record.fields.get("deadline", ""), base, start)
        if name == FINISHED_AS:
            return finished_words(
                self.record.fields, self._rows.today, self._rows.handing.of(self._rows.table, self.record)
            )
        return self._rows.text(self.record, name)


class ImportRows:
    """Source of the grid's model; ids count the records from 1 in the order of the file."""

    def __init__(self, draft: Draft, table: int, today: date) -> None:
        self.draft, self.index, self.today = draft, table, today
        preview = draft.preview
        self.table: Table = preview.shown.tables[table]
        self.left_out = preview.edits[table].columns
        self.corrected = preview.edits[table].cells
        self._original: Table = preview.original.tables[table]
        hidden_rows, hidden_columns = preview.hidden(table)
        self.handing = preview.handing
        self._hidden_rows, self.hidden_columns = frozenset(hidden_rows), frozenset(hidden_columns)
        self._columns: dict[str, Column] = {column.letter: column for column in self.table.columns}
        self._faults: dict[str, list[str]] = defaultdict(list)
        self._faults_of_table = preview.reading.tables[table].faults
        for fault in self._faults_of_table:
            self._faults[cell_of(fault.place)].append(fault.message)
        self._rows_of_faults = rows_of_faults(self.table, self._faults_of_table)
        self._pictures: dict[tuple[int, str], list[Picture]] = defaultdict(list)
        for picture in preview.reading.pictures:
            if picture.table == table:
                self._pictures[picture.row, self._shown_in(picture)].append(picture)
        self._doubtful = {row for rows in self._rows_of_faults.values() for row in rows}

    @property
    def doubtful(self) -> list[int]:
        """Ids of the rows that have a doubtful cell and are not left out."""
        if not self._doubtful:
            return []
        return [number for number in self._all() if self._is_doubtful(number)]

    def _is_doubtful(self, number: int) -> bool:
        key = self.key(number)
        return key[1] in self._doubtful and not self.draft.is_left_out(key)

    def standing_faults(self) -> list[Fault]:
        """What is doubtful in the table, without the rows that a person has left out."""
        left_out = {row for row in self._doubtful if self.draft.is_left_out((self.index, row))}
        return standing_faults(self._faults_of_table, self._rows_of_faults, left_out)

    @property
    def identifying(self) -> str:
        """Letter of the column that tells the rows apart: number, 序号, else the problem itself."""
        by_field = {column.field: letter for letter, column in self._columns.items()}
        return next(
            (by_field[name] for name in ("number", "sequence", "description") if name in by_field), ""
        )

    def _shown_in(self, picture: "Picture") -> str:
        """The column a picture is shown in: its own, or that of the problem where it stands over none of the table."""
        if self.table.header_rows and picture.column in self._columns:
            return picture.column
        letters = [letter for letter, column in self._columns.items() if column.field == "description"]
        return next(iter([*letters, *self._columns]), "")

    def pictures(self, number: int, letter: str) -> list["Picture"]:
        """The pictures that come along with a row and are shown in this column."""
        return self._pictures.get((self.table.records[number - 1].row, letter), []) if self._pictures else []

    def counts(self) -> Mapping[str, int]:
        """How many rows each filter would show."""
        found = Counter(self.planned(number).verdict.value for number in self._all())
        found[DOUBTS] = len(self.doubtful)
        found[OPEN] = sum(self._fits(number, OPEN) for number in self._all())
        return found

    def _all(self) -> range:
        return range(1, len(self.table.records) + 1)

    def columns(self) -> Iterator[GridColumn]:
        """Tick, verdict, way, row number, then the columns of the file from left to right."""
        yield GridColumn(TAKE, "", 40, "text", "centre", sortable=False)
        yield GridColumn(VERDICT, "比对", 102, "chip")
        yield GridColumn(WAY, "处理", 88)
        yield GridColumn(ROW, "行", 50, "text", "centre")
        for column in self.table.columns:
            kind: Kind = "long" if column.field == "description" else "text"
            yield GridColumn(column.letter, self._title(column), self._width(column), kind)
            if column.field == "deadline" and column.letter not in self.left_out:
                yield GridColumn(READ, "时限读作", 150)
            if (
                column.field == FINISHED
                and self.table.kind == "petition"
                and column.letter not in self.left_out
            ):
                yield GridColumn(FINISHED_AS, "办结日期读作", 150)

    def _width(self, column: "Column") -> int:
        """As wide as its texts need: what is short, or the same in every row, leaves its room to the problem itself."""
        if column.field in LONG:
            return LONG_WIDTH
        texts = [self.text(one, column.letter) for one in self.table.records[:LOOKED_AT]]
        needed = BESIDE + max(map(_breadth, [self._title(column), *texts]))
        widest: float = WIDEST_NUMBER if column.field == "number" else WIDEST
        if len(texts) > SEVERAL and len(set(texts)) == 1:
            widest = max(OF_ONE_TEXT, BESIDE + _breadth(self._title(column)))
        return round(min(max(needed, NARROWEST), widest))

    def _title(self, column: "Column") -> str:
        name = FIELD_NAMES.get(column.field or "", column.header.replace("\n", ""))
        mark = "（不导入）" if column.letter in self.left_out else ""
        return f"{name}{'（隐藏）' if column.letter in self.hidden_columns else ''}{mark}"

    def ids(self, only: object, order: Order | None) -> Sequence[int]:
        """Rows with a verdict, with faults (`有疑点`), that wait for a word (`待选择`), or all for ''."""
        found = [number for number in self._all() if self._fits(number, only)]
        if order is None:
            return found
        return sorted(found, key=lambda n: self._order_key(n, order.key), reverse=order.descending)

    def _order_key(self, number: int, key: str) -> tuple[int, str]:
        if key == ROW:
            return self.table.records[number - 1].row, ""
        return 0, str(getattr(self.line(number), key))

    def rows(self, ids: Sequence[int]) -> list[ImportLine]:
        """The rows with these ids."""
        return [self.line(number) for number in ids]

    def line(self, number: int) -> ImportLine:
        """One row."""
        return ImportLine(self, number)

    def key(self, number: int) -> Line:
        """The row as the draft names it."""
        return self.index, self.table.records[number - 1].row

    def planned(self, number: int) -> Planned:
        """What the comparison says of a row."""
        return self.draft.planned(self.key(number))

    def is_taken(self, number: int) -> bool:
        """Whether something will be done with the row."""
        choice = self.draft.choice(self.key(number))
        return choice is not None and choice.way is not Way.SKIP

    def may_be_taken(self, number: int) -> bool:
        """Whether the tick of a row can be changed."""
        one = self.planned(number)
        return one.verdict not in {Verdict.SKIPPED, Verdict.WAITING} and (
            one.verdict is not Verdict.SAME or self.is_taken(number)
        )

    def toggle(self, number: int) -> bool:
        """Leave a row out, or take it in again; False when there is nothing to take."""
        if not self.may_be_taken(number):
            return False
        if self.is_taken(number):
            self.draft.choose([self.key(number)], Choice(Way.SKIP))
        else:
            self.draft.take_up(self.key(number))
        return True

    def is_hidden(self, number: int) -> bool:
        """Whether the row is hidden in the file."""
        return self.table.records[number - 1].row in self._hidden_rows

    def text(self, record: "RecordReading", letter: str) -> str:
        """What stands in a column of a row."""
        column = self._columns.get(letter)
        if column is None:
            raise AttributeError(letter)
        return record.fields.get(column.field, "") if column.field else record.extra.get(column.header, "")

    def read_as(self, number: int, letter: str) -> str | None:
        """What a corrected cell said when the file was read; None for a cell as it was."""
        spot = self.table.records[number - 1].row, letter
        return original_text(self._original, spot) if spot in self.corrected else None

    def is_cell(self, letter: str) -> bool:
        """Whether a column of the grid is a column of the file."""
        return letter in self._columns

    def faults(self, number: int, letter: str) -> list[str]:
        """What is wrong with a cell, one sentence each."""
        record, column = self.table.records[number - 1], self._columns.get(letter)
        if column is None or not self._faults:
            return []
        return self._faults.get(self.place(record, column), [])

    def place(self, record: "RecordReading", column: "Column") -> str:
        """The name of a cell as the faults have it."""
        return self.table.grid.cell_of(record, column)

    def row_of(self, cell: str) -> tuple[int, str]:
        """Id of the row and letter of the column that a cell's name stands for; 0 for whole columns."""
        for number, record in enumerate(self.table.records, start=1):
            for letter, column in self._columns.items():
                if self.place(record, column) == cell:
                    return number, letter
        return 0, ""

    def _fits(self, number: int, only: object) -> bool:
        if not only:
            return True
        if only == DOUBTS:
            return self._is_doubtful(number)
        if only == OPEN:
            return self.draft.is_undecided(self.key(number))
        return self.planned(number).verdict == only


def _breadth(text: str) -> float:
    """About how many pixels a text takes in one line."""
    return sum(HALF_SIGN if char < "\u2e80" else SIGN for char in text[:WIDEST_NUMBER])
