"""What a person mends in a table before it is taken in: cells, columns given another field, columns left out."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from operator import attrgetter

from dczg_desktop.base.text import clean
from dczg_desktop.imports.reading import Grid, ImportReading, Oddity, Table, column_number
from dczg_desktop.imports.tables.asked.faults import faults_of
from dczg_desktop.imports.tables.asked.group_days import OF_GROUP
from dczg_desktop.imports.tables.kept_pictures import with_pictures_sorted
from dczg_desktop.imports.tables.records.dittos import REPEATED
from dczg_desktop.imports.tables.sheets import remapped, without_columns
from dczg_desktop.imports.tables.told_lights import with_lights_read
from dczg_desktop.imports.tables.values.lights import LIGHTS

Spot = tuple[int, str]
"""Row number and column letter, as `RecordReading.row` and `Column.letter` have them."""


@dataclass(frozen=True, slots=True)
class TableEdits:
    """What was mended in one table; `fields` is {field: heading}, None while nobody assigned the columns by hand.

    Under `LIGHTS` it has the way in which the lights of the table are read.
    """

    cells: Mapping[Spot, str] = field(default_factory=dict)
    columns: frozenset[str] = frozenset()
    fields: Mapping[str, str] | None = None

    def with_cell(self, spot: Spot, text: str | None) -> "TableEdits":
        """The same with one cell corrected, or with None as it was read."""
        cells = {place: words for place, words in self.cells.items() if place != spot}
        return replace(self, cells=cells if text is None else cells | {spot: clean(text)})

    def with_column(self, letter: str, *, left_out: bool) -> "TableEdits":
        """The same with one column left out, or taken again."""
        return replace(self, columns=self.columns | {letter} if left_out else self.columns - {letter})


Edits = tuple[TableEdits, ...]
"""One entry a table."""


def corrected(table: Table, edits: TableEdits) -> Table:
    """The table with its corrected cells and assigned columns; records and faults are made anew.

    A correction of a cell merged downwards counts for all the rows it covers. Raises UserError as `remapped`.
    """
    mended = replace(table, grid=_mended(table, edits.cells)) if edits.cells else table
    if edits.cells or edits.fields is not None:
        wishes = dict(edits.fields or {})
        way = wishes.pop(LIGHTS, "")
        mended = remapped(mended, wishes)
        mended = with_lights_read(mended, way) if way else mended
    return _asked_still(table, mended, edits.cells)


def kept(table: Table, edits: TableEdits) -> Table:
    """The table without the columns left out."""
    if not edits.columns:
        return table
    left = without_columns(table, edits.columns)
    rows = [record.row for record in table.records]
    here = {_place(table, (row, column.letter)) for row in rows for column in left.columns}
    gone = [(row, letter) for row in rows for letter in edits.columns]
    return _asked_still(table, left, (spot for spot in gone if _place(table, spot) not in here))


def _asked_still(table: Table, mended: Table, settled: Iterable[Spot]) -> Table:
    """What a running text was asked about as it was parted stands after a correction elsewhere; a sheet is asked by rules alone."""
    if mended is table or not table.grid.places:
        return mended
    ruled = faults_of(table, list(table.records))
    places = {f"{table.sheet}!{_place(table, spot)}" for spot in settled}
    asked = [one for one in table.faults if one not in ruled and one.place not in places]
    taken_back = {one for one in ruled if one not in table.faults}
    return replace(mended, faults=(*(one for one in mended.faults if one not in taken_back), *asked))


def _place(table: Table, spot: Spot) -> str:
    return table.grid.place(spot[0] - 1, column_number(spot[1]))


def with_tables(reading: ImportReading, tables: list[Table]) -> ImportReading:
    """The same file with other tables."""
    return replace(reading, tables=tuple(tables))


def with_pictures_kept(reading: ImportReading, edits: Edits) -> ImportReading:
    """The mended file with the pictures that come along still: neither those in columns left out nor those of what is a petition now."""
    return with_pictures_sorted(reading, [one.columns for one in edits])


def _mended(table: Table, cells: Mapping[Spot, str]) -> Grid:
    """The sheet with these cells, from top to bottom: what repeats the cell above (同上) repeats it still."""
    grid = table.grid
    rows, odd, signs = list(grid.rows), dict(grid.odd), dict(grid.signs)
    for (number, letter), text in sorted(cells.items()):
        column = column_number(letter)
        signs.pop(column, None)
        own = covered(grid, number - 1, column)
        for row in own:
            odd.pop((row, column), None)
        repeating = list(_repeating(table, own[-1], column, odd))
        for row in (*own, *repeating):
            rows[row] = list(rows[row])
            rows[row][column] = text or (odd[row, column].value if row in repeating else "")
    return replace(grid, rows=rows, odd=odd, signs=signs)


def _repeating(table: Table, last: int, column: int, odd: Mapping[tuple[int, int], Oddity]) -> Iterator[int]:
    """The rows below `last` that were read as what stands there; one left empty under a merged cell says nothing."""
    for record in table.records[bisect_right(table.records, last + 1, key=attrgetter("row")) :]:
        row = record.row - 1
        if (oddity := odd.get((row, column))) is not None and oddity.kind in {REPEATED, OF_GROUP}:
            yield row
        elif record.merged_from is None or table.grid.rows[row][column]:
            return


def covered(grid: Grid, row: int, column: int) -> range:
    """The rows that one text stands for: measures below a problem were merged under it one after another."""
    spans = [
        (top, bottom)
        for top, left, bottom, right in grid.merges
        if top <= row <= bottom and left <= column <= right
    ]
    last = min(max((bottom for _top, bottom in spans), default=row), len(grid.rows) - 1)
    return range(min((top for top, _bottom in spans), default=row), last + 1)


def text_at(table: Table, spot: Spot) -> str:
    """What stands in a cell of the table's sheet."""
    number, letter = spot
    return table.grid.rows[number - 1][column_number(letter)]


def hidden_rows(table: Table) -> tuple[int, ...]:
    """Numbers of the records whose rows are hidden in the sheet."""
    return tuple(record.row for record in table.records if record.row - 1 in table.grid.hidden_rows)


def hidden_columns(table: Table) -> tuple[str, ...]:
    """Letters of the columns that are hidden in the sheet."""
    return tuple(
        column.letter for column in table.columns if column_number(column.letter) in table.grid.hidden_columns
    )
