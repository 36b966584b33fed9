"""Tab 统计: petitions by unit, place or batch against status and type; every number opens its rows."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from dczg_desktop.base.progress import Tick
from dczg_desktop.services.petitions.counts import BY, CountTable, count_table
from dczg_desktop.services.petitions.listing import PetitionChoices, PetitionQuery, petition_choices
from dczg_desktop.services.petitions.printing import count_report
from dczg_desktop.services.printed import Printed, write_report
from ui.context import Context
from ui.dialogs.print_preview import PrintPreview, made
from ui.pages.petitions.files import ask_target
from ui.pages.work_page import BUSY, WorkPage
from ui.reading import Reading
from ui.theme import colours
from ui.widgets.filter_bar import FilterBar
from ui.widgets.inquiry import Inquiry
from ui.widgets.words import allow, button, passage

NAME = "信访件统计表"
ONCE = "每件只计第一类"


class CountsPanel(WorkPage):
    """`rows_asked` carries the query that finds the petitions of a number."""

    rows_asked = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.shown: CountTable | None = None
        self.ask_target, self.show_document = ask_target, PrintPreview.ask
        self._reading, self.filters = Reading(self, context), FilterBar()
        self.filters.add_choice(
            "by", "按责任单位", [(f"按{BY['area'][0]}", "area"), (f"按{BY['batch'][0]}", "batch")]
        )
        self.source = self.filters.add_choice("source", "全部来源", [])
        self.filters.add_choice("batch", "全部批次", [])
        self.filters.add_choice("once", "一件多类型分别计", [ONCE])
        self.print_button, self.export_button = button("打印(&T)"), button("导出 Excel(&X)")
        for one in (self.print_button, self.export_button):
            self.filters.add_widget(one)
        self.inquiry = Inquiry(self, context)
        self.table = QTableWidget()
        self.table.setAccessibleName("统计表")
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.verticalHeader().hide()
        self.table.setAlternatingRowColors(False)
        self.note = passage("", "secondary")
        self.body.setContentsMargins(10, 10, 10, 10)
        self.body.addWidget(self.filters)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.note)
        self.filters.changed.connect(lambda _values: self._show())
        self.table.cellActivated.connect(self._open)
        self.table.cellDoubleClicked.connect(self._open)
        self.print_button.clicked.connect(self._print)
        self.export_button.clicked.connect(self._export)

    def reload(self) -> None:
        self._reading.ask(partial(petition_choices, self.context.ledger), self._offer)

    def _offer(self, choices: PetitionChoices) -> None:
        self.filters.set_options("source", choices.sources)
        self.source.setVisible(len(choices.sources) > 1)
        self.filters.set_options("batch", choices.batches)
        self._show()

    def enable(self) -> None:
        empty = "还没有信访件" if self.shown is None or not self.shown.rows[-1].numbers[0] else ""
        for one in (self.print_button, self.export_button):
            allow(one, BUSY if self.is_busy else empty)

    def _chosen(self) -> tuple[str, PetitionQuery, bool]:
        values = self.filters.values()
        return (
            values["by"] or "unit",
            PetitionQuery(source=values["source"], batch=values["batch"]),
            bool(values["once"]),
        )

    def _show(self) -> None:
        by, query, once = self._chosen()
        work = partial(_counted, self.context, by, query, once)
        self.inquiry.ask(work, self._put)

    def _put(self, table: CountTable) -> None:
        self.shown = table
        self.table.setColumnCount(len(table.columns) + 1)
        self.table.setRowCount(len(table.rows))
        heads = [table.heading, *(f"{upper}\n{name}" for upper, name, _ in table.columns)]
        self.table.setHorizontalHeaderLabels(heads)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(False)
        for row, counted in enumerate(table.rows):
            for column, words in enumerate(counted.words):
                self.table.setItem(
                    row, column, _cell(words, is_number=column > 0, is_total=row == len(table.rows) - 1)
                )
        self.note.setText(f"{table.note}　双击任何一个数字打开对应的信访件。")
        self.enable()

    def _open(self, row: int, column: int) -> None:
        if self.shown is not None and column > 0:
            self.rows_asked.emit(self.shown.cell(row, column - 1))
        elif self.shown is not None:
            self.rows_asked.emit(self.shown.rows[row].query)

    def _print(self) -> None:
        by, query, once = self._chosen()
        name = f"{NAME}.pdf"
        ledger = self.context.ledger
        work = partial(
            made,
            name,
            lambda target, tick: write_report(count_report(ledger, by, query, once=once), target, tick),
        )
        self.run(
            work, f"正在排版{NAME}", lambda content: self.show_document(self, self.context, content, name)
        )

    def _export(self) -> None:
        by, query, once = self._chosen()
        target = self.ask_target(self, f"{NAME}.xlsx")
        if target is not None:
            self.run(
                partial(_write, self.context, by, query, once, target), f"正在导出{NAME}", self._exported
            )

    def _exported(self, done: Printed) -> None:
        self.context.say(f"已写出 {done.path.name}。")


def _counted(context: Context, by: str, query: PetitionQuery, once: bool, tick: Tick) -> CountTable:  # noqa: FBT001
    tick(0, 0)
    return count_table(context.ledger, by, query, once=once)


def _write(context: Context, by: str, query: PetitionQuery, once: bool, target: Path, tick: Tick) -> Printed:  # noqa: FBT001
    return write_report(count_report(context.ledger, by, query, once=once), target, tick)


def _cell(words: str, *, is_number: bool, is_total: bool) -> QTableWidgetItem:
    item = QTableWidgetItem(words)
    side = Qt.AlignmentFlag.AlignRight if is_number else Qt.AlignmentFlag.AlignLeft
    item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
    if is_total:
        font = item.font()
        font.setBold(True)
        item.setFont(font)
    if is_number:
        item.setForeground(QColor(colours.SECONDARY if words == "0" else colours.ACCENT))
    return item
