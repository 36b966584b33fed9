"""Columns of a table that stay at the left while the others are scrolled sideways: a second view laid over the first."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QFrame, QHeaderView, QTableView

EDGE = 2
"""The line at the right of what stays, as the style sheet draws it."""

Index = QModelIndex | QPersistentModelIndex


class FrozenColumns(QTableView):
    """Shown only while the table is scrolled sideways; `pressed_at` carries a cell that was clicked in it.

    It shares model and selection with the table under it and never has the keyboard.
    """

    pressed_at = Signal(QModelIndex)

    def __init__(self, under: QTableView, columns: Sequence[int], delegate: QAbstractItemDelegate) -> None:
        super().__init__(under)
        self._under, self._columns = under, frozenset(columns)
        self.setModel(under.model())
        self.setSelectionModel(under.selectionModel())
        self.setItemDelegate(delegate)
        delegate.setParent(self)
        self._dress()
        header = self.horizontalHeader()
        header.sectionClicked.connect(self._sort)
        under.horizontalHeader().sectionResized.connect(self.fit)
        under.horizontalHeader().geometriesChanged.connect(self.fit)
        under.horizontalHeader().sortIndicatorChanged.connect(self._show_order)
        under.horizontalScrollBar().valueChanged.connect(self.fit)
        under.verticalScrollBar().valueChanged.connect(self._follow)
        self.verticalScrollBar().valueChanged.connect(self._lead)
        self.clicked.connect(self.pressed_at)
        delegate.closeEditor.connect(self._give_back)
        self.hide()

    def _dress(self) -> None:
        under = self._under
        self.setObjectName("frozen")
        self.setAccessibleName("固定的列")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSelectionBehavior(under.selectionBehavior())
        self.setSelectionMode(under.selectionMode())
        self.setEditTriggers(under.editTriggers())
        self.setVerticalScrollMode(under.verticalScrollMode())
        self.setWordWrap(under.wordWrap())
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header, below = self.horizontalHeader(), under.horizontalHeader()
        header.setMinimumSectionSize(below.minimumSectionSize())
        header.setDefaultAlignment(below.defaultAlignment())
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(below.isSortIndicatorShown())
        header.setSortIndicator(below.sortIndicatorSection(), below.sortIndicatorOrder())

    @property
    def breadth(self) -> int:
        """How many pixels of the table it covers; 0 while it is not shown."""
        return self.width() if self.isVisibleTo(self._under) else 0

    def holds(self, column: int) -> bool:
        """Whether a column stays in sight."""
        return column in self._columns

    def fit(self, *_: object) -> None:
        """Lie over the table as it is now."""
        under = self._under
        for column in range(self.model().columnCount()):
            is_out = column not in self._columns or under.isColumnHidden(column)
            self.setColumnHidden(column, is_out)
            if not is_out:
                self.setColumnWidth(column, under.columnWidth(column))
        self.verticalHeader().setDefaultSectionSize(under.verticalHeader().defaultSectionSize())
        self.horizontalHeader().setFixedHeight(under.horizontalHeader().height())
        wide = self.horizontalHeader().length() + EDGE
        tall = under.horizontalHeader().height() + under.viewport().height()
        self.setGeometry(under.frameWidth(), under.frameWidth(), wide, tall)
        self.setVisible(under.horizontalScrollBar().value() > 0 and wide < under.viewport().width())
        self.verticalScrollBar().setValue(under.verticalScrollBar().value())
        self.raise_()

    def bare(self, index: Index) -> None:
        """Scroll the table so that a cell does not lie behind the columns that stay."""
        bar = self._under.horizontalScrollBar()
        hidden = self.breadth - self._under.visualRect(index).left()
        if not self.holds(index.column()) and hidden > 0:
            bar.setValue(bar.value() - hidden)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._under.setFocus(Qt.FocusReason.MouseFocusReason)
        super().mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self._under.contextMenuEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.angleDelta().x():
            self._under.horizontalScrollBar().event(event)
        else:
            super().wheelEvent(event)

    def _follow(self, place: int) -> None:
        self.verticalScrollBar().setValue(place)

    def _lead(self, place: int) -> None:
        self._under.verticalScrollBar().setValue(place)

    def _show_order(self, section: int, order: Qt.SortOrder) -> None:
        self.horizontalHeader().setSortIndicator(section, order)

    def _give_back(self, *_: object) -> None:
        """The keyboard goes on in the table."""
        self._under.setFocus()

    def _sort(self, section: int) -> None:
        header = self._under.horizontalHeader()
        again = (
            header.sortIndicatorSection() == section
            and header.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
        )
        header.setSortIndicator(
            section, Qt.SortOrder.DescendingOrder if again else Qt.SortOrder.AscendingOrder
        )
