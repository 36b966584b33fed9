"""Rows that a service returns all at once, for the grids of a page: narrowed, ordered, handed out by id."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Generic, TypeVar

from dczg_desktop.base.text import folded
from ui.models.grid import Order, Row

R = TypeVar("R", bound=Row)


class Listed(Generic[R]):
    """`fits(row, query)` narrows; `ids` and `rows` are what a `GridModel` asks."""

    def __init__(self, fits: Callable[[R, Any], bool]) -> None:
        self._fits = fits
        self._rows: dict[int, R] = {}

    def put(self, rows: Iterable[R]) -> None:
        """Hold these rows instead of the former ones."""
        self._rows = {row.id: row for row in rows}

    def get(self, row_id: int | None) -> R | None:
        """The row with this id."""
        return None if row_id is None else self._rows.get(row_id)

    def ids(self, query: object, order: Order | None) -> list[int]:
        """Ids of the rows that fit, in the wanted order; rows without a value come last."""
        found = [row for row in self._rows.values() if self._fits(row, query)]
        if order is not None:
            filled = [row for row in found if getattr(row, order.key) not in {None, ""}]
            empty = [row for row in found if getattr(row, order.key) in {None, ""}]
            filled.sort(key=lambda row: getattr(row, order.key), reverse=order.descending)
            found = filled + empty
        return [row.id for row in found]

    def rows(self, ids: Sequence[int]) -> list[R]:
        """The rows with these ids."""
        return [self._rows[row_id] for row_id in ids if row_id in self._rows]

    def __iter__(self) -> Iterator[R]:
        return iter(self._rows.values())

    def __len__(self) -> int:
        return len(self._rows)


def mentions(words: object, *texts: str) -> bool:
    """Whether every one of the words stands in one of the texts; no words fit everything."""
    wanted = str(words or "").split()
    if not wanted:
        return True
    whole = folded("\n".join(texts))
    return all(folded(word) in whole for word in wanted)
