"""Tables with one row a line, parted by vertical lines, some of whose cells go on over several lines: rows are told by how many signs they have."""

from collections.abc import Sequence

from dczg_desktop.imports.header import score
from dczg_desktop.imports.tables.relined.relined import Rows, rejoined
from dczg_desktop.imports.tables.relined.short_rows import aligned, is_short
from dczg_desktop.imports.tables.relined.titles_between import GROUP_TITLE

_SIGN = "|"
_FEWEST = 3


def barred_rows(text: str) -> Rows | None:
    """The rows of such a table with a sign behind its last cells too, so that every row ends where it has as many as the heading; None for any other."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    place = _heading(lines)
    if place is None or not lines[place].endswith(_SIGN):
        return None
    width = lines[place].count(_SIGN)
    grouped = _grouped(lines[place + 1 :], width)
    if grouped is None or not any("\n" in row for row in grouped[0]):
        return None
    rows, tail = grouped
    headings = _cells(lines[place])
    return [
        *([cell] for line in lines[:place] for cell in _cells(line) if cell),
        headings,
        *((aligned(headings, row) or row) if is_short(headings, row) else row for row in map(_cells, rows)),
        *([line] for line in tail),
    ]


def open_barred_rows(text: str) -> Rows | None:
    """The rows of such a table with signs between its cells only, told as those parted by tabs are; None for any other.

    Raises ValueError when nobody can tell which cell each line belongs to.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    place = _heading(lines)
    if "\t" in text or place is None or _SIGN in (lines[place][0], lines[place][-1]):
        return None
    return rejoined("\n".join(map(_tabbed, text.split("\n"))))


def _tabbed(line: str) -> str:
    """A line with tabs in the place of the signs and the blanks around them."""
    first, *others = line.split(_SIGN)
    return "\t".join([first.rstrip(), *map(str.strip, others)]) if others else line


def _heading(lines: Sequence[str]) -> int | None:
    """Where the heading stands, whole on one line."""
    found = (
        number for number, line in enumerate(lines) if line.count(_SIGN) >= _FEWEST and score(_cells(line))
    )
    return next(found, None)


def _grouped(lines: Sequence[str], width: int) -> tuple[list[str], list[str]] | None:
    """The lines of each row together, and what stands below the last; None where one has more signs or fewer."""
    rows: list[list[str]] = []
    signs = width
    for place, line in enumerate(lines):
        if signs == width and _SIGN not in line:
            if not any(_SIGN in one for one in lines[place:]):
                return ["\n".join(row) for row in rows], list(lines[place:])
            if not GROUP_TITLE.match(line):
                return None
            rows.append([line])
            continue
        if signs == width:
            rows.append([])
            signs = 0
        rows[-1].append(line)
        signs += line.count(_SIGN)
        if signs > width or (signs == width and not line.endswith(_SIGN)):
            return None
    return (["\n".join(row) for row in rows], []) if signs == width else None


def _cells(row: str) -> list[str]:
    cells = [cell.strip() for cell in row.split(_SIGN)]
    return cells[row.startswith(_SIGN) : -1 if row.endswith(_SIGN) else None]
