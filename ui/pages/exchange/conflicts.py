"""冲突: the work-list of fields on which offices disagree, to be drained to zero."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from dczg_desktop.services import conflicts, offices
from dczg_desktop.services.conflicts import Conflict, LivingValue
from ui.context import Context
from ui.dialogs.resolve import Decision, Names, ResolveDialog, moment_words, office_words, value_words
from ui.models.grid import GridModel
from ui.pages.listed import Listed, mentions
from ui.pages.work_page import WorkPage, unticked
from ui.reading import Reading, reading
from ui.task import Task
from ui.widgets.cards import EmptyState, SectionCard
from ui.widgets.chip import ChipLabel
from ui.widgets.columns import GridColumn
from ui.widgets.grid import Grid
from ui.widgets.list_detail import ListDetail
from ui.widgets.scroll import scrolled
from ui.widgets.words import allow, button, label, passage

COLUMNS = (
    GridColumn("code", "问题", 152),
    GridColumn("record", "记录", 130, "long"),
    GridColumn("label", "项目", 104),
    GridColumn("owner", "由谁掌握", 92),
    GridColumn("decider", "谁来定", 120),
    GridColumn("offices", "意见单位", 170, secondary=True),
)
CALM = "各单位的意见一致，没有需要处理的冲突。\n两个单位各自改了同一项内容时，会列在这里，由掌握单位定下来。"


@dataclass(frozen=True, slots=True)
class ConflictRow:
    """One field; `conflict` is what the decision needs."""

    id: int
    code: str
    record: str
    label: str
    owner: str
    decider: str
    offices: str
    conflict: Conflict


class ValueCard(QFrame):
    """One of the values with its writer; `chosen` carries its act."""

    chosen = Signal(object)

    def __init__(self, value: LivingValue, names: Names, number: int, why_not: str) -> None:
        super().__init__()
        self._act = value.act_uid
        self.setProperty("ground", "card")
        self.use_button = button(
            f"采用（{number}）" if number < 10 else "采用"
        )  # Alt with a digit opens a page
        allow(self.use_button, why_not, f"按数字键 {number} 也可以" if number < 10 else "")
        self.use_button.setAccessibleName(f"采用 {value.office} 的内容")
        head = QHBoxLayout()
        writer = passage(f"{office_words(value)}　{moment_words(value)}", "secondary")
        head.addWidget(writer, 1)
        if value.shown:
            head.addWidget(ChipLabel("现在显示"))
        head.addWidget(self.use_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 10)
        layout.addLayout(head)
        layout.addWidget(passage(value_words(value.value, names)))
        self.use_button.clicked.connect(self._use)

    def _use(self) -> None:
        self.chosen.emit(self._act)


class ConflictDetail(SectionCard):
    """The values of one conflict under each other."""

    wanted = Signal(object)
    """The act of the value to begin with, or None."""

    def __init__(self) -> None:
        super().__init__()
        self.place, self.owner, self.base = passage(), passage("", "secondary"), passage("", "secondary")
        self.cards: list[ValueCard] = []
        self.another_button = button("都不合适，另写…(&W)")
        self._inner = QWidget()
        self._list = QVBoxLayout(self._inner)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.addStretch(1)
        area = scrolled(self._inner)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.addWidget(self.place)
        self.body.addWidget(self.owner)
        self.body.addWidget(self.base)
        self.body.addWidget(area, 1)
        self.body.addWidget(self.another_button)
        self.another_button.clicked.connect(lambda: self.wanted.emit(None))

    def show_conflict(self, conflict: Conflict | None, names: Names) -> None:
        """Show a conflict, or what to do when none is chosen."""
        for card in self.cards:
            card.deleteLater()
        self.cards = []
        self.another_button.setVisible(conflict is not None)
        if conflict is None:
            self.set_heading("处理")
            self.place.setText("在列表里选一行，这里列出各方写的内容。")
            self.owner.setText("")
            self.base.setText("")
            return
        self.set_heading(conflict.label)
        self.place.setText("　".join(part for part in (conflict.code, conflict.record) if part))
        self.owner.setText(_entitled(conflict))
        self.base.setText(f"分歧以前：{value_words(conflict.base, names)}")
        why_not = "" if conflict.may_decide else f"由{conflict.decider}定夺，结果随回包下发。"
        allow(self.another_button, why_not)
        for number, value in enumerate(conflict.values, start=1):
            card = ValueCard(value, names, number, why_not)
            card.chosen.connect(self.wanted)
            self.cards.append(card)
            self._list.insertWidget(self._list.count() - 1, card)


class ConflictsPanel(WorkPage):
    """`ask` is the dialog; tests replace it."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.ask = ResolveDialog.ask
        self._rows = Listed[ConflictRow](_fits)
        self._names: dict[str, str] = {}
        self._reading = Reading(self, context)
        self._words = ""
        self.count = label("", "secondary")
        self.calm = EmptyState("没有冲突", CALM, picture="数据交换")
        self.grid = Grid("exchange-conflicts", context, "没有符合条件的冲突")
        self.model = GridModel(COLUMNS, self._rows.ids, self._rows.rows, self)
        self.grid.show_model(self.model)
        self.grid.setMinimumHeight(self.fontMetrics().lineSpacing() * 7)
        self.detail = ConflictDetail()
        self.stack = QStackedWidget()
        work = QWidget()
        layout = QVBoxLayout(work)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.count)
        layout.addWidget(ListDetail(context, self.grid, self.detail, (56, 44)), 1)
        self.stack.addWidget(self.calm)
        self.stack.addWidget(work)
        self.body.addWidget(self.stack, 1)
        self.grid.chosen.connect(self._show)
        self.grid.opened.connect(lambda _row: self.resolve(None))
        self.detail.wanted.connect(self.adopt)
        first, last = Qt.Key.Key_1.value, Qt.Key.Key_9.value
        self.grid.asked_keys = frozenset(range(first, last + 1))
        self.grid.key_pressed.connect(lambda key: self.adopt_nth(key - first + 1))

    def reload(self) -> None:
        ledger = self.context.ledger
        parts = reading(partial(conflicts.list_conflicts, ledger), partial(offices.offices, ledger))
        self._reading.ask(parts, self._show_found)

    def _show_found(self, answer: tuple[list[Conflict], list[offices.OfficeRow]]) -> None:
        found, rows = answer
        self._names = {row.uid: row.name for row in rows}
        self._rows.put(_row(n, one) for n, one in enumerate(found))
        theirs = sum(1 for one in found if not one.may_decide)
        more = f"其中 {theirs} 处等对方定夺。" if theirs else ""
        self.count.setText(f"还有 {len(found)} 处等待处理。{more}定下来的内容随下一次数据包发往各单位。")
        self.stack.setCurrentIndex(1 if found else 0)
        self.search(self._words)

    def search(self, text: str) -> None:
        self._words = text
        self.model.show(text)
        if self.grid.current_id() is None and self.model.rowCount():
            self.grid.selectRow(0)
        self._show(self.grid.current_id())

    def adopt_nth(self, number: int) -> None:
        """Take the n-th of the values that are shown."""
        row = self._rows.get(self.grid.current_id())
        if row is not None and number <= len(row.conflict.values):
            self.adopt(row.conflict.values[number - 1].act_uid)

    def adopt(self, act_uid: str | None) -> None:
        """Take one value at once where no reason is needed; else ask for it."""
        row = self._rows.get(self.grid.current_id())
        if self.is_busy or row is None or not row.conflict.may_decide:
            return
        value = next((one for one in row.conflict.values if one.act_uid == act_uid), None)
        if value is None or row.conflict.note_required:
            self.resolve(act_uid)
        else:
            self._write(self.run, row.conflict, Decision(value.value, ""))

    def resolve(self, act_uid: str | None) -> None:
        """Ask for the decision on the chosen conflict and write it."""
        row = self._rows.get(self.grid.current_id())
        if self.is_busy or row is None or not row.conflict.may_decide:
            return
        save = partial(self._write, self.run_for_dialog, row.conflict)
        self.ask(self, row.conflict, self._names, act_uid, save)

    def _write(self, run: Callable[..., Task], one: Conflict, decision: Decision) -> Task:
        work = partial(
            conflicts.resolve_conflict,
            self.context.ledger, one.kind, one.uid, one.field, decision.value, decision.reason,
        )  # fmt: skip
        return run(unticked(work), f"正在定“{one.label}”", lambda _done: self._written(one, decision))

    def enable(self) -> None:
        self.detail.setEnabled(not self.is_busy)

    def _written(self, one: Conflict, decision: Decision) -> None:
        self.context.say(
            f"{one.code}　“{one.label}”已定为：{value_words(decision.value, self._names)[:60]}", undoable=True
        )
        self.context.ledger_changed.emit()

    def _show(self, row_id: int | None) -> None:
        row = self._rows.get(row_id)
        self.detail.show_conflict(row.conflict if row else None, self._names)


def _row(number: int, one: Conflict) -> ConflictRow:
    return ConflictRow(
        number, one.code, one.record, one.label, one.owner.value, _decider(one), _offices(one.values), one
    )


def _decider(one: Conflict) -> str:
    return "本单位" if one.may_decide else f"等待{one.decider}"


def _offices(values: Sequence[LivingValue]) -> str:
    return " ↔ ".join(dict.fromkeys(value.office or "来源未知" for value in values))


def _fits(row: ConflictRow, query: object) -> bool:
    return mentions(query, row.code, row.record, row.label, row.decider, row.offices)


def _entitled(one: Conflict) -> str:
    """Who owns the field and who decides, in one sentence."""
    held = f"这一项由{one.owner.value}掌握，共 {len(one.values)} 种写法"
    if not one.may_decide:
        return f"{held}，等{one.decider}定一种。"
    note = f"；它由{one.decider}填写，本单位定夺要写明理由" if one.note_required else ""
    return f"{held}，请定一种{note}。"
