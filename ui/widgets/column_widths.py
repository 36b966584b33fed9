"""Widths of a grid's columns: remembered, fitted to the window, scaled with the type."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QTableView

from ui.context import Context
from ui.widgets.columns import GridColumn, Role

BASE_POINTS = 11
SQUEEZED = 0.75
"""Share of its width down to which a long column gives way before the grid scrolls sideways."""


class ColumnWidths(QObject):
    """Lays out the columns of one table; `name` is where its widths are kept in the settings.

    The `long` columns share what is left; if nothing is left, `secondary` columns disappear.
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
        scale = self._context.settings.point_size / BASE_POINTS
        least = {i: round(one.width * scale) for i, one in enumerate(columns) if one.kind == "long"}
        if not least or self._arranging:
            return
        self._arranging = True
        for number in range(len(columns)):
            self._view.showColumn(number)
        for number in reversed(range(len(columns))):
            if columns[number].secondary and self._spare(least) < 0:
                self._view.hideColumn(number)
        spare, shown = self._spare(least), [i for i in least if not self._view.isColumnHidden(i)]
        for left, number in zip(range(len(shown), 0, -1), shown, strict=True):
            share = spare // left
            spare -= share
            self._view.setColumnWidth(number, max(round(least[number] * SQUEEZED), least[number] + share))
        self._arranging = False

    def _spare(self, least: Mapping[int, int]) -> int:
        """What is left when every column in sight has its width, the long ones the least they ask for."""
        shown = (i for i in range(self._view.model().columnCount()) if not self._view.isColumnHidden(i))
        return self._view.viewport().width() - sum(least.get(i) or self._view.columnWidth(i) for i in shown)

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
