"""Texts and places of one row, looked up in its sheet when somebody asks: tables are long, and most is never asked for."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from dczg_desktop.imports.merged import MergedDown

Place = Callable[[int, int], str]
"""The name of a cell by row and column, from 0."""


class RowPlaces(Mapping[str, str]):
    """Field → cell of a row in which every text stands in its own cell; made on asking, because tables are long."""

    __slots__ = ("_letters", "_row")

    def __init__(self, letters_of: dict[str, str], row: int) -> None:
        self._letters, self._row = letters_of, row

    def __getitem__(self, field_name: str) -> str:
        return f"{self._letters[field_name]}{self._row}"

    def __iter__(self) -> Iterator[str]:
        return iter(self._letters)

    def __len__(self) -> int:
        return len(self._letters)

    def __repr__(self) -> str:
        return repr(dict(self))


_UNMOVED: Mapping[int, str] = MappingProxyType({})


class CarriedPlaces(Mapping[str, str]):
    """The same of a row in a table with cells merged downwards: such a text stands in the first of the rows it covers."""

    __slots__ = ("_merged", "_moved", "_place", "_places", "_row")

    def __init__(self, place: Place, places: dict[str, int], row: int, merged: MergedDown) -> None:
        self._place, self._places, self._row, self._merged = place, places, row, merged
        self._moved = _UNMOVED

    def __getitem__(self, field_name: str) -> str:
        return self.of_column(self._places[field_name])

    def with_cells(self, moved: dict[int, str]) -> "CarriedPlaces":
        """The same with the texts of some columns in other cells."""
        found = CarriedPlaces(self._place, self._places, self._row, self._merged)
        found._moved = {**self._moved, **moved}
        return found

    def of_column(self, column: int) -> str:
        """The cell that the text of any column stands in."""
        return self._moved.get(column) or self._place(self._merged.top(self._row, column), column)

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def __repr__(self) -> str:
        return repr(dict(self))


class RowFields(Mapping[str, str]):
    """Field → text of a row, looked up in the row itself: ten thousand rows need no second copy of their texts."""

    __slots__ = ("_cells", "_places")

    def __init__(self, places: dict[str, int], cells: list[str]) -> None:
        self._places, self._cells = places, cells

    def __getitem__(self, field_name: str) -> str:
        return self._cells[self._places[field_name]]

    def get(self, field_name: str, other: Any = None) -> Any:
        """As of every mapping, without an exception for a field that is not there: it is asked a hundred thousand times."""
        place = self._places.get(field_name)
        return other if place is None else self._cells[place]

    @property
    def texts(self) -> tuple[str, ...]:
        """All texts of the row."""
        return tuple(self._cells)

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def __repr__(self) -> str:
        return repr(dict(self))
