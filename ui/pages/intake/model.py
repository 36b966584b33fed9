"""The model of a foreign table: what is wrong with a cell stands in its tip, cells of the file can be corrected."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.models.grid import GridModel, Index
from ui.pages.intake.rows import TAKE, WAY, ImportRows
from ui.widgets.columns import text_of
from ui.widgets.words import tip_of


class ImportModel(GridModel):
    """Adds to a cell's tip what is wrong with it; cells of the file can be corrected."""

    corrected = Signal(int, str, str)
    """Id of the row, letter of the column, the new text."""

    def __init__(self, rows: ImportRows, parent: QWidget) -> None:
        super().__init__(tuple(rows.columns()), rows.ids, rows.rows, parent)
        self.source = rows
        self.is_open = True

    def exchange(self, rows: ImportRows) -> bool:
        """Show the same table corrected; False when its columns are others now."""
        columns = tuple(rows.columns())
        if [one.key for one in columns] != [one.key for one in self.columns]:
            return False
        self.columns, self.source = columns, rows
        self._ask_ids, self._ask_rows = rows.ids, rows.rows
        self.reload()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(columns) - 1)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and self.is_open and self.source.is_cell(self.columns[index.column()].key):
            return flags | Qt.ItemFlag.ItemIsEditable
        return flags

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or str(value) == self._raw(index):
            return False
        self.corrected.emit(self.ids_at(index.row()), self.columns[index.column()].key, str(value))
        return True

    def faults_at(self, index: Index) -> list[str]:
        """What is wrong with a cell."""
        return self.source.faults(self.ids_at(index.row()), self.columns[index.column()].key)

    def ids_at(self, row: int) -> int:
        """The id of a line."""
        return int(self._ids[row])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.EditRole and index.isValid():
            return self._raw(index)
        if role == Qt.ItemDataRole.ToolTipRole and index.isValid():
            return tip_of(self._tip(index))
        return super().data(index, role)

    def _raw(self, index: Index) -> str:
        """The cell as it was read, for the editor."""
        return text_of(self._value(index), self.columns[index.column()].kind)

    def _tip(self, index: Index) -> str:
        key = self.columns[index.column()].key
        if key == TAKE:
            return "勾选的行导入；点一下或按空格键改变"
        if key == WAY:
            return "点一下，在右边选怎样处理"
        original = self.source.read_as(self.ids_at(index.row()), key)
        text = str(super().data(index, Qt.ItemDataRole.AccessibleTextRole) or "")
        lines = [f"▲ {one}" for one in self.faults_at(index)] + [text]
        lines += [
            f"图片 {one.name}（{one.where}），导入时存为佐证"
            for one in self.source.pictures(self.ids_at(index.row()), key)
        ]
        lines += [f"读入时为：{original or '〔空〕'}"] if original is not None else []
        return "\n".join(lines).strip()
