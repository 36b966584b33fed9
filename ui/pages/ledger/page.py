"""The page 整改台账: numbers, filters, the grid, and the details of the chosen problem."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from dczg_desktop.base.errors import UserError
from dczg_desktop.services.grid import (
    GridQuery,
    filter_choices,
    id_of,
    summarise,
)
from ui.context import Context
from ui.models.grid import GridModel
from ui.pages.ledger.acts import LedgerActs
from ui.pages.ledger.bulk import BulkBar
from ui.pages.ledger.cards import SummaryCards
from ui.pages.ledger.detail import DetailPanel
from ui.pages.ledger.filters import LedgerFilters
from ui.pages.ledger.grid import LedgerGrid
from ui.pages.ledger.lines import COLUMNS
from ui.pages.ledger.menu import Entry, export_menu, menu_of
from ui.pages.ledger.rows import LedgerRows, ordered
from ui.widgets.cards import EmptyState
from ui.widgets.list_detail import ListDetail
from ui.widgets.page import Page
from ui.widgets.progress_strip import ProgressStrip
from ui.widgets.words import button

HELP = """本页是全部问题的总账。

上面的数字点一下，列表就只显示它数到的那些问题；筛选和查找可以一起用，“清除筛选”恢复全部。
点列标题按该列排序；按住 Ctrl 或 Shift 可以选多行，选中两行以上时下方出现批量办理。
选中一个问题，详情里有基本情况、责任、措施与节点、进展、佐证、销号、历史七页。
带小锁的内容由交办单位掌握，本级不能改；已销号的问题锁定，确需改动要重新启动。

Enter 打开详情　　F2 修改　　Delete 作废（要写理由）　　Ctrl+S 保存修改　　Ctrl+C 复制选中的行"""


class LedgerPage(Page):
    """`open_import()` leads to the reading of tables. A filter is a `GridQuery`, or the uid of one problem."""

    search_hint = "搜索编号、问题、单位、责任人"
    help_text = HELP

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._wanted = ""
        self.open_import: Callable[[], None] = partial(context.navigate, "导入表格", "整改台账")
        self.cards, self.filters = SummaryCards(), LedgerFilters(context.settings.due_soon_days)
        self.strip, self.bulk = ProgressStrip(context), BulkBar()
        self.grid = LedgerGrid(context, "没有符合条件的问题。请清除筛选，或换一个查找词。")
        self.rows = LedgerRows(context)
        self.model = GridModel(COLUMNS, self.rows.ids, self.rows.lines, self)
        self.grid.show_model(self.model)
        self.grid.watch_selection()
        self.detail = DetailPanel(context)
        self.acts = LedgerActs(context, self, self.strip)
        self.empty = first_step()
        self.import_button, self.new_button = button("导入表格(&I)"), button("＋ 新增问题(&Q)", "primary")
        self.export_button = button("导出")
        self.export_button.setMenu(export_menu(self, lambda form: self.acts.export(form, self.query())))
        self.show_link = button("显示详情", "link", "在右边显示选中问题的详情（Enter）")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        rows = QWidget()
        column = QVBoxLayout(rows)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.grid, 1)
        column.addWidget(self.bulk)
        full = QWidget()
        layout = QVBoxLayout(full)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        self.filters.bar.add_widget(self.show_link)
        self.show_link.hide()
        for part in (self.cards, self.filters, self.strip):
            layout.addWidget(part)
        layout.addWidget(ListDetail(self.context, rows, self.detail, (59, 41)), 1)
        self.stack = QStackedWidget()
        self.stack.addWidget(full)
        self.stack.addWidget(self.empty)
        self.body.addWidget(self.stack)

    def _connect(self) -> None:
        self.cards.chosen.connect(self.filters.show_states)
        self.filters.changed.connect(self._show)
        self.model.counted.connect(self.filters.bar.show_count)
        self.model.failed.connect(partial(self.context.show_error, self))
        self.grid.chosen.connect(self._choose)
        self.grid.opened.connect(lambda _id: self.open_detail())
        self.grid.edit_wanted.connect(self.edit)
        self.grid.void_wanted.connect(self._void)
        self.grid.selection_counted.connect(self.bulk.show_count)
        self.grid.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.grid.customContextMenuRequested.connect(self._show_menu)
        self.detail.head.folded.connect(self._fold)
        self.detail.held.connect(self._hold)
        self.show_link.clicked.connect(self.open_detail)
        self.bulk.assign_button.clicked.connect(self.assign)
        self.bulk.print_button.clicked.connect(self.print_selected)
        self.bulk.export_button.clicked.connect(lambda: self.export_selected("整改清单"))
        self.bulk.void_button.clicked.connect(self._void)
        self.bulk.cleared.connect(self.grid.clearSelection)
        self.empty.acted.connect(self._import)
        self.import_button.clicked.connect(self._import)
        self.new_button.clicked.connect(self.add_problem)

    def header_widgets(self) -> Sequence[QWidget]:
        return (self.import_button, self.export_button, self.new_button)

    def query(self) -> GridQuery:
        """What the grid shows, in the order it shows it."""
        return ordered(self.filters.query(), self.model.order)

    def reload(self) -> None:
        ledger = self.context.ledger
        self.filters.set_choices(filter_choices(ledger))
        self._show()
        self.detail.reload()
        if self._wanted:
            found = id_of(ledger, self._wanted)
            if found is not None and self.grid.choose(found):
                self.detail.show_now(self._wanted)
            self._wanted = ""

    def search(self, text: str) -> None:
        self.filters.set_words(text)
        self._show()

    def show_filter(self, page_filter: object) -> None:
        if isinstance(page_filter, GridQuery):
            self.filters.show_query(page_filter)
        elif isinstance(page_filter, str):
            self.filters.forget()
            self._wanted = page_filter

    def open_detail(self) -> None:
        """Show the details of the current problem and go there."""
        self.show_link.hide()
        self.detail.show()
        self.detail.show_now(self.grid.current_uid())
        self.detail.tabs.setFocus()

    def edit(self) -> None:
        """Put the cursor into the first field of the current problem that may be changed."""
        self.open_detail()
        self.detail.show_panel(self.detail.basics)
        self.detail.basics.edit()

    def add_problem(self) -> None:
        """Ask for a new problem and show it."""
        if uid := self.acts.add():
            self.filters.forget()
            self._wanted = uid
            self.reload()
            self.detail.show_panel(self.detail.duties)

    def assign(self) -> None:
        """Give the selected problems to somebody."""
        self.acts.assign(self.grid.selected_ids())

    def print_selected(self) -> None:
        """Show the selected problems in the print centre."""
        self.acts.print(self._selected())

    def export_selected(self, form: str) -> None:
        """Write a list of the selected problems."""
        self.acts.export(form, self._selected())

    def _selected(self) -> GridQuery | None:
        return self.acts.named(self.grid.selected_ids(), self.query(), self.model.rowCount())

    def _import(self) -> None:
        self.open_import()

    def _void(self) -> None:
        self.acts.void(self.grid.selected_ids())

    def _show(self) -> None:
        try:
            counted = summarise(self.context.ledger, self.filters.facet_query())
        except UserError as error:
            self.context.show_error(self, error)
            return
        self.cards.show_summary(counted)
        self.model.show(self.filters.query())
        nothing = not counted.total and not self.filters.is_narrowed() and self.rows.is_empty()
        self.stack.setCurrentIndex(1 if nothing else 0)
        if self.grid.current_id() is None and self.model.rowCount() and not self._wanted:
            self.grid.selectRow(0)

    def _choose(self, _row_id: object) -> None:
        if not self.detail.isHidden():
            self.detail.show_uid(self.grid.current_uid())

    def _hold(self, uid: str) -> None:
        found = id_of(self.context.ledger, uid)
        if found is not None:
            self.grid.choose(found)

    def _fold(self) -> None:
        self.detail.hide()
        self.show_link.show()
        self.grid.setFocus()

    def _show_menu(self, place: QPoint) -> None:
        if not self.grid.count_selected():
            return
        menu = menu_of(self.grid, self.row_entries())
        menu.popup(self.grid.viewport().mapToGlobal(place))

    def row_entries(self) -> Sequence[Entry]:
        """What the menu of a row offers."""
        return (
            ("打开详情\tEnter", self.open_detail),
            ("修改\tF2", self.edit),
            ("填报进展…", self._report),
            ("附佐证材料…", self._attach),
            ("交办…", self.assign),
            None,
            ("打印所选", self.print_selected),
            ("导出所选…", partial(self.export_selected, "整改清单")),
            ("复制\tCtrl+C", self.grid.copy),
            None,
            ("作废…\tDelete", self._void),
        )

    def _report(self) -> None:
        self.open_detail()
        self.detail.start_report()

    def _attach(self) -> None:
        self.open_detail()
        self.detail.start_attaching()


def first_step() -> EmptyState:
    """What the page shows while the ledger is empty."""
    return EmptyState(
        "台账里还没有问题",
        "先导入上级下发的问题清单或整改方案（Excel、WPS 表格、Word），也可以点右上角“新增问题”逐条登记。",
        "导入表格",
        "整改台账",
    )
