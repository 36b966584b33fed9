"""What a package would change or has changed: sender, trust, warnings, counts, every cell before and after, and choosing."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dczg_desktop.services.incoming.receipts import Receipt
from ui.context import Context
from ui.models.grid import GridModel
from ui.pages.exchange.inbox_rows import HANDED_BACK
from ui.pages.exchange.review_detail import LineDetail
from ui.pages.exchange.review_lines import GROUPS, ReviewLine, Wanted, fits, review_lines
from ui.pages.listed import Listed
from ui.pages.notice import Notice, listed
from ui.theme.status import look_of
from ui.widgets.cards import SectionCard
from ui.widgets.chip import ChipLabel
from ui.widgets.columns import GridColumn
from ui.widgets.filter_bar import FilterBar
from ui.widgets.grid import Grid
from ui.widgets.list_detail import ListDetail
from ui.widgets.stat_card import StatCard, StatRow
from ui.widgets.words import passage

LOOKS = {
    "新增": "新增",
    "变化": "有变动",
    "冲突": "冲突",
    "建议修改": "建议修改",
    "手工填报": "提醒",
    "未接收": "注意",
}
"""Whose look each group borrows."""
COLUMNS = (
    GridColumn("choice", "取舍", 112, "chip"),
    GridColumn("group", "类别", 78, secondary=True),
    GridColumn("problem", "问题", 146),
    GridColumn("record", "记录", 128),
    GridColumn("field", "项目", 84),
    GridColumn("before", "现在", 120),
    GridColumn("outcome", "接收后", 150, "long"),
    GridColumn("origin", "谁、何时", 190, secondary=True),
)


class ReviewView(QWidget):
    """Shows a receipt; the cards are its groups and narrow the list below.

    `ticked` are the keys of what may be left for later and is to be taken; `choice_changed` when they change.
    """

    choice_changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._lines = Listed[ReviewLine](fits)
        self._words = ""
        self._receipt: Receipt | None = None
        self.ticked: set[str] = set()
        self.head = SectionCard()
        self.trust, self.state = ChipLabel(), ChipLabel()
        self.message, self.origin = passage("", "strong"), passage("", "secondary")
        self.warnings, self.files = Notice("warning"), Notice()
        self.cards = {group: StatCard(group, look_of(LOOKS[group])) for group in GROUPS}
        self.filters = FilterBar()
        self.filters.add_choice("group", "全部类别", GROUPS)
        for name, everything in (("problem", "全部问题"), ("kind", "全部记录"), ("field", "全部项目")):
            self.filters.add_choice(name, everything, ())
        self.grid = Grid("exchange-review", context, "没有改动：文件与台账一致，或所选类别里没有内容")
        self.model = GridModel(COLUMNS, self._lines.ids, self._lines.rows, self)
        self.grid.show_model(self.model)
        self.detail = LineDetail()
        self._lay_out()
        for group, card in self.cards.items():
            card.clicked.connect(lambda _checked=False, group=group: self.show_group(group))
        self.filters.changed.connect(self._narrow)
        self.model.counted.connect(self.filters.show_count)
        self.grid.chosen.connect(self._choose)
        self.grid.opened.connect(lambda _row: self.toggle())
        self.detail.toggled.connect(lambda _key: self.toggle())
        self.grid.asked_keys = frozenset({Qt.Key.Key_Space.value})
        self.grid.key_pressed.connect(lambda _key: self.toggle())

    def _lay_out(self) -> None:
        self.head.add_action(self.trust)
        self.head.add_action(self.state)
        words = QVBoxLayout()
        words.addWidget(self.message)
        words.addWidget(self.origin)
        line = QHBoxLayout()
        line.addLayout(words, 1)
        self.head.body.addLayout(line)
        for notice in (self.warnings, self.files):
            self.head.body.addWidget(notice)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.head)
        layout.addWidget(StatRow(*self.cards.values()))
        layout.addWidget(self.filters)
        layout.addWidget(ListDetail(self._context, self.grid, self.detail, (70, 30)), 1)

    def show_receipt(self, receipt: Receipt, path: Path) -> None:
        """Show what the package in `path` holds."""
        ours = receipt.sender == self._context.office_name
        way = (receipt.receiver, receipt.sender) if ours else (receipt.sender, receipt.receiver)
        self.head.set_heading("　→　".join(way))
        known = ours or receipt.trust == "已登记可信"
        self.trust.set_word(HANDED_BACK if ours else receipt.trust, look_of("可信" if known else "未验证"))
        self._show_state(receipt)
        self.message.setText(receipt.message)
        order = "" if receipt.repeated else f"{receipt.sequence}　　"
        self.origin.setText("\n".join(part for part in (f"{order}文件：{path.name}", receipt.base) if part))
        self.warnings.say("\n".join(part for part in (receipt.skew, *receipt.warnings) if part), "warning")
        self.files.say("\n".join(_absences(receipt)))
        self._receipt, self.ticked = receipt, set()
        self._lines.put(review_lines(receipt, self.ticked))
        for name in ("problem", "kind", "field"):
            found = {getattr(one, name) for one in self._lines}
            self.filters.set_options(name, sorted(found - {""}))
        for group, card in self.cards.items():
            count = sum(1 for line in self._lines if line.group == group)
            card.show_number(count)
            card.setEnabled(count > 0)
        self.filters.set_values({})
        self._narrow({})

    def show_group(self, group: str) -> None:
        """Only the lines of one group."""
        self.filters.set_values({"group": group})
        self._narrow({})

    def toggle(self) -> None:
        """Take what is selected and may be left, or leave it: as the current line is turned, so are the others."""
        line = self._lines.get(self.grid.current_id())
        if line is None or not line.key or self._receipt is None or self._receipt.accepted:
            return
        chosen = [self._lines.get(row_id) for row_id in self.grid.selected_ids()]
        keys = {one.key for one in chosen if one and one.key} | {line.key}
        self.tick(self.ticked - keys if line.key in self.ticked else self.ticked | keys)

    def tick(self, keys: set[str]) -> None:
        """Take exactly these of what may be left."""
        if self._receipt is None or self._receipt.accepted:
            return
        self.ticked = keys & self._receipt.optional()
        self._lines.put(review_lines(self._receipt, self.ticked))
        self.model.reload()
        self._choose(self.grid.current_id())
        self.choice_changed.emit()

    def search(self, words: str) -> None:
        """Only lines that mention the words."""
        self._words = words
        self._narrow({})

    def _show_state(self, receipt: Receipt) -> None:
        if receipt.repeated:
            self.state.set_word("以前接收过", look_of("无变动"))
        elif receipt.accepted:
            self.state.set_word("已接收", look_of("正常"))
        else:
            self.state.set_word("尚未写入", look_of("提醒"))

    def _narrow(self, _values: object) -> None:
        values = self.filters.values()
        wanted = Wanted(values["group"], values["problem"], values["kind"], values["field"], self._words)
        self.model.show(wanted)
        if self.grid.current_id() is None and self.model.rowCount():
            self.grid.selectRow(0)
        self._choose(self.grid.current_id())

    def _choose(self, row_id: int | None) -> None:
        accepted = self._receipt is not None and self._receipt.accepted
        self.detail.show_line(self._lines.get(row_id), may_choose=not accepted)


def _absences(receipt: Receipt) -> Iterator[str]:
    if receipt.missing_files:
        yield listed(f"待收附件 {len(receipt.missing_files)} 个，请来文单位补发：", receipt.missing_files)
    if receipt.missing_rows:
        yield f"有 {receipt.missing_rows} 行没有返回：本台账里的这些内容保持原样，不会删除。"
