"""What a package would change or has changed: sender, trust, warnings, counts, and every cell before and after."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dczg_desktop.services.receipts import CellChange, Receipt
from ui.context import Context
from ui.models.grid import GridModel
from ui.pages.listed import Listed, mentions
from ui.pages.notice import Notice, listed
from ui.theme.status import look_of
from ui.widgets.cards import SectionCard
from ui.widgets.chip import ChipLabel
from ui.widgets.columns import GridColumn
from ui.widgets.filter_bar import FilterBar
from ui.widgets.grid import Grid
from ui.widgets.list_detail import ListDetail
from ui.widgets.scroll import scrolled
from ui.widgets.stat_card import StatCard, StatRow
from ui.widgets.words import label, passage

GROUPS = ("新增", "变化", "冲突", "手工填报", "未接收")
LOOKS = {"新增": "新增", "变化": "有变动", "冲突": "冲突", "手工填报": "提醒", "未接收": "注意"}
"""Whose look each group borrows."""
COLUMNS = (
    GridColumn("group", "类别", 78),
    GridColumn("problem", "问题", 152),
    GridColumn("record", "记录", 150),
    GridColumn("field", "项目", 100, secondary=True),
    GridColumn("before", "现在", 150),
    GridColumn("after", "接收后", 190, "long"),
)


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """One cell, or one thing that is not taken."""

    id: int
    group: str
    problem: str
    record: str
    field: str
    before: str
    after: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Lines of one group ('' for all) that mention the words."""

    group: str
    words: str


def review_lines(receipt: Receipt) -> list[ReviewLine]:
    """Everything the receipt names, conflicts before what is plain."""
    return [ReviewLine(n, *parts) for n, parts in enumerate(_parts(receipt))]


def _parts(receipt: Receipt) -> Iterator[tuple[str, ...]]:
    groups: tuple[tuple[str, tuple[CellChange, ...]], ...] = (
        ("冲突", receipt.conflicts),
        ("手工填报", receipt.hand_edits),
        ("变化", tuple(one for one in receipt.changed if not one.disputed)),
        ("新增", receipt.new),
    )
    for group, changes in groups:
        for one in changes:
            note = "这一项在本单位也改过：接收后两个值并存，到“冲突”里定夺。" if one.disputed else ""
            yield group, one.problem, one.record, one.field, one.before, one.after, note
    for fault in receipt.refused:
        yield "未接收", "", fault.place, "", "", fault.value, fault.message


class LineDetail(SectionCard):
    """One line in full."""

    def __init__(self) -> None:
        super().__init__("明细")
        self.note = Notice("warning")
        self.place = passage("", "secondary")
        self.before, self.after = passage(), passage()
        self._was, self._will = label("现在", "strong"), label("接收后", "strong")
        inner = QWidget()
        layout = QVBoxLayout(inner)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in (self.place, self.note, self._was, self.before, self._will, self.after):
            layout.addWidget(widget)
        layout.addStretch(1)
        area = scrolled(inner)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.addWidget(area, 1)
        self.show_line(None)

    def show_line(self, line: ReviewLine | None) -> None:
        """Show a line, or what to do when none is chosen."""
        self.set_heading(line.group if line else "明细")
        place = "　".join(part for part in (line.problem, line.record, line.field) if part) if line else ""
        self.place.setText(place or "在列表里选一行，这里显示改动前后的全文。")
        self.note.say(line.note if line else "", "warning")
        self.before.setText((line.before or "〔空〕") if line else "")
        self.after.setText((line.after or "〔空〕") if line else "")
        has_former = line is not None and line.group not in {"新增", "未接收"}
        self._was.setVisible(has_former)
        self.before.setVisible(has_former)
        self._will.setText("表格里写的" if line and line.group == "未接收" else "接收后")
        self._will.setVisible(line is not None)


class ReviewView(QWidget):
    """Shows a receipt; the cards are its groups and narrow the list below."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._lines = Listed[ReviewLine](_fits)
        self._words = ""
        self.head = SectionCard()
        self.trust, self.state = ChipLabel(), ChipLabel()
        self.message, self.origin = passage("", "strong"), passage("", "secondary")
        self.warnings, self.files = Notice("warning"), Notice()
        self.cards = {group: StatCard(group, look_of(LOOKS[group])) for group in GROUPS}
        self.filters = FilterBar()
        self.filters.add_choice("group", "全部类别", GROUPS)
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

    def _lay_out(self) -> None:
        self.head.add_action(self.trust)
        self.head.add_action(self.state)
        words = QVBoxLayout()
        words.addWidget(self.message)
        words.addWidget(self.origin)
        line = QHBoxLayout()
        line.addLayout(words, 1)
        line.addWidget(self.filters, 0, Qt.AlignmentFlag.AlignBottom)
        self.head.body.addLayout(line)
        for notice in (self.warnings, self.files):
            self.head.body.addWidget(notice)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.head)
        layout.addWidget(StatRow(*self.cards.values()))
        layout.addWidget(ListDetail(self._context, self.grid, self.detail, (70, 30)), 1)

    def show_receipt(self, receipt: Receipt, path: Path) -> None:
        """Show what the package in `path` holds."""
        ours = receipt.sender == self._context.office_name
        way = (receipt.receiver, receipt.sender) if ours else (receipt.sender, receipt.receiver)
        self.head.set_heading("　→　".join(way))
        known = ours or receipt.trust == "已登记可信"
        self.trust.set_word(
            "本单位发出的回填件" if ours else receipt.trust, look_of("可信" if known else "未验证")
        )
        self._show_state(receipt)
        self.message.setText(receipt.message)
        order = "" if receipt.repeated else f"{receipt.sequence}　　"
        self.origin.setText(f"{order}文件：{path.name}")
        self.warnings.say("\n".join(receipt.warnings), "warning")
        self.files.say("\n".join(_absences(receipt)))
        self._lines.put(review_lines(receipt))
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
        self.model.show(Wanted(self.filters.values()["group"], self._words))
        if self.grid.current_id() is None and self.model.rowCount():
            self.grid.selectRow(0)
        self._choose(self.grid.current_id())

    def _choose(self, row_id: int | None) -> None:
        self.detail.show_line(self._lines.get(row_id))


def _absences(receipt: Receipt) -> Iterator[str]:
    if receipt.missing_files:
        yield listed(f"待收附件 {len(receipt.missing_files)} 个，请来文单位补发：", receipt.missing_files)
    if receipt.missing_rows:
        yield f"有 {receipt.missing_rows} 行没有返回：本台账里的这些内容保持原样，不会删除。"


def _fits(line: ReviewLine, wanted: Wanted) -> bool:
    if wanted.group and line.group != wanted.group:
        return False
    return mentions(wanted.words, line.group, line.problem, line.record, line.field, line.before, line.after)
