"""How the cells of a foreign table are painted and edited."""

from functools import partial

from PySide6.QtCore import QAbstractItemModel, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyle, QStyleOptionButton, QStyleOptionViewItem, QWidget

from dczg_desktop.domain.comparison import Verdict
from ui.models.grid import Index
from ui.pages.intake.editor import CellEditor
from ui.pages.intake.model import ImportModel
from ui.pages.intake.rows import READ, TAKE, ImportRows
from ui.theme import colours
from ui.widgets.cells import CellPainter

CORNER, PAD = 9.0, 6.0
FADED = 165
"""How far (of 255) a row or column that is left out fades."""


class ImportCells(CellPainter):
    """Paints ticks, marks faults and corrections, fades what is left out; the editor of a cell takes several lines."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, ImportModel):
            return
        super().paint(painter, option, index)
        box = QRectF(option.rect)  # type: ignore[attr-defined]
        key, number = model.columns[index.column()].key, model.ids_at(index.row())
        if key == TAKE:
            self._paint_tick(painter, option, box, model.source, number)
            return
        if key in model.source.left_out or (
            (model.source.is_cell(key) or key == READ)
            and not model.source.is_taken(number)
            and _is_decided(model, number)
        ):
            veil = QColor(colours.CARD)
            veil.setAlpha(FADED)
            painter.fillRect(box.adjusted(0, 0, -1, -1), veil)
        elif model.faults_at(index):
            self._paint_mark(painter, box.adjusted(1, 1, -2, -2), colours.RED, framed=True)
        if count := len(model.source.pictures(number, key)):
            self._paint_pictures(painter, box, count)
        if model.source.read_as(number, key) is not None:
            self._paint_mark(painter, box.adjusted(1, 1, -2, -2), colours.ACCENT, framed=False)

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, _index: Index) -> QWidget:
        editor = CellEditor(parent)
        editor.kept.connect(partial(self._close, editor, keep=True))
        editor.dropped.connect(partial(self._close, editor, keep=False))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, CellEditor):
            editor.setPlainText(str(index.data(Qt.ItemDataRole.EditRole) or ""))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, CellEditor):
            model.setData(index, editor.toPlainText(), Qt.ItemDataRole.EditRole)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        room = editor.parentWidget()
        if isinstance(editor, CellEditor) and room is not None:
            editor.put_over(option.rect, room.rect())  # type: ignore[attr-defined]

    def _close(self, editor: CellEditor, *, keep: bool) -> None:
        if keep:
            self.commitData.emit(editor)
        self.closeEditor.emit(editor)

    def _paint_tick(
        self, painter: QPainter, option: QStyleOptionViewItem, box: QRectF, rows: ImportRows, number: int
    ) -> None:
        view = option.widget  # type: ignore[attr-defined]
        painter.fillRect(box.adjusted(0, 0, -1, -1), QColor(colours.CARD))
        if not rows.may_be_taken(number):
            return
        tick = QStyleOptionButton()
        style = view.style()
        tick.rect = style.subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, tick, view)  # type: ignore[attr-defined]
        tick.rect.moveCenter(box.center().toPoint())  # type: ignore[attr-defined]
        on = QStyle.StateFlag.State_On if rows.is_taken(number) else QStyle.StateFlag.State_Off
        tick.state = QStyle.StateFlag.State_Enabled | on  # type: ignore[attr-defined]
        style.drawPrimitive(QStyle.PrimitiveElement.PE_IndicatorCheckBox, tick, painter, view)

    def _paint_pictures(self, painter: QPainter, box: QRectF, count: int) -> None:
        """How many pictures come along with the row, in the lower corner of the cell they stand in."""
        words = f"图 {count} 张"
        metrics = painter.fontMetrics()
        size = QSizeF(metrics.horizontalAdvance(words) + 2 * PAD, metrics.height() + 2)
        badge = QRectF(box.bottomRight() - QPointF(size.width() + 4, size.height() + 4), size)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colours.ACCENT), 1))
        painter.setBrush(QColor(colours.CARD))
        painter.drawRoundedRect(badge, 4, 4)
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, words)
        painter.restore()

    def _paint_mark(self, painter: QPainter, box: QRectF, colour: str, *, framed: bool) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if framed:
            painter.setPen(QPen(QColor(colour), 1.6))
            painter.drawRect(box)
        painter.setBrush(QColor(colour))
        painter.setPen(Qt.PenStyle.NoPen)
        corner = box.topRight() if framed else box.bottomRight()
        down = CORNER if framed else -CORNER
        painter.drawPolygon(QPolygonF([corner, corner - QPointF(CORNER, 0), corner + QPointF(0, down)]))
        painter.restore()


def _is_decided(model: ImportModel, number: int) -> bool:
    is_waiting = model.source.planned(number).verdict is Verdict.WAITING
    return not is_waiting and not model.source.draft.is_undecided(model.source.key(number))
