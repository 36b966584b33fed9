"""The table of a page: fixed row height, remembered widths, Enter opens, Ctrl+C copies."""

from PySide6.QtCore import QAbstractItemModel, QItemSelectionModel, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from ui.context import Context
from ui.theme import colours
from ui.widgets.cells import CellPainter
from ui.widgets.column_widths import ColumnWidths
from ui.widgets.columns import GridColumn, Role

COPIED_AT_MOST = 5000
"""Rows one Ctrl+C puts on the clipboard; whole ledgers are exported, not copied."""


KEPT_AT_MOST = 500
"""Selected rows looked up again after the rows were asked anew."""


class Grid(QTableView):
    """Give it a `ui.models.grid.GridModel` with `show_model`.

    `chosen` carries the id of the current row or None, `opened` the id of a row on Enter or double
    click. The selection survives a reset of the model as long as its rows are still there.
    """

    chosen = Signal(object)
    opened = Signal(int)
    key_pressed = Signal(int)
    """One of `asked_keys`, for acts of the page upon the current row."""

    def __init__(self, name: str, context: Context, empty: str = "没有记录", *, least_rows: int = 4) -> None:
        super().__init__()
        self._context, self._empty, self._least_rows = context, empty, least_rows
        self._kept: list[int] = []
        self._kept_current: int | None = None
        self._told: int | None = None
        self.asked_keys: frozenset[int] = frozenset()
        self.setItemDelegate(CellPainter(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._prepare_header()
        self._widths = ColumnWidths(self, name, context)
        self.doubleClicked.connect(self._open)

    def _prepare_header(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setSortIndicatorClearable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setMinimumSectionSize(48)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.sortIndicatorChanged.connect(self._sort)

    def show_model(self, model: QAbstractItemModel) -> None:
        """Take the model with its columns; to be called once."""
        self.setModel(model)
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._recall)
        self.selectionModel().currentRowChanged.connect(self._tell)
        self._widths.begin()

    def recall_last(self) -> None:
        """To be called when another view shares the selection: it clears it after a reset, so it is put back after that."""
        self.model().modelReset.disconnect(self._recall)
        self.model().modelReset.connect(self._recall)

    def current_id(self) -> int | None:
        """The id of the current row."""
        return self._id(self.currentIndex())

    def selected_ids(self) -> list[int]:
        """Ids of the selected rows from top to bottom."""
        if self.selectionModel() is None:
            return []
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        found = (self._id(self.model().index(row, 0)) for row in rows)
        return [row_id for row_id in found if row_id is not None]

    def selectRow(self, row: int) -> None:
        """Select this row alone, whatever keys are held; Qt's own turns a selected row off while Ctrl is."""
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        index = self.model().index(row, max(0, self.columnAt(0)))
        self.selectionModel().setCurrentIndex(index, flags)

    def choose(self, row_id: int) -> bool:
        """Select the row with this id and scroll to it; False when it is not among the rows."""
        row = self._row(row_id)
        if row < 0:
            return False
        self.selectRow(row)
        self.scrollTo(self.model().index(row, 0))
        return True

    def set_empty(self, words: str) -> None:
        """What the grid says when it has no rows."""
        self._empty = words
        self.viewport().update()

    def columns(self) -> list[GridColumn]:
        """The columns of the model."""
        model = self.model()
        count = model.columnCount() if model else 0
        return [model.headerData(i, Qt.Orientation.Horizontal, Role.COLUMN) for i in range(count)]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2}:
            self._open(self.currentIndex())
        elif event.key() in self.asked_keys and not event.modifiers():
            self.key_pressed.emit(event.key())
        else:
            super().keyPressEvent(event)

    def copy(self) -> None:
        """Put the selected rows on the clipboard with their titles, as a table that Excel and WPS paste."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())[:COPIED_AT_MOST]
        shown = [i for i in range(self.model().columnCount()) if not self.isColumnHidden(i)]
        lines = ["\t".join(self.columns()[i].title for i in shown)]
        lines += ["\t".join(self._flat(row, i) for i in shown) for row in rows]
        QGuiApplication.clipboard().setText("\n".join(lines))
        self._context.say(f"已复制 {len(rows)} 行，可粘贴到 Excel 或 WPS 表格。")

    def minimumSizeHint(self) -> QSize:
        rows = self.verticalHeader().defaultSectionSize() * self._least_rows
        return QSize(240, self.horizontalHeader().sizeHint().height() + rows)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.model() is not None and self.model().rowCount() == 0:
            painter = QPainter(self.viewport())
            painter.setPen(QColor(colours.SECONDARY))
            middle = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.viewport().rect().adjusted(24, 24, -24, -24), middle, self._empty)
            painter.end()

    def _flat(self, row: int, column: int) -> str:
        text = str(self.model().index(row, column).data(Role.FULL_TEXT) or "")
        return " ".join(text.split())

    def _id(self, index: QModelIndex) -> int | None:
        row_id = index.data(Role.ROW_ID) if index.isValid() else None
        return row_id if isinstance(row_id, int) else None

    def _row(self, row_id: int) -> int:
        first = self.model().index(0, 0)
        found = self.model().match(first, Role.ROW_ID, row_id, 1, Qt.MatchFlag.MatchExactly)
        return found[0].row() if found else -1

    def _open(self, index: QModelIndex) -> None:
        row_id = self._id(index)
        if row_id is not None:
            self.opened.emit(row_id)

    def _sort(self, section: int, order: Qt.SortOrder) -> None:
        columns = self.columns()
        if section >= 0 and not columns[section].sortable:
            self.horizontalHeader().setSortIndicator(-1, order)
            return
        self.model().sort(section, order)

    def _remember(self) -> None:
        self._kept, self._kept_current = self.selected_ids(), self.current_id()

    def _recall(self) -> None:
        if self._kept_current is not None and (row := self._row(self._kept_current)) >= 0:
            index = self.model().index(row, 0)
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.scrollTo(index)
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        for row_id in self._kept[:KEPT_AT_MOST]:
            if (row := self._row(row_id)) >= 0:
                self.selectionModel().select(self.model().index(row, 0), flags)
        self._tell()

    def _tell(self) -> None:
        row_id = self.current_id()
        if row_id != self._told:
            self._told = row_id
            self.chosen.emit(row_id)
