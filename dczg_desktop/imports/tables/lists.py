"""问题清单、责任清单、措施清单 as tables of their own: what the others say of a number belongs to the problem of that number."""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace

from dczg_desktop.base.text import folded
from dczg_desktop.domain.spelling import one_writing
from dczg_desktop.imports.reading import Column, RecordReading, Table, column_number, letters
from dczg_desktop.imports.tables.asked.problemless import of_others
from dczg_desktop.imports.tables.records.wholes import together
from dczg_desktop.imports.tables.sheets import remapped
from dczg_desktop.imports.tables.values.rivals import ASKED

_SAME = frozenset({"number", "sequence", "description", "source", "batch"})
"""What every one of the lists may say again."""
_MAY_JOIN = frozenset({"problem", "duty", "measure"})
_OF_MEASURES = ("responsible_unit", "lead_unit", "responsible_person", "deadline")
"""What a list of measures says of each measure, be it otherwise than of the problem."""
_TOLD = {
    "responsible_unit": "责任单位",
    "lead_unit": "牵头单位",
    "responsible_person": "责任人",
    "deadline": "时限",
}
_COUNTS = re.compile(r"[\d一二三四五六七八九十百]{1,4}[.．、]?")
_IS_LIST = "清单"
_JOINED = "“{other}”的 {count} 条按编号并入了“{base}”里编号相同的问题，请核对。"
_NOT_JOINED = "“{other}”没有写问题，只供查看，没有读入：编号与“{base}”里的问题对不上，或与它写得不一样。要读入的，请把两张表合成一张。"


@dataclass(frozen=True, slots=True)
class _List:
    """A table by the numbers of its rows; `counts` when they only count."""

    table: Table
    rows: dict[str, list[RecordReading]]

    @property
    def counts(self) -> bool:
        return all(map(_COUNTS.fullmatch, self.rows))

    @property
    def tells_problems(self) -> bool:
        """Whether every number has one problem with its text."""
        return (
            self.table.kind == "problem"
            and "description" in self.table.mapping
            and all(sum(one.merged_from is None for one in rows) == 1 for rows in self.rows.values())
        )

    @property
    def is_named(self) -> bool:
        return _IS_LIST in self.table.sheet + self.table.title


def with_lists_joined(tables: Sequence[Table], apart: Container[str] = ()) -> tuple[list[Table], list[str]]:
    """The tables of a file, those of problems with what lists of the same numbers say of them; and what to say of it.

    Those called as one of `apart` were read in another way. A list that was joined stays for looking at. Numbers that only count (1, 2, 3) are trusted where both tables are called
    清单 and count alike, and a person is asked.
    """
    found = list(tables)
    notes: list[str] = []
    lists = (
        {
            place: one
            for place, one in enumerate(map(_by_numbers, tables))
            if one and one.table.sheet not in apart
        }
        if _may_be_several(tables)
        else {}
    )
    bases = {place for place, one in lists.items() if one.tells_problems}
    for place in sorted(lists, reverse=True) if bases else ():
        other = lists[place]
        fitting = sorted(one for one in bases if one != place and _fits(lists[one], other))
        new = [(one, columns) for one in fitting if (columns := _new_columns(lists[one], other))]
        name = other.table.sheet
        if new and (len(new) == 1 or not other.counts):
            base, columns = new[0]
            found[base] = _joined(lists[base], _with_whose(lists[base], other), columns)
            lists[base] = _by_numbers(found[base]) or lists[base]
            kind = "measure" if "measures" in other.table.mapping else "duty"
            found[place] = replace(other.table, kind=kind, faults=of_others(other.table))
            bases.discard(place)
            notes.append(_JOINED.format(other=name, base=found[base].sheet, count=len(other.table.records)))
        elif other.table.kind != "problem":
            notes.append(_NOT_JOINED.format(other=name, base=found[min(bases)].sheet))
    return found, notes[::-1]


def _may_be_several(tables: Sequence[Table]) -> bool:
    """Whether there are lists with other columns than the first one has: most files have none."""
    lists = [table for table in tables if table.kind in _MAY_JOIN and "number" in table.mapping]
    return len({tuple(column.header for column in table.columns) for table in lists}) > 1


def _by_numbers(table: Table) -> _List | None:
    """The rows by their numbers; None where it is no list of problems, duties or measures, or a row has no number."""
    if table.kind not in _MAY_JOIN or "number" not in table.mapping or not table.records:
        return None
    rows: dict[str, list[RecordReading]] = {}
    for one in table.records:
        number = one.fields.get("number", "")
        rows.setdefault(one_writing(number), []).append(one)
    return None if "" in rows else _List(table, rows)


def _fits(base: _List, other: _List) -> bool:
    """Whether all numbers of a list are those of the problems, and the problems it names are theirs."""
    if not other.rows.keys() <= base.rows.keys():
        return False
    if other.counts and not (
        base.is_named and other.is_named and list(base.rows) == list(other.rows) and "description" not in other.table.mapping
    ):  # fmt: skip
        return False
    return all(
        not (text := one.fields.get("description", ""))
        or folded(text) == folded(base.rows[number][0].fields["description"])
        for number, rows in other.rows.items()
        for one in rows
    )


def _new_columns(base: _List, other: _List) -> list[Column]:
    """The columns that the problems lack; none where a column they have says otherwise (the same table of another month)."""
    headings = {column.header: column for column in base.table.columns}
    new: list[Column] = []
    for column in other.table.columns:
        if column.field in _SAME:
            continue
        own = base.table.mapping.get(column.field) if column.field else column.header
        if own not in headings or own is None:
            new.append(column)
        elif not (_lists_measures(base, other) and column.field in _OF_MEASURES) and any(
            _text(base.rows[number], headings[own]) != _text(records, column)
            for number, records in other.rows.items()
        ):
            return []
    return new


def _lists_measures(base: _List, other: _List) -> bool:
    """Whether a list has the measures of problems that have none of their own."""
    mapping = other.table.mapping
    return "measures" in mapping and "description" not in mapping and "measures" not in base.table.mapping


def _with_whose(base: _List, other: _List) -> _List:
    """The list with unit, person and deadline of every measure in a bracket behind it, as the problem has its own or several measures."""
    are_several = any(len(records) > 1 for records in other.rows.values())
    columns = [
        one
        for one in other.table.columns
        if one.field in _OF_MEASURES and (are_several or one.field in base.table.mapping)
    ]
    if not columns or not _lists_measures(base, other):
        return other
    rows = {
        number: [
            one._replace(fields=dict(one.fields) | {"measures": _measure(one, columns)}) for one in records
        ]
        for number, records in other.rows.items()
    }
    return replace(other, rows=rows)


def _measure(record: RecordReading, columns: Sequence[Column]) -> str:
    measure = record.fields["measures"]
    said = [
        f"{_TOLD[one.field]}：{text}" for one in columns if one.field and (text := record.fields[one.field])
    ]
    if not measure or not said:
        return measure
    bare = measure.rstrip("。；; ")
    return f"{bare}（{'；'.join(said)}）{'。' if bare != measure else ''}"


def _text(records: Sequence[RecordReading], column: Column) -> str:
    """What the rows of one number say in a column."""
    return together("", _texts(records, column), "\n" if column.field in {None, "measures"} else "；")


def _texts(records: Sequence[RecordReading], column: Column) -> Iterator[str]:
    for one in records:
        yield (one.fields if column.field else one.extra).get(column.field or column.header, "")


def _joined(base: _List, other: _List, new: Sequence[Column]) -> Table:
    """The problems with these columns of a list, every cell named as the list has it."""
    grid, first = base.table.grid, len(base.table.grid.rows[0])
    for cells in grid.rows:
        cells.extend([""] * len(new))
    taken = {column.header for column in base.table.columns}
    several = any(len(records) > 1 for records in other.rows.values())
    made: list[Column] = []
    for place, column in enumerate(new, start=first):
        header = column.header if column.header not in taken else f"{column.header}（{other.table.sheet}）"
        sure = (
            min(column.confidence, ASKED) if column.field and (several or other.counts) else column.confidence
        )
        made.append(Column(letters(place), header, column.field, sure))
        for number, records in other.rows.items():
            row = base.rows[number][0].row - 1
            grid.rows[row][place] = _text(records, column)
            from_row, from_column = records[0].row - 1, column_number(column.letter)
            grid.places[row, place] = (
                f"{other.table.grid.place(from_row, from_column)}（{other.table.sheet}）"
            )
            if oddity := other.table.grid.odd.get((from_row, from_column)):
                grid.odd[row, place] = oddity
    return remapped(replace(base.table, columns=(*base.table.columns, *made)), {})
