"""Rows that go on with the row above although nothing is merged: half a sentence, the next measure; and titles of groups with numbers."""

import re
from bisect import bisect_right
from collections.abc import Container, Sequence
from functools import cached_property

from dczg_desktop.domain.plans import heading_of
from dczg_desktop.imports.merged import MergedDown
from dczg_desktop.imports.reading import Column, Grid, LeftOut, Oddity, column_number
from dczg_desktop.imports.tables.records.rows import TITLE_OR_NOTE, shown

_TEXTS = frozenset({"description", "goal", "measures", "progress", "findings", "result", "remark"})
_UNFINISHED = frozenset("，,、：:；;（(")
_GOES_ON = re.compile(r"[(（]?(?:[续接](?:上|前)?(?:[行表页条项栏]|一[行页条项])?)[)）]?")
_ENDED = re.compile(r"[。！？!?；;]$")
_LONGEST_TITLE = 30
_TITLE = re.compile(
    r"(?:第[一二三四五六七八九十]+(?:部分|类)|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[)）])[^，,。；;]*|[^，,。；;]*(?:方面|[（(]共?\d{1,4}[项个件条](?:问题)?[)）])"
)
"""How a title of a group is written: 二、大气环境, 大气环境方面, 县水利局（2项）."""
_STYLES = (
    re.compile(r"第?[一二三四五六七八九十百]+[、.．]?"),
    re.compile(r"[（(][一二三四五六七八九十百]+[)）][、.．]?"),
    re.compile(r"\d{1,3}[、.．]?"),
    re.compile(r"[（(]\d{1,3}[)）]"),
)
_OWN = ("deadline", "responsible_unit", "lead_unit")
FURTHER = "further measure"
"""The oddity of an empty cell of a problem whose row was read as a measure of the problem above."""
JOINED, GROUP = "接上一行，已并入", "分组标题"


class Continued:
    """The records of one table after such rows were seen for what they are."""

    def __init__(self, grid: Grid, columns: Sequence[Column], merged: MergedDown) -> None:
        self._grid, self._merged = grid, merged
        self._places = {column.field: column_number(column.letter) for column in columns if column.field}
        self._texts = {place for name, place in self._places.items() if name in _TEXTS}
        self._end = -1
        self.left_out: list[LeftOut] = []

    def settle(
        self, records: Sequence[int], others: Sequence[LeftOut], wide: Container[int]
    ) -> tuple[list[int], list[LeftOut]]:
        """The rows that are records (from 0), and the rows that are none; texts of joined rows go to the row they continue.

        `wide` are rows with many cells, of which one with a number of its own goes on with nothing: tables are long.
        """
        if "description" not in self._places:
            return list(records), list(others)
        loose = {one.row - 1: one for one in others if one.why == TITLE_OR_NOTE}
        number, rows = self._places.get("number"), self._grid.rows
        kept: list[int] = []
        for row in sorted({*records, *loose}):
            if (
                number is not None
                and rows[row][number]
                and (row in wide or len(rows[row]) - rows[row].count("") > 2)
            ):
                self._keep(row, kept)
            else:
                self._settle_one(row, kept, records, loose)
        rest = [one for one in others if one.why != TITLE_OR_NOTE or one.row - 1 in loose]
        return kept, sorted([*rest, *self.left_out], key=lambda one: one.row)

    def _settle_one(
        self, row: int, kept: list[int], records: Sequence[int], loose: dict[int, LeftOut]
    ) -> None:
        """Put one row among those that are records, or not."""
        before = kept[-1] if kept and self._end == row - 1 else None
        if before is not None and self._is_next_measure(before, row):
            loose.pop(row, None)
            self._keep(self._under(before, row), kept)
        elif before is not None and self._is_further_measure(before, row):
            self._keep(self._under(before, row), kept)
            self._grid.odd[row, self._places["description"]] = Oddity(FURTHER, "")
        elif before is not None and (self._goes_on(before, row) or self._says_so(before, row)):
            loose.pop(row, None)
            self._join(before, row)
        elif row in loose:
            return
        elif self._is_group(row, records):
            self.left_out.append(LeftOut(row + 1, shown(self._grid.rows[row]), GROUP))
        else:
            self._keep(row, kept)

    def _keep(self, row: int, kept: list[int]) -> None:
        kept.append(row)
        self._end = row

    def _cell(self, row: int, name: str) -> str:
        place = self._places.get(name)
        return "" if place is None else self._grid.rows[row][place]

    def _is_group(self, row: int, records: Sequence[int]) -> bool:
        """A number of a higher rank and a short title, nothing else: 大气污染防治方面 above 1., 2. …; or such a title alone
        above a row with a number.
        """
        name = "sequence" if self._cell(row, "sequence") else "number"
        name = name if name in self._places else "sequence"
        if name not in self._places:
            return False
        cells = self._grid.rows[row]
        place = bisect_right(records, row)
        following = records[place] if place < len(records) else None
        title = self._cell(row, "description")
        filled = {column for column, cell in enumerate(cells) if cell}
        if following is None:
            return False
        if filled == {self._places["description"]}:
            return self._is_title(title, following)
        if filled != {self._places[name], self._places["description"]}:
            return False
        own, next_one = _rank(self._cell(row, name)), _rank(self._cell(following, name))
        others = sum(bool(cell) for cell in self._grid.rows[following])
        return (
            0 < own < next_one
            and others > len(filled)
            and len(title) <= _LONGEST_TITLE
            and not _ENDED.search(title)
        )

    def _is_title(self, title: str, following: int) -> bool:
        """Whether a text alone in its row is the title of a group: the row below has a number, more cells and no such title."""
        cells, numbers = (
            self._grid.rows[following],
            (self._cell(following, one) for one in ("number", "sequence")),
        )
        is_title = len(title) <= _LONGEST_TITLE and _TITLE.fullmatch(title)
        is_record = any(numbers) and sum(map(bool, cells)) > 2
        return bool(is_title) and is_record and not _TITLE.fullmatch(self._cell(following, "description"))

    def _goes_on(self, before: int, row: int) -> bool:
        """Nothing but texts, each under a text, one of which, the problem's where it has one, stops in the middle of a sentence."""
        cells, above = self._grid.rows[row], self._grid.rows[before]
        problem = self._places["description"]
        texts = self._texts
        cut = self._cut(before, row)
        if not cut and not any(above[column][-1:] in _UNFINISHED for column in texts if above[column]):
            return False
        filled = [column for column, cell in enumerate(cells) if cell]
        if not all(column in texts and above[column] for column in filled):
            return False
        stopped = [column for column in filled if above[column][-1] in _UNFINISHED or column in cut]
        is_open = problem in stopped if cells[problem] else bool(stopped)
        own = [column for column in filled if column not in self._merged.of_row(row)]
        is_text = not heading_of(cells[problem])
        return is_open and own == filled and is_text and row not in self._across

    def _cut(self, before: int, row: int) -> frozenset[int]:
        """The columns in which a page ends in the middle of a long sentence of a petition, whose rest has no number of its own."""
        names = ("number", "sequence")
        is_counted = any(self._cell(before, one) for one in names)
        if "findings" not in self._places or not is_counted or any(self._cell(row, one) for one in names):
            return frozenset()
        cells, above = self._grid.rows[row], self._grid.rows[before]
        return frozenset(
            column
            for column in self._texts
            if len(above[column]) >= _LONGEST_TITLE
            and above[column][-1].isalnum()
            and cells[column]
            and not heading_of(cells[column])
        )

    def _says_so(self, before: int, row: int) -> bool:
        """Whether a row without a number says in a cell that it goes on with the one above (续上), and has no other unit or time than that."""
        if "number" not in self._places and "sequence" not in self._places:
            return False  # 续 may be a remark on a problem of its own
        is_counted = self._cell(row, "number") or self._cell(row, "sequence")
        if is_counted or not any(map(_GOES_ON.fullmatch, self._grid.rows[row])):
            return False
        pairs = [(self._cell(before, name), self._cell(row, name)) for name in _OWN]
        return all(not above or not own or above == own for above, own in pairs)

    @cached_property
    def _across(self) -> frozenset[int]:
        """The rows in which a cell is merged over several columns, as titles of groups are."""
        height = len(self._grid.rows)
        return frozenset(
            row
            for top, left, bottom, right in self._grid.merges
            if left < right
            for row in range(top, min(bottom, height - 1) + 1)
        )

    def _join(self, before: int, row: int) -> None:
        """Put the texts behind those they continue; the row stays in sight as joined."""
        self._end = row
        cells = self._grid.rows[row]
        self.left_out.append(LeftOut(row + 1, shown(cells), JOINED))
        above = self._grid.rows[before]
        for column, text in enumerate(cells):
            if text and not _GOES_ON.fullmatch(text):
                sign = "" if column in self._texts or not above[column] else "；"
                above[column] += sign + text

    def _is_next_measure(self, before: int, row: int) -> bool:
        """The measure numbered next after the last one above, without a problem of its own."""
        if self._cell(row, "number") or self._cell(row, "description"):
            return False
        last, own = heading_of(self._cell(before, "measures")), heading_of(self._cell(row, "measures"))
        return bool(last and own) and own.level == last.level and own.ordinal == last.ordinal + 1  # type: ignore[union-attr]

    def _is_further_measure(self, before: int, row: int) -> bool:
        """A measure with a unit and a time of its own and nothing that begins a problem, where measures are not numbered."""
        if any(self._cell(row, name) for name in ("number", "sequence", "description")):
            return False
        above = self._cell(before, "measures")
        is_counted = self._cell(before, "number") or self._cell(before, "sequence")
        is_whole = self._cell(row, "deadline") and (
            self._cell(row, "responsible_unit") or self._cell(row, "lead_unit")
        )
        return bool(is_counted and is_whole and above and self._cell(row, "measures")) and not heading_of(
            above
        )

    def _under(self, before: int, row: int) -> int:
        """Write number and problem down as if they were merged over this row; returns it."""
        for name in ("number", "sequence", "description"):
            if (place := self._places.get(name)) is not None:
                top = self._merged.top(before, place)
                self._merged.cover(top, (row,), (place,))
                self._grid.merges.append((top, place, row, place))
                self._grid.rows[row][place] = self._grid.rows[before][place]
        return row


def _rank(number: str) -> int:
    """How high a numbering stands: 一、 above （一） above 1. above （1）; 0 for anything else."""
    return next((rank for rank, style in enumerate(_STYLES, start=1) if style.fullmatch(number.strip())), 0)
