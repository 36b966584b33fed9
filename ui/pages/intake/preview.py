"""What was understood of one file: its tables, rows, columns, doubts, and what will be taken in."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QSizePolicy, QTabWidget, QVBoxLayout, QWidget

from dczg_desktop.services.imports import Preview
from ui.context import Context
from ui.pages.intake.lists import PlaceList
from ui.pages.intake.mapping import MappingPanel
from ui.pages.intake.rows import ImportRows, cell_of
from ui.pages.intake.table import RowsPanel
from ui.pages.intake.words import CONTAINERS, IMPORTABLE, KINDS, reason_not_taken
from ui.pages.ledger.acting import allow
from ui.widgets.list_detail import ListDetail
from ui.widgets.words import button, ground, label, passage

SHOWN = ("新增", "已有", "跳过", "不导入", "有疑点")


class PreviewPanel(QWidget):
    """`accepted`, `another` and `remapped` are the three things a person can ask for."""

    accepted = Signal()
    another = Signal()
    remapped = Signal(int, dict)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.preview: Preview | None = None
        self.tables: list[ImportRows] = []
        self.is_busy = False
        self._about_file, self._notes = "", tuple[str, ...]()
        self.file, self.facts = label("", "heading"), passage("", "secondary")
        self.another_button = button("换一个文件")
        self.chooser, self.only = QComboBox(), QComboBox()
        self.notice, self.reason = ground("notice"), passage()
        self.rows = RowsPanel(context)
        self.mapping = MappingPanel()
        self.faults = PlaceList(context, "导入-疑点", ("单元格", "疑点", "原文"), "没有发现疑点")
        self.left_out = PlaceList(context, "导入-未列入", ("行", "是什么", "原文"), "每一行都作为记录读入了")
        self.tabs = QTabWidget()
        self.source = QLineEdit()
        self.count = label("", "secondary")
        self.accept_button = button("导入(&I)", "primary")
        self._lay_out()
        self.chooser.currentIndexChanged.connect(self._show_table)
        self.only.currentIndexChanged.connect(lambda: self.rows.filter(str(self.only.currentData())))
        self.rows.changed.connect(self.enable)
        self.mapping.changed.connect(lambda wishes: self.remapped.emit(self.index, wishes))
        self.faults.pointed.connect(self._jump)
        self.another_button.clicked.connect(self.another)
        self.accept_button.clicked.connect(self.accepted)

    def _lay_out(self) -> None:
        inside = QVBoxLayout(self.notice)
        inside.setContentsMargins(12, 6, 12, 6)
        inside.addWidget(self.reason)
        self.notice.setProperty("tone", "warning")
        head = QHBoxLayout()
        head.addWidget(self.file)
        head.addStretch(1)
        for widget in (self.chooser, self.only, self.another_button):
            head.addWidget(widget)
        self.chooser.setAccessibleName("工作表")
        self.only.setAccessibleName("显示哪些行")
        for title, panel in (("列对应", self.mapping), ("疑点", self.faults), ("未列入的行", self.left_out)):
            self.tabs.addTab(panel, title)
        self.tabs.setDocumentMode(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(7)
        layout.addLayout(head)
        layout.addWidget(self.facts)
        layout.addWidget(self.notice)
        middle = ListDetail(self._context, self.rows, self.tabs, (60, 40))
        middle.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)  # both sides scroll
        middle.setMinimumHeight(self.fontMetrics().lineSpacing() * 13)
        layout.addWidget(middle, 1)
        layout.addLayout(self._foot())

    def _foot(self) -> QHBoxLayout:
        self.source.setPlaceholderText("按各表的标题")
        name = label("来源名称(&N)")
        name.setBuddy(self.source)
        foot = QHBoxLayout()
        foot.addWidget(name)
        foot.addWidget(self.source, 1)
        foot.addWidget(self.count)
        foot.addWidget(self.accept_button)
        return foot

    @property
    def index(self) -> int:
        """Which table is shown."""
        return max(0, self.chooser.currentIndex())

    def leave_out(self) -> frozenset[tuple[int, int]]:
        """(table, row) of what was unticked."""
        return frozenset(
            (table, rows.line(number).record.row)
            for table, rows in enumerate(self.tables)
            for number in rows.left_out
        )

    def taken(self) -> int:
        """How many rows will be taken in."""
        return self.preview.count("新增") - len(self.leave_out()) if self.preview else 0

    def show_preview(self, preview: Preview, *, is_new: bool = True) -> None:
        """Show a file; with `is_new` off it is the same file, corrected or read again: ticks and table stay."""
        ticks = [] if is_new else [rows.left_out for rows in self.tables]
        index = 0 if is_new else self.index
        today = self._context.ledger.today()
        self.preview = preview
        self.tables = [
            ImportRows(preview, number, today, ticks[number] if number < len(ticks) else None)
            for number in range(len(preview.reading.tables))
        ]
        if is_new:
            self.source.setText(_proposed_source(preview))
            self.mapping.forget()
        self._show_file(preview)
        self.chooser.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self.chooser.clear()
        for table in preview.reading.tables:
            kind = KINDS.get(table.kind, "不明表格")
            self.chooser.addItem(f"{table.sheet}（{kind}，{len(table.records)} 行）")
        best = next((n for n, table in enumerate(preview.reading.tables) if table.kind in IMPORTABLE), 0)
        self.chooser.setCurrentIndex(best if is_new else min(index, self.chooser.count() - 1))
        self.chooser.setVisible(self.chooser.count() > 1)
        self.chooser.blockSignals(False)  # noqa: FBT003 - Qt's own signature
        self._show_table()

    def _show_file(self, preview: Preview) -> None:
        reading = preview.reading
        self.file.setText(reading.file_name)
        kind = CONTAINERS.get(reading.container, reading.container)
        parts = [kind, f"编码 {reading.encoding}" if reading.encoding else "", f"{len(reading.tables)} 张表"]
        self._about_file = "，".join(part for part in parts if part)
        self._notes = reading.notes

    def _show_table(self) -> None:
        if self.preview is None:
            return
        rows = self.tables[self.index]
        table = rows.table
        heads = "、".join(str(number) for number in table.header_rows)
        facts = [
            self._about_file,
            f"标题：{' '.join(table.title.split())}" if table.title else "",
            f"表头在第 {heads} 行，数据从第 {table.first_data_row} 行起" if heads else "",
        ]
        self.facts.setText("\n".join(["　　".join(part for part in facts if part), *self._notes]))
        words = reason_not_taken(table.kind)
        self.reason.setText(words)
        self.notice.setVisible(bool(words))
        self._offer(rows)
        self.rows.show_rows(rows)
        self.mapping.show_table(table, self.index)
        self.faults.show_places([(cell_of(f.place), f.message, f.value) for f in table.faults])
        self.left_out.show_places([(str(one.row), one.why, one.text) for one in table.left_out])
        self.tabs.setTabText(1, f"疑点 {len(table.faults)}" if table.faults else "疑点")
        self.tabs.setTabText(2, f"未列入的行 {len(table.left_out)}" if table.left_out else "未列入的行")
        self.enable()

    def _offer(self, rows: ImportRows) -> None:
        self.only.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self.only.clear()
        self.only.addItem(f"全部 {len(rows.table.records)} 行", "")
        for word in SHOWN:
            if count := len(rows.ids(word, None)):
                self.only.addItem(f"{word} {count} 行", word)
        self.only.blockSignals(False)  # noqa: FBT003 - Qt's own signature

    def enable(self) -> None:
        """Tell how much will be taken in, and why nothing can be when that is so."""
        count = self.taken()
        self.accept_button.setText(f"导入 {count} 条(&I)" if count else "导入(&I)")
        preview = self.preview
        if preview is None:
            return
        left = len(self.leave_out())
        parts = [f"新增 {preview.count('新增') - left}"]
        parts += [
            f"{word} {n}"
            for word, n in (("已有", preview.count("已有")), ("跳过", preview.count("跳过")))
            if n
        ]
        parts += [f"不导入 {left}"] * bool(left)
        self.count.setText("　".join(parts))
        none = "没有可以导入的新记录：台账里已有，或者不是问题、信访件" if not left else "没有勾选任何一行"
        busy = "正在办理上一件事，请等它做完" if self.is_busy else ""
        allow(self.accept_button, busy or ("" if count else none), "导入前自动备份；导入后可以整批撤销")
        allow(self.another_button, busy)
        self.mapping.set_open(is_open=not busy)

    def _jump(self, cell: str) -> None:
        self.only.setCurrentIndex(0)
        self.rows.jump(cell)


def _proposed_source(preview: Preview) -> str:
    """The common title of the tables that will be taken in; the file's name when they have none."""
    titles = {table.title.split("\n")[0] for table in preview.reading.tables if table.kind in IMPORTABLE}
    if len(titles) > 1:
        return ""
    return next(iter(titles), "") or preview.path.stem
