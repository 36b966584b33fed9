"""The two lines above the rows: the file, its tables, the office it came from and what its rows are of."""

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from dczg_desktop.services.importing.imports import Preview
from ui.pages.intake.rows import ImportRows
from ui.pages.intake.words import CONTAINERS, IMPORTABLE, KINDS
from ui.widgets.scroll import Bounded
from ui.widgets.words import button, label, passage

NOTE_LINES = 3
"""What there is to say about a file takes no more, so that the rows keep their room; the rest scrolls."""


class FileHead(QWidget):
    """`told` after the sending office or the source was given another name."""

    another, table_chosen, told = Signal(), Signal(), Signal()

    def __init__(self) -> None:
        super().__init__()
        self.file, self.facts, self.notes = label("", "heading"), passage("", "secondary"), passage()
        self._told_notes = Bounded(self.notes, NOTE_LINES)
        self.chooser, self.office = QComboBox(), QComboBox()
        self.source = QLineEdit()
        self.another_button = button("换一个文件(&H)")
        self._about_file = ""
        self._told = ("", "")
        self.office.setEditable(True)
        self._typed = QLineEdit()
        self.office.setLineEdit(self._typed)
        self.office.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.office.setMinimumContentsLength(14)
        self._lay_out()
        self.chooser.currentIndexChanged.connect(self.table_chosen)
        self.another_button.clicked.connect(self.another)
        self.source.editingFinished.connect(self._tell)
        self._typed.editingFinished.connect(self._tell)
        self.office.activated.connect(self._tell)

    def _lay_out(self) -> None:
        self.chooser.setAccessibleName("工作表")
        first, second = QHBoxLayout(), QHBoxLayout()
        first.addWidget(self.file)
        first.addWidget(self.facts, 1)
        first.addWidget(self.chooser)
        first.addWidget(self.another_button)
        self._typed.setPlaceholderText("表里没有写明，请选或填")
        for name, widget, share in (("报送单位(&U)", self.office, 1), ("来源名称(&N)", self.source, 2)):
            title = label(name)
            title.setBuddy(widget)
            second.addWidget(title)
            second.addWidget(widget, share)
        self.source.setPlaceholderText("按各表的标题")
        self.office.setToolTip("列对应按报送单位记住：同样的表，两个单位可以各有各的对应")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(first)
        layout.addWidget(self._told_notes)
        layout.addLayout(second)

    @property
    def index(self) -> int:
        """Which table is shown."""
        return max(0, self.chooser.currentIndex())

    def named(self) -> tuple[str, str]:
        """Sending office and source as they stand there."""
        return self.office.currentText().strip(), self.source.text().strip()

    def show_file(self, preview: Preview, senders: list[str], *, is_new: bool) -> None:
        """Show a file; with `is_new` off the chosen table stays."""
        reading = preview.shown
        index = self.index
        self.file.setText(reading.file_name)
        kind = CONTAINERS.get(reading.container, reading.container)
        parts = [kind, f"编码 {reading.encoding}" if reading.encoding else "", f"{len(reading.tables)} 张表"]
        self._about_file = "，".join(part for part in parts if part)
        self.notes.setText("\n".join(reading.notes))
        self.notes.setVisible(bool(reading.notes))
        with QSignalBlocker(self.chooser), QSignalBlocker(self.office):
            self.office.clear()
            self.office.addItems(senders)
            self.office.setCurrentText(preview.sender)
            self.source.setText(preview.source)
            self._told = self.named()
            self.chooser.clear()
            for table in reading.tables:
                words = KINDS.get(table.kind, "不明表格")
                self.chooser.addItem(f"{table.sheet}（{words}，{len(table.records)} 行）")
            best = next((n for n, table in enumerate(reading.tables) if table.kind in IMPORTABLE), 0)
            self.chooser.setCurrentIndex(best if is_new else min(index, self.chooser.count() - 1))
            self.chooser.setVisible(self.chooser.count() > 1)

    def show_table(self, rows: ImportRows) -> None:
        """Tell where the table stands in its file."""
        table = rows.table
        heads = "、".join(str(number) for number in table.header_rows)
        facts = [
            self._about_file,
            f"标题：{' '.join(table.title.split())}" if table.title else "",
            f"表头在第 {heads} 行，数据从第 {table.first_data_row} 行起" if heads else "",
        ]
        self.facts.setText("　　".join(part for part in facts if part))

    def _tell(self) -> None:
        if self.named() != self._told:
            self._told = self.named()
            self.told.emit()
