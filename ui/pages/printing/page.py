"""打印中心: choose a document, see it as it will lie on paper, print it, save it, take it to Excel."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from dczg_desktop.base.progress import Tick
from dczg_desktop.base.scratch import scratch
from dczg_desktop.services import approval, documents, grid
from dczg_desktop.services.documents import Printed
from dczg_desktop.services.grid import GridQuery
from ui.context import Context
from ui.pages.notice import Notice
from ui.pages.printing.choice import APPROVAL, FIXED, PrintChoice, PrintOrder
from ui.pages.problem_picker import ProblemPicker
from ui.pages.side_column import SideColumn
from ui.pages.work_page import BUSY, WorkPage
from ui.widgets.cards import EmptyState, SectionCard
from ui.widgets.pdf_view import PdfView
from ui.widgets.words import allow, button, passage

NOTHING = "台账里还没有问题", "先在“整改台账”里新增问题或导入表格，这里就能打印。", "去整改台账(&O)"


class PrintingPage(WorkPage):
    """`show_filter` takes a `GridQuery` or the name of a document; `ask_target` is the file dialog."""

    search_hint = "搜索编号、问题、单位"
    help_text = (
        "选一种文书，再选范围和纸张，点“生成预览”。预览与打印出来的完全一样。\n\n"
        "打印、另存为 PDF 在预览上方；要在 Excel 或 WPS 里再加工，点“导出 Excel”。\n"
        "销号审批表一次一个问题：在左下方的列表里选，可先在上方搜索。\n"
        "每份文件都印有打印编号：编号相同，说明出自同一份台账状态。"
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.ask_target: Callable[[QWidget, str], Path | None] = ask_target
        self.printed: Printed | None = None
        self._words = ""
        self._count = 0
        self.preview_button = button("生成预览(&V)", "primary")
        self.export_button = button("导出 Excel(&E)")
        self.choice, self.picker = PrintChoice(), ProblemPicker(context)
        self.facts, self.facts_card = passage("", "secondary"), SectionCard("本次打印")
        self.guide, self.nothing = EmptyState("", "", picture="打印中心"), EmptyState(*NOTHING)
        self.changed = Notice("warning")
        self.pdf = PdfView(context)
        self.right = QStackedWidget()
        self._lay_out()
        self.choice.changed.connect(self._choose)
        self.picker.chosen.connect(self._choose)
        self.picker.opened.connect(self.preview)
        self.nothing.acted.connect(lambda: context.navigate("整改台账"))
        self.preview_button.clicked.connect(self.preview)
        self.export_button.clicked.connect(self.export)

    def _lay_out(self) -> None:
        self.facts_card.body.addWidget(self.facts)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for card in (self.choice, self.picker, self.facts_card):
            column.addWidget(card)
        column.addStretch(1)
        preview = QWidget()
        inner = QVBoxLayout(preview)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.changed)
        inner.addWidget(self.pdf, 1)
        for state in (self.guide, preview, self.nothing):
            self.right.addWidget(state)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(SideColumn(left), 28)
        row.addWidget(self.right, 72)
        self.body.addLayout(row, 1)

    def header_widgets(self) -> Sequence[QWidget]:
        return self.export_button, self.preview_button

    def reload(self) -> None:
        self.choice.take_choices(grid.filter_choices(self.context.ledger))
        self.picker.show_words(self._words)
        if self.printed is None:
            self._choose()
            return
        self.changed.say("台账可能已有改动。要打印最新内容，请重新生成预览。", "warning")
        self.enable()

    def search(self, text: str) -> None:
        self._words = text
        self.picker.show_words(text)
        self._choose()

    def show_filter(self, page_filter: object) -> None:
        if isinstance(page_filter, GridQuery):
            self.show_query(page_filter)
        elif isinstance(page_filter, str):
            self.choice.choose(page_filter)

    def show_query(self, query: GridQuery) -> None:
        """Offer the rows of another page's filter."""
        self.choice.take_query(query)

    def order(self) -> PrintOrder:
        """What is chosen now."""
        made = self.choice.order(self._words)
        row = self.picker.row()
        if made.document != APPROVAL or row is None:
            return made
        return replace(made, uid=row.uid, number=row.number or row.code)

    def preview(self) -> None:
        """Make the PDF and show it."""
        if not self._why_not():
            order = self.order()
            work = partial(made_pdf, self.context, order)
            self.run(work, f"正在排版{order.document}", partial(self._made, order))

    def export(self) -> None:
        """Write the list as a workbook where the user says."""
        if self._why_not() or self.choice.document == APPROVAL:
            return
        order = self.order()
        if target := self.ask_target(self, file_name(self.context, order, ".xlsx")):
            work = partial(
                documents.print_list, self.context.ledger, order.document, target, order.query, order.paper
            )
            self.run(work, f"正在导出{order.document}", self._exported)

    def enable(self) -> None:
        why_not = self._why_not()
        allow(self.preview_button, why_not)
        only_paper = "审批表要签字盖章，只出 PDF。" if self.choice.document == APPROVAL else ""
        allow(self.export_button, only_paper or why_not)
        for widget in (self.choice, self.picker):
            widget.setEnabled(not self.is_busy)

    def _why_not(self) -> str:
        if self.is_busy:
            return BUSY
        if self.choice.document == APPROVAL:
            return "" if self.picker.row() else "请先在左下方选一个问题。"
        if self.choice.document in FIXED or self._count:
            return ""
        return "没有符合条件的问题，请放宽范围。"

    def _choose(self, _choice: object = None) -> None:
        """Another choice: an old preview must not be printed in its place."""
        self.printed = None
        self.pdf.clear()
        self.facts_card.hide()
        self.changed.say("")
        is_approval = self.choice.document == APPROVAL
        self.picker.setVisible(is_approval)
        order = self.order()
        self._count = len(grid.problem_ids(self.context.ledger, order.query))
        is_empty = not self._count and order.query == GridQuery() and order.document not in FIXED
        self.guide.title.setText(order.document)
        self.guide.advice.setText(self._advice(order))
        self.right.setCurrentIndex(2 if is_empty else 0)
        self.enable()

    def _advice(self, order: PrintOrder) -> str:
        if order.document == APPROVAL:
            chosen = f"已选 {order.number}，" if order.uid else "在左下方选一个问题，"
            return f"{chosen}再点右上角“生成预览”。"
        if order.document in FIXED:
            return "点右上角“生成预览”，列出全部信访件。"
        if not self._count:
            return "没有符合条件的问题，请放宽范围或清除搜索文字。"
        return f"共 {self._count:,} 个问题，{order.paper} 纸。点右上角“生成预览”。"

    def _made(self, order: PrintOrder, made: tuple[Printed, bytes]) -> None:
        printed, data = made
        if not printed.rows:
            self.guide.advice.setText("台账里没有可以列入这份文书的内容。")
            return
        self.pdf.show_pdf(data, file_name(self.context, order, ".pdf"))
        self.printed = printed
        self.changed.say("")
        self.facts.setText(
            f"打印编号　{printed.code}\n共 {printed.pages} 页，{printed.rows:,} 项\n{printed.fonts}"
        )
        self.facts_card.show()
        self.right.setCurrentIndex(1)

    def _exported(self, printed: Printed) -> None:
        self.context.say(f"已导出 {printed.rows:,} 行：{printed.path}　打印编号 {printed.code}")


def made_pdf(context: Context, order: PrintOrder, tick: Tick) -> tuple[Printed, bytes]:
    """The document as PDF, written to a temporary file and read back; for the worker."""
    with scratch() as folder:
        target = folder / "预览.pdf"
        if order.document == APPROVAL:
            tick(0, 0)
            printed = approval.print_approval(context.ledger, order.uid, target)
        else:
            printed = documents.print_list(
                context.ledger, order.document, target, order.query, order.paper, tick
            )
        return printed, target.read_bytes()


def file_name(context: Context, order: PrintOrder, suffix: str) -> str:
    """The name proposed for saving: document, office or problem, day."""
    whose = order.number.replace("/", "-") or context.office_name
    return f"{order.document}_{whose}_{context.ledger.today():%Y%m%d}{suffix}"


def ask_target(parent: QWidget, name: str) -> Path | None:
    """Where to put the workbook; None when the user changed their mind."""
    chosen, _ = QFileDialog.getSaveFileName(parent, "导出 Excel", name, "Excel 工作簿 (*.xlsx)")
    return Path(chosen).with_suffix(".xlsx") if chosen else None
