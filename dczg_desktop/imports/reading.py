"""What was read from somebody else's file: tables, columns, records and faults as plain values with their places."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from dczg_desktop.base.errors import Fault
from dczg_desktop.imports.row_views import CarriedPlaces
from dczg_desktop.imports.signs import EVERY, Sign


def letters(column: int) -> str:
    """Column 0 is A, 26 is AA."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def column_number(name: str) -> int:
    """A is 0, AA is 26."""
    number = 0
    for char in name:
        number = number * 26 + ord(char) - 64
    return number - 1


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its letter, the header as it stands, the field it was taken for and how sure that is (0 to 1)."""

    letter: str
    header: str
    field: str | None
    confidence: float


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that is no record: its number, its text and the Chinese word for what it is.

    `place` is where it stands when that is not a row of the table (`第3段`, `脚注1`).
    """

    row: int
    text: str
    why: str
    place: str = ""


class RecordReading(NamedTuple):
    """One record; `cells` names the cell of every field, `extra` holds the columns that are no field of ours.

    `merged_from` is the first row of the merged cell that the number or the description came from, when not its own.
    """

    row: int
    fields: Mapping[str, str]
    cells: Mapping[str, str]
    extra: dict[str, str]
    merged_from: int | None = None


CROSSED_OUT = "crossed"
"""The oddity of a cell in which some words are crossed out; its value are these words."""


@dataclass(frozen=True, slots=True)
class Oddity:
    """A cell that shows something else than a plain text; `kind` is error, formula, picture, digits or `CROSSED_OUT`."""

    kind: str
    value: str


class Aside(NamedTuple):
    """What is said beside the cells: in a comment, a text box, a box to tick; row and column from 0, -1 for nowhere."""

    row: int
    column: int
    kind: str
    text: str


Span = tuple[int, int, int, int]
"""A merged range: first row, first column, last row, last column, all from 0."""


@dataclass(slots=True)
class Grid:
    """One sheet as texts, rows of equal length; hidden rows and columns are counted from 0 and kept.

    `places` names the cell of a text where it is not simply column letter and row number (upright forms, documents).
    `colours` are the rows with a strong ground, by their first cell; `asides` are no part of any row;
    `struck` are cells whose words are crossed out, `links` where cells lead outside the file; `signs` those in each column that was looked through; `is_1904`: its days count from that year.
    """

    name: str
    rows: list[list[str]]
    merges: list[Span] = field(default_factory=list)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    odd: dict[tuple[int, int], Oddity] = field(default_factory=dict)
    places: dict[tuple[int, int], str] = field(default_factory=dict)
    colours: dict[tuple[int, int], str] = field(default_factory=dict)
    asides: list[Aside] = field(default_factory=list)
    struck: set[tuple[int, int]] = field(default_factory=set)
    signs: dict[int, Sign] = field(default_factory=dict)
    links: dict[tuple[int, int], str] = field(default_factory=dict)
    is_1904: bool = False

    def cell_of(self, record: RecordReading, column: "Column") -> str:
        """The cell that the text of a record in a column stands in: of one merged down the first, of a field where it was taken from."""
        if column.field and (place := record.cells.get(column.field)):
            return place
        number = column_number(column.letter)
        if isinstance(record.cells, CarriedPlaces):
            return record.cells.of_column(number)
        return self.place(record.row - 1, number)

    def may_hold(self, sign: Sign, column: int) -> bool:
        """Whether a cell of a column may hold a sign: unless it was looked through and has none."""
        return sign in self.signs.get(column, EVERY)

    def place(self, row: int, column: int) -> str:
        """The name of a cell as the spreadsheet program shows it."""
        return self.places.get((row, column)) or f"{letters(column)}{row + 1}"


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a sheet; rows are numbered from 1 as the spreadsheet program shows them, `grid` is where it stands.

    `counts_rows`: its 序号 only count them; `year`: the day its months without a year are read from (6月底前), None when unsaid.
    """

    sheet: str
    title: str
    header_rows: tuple[int, ...]
    first_data_row: int
    kind: str
    mapping: dict[str, str]
    columns: tuple[Column, ...]
    unmapped: tuple[str, ...]
    records: tuple[RecordReading, ...]
    faults: tuple[Fault, ...]
    left_out: tuple[LeftOut, ...]
    grid: Grid = field(repr=False, compare=False)
    counts_rows: bool = False
    year: date | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in a sheet: the row (from 1) and column letter it is tied to, its name in the file, its bytes and SHA-256.

    `table` is which table of the file holds that row, counted from 0.
    `place` is where it stands as the program that made the file names it; `heading` is what is written over or beside it.
    """

    sheet: str
    row: int
    column: str
    name: str
    data: bytes = field(repr=False)
    sha256: str
    place: str = ""
    heading: str = ""
    table: int = 0

    @property
    def line(self) -> tuple[int, int]:
        """Table and row of the record it belongs to."""
        return self.table, self.row

    @property
    def where(self) -> str:
        """Sheet and cell (`台账!C2`), table and cell of a document (`表1!第2行第3列`)."""
        return f"{self.sheet}!{self.place}"


@dataclass(frozen=True, slots=True)
class ImportReading:
    """Everything read from one file; `encoding` only for text files, `notes` are Chinese sentences about the whole.

    `found_pictures` stand in rows of records, `pictures` are those that come along; `picture_notes` are the notes about both.
    """

    file_name: str
    container: str
    encoding: str | None
    tables: tuple[Table, ...]
    notes: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()
    found_pictures: tuple[Picture, ...] = ()
    picture_notes: tuple[str, ...] = ()

    def pictures_by_row(self) -> dict[tuple[int, int], tuple[str, ...]]:
        """SHA-256 of the pictures in every (table, row) that has some."""
        found: dict[tuple[int, int], tuple[str, ...]] = {}
        for picture in self.pictures:
            found[picture.line] = (*found.get(picture.line, ()), picture.sha256)
        return found


@dataclass(slots=True)
class Sheets:
    """The sheets of one file with what there is to say about the file itself; `untaken` are places of pictures by reason.

    `words` are those of a web page, read where its tables are none of ours.
    """

    container: str
    grids: list[Grid]
    encoding: str | None = None
    notes: list[str] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    untaken: dict[str, list[str]] = field(default_factory=dict)
    words: str = ""
    outside: list[tuple[int, str]] = field(default_factory=list)
