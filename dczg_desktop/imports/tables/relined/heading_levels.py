"""Headings of two levels in a text parted by tabs (核查情况 over 是否属实): lines of their own, and not one heading torn over lines."""

from collections.abc import Sequence

from dczg_desktop.imports.tables.relined.titles_between import GROUP_TITLE


def levels_width(head: Sequence[str]) -> int:
    """How many tabs a row has below a heading of levels; 0 where the lines of the heading are none: each but the first begins with a blank cell."""
    is_of_levels = len(head) > 1 and all(line.startswith("\t") for line in head[1:])
    return max(line.count("\t") for line in head) if is_of_levels else 0


def have_width(rows: Sequence[str], width: int) -> bool:
    """Whether every row, its lines put together, has so many tabs; titles between them have none."""
    return bool(rows) and all(row.count("\t") == width or GROUP_TITLE.match(row) for row in rows)
