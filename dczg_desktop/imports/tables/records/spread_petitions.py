"""A petition over several rows: those below its first that are evidently of it although nothing is merged, and what of them is asked about."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from dczg_desktop.base.errors import Fault
from dczg_desktop.domain.numbering import is_petition_number
from dczg_desktop.imports.merged import MergedDown
from dczg_desktop.imports.reading import Column, Oddity, RecordReading, Table, column_number
from dczg_desktop.imports.tables.records.continued import GROUP
from dczg_desktop.imports.tables.records.rows import TITLE_OR_NOTE

OF_PETITION = "petition above"
"""The oddity of a cell in a row without a merge that was read as one more row of the petition above it."""
_OPENING = ("number", "sequence", "description")
_ONE_WORD = {"substantiated": "是否属实", "completion": "是否办结", "completed_on": "办结日期", "batch": "批次", "source": "来源"}  # fmt: skip
"""Of these a petition has one, whatever its rows say."""
_DIFFER = "第 {} 行是同一件信访件，“{}”各行写的不同（{}），请写明这一件是哪一种，各行改成一样。"
_MANY = "“{}”里有 {} 件信访件各占几行（如第 {} 行），各合为一件：各行写的单位、核查、处理等合在一起，各行内容不同的逐点登记。不是同一件的，请在原表里分开编号。"


def with_rows_joined(
    draft: Table, columns: Sequence[Column], rows: Sequence[int], merged: MergedDown
) -> tuple[Table, list[int]]:
    """The table and its rows (from 0), those that go on with the petition right above them as if its number were merged over them.

    A row without number, 序号 and content does, one that repeats number and content, and one that repeats the number while its
    序号 is left empty or repeated too.
    """
    spread = _Spread(draft, columns, rows, merged)
    found = spread.found()
    if not found:
        return draft, list(rows)
    grid = replace(
        draft.grid, rows=list(draft.grid.rows), merges=list(draft.grid.merges), odd=dict(draft.grid.odd)
    )
    for row, places in found.items():
        grid.rows[row] = list(grid.rows[row])
        for place in places:
            top = merged.top(row - 1, place)
            merged.cover(top, (row,), (place,))
            grid.merges.append((top, place, row, place))
            grid.rows[row][place] = grid.rows[row - 1][place]
        grid.odd[row, places[0]] = Oddity(OF_PETITION, "")
    left_out = tuple(one for one in draft.left_out if one.row - 1 not in found)
    return replace(draft, grid=grid, left_out=left_out), sorted({*rows, *found})


class _Spread:
    """The rows of one table as they are looked at from top to bottom."""

    def __init__(
        self, draft: Table, columns: Sequence[Column], rows: Sequence[int], merged: MergedDown
    ) -> None:
        grid, left_out = draft.grid, draft.left_out
        self._rows, self._records, self._known, self._merged = grid.rows, rows, frozenset(rows), merged
        self._loose = [one.row - 1 for one in left_out if one.why in {TITLE_OR_NOTE, GROUP}]
        fields = {column.field: column_number(column.letter) for column in columns if column.field}
        self._places = {name: fields[name] for name in _OPENING if name in fields}
        self._opening = list(self._places.values())
        self._contents = {place for name, place in fields.items() if name != "batch"} - set(self._opening)
        self._across = {top for top, left, bottom, right in grid.merges if right > left}

    def found(self) -> dict[int, list[int]]:
        """Row → the columns in which it shows what stands above."""
        if "number" not in self._places or not self._may_be_any():
            return {}
        taken, found = set(self._known), dict[int, list[int]]()
        for row in sorted({*self._records, *self._loose}):
            if row - 1 in taken and (places := self._continues(row)):
                found[row] = places
                taken.add(row)
        return found

    def _may_be_any(self) -> bool:
        """A quick look: most tables have a number in every row, and each another."""
        number = self._places["number"]
        numbers = [self._rows[row][number] for row in self._records]
        return "" in numbers or len(set(numbers)) < len(numbers) or bool(self._loose)

    def _continues(self, row: int) -> list[int]:
        above, cells = self._rows[row - 1], self._rows[row]
        covered = self._merged.of_row(row)
        if any(place in covered and cells[place] for place in self._opening):
            return []
        if row not in self._known:
            filled = [place for place, cell in enumerate(cells) if cell]
            is_content = len(filled) == 1 and filled[0] in self._contents and row not in self._across
            return self._opening if is_content and filled[0] != min(self._opening) else []
        if not any(cells[place] for place in self._opening):
            return self._opening if any(above[place] for place in self._opening) else []
        return self._of_same_number(above, cells)

    def _of_same_number(self, above: list[str], cells: list[str]) -> list[int]:
        """The columns of a row that repeats the number above it; none where it may be another petition, or the same row twice."""
        number, sequence = self._places["number"], self._places.get("sequence")
        if not is_petition_number(cells[number]) or cells[number] != above[number] or cells == above:
            return []
        if sequence is not None and cells[sequence] not in {"", above[sequence]}:
            return []
        content = self._places.get("description")
        told = "" if content is None else cells[content]
        if content is not None and told and told == above[content]:
            return self._opening
        if sequence is None or not above[sequence]:
            return []
        return [place for place in self._opening if place != content or not told]


def petition_above(
    cells: Sequence[str], opening: Mapping[str, int], covered: Mapping[int, int]
) -> int | None:
    """The row (from 1) of the petition that a row is one more of: its number was merged down, or where it has none 序号 or content.

    One that has a number of its own is another petition, whatever else they share; one number is one petition, whatever its rows tell.
    """
    for name in _OPENING:
        place = opening.get(name)
        if place is not None and cells[place]:
            return covered[place] + 1 if place in covered else None
    return None


def petitions_over_rows(table: Table, records: Sequence[RecordReading]) -> list[list[RecordReading]]:
    """The petitions of a table that go over several rows, each with its rows."""
    if table.kind != "petition" or all(one.merged_from is None for one in records):
        return []
    groups: dict[int, list[RecordReading]] = {}
    for one in records:
        groups.setdefault(one.merged_from or one.row, []).append(one)
    return [rows for rows in groups.values() if len(rows) > 1]


def loose_rows(table: Table, records: Sequence[RecordReading]) -> dict[int, RecordReading]:
    """The rows of a list that counts its petitions which have content but neither 序号 nor number, with the petition right above:
    they may be of it, or petitions whose numbers are lacking.
    """
    if table.kind != "petition" or not {"number", "sequence", "description"} <= table.mapping.keys():
        return {}
    found: dict[int, RecordReading] = {}
    above, last = None, 0
    for one in records:
        value = one.fields
        is_named = value["number"] or value["sequence"] or one.merged_from is not None
        if above is not None and value["description"] and not is_named and one.row == last + 1:
            found[one.row] = above
        else:
            above = one if value["number"] and value["sequence"] else None
        last = one.row
    return found


def said_differently(table: Table, records: Sequence[RecordReading]) -> Iterator[Fault]:
    """What the rows of one petition say differently although it has one of it."""
    for rows in petitions_over_rows(table, records):
        for name, words in _ONE_WORD.items():
            texts = list(dict.fromkeys(text for one in rows if (text := one.fields.get(name, ""))))
            if len(texts) > 1:
                place = f"{table.sheet}!{rows[0].cells[name]}"
                message = _DIFFER.format(_numbers(rows), words, "；".join(texts))
                yield Fault(place, texts[0], message)


def spread_note(table: Table) -> str:
    """What to say of petitions that were put together, '' where there are none."""
    found = petitions_over_rows(table, table.records)
    return _MANY.format(table.sheet, len(found), _numbers(found[0])) if found else ""


def _numbers(rows: Sequence[RecordReading]) -> str:
    return f"{rows[0].row}–{rows[-1].row}"
