"""Tables of which a text has kept the columns by blanks: single ones between the cells, or more of them below the headings."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence

from dczg_desktop.domain.headings import header_field
from dczg_desktop.domain.numbering import is_petition_number
from dczg_desktop.imports.header import score
from dczg_desktop.imports.tables.relined.relined import SERIAL, Rows

_GAP = re.compile(r"(?: {2,}|\t+|　{2,}| ?　 ?)")
_FEWEST = 3
_SURE, _SURELY_HEADING = 0.95, 4


def columns_of_blanks(text: str) -> Rows | None:
    """A table whose columns are parted by blanks, as saved from a PDF: what stands below a heading is its cell, lines going on joined.

    None when there is no such heading. Raises ValueError when a piece stands below none of them.
    """
    lines = [line.rstrip() for line in text.replace("\t", "    ").splitlines()]
    top = next(
        (
            place
            for place, line in enumerate(lines)
            if len(_GAP.split(line.strip())) >= _FEWEST and score(_GAP.split(line.strip()))
        ),
        None,
    )
    if top is None:
        return _single_blanks(lines)
    places = [begin for begin, _end, _piece in _pieces(lines[top])]
    body_lines = [line.strip() for line in lines[top + 1 :] if line.strip()]
    full = [_GAP.split(line) for line in body_lines]
    if full and all(len(cells) == len(places) for cells in full):  # however badly they are aligned
        return [
            *([line.strip()] for line in lines[:top] if line.strip()),
            _GAP.split(lines[top].strip()),
            *full,
        ]
    rows: Rows = [[line.strip()] for line in lines[:top] if line.strip()] + [
        [piece for *_place, piece in _pieces(lines[top])]
    ]
    body: list[list[list[str]]] = []
    for line in filter(str.strip, lines[top + 1 :]):
        cells = _below(line, places)
        if cells[0] or not body:
            body.append([])
        body[-1].append(cells)
    return rows + [["".join(parts) for parts in zip(*row, strict=True)] for row in body]


def _single_blanks(lines: Sequence[str]) -> Rows | None:
    """Rows parted by single blanks, when every line has as many pieces as the heading, or all of them none for 序号.

    Two blanks side by side are an empty cell. Raises ValueError when the rows of a heading that is surely one have other numbers of pieces,
    or have the two blanks at the same place all along.
    """
    rows = [_pieces_of(line) for line in lines if line.strip()]
    top = next((place for place, row in enumerate(rows) if len(row) > _FEWEST and score(row)), None)
    if top is None or top + 1 == len(rows):
        return None
    head, below = rows[top], rows[top + 1 :]
    if header_field(head[0])[0] == "sequence" and all(is_petition_number(row[0]) for row in below):
        below = [["", *row] for row in below]
    if any(len(row) != len(head) for row in below):
        if _is_list(head, below[0][0]):
            raise ValueError("rows do not come out even")
        return None
    if any(not any(cells) for cells in list(zip(*below, strict=True))[1:-1]):
        raise ValueError("two blanks in every row may only align them")
    return [*([" ".join(row)] for row in rows[:top]), head, *below]


def _is_list(head: Sequence[str], first: str) -> bool:
    """Whether pieces are surely the headings of a list, whose first row begins with its number right below."""
    is_counted = header_field(head[0])[0] in {"number", "sequence"}
    known = sum(header_field(one)[1] >= _SURE for one in head)
    return (
        is_counted and known >= _SURELY_HEADING and (bool(SERIAL.match(first)) or is_petition_number(first))
    )


def _pieces_of(line: str) -> list[str]:
    return line.strip().split(" ") if " " in line else line.split()


def _below(line: str, places: Sequence[int]) -> list[str]:
    cells = [""] * len(places)
    for begin, _end, piece in _pieces(line):
        after = bisect_left(places, begin)
        column = min(
            range(max(after - 1, 0), min(after + 1, len(places))), key=lambda one: abs(places[one] - begin)
        )
        if abs(places[column] - begin) > 1 or cells[column]:
            raise ValueError(piece)
        cells[column] = piece
    return cells


def _pieces(line: str) -> list[tuple[int, int, str]]:
    """The pieces of a line with the columns of the screen they begin and end at: a Chinese character takes two."""
    found: list[tuple[int, int, str]] = []
    place = begin = 0
    for part in re.split(r"( {2,}|　+)", line):
        begin, place = (
            place,
            place + sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in part),
        )
        if part.strip(" 　"):
            found.append((begin, place, part.strip()))
    return found
