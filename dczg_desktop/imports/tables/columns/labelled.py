"""Columns whose cells hold several things under labels (整改目标：…；责任单位：…；时限：…): each is read as a field of its own."""

import re
from collections.abc import Sequence
from dataclasses import replace

from dczg_desktop.domain.headings import header_field
from dczg_desktop.imports.reading import Column, Grid, column_number, letters
from dczg_desktop.imports.tables.columns.in_turn import is_in_turn, pieces_in_turn

_LABEL = re.compile(
    r"(?:^|(?<=[；;。，,\s）)]))(?:[（(]?[\d一二三四五六]{1,2}[)）.．、]\s*)?([\u4e00-\u9fff]{2,8})[:：]\s*"
)
_MAY_HOLD = frozenset({None, "measures", "goal"})
_WITH_RESULTS = re.compile(r"(?:措施|举措|做法)[及和与]")
"""整改措施及成效: both may stand in the cell under labels of their own."""
_OF_OTHERS = re.compile(r"验收|意见$|批示")
"""What those who accept say of the work (验收意见：…整改措施：已落实) is not the work."""
_TURNS = frozenset({"measures", "progress"})
_SURE, _ASKED, _UNSURE = 0.9, 0.75, 0.74
_MOSTLY = 0.6
_SAMPLE = 100
_END = " 　；;，,\n"


def with_labels_read(grid: Grid, columns: tuple[Column, ...], rows: Sequence[int]) -> tuple[Column, ...]:
    """The columns with one more for every field that such a column names and no other column has; the cell itself stays as it is."""
    sample = rows[:_SAMPLE]
    for column in columns:
        texts = [grid.rows[row][column_number(column.letter)] for row in sample]
        is_of_two = column.field == "progress" and (
            _WITH_RESULTS.search(column.header) or any(is_in_turn(text, column.header) for text in texts)
        )
        may_hold = column.field in _MAY_HOLD or column.confidence < _ASKED or is_of_two
        if may_hold and not _OF_OTHERS.search(column.header) and _holds_labels(texts, column.header):
            return _parted(grid, columns, column, rows)
    return columns


def with_turns_read(grid: Grid, columns: tuple[Column, ...], rows: Sequence[int]) -> tuple[Column, ...]:
    """The columns of a running text, the one that tells measures and what came of each in turn parted into both."""
    for column in columns:
        place = column_number(column.letter)
        if column.field in _TURNS and any(is_in_turn(grid.rows[row][place], column.header) for row in rows):
            return _parted(grid, columns, column, rows)
    return columns


def _holds_labels(texts: list[str], header: str) -> bool:
    filled = [text for text in texts if text]
    if not filled or not any("：" in text or ":" in text for text in filled[:3]):
        return False
    return sum(_says_several(text, header) for text in filled) > len(filled) * _MOSTLY


def _says_several(text: str, header: str) -> bool:
    """Whether a text says several things, each once: the units and times of several measures (1.…责任单位：…2.…责任单位：…) are theirs."""
    fields = [field for field, _name, _content in _pieces(text, header)]
    return 1 < len(set(fields)) == len(fields)


def _pieces(text: str, header: str) -> list[tuple[str, str, str]]:
    """Field, label and content of everything a cell says under a known label."""
    if is_in_turn(text, header):
        return pieces_in_turn(text)
    known = [(found, header_field(found[1])) for found in _LABEL.finditer(text)]
    marks = [(found, field) for found, (field, sure) in known if field and sure >= _SURE]
    if not marks:
        return []
    ends = [found.start() for found, _field in marks[1:]]
    return [
        (field, found[1], text[found.end() : end].strip(_END))
        for (found, field), end in zip(marks, [*ends, len(text)], strict=True)
    ]


def _parted(
    grid: Grid, columns: tuple[Column, ...], source: Column, rows: Sequence[int]
) -> tuple[Column, ...]:
    """A new column for every field, in the order it is first named; its cells name the cell they come from.

    A cell without a label for what its column is for keeps all of it under that. Where measures are told in turn, what came of them fills the empty
    cell of a column that is there already.
    """
    taken = {column.field for column in columns if column is not source}
    beside = {column.field: column_number(column.letter) for column in columns if column is not source}
    place = column_number(source.letter)
    found: dict[str, str] = {}
    for row in rows:
        found |= {
            field: name
            for field, name, _content in _pieces(grid.rows[row][place], source.header)
            if field not in taken and field not in found
        }
    new = {field: len(grid.rows[0]) + number for number, field in enumerate(found)}
    for cells in grid.rows:
        cells.extend([""] * len(new))
    for row in rows:
        text = grid.rows[row][place]
        pieces = _pieces(text, source.header)
        if source.field in new and all(field != source.field for field, _name, _content in pieces):
            pieces = [(source.field, "", text), *pieces]
        for field, _name, content in pieces:
            column = new.get(field, beside.get(field) if is_in_turn(text, source.header) else None)
            if column is not None and not grid.rows[row][column]:
                grid.rows[row][column] = content
                grid.places[row, column] = grid.place(row, place)
    others = tuple(
        Column(letters(new[field]), f"{name}（{source.header}）", field, _UNSURE)
        for field, name in found.items()
    )
    kept = replace(source, field=None, confidence=0.0) if source.field in found else source
    return (*(kept if column is source else column for column in columns), *others)
