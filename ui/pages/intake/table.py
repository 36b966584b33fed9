"""The grid of a foreign table: a tick for every new row, faulty cells framed in red with what is wrong as tip."""

from functools import partial

from PySide6.QtCore import QItemSelectionModel, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyle, QStyleOptionButton, QStyleOptionViewItem, QVBoxLayout, QWidget

from ui.context import Context
from ui.models.grid import GridModel, Index
from ui.pages.intake.rows import TAKE, ImportRows
from ui.theme import colours
from ui.widgets.cells import CellPainter
from ui.widgets.columns import GridColumn
from ui.widgets.grid import Grid
from ui.widgets.words import tip_of

CORNER = 9.0


class ImportModel(GridModel):
    """Adds to a cell's tip what is wrong with it."""

    def __init__(self, rows: ImportRows, parent: QWidget) -> None:
        super().__init__(tuple(rows.columns()), rows.ids, rows.rows, parent)
        self.source = rows

    def faults_at(self, index: Index) -> list[str]:
        """What is wrong with a cell."""
        number = self.ids_at(index.row())
        return self.source.faults(number, self.columns[index.column()].key)

    def ids_at(self, row: int) -> int:
        """The id of a line."""
        return int(self._ids[row])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.ToolTipRole and index.isValid():
            key = self.columns[index.column()].key
            if key == TAKE:
                return "勾选的行导入；点一下或按空格键改变"
            wrong = self.faults_at(index)
            text = str(super().data(index, Qt.ItemDataRole.AccessibleTextRole) or "")
            return tip_of("\n".join([*(f"▲ {one}" for one in wrong), text]).strip())
        return super().data(index, role)


class ImportCells(CellPainter):
    """Paints ticks and marks faults over what every grid paints."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, ImportModel):
            return
        super().paint(painter, option, index)
        box = QRectF(option.rect)  # type: ignore[attr-defined]
        if model.columns[index.column()].key == TAKE:
            self._paint_tick(painter, option, box, model.source, model.ids_at(index.row()))
        elif model.faults_at(index):
            self._paint_fault(painter, box.adjusted(1, 1, -2, -2))

    def _paint_tick(
        self, painter: QPainter, option: QStyleOptionViewItem, box: QRectF, rows: ImportRows, number: int
    ) -> None:
        view = option.widget  # type: ignore[attr-defined]
        painter.fillRect(box.adjusted(0, 0, -1, -1), QColor(colours.CARD))
        if rows.verdict(number) != "新增":
            return
        tick = QStyleOptionButton()
        style = view.style()
        tick.rect = style.subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, tick, view)  # type: ignore[attr-defined]
        tick.rect.moveCenter(box.center().toPoint())  # type: ignore[attr-defined]
        on = QStyle.StateFlag.State_On if rows.is_taken(number) else QStyle.StateFlag.State_Off
        tick.state = QStyle.StateFlag.State_Enabled | on  # type: ignore[attr-defined]
        style.drawPrimitive(QStyle.PrimitiveElement.PE_IndicatorCheckBox, tick, painter, view)

    def _paint_fault(self, painter: QPainter, box: QRectF) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colours.RED), 1.6))
        painter.drawRect(box)
        painter.setBrush(QColor(colours.RED))
        painter.setPen(Qt.PenStyle.NoPen)
        corner = box.topRight()
        painter.drawPolygon(QPolygonF([corner, corner - QPointF(CORNER, 0), corner + QPointF(0, CORNER)]))
        painter.restore()


class ImportGrid(Grid):
    """`toggled` after the tick of a row was changed, by the mouse or by Space for all selected rows."""

    toggled = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__("导入", context, "没有符合条件的行")
        self.setItemDelegate(ImportCells(self))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        columns: list[GridColumn] = self.columns()
        if index.isValid() and columns[index.column()].key == TAKE:
            self._toggle([index.row()])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self._toggle(sorted(index.row() for index in self.selectionModel().selectedRows()))
        else:
            super().keyPressEvent(event)

    def _toggle(self, lines: list[int]) -> None:
        model = self.model()
        if not isinstance(model, ImportModel):
            return
        changed = [model.source.toggle(model.ids_at(row)) for row in lines]
        if any(changed):
            self.viewport().update()
            self.toggled.emit()


class RowsPanel(QWidget):
    """Holds the grid of one table; a new table gets a new grid, because its columns differ."""

    changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.grid: ImportGrid | None = None
        self.rows: ImportRows | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)

    def show_rows(self, rows: ImportRows, only: str = "") -> None:
        """Show a table, only the rows with this verdict or with faults."""
        if self.grid is not None:
            self._layout.removeWidget(self.grid)
            self.grid.hide()
            self.grid.deleteLater()
        grid, self.rows = ImportGrid(self._context), rows
        model = ImportModel(rows, grid)
        grid.show_model(model)
        model.failed.connect(partial(self._context.show_error, self))
        grid.toggled.connect(self.changed)
        self._layout.addWidget(grid)
        self.grid = grid
        model.show(only)

    def filter(self, only: str) -> None:
        """Show only the rows with this verdict or with faults; '' shows all."""
        if self.grid is not None:
            model = self.grid.model()
            if isinstance(model, ImportModel):
                model.show(only)

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
