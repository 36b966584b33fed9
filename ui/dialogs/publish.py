"""Asks which list of petitions is wanted; for a public one, what becomes of every passage that may name somebody."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QSizePolicy,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from dczg_desktop.base.text import with_unseen_shown
from dczg_desktop.services.petitions.listing import PetitionQuery
from dczg_desktop.services.petitions.printing import SETS, PetitionOrder
from dczg_desktop.services.petitions.publications import KEEP, MASK, Hit
from ui.context import Context
from ui.widgets.dialog import Saved, Sheet
from ui.widgets.form import Form
from ui.widgets.inquiry import Inquiry
from ui.widgets.words import button, passage, tip_of

SET_WORDS = dict(
    zip(SETS, ("第三轮中央督察 11 栏", "第二轮、省级督察 9 栏", "带批次、处理类别、备注 13 栏"), strict=True)
)
PLAIN, INTERNAL, PUBLIC = "内部版（栏目不变）", "内部版（加内部栏目）", "公开版"
PDF, BOOK = "PDF（A3 横向）", "Excel 工作簿"
HEADINGS = ("受理编号", "栏目", "种类", "原文", "遮盖后", "处理")
CHOICE = 5
ROWS_AT_ONCE = 25
SEARCHING = "正在逐件查找可能泄露个人信息的内容"
TITLE_BAR = 48


@dataclass(frozen=True, slots=True)
class ExportAnswer:
    """`published_on` None: a draft, nothing is recorded."""

    order: PetitionOrder
    public: bool
    suffix: str
    decisions: dict[str, str] = field(default_factory=dict)
    published_on: date | None = None
    place: str = ""


class ExportDialog(Sheet):
    """`hits(order, tick=…)` finds the passages of an order on the worker; `count` petitions are shown now, `again` wait to go out again.

    Rows are put into the table a few at a time, so that the window answers while there are hundreds.
    """

    def __init__(
        self,
        parent: QWidget | None,
        query: PetitionQuery,
        count: int,
        again: int,
        hits: Callable[..., Sequence[Hit]],
        today: date,
        context: Context,
    ) -> None:
        super().__init__(parent, "导出一览表", "写出", f"按当前的批次和筛选：{count} 件。")
        self._query, self._find, self._count, self._hits = query, hits, count, list[Hit]()
        self.inquiry, self._filling = Inquiry(self, context), QTimer(self)
        self.form = Form()
        self.set = self.form.choice("栏目", [(words, name) for name, words in SET_WORDS.items()])
        self.version = self.form.choice("版本", [PLAIN, INTERNAL, PUBLIC])
        self.kind = self.form.choice("文件", [(PDF, ".pdf"), (BOOK, ".xlsx")])
        self.again = self.form.tick(f"加入待再次公开的 {again} 件")
        self.again.setEnabled(again > 0)
        self.record = self.form.tick("登记公开：记下这些件以什么办结情况在哪天公开", checked=True)
        self.day = self.form.day("公开日期", today)
        self.place = self.form.line("公开媒体", hint="例如：市政府网站、市日报")
        self.told = passage("", "secondary")
        self.table = QTableWidget(0, len(HEADINGS))
        self.mask_all = button("全部按建议遮盖(&Z)")
        self._lay_out()
        for box in (self.set, self.version):
            box.currentIndexChanged.connect(self._look)
        self.again.toggled.connect(self._look)
        self.record.toggled.connect(self._look)
        self.mask_all.clicked.connect(self._mask_all)
        self.inquiry.ticked.connect(self._show_progress)
        self.finished.connect(self.inquiry.drop)
        self._filling.timeout.connect(self._fill_some)
        self.check = self._missing
        self._look()

    def _lay_out(self) -> None:
        self.table.setHorizontalHeaderLabels(list(HEADINGS))
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setAccessibleName("可能泄露个人信息的内容")
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        for column, width in ((1, 120), (2, 84), (CHOICE, 150)):
            self.table.setColumnWidth(column, width)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        for column in (3, 4):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        row = QHBoxLayout()
        row.addWidget(self.told, 1)
        row.addWidget(self.mask_all)
        self.body.addWidget(self.form)
        self.body.addLayout(row)
        self.body.addWidget(self.table, 1)
        self.setMinimumWidth(980)
        self.table.setMinimumHeight(120)
        self.form.setSizePolicy(
            QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum
        )  # the table gives way
        self.table.setWordWrap(True)

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        query: PetitionQuery,
        count: int,
        again: int,
        hits: Callable[..., Sequence[Hit]],
        today: date,
        context: Context,
        save: Callable[[ExportAnswer], Saved],
    ) -> None:
        """Have the list that is wanted written by `save`."""
        dialog = cls(parent, query, count, again, hits, today, context)
        dialog.save_by(dialog.answer, save)
        dialog.exec()

    def answer(self) -> ExportAnswer:
        """What was chosen."""
        public = self._is_public()
        recorded = public and self.record.isChecked()
        decisions = {hit.key: self._decision(row) for row, hit in enumerate(self._hits)} if public else {}
        return ExportAnswer(
            self._order(), public, str(self.kind.currentData()), decisions, self.day.value() if recorded else None,
            self.place.text().strip() if recorded else "",
        )  # fmt: skip

    def _is_public(self) -> bool:
        return self.version.currentText() == PUBLIC

    def _order(self) -> PetitionOrder:
        return PetitionOrder(
            str(self.set.currentData()), self._query, internal=self.version.currentText() == INTERNAL,
            again=self._is_public() and self.again.isChecked(),
        )  # fmt: skip

    def _look(self, *_: object) -> None:
        """Show what belongs to a public version, with its passages, only for one."""
        public = self._is_public()
        for widget in (self.again, self.record, self.told, self.mask_all, self.table):
            widget.setVisible(public)
        for field_ in (self.day, self.place):
            field_.setEnabled(public and self.record.isChecked())
        self.inquiry.drop()
        if public:
            self._show_rows([])
            self.told.setText(SEARCHING)
            self.inquiry.ask(partial(self._find, self._order()), self._fill)
        else:
            self._fill([])

    @property
    def is_busy(self) -> bool:
        """Whether the passages are still being looked for or put into the table."""
        return self.inquiry.is_busy or self._filling.isActive()

    def _show_progress(self, done: int, total: int) -> None:
        self.told.setText(f"{SEARCHING}　{done:,} / {total:,} 件" if total else SEARCHING)

    def _fill(self, hits: Sequence[Hit]) -> None:
        self._show_rows(hits)
        words = (
            f"有 {len(self._hits)} 处可能泄露个人信息，逐处处理后才能写出。遮盖只在公开版里，台账原文不变。"
        )
        self.told.setText(words if self._hits else "没有发现手机号、身份证号、门牌住址、举报人姓名。")
        room = (
            self.screen().availableGeometry().height() - TITLE_BAR
        )  # adjustSize() stops at two thirds of it
        self.resize(max(self.width(), self.sizeHint().width()), min(self.sizeHint().height(), room))

    def _show_rows(self, hits: Sequence[Hit]) -> None:
        self._hits = list(hits)
        self.table.setRowCount(0)
        self.table.setVisible(bool(self._hits))
        self.mask_all.setVisible(bool(self._hits))
        self._filling.stop()
        if self._hits:
            self._fill_some()
            self._filling.start(0)

    def _fill_some(self) -> None:
        """A few more rows; the timer rests when all are there."""
        first = self.table.rowCount()
        last = min(first + ROWS_AT_ONCE, len(self._hits))
        self.table.setRowCount(last)
        for row in range(first, last):
            hit = self._hits[row]
            cells = (
                hit.number,
                hit.heading,
                hit.kind,
                f"{hit.before}【{hit.found}】{hit.after}",
                hit.proposal,
            )
            for column, words in enumerate(cells):
                item = QTableWidgetItem(with_unseen_shown(words))
                item.setToolTip(tip_of(words))
                self.table.setItem(row, column, item)
            box = QComboBox()
            box.setAccessibleName("处理")
            for shown, value in (("请选择", ""), ("遮盖", MASK), ("核实可以公开", KEEP)):
                box.addItem(shown, value)
            self.table.setCellWidget(row, CHOICE, box)
            self.table.resizeRowToContents(row)
        if last == len(self._hits):
            self._filling.stop()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.table.resizeRowsToContents()

    def _decision(self, row: int) -> str:
        box = self.table.cellWidget(row, CHOICE)
        return str(box.currentData() or "") if isinstance(box, QComboBox) else ""

    def _mask_all(self) -> None:
        for row in range(self.table.rowCount()):
            box = self.table.cellWidget(row, CHOICE)
            if isinstance(box, QComboBox):
                box.setCurrentIndex(box.findData(MASK))

    def _missing(self) -> str:
        if not self._count and not (self._is_public() and self.again.isChecked()):
            return "当前的批次和筛选里没有信访件。请先改选，再导出。"
        if not self._is_public():
            return ""
        if self.is_busy:
            return f"{SEARCHING}，查完才能写出，请稍候。"
        if any(not self._decision(row) for row in range(len(self._hits))):
            return "还有没处理的个人信息：请逐处选择遮盖，或核实后选“核实可以公开”。"
        if self.record.isChecked() and (self.day.is_faulty() or self.day.value() is None):
            return "登记公开要填公开日期，写成 2026-11-05；只出送审稿请去掉勾。"
        return ""
