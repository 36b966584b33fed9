"""Columns of who answers and through whom (责任单位及责任人 over 县住建局 王强): parted where most cells say both, and asked about."""

import re
from collections.abc import Sequence
from dataclasses import replace

from dczg_desktop.base.text import without_blanks
from dczg_desktop.domain.headings import folded_header
from dczg_desktop.domain.units import is_office
from dczg_desktop.imports.merged import MergedDown
from dczg_desktop.imports.reading import Column, Grid, column_number, letters
from dczg_desktop.imports.tables.values.rivals import ASKED
from dczg_desktop.imports.tables.values.unit_doubts import ANYBODY

BOTH = re.compile(r"(?:单位|部门|主体).{0,3}(?:责任|负责|承办|经办)人")
"""Headings of units with the persons who answer."""
_NAMED = {"responsible_unit": "责任单位", "lead_unit": "牵头单位"}
_NAMES = rf"(?P<names>{ANYBODY}(?:[、，,\s]+{ANYBODY})*)"
_FORMS = (
    re.compile(rf"(?P<unit>[^\s/／:：]{{2,30}}?)\s*[\s/／:：（(、，,]\s*{_NAMES}\s*[)）]?"),
    re.compile(rf"{_NAMES}\s*[\s/／（(]\s*(?P<unit>[^\s/／:：]{{2,30}}?)\s*[)）]?"),
)
_BETWEEN = re.compile(r"[；;]\s*|(?<=[)）])[、，,]\s*")
_LONGEST = 200


def with_persons_apart(
    grid: Grid, columns: tuple[Column, ...], rows: Sequence[int], merged: MergedDown
) -> tuple[Column, ...]:
    """The columns with two more for the units and the persons; the cells that say both stay as they are under their own heading."""
    if any(one.field == "responsible_person" for one in columns):
        return columns
    for number, column in enumerate(columns):
        if column.field not in _NAMED or not BOTH.search(folded_header(column.header)):
            continue
        place = column_number(column.letter)
        found = {row: parted for row in rows if (parted := _parted(grid.rows[row][place]))}
        if len(found) * 2 > sum(bool(grid.rows[row][place]) for row in rows):
            bare = replace(column, field=None, confidence=0.0)
            more = _apart(grid, column, found, rows, merged)
            return (*columns[:number], bare, *columns[number + 1 :], *more)
    return columns


def _apart(
    grid: Grid,
    column: Column,
    found: dict[int, list[tuple[str, str]]],
    rows: Sequence[int],
    merged: MergedDown,
) -> tuple[Column, Column]:
    """The new columns of units and persons; a cell that only names units has its units."""
    place, new = column_number(column.letter), len(grid.rows[0])
    for cells in grid.rows:
        cells.extend(["", ""])
    for row in rows:
        cells, where = grid.rows[row], grid.place(merged.top(row, place), place)
        pairs = found.get(row, [(cells[place], "")])
        cells[new] = "、".join(dict.fromkeys(unit for unit, _names in pairs))
        cells[new + 1] = "、".join(dict.fromkeys(filter(None, (names for _unit, names in pairs))))
        grid.places[row, new] = grid.places[row, new + 1] = where
    heading = without_blanks(column.header)
    return (
        Column(letters(new), f"{_NAMED[column.field or '']}（{heading}）", column.field, ASKED),
        Column(letters(new + 1), f"责任人（{heading}）", "responsible_person", ASKED),
    )


def _parted(text: str) -> list[tuple[str, str]]:
    """Units with their persons; empty unless every part of the text is one unit and names."""
    if not text or len(text) > _LONGEST:
        return []
    for parts in ([text], _BETWEEN.split(text), [one for line in text.split("\n") for one in _BETWEEN.split(line)]):  # fmt: skip
        pairs = [_pair(part.strip()) for part in parts if part.strip()]
        if pairs and all(pairs):
            return [pair for pair in pairs if pair]
    return []


def _pair(text: str) -> tuple[str, str] | None:
    for form in _FORMS:
        found = form.fullmatch(text)
        if found and is_office(found["unit"]):
            return found["unit"], re.sub(r"[，,\s]+", "、", found["names"])
    return None
