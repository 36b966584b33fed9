"""A table model whose rows are read beside the window and put in."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt

from ui.models.grid import PAGE, GridModel, Index, Row
from ui.widgets.columns import GridColumn, Role

SPANNED = 2
"""Pages that the rows in sight may lie in."""
PAINTED = frozenset(
    {
        int(Qt.ItemDataRole.DisplayRole),
        int(Qt.ItemDataRole.ToolTipRole),
        int(Qt.ItemDataRole.AccessibleTextRole),
        int(Role.NUMBER),
    }
)
"""Roles that wait for a page; the clipboard's does not, nothing may be missing from what is copied."""


class FedModel(GridModel):
    """Reads nothing in order to paint: what is not there stays empty until the page brings it.

    `wanted()` is called where another order is wanted, the page then gives rows by `put`; `missed(ids)` where rows come
    into sight that were not put, the page then gives the rows of these ids by `fill`. `rows` serves copying alone.
    """

    def __init__(
        self,
        columns: Sequence[GridColumn],
        rows: Callable[[Sequence[int]], Sequence[Row]],
        wanted: Callable[[], None],
        missed: Callable[[Sequence[int]], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(columns, lambda _query, _order: (), rows, parent)
        self._wanted, self._missed = wanted, missed
        self._awaited: list[int] = []
        self.modelAboutToBeReset.connect(self._awaited.clear)

    def reload(self) -> None:
        """Another order is wanted."""
        self._wanted()

    def fill(self, rows: Sequence[Row]) -> None:
        """Show the rows that were missed last; after a reset nothing is awaited and they are dropped."""
        found = {row.id: row for row in rows}
        awaited = list(self._awaited)
        self._awaited.clear()
        for number in awaited:
            ids = self._ids_of(number)
            self._keep(number, {row_id: found[row_id] for row_id in ids if row_id in found})
            first = number * PAGE
            self.dataChanged.emit(
                self.index(first, 0), self.index(first + len(ids) - 1, self.columnCount() - 1)
            )

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        number = index.row() // PAGE
        if index.isValid() and role in PAINTED and number not in self._pages:
            self._await(number)
            if number not in self._pages:
                return None
        return super().data(index, role)

    def _await(self, number: int) -> None:
        """Ask for the page together with the one asked for before it, as far as both can be in sight."""
        if number in self._awaited:
            return
        self._awaited.append(number)
        del self._awaited[:-SPANNED]
        self._missed([row_id for one in self._awaited for row_id in self._ids_of(one)])
