"""Texts merged downwards: which row the text of a covered cell stands in."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

_NONE: Mapping[int, int] = MappingProxyType({})


class MergedDown:
    """The cells whose text was merged down into them from above; rows and columns count from 0."""

    __slots__ = ("_own", "_rows")

    def __init__(self) -> None:
        self._rows: dict[int, dict[int, int]] = {}
        self._own: set[int] = set()

    def __bool__(self) -> bool:
        return bool(self._rows)

    def cover(self, top: int, rows: Iterable[int], columns: Iterable[int]) -> None:
        """The text in row `top` of these columns holds in these rows too."""
        covered = dict.fromkeys(columns, top)  # one for all these rows: what several share is never changed
        for row in rows:
            before = self._rows.get(row)
            if before is None:
                self._rows[row] = covered
            elif row in self._own:
                before.update(covered)
            else:
                self._rows[row] = before | covered
                self._own.add(row)

    def of_row(self, row: int) -> Mapping[int, int]:
        """The covered columns of a row and where the text of each stands; empty for most rows of most tables."""
        return self._rows.get(row, _NONE)

    def top(self, row: int, column: int) -> int:
        """The row where the text of a cell stands: its own unless the cell is covered."""
        return self.of_row(row).get(column, row)
