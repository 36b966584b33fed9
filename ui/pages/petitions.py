"""The page 信访件: counts, filters, the grid of petitions, and the chosen one in full."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtWidgets import QComboBox, QStackedWidget, QVBoxLayout, QWidget

from dczg_desktop.base.errors import UserError
from dczg_desktop.services.documents import PETITIONS, print_list
from dczg_desktop.services.petition_list import (
    COMPLETED,
    COMPLETIONS,
    STAGED,
    TRUTHS,
    UNFINISHED,
    PetitionQuery,
    petition_choices,
    petition_counts,
    petition_ids,
    petition_rows,
)
from dczg_desktop.services.petitions import edit_petition, link_petition, petition_detail
from dczg_desktop.services.problems import find_problem
from ui.context import Context
from ui.dialogs.petition import LinkDialog, PetitionDialog
from ui.dialogs.print_preview import PrintPreview, made
from ui.models.grid import GridModel, Order
from ui.pages.ledger.acting import allow, perform
from ui.pages.petition_panel import PetitionPanel
from ui.task import Task
from ui.theme.status import look_of
from ui.widgets.cards import EmptyState
from ui.widgets.columns import GridColumn
from ui.widgets.filter_bar import FilterBar
from ui.widgets.grid import Grid
from ui.widgets.list_detail import ListDetail
from ui.widgets.page import Page
from ui.widgets.progress_strip import ProgressStrip
from ui.widgets.stat_card import StatCard, StatRow
from ui.widgets.words import button

COLUMNS = (
    GridColumn("number", "受理编号", 172),
    GridColumn("summary", "摘要", 150, "long", sortable=False),
    GridColumn("area", "属地", 84),
    GridColumn("category", "类型", 84, secondary=True),
    GridColumn("substantiated", "是否属实", 88),
    GridColumn("completion", "办结", 124, "chip"),
    GridColumn("batch", "批次", 76, secondary=True),
    GridColumn("responsible_unit", "责任单位", 130, secondary=True),
)

LATE = "已逾期"
CARDS: tuple[tuple[str, str, Mapping[str, str]], ...] = (
    ("信访件总数", "", {}),
    (COMPLETED, COMPLETED, {"completion": COMPLETED}),
    (STAGED, STAGED, {"completion": STAGED}),
    (UNFINISHED, UNFINISHED, {"completion": UNFINISHED}),
    (LATE, LATE, {"mark": LATE}),
)
"""Title, word whose look it has, and the choices in the filter bar it stands for."""

FACETS = (("batch", "全部批次"), ("area", "全部属地"), ("category", "全部类型"), ("unit", "全部单位"))
MARKS = ("重点件", LATE, "未关联", "已关联")


class PetitionsPage(Page):
    """Look at petitions, correct what this office owns, link them to problems, print the list."""

    search_hint = "搜索编号、地点、内容"
    help_text = (
        "本页登记和办理信访件。办结情况按“已办结、阶段性办结、未办结”三类统计，没有填写的按未办结统计。\n"
        "选中一件，旁边显示交办内容、调查核实、处理整改的全文；点“修改”更正本单位掌握的内容，"
        "编号、批次、交办内容和时限由交办单位掌握。\n"
        "“关联问题”指明这件信访反映的是台账里的哪个问题。编号后带 * 的是重点件。"
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.ask_changes, self.ask_link = PetitionDialog.ask, LinkDialog.ask
        self.show_document = PrintPreview.ask
        self._words = ""
        self.cards = {
            title: StatCard(title, look_of(word) if word else None) for title, word, _chosen in CARDS
        }
        self.filters, self.strip, self.panel = FilterBar(), ProgressStrip(context), PetitionPanel()
        self.model = GridModel(COLUMNS, self._ids, partial(petition_rows, context.ledger), self)
        self.grid = Grid("信访件", context, "没有符合条件的信访件")
        self.empty = EmptyState(
            "还没有信访件",
            "把交办的“信访件一览表”（Excel 或 Word）导入台账，编号、批次、属地、是否属实、办结情况会自动识别。",
            "导入表格",
            "信访件",
        )
        self.print_button = button("打印一览表(&P)")
        self._fill_filters()
        self._lay_out()
        self._connect()

    def _fill_filters(self) -> None:
        for key, title in FACETS:
            box = self.filters.add_choice(key, title, ())
            box.setMaxVisibleItems(18)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(5)
        self.filters.add_choice("truth", "是否属实", TRUTHS)
        self.filters.add_choice("completion", "全部办结", COMPLETIONS)
        self.filters.add_choice("mark", "全部标记", MARKS)

    def _lay_out(self) -> None:
        self.grid.show_model(self.model)
        rows = QWidget()
        left = QVBoxLayout(rows)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(8)
        left.addWidget(self.filters)
        left.addWidget(self.grid, 1)
        whole = QWidget()
        layout = QVBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(StatRow(*self.cards.values()))
        layout.addWidget(ListDetail(self.context, rows, self.panel, (60, 40)), 1)
        self.stack = QStackedWidget()
        self.stack.addWidget(whole)
        self.stack.addWidget(self.empty)
        self.body.addWidget(self.strip)
        self.body.addWidget(self.stack, 1)

    def _connect(self) -> None:
        for title, _word, chosen in CARDS:
            self.cards[title].clicked.connect(lambda _=False, values=dict(chosen): self._choose(values))
        self.filters.changed.connect(self._show)
        self.model.counted.connect(lambda count: self.filters.show_count(count, "件"))
        self.model.failed.connect(partial(self.context.show_error, self))
        self.grid.chosen.connect(self._show_detail)
        self.grid.opened.connect(lambda _row: self._edit())
        self.panel.edit_asked.connect(self._edit)
        self.panel.link_asked.connect(self._link)
        self.panel.unlink_asked.connect(self._unlink)
        self.panel.opened.connect(self._open_problem)
        self.empty.acted.connect(lambda: self.context.navigate("导入表格", "信访件"))
        self.print_button.clicked.connect(self._print)

    def header_widgets(self) -> Sequence[QWidget]:
        return (self.print_button,)

    def reload(self) -> None:
        ledger = self.context.ledger
        counted = petition_counts(ledger)
        self.stack.setCurrentIndex(0 if counted.total else 1)
        rate = f"办结率 {counted.completed / counted.total:.0%}" if counted.total else ""
        notes = (f"重点件 {counted.starred}", rate, "", "", "未办结且过期")
        numbers = (counted.total, counted.completed, counted.staged, counted.unfinished, counted.overdue)
        for card, number, note in zip(self.cards.values(), numbers, notes, strict=True):
            card.show_number(number, note)
        choices = petition_choices(ledger)
        offered = (choices.batches, choices.areas, choices.categories, choices.units)
        for (key, _), options in zip(FACETS, offered, strict=True):
            self.filters.set_options(key, options)
        allow(self.print_button, "" if counted.total else "还没有信访件", "打印全部信访件的公开一览表")
        self._show()
        if self.grid.current_id() is None and counted.total:
            self.grid.selectRow(0)
        self._show_detail(self.grid.current_id())

    def search(self, text: str) -> None:
        self._words = text
        self._show()

    def show_filter(self, page_filter: object) -> None:
        """A mapping of the choices in the filter bar."""
        if isinstance(page_filter, Mapping):
            self._words = ""
            self.filters.set_values(page_filter)

    def query(self) -> PetitionQuery:
        """What is chosen and searched."""
        chosen = self.filters.values()
        mark = chosen["mark"]
        return PetitionQuery(
            words=self._words,
            batch=chosen["batch"],
            area=chosen["area"],
            category=chosen["category"],
            unit=chosen["unit"],
            truth=chosen["truth"],
            completion=chosen["completion"],
            linked=mark if mark in {"已关联", "未关联"} else "",
            starred=mark == "重点件",
            overdue=mark == LATE,
        )

    def _ids(self, query: PetitionQuery, order: Order | None) -> Sequence[int]:
        if order is not None:
            query = query.narrowed(sort=order.key, descending=order.descending)
        return petition_ids(self.context.ledger, query)

    def _choose(self, values: dict[str, str]) -> None:
        self.filters.set_values(values)
        self._show()

    def _show(self) -> None:
        self.model.show(self.query())

    def _show_detail(self, row_id: int | None) -> None:
        try:
            detail = None if row_id is None else petition_detail(self.context.ledger, row_id)
        except UserError as error:
            detail = None
            self.context.say(str(error))
        self.panel.show_detail(detail)

    def _edit(self) -> None:
        detail = self.panel.detail
        if detail is None:
            return
        changes = self.ask_changes(self, detail)
        if changes:
            act = partial(edit_petition, self.context.ledger, detail.uid, dict(changes))
            number = detail.text("number")
            perform(
                self.context, self, act, lambda n: f"已保存信访件 {number} 的 {n} 处修改。", undoable=True
            )

    def _link(self) -> None:
        detail = self.panel.detail
        if detail is None:
            return
        find = partial(find_problem, self.context.ledger)
        uid = self.ask_link(self, detail.text("number"), find)
        if uid:
            act = partial(link_petition, self.context.ledger, detail.uid, uid)
            perform(self.context, self, act, f"信访件 {detail.text('number')} 已关联问题。", undoable=True)

    def _unlink(self) -> None:
        if detail := self.panel.detail:
            act = partial(link_petition, self.context.ledger, detail.uid, "")
            perform(self.context, self, act, f"信访件 {detail.text('number')} 已取消关联。", undoable=True)

    def _open_problem(self, uid: str) -> None:
        self.context.navigate("整改台账", uid)

    def _print(self) -> None:
        ledger, name = self.context.ledger, f"{PETITIONS}.pdf"
        work = partial(made, name, lambda target, tick: print_list(ledger, PETITIONS, target, tick=tick))
        task = Task(self, work, f"正在生成{PETITIONS}")
        task.succeeded.connect(lambda content: self.show_document(self, self.context, content, name))
        task.failed.connect(partial(self.context.show_error, self))
        self.strip.follow(task)
        task.start(self.context.pool)
