"""What was understood of one file on one screen: its rows, what the ledger has of them, columns, doubts, what will be done.

Another panel about the file is a further tab of `tabs`, or stands in their place in `middle`; another act about it is a
button in `acts`.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from dczg_desktop.base.errors import Fault
from dczg_desktop.services.importing.doubted import cell_of
from dczg_desktop.services.importing.imports import Preview
from dczg_desktop.services.importing.lights import with_lights
from ui.context import Context
from ui.pages.intake.compare import ComparePanel
from ui.pages.intake.draft import Draft
from ui.pages.intake.head import FileHead
from ui.pages.intake.lists import PlaceList
from ui.pages.intake.mapping import MappingPanel
from ui.pages.intake.questions import Questions
from ui.pages.intake.rows import OPEN, ImportRows
from ui.pages.intake.table import RowsPanel
from ui.pages.intake.verdicts import VerdictBar
from ui.pages.intake.words import FIELD_NAMES
from ui.widgets.list_detail import ListDetail
from ui.widgets.words import allow, button, in_tab_order, label, passage


class PreviewPanel(QWidget):
    """`accepted` and `another` are what a person can ask for; `mended` that the file be read with other corrections.

    `go_on` asks that a comparison that was stopped be finished. `remapped` carries a table and its whole assignment of columns, `forget_asked` a table whose remembered one is to go.
    """

    accepted, another, mended, go_on = Signal(), Signal(), Signal(), Signal()
    remapped = Signal(int, dict)
    forget_asked = Signal(int)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.draft: Draft | None = None
        self.tables: list[ImportRows] = []
        self._shown_faults: list[Fault] | None = None
        self.is_busy = self.is_writing = False
        self.head, self.questions, self.verdicts = FileHead(), Questions(), VerdictBar()
        self.rows = RowsPanel(context)
        self.compare, self.mapping = ComparePanel(), MappingPanel()
        self.faults = PlaceList(context, "导入-疑点", ("单元格", "疑点", "原文", "建议"), "没有发现疑点")
        self.left_out = PlaceList(context, "导入-未列入", ("行", "是什么", "原文"), "每一行都作为记录读入了")
        self.tabs, self.middle = QTabWidget(), QStackedWidget()
        self.count, self.why_not = label("", "secondary"), passage("", "fault")
        self.next_button = button("下一条待选择(&Z)", "link")
        self.on_button = button("继续比对(&B)")
        self.accept_button = button("导入(&I)", "primary")
        self.acts = QHBoxLayout()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        for title, panel in (
            ("比对", self.compare),
            ("列对应", self.mapping),
            ("疑点", self.faults),
            ("未列入", self.left_out),
        ):
            self.tabs.addTab(panel, title)
        self.tabs.setDocumentMode(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(7)
        layout.addWidget(self.head)
        layout.addWidget(self.questions)
        layout.addWidget(self.verdicts)
        self.middle.addWidget(ListDetail(self._context, self.rows, self.tabs, (60, 40)))
        self.middle.setSizePolicy(
            QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored
        )  # both sides scroll
        self.middle.setMinimumHeight(self.fontMetrics().lineSpacing() * 13)
        layout.addWidget(self.middle, 1)
        foot, told = QHBoxLayout(), QVBoxLayout()
        told.setSpacing(0)
        told.addWidget(self.count)
        told.addWidget(self.why_not)
        foot.addLayout(told, 1)
        foot.addWidget(self.next_button)
        foot.addWidget(self.on_button)
        foot.addLayout(self.acts)
        foot.addWidget(self.accept_button)
        layout.addLayout(foot)

    def _connect(self) -> None:
        self.head.table_chosen.connect(self._show_table)
        self.head.another.connect(self.another)
        self.head.told.connect(self.mended)
        self.verdicts.chosen.connect(self.rows.filter)
        self.rows.changed.connect(self.show_choices)
        self.rows.chosen.connect(self._show_row)
        self.rows.way_asked.connect(lambda: self.tabs.setCurrentWidget(self.compare))
        self.rows.corrected.connect(self._correct)
        self.rows.column_asked.connect(self._leave_column)
        self.compare.changed.connect(self.show_choices)
        self.mapping.changed.connect(self._assign)
        self.mapping.column_asked.connect(self._leave_column)
        self.questions.answered.connect(self._answer)
        self.questions.settled.connect(self.rows.begin)
        self.questions.changed.connect(self._order_keys)
        self.questions.forget_asked.connect(lambda: self.forget_asked.emit(self.index))
        self.questions.mapping_asked.connect(self._look_at_columns)
        self.questions.lights_told.connect(lambda way: self._assign({}, way))
        self.faults.pointed.connect(self._jump)
        self.faults.opened.connect(self._mend)
        self.next_button.clicked.connect(self.show_undecided)
        self.accept_button.clicked.connect(self.accepted)
        self.on_button.clicked.connect(self.go_on)

    def _order_keys(self) -> None:
        """What was made anew comes in the tab order where it stands; Qt puts it at the end."""
        acts = [self.acts.itemAt(number).widget() for number in range(self.acts.count())]
        above = [self.head.source, *self.questions.buttons.values(), *self.verdicts.buttons.values()]
        rows = [self.rows.grid] if self.rows.grid is not None else []
        beside = [self.tabs, *self.compare.stops(), *self.mapping.choices.values()]
        in_tab_order([*above, *rows, *beside])
        in_tab_order([self.next_button, self.on_button, *(one for one in acts if one), self.accept_button])

    @property
    def preview(self) -> Preview | None:
        """The file as it is shown."""
        return self.draft.preview if self.draft else None

    @property
    def index(self) -> int:
        """Which table is shown."""
        return self.head.index

    def show_preview(self, preview: Preview, senders: list[str], *, is_new: bool = True) -> None:
        """Show a file; with `is_new` off it is the same file, corrected or read again: choices and table stay."""
        if is_new or self.draft is None:
            self.draft = Draft(preview)
            self.rows.rows = None  # those of another file begin at the top
            self.mapping.forget()
            self.questions.begin()
            self.verdicts.choose("")
        else:
            self.draft.take(preview)
        today = self._context.ledger.today()
        self.tables = [ImportRows(self.draft, number, today) for number in range(len(preview.shown.tables))]
        self.head.show_file(preview, senders, is_new=is_new)
        self._show_table()

    def begin(self) -> None:
        """A new file: the cursor stands on its first row."""
        self.rows.begin()

    def _show_table(self) -> None:
        if self.draft is None:
            return
        rows = self.tables[self.index]
        table = rows.table
        self.head.show_table(rows)
        self.questions.show_table(self.draft, self.index)
        self.verdicts.show_rows(rows)
        self.rows.show_rows(rows, self.verdicts.only)
        self.mapping.show_table(table, self.index, rows.left_out)
        self._show_faults()
        self.left_out.show_places([(one.place or str(one.row), one.why, one.text) for one in table.left_out])
        doubtful = self.mapping.doubtful()
        self.tabs.setTabText(1, f"列对应 {doubtful}" if doubtful else "列对应")
        self.tabs.setTabText(3, f"未列入 {len(table.left_out)}" if table.left_out else "未列入")
        self._show_row()
        self.enable()

    def _show_faults(self) -> None:
        """The doubts of the rows that are not left out; drawn anew only when they are others than before."""
        faults = self.tables[self.index].standing_faults()
        if faults != self._shown_faults:
            self._shown_faults = faults
            told = [(one, *one.parts()) for one in faults]
            self.faults.show_places([(cell_of(f.place), wrong, f.value, advice) for f, wrong, advice in told])
        self.tabs.setTabText(2, f"疑点 {len(faults)}" if faults else "疑点")

    def _show_row(self) -> None:
        number = self.rows.current()
        if self.draft is None or not number or self.rows.rows is None:
            self.compare.show_row(None, (0, 0))
            return
        kind = self.draft.preview.reading.tables[self.index].kind
        self.compare.show_row(self.draft, self.rows.rows.key(number), kind)
        self._order_keys()

    def show_choices(self) -> None:
        """Show what is done with each row now."""
        self.rows.refresh()
        self._show_row()
        self.verdicts.show_rows(self.tables[self.index])
        self._show_faults()
        self.enable()

    def show_undecided(self) -> None:
        """Go to the next row that waits for a word, in whichever table it stands."""
        for table, rows in enumerate(self.tables):
            if found := rows.ids(OPEN, None):
                self.head.chooser.setCurrentIndex(table)
                self.verdicts.choose("")
                if self.rows.grid is not None:
                    later = [number for number in found if number > self.rows.current()]
                    self.rows.grid.choose((later or list(found))[0])
                self.tabs.setCurrentWidget(self.compare)
                self.compare.begin()
                return

    def _look_at_columns(self) -> None:
        self.tabs.setCurrentWidget(self.mapping)
        self.mapping.look()

    def _assign(self, wishes: dict[str, str], way: str = "") -> None:
        """Ask for another assignment of columns, or for the same with what the lights of the table stand for."""
        if self.preview is not None:
            columns = wishes or dict.fromkeys(FIELD_NAMES, "") | self.tables[self.index].table.mapping
            self.remapped.emit(self.index, with_lights(self.preview, self.index, columns, way))

    def _correct(self, row: int, letter: str, text: str | None) -> None:
        if self.draft is not None:
            edits = self.draft.edits[self.index].with_cell((row, letter), text)
            self.draft.edit(self.index, edits)
            self.mended.emit()

    def _leave_column(self, letter: str, left_out: bool) -> None:  # noqa: FBT001 - a signal's value
        if self.draft is not None:
            edits = self.draft.edits[self.index].with_column(letter, left_out=left_out)
            self.draft.edit(self.index, edits)
            self.mended.emit()

    def _answer(self, what: str, taken: bool) -> None:  # noqa: FBT001 - a signal's value
        if self.draft is None:
            return
        is_behind = self.draft.answer_hidden(self.index, what, taken=taken)
        self._show_table()
        if is_behind:
            self.rows.begin()  # what is still asked may be another thing when the file was read again
            self.mended.emit()

    def enable(self) -> None:
        """Tell what will be done, and why nothing can be when that is so."""
        if self.draft is None:
            return
        counts = self.draft.counts()
        self.accept_button.setText(f"导入 {counts.acts} 条(&I)" if counts.acts else "导入(&I)")
        parts = ((counts.new, "新增"), (counts.updates, "更新"), (counts.numbers, "另一编号"), (counts.left, "不导入"), (counts.registered, "已登记"),
                 (counts.merged, "合并在上一行的"), (counts.undecided, "待选择"), (counts.waiting, "还没有比对完"))  # fmt: skip
        words = [f"{name} {count}" for count, name in parts if count]
        if counts.values:
            words.insert(words.index(f"更新 {counts.updates}") + 1, f"（{counts.values} 处）")
        whole = "整个文件：" if len(self.tables) > 1 and words else ""
        self.count.setText(whole + "　".join(words).replace("　（", "（"))
        self.next_button.setVisible(bool(counts.undecided))
        self.on_button.setVisible(bool(counts.waiting) and not self.is_busy)
        busy = "正在办理上一件事，请等它做完" if self.is_busy else ""
        why_not = self._why_not()
        tip = "导入前自动备份；导入后可以整批撤销，包括更新的内容"
        allow(self.accept_button, busy or why_not, tip)
        self.why_not.setText(f"还不能导入：{why_not}。" if why_not else "")
        self.why_not.setVisible(bool(why_not))
        allow(self.head.another_button, busy)
        self.mapping.set_open(is_open=not busy)
        self.rows.set_open(is_open=not self.is_writing)

    def doubtful_taken(self) -> int:
        """How many rows go into the ledger with something that was asked about and not put right."""
        return sum(rows.is_taken(number) for rows in self.tables for number in rows.doubtful)

    def _why_not(self) -> str:
        """Why the file cannot be taken in now."""
        if self.draft is None:
            return ""
        counts = self.draft.counts()
        if self.draft.unanswered():
            return "请先回答上面的问题：隐藏的行、列读入还是不读入"
        if counts.waiting:
            return f"还有 {counts.waiting} 行没有与台账比对完，请点“继续比对”"
        if notices := self.draft.open_notices:
            return f"还有 {notices} 件销号公示没有登记，请点“登记销号公示”选定是哪个问题；台账里没有这个问题的，在右边选“作为新的问题”"
        if counts.undecided:
            why = "与台账里的记录相似" if self.draft.open_ones_are_known else "要由您决定"
            return f"还有 {counts.undecided} 行{why}，请先选怎样处理"
        if not counts.acts and counts.registered:
            return "公示已经登记，没有别的要导入"
        if not counts.acts:
            return "没有要导入的行：台账里已有，不是问题、信访件，或没有勾选"
        return ""

    def _jump(self, cell: str) -> None:
        self.verdicts.choose("")
        self.rows.jump(cell)

    def _mend(self, cell: str) -> None:
        self.verdicts.choose("")
        self.rows.mend(cell)
