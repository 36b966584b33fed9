"""Shows what a petition repeats and what repeats it, and asks what a person says about it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from dczg_desktop.base.errors import UserError
from dczg_desktop.base.text import with_unseen_shown
from dczg_desktop.services.petitions.repeats import Related, Repeats
from ui.context import Context
from ui.widgets.dialog import Saved, Sheet
from ui.widgets.inquiry import Inquiry
from ui.widgets.words import allow, button, label, passage, tip_of

HEADINGS = ("受理编号", "关系", "批次", "办结", "销号", "说明", "摘要")
WIDTHS = (164, 124, 70, 104, 104, 150)
Answer = tuple[str, str]
"""What to do (confirm, deny, open, chain) and the uid of the other petition."""


class RepeatsDialog(Sheet):
    """`similar(tick=…)` finds petitions with similar texts on the worker, `find` turns a number into a uid or refuses."""

    def __init__(
        self,
        parent: QWidget | None,
        number: str,
        repeats: Repeats,
        similar: Callable[..., Sequence[Related]],
        find: Callable[[str], str],
        context: Context,
    ) -> None:
        count = f"同一问题共举报 {repeats.count} 次。" if repeats.count > 1 else "没有发现重复。"
        super().__init__(parent, "重复件", "确认是重复件", f"信访件 {number}　{count}")
        self._similar, self._find, self._verb, self._uid = similar, find, "", ""
        self.inquiry = Inquiry(self, context)
        self._rows: list[Related] = [*repeats.earlier, *repeats.later]
        self.table = QTableWidget(0, len(HEADINGS))
        self.table.setHorizontalHeaderLabels(list(HEADINGS))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.verticalHeader().hide()
        for column, width in enumerate(WIDTHS):
            self.table.setColumnWidth(column, width)
        self.table.horizontalHeader().setSectionResizeMode(len(WIDTHS), QHeaderView.ResizeMode.Stretch)
        self.similar_button, self.chain_button = button("找文字相近的(&F)"), button("打开同链各件(&H)")
        self.open_button, self.apart_button = button("打开这一件(&O)"), button("不是重复件(&N)")
        self.number = QLineEdit()
        self.number.setPlaceholderText("也可以填前件的受理编号")
        self.number.setAccessibleName("前件编号")
        self._lay_out(repeats)
        self._show()
        self.check = self._confirm

    def _lay_out(self, repeats: Repeats) -> None:
        first, second = QHBoxLayout(), QHBoxLayout()
        for one in (self.similar_button, self.chain_button, self.open_button):
            first.addWidget(one)
        first.addStretch(1)
        second.addWidget(label("前件编号"))
        second.addWidget(self.number, 1)
        self.body.addLayout(first)
        self.body.addWidget(self.table, 1)
        self.body.addLayout(second)
        self.body.addWidget(passage("引用编号的自动关联；文字相近的只是建议，要由人确认。", "secondary"))
        self.buttons.insertWidget(1, self.apart_button)  # last: nothing is denied by the first key
        self.setMinimumSize(980, 480)
        self.chain_button.setEnabled(repeats.count > 1)
        self.similar_button.clicked.connect(lambda: self.inquiry.ask(self._similar, self._show_similar))
        self.inquiry.changed.connect(self._show_busy)
        self.table.currentCellChanged.connect(self._allow)
        self._allow()
        self.finished.connect(self.inquiry.drop)
        self.chain_button.clicked.connect(lambda: self._end("chain", "-"))
        self.open_button.clicked.connect(lambda: self._act("open"))
        self.apart_button.clicked.connect(lambda: self._act("deny"))

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        number: str,
        repeats: Repeats,
        similar: Callable[..., Sequence[Related]],
        find: Callable[[str], str],
        context: Context,
        save: Callable[[Answer], Saved],
    ) -> None:
        """Have it done by `save` with the other petition what was chosen."""
        dialog = cls(parent, number, repeats, similar, find, context)
        dialog.save_by(dialog.answer, save)
        dialog.exec()

    def answer(self) -> Answer:
        """The act and the other petition."""
        return self._verb, self._uid

    def _show(self) -> None:
        self.table.setRowCount(len(self._rows))
        for row, one in enumerate(self._rows):
            cells = (one.number, one.how, one.batch, one.completion, one.closure, one.note, one.summary)
            for column, words in enumerate(cells):
                item = QTableWidgetItem(with_unseen_shown(words))
                item.setToolTip(tip_of(words))
                item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
                self.table.setItem(row, column, item)
        if self._rows:
            self.table.selectRow(0)

    def _show_busy(self) -> None:
        busy = self.inquiry.is_busy
        self.similar_button.setText("正在找…" if busy else "找文字相近的(&F)")
        self.similar_button.setToolTip("正在比对全部信访件的文字，请稍候" if busy else "")
        self.similar_button.setEnabled(not busy)

    def _show_similar(self, similar: Sequence[Related]) -> None:
        known = {one.uid for one in self._rows if one.uid}
        found = [one for one in similar if one.uid not in known]
        self._rows += found
        self._show()
        self.say_wrong("" if found else "没有找到文字相近的其他信访件。")

    def _allow(self, *_cells: int) -> None:
        chosen = self._chosen()
        for one in (self.open_button, self.apart_button):
            allow(one, "" if chosen and chosen.uid else "请先在表里选一件台账里有的信访件。")

    def _chosen(self) -> Related | None:
        row = self.table.currentRow()
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def _act(self, verb: str) -> None:
        if (chosen := self._chosen()) is not None:
            self._end(verb, chosen.uid)

    def _end(self, verb: str, uid: str) -> None:
        self._verb, self._uid = verb, uid
        self.act_on(self.save())

    def _confirm(self) -> str:
        typed = self.number.text().strip()
        if typed:
            try:
                self._verb, self._uid = "confirm", self._find(typed)
            except UserError as error:
                return str(error)
            return ""
        chosen = self._chosen()
        if chosen is None or not chosen.uid:
            return "请选一件，或填写前件的受理编号。"
        self._verb, self._uid = "confirm", chosen.uid
        return ""
