"""The grid of problems: the deadline with its remark in colour and shape, F2 edits, Delete voids."""

from PySide6.QtCore import QItemSelectionModel, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter

from ui.context import Context
from ui.models.grid import GridModel
from ui.pages.ledger.lines import GAP, LedgerLine, shown_remark
from ui.theme import colours
from ui.theme.shapes import draw_marked_word
from ui.theme.status import LOOKS, look_of
from ui.widgets.cells import CellPainter
from ui.widgets.columns import GridColumn
from ui.widgets.grid import Grid


class LedgerCells(CellPainter):
    """Draws the deadline above its remark; everything else as in every grid."""

    def _paint_text(self, painter: QPainter, box: QRectF, text: str, column: GridColumn) -> None:
        if column.key != "due" or not text:
            # a code may be broken behind its hyphens, which a line break inside numbers does not allow
            shown = text.replace("-", "-\u200b") if column.key == "code" else text
            super()._paint_text(painter, box, shown, column)
            return
        day, _, remark = text.rpartition(GAP)
        if not day and remark.split(" ", 1)[0] not in LOOKS:
            day, remark = remark, ""
        lines = [words for words in (day, remark) if words]
        height = painter.fontMetrics().lineSpacing()
        top = box.center().y() - len(lines) * height / 2
        for number, words in enumerate(lines):
            place = QRectF(box.x(), top + number * height, box.width() + 4, height)
            if words == remark:
                draw_marked_word(painter, place, shown_remark(words), look_of(words))
            else:
                painter.setPen(QColor(colours.TEXT))
                cut = painter.fontMetrics().elidedText(
                    words, Qt.TextElideMode.ElideRight, int(box.width()) + 2
                )
                painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, cut)


class LedgerGrid(Grid):
    """Tells, besides what every grid tells, that the user wants to edit or void the current row."""

    edit_wanted = Signal()
    void_wanted = Signal()
    selection_counted = Signal(int)

    def __init__(self, context: Context, empty: str) -> None:
        super().__init__("ledger", context, empty)
        self.setItemDelegate(LedgerCells(self))
        self.setAccessibleName("问题列表")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F2 and self.current_id() is not None:
            self.edit_wanted.emit()
        elif event.key() == Qt.Key.Key_Delete and self.count_selected():
            self.void_wanted.emit()
        else:
            super().keyPressEvent(event)

    def current_uid(self) -> str:
        """The problem of the current row; '' for none."""
        model, index = self.model(), self.currentIndex()
        line = model.row_at(index.row()) if isinstance(model, GridModel) and index.isValid() else None
        return line.uid if isinstance(line, LedgerLine) else ""

    def watch_selection(self) -> None:
        """Begin telling how many rows are selected; to be called once, after `show_model`.

        The header gets a selection of its own: otherwise each of its paintings walks through all
        selected rows, which takes 1.6 s when 100,000 are.
        """
        self.horizontalHeader().setSelectionModel(QItemSelectionModel(self.model(), self))
        self.selectionModel().selectionChanged.connect(self._count)
        self.model().modelReset.connect(self._count)

    def count_selected(self) -> int:
        """How many rows are selected, without walking through them."""
        return sum(bottom - top + 1 for top, bottom in self._blocks())

    def selected_ids(self) -> list[int]:
        """Ids of the selected rows from top to bottom, by blocks: Qt's own list takes 4.6 s for 100,000."""
        model = self.model()
        ids = model.ids() if isinstance(model, GridModel) else []
        return [ids[row] for top, bottom in self._blocks() for row in range(top, bottom + 1)]

    def _blocks(self) -> list[tuple[int, int]]:
        """First and last row of every block of the selection, from top to bottom."""
        if self.selectionModel() is None:
            return []
        found = self.selectionModel().selection()
        return sorted((found.at(n).top(), found.at(n).bottom()) for n in range(found.size()))

    def _count(self) -> None:
        self.selection_counted.emit(self.count_selected())
