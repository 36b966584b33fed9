"""What a Word document says outside the tables and texts that were read: listed with them, so that nothing is lost unseen."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dczg_desktop.imports.files.documents.word import Word
from dczg_desktop.imports.reading import Grid, LeftOut, Table
from dczg_desktop.imports.tables.forms.upright import left_out
from dczg_desktop.imports.tables.records.rows import shown

OUTSIDE = "表外文字"
UNKNOWN = "没有认出的表格"


def with_outside(tables: Sequence[Table], word: Word, found: Sequence[int], text: int | None) -> list[Table]:
    """The tables with what stands outside them: a paragraph goes to the table below it, those after the last one to that.

    `found` says of every grid how many tables it gave, `text` which table holds the running text: then the paragraphs are
    its own already.
    """
    owners = _owners(found, text)
    lists: dict[int, list[LeftOut]] = {}
    paragraphs = [] if text is not None else _paragraphs(word, owners)
    for owner, one in [*_unknown(word, found, owners), *paragraphs]:
        lists.setdefault(owner, []).append(one)
    for place, words in word.notes:
        lists.setdefault(owners[-1], []).append(LeftOut(0, words, place.rstrip("0123456789"), place))
    return [
        replace(
            table, left_out=(*table.left_out, *(public(one, table.kind) for one in lists.get(number, ())))
        )
        for number, table in enumerate(tables)
    ]


def public(one: LeftOut, kind: str) -> LeftOut:
    """The line as it is shown: what it says of who complained is not."""
    public = left_out(0, one.text, kind)
    return one if public.text == one.text else replace(one, text=public.text, why=public.why)


def outside_of(tables: Sequence[Table]) -> list[str]:
    """What stands outside the tables of a document: it is about all of them."""
    return [one.text for table in tables for one in table.left_out if one.why == OUTSIDE]


def _owners(found: Sequence[int], text: int | None) -> list[int]:
    """The table each grid's surroundings belong to: its own first one, else the next, else the last, else the text."""
    total = sum(found)
    last = max(total - 1, 0) if text is None else text
    owners, before = [], 0
    for count in found:
        owners.append(before if before < total else last)
        before += count
    return [*owners, last]


def _paragraphs(word: Word, owners: Sequence[int]) -> Iterator[tuple[int, LeftOut]]:
    titles = {place for grid in word.grids for place in grid.places.values() if place.endswith("段")}
    texts: dict[int, list[str]] = {}
    for number, line in word.lines:
        texts.setdefault(number, []).append(line)
    grid = 0
    for one in word.flow:
        if one < 0:
            grid = ~one + 1
        elif (place := f"第{one + 1}段") not in titles:
            for line in texts.get(one, ()):
                yield owners[grid], LeftOut(0, line, OUTSIDE, place)


def _unknown(word: Word, found: Sequence[int], owners: Sequence[int]) -> Iterator[tuple[int, LeftOut]]:
    for number, (grid, count) in enumerate(zip(word.grids, found, strict=True)):
        if not count:
            yield from ((owners[number], LeftOut(0, text, UNKNOWN, place)) for place, text in _rows(grid))


def _rows(grid: Grid) -> Iterator[tuple[str, str]]:
    for row, cells in enumerate(grid.rows):
        if any(cells):
            place = grid.place(row, 0)
            yield (place if place.endswith("段") else f"{grid.name}第{row + 1}行"), shown(cells)
