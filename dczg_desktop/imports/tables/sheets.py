"""From sheets to tables: titles, records with their cells, merged cells carried down, corrections of the mapping."""

from collections.abc import Mapping
from dataclasses import replace

from dczg_desktop.base.errors import UserError
from dczg_desktop.base.progress import Tick, no_tick, share
from dczg_desktop.domain.areas import healed
from dczg_desktop.domain.headings import folded_header, header_field
from dczg_desktop.domain.ordinals import counts_rows
from dczg_desktop.imports.header import Header, headers
from dczg_desktop.imports.merged import MergedDown
from dczg_desktop.imports.reading import (
    Column,
    Grid,
    LeftOut,
    RecordReading,
    Table,
    column_number,
    letters,
)
from dczg_desktop.imports.row_views import CarriedPlaces, RowFields, RowPlaces
from dczg_desktop.imports.tables.around.stated import stated_year
from dczg_desktop.imports.tables.around.titled_values import with_title_said
from dczg_desktop.imports.tables.around.titles import inside_records, title_of, title_start
from dczg_desktop.imports.tables.asked.faults import faults_of
from dczg_desktop.imports.tables.columns.leading import are_led, with_count_apart, with_leading_numbers
from dczg_desktop.imports.tables.columns.legends import with_signs_read
from dczg_desktop.imports.tables.columns.mapping import kind_of, kind_with_numbers
from dczg_desktop.imports.tables.columns.name_ticks import with_names_read
from dczg_desktop.imports.tables.columns.named_numbers import with_named_numbers
from dczg_desktop.imports.tables.columns.private import PRIVATE, petitioner_columns
from dczg_desktop.imports.tables.columns.tick_columns import with_ticks_read
from dczg_desktop.imports.tables.records.rows import body
from dczg_desktop.imports.tables.records.spread_petitions import petition_above, with_rows_joined
from dczg_desktop.imports.tables.settling import settled_rows
from dczg_desktop.imports.tables.values.old_calendar import with_days_counted
from dczg_desktop.imports.tables.values.rivals import ASKED

FIELDS = (
    "number", "sequence", "batch", "source", "description", "goal", "measures", "deadline", "responsible_unit",
    "responsible_leader", "responsible_person", "lead_unit", "supporting_unit", "supervising_unit", "accepting_unit",
    "lead_leader", "progress", "status", "category", "area", "accountability", "remark", "channel", "findings",
    "substantiated", "result", "completion", "completed_on", "staged_on", "handling",
)  # fmt: skip
"""The stable names of fields (docs/import-fields.md)."""

_LONG = 15
_SAMPLE = 500
_GO_ON = frozenset({"measures", "progress"})
"""A cell alone in such a column goes on with the record above, or lacks its problem, however short it is."""
_OPENING = frozenset({"number", "description", "sequence"})


def tables_of(grid: Grid, tick: Tick = no_tick) -> list[Table]:
    """All tables of one sheet from top to bottom; empty when there is none."""
    found = _starts(headers(grid))
    tables = []
    above = 0
    inside = inside_records(grid) if len(found) > 1 else set()
    for number, header in enumerate(found):
        end = found[number + 1].top if number + 1 < len(found) else len(grid.rows)
        title_end = title_start(grid, header, end, inside) if number + 1 < len(found) else end
        tick(above, len(grid.rows))
        tables.append(_table(grid, header, above, title_end, share(tick, above, title_end, len(grid.rows))))
        above = title_end
    return tables


def _starts(found: list[Header]) -> list[Header]:
    """The headers that begin a table: one that repeats the current table's labels does not."""
    starts: list[Header] = []
    for header in found:
        labels = [folded_header(label) for label in header.labels]
        if not starts or labels != [folded_header(label) for label in starts[-1].labels]:
            starts.append(header)
    return starts


def _table(grid: Grid, header: Header, above: int, end: int, tick: Tick) -> Table:
    below = grid.rows[header.bottom + 1 : end]
    widest = frozenset(
        column
        for column, label in enumerate(header.labels)
        if header_field(label)[0] in _GO_ON or any(_is_long(row, column, label) for row in below[:_SAMPLE])
    )
    merged = _carry_down(grid, header.bottom + 1, end)
    sorted_rows = body(grid, header, end, widest, merged)
    cells = [grid.rows[row] for row in sorted_rows.records]
    header, unread = _without_petitioners(grid, header, cells, end)
    header, ticked = with_ticks_read(grid, header, sorted_rows.records)
    header, named, asked = with_names_read(grid, header, sorted_rows.records, merged)
    settled = settled_rows(grid, header, sorted_rows, above, merged, petition=bool(unread))
    columns, rows, others = _asked(settled.columns, asked), settled.rows, settled.left_out
    cells = [grid.rows[row] for row in rows]
    title, forms = title_of(grid, above, header.top, {one.row - 1 for one in others})
    columns = with_title_said(grid, columns, rows, title)
    forms, others = (with_signs_read(grid, columns, rows, lines) for lines in (forms, others))
    fields = {column.field for column in columns if column.field}
    return filled(
        Table(
            sheet=grid.name,
            title=title,
            header_rows=tuple(range(header.top + 1, header.bottom + 2)),
            first_data_row=rows[0] + 1 if rows else header.bottom + 2,
            kind=kind_with_numbers(
                kind_of(header.labels, fields, cells, petition=bool(unread)), columns, cells
            ),
            mapping={},
            columns=columns,
            unmapped=(),
            records=(),
            faults=(),
            left_out=tuple(forms + unread + ticked + named + others),
            grid=grid,
        ),
        columns,
        rows,
        merged,
        tick,
    )


def _asked(columns: tuple[Column, ...], wanted: frozenset[str]) -> tuple[Column, ...]:
    """The columns, those with these letters no surer than what is asked about."""
    return tuple(
        replace(one, confidence=min(one.confidence, ASKED)) if one.letter in wanted else one
        for one in columns
    )


def _is_long(row: list[str], column: int, label: str) -> bool:
    """Whether a cell holds a text that may be a record alone; words in the column of numbers with nothing beside them are a line between or below the records."""
    return len(row[column]) >= _LONG and header_field(label)[0] not in {"number", "sequence"}


def filled(
    draft: Table, columns: tuple[Column, ...], rows: list[int], merged: MergedDown, tick: Tick = no_tick
) -> Table:
    """The table with its records (the grid's `rows`, from 0) and faults under the given columns."""
    if draft.kind == "petition":
        draft, rows = with_rows_joined(draft, columns, rows, merged)
    columns = with_count_apart(draft.grid, columns, rows, merged) if draft.kind == "problem" else columns
    _heal_areas(draft.grid, columns, rows)
    with_days_counted(draft.grid, columns, rows, merged)
    records = _records(draft.grid, rows, columns, merged, petition=draft.kind == "petition")
    fields = {column.field for column in columns}
    if are_led(draft.grid, columns, rows, merged):
        records = with_leading_numbers(records)
    header = next((column.header for column in columns if column.field == "description"), None)
    if header is not None and "number" not in fields:
        records = with_named_numbers(records, draft.kind, header)
    table = replace(
        draft,
        mapping={column.field: column.header for column in columns if column.field},
        columns=columns,
        unmapped=tuple(column.header for column in columns if not column.field),
        records=tuple(records),
        counts_rows=counts_rows(_sequences(draft.grid, columns, rows)),
    )
    table = replace(table, year=stated_year(table))
    return replace(table, faults=tuple(faults_of(table, records, tick)))


def _sequences(grid: Grid, columns: tuple[Column, ...], rows: list[int]) -> list[str]:
    places = [column_number(column.letter) for column in columns if column.field == "sequence"]
    return [grid.rows[row][place] for place in places for row in rows]


def _without_petitioners(
    grid: Grid, header: Header, cells: list[list[str]], end: int
) -> tuple[Header, list[LeftOut]]:
    """The header without the columns that name petitioners, whose cells are emptied, and what to say of them."""
    private = petitioner_columns(header.labels, cells)
    if not private:
        return header, []
    for row in grid.rows[header.top : end]:
        for column in private:
            row[column] = ""
    labels = tuple("" if number in private else label for number, label in enumerate(header.labels))
    told = [
        LeftOut(header.bottom + 1, f"{letters(column)} 列“{header.labels[column]}”", PRIVATE)
        for column in sorted(private)
    ]
    return replace(header, labels=labels), told


def _heal_areas(grid: Grid, columns: tuple[Column, ...], rows: list[int]) -> None:
    """嘉峪 关市 is 嘉峪关市: an area is what lists are filtered by."""
    for place in [column_number(column.letter) for column in columns if column.field == "area"]:
        is_whole = "".join([grid.rows[row][place] for row in rows]).isalnum()
        for row in () if is_whole else rows:
            text = grid.rows[row][place]
            if not text.isalnum():
                grid.rows[row][place] = healed(text)


def _carry_down(grid: Grid, first: int, end: int) -> MergedDown:
    """Write cells merged downwards into every row they cover; return which cells those are."""
    merged = MergedDown()
    rows = grid.rows
    for (top, bottom), (lefts, columns) in _merged_together(grid, first, end).items():
        covered = range(top + 1, min(bottom, end - 1) + 1)
        merged.cover(top, covered, columns)
        cells = rows[top]
        carried = [(left, text) for left in lefts if (text := cells[left])]
        for row in covered:
            below = rows[row]
            for left, text in carried:
                if not below[left]:
                    below[left] = text
    return merged


def _merged_together(grid: Grid, first: int, end: int) -> dict[tuple[int, int], tuple[list[int], list[int]]]:
    """First and last row of cells merged downwards → where they begin and which columns they cover: most often all of a problem."""
    width = len(grid.rows[0])
    together: dict[tuple[int, int], tuple[list[int], list[int]]] = {}
    rows = (-1, -1)
    for top, left, bottom, right in grid.merges:
        if bottom > top and first <= top < end and left < width:
            if rows != (top, bottom):
                rows = (top, bottom)
                lefts, columns = together.setdefault(rows, ([], []))
            lefts.append(left)
            columns += (left,) if left == right else range(left, min(right, width - 1) + 1)
    return together


def _records(
    grid: Grid, rows: list[int], columns: tuple[Column, ...], merged: MergedDown, *, petition: bool
) -> list[RecordReading]:
    """The records in these rows; texts and places are looked up in the sheet when somebody asks: tables are long."""
    letters_of = {column.field: column.letter for column in columns if column.field}
    places = {field: column_number(letter) for field, letter in letters_of.items()}
    others = [(column.header, column_number(column.letter)) for column in columns if not column.field]
    is_plain = not merged and not grid.places
    opening = {field: place for field, place in places.items() if field in _OPENING} if merged else {}
    found = petition_above if petition else _merged_from
    records = []
    for row in rows:
        cells = grid.rows[row]
        extra = {header: cells[place] for header, place in others} if others else {}
        named = RowPlaces(letters_of, row + 1) if is_plain else CarriedPlaces(grid.place, places, row, merged)
        above = found(cells, opening, covered) if opening and (covered := merged.of_row(row)) else None
        records.append(RecordReading(row + 1, RowFields(places, cells), named, extra, above))
    if grid.places:  # forms and documents, never long
        records = [one._replace(fields=dict(one.fields)) for one in records]
    return records


def _merged_from(cells: list[str], opening: dict[str, int], covered: Mapping[int, int]) -> int | None:
    """The row (from 1) that number or description were merged down from, the nearest; a problem text of its own makes it a row of its own."""
    description = opening.get("description")
    if description is not None and description not in covered and cells[description]:
        return None  # one number over several rows, each with a problem text of its own
    found = [covered[column] + 1 for column in opening.values() if column in covered]
    return max(found) if found else None


def remapped(table: Table, wishes: dict[str, str]) -> Table:
    """The table with fields given to other columns; an empty header takes the field away.

    Raises UserError for an unknown field or header.
    """
    by_header = {folded_header(column.header): column for column in table.columns}
    chosen: dict[str, str] = {}
    for field, header in wishes.items():
        column = by_header.get(folded_header(header))
        if field not in FIELDS:
            raise UserError(f"没有名为“{field}”的字段。可用的字段：{'、'.join(FIELDS)}。")
        if header and column is None:
            names = "、".join(one.header for one in table.columns)
            raise UserError(f"“{table.sheet}”的表中没有“{header}”这一列。请从表头中选择：{names}。")
        if column:
            chosen[column.letter] = field
    columns = tuple(_corrected(column, chosen, wishes) for column in table.columns)
    rows = [record.row - 1 for record in table.records]
    first = table.header_rows[-1] if table.header_rows else 0
    merged = _carry_down(table.grid, first, rows[-1] + 1) if rows else MergedDown()
    fields = {column.field for column in columns if column.field}
    cells = [table.grid.rows[row] for row in rows]
    was_petition = any(row.why == PRIVATE for row in table.left_out)
    kind = kind_of(tuple(column.header for column in columns), fields, cells, petition=was_petition)
    kind = kind_with_numbers(kind, columns, cells)
    return filled(replace(table, kind=kind), columns, rows, merged)


def without_columns(table: Table, left_out: frozenset[str]) -> Table:
    """The table without some columns (their letters): what stands in them is neither read nor doubted."""
    columns = tuple(column for column in table.columns if column.letter not in left_out)
    return remapped(replace(table, columns=columns), {})


def _corrected(column: Column, chosen: dict[str, str], wishes: dict[str, str]) -> Column:
    if column.letter in chosen:
        return replace(column, field=chosen[column.letter], confidence=1.0)
    return replace(column, field=None, confidence=0.0) if column.field in wishes else column
