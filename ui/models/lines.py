"""Rows that a service gave all at once, as the source of a `GridModel`: numbered for good, ordered by any column."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Generic, TypeVar

from ui.models.grid import Order, Row

R = TypeVar("R", bound=Row)


class Lines(Generic[R]):
    """For a few thousand rows at most; longer lists are paged by SQL.

    `number` gives a key (a uid, a name) the same id for ever, so that a selection survives a new
    reading. `ordered_by` names the attribute that orders a column whose text does not.
    """

    def __init__(self, ordered_by: Mapping[str, str] | None = None) -> None:
        self._ordered_by = dict(ordered_by or {})
        self._numbers: dict[str, int] = {}
        self._rows: dict[int, R] = {}

    def number(self, key: str) -> int:
        """The id of what `key` names."""
        return self._numbers.setdefault(key, len(self._numbers) + 1)

    def put(self, rows: Iterable[R]) -> None:
        """Hold these rows, in their usual order."""
        self._rows = {row.id: row for row in rows}

    def get(self, row_id: int | None) -> R | None:
        """The row with this id, None when it is no longer held."""
        return None if row_id is None else self._rows.get(row_id)

    def ids(self, _query: object, order: Order | None) -> Sequence[int]:
        """Ids in the wanted order, as a `GridModel` asks for them."""
        if order is None:
            return list(self._rows)
        return sorted(self._rows, key=self._key(order.key), reverse=order.descending)

    def rows(self, ids: Sequence[int]) -> Sequence[R]:
        """Rows by their ids."""
        return [self._rows[row_id] for row_id in ids if row_id in self._rows]

    def _key(self, column: str) -> Callable[[int], Any]:
        name = self._ordered_by.get(column, column)

        def key(row_id: int) -> Any:
            value = getattr(self._rows[row_id], name)
            return (value is not None, value)

        return key
