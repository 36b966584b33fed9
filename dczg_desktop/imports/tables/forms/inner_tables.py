"""A small table of measures inside a form (序号 | 整改措施 | 责任单位 | 完成时限): its rows are measures of the form, each with its unit and deadline in brackets."""

from collections.abc import Collection, Iterator, Sequence

from dczg_desktop.domain.headings import header_field
from dczg_desktop.imports.reading import Grid, LeftOut
from dczg_desktop.imports.tables.records.rows import shown

_Content = tuple[int, int, str, str]
"""Row and column of a content (from 0), its label, its text."""

LABEL, READ = "整改措施", "表内小表，已并入整改措施，请核对"
_SURE, _FEWEST = 0.75, 2
_WORDS = {
    "responsible_unit": "责任单位",
    "deadline": "完成时限",
    "lead_unit": "牵头单位",
    "supporting_unit": "配合单位",
}
_COUNTS = frozenset({"number", "sequence"})


def with_inner_tables(
    grid: Grid, pairs: Sequence[_Content], unlabelled: Collection[int]
) -> tuple[list[_Content], list[LeftOut]]:
    """The contents with one more for every such table, and its rows as they are told; what a form says of measures above it comes first."""
    found = list(pairs)
    told: list[LeftOut] = []
    places = {row: place for place, (row, *_rest) in reversed(list(enumerate(pairs)))}
    for row in sorted(unlabelled):
        fields = _fields(grid, row)
        below = list(_rows_below(grid, row, fields, unlabelled)) if fields else []
        if not below:
            continue
        column = next(place for place, (field, _word) in fields.items() if field == "measures")
        text = "\n".join(_measure(grid.rows[one], fields, count) for count, one in enumerate(below, start=1))
        above = places.get(row - 1)
        if above is not None and header_field(found[above][2])[0] == "measures":
            line, place, label, before = found[above]
            found[above] = (line, place, label, f"{before}\n{text}".strip("\n"))
        else:
            found.append((below[0], column, LABEL, text))
        told += [LeftOut(one + 1, shown(grid.rows[one]), READ) for one in (row, *below)]
    return sorted(found, key=lambda one: one[0]), told


def _fields(grid: Grid, row: int) -> dict[int, tuple[str, str]]:
    """Column → field and word of the headings of such a table; empty when the row is none.

    The label of the form beside it, merged down over the rows, is no heading of it.
    """
    cells = grid.rows[row]
    below = grid.rows[row + 1] if row + 1 < len(grid.rows) else []
    named = {
        column: header_field(cell) for column, cell in enumerate(cells) if cell and below and below[column]
    }
    fields = {
        column: (field or "", cells[column]) for column, (field, sure) in named.items() if sure >= _SURE
    }
    names = [field for field, _word in fields.values()]
    if (
        names.count("measures") != 1
        or len(names) < _FEWEST
        or len(set(names)) < len(names)
        or "description" in names
    ):
        return {}
    return {column: fields.get(column, ("", cells[column])) for column in named}


def _rows_below(
    grid: Grid, header: int, fields: dict[int, tuple[str, str]], unlabelled: Collection[int]
) -> Iterator[int]:
    column = next(place for place, (field, _word) in fields.items() if field == "measures")
    for row in range(header + 1, len(grid.rows)):
        filled = {place for place, cell in enumerate(grid.rows[row]) if cell}
        if (
            row not in unlabelled
            or not grid.rows[row][column]
            or not filled <= fields.keys()
            or len(filled) < _FEWEST
        ):
            return
        yield row


def _measure(cells: Sequence[str], fields: dict[int, tuple[str, str]], count: int) -> str:
    """A row as one measure: `1.清淤（责任单位：县水利局；完成时限：2026年6月底）`."""
    text = next(cells[column] for column, (field, _word) in fields.items() if field == "measures")
    said = [
        f"{_WORDS.get(field, word)}：{cells[column]}".replace("\n", "")
        for column, (field, word) in fields.items()
        if cells[column] and field not in {*_COUNTS, "measures"}
    ]
    return f"{count}.{''.join(text.split(chr(10)))}" + (f"（{'；'.join(said)}）" if said else "")
