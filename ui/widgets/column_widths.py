"""Widths of a grid's columns: remembered, fitted to the window, scaled with the type."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QTableView

from ui.context import Context
from ui.widgets.columns import GridColumn, Role

BASE_POINTS = 11
SQUEEZED = 0.75
"""Share of its width down to which the long column gives way before the grid scrolls sideways."""


class ColumnWidths(QObject):
    """Lays out the columns of one table; `name` is where its widths are kept in the settings.

    The first `long` column takes what is left; if nothing is left, `secondary` columns disappear.
    """

    def __init__(self, view: QTableView, name: str, context: Context) -> None:
        super().__init__(view)
        self._view, self._name, self._context = view, name, context
        self._arranging = False
        self._save = QTimer(self)
        self._save.setSingleShot(True)
        self._save.setInterval(800)
        self._save.timeout.connect(context.keep_settings)
        view.viewport().installEventFilter(self)
        view.horizontalHeader().sectionResized.connect(self._dragged)
        context.point_size_changed.connect(self._later)
        context.rows_changed.connect(self._later)

    def begin(self) -> None:
        """Give every column its kept width, or the one it asks for, and every row its height."""
        points = self._context.settings.point_size
        columns = self._columns()
        kept = self._context.settings.widths.get(self._key(), [])
        if len(kept) != len(columns):
            kept = [round(column.width * points / BASE_POINTS) for column in columns]
        self._arranging = True
        for number, width in enumerate(kept):
            self._view.setColumnWidth(number, width)
        self._arranging = False
        lines = self._context.settings.rows
        self._view.verticalHeader().setDefaultSectionSize(self._view.fontMetrics().lineSpacing() * lines + 8)
        self._arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._arrange()
        return super().eventFilter(watched, event)

    def _key(self) -> str:
        return f"{self._name}@{self._context.settings.point_size}"

    def _columns(self) -> list[GridColumn]:
        model = self._view.model()
        count = model.columnCount() if model else 0
        return [model.headerData(i, Qt.Orientation.Horizontal, Role.COLUMN) for i in range(count)]

    def _arrange(self) -> None:
        columns = self._columns()
        elastic = next((i for i, column in enumerate(columns) if column.kind == "long"), None)
        if elastic is None or self._arranging:
            return
        self._arranging = True
        room, scale = self._view.viewport().width(), self._context.settings.point_size / BASE_POINTS
        least = round(columns[elastic].width * scale)
        for number in range(len(columns)):
            self._view.showColumn(number)
        for number in reversed(range(len(columns))):
            if columns[number].secondary and self._others(elastic) + least > room:
                self._view.hideColumn(number)
        self._view.setColumnWidth(elastic, max(round(least * SQUEEZED), room - self._others(elastic)))
        self._arranging = False

    def _others(self, elastic: int) -> int:
        count = self._view.model().columnCount()
        return sum(self._view.columnWidth(i) for i in range(count) if i != elastic)

    def _dragged(self, _section: int, _old: int, _new: int) -> None:
        if self._arranging:
            return
        count = self._view.model().columnCount()
        self._arranging = True  # hidden columns have no width: show them for the measuring
        hidden = [i for i in range(count) if self._view.isColumnHidden(i)]
        for number in hidden:
            self._view.showColumn(number)
        self._context.settings.widths[self._key()] = [self._view.columnWidth(i) for i in range(count)]
        for number in hidden:
            self._view.hideColumn(number)
        self._arranging = False
        self._save.start()

    def _later(self, _number: int) -> None:
        QTimer.singleShot(0, self.begin)  # after the style sheet has reached the table
