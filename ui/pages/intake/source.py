"""原文对照: the document on the left, the fields of one record on the right, and which came from where."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from dczg_desktop.base.text import excerpt
from dczg_desktop.services.importing.imports import Preview
from dczg_desktop.services.importing.origin import cells_of
from dczg_desktop.services.importing.promises import Base, planned_measures, years_of
from dczg_desktop.services.importing.source_text import Passage, SourceLine
from ui.pages.intake.source_view import Record, SourceView
from ui.pages.intake.words import FIELD_NAMES
from ui.pages.ledger.table import SmallTable, TableRow
from ui.widgets.scroll import scrolled
from ui.widgets.words import allow, button, label, passage

HINT = "点一个字段，原文里标出它的出处；点原文（或用方向键移动光标），右边选中读入它的字段。"
NOBODY = "这里的文字没有读入任何字段。"


class SourcePanel(QWidget):
    """`chosen` carries the record (table, row) that was turned to here."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._preview: Preview | None = None
        self._today: date | None = None
        self._records: list[Record] = []
        self.chooser = QComboBox()
        self.text = SourceView()
        self.fields = SmallTable("读入的字段", ("字段", "读入的内容", "出处"), (5.5, 0, 5), 1)
        self.left_button = button("下一处没有读入的文字(&K)")
        self.legend, self.told = passage("", "secondary"), passage(HINT, "secondary")
        self._lay_out()
        self.chooser.currentIndexChanged.connect(self._turn)
        self.fields.chosen.connect(self._mark)
        self.text.pointed.connect(self._point)
        self.left_button.clicked.connect(self._show_left)

    def _lay_out(self) -> None:
        self.chooser.setAccessibleName("记录")
        self.chooser.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.chooser.setMinimumContentsLength(18)
        head, top = QHBoxLayout(), QHBoxLayout()
        head.addWidget(label("原文", "strong"))
        head.addWidget(self.legend, 1)
        head.addWidget(self.left_button)
        name = label("记录(&R)", "strong")
        name.setBuddy(self.chooser)
        top.addWidget(name)
        top.addWidget(self.chooser, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(10)
        split.addWidget(_side(head, self.text))
        split.addWidget(_side(top, self.told, scrolled(_side(self.fields))))
        split.setSizes([560, 440])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(split)

    def show_source(self, preview: Preview, lines: Sequence[SourceLine], today: date) -> None:
        """Show a document with its records."""
        self._preview, self._today = preview, today
        self._records = [
            (index, record.row)
            for index, table in enumerate(preview.shown.tables)
            for record in table.records
        ]
        with QSignalBlocker(self.chooser):
            self.chooser.clear()
            for number, (index, row) in enumerate(self._records, start=1):
                self.chooser.addItem(f"{number}/{len(self._records)}　{self._title(index, row)}")
        self.text.show_lines(lines)
        count = self.text.left
        self.legend.setText(
            f"波浪线：没有读入的文字 {count} 处；蓝底：这条记录读入的；绿底：选中的字段" if count
            else "每一段文字都读入了；蓝底：这条记录读入的；绿底：选中的字段"
        )  # fmt: skip
        allow(self.left_button, "" if count else "每一段文字都读入了")
        self._turn()

    def show_record(self, record: Record) -> None:
        """Turn to a record."""
        if record in self._records:
            self.chooser.setCurrentIndex(self._records.index(record))

    def record(self) -> Record | None:
        """The record shown."""
        number = self.chooser.currentIndex()
        return self._records[number] if 0 <= number < len(self._records) else None

    def _title(self, index: int, row: int) -> str:
        fields = self._fields((index, row))
        number = fields.get("number") or fields.get("sequence") or ""
        return f"{number}　{excerpt(fields.get('description', '') or '（没有问题描述）', 40)}".strip()

    def _fields(self, record: Record) -> dict[str, str]:
        if self._preview is None:
            return {}
        table = self._preview.shown.tables[record[0]]
        found = next(one for one in table.records if one.row == record[1])
        return {name: text for name, text in {**found.fields, **found.extra}.items() if text}

    def _turn(self) -> None:
        record = self.record()
        if record is None or self._preview is None:
            self.fields.show_rows([])
            return
        table = self._preview.shown.tables[record[0]]
        found = next(one for one in table.records if one.row == record[1])
        texts, places = self._fields(record), cells_of(table, found)
        rows = []
        for column in table.columns:
            name = column.field or column.header
            if name in texts:
                place = places.get(name, "")
                title = FIELD_NAMES.get(column.field or "", column.header)
                rows.append(TableRow(name, (title, texts[name], place)))
            if name == "measures" and name in texts and self._today:
                rows += _measures(texts[name], years_of(table, found, self._today))
        self.fields.clearSelection()
        self.fields.show_rows(rows)
        self.told.setText(HINT)
        self.text.show_record(record)
        self.chosen.emit(record)

    def _mark(self) -> None:
        keys = self.fields.selected_keys()
        self.text.show_record(self.record(), keys[0] if keys else "", scroll=bool(keys))

    def _point(self, found: Passage | None) -> None:
        if found is None:
            self.told.setText(NOBODY)
            self.fields.clearSelection()
            return
        self.told.setText(HINT)
        if self.record() != (found.table, found.row):
            cursor = self.text.textCursor()
            self.show_record((found.table, found.row))
            with QSignalBlocker(self.text):
                self.text.setTextCursor(cursor)
        with QSignalBlocker(self.fields):
            self.fields.choose(found.name)
        self.text.show_record(self.record(), found.name, scroll=False)

    def _show_left(self) -> None:
        if words := self.text.next_left():
            self.fields.clearSelection()
            self.told.setText(f"没有读入：{excerpt(words, 80)}")
            self.text.setFocus()


def _measures(plan: str, base: Base) -> list[TableRow]:
    """How a text of measures will be taken apart: one row a measure, with its unit, time and milestones."""
    rows = []
    for number, one in enumerate(planned_measures(plan, base), start=1):
        due = f"（{one.due}）" if one.due else ""
        parts = [excerpt(one.text, 60), f"单位：{one.unit}" if one.unit else ""]
        parts += [f"时限：{one.deadline}{due}" if one.deadline else ""]
        parts += [f"节点：{node}" for node in one.nodes]
        parts += [f"周期，只留文字：{'、'.join(dict.fromkeys(one.recurring))}" if one.recurring else ""]
        rows.append(TableRow("measures", (f"　第{number}条", "\n".join(filter(None, parts)), "")))
    return rows


def _side(*parts: QHBoxLayout | QWidget) -> QWidget:
    """Parts below each other, as high as they need; a scrolled one or a text takes the rest."""
    whole = QWidget()
    layout = QVBoxLayout(whole)
    layout.setContentsMargins(0, 0, 0, 0)
    for part in parts:
        if isinstance(part, QHBoxLayout):
            layout.addLayout(part)
        else:
            layout.addWidget(part)
    if isinstance(parts[-1], SmallTable):
        layout.addStretch(1)
    return whole
