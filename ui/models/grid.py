"""The one table model: ordered ids in memory, pages of rows fetched when they come into sight."""

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from dczg_desktop.base.errors import UserError
from dczg_desktop.base.text import excerpt
from ui.widgets.columns import CUT, GridColumn, Role, shown_text
from ui.widgets.words import tip_of

PAGE = 200
PAGES_KEPT = 20

Index = QModelIndex | QPersistentModelIndex


class Row(Protocol):
    """What a row must have besides one attribute for each column."""

    @property
    def id(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Order:
    """By which column the user wants the rows: its key, and whether from the end."""

    key: str
    descending: bool


class GridModel(QAbstractTableModel):
    """Rows of `ids(query, order)`, shown page by page through `rows(ids)`.

    `ids` returns the ordered ids of all rows that fit the query; `order` is None for the usual
    order. `rows` returns row dataclasses for up to 200 ids, in any order; missing ones show empty.
    SQL sorts and filters: nothing is compared here. A refusal of either goes out by `failed`.
    """

    failed = Signal(Exception)
    counted = Signal(int)
    """How many rows there are now."""

    def __init__(
        self,
        columns: Sequence[GridColumn],
        ids: Callable[[Any, Order | None], Sequence[int]],
        rows: Callable[[Sequence[int]], Sequence[Row]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.query: object = None
        self.order: Order | None = None
        self._ask_ids, self._ask_rows = ids, rows
        self._ids: Sequence[int] = ()
        self._pages: OrderedDict[int, dict[int, Row]] = OrderedDict()

    def show(self, query: object) -> None:
        """Show the rows of another query in the same order."""
        self.query = query
        self.reload()

    def reload(self) -> None:
        """Ask again for everything; the view keeps its selection by id."""
        try:
            ids = self._ask_ids(self.query, self.order)
        except UserError as error:
            self.failed.emit(error)
            return
        self.beginResetModel()
        self._ids = ids
        self._pages.clear()
        self.endResetModel()
        self.counted.emit(len(ids))

    def put(self, query: object, ids: Sequence[int], pages: Mapping[int, Sequence[Row]]) -> None:
        """Show what was read elsewhere for a query in the present order; `pages` are the rows that were read with it."""
        self.beginResetModel()
        self.query, self._ids = query, ids
        self._pages.clear()
        self._pages.update({number: {row.id: row for row in rows} for number, rows in pages.items()})
        self.endResetModel()
        self.counted.emit(len(ids))

    def ids(self) -> list[int]:
        """All ids in the shown order, for acts upon everything that is shown."""
        return list(self._ids)

    def row_at(self, row: int) -> Row | None:
        """The row dataclass of a line; None when it has vanished since the ids were asked."""
        page = self._page(row // PAGE)
        return page.get(self._ids[row])

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.columns)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order by a column, or as usual for -1."""
        descending = order == Qt.SortOrder.DescendingOrder
        self.order = Order(self.columns[column].key, descending) if column >= 0 else None
        self.reload()

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Role.COLUMN:
            return column
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return column.alignment
        return column.title if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role == Role.ROW_ID:
            return self._ids[index.row()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.columns[index.column()].alignment
        shown = _SHOWN.get(role)
        return shown(self._value(index), self.columns[index.column()]) if shown else None

    def match(
        self,
        start: Index,
        role: int,
        value: object,
        hits: int = 1,
        flags: Qt.MatchFlag = Qt.MatchFlag.MatchExactly,
    ) -> list[QModelIndex]:
        """Finds a row by its id without fetching any; everything else as Qt does it."""
        if role != Role.ROW_ID:
            return super().match(start, role, value, hits, flags)
        if not isinstance(value, int) or value not in self._ids:
            return []
        return [self.index(self._ids.index(value), 0)]

    def _value(self, index: Index) -> object:
        row = self.row_at(index.row())
        return None if row is None else getattr(row, self.columns[index.column()].key)

    def _page(self, number: int) -> dict[int, Row]:
        if number in self._pages:
            self._pages.move_to_end(number)
            return self._pages[number]
        page: dict[int, Row] = {}
        self._keep(number, page)  # also when refused: one message, not one for every cell
        try:
            page.update((row.id, row) for row in self._ask_rows(self._ids_of(number)))
        except UserError as error:
            self.failed.emit(error)
        return page

    def _ids_of(self, number: int) -> Sequence[int]:
        return self._ids[number * PAGE : (number + 1) * PAGE]

    def _keep(self, number: int, page: dict[int, Row]) -> None:
        """Hold a page, giving up the one that was looked at longest ago."""
        self._pages[number] = page
        while len(self._pages) > PAGES_KEPT:
            self._pages.popitem(last=False)


def _cut(value: object, column: GridColumn) -> str:
    text = shown_text(value, column.kind)
    return text if len(text) <= CUT // 4 and "\n" not in text else excerpt(text, CUT)


def _full(value: object, column: GridColumn) -> str:
    return shown_text(value, column.kind)


def _tip(value: object, column: GridColumn) -> str:
    return tip_of(shown_text(value, column.kind))


def _number(value: object, _column: GridColumn) -> object:
    return value if isinstance(value, int | float) else None


_SHOWN: dict[int, Callable[[object, GridColumn], object]] = {
    Qt.ItemDataRole.DisplayRole: _cut,
    Qt.ItemDataRole.ToolTipRole: _tip,
    Qt.ItemDataRole.AccessibleTextRole: _full,
    Role.FULL_TEXT: _full,
    Role.NUMBER: _number,
}
