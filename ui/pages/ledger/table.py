"""A short table inside a panel: all rows in sight, texts wrapped, as high as its content."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QBrush, QColor, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
)

from dczg_desktop.base.text import with_unseen_shown
from ui.theme import colours
from ui.theme.status import look_of
from ui.widgets.words import tip_of

KEY = Qt.ItemDataRole.UserRole + 1
SIDE = 5


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: `key` is told when it is chosen; `status` colours the last cell, `tip` is told beside the words of a cell."""

    key: str
    cells: tuple[str, ...]
    status: str = ""
    tip: str = ""


class RoomyCells(QStyledItemDelegate):
    """Cells with as much room at their sides as the headings have, and some above and below."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        if option.state & QStyle.StateFlag.State_Selected:  # type: ignore[attr-defined]
            painter.fillRect(option.rect, QColor(colours.CHOSEN))  # type: ignore[attr-defined]
        inner = QStyleOptionViewItem(option)
        inner.rect = option.rect.adjusted(SIDE, 0, -SIDE, 0)  # type: ignore[attr-defined]
        plain = ~(QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_HasFocus)
        inner.state = inner.state & plain  # type: ignore[attr-defined]
        super().paint(painter, inner, index)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        inner = QStyleOptionViewItem(option)
        inner.rect = option.rect.adjusted(SIDE, 0, -SIDE, 0)  # type: ignore[attr-defined]
        return super().sizeHint(inner, index) + QSize(2 * SIDE, 12)


class SmallTable(QTableWidget):
    """For tens of rows. The column `stretch` takes the width that is left, the others what `ems` says."""

    chosen = Signal()
    opened = Signal(str)

    def __init__(self, name: str, headings: Sequence[str], ems: Sequence[float], stretch: int) -> None:
        super().__init__(0, len(headings))
        self._ems, self._stretch = tuple(ems), stretch
        self.setAccessibleName(name)
        self.setHorizontalHeaderLabels(list(headings))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setItemDelegate(RoomyCells(self))
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setMinimumSectionSize(30)
        for column in range(len(headings)):
            way = QHeaderView.ResizeMode.Stretch if column == stretch else QHeaderView.ResizeMode.Fixed
            header.setSectionResizeMode(column, way)
        header.sectionResized.connect(self._fit_again)
        self.itemSelectionChanged.connect(self.chosen)
        self.itemActivated.connect(self._open)

    def show_rows(self, rows: Sequence[TableRow]) -> None:
        """Show these rows, keeping the selection of those that are still there."""
        kept = set(self.selected_keys())
        self.setRowCount(0)
        self.setRowCount(len(rows))
        for number, row in enumerate(rows):
            for column, words in enumerate(row.cells):
                item = QTableWidgetItem(with_unseen_shown(words))
                item.setData(KEY, row.key)
                item.setToolTip(tip_of("\n".join(filter(None, (words, row.tip)))))
                item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
                if row.status and column == len(row.cells) - 1:
                    item.setForeground(QBrush(QColor(look_of(row.status).colour)))
                self.setItem(number, column, item)
        self._choose(kept)
        self._fit()
        self.chosen.emit()

    def selected_keys(self) -> list[str]:
        """Keys of the selected rows from top to bottom."""
        model = self.selectionModel()
        rows = sorted(index.row() for index in model.selectedRows())
        items = [self.item(row, 0) for row in rows]
        return [str(item.data(KEY)) for item in items if item is not None]

    def choose(self, key: str) -> None:
        """Select the row with this key."""
        self.clearSelection()
        self._choose({key})

    def sizeHint(self) -> QSize:
        rows = sum(self.rowHeight(row) for row in range(self.rowCount()))
        return QSize(200, self.horizontalHeader().sizeHint().height() + rows + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _choose(self, keys: set[str]) -> None:
        mode = self.selectionMode()
        self.setSelectionMode(QAbstractItemView.SelectionMode.MultiSelection)
        for row in range(self.rowCount()):
            item = self.item(row, 0)
            if item is not None and str(item.data(KEY)) in keys:
                self.selectRow(row)
        self.setSelectionMode(mode)

    def _fit_again(self, column: int, before: int, now: int) -> None:
        """The column that takes what is left may get its width only when the table is seen: its texts wrap anew."""
        if column == self._stretch and before != now:
            QTimer.singleShot(0, self, self._fit)  # the heading is still at it

    def _fit(self) -> None:
        em = self.fontMetrics().horizontalAdvance("字")
        for column, width in enumerate(self._ems):
            if column != self._stretch:
                self.setColumnWidth(column, round(width * em) + 18)
        self.resizeRowsToContents()
        self.setFixedHeight(self.sizeHint().height())

    def _open(self, item: QTableWidgetItem) -> None:
        self.opened.emit(str(item.data(KEY)))
