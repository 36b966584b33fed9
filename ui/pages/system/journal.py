"""操作日志: who did what when, newest first; what may still be taken back is taken back here."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QHBoxLayout

from dczg_desktop.services.journal import ActQuery, ActRow, act_choices, act_ids, act_rows
from dczg_desktop.services.undo import redo, undo
from ui.context import Context
from ui.models.grid import GridModel, Order
from ui.pages.acting import perform
from ui.widgets.columns import GridColumn
from ui.widgets.filter_bar import FilterBar
from ui.widgets.grid import Grid
from ui.widgets.page import Page
from ui.widgets.search_box import SearchBox
from ui.widgets.words import allow, button, passage

COLUMNS = (
    GridColumn("at", "时间", 176),
    GridColumn("who", "谁", 100, sortable=False),
    GridColumn("act", "办理", 120, sortable=False),
    GridColumn("title", "内容", 260, "long", sortable=False),
    GridColumn("state", "状态", 120, sortable=False),
)


class JournalPanel(Page):
    """A page of rows at a time comes from the ledger, however long the log has become."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.filters, self.search_box = FilterBar(), SearchBox("")
        self.search_box.setPlaceholderText("搜索办理、内容")
        self.filters.add_choice("who", "所有人", [])
        self.filters.add_choice("act", "全部办理", [])
        self.filters.add_widget(self.search_box)
        self.model = GridModel(COLUMNS, self._ids, self._rows, self)
        self.grid = Grid("系统-日志", context, "没有符合条件的操作")
        self.grid.show_model(self.model)
        self.undo_button = button("撤销这一步(&Z)")
        self.body.addWidget(self.filters)
        self.body.addWidget(self.grid, 1)
        acts = QHBoxLayout()
        acts.addWidget(
            passage(
                "日志只增不减：撤销也是一次操作，原来的记录仍然保留。销号审核不能撤销，要退回或重新启动。",
                "secondary",
            ),
            1,
        )
        acts.addWidget(self.undo_button)
        self.body.addLayout(acts)
        self.filters.changed.connect(self._show)
        self.search_box.searched.connect(self._show)
        self.model.counted.connect(partial(self.filters.show_count, unit="次操作"))
        self.model.failed.connect(partial(context.show_error, self))
        self.grid.chosen.connect(self.enable)
        self.undo_button.clicked.connect(self._take_back)

    def reload(self) -> None:
        people, acts = act_choices(self.context.ledger)
        self.filters.set_options("who", people)
        self.filters.set_options("act", acts)
        self._show()

    def enable(self) -> None:
        """Say what the button would do with the chosen act, or why it rests."""
        row = self.chosen()
        self.undo_button.setText("重做这一步(&Z)" if row and row.way == "重做" else "撤销这一步(&Z)")
        allow(self.undo_button, _why_not(row), f"{row.act}：{row.title}" if row else "")

    def chosen(self) -> ActRow | None:
        """The chosen act."""
        row_id = self.grid.current_id()
        return next(iter(act_rows(self.context.ledger, [row_id])), None) if row_id is not None else None

    def _show(self) -> None:
        values = self.filters.values()
        self.model.show(ActQuery(values["who"], values["act"], self.search_box.text().strip()))
        self.enable()

    def _ids(self, query: ActQuery, order: Order | None) -> Sequence[int]:
        return act_ids(self.context.ledger, query, oldest_first=order is not None and not order.descending)

    def _rows(self, ids: Sequence[int]) -> Sequence[ActRow]:
        return [_readable(row) for row in act_rows(self.context.ledger, ids)]

    def _take_back(self) -> None:
        row = self.chosen()
        if row is None or not row.way:
            return
        act = partial(redo if row.way == "重做" else undo, self.context.ledger, row.uid)
        perform(self.context, self, act, f"已{row.way}：{row.act}　{row.title}", undoable=False)


def _readable(row: ActRow) -> ActRow:
    return ActRow(row.id, row.uid, row.at.replace("T", " "), row.who, row.act, row.title, row.state, row.way)


def _why_not(row: ActRow | None) -> str:
    if row is None:
        return "先在上面选一次操作"
    if row.way:
        return ""
    return f"这一步{row.state}" if row.state else f"“{row.act}”不能撤销"
