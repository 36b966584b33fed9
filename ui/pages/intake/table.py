"""The grid of a foreign table: a tick for every row, cells mended where they stand, acts in its menu."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import (
    QAbstractItemModel,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QSignalBlocker,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QMenu, QVBoxLayout, QWidget

from dczg_desktop.domain.comparison import Choice, Way
from dczg_desktop.services.importing.acceptance import Line
from ui.context import Context
from ui.pages.intake.cells import ImportCells
from ui.pages.intake.model import ImportModel
from ui.pages.intake.rows import TAKE, VERDICT, WAY, ImportRows
from ui.widgets.frozen import FrozenColumns, Index
from ui.widgets.grid import Grid

BULK = {
    Way.NEW: "作为新增",
    Way.UPDATE: "更新已有的，取建议的各项",
    Way.NUMBER: "只加为另一编号",
    Way.SKIP: "不导入",
}
"""What can be chosen for several rows at once."""


class ImportGrid(Grid):
    """`toggled` after ticks were changed, by the mouse or by Space; `way_asked` when the word in 处理 was clicked."""

    toggled = Signal()
    way_asked = Signal()
    menu_asked = Signal(QPoint)
    frozen: FrozenColumns | None = None
    """The tick, 比对, 处理 and what tells the rows apart; they stay when the others are scrolled sideways."""

    def __init__(self, context: Context) -> None:
        super().__init__("导入", context, "没有符合条件的行")
        self.setItemDelegate(ImportCells(self))
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed
        )

    def show_model(self, model: QAbstractItemModel) -> None:
        super().show_model(model)
        keys = [column.key for column in self.columns()]
        kept = [TAKE, VERDICT, WAY, *([model.source.identifying] if isinstance(model, ImportModel) else [])]
        self.frozen = FrozenColumns(self, [keys.index(key) for key in kept if key in keys], ImportCells(self))
        self.frozen.pressed_at.connect(self._act_on)
        self.recall_last()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.frozen is not None:
            self.frozen.fit()

    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        if self.frozen is None or not (self.frozen.breadth and self.frozen.holds(index.column())):
            super().scrollTo(index, hint)
        else:  # the cell is in sight wherever the table is scrolled to sideways
            bar = self.horizontalScrollBar()
            place = bar.value()
            with QSignalBlocker(bar):
                super().scrollTo(index, hint)
                bar.setValue(place)
        if self.frozen is not None:
            self.frozen.bare(index)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._act_on(self.indexAt(event.position().toPoint()))

    def _act_on(self, index: QModelIndex) -> None:
        """A click on the tick or on the word in 处理."""
        if not index.isValid():
            return
        key = self.columns()[index.column()].key
        if key == TAKE:
            self._toggle([index.row()])
        elif key == WAY:
            self.way_asked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self._toggle(sorted(index.row() for index in self.selectionModel().selectedRows()))
        elif event.key() in {Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.is_open():
            self.mend(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_asked.emit(event.globalPos())

    def cell(self) -> tuple[int, str]:
        """Id of the current row and key of the current column; (0, '') when there is none."""
        index, columns, number = self.currentIndex(), self.columns(), self.current_id()
        return (number, columns[index.column()].key) if number is not None else (0, "")

    def is_open(self) -> bool:
        """Whether the current cell may be mended now."""
        return bool(self.model().flags(self.currentIndex()) & Qt.ItemFlag.ItemIsEditable)

    def _toggle(self, lines: list[int]) -> None:
        model = self.model()
        if not isinstance(model, ImportModel):
            return
        changed = [model.source.toggle(model.ids_at(row)) for row in lines]
        if any(changed):
            self.refresh()
            self.toggled.emit()

    def mend(self, index: QModelIndex) -> None:
        """Open the editor of a cell where the cell is seen."""
        frozen = self.frozen
        if frozen is not None and frozen.breadth and frozen.holds(index.column()):
            frozen.edit(index)
        else:
            self.edit(index)

    def refresh(self) -> None:
        """Paint again after a choice was made."""
        self.viewport().update()
        if self.frozen is not None:
            self.frozen.viewport().update()


class RowsPanel(QWidget):
    """Holds the grid of one table; a new table gets a new grid, because its columns differ."""

    changed = Signal()
    corrected = Signal(int, str, object)
    """Row of the file, letter of the column, the new text or None for the text as read."""
    chosen, way_asked = Signal(), Signal()
    column_asked = Signal(str, bool)
    """Letter of a column, and whether it is to be left out."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.grid: ImportGrid | None = None
        self.rows: ImportRows | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)

    def show_rows(self, rows: ImportRows, only: str = "") -> None:
        """Show a table, only the rows that fit `only`; the same table corrected keeps its place on the screen."""
        same = self.rows is not None and self.rows.index == rows.index
        self.rows = rows
        if same and self.grid is not None and isinstance(model := self.grid.model(), ImportModel):
            bars = self.grid.horizontalScrollBar(), self.grid.verticalScrollBar()
            places, column = [bar.value() for bar in bars], self.grid.currentIndex().column()
            if model.exchange(rows):
                index = model.index(self.grid.currentIndex().row(), max(0, column))
                self.grid.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
                for bar, place in zip(bars, places, strict=True):
                    bar.setValue(place)
                return
        self._renew(rows, only)

    def _renew(self, rows: ImportRows, only: str) -> None:
        had_focus = self.grid is not None and self.grid.hasFocus()
        if self.grid is not None:
            self._layout.removeWidget(self.grid)
            self.grid.hide()
            self.grid.deleteLater()
        grid = ImportGrid(self._context)
        model = ImportModel(rows, grid)
        grid.show_model(model)
        model.failed.connect(partial(self._context.show_error, self))
        model.corrected.connect(self._correct)
        grid.toggled.connect(self.changed)
        grid.chosen.connect(lambda _id: self.chosen.emit())
        grid.way_asked.connect(self.way_asked)
        grid.menu_asked.connect(self._show_menu)
        self._layout.addWidget(grid)
        self.grid = grid
        if had_focus:
            grid.setFocus()
        model.show(only)

    def filter(self, only: str) -> None:
        """Show only the rows that fit; '' shows all."""
        if self.grid is not None and isinstance(model := self.grid.model(), ImportModel):
            model.show(only)

    def refresh(self) -> None:
        """Paint again after a choice was made elsewhere."""
        if self.grid is not None:
            self.grid.refresh()

    def set_open(self, *, is_open: bool) -> None:
        """Whether cells may be corrected now."""
        if self.grid is not None and isinstance(model := self.grid.model(), ImportModel):
            model.is_open = is_open

    def current(self) -> int:
        """Id of the current row, 0 when there is none."""
        return (self.grid.current_id() or 0) if self.grid is not None else 0

    def selected(self) -> list[int]:
        """Ids of the selected rows."""
        return self.grid.selected_ids() if self.grid is not None else []

    def jump(self, cell: str) -> bool:
        """Select the row of a cell and bring the cell into sight; False when it names none."""
        if self.grid is None or self.rows is None:
            return False
        number, letter = self.rows.row_of(cell)
        if not number or not self.grid.choose(number):
            return False
        keys = [column.key for column in self.grid.columns()]
        index = self.grid.model().index(self.grid.currentIndex().row(), keys.index(letter))
        self.grid.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        self.grid.scrollTo(index)
        return True

    def begin(self) -> None:
        """Go to the first row."""
        if self.grid is not None:
            if self.grid.model().rowCount() and self.grid.current_id() is None:
                self.grid.selectRow(0)
            self.grid.setFocus()

    def mend(self, cell: str) -> None:
        """Open the editor of a cell."""
        if self.jump(cell) and self.grid is not None:
            self.grid.setFocus()
            if self.grid.is_open():
                self.grid.mend(self.grid.currentIndex())

    def _correct(self, number: int, letter: str, text: str) -> None:
        if self.rows is not None:
            self.corrected.emit(self.rows.key(number)[1], letter, text)

    def menu(self) -> QMenu:
        """What can be done with the current cell, its column and the selected rows."""
        menu = QMenu(self)
        rows, grid = self.rows, self.grid
        if rows is None or grid is None:
            return menu
        number, key = grid.cell()
        if number and rows.is_cell(key):
            menu.addAction("修改这一格\tF2").triggered.connect(lambda: grid.mend(grid.currentIndex()))
            if rows.read_as(number, key) is not None:
                row = rows.key(number)[1]
                restore = menu.addAction("恢复读入时的原文")
                restore.triggered.connect(lambda: self.corrected.emit(row, key, None))
            menu.addSeparator()
            out = key in rows.left_out
            words = "重新导入这一列" if out else "不导入这一列"
            menu.addAction(words).triggered.connect(lambda: self.column_asked.emit(key, not out))
        if number or self.selected():
            words = "这些行导入或不导入\t空格" if len(self.selected()) > 1 else "这一行导入或不导入\t空格"
            menu.addAction(words).triggered.connect(self._toggle_selected)
            self._add_ways(menu, rows)
        return menu

    def _add_ways(self, menu: QMenu, rows: ImportRows) -> None:
        """One way for all selected rows that allow it, with how many they are."""
        menu.addSeparator()
        lines = [rows.key(number) for number in self.selected()]
        for way, words in BULK.items():
            found = {line: choice for line in lines if (choice := rows.draft.choice_by(line, way))}
            entry = menu.addAction(f"{words}（{len(found)} 行）")
            entry.setEnabled(bool(found))
            entry.triggered.connect(partial(self._choose_for_all, found))

    def _choose_for_all(self, found: Mapping[Line, Choice], _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's signal
        if self.rows is not None:
            for line, choice in found.items():
                self.rows.draft.choose([line], choice)
            self.refresh()
            self.changed.emit()

    def _toggle_selected(self) -> None:
        if self.rows is None:
            return
        toggled = [self.rows.toggle(number) for number in self.selected()]
        if any(toggled):
            self.refresh()
            self.changed.emit()

    def _show_menu(self, place: QPoint) -> None:
        menu = self.menu()
        if not menu.isEmpty():
            menu.exec(place)
        menu.deleteLater()
